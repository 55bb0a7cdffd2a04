"""A start is quick: nothing heavy is loaded before it is used."""

import subprocess
import sys

import pytest

HEAVY = {
    "docx", "duckdb", "ibis", "numpy", "pandas", "pyarrow", "pydantic", "pyproj", "scipy",
    "shapely", "typst", "xlsxwriter",
}  # fmt: skip
TELL = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"


def loaded(code: str) -> set[str]:
    """The packages that a fresh Python has loaded after some code."""
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}; {TELL}"], capture_output=True, text=True, check=True
    )
    return set(ran.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("code", ["import grundlag", "import grundlag.cli.app"])
def test_nothing_heavy_is_loaded_at_the_start(code: str) -> None:
    found = loaded(code)
    assert "grundlag" in found
    assert not found & HEAVY


def test_what_is_used_is_loaded_and_what_it_does_not_need_is_not() -> None:
    """To take files in and count them there is no need of the statistics, the papers, pandas."""
    found = loaded(
        "import grundlag; grundlag.take; import grundlag.cli.take, grundlag.run.taking\n"
        "import pyarrow as pa; from grundlag.engine.files import result, table_of\n"
        "with grundlag.engine() as c: assert len(result(c, table_of(c, pa.table({'n': [1]})))) == 1"
    )
    assert {"ibis", "numpy"} <= found
    assert not found & {"scipy", "docx", "typst", "pandas"}


def test_the_verb_engine_is_no_room() -> None:
    """The room `engine` is loaded with the verb `engine`, and must not take its name."""
    code = "import grundlag, grundlag.engine.connect; assert callable(grundlag.engine)"
    assert "ibis" in loaded(code)
