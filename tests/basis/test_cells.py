"""A cell is read as what was meant, whatever Excel made of it; what is not sure is refused."""

from datetime import date, datetime
from typing import Any

import pytest

from grundlag.basis import cells
from grundlag.basis.cells import UnreadableError

READ: list[tuple[str, Any, Any]] = [
    ("text", " Amager ", "Amager"),
    ("text", 2024.0, "2024"),
    ("texts", "periode; trygge ;", ["periode", "trygge"]),
    ("year", 2024.0, 2024),
    ("year", " 2024 ", 2024),
    ("years", 2024.0, [2024]),
    ("years", "2022-2024", [2022, 2023, 2024]),
    ("years", "2022 – 2024", [2022, 2023, 2024]),
    ("years", "2022 til 2023", [2022, 2023]),
    ("years", "2022; 2024", [2022, 2024]),
    ("years", "2022, 2024", [2022, 2024]),
    ("years", "2019; 2022-2023", [2019, 2022, 2023]),
    ("months", "2020-08 til 2021-07", ["2020-08", "2021-07"]),
    ("months", "2020-08 - 2021-07", ["2020-08", "2021-07"]),
    ("months", "2020-08; 2021-07", ["2020-08", "2021-07"]),
    ("months", date(2020, 8, 1), ["2020-08"]),
    ("day", date(2025, 3, 1), date(2025, 3, 1)),
    ("day", datetime.fromisoformat("2025-03-01T14:05"), date(2025, 3, 1)),
    ("day", "01-03-2025", date(2025, 3, 1)),
    ("day", "1.3.2025", date(2025, 3, 1)),
    ("day", "1/3/2025", date(2025, 3, 1)),
    ("day", "2025-03-01", date(2025, 3, 1)),
    ("number", 61.5, 61.5),
    ("number", "61,5", 61.5),
    ("number", "1.234,5", 1234.5),
    ("number", "1.234.567", 1234567.0),
    ("number", "-3", -3.0),
    ("number", "12\u00a0500", 12500.0),
    ("count", 2.0, 2),
    ("count", "2", 2),
    ("yes", "Ja", True),
    ("yes", "nej", False),
    ("yes", True, True),
]


@pytest.mark.parametrize(("kind", "cell", "meant"), READ)
def test_a_cell_is_read_as_it_was_meant(kind: Any, cell: Any, meant: Any) -> None:
    found = cells.READS[kind](cell)
    assert found == meant
    assert type(found) is type(meant)


REFUSED: list[tuple[str, Any, str]] = [
    ("text", date(2025, 1, 2), "Format the cell as text"),
    ("text", True, "Format the cell as text"),
    ("year", "2022-2023", "Write a year: 2024."),
    ("years", 2022.2023, "2022; 2024"),  # 2022,2023 typed where the comma is the decimal sign
    ("years", date(2024, 1, 1), "2022; 2024"),
    ("years", "2024-2022", "from 1900 to 2100"),
    ("years", "1899", "from 1900 to 2100"),
    ("years", "2101", "from 1900 to 2100"),
    ("years", "24", "2022; 2024"),
    ("years", ";", "2022; 2024"),
    ("years", True, "2022; 2024"),
    ("day", 45717.0, "Write a date: 01-03-2025."),  # a date whose cell is a number
    ("day", "31-02-2025", "Write a date"),
    ("day", "1-3-25", "Write a date"),
    ("day", "marts 2025", "Write a date"),
    ("number", "1.234", "No unit and no point"),  # 1234 or 1,234?
    ("number", "61.5", "No unit and no point"),
    ("number", "61,5 pct", "No unit and no point"),
    ("number", date(2025, 1, 1), "Write a number"),
    ("count", 2.5, "Write a whole number."),
    ("yes", "måske", "Known: ja, nej."),
]


@pytest.mark.parametrize(("kind", "cell", "fix"), REFUSED)
def test_what_is_not_sure_is_refused_with_what_to_write(kind: Any, cell: Any, fix: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        cells.READS[kind](cell)
    assert fix in caught.value.fix


NAMES = {"amager": "Amager", "tingbjerg-husum": "Tingbjerg-Husum", "a": "Byen", "b": "byen"}


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("Amager", "amager"),
        ("amager", "amager"),
        ("  TINGBJERG-husum ", "tingbjerg-husum"),
        ("a", "a"),
        ("b", "b"),
    ],
)
def test_a_thing_is_named_by_its_name_or_its_id(written: str, id: str) -> None:
    assert cells.word(written, NAMES) == id


def test_an_id_as_it_is_declared_means_its_own_thing() -> None:
    """Also where another thing is called so; in another spelling it fits two, and is refused."""
    names = {"nord": "Syd", "syd": "Nord", "Vest": "x", "vest": "y"}
    assert [cells.word(each, names) for each in ("nord", "syd", "vest")] == ["nord", "syd", "vest"]
    with pytest.raises(UnreadableError):
        cells.word("NORD", names)


def test_a_letter_of_two_characters_is_the_same_letter() -> None:
    assert cells.word("Ørestad A\u030a", {"x": "Ørestad Å"}) == "x"


@pytest.mark.parametrize(
    ("written", "fix"), [("Amagre", 'Did you mean "Amager"?'), ("Byen", "write a or b.")]
)
def test_a_name_that_is_none_or_two_s_is_refused(written: str, fix: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        cells.word(written, NAMES)
    assert fix in caught.value.fix
