"""197,435 real reports with their own ids mapped: those without one, and equal ones, stay.

Expected: expected/data_quality.csv, counted with another program; and the files read here with the
csv module. The one id that stands twice does so in two months, so in two deliveries.
"""

import csv
import shutil
from collections import Counter
from pathlib import Path

import pytest

from grundlag.engine.files import read_parquet
from grundlag.run import load, take_files

from .conftest import ARRIVED, CASE

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def quality(street: Path) -> dict[str, str]:
    with (street / "expected" / "data_quality.csv").open(encoding="utf-8") as file:
        return dict(csv.reader(file))


def test_reports_without_an_id_and_equal_reports_are_kept(
    street: Path, quality: dict[str, str], tmp_path: Path
) -> None:
    root = shutil.copytree(CASE, tmp_path / "folder")
    sources = (root / "sources.toml").read_text("utf-8")
    named = sources.replace("[source.columns]\n", '[source.columns]\nid    = "Crime ID"\n', 1)
    (root / "sources.toml").write_text(named, "utf-8")
    files = sorted((street / "street").glob("*.csv"))
    taken, problems = take_files(load(root), files, ARRIVED)
    assert (len(taken), problems) == (26, [])

    read: Counter[tuple[str, ...]] = Counter()
    for path in files:
        with path.open(encoding="utf-8") as file:
            read.update(map(tuple, list(csv.reader(file))[1:]))
    without = sum(n for row, n in read.items() if not row[0])
    again = sum(n - 1 for n in read.values())
    told = (quality["missing_crime_id"], quality["fully_identical_rows"], quality["rows"])
    assert (without, again, read.total()) == tuple(map(int, told)) == (45_933, 11_406, 197_435)

    found: Counter[tuple[str, ...]] = Counter()
    for each in taken:
        m = each.delivery.manifest
        assert (m.rows_kept, m.rows_set_aside) == (m.rows_read, 0)
        rows = read_parquet(each.delivery.path / "rows.parquet").to_pylist()
        found.update((f"{row['date']:%Y-%m}", row["place"], row["code"]) for row in rows)
    theirs: Counter[tuple[str, ...]] = Counter()
    for row, n in read.items():
        theirs[row[1], row[7], row[9]] += n
    assert found == theirs
