"""A code of one form read as another: a wrong count without an error. None is ever weakened."""

from datetime import date

import pytest
import xlsxwriter

from grundlag.cubes import police
from grundlag.cubes.delivered import in_delivered
from grundlag.cubes.model import Count
from grundlag.engine.files import result
from grundlag.errors import DefinitionError, DeliveryError
from grundlag.run.explain import explain

YEAR = range(2025 * 12, 2026 * 12)
CODES = "definitions/codes.toml"
KNOWN = 'known = ["1320*", "1330*", "9*"]'
LENGTHS = f"{KNOWN}\nlengths = [4, 7, 9]"
WALK = 'crosswalk = "nøgle.csv"'


NAMED = "Politikode;Kode\n70705;1320\n70706;1320\n"


def listed(town) -> None:
    town.change(CODES, KNOWN, f"{LENGTHS}\n{WALK}")
    town.write("definitions/nøgle.csv", NAMED)


def recorded(town, crime: str = "indbrud") -> int | None:
    where = town.area("nord")
    return police.in_area(town.count().crime, town.crime(crime), where, where.version[-1], YEAR).n


def delivered(town, crime: str = "indbrud") -> Count:
    where = town.area("nord")
    return in_delivered(town.count().delivered, town.crime(crime), where, where.version[-1], YEAR)


def mixed(reports, *codes: str) -> str:
    """One burglary a month, and a row in May for each code."""
    months = [f"1320;15-{m:02d}-2025;Nord" for m in range(1, 13)]
    return reports(*months, *(f"{code};15-05-2025;Nord" for code in codes))


def test_five_digits_of_the_police_are_not_the_group_that_they_begin_with(town, reports):
    """The police's 13205 has nothing to do with Statistics Denmark's group 1320."""
    town.take(mixed(reports, "13205", "13205", "1320705", "132013205"))
    assert recorded(town) == 12 + 4  # without lengths every form is read
    town.change(CODES, KNOWN, LENGTHS)
    assert recorded(town) == 12 + 2


def test_no_pattern_is_so_wide_that_it_takes_an_unread_code_in(town, reports):
    town.change(CODES, KNOWN, LENGTHS)
    town.change(CODES, '"1320*", "1330*", "13*"', '"*"')
    town.take(mixed(reports, "13205"))
    assert recorded(town, "begge") == 12


def test_a_code_list_moves_a_code_and_leaves_the_kept_cube_alone(town, reports):
    town.change(CODES, KNOWN, LENGTHS)
    town.take(mixed(reports, "70705", "70705", "33333"))
    assert (recorded(town), recorded(town, "tyveri")) == (12, 0)
    (kept,) = (town.root / "store").glob("deliveries/*/*/cube.parquet")
    before = kept.read_bytes()
    town.change(CODES, LENGTHS, f"{LENGTHS}\n{WALK}")
    town.write("definitions/nøgle.csv", "Politikode;Kode\n70705;1320\n33333;1330\n")
    assert (recorded(town), recorded(town, "tyveri")) == (14, 1)
    assert kept.read_bytes() == before
    assert b"70705" in before


def test_two_codes_that_stand_for_one_are_both_counted(town, reports):
    listed(town)
    town.take(mixed(reports, "70705", "70706", "70706"))
    cube = town.count().crime
    assert recorded(town) == 15
    assert sorted(cube.codes) == ["1320"]
    assert int(cube.n.sum()) == 15


PEOPLE = "Dag;Område;Indbyggere\n01-01-2026;Nordkvarteret;900\n01-01-2026;Sydkvarteret;90\n"


def test_what_is_explained_adds_up_through_the_code_list(town, reports):
    listed(town)
    town.take(mixed(reports, "70705", "70706", "13205") + "1320;15-05-2025;Syd\n")
    town.take(PEOPLE)
    with pytest.raises(DeliveryError, match="not of 4, 7 or 9 characters") as stopped:
        explain(town.root, "nord", 2026, "indbrud", date(2026, 3, 1))
    assert '"13205" (1)' in str(stopped.value)
    town.write("definitions/nøgle.csv", f"{NAMED}13205;1330\n")
    (step,) = explain(town.root, "nord", 2026, "indbrud", date(2026, 3, 1)).steps
    assert (step.in_cube, step.in_rows) == (14, 14)


def test_a_delivered_count_is_explained_by_the_rows_of_every_code_that_stands_for_it(town):
    listed(town)
    town.take(counts(cell("70705", "Nordkvarteret", 3), cell("70706", "Nordkvarteret", 4)))
    town.take(PEOPLE)
    found = explain(town.root, "nord", 2026, "indbrud", date(2026, 3, 1))
    assert found.estimate.value == 7
    assert [stands.value for stands in found.stands] == [3, 4]


def cell(code: str, place: str, n: int) -> str:
    return f"{code};{place};2025-01;2025-12;{n}\n"


def counts(*cells: str) -> str:
    return "Gerning;Område;Fra;Til;Antal\n" + "".join(cells)


def test_delivered_counts_of_two_codes_that_stand_for_one_add(town):
    listed(town)
    town.take(
        counts(
            *(cell("70705", place, 3) for place in ("Nord", "Nordhavn")),
            *(cell("70706", place, 4) for place in ("Nord", "Nordhavn")),
            *(cell("13205", place, 9) for place in ("Nord", "Nordhavn")),
        )
    )
    assert delivered(town).n == 14


def test_a_code_that_one_place_lacks_is_not_filled_by_another_that_stands_for_the_same(town):
    """Nordhavn told of 70705 alone: how many of 70706 it had is unknown, and no zero."""
    listed(town)
    town.take(
        counts(cell("70705", "Nord", 3), cell("70706", "Nord", 4), cell("70705", "Nordhavn", 5))
    )
    found = delivered(town)
    assert (found.n, found.missing.why) == (None, "cell_not_delivered")
    assert found.missing.what == "nordhavn, 70706, 2025-01"


def test_one_codes_row_twice_is_still_counted_twice(town):
    listed(town)
    cells = [cell("70705", "Nord", 3), cell("70705", "Nordhavn", 3)]
    town.take(counts(*cells, "70705;Nord;2025-01;2025-06;1\n"))
    assert delivered(town).missing.why == "counted_twice"


@pytest.mark.parametrize("row", ["1320;1330", "1320705;1330"])
def test_a_code_list_cannot_turn_a_known_code_into_another(town, row):
    town.change(CODES, KNOWN, f"{LENGTHS}\n{WALK}")
    town.write("definitions/nøgle.csv", f"Politikode;Kode\n{row}\n")
    with pytest.raises(DefinitionError, match="is read as it stands"):
        _ = town.defs


def test_codes_come_as_text_however_they_are_written(town, connection, tmp_path):
    """A number cell of Excel, blanks around, a leading zero: the code is what was meant."""
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    rows = [("Kode", "Dato", "Sted"), *((c, "15-05-2025", "Nord") for c in CELLS)]
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            sheet.write(i, j, value)
    book.close()
    kept = town.take(tmp_path / "a.xlsx").delivery
    codes = town.connection.read_parquet(kept.rows).select("code").order_by("code")
    assert [r["code"] for r in result(connection, codes).to_pylist()] == sorted(CELLS.values())


CELLS = {1320705.0: "1320705", " 1320710 ": "1320710", "01320": "01320", 1330: "1330"}
