"""How a file writes its dates and numbers is told by all of its cells, or asked for."""

from datetime import date

import pytest

from grundlag.engine.files import read_parquet
from grundlag.errors import DeliveryError

HEADER = "Kode;Dato;Sted\n"
WAVE = "År;Kvarter;Lag;Klynge;Vægt;Tryghed\n"


def dates(taken) -> list[date]:
    return read_parquet(taken.delivery.rows)["date"].to_pylist()


@pytest.mark.parametrize(
    ("cells", "form", "last"),
    [
        (("03-04-2025", "13-04-2025"), "dd-mm-yyyy", date(2025, 4, 13)),
        (("03-04-2025", "04-13-2025"), "mm-dd-yyyy", date(2025, 4, 13)),
        (("3/4/2025", "04/30/2025"), "mm-dd-yyyy", date(2025, 4, 30)),
        (("3.4.2025", "30.4.2025 13:45"), "dd-mm-yyyy", date(2025, 4, 30)),
        (("2025-04-03", "2025-04-30T23:59:59+01:00"), "yyyy-mm-dd", date(2025, 4, 30)),
        (("20250403", "20250430"), "yyyymmdd", date(2025, 4, 30)),
        (("2025-03", "2025-04"), "yyyy-mm", date(2025, 4, 1)),
        (("03-04-2025", "2025-04-30"), "dd-mm-yyyy", date(2025, 4, 30)),
    ],
)
def test_the_form_of_dates_is_told_by_all_of_them(town, cells, form, last):
    taken = town.take(HEADER + "".join(f"1320;{cell};Nord\n" for cell in cells))
    assert dates(taken)[-1] == last
    assert taken.delivery.manifest.dress["dates"] == form
    assert taken.set_aside == ()


def test_dates_that_can_be_read_in_two_ways_are_asked_for(town):
    rows = HEADER + "1320;3/4/2025;Nord\n1320;12/4/2025;Nord\n"
    with pytest.raises(DeliveryError, match="with the day first, or the month first") as error:
        town.take(rows)
    assert 'dates = "dd-mm-yyyy" or "mm-dd-yyyy"' in str(error.value)


def test_dates_written_in_two_ways_stop_the_file(town):
    rows = HEADER + "1320;13-04-2025;Nord\n" * 3 + "1320;04-13-2025;Nord\n"
    with pytest.raises(DeliveryError, match="in 3 the day stands first, in 1 the month"):
        town.take(rows)


def test_one_slip_among_many_dates_is_set_aside_alone(town):
    taken = town.take(HEADER + "1320;13-04-2025;Nord\n" * 150 + "1320;04-14-2025;Nord\n")
    assert [(s.line, s.found) for s in taken.set_aside] == [(152, "04-14-2025")]
    assert set(dates(taken)) == {date(2025, 4, 13)}


def test_a_declared_form_is_not_asked_of_the_file(town):
    town.change(
        "sources.toml", 'place = "Sted"\n', 'place = "Sted"\n[source.read]\ndates = "mm-dd-yyyy"\n'
    )
    taken = town.take(HEADER + "1320;03/04/2025;Nord\n")
    assert dates(taken) == [date(2025, 3, 4)]


WEIGHTS = [
    (("0,987", "1,234"), ",", [0.987, 1.234]),
    (("0.987", "1.234"), ".", [0.987, 1.234]),
    (("1.234,5", "2"), ",", [1234.5, 2.0]),
    (("1,234.5", "2"), ".", [1234.5, 2.0]),
    (("1,5", "12"), ",", [1.5, 12.0]),
]


@pytest.mark.parametrize(("cells", "sign", "values"), WEIGHTS)
def test_the_decimal_sign_is_told_by_all_numbers(town, cells, sign, values):
    rows = "".join(f"2026;Nord;;;{cell};Tryg\n" for cell in cells)
    taken = town.take(WAVE + rows, source="svar")
    assert read_parquet(taken.delivery.rows)["weight"].to_pylist() == values
    assert taken.delivery.manifest.dress["decimal"] == sign


def test_numbers_written_in_two_ways_stop_the_file(town):
    rows = "2026;Nord;;;1,5;Tryg\n2026;Nord;;;1.5;Tryg\n"
    with pytest.raises(DeliveryError, match='1 numbers have "," before their decimals'):
        town.take(WAVE + rows, source="svar")
