"""Zeros that may be figures kept secret: told, since nobody can tell the one from the other."""

from collections.abc import Iterator

from grundlag.basis.clocks import show_month
from grundlag.basis.folder import Crime
from grundlag.basis.load import Definitions
from grundlag.cubes.model import Cubes, DeliveredCount, Found
from grundlag.cubes.police import codes_of
from grundlag.errors import Problem

SOURCES = "sources.toml"


def zeros_may_be_hidden(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """Where 0 may stand for a figure that is kept secret, the zeros of each type are told.

    A sum over such cells may be too low, and never too high.
    """
    used = {i.crime for basis in defs.bases.values() for i in basis.indicator}
    for i, source in enumerate(defs.sources.source):
        if not source.hidden_as_zero:
            continue
        cells = [c for c in cubes.delivered if c.delivery.startswith(f"{source.id}/")]
        where = defs.where(SOURCES, "source", i, "hidden_as_zero")
        for crime in (crime for crime in defs.codes.crime if crime.id in used):
            if problem := _told(where, crime, cells):
                yield Found(stops=False, problem=problem)


def _told(where: str, crime: Crime, cells: list[DeliveredCount]) -> Problem | None:
    own = [c for c in cells if c.code in codes_of(crime, (c.code,), range(c.first, c.last + 1))]
    zeros = [c for c in own if c.n == 0]
    if not zeros:
        return None
    first = zeros[0]
    what = (
        f'{len(zeros)} of {len(own)} cells of "{crime.id}" are 0, as {first.place}, {first.raw}, '
        f"{show_month(first.first)} to {show_month(first.last)}: each may be a hidden figure."
    )
    fix = "Ask the bank where it matters: a sum over them may be too low."
    return Problem(where=where, what=what, fix=fix)
