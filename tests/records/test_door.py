"""Files at the door: what is personal stops them, what is new is guessed, what changed is refused.

The CPR numbers are made up: see test_personal.py.
"""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from grundlag.errors import DeliveryError
from grundlag.run import take_files

FINE = "Kode;Dato;Sted;Note\n1320705;04-01-2026;Nord;\n"
NEW = "Gerningskode;Anmeldt dato;Bydel\n1320705;04-02-2026;Nord\n1330111;17-02-2026;Syd\n"
DAY = date(2026, 4, 1)


def _refused(town, content: str | bytes | Path) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(DeliveryError) as error:
        town.take(content, arrived=DAY)
    return str(error.value)


def _files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("place", ["Kode", "Sted", "Note"])
def test_a_file_with_a_cpr_number_leaves_nothing_behind(town, place: str) -> None:
    """Also in a column that nobody mapped, and would not have been kept."""
    row = {"Kode": "1320705", "Dato": "05-01-2026", "Sted": "Nord", "Note": ""}
    row[place] = "se 010101-0007"
    said = _refused(town, FINE + ";".join(row.values()) + "\n")
    assert f'column "{place}", line 3: looks like a CPR number' in said
    assert "010101" not in said
    assert not _files_in(town.root / "store")


def test_a_cpr_number_in_a_row_that_fits_no_column_stops_as_well(town) -> None:
    said = _refused(town, FINE + "1320705;05-01-2026;Nord;x;010101-0007\n")
    assert "cells that fit no column, line 3: looks like a CPR number" in said


def test_a_cpr_number_as_a_heading_stops_and_is_not_said(town) -> None:
    said = _refused(town, "Kode;Dato;Sted;010101-0007\n1320705;04-01-2026;Nord;x\n")
    assert "column 4: the heading looks like a CPR number." in said
    assert "0007" not in said


def test_a_cpr_number_above_the_headings_stops_as_well(town) -> None:
    said = _refused(town, "Udtræk om 010101-0007;;\n\n" + FINE)
    assert "line 1: what stands above the headings looks like a CPR number." in said
    assert "0007" not in said


def test_a_sheet_that_is_called_by_a_cpr_number_stops(town) -> None:
    """The manifest says on which sheet the rows stood."""
    path = town.root / "bog.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in (("Læs mig", ["Om tallene"]), ("010101-0007", FINE.splitlines())):
            sheet = book.add_worksheet(name)
            for at, line in enumerate(rows):
                sheet.write_row(at, 0, line.split(";"))
    said = _refused(town, path)
    assert "bog.xlsx: its sheet looks like a CPR number." in said
    assert "0007" not in said


def test_a_file_that_is_called_by_a_cpr_number_is_not_named_nor_kept(town) -> None:
    path = town.root / "anmelder 010101-0007.csv"
    path.write_text(FINE, "utf-8")
    said = _refused(town, path)
    assert "anmelder xxxxxx-xxxx.csv: its name looks like it holds a CPR number." in said
    taken, problems = take_files(town.defs, [path], DAY)
    assert not taken
    assert [p.where for p in problems] == ["anmelder xxxxxx-xxxx.csv"]
    assert not _files_in(town.root / "store")


def test_what_is_declared_not_to_be_one_is_kept_and_told(town) -> None:
    town.change("sources.toml", 'code = "Kode"', 'code = "Kode"\nid = "Nr"')
    town.change("sources.toml", 'id = "anmeldelser"', 'id = "anmeldelser"\nnot_personal = ["Nr"]')
    taken = town.take("Nr;Kode;Dato;Sted\n0101010007;1320705;04-01-2026;Nord\n", arrived=DAY)
    assert taken.delivery.manifest.rows_kept == 1
    assert [(seen.column, seen.rows) for seen in taken.alike] == [("Nr", 1)]


def test_a_mapped_column_that_is_called_personal_is_refused(town) -> None:
    town.change("sources.toml", 'place = "Sted"', 'place = "Adresse"')
    said = _refused(town, "Kode;Dato;Adresse\n1320705;04-01-2026;Nord\n")
    assert 'column "Adresse": is called as something personal, and would be kept as place.' in said


def test_to_say_what_is_not_personal_makes_no_delivery_another(town) -> None:
    """The key moves no cell: what was taken in before is still the same file."""
    path = town.file(FINE)
    first = town.take(path, arrived=DAY)
    town.change("sources.toml", 'id = "anmeldelser"', 'id = "anmeldelser"\nnot_personal = ["Nr"]')
    again = town.take(path, arrived=DAY)
    assert again.known
    assert again.delivery.id == first.delivery.id


def test_a_new_make_is_guessed_confirmed_and_then_used_silently(town) -> None:
    said = _refused(town, NEW)
    assert "A guess stands in sources.toml:" in said
    assert not town.defs.sources.source[-1].confirmed
    one, next_year = town.file(NEW), town.file(NEW.replace("-02-2026", "-03-2026"))
    taken, problems = take_files(town.defs, [one], DAY, accepts=True)
    assert not problems
    assert taken[0].delivery.manifest.source == "anmeldelser-2"
    taken, problems = take_files(town.defs, [next_year], DAY)
    assert not problems
    assert taken[0].delivery.manifest.source == "anmeldelser-2"
    assert town.count().crime.n.sum() == 2 + 2


def test_a_guess_is_never_used(town) -> None:
    _refused(town, NEW)
    assert "is not confirmed yet" in _refused(town, NEW)
    with pytest.raises(DeliveryError, match="is a guess that nobody has confirmed"):
        town.take(NEW, arrived=DAY, source="anmeldelser-2")
    assert not list((town.root / "store").rglob("manifest.json"))


def test_two_files_of_one_new_make_are_guessed_once(town) -> None:
    files = [town.file(NEW), town.file(NEW + "1330111;18-02-2026;Syd\n")]
    taken, problems = take_files(town.defs, files, DAY)
    assert not taken
    assert len(problems) == 2
    assert (town.root / "sources.toml").read_text("utf-8").count("confirmed = false") == 1


def test_a_guess_that_lacks_something_is_not_confirmed_and_stops_nobody(town) -> None:
    path = town.file("Gerningskode;Anmeldt dato\n1320705;04-02-2026\n")
    take_files(town.defs, [path], DAY)
    before = (town.root / "sources.toml").read_bytes()
    taken, (problem, *_) = take_files(town.defs, [path], DAY, accepts=True)
    assert not taken
    assert "does not say which column holds place (or x and y)" in problem.what
    assert (town.root / "sources.toml").read_bytes() == before
    assert town.take(FINE, arrived=DAY).delivery.manifest.rows_kept == 1


def test_a_changed_file_is_refused_until_it_is_looked_at(town) -> None:
    _refused(town, NEW)
    take_files(town.defs, [town.file(NEW)], DAY, accepts=True)
    wider = town.file(NEW.replace("Bydel\n", "Bydel;Ny\n").replace("Nord", "Nord;a").replace(
        "Syd", "Syd;b"))  # fmt: skip
    with pytest.raises(DeliveryError) as error:
        town.take(wider, arrived=DAY)
    assert 'a column that is new since "anmeldelser-2" was confirmed: Ny.' in str(error.value)
    taken, problems = take_files(town.defs, [wider], DAY, accepts=True)
    assert not problems
    assert taken[0].delivery.manifest.rows_kept == 2
    assert town.defs.sources.source[-1].header[-1] == "Ny"


def test_a_guess_of_a_file_with_cpr_numbers_is_not_written(town) -> None:
    before = (town.root / "sources.toml").read_bytes()
    said = _refused(town, NEW.replace("Bydel\n", "Bydel;Note\n").replace("Syd", "Syd;010101-0007")
                    .replace("Nord", "Nord;"))  # fmt: skip
    assert 'column "Note", line 3: looks like a CPR number' in said
    assert (town.root / "sources.toml").read_bytes() == before


def test_a_file_of_no_kind_is_told_so(town) -> None:
    said = _refused(town, "Vare;Pris\nKaffe;30\n")
    assert "fits no source, and its columns look like none of the kinds there are." in said


def test_unknown_words_are_told_and_listed(town) -> None:
    rows = "7777;04-01-2026;Nord\n" * 3 + "1320;05-01-2026;Nrod\n"
    taken = town.take(f"Kode;Dato;Sted\n{rows}", arrived=DAY)
    assert [(u.what, u.found, u.rows) for u in taken.unknown] == [
        ("offence code", "7777", 3),
        ("place", "Nrod", 1),
    ]
    listed = (taken.delivery.path / "unknown.csv").read_text("utf-8-sig").splitlines()
    assert listed[1:] == ["offence code;7777;3;", 'place;Nrod;1;"Did you mean ""Nord""?"']


def test_where_all_words_are_known_no_list_is_written(town) -> None:
    taken = town.take(FINE, arrived=DAY)
    assert not taken.unknown
    assert not (taken.delivery.path / "unknown.csv").exists()


def test_nothing_to_confirm_is_said(town) -> None:
    path = town.file("Vare;Pris\nKaffe;30\n")
    _, (problem,) = take_files(town.defs, [path], DAY, accepts=True)
    assert problem.what == "nothing waits to be confirmed for it."
