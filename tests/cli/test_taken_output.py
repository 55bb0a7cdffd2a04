"""What `take` says of a delivery: ten lines whatever is wrong, and a bar on a terminal alone."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from grundlag.records import set_aside
from grundlag.records.model import Delivery, Manifest, Reason, Seen, SetAside, Taken, Unknown
from grundlag.show import bar, taken

DAY = date(2026, 2, 1)
MANIFEST = Manifest(
    source="anmeldelser", kind="crime_records", provider="Politiet", digest="d", file="fil.csv",
    sha256="0", number=1, arrived=DAY, extracted=DAY, rows_read=90, rows_kept=10,
    rows_set_aside=80, scope=("2025-01",), dress={"separator": ";"},
    reasons={"dates_can_be_read": 80},
)  # fmt: skip


def reasons(n: int) -> tuple[Reason, ...]:
    return tuple(
        Reason(rule="r", column=f"K{i}", expected="et tal", rows=100 - i, lines=(2, 3, 4))
        for i in range(n)
    )


def said(each: Taken) -> list[str]:
    text = io.StringIO()
    taken(Console(file=text, width=100), each)
    return text.getvalue().splitlines()


@pytest.fixture
def delivery(tmp_path: Path) -> Delivery:
    (tmp_path / "set-aside.xlsx").write_bytes(b"")
    return Delivery(manifest=MANIFEST, path=tmp_path)


def test_however_much_is_wrong_it_is_ten_lines_and_nothing_is_lost(delivery: Delivery) -> None:
    """Two lines on what came, one on what falls silent, two on columns, two on where it lies."""
    many = replace(delivery, manifest=replace(MANIFEST, dropped=("Navn", "Note")))
    alike = Seen(column="Sag", line=2, rows=7, modulus=0, looked_at=7, sure=0.1)
    each = Taken(
        delivery=many, known=False, reasons=reasons(5), warned=reasons(4),
        alike=(alike,), silent={"foer.csv": ("2025-01",)},
    )  # fmt: skip
    lines = said(each)
    assert len(lines) == 10
    assert lines[3].startswith("  100 rows (line 2, 3, 4, ...): K0 '', expected et tal")
    # five reasons of 100 to 96 rows and four notes of 100 to 97: two stand, seven are counted
    assert lines[5] == f"  ... and 7 more reasons ({98 + 97 + 96 + 100 + 99 + 98 + 97} cells)"
    assert lines[6] == "  not kept: Navn, Note; of these personal by their names: Navn"
    assert "look like CPR numbers, and are declared not to be: Sag (7 cells)" in lines[7]


def test_what_fits_is_told_whole(delivery: Delivery) -> None:
    lines = said(Taken(delivery=delivery, known=False, reasons=reasons(6)))
    assert len(lines) == 10
    assert not any("more reasons" in line for line in lines)
    assert said(Taken(delivery=delivery, known=False, reasons=reasons(7)))[7] == (
        f"  ... and 2 more reasons ({95 + 94} cells)"
    )


def test_an_id_is_not_kept_and_so_not_said_to_be_empty(delivery: Delivery) -> None:
    twice = Reason(rule="ids_stand_once", column="Sag", expected="et nyt", rows=1, lines=(9,))
    lines = said(Taken(delivery=delivery, known=False, reasons=(twice,)))
    assert lines[2] == "  1 row (line 9): Sag, expected et nyt"


def test_unknown_words_stand_below_twenty_of_them_and_the_rest_counted(delivery: Delivery) -> None:
    words = tuple(Unknown(what="place", found=f"Sted {i}", rows=2) for i in range(23))
    lines = said(Taken(delivery=delivery, known=False, unknown=words))
    assert sum('no place is called "Sted' in line for line in lines) == 20
    assert lines[-1] == "  ... and 3 more (6 rows): unknown.csv"


def test_rows_that_the_workbook_has_no_room_for_are_told(
    town: Path, grundlag: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(set_aside, "MOST", 2)
    head, first, *_ = (town / "in" / "anmeldelser-2025.csv").read_text("utf-8").splitlines()
    bad = [first.replace(first.split(";")[2], f"3{i}-13-2025") for i in range(5)]
    rows = "\n".join([head, first, *(f"b{i}{row}" for i, row in enumerate(bad))])
    (town / "in" / "nej.csv").write_text(rows + "\n", "utf-8")
    ran = grundlag("take in/nej.csv --arrived 2026-02-01", town)
    assert "6 read = 1 kept + 5 set aside" in ran.out
    assert "Mend its set-aside.xlsx (it has no room for 3 more rows) and take that in" in ran.out


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_bar_is_drawn_on_a_terminal_and_none_in_a_pipe(is_terminal: bool) -> None:
    text = io.StringIO()
    console = Console(file=text, force_terminal=is_terminal, width=80)
    with bar(console) as tell:
        for share in (0.0, 0.5, 1.0):
            tell("anmeldelser-2025.csv", share)
    drawn = text.getvalue()
    assert ("anmeldelser-2025.csv" in drawn, "100%" in drawn) == (is_terminal, is_terminal)
    assert bool(drawn) is is_terminal


def test_what_kept_a_row_out_is_shown_as_it_was_found(delivery: Delivery) -> None:
    cell = SetAside(line=2, column="K0", found="i går", expected="et tal", rule="r")
    lines = said(Taken(delivery=delivery, known=False, reasons=reasons(1), set_aside=(cell,)))
    assert lines[2] == "  100 rows (line 2, 3, 4, ...): K0 'i går', expected et tal"
