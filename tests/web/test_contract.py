"""The API held against its own description by a tool that tries what nobody thought of.

`GRUNDLAG_EXAMPLES=1000` tries more of each operation.
"""

import os
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from grundlag import web
from grundlag.web.api import document

from .conftest import HOME, PORT, TODAY

pytestmark = pytest.mark.slow
TRIES = settings(
    max_examples=int(os.environ.get("GRUNDLAG_EXAMPLES", "15")),
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
OURS = {
    "Host": f"127.0.0.1:{PORT}",
    "Origin": HOME,
}  # without it a method that changes something is refused before it is one
NAMES = {"year": "2026", "partnership": "havnen", "indicator": "indbrud", "table": "figures"}
PATHS = sorted(document()["paths"])


@pytest.fixture(scope="module")
def described(folder: Path) -> Any:
    """The description, as the application hands it out."""
    app = web.app(folder, lambda: TODAY, PORT)
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=OURS)


@pytest.mark.parametrize(
    ("path", "mode"),
    [(path, GenerationMode.POSITIVE) for path in PATHS]
    + [(path, GenerationMode.NEGATIVE) for path in PATHS if path == "/methods" or "{" in path],
)
def test_no_answer_is_a_fault_or_undescribed(described: Any, path: str, mode: Any) -> None:
    tried = described[path]["GET"].as_strategy(generation_mode=mode)

    @TRIES
    @given(case=tried)
    def hold(case: Any) -> None:
        case.call_and_validate(headers=OURS)

    hold()


@pytest.mark.parametrize("path", PATHS)
def test_nor_where_the_names_are_the_folder_s(described: Any, path: str) -> None:
    own = {name: value for name, value in NAMES.items() if f"{{{name}}}" in path}
    tried = described[path]["GET"].as_strategy(path_parameters=own)

    @TRIES
    @given(case=tried)
    def hold(case: Any) -> None:
        case.query = {}
        assert case.call_and_validate(headers=OURS).status_code in (200, 304)

    hold()
