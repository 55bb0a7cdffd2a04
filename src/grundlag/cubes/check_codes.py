"""Codes of a form that is not read, too coarse for a type, or in two types of one target."""

from collections import Counter
from collections.abc import Iterable, Iterator

from grundlag.basis.check_bases import basis_file
from grundlag.basis.check_tables import shared_codes
from grundlag.basis.code_lists import lengths_of
from grundlag.basis.folder import Crime
from grundlag.basis.load import Definitions
from grundlag.basis.offences import UNREAD, groups, patterns_of
from grundlag.basis.patterns import covered, stem
from grundlag.cubes.check_rows import (
    CODES,
    LIMIT,
    Tally,
    by_year,
    by_year_delivered,
    often,
    split,
    worst,
)
from grundlag.cubes.model import Cubes, Found
from grundlag.errors import Problem, nearest

FEW = 5  # unread codes named one by one


def codes_are_read(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A code of a form that is not read is in no type, and told; with the unknown ones it stops.

    A police code of five digits that no code list knows is such a one.
    """
    patterns = patterns_of(defs.codes)
    for table in _tallies(cubes):
        lost, _ = split(table, patterns)
        unread = often((code for code in lost if code.startswith(UNREAD)), table)
        if not unread:
            continue
        span, share = worst(lost, table)
        raw = {code.removeprefix(UNREAD): n for code, n in unread.items()}
        few = ", ".join(f'"{code}" ({n})' for code, n in list(raw.items())[:FEW])
        more = f" and {len(raw) - FEW} more" if len(raw) > FEW else ""
        n = sum(raw.values())
        what = (
            f"{n} report{'s have' if n > 1 else ' has'} a code that is not of "
            f"{lengths_of(defs.codes)}: {few}{more} ({share:.2%} of {span} unknown)."
        )
        problem = Problem(where=CODES, what=what, fix=_way_out(defs, next(iter(raw))))
        yield Found(stops=share > LIMIT, problem=problem)


def _way_out(defs: Definitions, raw: str) -> str:
    """What to do; no code that is read is near to one of another list, however alike they look."""
    if defs.codes.crosswalk:
        near = nearest(raw, defs.crosswalk)
        near = f"{near} " if near.startswith("Did") else ""
        return f"{near}Add a row for each to definitions/{defs.codes.crosswalk}."
    return 'Ask for a code list that says what they stand for, and name it: crosswalk = "FILE.csv".'


def _tallies(cubes: Cubes) -> tuple[Tally, Tally]:
    """How many reports have each code, by year: in records, and in delivered counts."""
    records = by_year(cubes.crime, cubes.crime.codes, cubes.crime.code)
    return records, by_year_delivered(cubes.delivered)


def targets_count_nothing_twice(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A code in two counts of one target is told: its reports are judged in two lines."""
    for basis in defs.bases.values():
        counts = {i.id for i in basis.indicator if i.kind == "count"}
        for i, goal in enumerate(basis.goal):
            for j, target in enumerate(goal.target):
                names = tuple(name for name in target.indicators if name in counts)
                twice = [shared for _, shared in shared_codes(defs, basis, names)]
                if twice:
                    more = f", and {len(twice) - 1} more are so" if len(twice) > 1 else ""
                    where = defs.where(basis_file(basis), "goal", i, "target", j, "indicators")
                    what = f"{twice[0]} of target {target.id}{more}."
                    fix = "Take it out of one, if the lines are to be of different reports."
                    yield Found(stops=False, problem=Problem(where=where, what=what, fix=fix))


def parts_can_be_told(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A type of parts of a group counts no report that came as the group alone: it is told.

    So is one in the group with the police's own digits, where the type lists none of that length.
    Above 1 % of the group's reports in a year it stops.
    """
    used = {i.crime for basis in defs.bases.values() for i in basis.indicator}
    for i, crime in enumerate(defs.codes.crime):
        for group in (g.code for g in groups(defs.offences)) if crime.id in used else ():
            parts = _parts(crime, group)
            for table in _tallies(cubes) if parts else ():
                where = defs.where(CODES, "crime", i)
                yield from _untold(defs, where, crime, group, parts, table)


def _parts(crime: Crime, group: str) -> list[str]:
    """What a type picks out of a group, or leaves out of it, where it is not the whole."""
    listed = [code for dated in crime.codes for code in (*dated.codes, *dated.without)]
    return [code for code in listed if stem(code).startswith(group) and stem(code) != group]


def _untold(
    defs: Definitions, where: str, crime: Crime, group: str, parts: list[str], table: Tally
) -> Iterator[Found]:
    coarse = [
        code
        for code in {code for found in table.values() for code in found}
        if code.startswith(group) and not covered(code, parts) and _is_coarse(code, group, parts)
    ]
    inside = {
        span: Counter({code: n for code, n in found.items() if code.startswith(group)})
        for span, found in table.items()
    }
    told = often(coarse, table)
    if told:
        span, share = worst(coarse, inside)
        few = ", ".join(f'"{code}" ({n})' for code, n in list(told.items())[:FEW])
        what = (
            f'"{crime.id}" is made of parts of {group}, and these do not say which: {few} '
            f"({share:.2%} of the group in {span})."
        )
        fix = f'List their codes in the type, or a crosswalk, or take the whole group: "{group}*".'
        yield Found(stops=share > LIMIT, problem=Problem(where=where, what=what, fix=fix))


def _is_coarse(code: str, group: str, parts: Iterable[str]) -> bool:
    """Whether a code is the group alone (or filled up with zeros), or longer than all parts."""
    return not code[len(group) :].strip("0") or len(code) > max(len(stem(p)) for p in parts)
