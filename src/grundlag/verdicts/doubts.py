"""Targets that will show little, told by `grundlag check` before a year is judged by them."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from grundlag.basis.check_bases import basis_file
from grundlag.basis.check_goals import targets
from grundlag.basis.load import Definitions
from grundlag.basis.model import Basis
from grundlag.cubes.check_years import latest_report_year
from grundlag.cubes.model import Cubes, Told
from grundlag.errors import Problem
from grundlag.indicators import power, power_shares
from grundlag.indicators.measure import measure
from grundlag.indicators.model import Measures
from grundlag.verdicts.coming import (
    Line,
    Size,
    between_waves,
    is_spread,
    level_of,
    lines_of,
    no_level,
)
from grundlag.verdicts.judge import why_not
from grundlag.verdicts.rules import to_change

WIDE = 0.1  # a share that only larger rises than this show is hardly tested
DOUBLED = 2.0
Lines = Sequence[Line]
Rule = Callable[[Lines], Iterator[str]]


def latest(defs: Definitions, cubes: Cubes) -> dict[str, Measures]:
    """Each basis measured for the latest report year; of what was not taken in there is nothing."""
    years = {b.id: latest_report_year(defs, cubes, b) for b in defs.bases.values()}
    return {
        name: measure(defs, defs.bases[name], year, cubes)
        for name, year in years.items()
        if year is not None
    }


def doubts(defs: Definitions, measured: Mapping[str, Measures]) -> tuple[Told, ...]:
    """Every doubt about a target, basis by basis, in the order of where it is declared."""
    found: set[Told] = set()
    for measures in measured.values():
        found |= set(_of_basis(defs, measures.basis, _lines(defs, measures)))
    return tuple(sorted(found, key=lambda told: told.problem))


def _lines(defs: Definitions, measures: Measures) -> list[Line]:
    """The lines that will be judged in the first report year to come."""
    return [
        line
        for partnership in defs.partnerships.partnership
        for line in lines_of(defs, measures, measures.year + 1, Size(), partnership.id)
        if why_not(defs, measures.basis, line.goal, line.area, line.year) is None
    ]


def _of_basis(defs: Definitions, basis: Basis, lines: Lines) -> Iterator[Told]:
    """One notice a target and rule: the first line it is true of, and how many more."""
    for own, path, target in targets(defs):
        if own != basis:
            continue
        of_target = [line for line in lines if line.target == target]
        for name, rule in DOUBTS.items():
            if said := list(rule(of_target)):
                more = f" (and {len(said) - 1} more)" if len(said) > 1 else ""
                where = defs.where(basis_file(basis), *path)
                problem = Problem(where=where, what=f"{said[0]}{more}.", fix=FIX[name])
                yield Told(is_notice=True, rule=name, problem=problem)


def counts_can_be_seen(lines: Lines) -> Iterator[str]:
    """A count so small that no fall, and no rise short of a doubling, would be shown: told."""
    for line in lines:
        base = line.measures.baselines.get((line.indicator.id, line.area))
        if line.target.rule != "held_at_baseline" or base is None or no_level(line, base):
            continue
        level = level_of(line, line.carried(base) or base, line.latest())
        if level is None or power.smallest(level, "fall") is not None:
            continue
        rise = power.smallest(level, "rise")
        if rise is None or rise > DOUBLED:
            only = "no rise" if rise is None else f"only a rise of {rise - 1:.0%}"
            yield f"{_name(line)} ({level.expected:.0f} reports) shows no fall, {only}"


def shares_can_be_seen(lines: Lines) -> Iterator[str]:
    """A share that would be shown to rise only from 10 points on, or past the comparator: told."""
    for line in lines:
        now = line.latest()
        if line.target.rule not in ("rises_every_year", "approaches") or now is None:
            continue
        gap = line.measures.gaps.get((line.indicator.id, line.area, now.year))
        made = gap if gap is not None and line.target.rule == "approaches" else now.made
        if not is_spread(made):
            continue
        least = power_shares.smallest_difference(*between_waves(made))
        apart = gap.value if gap is not None and gap.value is not None else 0.0
        if least > WIDE or 0 < apart < least:
            away = f", and is {100 * apart:.1f} away" if least <= WIDE else ""
            yield f"{_name(line)} shows no change below {100 * least:.1f} points{away}"


def plans_are_not_decided_by_one(lines: Lines) -> Iterator[str]:
    """A share of activities that one more or one fewer would turn in the latest plan: told."""
    for line in lines:
        now, wanted = line.latest(), line.target.value
        if line.target.rule != "at_least" or now is None or wanted is None or not now.n:
            continue
        passing = int(now.made.count or 0)
        if to_change(passing, now.n, wanted) == 1:
            yield f"one activity decides {_name(line)}: {passing} of {now.n} in {now.year}"


def inhabitants_stay_as_they_were(lines: Lines) -> Iterator[str]:
    """A count that is held, and inhabitants who moved more than 5 % since its baseline: told."""
    for line in lines:
        beside = line.measures.beside.get((line.indicator.id, line.area))
        if line.target.rule == "held_at_baseline" and beside is not None:
            more = "more" if beside.moved > 0 else "fewer"
            moved = f"{abs(beside.moved):.1%} {more} inhabitants"
            yield f"{moved} since the baseline of {_name(line)}"


def _name(line: Line) -> str:
    return f"{line.area}/{line.indicator.id}"


DOUBTS: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        counts_can_be_seen,
        shares_can_be_seen,
        plans_are_not_decided_by_one,
        inhabitants_stay_as_they_were,
    )
}
FIX = {
    "counts_can_be_seen": (
        "Less would seldom be shown: take more years into the baseline, or a wider type or area."
    ),
    "shares_can_be_seen": "Less would seldom be shown: ask more, or judge several waves together.",
    "plans_are_not_decided_by_one": "Say so where the figure stands; the list is small.",
    "inhabitants_stay_as_they_were": "It is held as a count: hold a rate, or say what it did.",
}
