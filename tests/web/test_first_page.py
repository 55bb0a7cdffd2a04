"""The first page of a report that holds loads nothing that only a judgement needs."""

import subprocess
import sys
from datetime import date
from pathlib import Path

from grundlag import run

TODAY = date(2026, 6, 1)

HEAVY = {
    "docx", "duckdb", "ibis", "numpy", "pandas", "pyarrow", "pyproj", "scipy", "shapely",
    "sqlalchemy", "xlsxwriter",
}  # fmt: skip
FIRST = """
import sys
from datetime import date
from pathlib import Path
from starlette.applications import Starlette
from starlette.requests import Request
import grundlag.web.application
from grundlag.web.held import Held
from grundlag.web.kept_pages import kept_page
app = Starlette()
app.state.held = Held(Path(sys.argv[1]), lambda: date(2026, 6, 1))
asked = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "app": app}
page = kept_page(Request(asked | {"headers": [], "path_params": {}}), "overview")
assert b"Skovkvarteret" in page.body, page.body.decode()
print(*{name.partition(".")[0] for name in sys.modules})
"""  # the page, without what is done in the background once it is sent


def _loaded(root: Path) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", FIRST, root], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.splitlines()[-1].split())


def test_a_report_that_holds_is_shown_without_engine_geometry_and_statistics(
    lilleby: Path,
) -> None:
    """Once it does not hold, it is judged: with what it was spared before."""
    run.report(lilleby, 2026, TODAY)
    assert not _loaded(lilleby) & HEAVY
    (lilleby / "out" / "2026" / "report.json").unlink()
    assert {"duckdb", "numpy", "scipy"} <= _loaded(lilleby)
