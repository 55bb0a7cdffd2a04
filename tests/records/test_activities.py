"""Lists of activities come in two shapes, as CSV and as Excel; each row is kept or set aside."""

import csv
import io
import json
from datetime import date

import pytest

from grundlag.errors import DeliveryError

HEADER = ["Planår", "Partnerskab", "Indsats", "Aktivitet", "Status", "Inde", "Ude", "Uoplyst"]


def told(taken):
    """What was read, kept and set aside; and why, by line."""
    m = taken.delivery.manifest
    assert m.rows_read == m.rows_kept + m.rows_set_aside
    aside = {cell.line: (cell.column, cell.found, cell.expected) for cell in taken.set_aside}
    return (m.rows_read, m.rows_kept, m.rows_set_aside), aside


def partners(town):
    return [[(p.name, p.where) for p in a.partners] for a in town.count().activities]


def test_a_cell_holds_several_partners(register, lists):
    taken = register.take(lists('2026;nord;Leg;Klub;i gang;"Skolen; Klubben ;";Museet;'))
    assert told(taken) == ((1, 1, 0), {})
    assert partners(register) == [[("Skolen", "in"), ("Klubben", "in"), ("Museet", "outside")]]


@pytest.mark.parametrize("cell", ["", " ", ";", " ; ;\n;", "-", "–", "--", ".", "ingen", "Ingen;-"])
def test_a_cell_without_a_partner(register, lists, cell):
    """An empty cell, separators alone, a dash and the declared word: no partner, and kept."""
    taken = register.take(lists(f'2026;nord;Leg;Klub;i gang;"{cell}";;'))
    assert told(taken) == ((1, 1, 0), {})
    assert partners(register) == [[]]


def test_a_line_break_stands_between_partners_too(register):
    """As a spreadsheet writes it: quoted, with the line's number kept for the rows below."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerow((2026, "nord", "Leg", "Klub", "", "Skolen\r\nKlubben\n", "", ""))
    writer.writerow((2026, "nord", "Leg", "Kor", "", "", "", "Museet"))
    register.take(text.getvalue())
    assert partners(register) == [[("Skolen", "in"), ("Klubben", "in")], [("Museet", "unknown")]]
    assert [[line for _, line in a.lines] for a in register.count().activities] == [[2], [5]]


@pytest.mark.parametrize(
    ("cell", "found"),
    [(b' t="e"><v>#N/A</v>', "#N/A"), (b"><f>A1&amp;B1</f><v></v>", "=A1&B1")],
)
def test_an_error_cell_is_no_partner_and_no_empty_cell(register, excel, cell, found):
    row = [2026, "nord", "Leg", "Klub", "i gang", cell, None, None]
    fine = [2026, "nord", "Leg", "Kor", "i gang", "Skolen", None, None]
    path = excel(register.root / "liste.xlsx", ("Ark1", [HEADER, row, fine]))
    taken = register.take(path)
    assert told(taken) == (
        (2, 1, 1),
        {2: ("Inde", found, "a value, no error and no formula")},
    )


def test_an_error_in_a_column_that_is_not_read_sets_nothing_aside(register, excel):
    row = [2026, "nord", "Leg", "Klub", "i gang", "Skolen", None, None, b' t="e"><v>#N/A</v>']
    path = excel(register.root / "liste.xlsx", ("Ark1", [[*HEADER, "Noter"], row]))
    assert told(register.take(path)) == ((1, 1, 0), {})


def test_excel_holds_years_as_numbers_and_breaks_in_cells(register, excel):
    row = [2026.0, "nord", "Leg", "Klub", "i gang", "Skolen\nKlubben", None, None]
    taken = register.take(excel(register.root / "liste.xlsx", ("Ark1", [HEADER, row])))
    assert told(taken) == ((1, 1, 0), {})
    assert taken.delivery.manifest.scope == ("2026 nord",)
    assert partners(register) == [[("Skolen", "in"), ("Klubben", "in")]]


def test_a_year_that_is_none_is_set_aside(register, lists):
    taken = register.take(lists("26;nord;;A;;;;", "2026/27;nord;;B;;;;", "2026;nord;;C;;;;"))
    year = ("Planår", "26", "a year")
    assert told(taken) == ((3, 1, 2), {2: year, 3: ("Planår", "2026/27", "a year")})


def test_an_activity_has_a_name_and_a_partnership(register, lists):
    taken = register.take(lists("2026;nord;Leg; ;;Skolen;;", "2026;;Leg;Klub;;;;"))
    names = {2: ("Aktivitet", "", "not empty"), 3: ("Partnerskab", "", "not empty")}
    assert told(taken) == ((2, 0, 2), names)


def test_an_activity_stands_once_in_a_theme(register, lists):
    """The second is set aside, however it is spaced and cased; another theme is another."""
    taken = register.take(
        lists(
            "2026;nord;Leg;Klub;;Skolen;;",
            "2026;nord;leg;  KLUB ;;Museet;;",
            "2026;nord;Sport;Klub;;;;",
            "2025;nord;Leg;Klub;;;;",
            "2026;syd;Leg;Klub;;;;",
        )
    )
    words = "an activity that stands on no earlier line of its plan and theme"
    assert told(taken) == ((5, 4, 1), {3: ("Aktivitet", "KLUB", words)})


def test_a_row_a_partner(register, partner_rows):
    taken = register.take(
        partner_rows(
            "2026;nord;Leg;Klub;i gang;Skolen;i området",
            "2026;nord;leg;klub;;Museet;Uden  for området",
            "2026;nord;Leg;Klub;;Klubben;",
            "2026;nord;Leg;Kor;;;uoplyst",
        )
    )
    assert told(taken) == ((4, 4, 0), {})
    where = [("Skolen", "in"), ("Museet", "outside"), ("Klubben", "unknown")]
    assert partners(register) == [where, []]
    found = register.count().activities
    assert [(a.name, a.status, [line for _, line in a.lines]) for a in found] == [
        ("Klub", "i gang", [2, 3, 4]),
        ("Kor", "", [5]),
    ]


def test_a_word_of_where_that_is_not_understood_sets_its_row_aside(register, partner_rows):
    taken = register.take(partner_rows("2026;nord;Leg;Klub;;Skolen;ved siden af"))
    sums, aside = told(taken)
    assert sums == (1, 0, 1)
    column, found, expected = aside[2]
    assert (column, found) == ("Placering", "ved siden af")
    assert expected.startswith("one of i området, i, ")


def test_the_words_of_where_are_declared(register, partner_rows):
    words = '[source.where]\ninside = ["JA"]\noutside = ["nej"]\nunknown = ["?"]\n'
    text = (register.root / "sources.toml").read_text("utf-8")
    register.write("sources.toml", text + words)
    rows = [f"2026;nord;Leg;Klub;;{name};{where}" for name, where in
            (("A", "ja"), ("B", "Nej"), ("C", "?"), ("D", "i området"))]  # fmt: skip
    assert told(register.take(partner_rows(*rows)))[0] == (4, 3, 1)
    assert partners(register) == [[("A", "in"), ("B", "outside"), ("C", "unknown")]]


def alone(register, place):
    """The source of lists as one partnership sends it: no column says whose they are."""
    register.change("sources.toml", 'place = "Partnerskab"\n', "")
    register.change("sources.toml", 'id = "lister"\n', f'id = "lister"\nplace = "{place}"\n')


def test_a_partnership_sends_its_own_list(register):
    alone(register, "syd")
    taken = register.take(
        "Planår;Indsats;Aktivitet;Status;Inde;Ude;Uoplyst\n2026;Leg;Klub;;Skolen;;\n"
    )
    assert taken.delivery.manifest.scope == ("2026 syd",)
    assert [a.place for a in register.count().activities] == ["syd"]


def test_a_list_speaks_for_its_plan_years_and_partnerships(register, lists):
    taken = register.take(
        lists("2026;Nordkvarteret;;A;;;;", "2025;syd;;A;;;;", "2026;SYD;;A;;;;", "2026;syd;;B;;;;")
    )
    assert taken.delivery.manifest.scope == ("2025 syd", "2026 nordkvarteret", "2026 syd")


def test_a_plan_that_is_nothing_but_faults_speaks_for_nothing(register, lists):
    taken = register.take(lists("i år;nord;;A;;;;"))
    assert taken.delivery.manifest.scope == ()
    assert register.count().activities == ()


def test_a_list_with_a_header_alone_is_refused(register, lists):
    with pytest.raises(DeliveryError, match="a header and no rows"):
        register.take(lists())


def test_the_manifest_holds_the_scope(register, lists):
    taken = register.take(lists("2026;nord;;A;;;;"), arrived=date(2026, 2, 1))
    told = json.loads((taken.delivery.path / "manifest.json").read_text("utf-8"))
    assert (told["kind"], told["scope"]) == ("activities", ["2026 nord"])
