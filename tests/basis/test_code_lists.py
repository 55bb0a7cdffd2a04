"""The register and the code list beside codes.toml: every problem at once, each with its line."""

from pathlib import Path

import pytest

from grundlag.basis.check import check
from grundlag.basis.code_lists import CROSSWALK, crosswalk, lengths_of, register
from grundlag.basis.folder import Codes
from grundlag.basis.load import Definitions, load
from grundlag.basis.offences import Offence
from grundlag.errors import DefinitionError

FILE = "definitions/koder.csv"
ROWS = "Kode;Tekst;Lov\n1320;Indbrud;Lov\n1320705;Indbrud i lejlighed;Lov\n3410;Våben;Særlov\n"
CODES = "definitions/codes.toml"
KNOWN = 'known   = ["13*", "14*", "21*"]'


def codes(**more: object) -> Codes:
    found: dict[str, object] = {"schema": 1, "id": "a", "version": "1", "crime": ()}
    return Codes(**(found | more))  # type: ignore[arg-type]


DANISH = codes(lengths=(4, 7, 9), laws=("Lov", "Særlov"), unstated="Uoplyst")


def said(text: str, of: Codes = DANISH) -> list[tuple[str, str]]:
    return [(p.where.removeprefix(f"{FILE}:"), p.what) for p in register(FILE, text, of)[1]]


def test_a_register_is_its_rows_in_order():
    offences, problems = register(FILE, ROWS, DANISH)
    assert problems == ()
    assert offences[1] == Offence(code="1320705", label="Indbrud i lejlighed", law="Lov")
    assert [o.code for o in offences] == ["1320", "1320705", "3410"]


def test_a_quoted_cell_may_hold_what_stands_between_cells():
    offences, _ = register(FILE, 'Kode;Tekst;Lov\n1320;"Indbrud; ""stort"""; Lov \n\n', DANISH)
    assert offences == (Offence(code="1320", label='Indbrud; "stort"', law="Lov"),)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("1320;Igen;Lov", '"1320" stands in line 2 too.'),
        ("1324;;Lov", "Tekst is empty."),
        (" ;Tyveri;Lov", "Kode is empty."),
        ("1324;Tyveri", "has 2 cells, not 3."),
        ("1324;Tyveri;Lov;mere", "has 4 cells, not 3."),
        ("1324*;Tyveri;Lov", '"1324*" is no whole code.'),
        ("1324;Tyveri;Lög", 'no law is called "Lög".'),
        ("1336556;Tyveri;Lov", '"1336556" is of the group "1336", which is not there.'),
        ("1320710;Tyveri;Særlov", '"1320710" is of Særlov, and its group of Lov.'),
        ("13205;Tyveri;Lov", '"13205" has 5 characters.'),
    ],
)
def test_a_row_that_is_wrong_is_named_with_its_line(row: str, what: str):
    assert said(f"{ROWS}{row}\n") == [("5", what)]


def test_all_that_is_wrong_is_said_at_once():
    text = f"{ROWS}1320;Igen;Lov\n1324;;Lov\n1336556;Tyveri;Lov\n"
    assert [line for line, _ in said(text)] == ["5", "6", "7"]


def test_a_line_is_counted_where_a_cell_runs_over_two():
    assert said('Kode;Tekst;Lov\n1320;"Ind\nbrud";Lov\n1324;;Lov\n') == [("4", "Tekst is empty.")]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", 'begins with "nothing".'),
        ("\n\n", 'begins with "nothing".'),
        ("1320;Indbrud;Lov\n", 'begins with "1320;Indbrud;Lov".'),
        ("Kode,Tekst,Lov\n1320,Indbrud,Lov\n", 'begins with "Kode,Tekst,Lov".'),
        ("Kode;Tekst;Lov\n", "holds no row."),
        ('Kode;Tekst;Lov\n1320;"Indbrud;Lov\n', "cannot be read: unexpected end of data."),
    ],
)
def test_a_file_that_is_no_register_is_refused(text: str, what: str):
    ((_, found),) = said(text)
    assert found == what


def test_without_lengths_and_laws_any_code_stands_for_itself():
    """Another city's codes are words, and belong to no group."""
    offences, problems = register(FILE, "Kode;Tekst;Lov\nBurglary;Indbrud;Theft Act\n", codes())
    assert (problems, [o.code for o in offences]) == ((), ["Burglary"])


# ---- the code list --------------------------------------------------------------------------

OFFENCES = register(FILE, ROWS, DANISH)[0]


def walked(text: str, of: Codes = DANISH, offences: tuple[Offence, ...] = OFFENCES):
    found, problems = crosswalk(offences, FILE, f"{';'.join(CROSSWALK)}\n{text}", of)
    return found, [(p.where.removeprefix(f"{FILE}:"), p.what, p.fix) for p in problems]


def test_a_code_list_says_what_a_code_stands_for():
    found, problems = walked("13205;1320\n70705;1320705\n34101;341034101\n")
    assert found == {"13205": "1320", "70705": "1320705", "34101": "341034101"}
    assert problems == []


@pytest.mark.parametrize(
    ("row", "what", "fix"),
    [
        ("13205;1321", 'no code is called "1321".', 'Did you mean "1320" (Indbrud)?'),
        ("13205;1320706", 'no code is called "1320706".', '"1320705" (Indbrud i lejlighed)?'),
        ("13205;13201", '"13201" has 5 characters.', "Write a code of 4, 7 or 9 characters."),
        ("1320;3410", '"1320" is read as it stands.', "it would become another code."),
        ("13205;1320\n13205;3410", '"13205" stands in line 2 too.', "Keep one of the rows."),
        ("13205;1320*", '"1320*" is no whole code.', "without a *"),
        ("13205;", "Kode is empty.", "Fill it in, or take the row out."),
    ],
)
def test_a_code_list_that_would_count_wrong_is_refused(row: str, what: str, fix: str):
    (_, found, way_out), *more = walked(f"{row}\n")[1]
    assert (found, more) == (what, [])
    assert way_out.endswith(fix) or fix in way_out


def test_without_lengths_a_code_that_is_known_is_read_as_it_stands():
    """A code list may not turn one known code into another."""
    free = codes(known=("Burglary", "Theft*"))
    assert [what for _, what, _ in walked("Theft of car;Burglary\n", free, ())[1]] == [
        '"Theft of car" is read as it stands.'
    ]
    assert walked("Indbrud;Burglary\n", free, ()) == ({"Indbrud": "Burglary"}, [])
    assert [what for _, what, _ in walked("Indbrud;Burglery\n", free, ())[1]] == [
        'no code is called "Burglery".'
    ]


def test_lengths_are_said_as_one_says_them():
    assert lengths_of(codes(lengths=(9, 4, 7))) == "4, 7 or 9 characters"
    assert lengths_of(codes(lengths=(4,))) == "4 characters"


# ---- in a folder ----------------------------------------------------------------------------


def problems_of(root: Path) -> list[tuple[str, str]]:
    with pytest.raises(DefinitionError) as caught:
        load(root)
    return [(p.where, p.what) for p in caught.value.problems]


def test_a_folder_reads_the_files_that_it_names(havneby: Path, change):
    change(havneby, CODES, KNOWN, 'register = "koder.csv"\ncrosswalk = "nøgle.csv"')
    change(havneby, CODES, 'codes = ["2110"]', 'codes = ["2111"]')
    text = "\ufeffPolitikode;Kode\r\nURO;2111\r\n"  # as Windows writes it
    (havneby / "definitions" / "nøgle.csv").write_text(text, "utf-8")
    defs: Definitions = load(havneby)
    assert check(defs) == ()
    assert defs.codes.known == ("1328", "132899", "1332", "2111")
    assert defs.code_reading.read("URO") == "2111"
    assert defs.offence("132899").label == "Tyveri fra båd"


def test_what_known_names_is_known_beside_the_register(havneby: Path, change):
    change(havneby, CODES, KNOWN, 'register = "koder.csv"\nknown = ["2110"]')
    assert check(load(havneby)) == ()


@pytest.mark.parametrize("key", ["register", "crosswalk"])
def test_a_file_that_is_not_there_is_named_with_the_line_that_names_it(havneby, change, key):
    change(havneby, CODES, KNOWN, f'{key} = "kodre.csv"')
    assert problems_of(havneby) == [
        ("definitions/codes.toml:4", f'{key} = "kodre.csv" is not in the folder definitions.')
    ]


def test_a_file_that_is_not_utf_8_is_named_with_its_line(havneby: Path, change):
    change(havneby, CODES, KNOWN, 'register = "koder.csv"')
    path = havneby / "definitions" / "koder.csv"
    path.write_bytes(path.read_text("utf-8").encode("cp1252"))
    assert problems_of(havneby) == [("definitions/koder.csv:3", "is not UTF-8 (byte 0xe5).")]


def test_a_wrong_register_is_all_that_is_said_of_codes(havneby: Path, change):
    """No code of a type is called unknown because the row that holds it has a slip."""
    change(havneby, CODES, KNOWN, 'register = "koder.csv"\ncrosswalk = "koder.csv"')
    change(havneby, "definitions/koder.csv", "Butikstyveri", "")
    assert problems_of(havneby) == [("definitions/koder.csv:4", "Tekst is empty.")]
