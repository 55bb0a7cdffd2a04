"""Which reports another type moves, code by code: counted by hand in two streets."""

import pytest

from grundlag.basis.folder import CodeSet, Crime
from grundlag.cubes.moved import Moved, moved
from grundlag.cubes.police import atoms_of, total

MONTHS = range(2025 * 12, 2026 * 12)


@pytest.fixture
def cube(town, reports):
    """A year of one burglary a month in Nord, and by hand: 3 x 1330, 2 x 1380 in Nord, 1 in Syd."""
    town.take(
        reports(
            "1330;03-02-2025;Nord",
            "1330;04-02-2025;Nord",
            "1330;05-03-2025;Nord",
            "1380;06-03-2025;Nord",
            "1380;07-11-2025;Nord",
            "1380;08-11-2025;Syd",
            years=(2025,),
        )
    )
    return town.count().crime


def crime(*codes: str, **span: str) -> Crime:
    return Crime(id="c", codes=(CodeSet(codes=codes, **span),))


def in_area(town, cube, name: str) -> tuple[str, ...]:
    area = town.area(name)
    return atoms_of(cube.atoms, area, area.version[0] if area.version else None)


def test_each_code_that_only_one_type_holds(town, cube):
    old, new = crime("1320*", "1380*"), crime("1320*", "1330*")
    assert moved(cube, old, new, in_area(town, cube, "nord"), MONTHS) == (
        Moved(code="1330", added=3, dropped=0),
        Moved(code="1380", added=0, dropped=2),
    )
    assert moved(cube, old, new, in_area(town, cube, "syd"), MONTHS) == (
        Moved(code="1380", added=0, dropped=1),
    )


def test_of_one_type_nothing_moves(town, cube):
    assert moved(cube, crime("13*"), crime("13*"), cube.atoms, MONTHS) == ()


def test_a_type_that_is_dated_moves_only_its_own_months(cube):
    """From November on 1380 is in the new type: two of its three reports."""
    old = crime("1320*")
    new = Crime(
        id="c",
        codes=(
            CodeSet(codes=("1320*",), to_month="2025-10"),
            CodeSet(codes=("1320*", "1380*"), from_month="2025-11"),
        ),
    )
    assert moved(cube, old, new, cube.atoms, MONTHS) == (Moved(code="1380", added=2, dropped=0),)


def test_what_moves_is_the_difference_of_the_two_counts(town, cube):
    """The law, for every pair of types that these codes can make."""
    sets = [crime(*codes) for codes in ((), ("1320*",), ("1330*", "1380*"), ("13*",), ("1380",))]
    for atoms in (cube.atoms, in_area(town, cube, "nord"), in_area(town, cube, "syd"), ()):
        for old in sets:
            for new in sets:
                found = moved(cube, old, new, atoms, MONTHS)
                net = sum(m.added - m.dropped for m in found)
                counts = (total(cube, c, atoms, MONTHS) for c in (new, old))
                assert net == next(counts) - next(counts)


def test_an_empty_cube_moves_nothing(town):
    assert moved(town.count().crime, crime("1*"), crime("2*"), (), MONTHS) == ()
