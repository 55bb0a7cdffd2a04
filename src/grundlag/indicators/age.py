"""How old a year may be that is counted by when its offences occurred: as old as every other.

A year goes on growing as its offences are reported. The latest is known only till the last whole
month that has arrived; so each is counted with the reports made till as long after its own end.
docs/methods/revisions.md.
"""

from collections.abc import Iterator, Sequence

from grundlag.basis import clocks
from grundlag.basis.model import Basis
from grundlag.basis.partnerships import Baseline
from grundlag.cubes.model import CrimeCube, Cubes


def age_of(basis: Basis, year: int, cubes: Cubes, declared: Sequence[Baseline]) -> int | None:
    """How many months after its end every year of a report is known; None where none is asked.

    Known is the police year, and each baseline on its own date: the least of them holds for all.
    """
    if not any(i.counted_by == "occurred" for i in basis.indicator):
        return None
    return min(_ages(basis, year, cubes, declared), default=0)


def _ages(basis: Basis, year: int, cubes: Cubes, declared: Sequence[Baseline]) -> Iterator[int]:
    by_offence = {i.id for i in basis.indicator if i.counted_by == "occurred"}
    asked = [(cubes.crime, clocks.year_months(basis, clocks.police_year(year)))]
    for baseline in declared:
        if baseline.indicator in by_offence and (spans := clocks.baseline_spans(basis, baseline)):
            known = cubes.earlier[baseline.as_of] if baseline.as_of else cubes
            asked.append((known.crime, spans[-1]))
    for cube, months in asked:
        if cube.months.issuperset(months):
            yield _after(cube, months[-1])


def _after(cube: CrimeCube, last: clocks.Month) -> int:
    """How many whole months, one after another, have arrived after a month."""
    after = 0
    while last + after + 1 in cube.months:
        after += 1
    return after
