"""Lilleby in a browser: 24 indbrud in Havnen in 2024 and 12 in 2025, 12 and 36 in Skoven.

In Havnen's plan three of five activities have two partners, in Skoven's one of two.
"""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient

from grundlag import run, web

LILLEBY = Path(__file__).parents[1] / "cases" / "lilleby"
HOME, PORT, TODAY = "http://127.0.0.1:8020", 8020, date(2026, 6, 1)


def reports(year: int, havnen: int, skoven: int) -> str:
    """Reports of a year, so many a month in each place."""
    rows = (
        f"{year}{month}{place}{n};1320;15-{month:02d}-{year};{place}"
        for month in range(1, 13)
        for place, times in (("Havnen", havnen), ("Skoven", skoven))
        for n in range(times)
    )
    return "\n".join(("Sag;Kode;Dato;Sted", *rows)) + "\n"


FILES = {
    "anmeldelser-2024.csv": (reports(2024, 2, 1), date(2025, 2, 1)),
    "anmeldelser-2025.csv": (reports(2025, 1, 3), date(2026, 2, 1)),
    "befolkning.csv": (
        "Dag;Område;Indbyggere\n"
        + "".join(f"01-01-{y};Havnen;1000\n01-01-{y};Skoven;2000\n" for y in (2025, 2026)),
        date(2026, 2, 1),
    ),
}


def until(is_so: Callable[[], bool]) -> None:
    """Wait for something, ten seconds at most."""
    for _ in range(1000):
        if is_so():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come to that")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The working folder, shared: not to be changed."""
    root = tmp_path_factory.mktemp("web") / "lilleby"
    shutil.copytree(LILLEBY, root)
    (root / "in").mkdir()
    for name, (text, arrived) in FILES.items():
        (root / "in" / name).write_text(text, "utf-8")
        assert not run.take_files(run.load(root), [root / "in" / name], arrived)[1]
    run.judge_year(run.load(root), 2026, TODAY)  # its cubes are kept
    return root


@pytest.fixture
def lilleby(folder: Path, tmp_path: Path) -> Path:
    """The working folder, to change."""
    return shutil.copytree(folder, tmp_path / "lilleby")


@pytest.fixture
def browse() -> Callable[[Path], TestClient]:
    """A browser on a folder."""

    def opened(root: Path) -> TestClient:
        app = web.app(root, lambda: TODAY, PORT)
        return TestClient(app, base_url=HOME, raise_server_exceptions=False)

    return opened


@pytest.fixture(scope="session")
def pages(folder: Path) -> TestClient:
    """A browser on the folder as it is, shared."""
    return TestClient(web.app(folder, lambda: TODAY, PORT), base_url=HOME)


PLANS = {
    "sources.toml": """

[[source]]
id       = "plan-havnen"
kind     = "activities"
provider = "Havnen"
place    = "havnen"

[source.columns]
plan_year        = "Planår"
theme            = "Indsats"
activity         = "Aktivitet"
status           = "Status"
partners_in      = "Inde"
partners_outside = "Ude"
partners_unknown = "Uoplyst"

[[source]]
id       = "plan-skoven"
kind     = "activities"
provider = "Skoven"

[source.columns]
plan_year     = "År"
place         = "Hvem"
activity      = "Titel"
partner       = "Partner"
partner_place = "Placering"
""",
    "definitions/activities.toml": """# Hvem er hvem
schema       = 1
cancelled    = ["aflyst"]
known_status = ["i gang", "planlagt"]

[[partner]]
name  = "Lilleby Kommune"
also  = ["Kommunen"]
owner = true

[[partner]]
name = "Boligforening A"
also = ["BF A"]
""",
    "in/havnen.csv": """Planår;Indsats;Aktivitet;Status;Inde;Ude;Uoplyst
2026;Naboskab;Gadefest;i gang;"Boligforening A; Idrætsforening 1";;
2026;Naboskab;Nabovandring;i gang;BF A;Boligforening-A;
2026;Børn og unge;Lektiecafé;aflyst;;;
2026;Børn og unge;Æblehøst;planlagt;Skolen;;Museet
2026;;Fællesspisning;;"Klubben\nKommunen; Skolen";;-
""",
    "in/skoven.csv": """År;Hvem;Titel;Partner;Placering
2026;Skovkvarteret;Filmaften;Klubben;i området
2026;Skovkvarteret;Filmaften;Museet;uden for området
2026;Skovkvarteret;Korsang;;
""",
}


@pytest.fixture(scope="session")
def planned_once(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with two plans, shared: not to be changed."""
    root = shutil.copytree(folder, tmp_path_factory.mktemp("plans") / "lilleby")
    for name, text in PLANS.items():
        before = (root / name).read_text("utf-8") if name == "sources.toml" else ""
        (root / name).write_text(before + text, "utf-8")
    lists = [root / "in" / name for name in ("havnen.csv", "skoven.csv")]
    assert not run.take_files(run.load(root), lists, date(2026, 3, 1))[1]
    run.judge_year(run.load(root), 2026, TODAY)
    return root


@pytest.fixture
def planned(planned_once: Path, tmp_path: Path) -> Path:
    """The same, to change."""
    return shutil.copytree(planned_once, tmp_path / "planned")


@pytest.fixture(scope="session")
def plan_pages(planned_once: Path) -> TestClient:
    """A browser on it as it is, shared."""
    return TestClient(web.app(planned_once, lambda: TODAY, PORT), base_url=HOME)


OWN = {"origin": HOME, "sec-fetch-site": "same-origin"}


class Desked(TestClient):
    """A browser that sends forms as a page of ours does, and is not led on."""

    def fill(self, address: str, page: str = "/data", files: object = (), **told: str) -> Response:
        found = re.search(r'name="kvittering" value="([^"]+)"', self.get(page).text)
        assert found is not None, page
        data = {"kvittering": found[1], **told}
        sent = {"data": data, "headers": OWN, "follow_redirects": False}
        return self.post(address, **sent, files=files or None)


@pytest.fixture(scope="session")
def desked() -> Callable[[Path], AbstractContextManager[Desked]]:
    """A browser on a folder, as long as its server lasts."""

    @contextmanager
    def opened(root: Path) -> Iterator[Desked]:
        app = web.app(root, lambda: TODAY, PORT)
        with Desked(app, base_url=HOME, raise_server_exceptions=False) as browser:
            yield browser

    return opened
