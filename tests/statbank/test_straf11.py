"""STRAF11 of 2025 as Statistics Denmark's page saves it (free reuse with attribution), unmended.

Expected: the sums of four quarters that another program made, with how many of them had a row.
Nothing but definitions was written for it: tests/cases/statbank.
"""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from grundlag.cubes.check import findings
from grundlag.cubes.count import count
from grundlag.engine.connect import engine
from grundlag.indicators.measure import measure
from grundlag.run import load, take_files
from grundlag.run.explain import explain

CASE = Path(__file__).parents[1] / "cases" / "statbank"
DRAWN = date(2026, 2, 10)


@pytest.fixture(scope="module")
def saved(shared: Path) -> Path:
    found = shared / "statbank" / "straf11-typer-2025_12areas.csv"
    if not found.is_file():
        pytest.skip("../shared/data/statbank is absent")
    return found


@pytest.fixture(scope="module")
def folder(saved: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("statbank") / "folder"
    shutil.copytree(CASE, root)
    taken, problems = take_files(load(root), [saved], DRAWN)
    assert problems == []
    manifest = taken[0].delivery.manifest
    assert (manifest.rows_read, manifest.rows_kept, manifest.rows_set_aside) == (429, 429, 0)
    assert manifest.scope == tuple(f"2025-{month:02d}" for month in range(1, 13))
    return root


@pytest.fixture(scope="module")
def expected(saved: Path) -> dict[tuple[str, str], tuple[int, int]]:
    """The year's reports, and the quarters with a row, by area and offence as they are called."""
    with (saved.parent / "expected" / "straf11_2025_annual.csv").open(encoding="utf-8") as file:
        return {
            (row["omraade"], row["overtraed"]): (
                int(row["antal_2025"]),
                int(row["kvartaler_med_raekke"]),
            )
            for row in csv.DictReader(file)
        }


def counted(root: Path) -> dict[tuple[str, str], int | None]:
    """The reports of 2025, by area and offence as they are called: all 12 x 10."""
    defs = load(root)
    with engine() as connection:
        found = measure(defs, defs.bases["typer"], 2026, count(connection, defs)).estimates
    return {
        (area.name, indicator.label): found[indicator.id, area.id, 2025].n
        for area in defs.areas.area
        for indicator in defs.bases["typer"].indicator
    }


def test_all_120_cells(folder, expected):
    """111 are in the file that is compared with; the other nine had no report in any quarter."""
    found = counted(folder)
    assert len(expected) == 111
    assert {cell: n for cell, n in found.items() if n} == {c: n for c, (n, _) in expected.items()}
    assert sorted(set(found) - set(expected)) == sorted(c for c, n in found.items() if n == 0)
    assert len(found) == 120


def test_a_quarter_without_a_row_is_unknown_where_nobody_says_zero(folder, expected, tmp_path):
    root = shutil.copytree(folder, tmp_path / "unknown")
    text = (root / "sources.toml").read_text("utf-8")
    (root / "sources.toml").write_text(text.replace('"zero"', '"unknown"'), "utf-8")
    whole = {cell: n for cell, (n, quarters) in expected.items() if quarters == 4}
    assert {cell: n for cell, n in counted(root).items() if n is not None} == whole


def test_zeros_that_may_be_hidden_are_told_and_stop_nothing(folder):
    """48 cells a type, 32 more than have a row for it: 16 rows of careless manslaughter."""
    defs = load(folder)
    with engine() as connection:
        problems, notices = findings(defs, count(connection, defs))
    assert problems == ()
    said = [n.what for n in notices if "hidden figure" in n.what]
    assert len(said) == 4
    assert any('32 of 48 cells of "uagtsomt-manddrab-legemsbeskadigelse"' in one for one in said)


def test_a_sum_with_an_absent_quarter_leads_back_to_its_rows(folder):
    """Brøndby, riots: 7 in 2025, two quarters of four have a row."""
    found = explain(folder, "broendby", 2026, "oploeb-forstyrrelse-af-offentlig-orden", DRAWN)
    assert (found.estimate.n, len(found.stands)) == (7, 2)
    assert sum(each.value for each in found.stands) == 7
