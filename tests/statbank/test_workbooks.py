"""STRAF11 and FOLK1A as the bank's page saves them as workbooks (free reuse with attribution).

A title, units, a row of quarters under two cells without headings, a first column merged downwards
and a long note below; nothing in them is mended. Expected: the year's sums and rates that another
program made, for every municipality and year.
"""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from grundlag.cubes.count import count
from grundlag.cubes.model import Cubes
from grundlag.engine.connect import engine
from grundlag.indicators.measure import measure
from grundlag.records.place import fold
from grundlag.run import load, take_files

YEARS = range(2008, 2023)
DECLARED = ("Copenhagen", "Brøndby", "Læsø")
AREA = '[[area]]\nid = "a{i}"\nname = "{name}"\n[[area.version]]\nid = "1"\nplaces = ["{name}"]\n'
PARTNERSHIP = '[[partnership]]\nid = "a{i}"\nname = "{name}"\n'
FILES = {
    "grundlag.toml": 'schema = 1\ncity = "Danmark"\ncomparator = "alle"\n',
    "decisions.toml": '[[decision]]\nbasis = "kun"\nin_force_from = 2000\n',
    "definitions/survey.toml": "schema = 1\ndeff = 1\n",
    "definitions/codes.toml": """
schema = 1
id = "straf11"
version = "1"
[[crime]]
id = "alt"
[[crime.codes]]
codes = ["Nature of the offence, total"]
""",
    "definitions/bases/kun.toml": """
schema = 1
id = "kun"
name = "Kun"
source = "Prøvedata"
goal = []
[[indicator]]
id = "antal"
kind = "count"
label = "Antal"
crime = "alt"
dispersion = 1
[[indicator]]
id = "rate"
kind = "rate"
label = "Rate"
crime = "alt"
per = 1000
population_on = "before"
decimals = 1
dispersion = 1
""",
    "sources.toml": """
schema = 1
[[source]]
id = "straf11"
kind = "crime_counts"
provider = "Danmarks Statistik"
[source.columns]
code = "column A"
place = "column B"
[source.wide]
columns = ["20??Q?"]
[source.read]
fill_down = ["column A"]

[[source]]
id = "folk1a"
kind = "population"
provider = "Danmarks Statistik"
[source.columns]
place = "column B"
[source.wide]
columns = ["20??Q?"]
""",
}


@pytest.fixture(scope="module")
def bank(shared: Path) -> Path:
    found = shared / "statbank" / "criminalitydata.xlsx"
    if not found.is_file():
        pytest.skip("../shared/data/statbank is absent")
    return found.parent


@pytest.fixture(scope="module")
def expected(bank: Path) -> dict[tuple[str, int], tuple[int, str]]:
    """The year's reports, and per 1,000 inhabitants of its 1 January, by area and year."""
    with (bank / "expected" / "annual_rates_per_1000.csv").open(encoding="utf-8") as file:
        return {
            (row["omraade"], int(row["aar"])): (int(row["antal"]), row["rate_1jan"])
            for row in csv.DictReader(file)
        }


@pytest.fixture(scope="module")
def folder(bank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both books taken in; each is told by its source's name, for their headings are alike."""
    root = tmp_path_factory.mktemp("bank") / "folder"
    whole = 'schema = 1\nunplaced = []\n[[area]]\nid = "alle"\nname = "Alle"\nwhole = true\n'
    areas = [AREA.format(i=i, name=name) for i, name in enumerate(DECLARED)]
    partnerships = [PARTNERSHIP.format(i=i, name=name) for i, name in enumerate(DECLARED)]
    files = FILES | {
        "definitions/areas.toml": "\n".join([whole, *areas]),
        "definitions/partnerships.toml": "\n".join(["schema = 1", *partnerships]),
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    defs = load(root)
    for source, name in (("straf11", "criminalitydata"), ("folk1a", "population")):
        book = bank / f"{name}.xlsx"
        taken, problems = take_files(defs, [book], date(2023, 3, 1), source=source)
        assert problems == []
        manifest = taken[0].delivery.manifest
        assert manifest.reasons in ({}, {"notes_are_no_rows": 1})
        assert manifest.rows_kept == (100 * 64 if source == "straf11" else 99 * 60)
        assert manifest.rows_read == manifest.rows_kept + manifest.rows_set_aside
    return root


@pytest.fixture(scope="module")
def cubes(folder: Path) -> Cubes:
    with engine() as connection:
        return count(connection, load(folder))


def test_all_1500_sums_and_1485_rates(cubes, expected):
    """Summed here, from the cells: 99 municipalities, and those of no known one."""
    reports: Counter[tuple[str, int]] = Counter()
    for cell in cubes.delivered:
        reports[cell.place, cell.first // 12] += cell.n
    people = {(c.place, c.day.year): c.n for c in cubes.population if c.day.month == 1}
    assert len(expected) == 100 * len(YEARS)
    for (area, year), (n, rate) in expected.items():
        key = (fold(area), year)
        assert reports[key] == n
        if key in people:
            assert 1000 * reports[key] / people[key] == pytest.approx(float(rate), rel=1e-12)
    assert len(people) == 99 * len(YEARS)


@pytest.mark.slow
def test_the_same_as_it_is_measured(folder, cubes, expected):
    defs = load(folder)
    for last in (2010, 2022):
        found = measure(defs, defs.bases["kun"], last + 1, cubes).estimates
        for year in range(last - 2, last + 1):
            for i, name in enumerate(DECLARED):
                n, rate = expected[name, year]
                assert found["antal", f"a{i}", year].n == n
                assert found["rate", f"a{i}", year].value == pytest.approx(float(rate), rel=1e-12)
