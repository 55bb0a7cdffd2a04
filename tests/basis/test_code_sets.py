"""Codes that come in and go out, told in known codes: by hand on a list of four groups."""

import pytest

from grundlag.basis.code_sets import codes_apart
from grundlag.basis.folder import Codes, CodeSet, Crime

KNOWN = ("1320*", "1380*", "1390*", "3410*")


def crime(*codes: str, without: tuple[str, ...] = ()) -> Crime:
    return Crime(id="c", codes=(CodeSet(codes=codes, without=without),))


@pytest.mark.parametrize(
    ("old", "new", "added", "dropped"),
    [
        (crime("1320*"), crime("1320*"), (), ()),
        (crime("1320*", "1380*"), crime("1320*"), (), ("1380*",)),
        (crime("3410*"), crime("1*"), ("1320*", "1380*", "1390*"), ("3410*",)),
        (crime("1320*"), crime("1320705"), (), ("1320*",)),
        (crime("1320705"), crime("1320710"), ("1320710",), ("1320705",)),
        (crime("1320*"), crime("1320*", without=("1320705",)), (), ("1320705",)),
        (crime("1320*"), crime("1320*", "9999"), ("9999",), ()),
    ],
)
def test_what_only_one_of_two_types_holds(
    old: Crime, new: Crime, added: tuple[str, ...], dropped: tuple[str, ...]
) -> None:
    codes = Codes(schema=1, id="liste", version="1", crime=(old, new), known=KNOWN)
    assert codes_apart(codes, old, new) == (added, dropped)
    assert codes_apart(codes, new, old) == (dropped, added)


def test_a_delivered_code_that_no_list_knows_is_told_too() -> None:
    old, new = crime("1320*"), crime("1*")
    codes = Codes(schema=1, id="liste", version="1", crime=(old, new), known=("1320*", "1390*"))
    assert codes_apart(codes, old, new, ("1777705", "1390510", "2222"))[0] == ("1390*", "1777705")


def test_without_a_list_of_known_codes_the_types_own_patterns_are_told() -> None:
    old, new = crime("1320*"), crime("1*")
    codes = Codes(schema=1, id="liste", version="1", crime=(old, new))
    assert codes_apart(codes, old, new) == (("1*",), ())


def test_a_type_over_several_spans_holds_what_any_of_them_does() -> None:
    dated = Crime(
        id="c",
        codes=(
            CodeSet(codes=("1320*",), to_month="2024-12"),
            CodeSet(codes=("1380*",), from_month="2025-01"),
        ),
    )
    codes = Codes(schema=1, id="liste", version="1", crime=(dated,), known=KNOWN)
    assert codes_apart(codes, crime("1320*"), dated) == (("1380*",), ())
