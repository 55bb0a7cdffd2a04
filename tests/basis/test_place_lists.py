"""The list of places beside areas.toml: every problem at once, each with its line."""

from pathlib import Path

import pytest

from grundlag.basis.check import check
from grundlag.basis.folder import Area, Areas, AreaVersion
from grundlag.basis.load import load
from grundlag.basis.place_lists import with_places
from grundlag.errors import DefinitionError

FILE = "definitions/roder.csv"
AREAS = Areas(
    schema=1,
    area=(
        Area(id="byen", name="Byen", whole=True),
        Area(id="folehaven", name="Folehaven",
             version=(AreaVersion(id="1", places=("Vigerslev",)),)),
        Area(id="amager", name="Amager", version=(AreaVersion(id="2017"), AreaVersion(id="2021"))),
        Area(id="tom", name="Tom"),
    ),
)  # fmt: skip
HEAD = "Sted;Område;Version\n"


def places(text: str) -> dict[str, tuple[str, ...]]:
    areas, problems = with_places(FILE, text, AREAS)
    assert problems == ()
    return {f"{a.id}@{v.id}": v.places for a in areas.area for v in a.version}


def test_places_are_added_to_an_areas_own_with_their_leading_zeros():
    found = places(f"{HEAD}0226;folehaven;\n228;folehaven;1\n339;amager;2017\n339;amager;2021\n")
    assert found == {
        "folehaven@1": ("Vigerslev", "0226", "228"),
        "amager@2017": ("339",),
        "amager@2021": ("339",),
    }


def test_a_place_may_be_in_two_areas_and_the_column_of_versions_may_be_left_out():
    areas, problems = with_places(FILE, "Sted;Område\n226;folehaven\n228;folehaven\n", AREAS)
    assert problems == ()
    assert areas.area[1].version[0].places == ("Vigerslev", "226", "228")


@pytest.mark.parametrize(
    ("row", "what", "fix"),
    [
        ("226;folehavn;", 'no area is called "folehavn".', 'Did you mean "folehaven"?'),
        ("226;byen;", '"byen" has no version.', "Add an [[area.version]] in areas.toml."),
        ("226;tom;", '"tom" has no version.', "Add an [[area.version]] in areas.toml."),
        ("226;amager;", '"amager" has 2 versions, and the row does not say which.',
         "Known: 2017, 2021. Write a row for each that holds the place."),
        ("226;amager;2022", '"amager" has no version "2022".', 'Did you mean "2021"?'),
        ("Uden Stedfæstelse;folehaven;", '"Uden Stedfæstelse" is a word for having no place.',
         "Take the row out, or the word out of unplaced in areas.toml."),
        ("vigerslev;folehaven;", '"vigerslev" is in areas.toml, too.', "Keep it in one of them."),
        ("HOLMEN ;folehaven;", '"holmen folehaven" stands in line 2 too.', "Keep one of the rows."),
        (";folehaven;", "Sted is empty.", "Fill it in, or take the row out."),
        ("226;;", "Område is empty.", "Fill it in, or take the row out."),
        ("226", "has 1 cells, not 3.", "Write Sted;Område;Version."),
    ],
)  # fmt: skip
def test_a_row_that_is_wrong_is_named_with_its_line(row, what, fix):
    _, problems = with_places(FILE, f"{HEAD}Holmen;folehaven;\n{row}\n", AREAS)
    assert [(p.where, p.what, p.fix) for p in problems] == [(f"{FILE}:3", what, fix)]


def test_another_head_is_refused():
    _, (problem,) = with_places(FILE, "Rode,Område\n226,folehaven\n", AREAS)
    assert (problem.where, problem.what) == (f"{FILE}:1", 'begins with "Rode,Område".')
    assert problem.fix == "Write Sted;Område;Version in the first line."


def fill(root: Path, change, text: str | bytes) -> None:
    change(root, "definitions/areas.toml", "schema   = 1", 'schema = 1\ncrosswalk = "roder.csv"')
    path = root / "definitions" / "roder.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def test_a_folders_areas_have_the_places_of_its_list(havneby, change):
    fill(havneby, change, "\ufeffSted;Område;Version\r\n07;syd;1\r\n")
    defs = load(havneby)
    assert check(defs) == ()
    assert defs.areas.area[2].version[0].places == ("Sydhavn", "07")


def test_a_version_may_have_places_in_the_list_alone(havneby, change):
    change(havneby, "definitions/areas.toml", 'places = ["Sydhavn"]', "")
    fill(havneby, change, HEAD + "Sydhavn;syd;\n")
    assert check(load(havneby)) == ()


def test_what_is_wrong_in_the_list_comes_with_all_the_rest(havneby, change):
    fill(havneby, change, HEAD + "1;syyd;\n")
    change(havneby, "definitions/codes.toml", 'codes = ["2110"]', "codes = []")
    with pytest.raises(DefinitionError) as error:
        load(havneby)
    told = str(error.value)
    assert "definitions/roder.csv:2: no area is called" in told
    assert "has no codes" in told


def test_a_list_that_is_not_there_and_one_that_is_not_utf_8(havneby, change):
    fill(havneby, change, HEAD.encode("cp1252"))
    with pytest.raises(DefinitionError, match=r"roder\.csv:1: is not UTF-8"):
        load(havneby)
    (havneby / "definitions" / "roder.csv").unlink()
    with pytest.raises(DefinitionError, match=r'crosswalk = "roder\.csv" is not in the folder'):
        load(havneby)
