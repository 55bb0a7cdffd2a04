"""What the register calls a code, and how a code that arrives is read."""

import csv
from pathlib import Path

import pytest

from grundlag.basis.load import load
from grundlag.basis.offences import (
    UNREAD,
    CodeReading,
    Offence,
    groups,
    in_register,
    known_codes,
    nearest_offence,
    offence,
)

SHARED = Path(__file__).parents[3] / "shared" / "data" / "published"


def row(code: str, label: str, law: str = "Lov") -> Offence:
    return Offence(code=code, label=label, law=law)


ROWS = (
    row("0000", "Uoplyst", "Uoplyst"),
    row("1320", "Indbrud"),
    row("1320705", "Indbrud i lejlighed"),
    row("3410", "Våben", "Særlov"),
)


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("1320705", "Indbrud i lejlighed"),
        ("1320", "Indbrud"),
        ("1320*", "Indbrud"),
        ("1320710", "Indbrud"),
        ("132012345", "Indbrud"),
        ("341034101", "Våben"),
    ],
)
def test_a_code_is_called_as_its_row_or_its_group(code: str, label: str):
    assert offence(ROWS, code).label == label


@pytest.mark.parametrize("code", ["1321705", "132", "", "9*"])
def test_a_code_of_no_group_is_called_nothing(code: str):
    assert offence(ROWS, code) is None


def test_a_group_is_a_row_that_is_no_part_of_another():
    assert [g.code for g in groups(ROWS)] == ["0000", "1320", "3410"]


@pytest.mark.parametrize(
    ("pattern", "held"),
    [
        ("1320", True),
        ("1320*", True),
        ("13*", True),
        ("1320705", True),
        ("13207*", True),
        ("132070505", True),  # the group and the police's own five digits
        ("1320706", False),  # as long as a row, and none
        ("13208*", False),
        ("132", False),
        ("1321*", False),
        ("132170505", False),
    ],
)
def test_a_pattern_is_in_the_register_where_it_can_stand_for_a_row(pattern: str, held: bool):
    assert in_register(ROWS, pattern) is held


def test_the_nearest_offence_is_named_with_its_label():
    assert nearest_offence("1320706", ROWS) == 'Did you mean "1320705" (Indbrud i lejlighed)?'
    assert nearest_offence("13*", ROWS) == 'Did you mean "1320" (Indbrud)?'
    assert nearest_offence("x", ROWS) == "Known: 0000, 1320, 1320705, 3410."


def test_a_code_is_read_by_the_code_list_and_then_by_its_length():
    reading = CodeReading(lengths=(4, 7, 9), crosswalk={"13205": "1320"})
    assert reading.read("13205") == "1320"
    assert reading.read("1320705") == "1320705"
    assert reading.read("13206") == f"{UNREAD}13206"
    assert CodeReading(crosswalk={}).read("Burglary") == "Burglary"


# ---- the shipped register -----------------------------------------------------------------------


def published(name: str) -> list[dict[str, str]]:
    if not SHARED.is_dir():
        pytest.skip("../shared/data is absent")
    with (SHARED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_shipped_register_holds_all_that_is_published(shipped: Path):
    """Label by label and law by law: 89 groups and 185 codes of Statistics Denmark."""
    told = {r["dst4"]: (r["tekst"], r["lov"]) for r in published("dst_ger4_groups.csv")}
    told |= {r["ger7"]: (r["tekst"], r["lov"]) for r in published("ger7_partnership_types.csv")}
    found = {o.code: (o.label, o.law) for o in load(shipped).offences}
    assert found == told
    assert (len(found), sum(len(code) == 4 for code in found)) == (89 + 185, 89)


def test_the_slip_in_the_published_labels_is_the_only_one_and_is_printed_mended(shipped: Path):
    """The list of codes calls some groups otherwise than the list of groups does."""
    defs = load(shipped)
    differing = {
        (r["dst4"], r["dst4_tekst"])
        for r in published("ger7_partnership_types.csv")
        if r["dst4_tekst"] != defs.offence(r["dst4"]).label
    }
    assert differing == {("1250", "Psykisk vcld")}
    assert defs.offence("1250").label == "Psykisk vold"


def test_every_group_is_known_but_the_one_that_states_no_offence(shipped: Path):
    defs = load(shipped)
    assert "0000*" not in defs.codes.known
    assert len(defs.codes.known) == len(known_codes(defs.offences, defs.codes)) == 88
    assert {o.law for o in defs.offences} == {*defs.codes.laws, defs.codes.unstated}
