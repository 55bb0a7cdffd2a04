"""One pass over the rows answers every basis, year and border: the engine stays closed after it."""

import duckdb
import ibis
import pyarrow.parquet as pq
import pytest

from grundlag.basis import clocks
from grundlag.cubes import police
from grundlag.cubes.count import count
from grundlag.engine.connect import engine

EXTENDED = """
[[area]]
id = "amager"
name = "Amager"

[[area.version]]
id = "2017"
places = ["Urbanplanen"]

[[area.version]]
id = "2021"
from_year = 2021
places = ["Urbanplanen", "Hørgården"]
"""


@pytest.fixture
def counted(town, reports, monkeypatch):
    """The town's cubes of 2020 and 2021, with every door to the engine shut."""
    areas = (town.root / "definitions/areas.toml").read_text("utf-8")
    town.write("definitions/areas.toml", areas + EXTENDED)
    rows = [
        f"{code};{day:02d}-{month:02d}-{year};{place}"
        for year in (2020, 2021)
        for month in range(1, 13)
        for code, place, often in (
            ("1320", "Urbanplanen", month),
            ("1330", "Urbanplanen", 1),
            ("1320", "Hørgården", 2 if year == 2021 else 1),
        )
        for day in range(1, often + 1)
    ]
    town.take(reports(*rows))
    with engine() as connection:
        cubes = count(connection, town.defs)

    def shut(*_: object, **__: object) -> None:
        raise AssertionError("a question opened the engine")

    monkeypatch.setattr(ibis.duckdb, "connect", shut)
    monkeypatch.setattr(duckdb, "connect", shut)
    monkeypatch.setattr(pq, "read_table", shut)
    return town, cubes


def in_year(town, cubes, crime: str, months: range, version: int) -> int | None:
    area = town.area("amager")
    return police.in_area(cubes.crime, town.crime(crime), area, area.version[version], months).n


def test_a_second_basis_with_types_of_its_own_asks_the_same_cube(counted):
    town, cubes = counted
    months = range(2020 * 12, 2021 * 12)
    assert in_year(town, cubes, "indbrud", months, 0) == 78
    assert in_year(town, cubes, "tyveri", months, 0) == 12
    assert in_year(town, cubes, "begge", months, 0) == 90
    town.change("definitions/codes.toml", 'codes = ["1330*"]', 'codes = ["1330*", "1320*"]')
    assert in_year(town, cubes, "tyveri", months, 0) == 90


def test_a_year_from_july_to_june_asks_the_same_cube(counted):
    town, cubes = counted
    basis = (town.root / "definitions/bases/grund.toml").read_text("utf-8")
    july = basis.replace('id = "grund"', 'id = "juli"', 1).replace(
        "goal = []", "goal = []\nyear_starts_in = 7"
    )
    town.write("definitions/bases/juli.toml", july)
    months = clocks.year_months(town.defs.bases["juli"], 2020)
    assert [clocks.show_month(m) for m in (months[0], months[-1])] == ["2020-07", "2021-06"]
    assert in_year(town, cubes, "indbrud", months, 0) == sum(range(7, 13)) + sum(range(1, 7))
    assert (
        in_year(town, cubes, "indbrud", clocks.year_months(town.defs.bases["juli"], 2021), 0)
        is None
    )


def test_an_area_before_and_after_it_was_extended_asks_the_same_cube(counted):
    town, cubes = counted
    months = range(2021 * 12, 2022 * 12)
    assert in_year(town, cubes, "indbrud", months, 0) == 78
    assert in_year(town, cubes, "indbrud", months, 1) == 78 + 24


def test_an_area_that_had_not_begun_is_no_zero(counted):
    town, cubes = counted
    months = range(2020 * 12, 2021 * 12)
    found = police.in_area(cubes.crime, town.crime("indbrud"), town.area("amager"), None, months)
    assert (found.n, found.missing.why) == (None, "area_not_begun")


def test_the_whole_is_every_atom_also_those_without_a_place(town, reports):
    rows = reports(
        "1320;01-01-2025;", "1320;01-01-2025;uden stedfæstelse", "1320;01-01-2025;Ukendt"
    )
    town.take(rows + reports(years=(2025,)).split("\n", 1)[1])
    cube, months = town.count().crime, range(2025 * 12, 2026 * 12)
    whole = police.in_area(cube, town.crime("indbrud"), town.area("byen"), None, months)
    assert whole.n == 15
    assert police.unplaced_share(cube, town.crime("indbrud"), months) == 2 / 15
    assert police.unplaced_share(cube, town.crime("tyveri"), months) is None
    assert police.reports(cube, cube.atoms, months) == 15
