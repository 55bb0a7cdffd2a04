"""Totals that somebody else has printed, held against what was counted here."""

from collections.abc import Iterator

from grundlag.basis import clocks
from grundlag.basis.folder import PublishedTotal
from grundlag.basis.load import Definitions
from grundlag.cubes.check_rows import CODES
from grundlag.cubes.crime import how_many
from grundlag.cubes.model import Cubes, Found
from grundlag.errors import Problem

NEAR = 2  # per cent of a printed total, up to which nothing is said


def counted(defs: Definitions, cubes: Cubes, printed: PublishedTotal) -> int | None:
    """What was counted for the type, area and calendar year of a printed total, where it is."""
    crime = next(c for c in defs.codes.crime if c.id == printed.crime)
    area = next(a for a in defs.areas.area if a.id == printed.area)
    months = clocks.span(clocks.month(printed.year, 1), 12)
    return how_many(cubes, crime, area, clocks.area_version(area, printed.year), months).n


def is_near(n: int, printed: PublishedTotal) -> bool:
    """Whether a count is within 2 per cent of what is printed; 2 per cent itself is."""
    return abs(n - printed.n) * 100 <= NEAR * printed.n


def printed_totals_are_near(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A count more than 2 % from a total printed elsewhere is told, with both; it never stops."""
    for i, printed in enumerate(defs.codes.published_total):
        n = counted(defs, cubes, printed)
        if n is None or is_near(n, printed):
            continue
        area = next(a.name for a in defs.areas.area if a.id == printed.area)
        off = n / printed.n - 1
        what = (
            f"{printed.crime} in {area} in {printed.year} is {n}, and {printed.source} says "
            f"{printed.n}: {abs(off):.1%} {'more' if off > 0 else 'less'}."
        )
        fix = "Find out why, and confirm or mend the type's codes; the paper says so until then."
        where = defs.where(CODES, "published_total", i)
        yield Found(stops=False, problem=Problem(where=where, what=what, fix=fix))
