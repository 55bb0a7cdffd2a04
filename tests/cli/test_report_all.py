"""`grundlag report YEAR --all`: what the single commands write, in one run, and no byte else."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from grundlag import run

pytestmark = pytest.mark.slow  # each basis' papers, twice

DAY = date(2026, 6, 1)
AS_OF = f"--as-of {DAY}"
PROTECT = "protect = { threshold = 5, width = 5 }\n"


@pytest.fixture(scope="module")
def protected(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The town with small numbers protected: it has a basis in force and a proposal."""
    root = tmp_path_factory.mktemp("all") / "lilleby"
    shutil.copytree(request.getfixturevalue("_whole"), root)
    path = root / "grundlag.toml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    rest = [line for line in lines if not line.startswith("protect")]
    at = next(i for i, line in enumerate(rest) if line.startswith("city"))
    path.write_text("".join((*rest[:at], PROTECT, *rest[at:])), "utf-8")
    return root


def written(root: Path) -> dict[str, bytes]:
    """Every file of the papers, by its name."""
    files = (path for path in (root / "out").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_it_writes_what_the_single_commands_write(
    protected: Path, tmp_path: Path, grundlag: Any
) -> None:
    alone = shutil.copytree(protected, tmp_path / "alone")
    together = shutil.copytree(protected, tmp_path / "together")
    bases = sorted(run.load(alone).bases)
    ran = grundlag(f"report 2026 --all {AS_OF}", together)
    assert ran.code == 0, ran
    pack = json.loads((together / "out/2026/report.json").read_text("utf-8"))
    in_force, other = pack["basis"], next(b for b in bases if b != pack["basis"])
    for words in (f"report 2026 {AS_OF}", f"report 2026 --basis {other} {AS_OF}",
                  f"diff {in_force} {other} --year 2026 --save {AS_OF}"):  # fmt: skip
        assert grundlag(words, alone).code == 0
    expected = written(alone)
    folders = {"2026", "2026-public", f"2026-{other}", f"2026-{other}-public", "2026-sammenligning"}
    assert {name.split("/")[1] for name in expected} == folders
    found = written(together)
    assert found.keys() == expected.keys()
    assert [name for name in found if found[name] != expected[name]] == []
    for folder in folders:
        assert f"in out/{folder}:" in ran.out


def test_the_figures_of_remarks_are_kept_for_each_basis(protected: Path, tmp_path: Path) -> None:
    root = shutil.copytree(protected, tmp_path / "by")
    (root / "remarks").mkdir(exist_ok=True)
    defs = run.load(root)
    shared = set.intersection(*({i.id for i in b.indicator} for b in defs.bases.values()))
    assert "indbrud" in shared
    remark = (
        'schema = 1\n[[remark]]\npartnership = "havnen"\nindicator = "indbrud"\n'
        'text = "Broen var lukket."\ninitials = "AB"\ndate = 2026-03-04\n'
    )
    (root / "remarks/2026.toml").write_text(remark, "utf-8")
    run.report_all(root, 2026, DAY)
    assert len(json.loads((root / "remarks/2026.tal.json").read_text("utf-8"))) == len(defs.bases)


def test_one_basis_and_all_at_once_is_refused(protected: Path, grundlag: Any) -> None:
    for words in ("report 2026 --all --basis forslag", "report --grundlag --all"):
        ran = grundlag(words, protected)
        assert ran.code == 2
        assert "write" in ran.err


def test_figures_that_an_earlier_public_report_of_the_year_told_are_named(
    protected: Path, tmp_path: Path, grundlag: Any
) -> None:
    root = shutil.copytree(protected, tmp_path / "by")
    assert "hidden now" not in grundlag(f"report 2026 {AS_OF}", root).out
    path = root / "grundlag.toml"
    path.write_text(path.read_text("utf-8").replace("threshold = 5", "threshold = 30"), "utf-8")
    before, said = figures(root), grundlag(f"report 2026 {AS_OF}", root).out
    lost = [at for at, n in before.items() if n is not None and figures(root)[at] is None]
    small = [at for at, n in before.items() if n is not None and 5 <= n < 30 and at[0] != "trygge"]
    assert small
    assert {*small} <= {*lost}
    assert f"The public report that lay there told {len(lost)} figures that are hidden now." in said


def figures(root: Path) -> dict[tuple[str, str, int], int | None]:
    """The counts behind the figures of the public report."""
    pack = json.loads((root / "out/2026-public/report.json").read_text("utf-8"))
    return {(f["indicator"], f["area"], f["year"]): f["n"] for f in pack["figures"]}


def test_a_proposals_papers_are_named_once_it_is_in_force(
    protected: Path, tmp_path: Path, grundlag: Any
) -> None:
    root = shutil.copytree(protected, tmp_path / "by")
    defs = run.load(root)
    year, other = 2026, next(b for b in sorted(defs.bases) if b != _in_force(root))
    assert grundlag(f"report {year} --all {AS_OF}", root).code == 0
    ran = grundlag(f"adopt {other} --by Borgmesteren --on 2026-06-10 --case 2026-1", root)
    assert ran.code == 0, ran
    said = grundlag(f"report {year} --as-of 2026-07-01", root).out
    for folder in (f"out/{year}-{other}", f"out/{year}-{other}-public"):
        assert f"{folder} is from before the basis was in force" in said


def _in_force(root: Path) -> str:
    decided = run.load(root).decisions.decision
    return decided[-1].basis
