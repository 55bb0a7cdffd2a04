"""Rows that were kept and may still be wrong: unknown words, thin months, areas without reports."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

import numpy as np

from grundlag.basis.answers import answers_of
from grundlag.basis.clocks import Month, show_month
from grundlag.basis.folder import Codes, Survey
from grundlag.basis.load import Definitions
from grundlag.basis.offences import UNREAD, matches, patterns_of
from grundlag.cubes.asked import people
from grundlag.cubes.model import CrimeCube, Cubes, DeliveredCount, Found, Ints, SurveyCell
from grundlag.errors import Problem, nearest
from grundlag.records.keep import reading_of
from grundlag.records.model import Delivery
from grundlag.records.place import UNKNOWN, holds
from grundlag.records.view import heard, still_set_aside, view

LIMIT = 0.01  # the share of a year's reports, or of a wave's answers, that may be unknown
SHOWN = 20  # unknown words listed one by one
ALL_UNKNOWN = "out/unknown.csv"  # where all are
TYPICAL = 20  # reports in the middle month, from which a month can be called thin
THIN = 0.1  # of the middle month
AREAS, CODES, SURVEY = (f"definitions/{name}.toml" for name in ("areas", "codes", "survey"))
Tally = Mapping[str, Mapping[str, int]]


def unknown_codes(
    cube: CrimeCube, codes: Codes, months: Sequence[Month] | None = None
) -> dict[str, int]:
    """The offence codes that no list knows, with how many reports have each (in some months)."""
    known = patterns_of(codes)
    lost = {i: code for i, code in enumerate(cube.codes) if not matches(code, known)}
    when = np.isin(cube.month, list(cube.months if months is None else months))
    return {
        code.removeprefix(UNREAD): int(cube.n[when & (cube.code == i)].sum())
        for i, code in lost.items()
    }


def unknown_places(cube: CrimeCube) -> dict[str, int]:
    """The places that no area knows, with how many reports have each."""
    lost = {i: name for i, name in enumerate(cube.atoms) if name.startswith(UNKNOWN)}
    return {n.removeprefix(UNKNOWN): int(cube.n[cube.atom == i].sum()) for i, n in lost.items()}


def unknown_answers(cells: Iterable[SurveyCell], survey: Survey) -> dict[tuple[str, str], int]:
    """The raw answers (question, answer) that stand in no group, with how many gave each."""
    known = answers_of(survey)
    found: Counter[tuple[str, str]] = Counter()
    for cell in cells:
        if cell.answer not in known.get(cell.question, ()):
            found[cell.question, cell.answer] += cell.n
    return dict(found)


def codes_are_known(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A code that no list knows is kept and told; above 1 % of a year's reports it stops."""
    patterns = patterns_of(defs.codes)
    listed = f"to {defs.codes.register}" if defs.codes.register else "to known"
    fix = f"Add it to a crime type, or {listed}, in definitions."
    tally = by_year(cubes.crime, cubes.crime.codes, cubes.crime.code)
    for table in (tally, by_year_delivered(cubes.delivered)):
        lost, known = split(table, patterns)
        yield from _unknown(
            CODES, "offence code (gerningskode)", lost, table, [*patterns, *known], fix
        )


def split(table: Tally, patterns: Iterable[str]) -> tuple[list[str], list[str]]:
    """The codes of a tally that no pattern knows, those of an unread form among them; the rest."""
    codes = dict.fromkeys(code for found in table.values() for code in found)
    known = [code for code in codes if matches(code, patterns)]
    return [code for code in codes if code not in set(known)], known


def places_are_known(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A place that no area knows is kept and told; above 1 % of a year's reports it stops."""
    lost = [name for name in cubes.crime.atoms if name.startswith(UNKNOWN)]
    tally = by_year(cubes.crime, cubes.crime.atoms, cubes.crime.atom)
    known = [p for area in defs.areas.area for v in area.version for p in v.places]
    fix = 'Add it to an area, or say elsewhere = "known" if other places are to be expected.'
    yield from _unknown(AREAS, "place", lost, tally, known, fix)
    answered: dict[str, Counter[str]] = defaultdict(Counter)
    asked: dict[int, str] = {}  # one question a wave: each person answers, or not, to all
    for cell in cubes.survey:
        if asked.setdefault(cell.wave, cell.question) == cell.question:
            answered[f"wave {cell.wave}"][cell.atom] += cell.n
    lost = sorted({c.atom for c in cubes.survey if c.atom.startswith(UNKNOWN)})
    yield from _unknown(AREAS, "place", lost, answered, known, fix)


def answers_are_known(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """An answer in no group is in no share; above 1 % of a wave's answers it stops."""
    tally: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for cell in cubes.survey:
        tally[cell.question][f"wave {cell.wave}"][cell.answer] += cell.n
    for waves in tally.values():  # a question that was not asked has no answers to know
        for wave in [wave for wave, found in waves.items() if set(found) == {""}]:
            del waves[wave]
    lost = unknown_answers(cubes.survey, defs.survey)
    for question, waves in tally.items():
        words = [answer for name, answer in lost if name == question]
        known = answers_of(defs.survey).get(question, frozenset())
        fix = f'Put it in a group of the question "{question}".'
        yield from _unknown(SURVEY, f'answer to "{question}"', words, waves, known, fix)


def by_year(cube: CrimeCube, names: tuple[str, ...], position: Ints) -> Tally:
    """For each calendar year: how many reports have each code, or lie in each atom."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    cells, where = np.unique(cube.month // 12 * len(names) + position, return_inverse=True)
    sums = np.zeros(len(cells), dtype=np.int64)
    np.add.at(sums, where, cube.n)
    for cell, n in zip(cells.tolist(), sums.tolist(), strict=True):
        year, place = divmod(cell, len(names))
        found[str(year)][names[place]] = n
    return found


def by_year_delivered(counts: Iterable[DeliveredCount]) -> Tally:
    """The same of delivered counts."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for cell in counts:
        found[str(cell.first // 12)][cell.code] += cell.n
    return found


def worst(words: Iterable[str], tally: Tally) -> tuple[str, float]:
    """The span in which the largest share is one of some words, and that share."""
    names = list(words)
    shares = {
        span: sum(found.get(word, 0) for word in names) / everything
        for span, found in tally.items()
        if (everything := sum(found.values()))
    }
    return max(shares.items(), key=lambda pair: pair[1], default=("", 0.0))


def often(words: Iterable[str], tally: Tally) -> dict[str, int]:
    """How often each of some words is there in all, the most frequent first."""
    told = {word: sum(found.get(word, 0) for found in tally.values()) for word in words}
    return {word: n for word, n in sorted(told.items(), key=lambda pair: (-pair[1], pair[0])) if n}


def _unknown(
    where: str, kind: str, lost: Iterable[str], tally: Tally, known: Iterable[str], fix: str
) -> Iterator[Found]:
    """Unknown words with their counts; all of them stop where they are too many in any one span.

    Codes of an unread form count among them, and are told by a rule of their own.
    """
    words, names = list(lost), list(known)
    span, share = worst(words, tally)
    told = often((word for word in words if not word.startswith(UNREAD)), tally)
    for word in list(told)[:SHOWN]:
        shown = word.removeprefix(UNKNOWN)
        what = f'no {kind} is called "{shown}": {told[word]} ({share:.2%} of {span} unknown).'
        advice = f"{nearest(shown, names)} {fix}"
        yield Found(stops=share > LIMIT, problem=Problem(where=where, what=what, fix=advice))
    if more := list(told)[SHOWN:]:
        what = f"{len(more)} more {kind}s are unknown: {sum(told[word] for word in more)} in all."
        advice = f"`grundlag check` writes all of them into {ALL_UNKNOWN}. {fix}"
        problem = Problem(where=where, what=what, fix=advice)
        yield Found(stops=share > LIMIT, problem=problem)


def _heard(defs: Definitions, cubes: Cubes) -> list[Delivery]:
    """The deliveries that speak for something, or were not understood enough to."""
    sources = [s.id for s in defs.sources.source]
    views = [view(d for d in cubes.deliveries if d.manifest.source == name) for name in sources]
    speaking = {d.id for v in views for d in v.deliveries}
    return [d for d in cubes.deliveries if d.id in speaking or not d.manifest.scope]


def few_rows_are_set_aside(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """Rows set aside are told, less those that were mended; above 1 % of a delivery they stop.

    Totals and notes are no rows, and nothing is wrong with them.
    """
    mending = {group[0].id: group for group in heard(cubes.deliveries)}
    for delivery in _heard(defs, cubes):
        m = delivery.manifest
        left = still_set_aside(mending.get(delivery.id, (delivery,)))
        if left and not m.mends:
            share = left / m.rows_read
            what = f"{left} of {m.rows_read} rows were set aside ({share:.2%})."
            listed = (delivery.path / "set-aside.csv").relative_to(defs.root)
            fix = f"See {listed}; mend the file and take it in again."
            if delivery.forgotten:
                fix = "They are forgotten: take the file in again to see them."
            problem = Problem(where=f"{m.source}, {m.file}", what=what, fix=fix)
            yield Found(stops=share > LIMIT, problem=problem)
        if not m.scope:
            what = "speaks for no whole month, wave or day: nothing in it is counted."
            fix = "Take in a delivery drawn after the end of what it is about."
            problem = Problem(where=f"{m.source}, {m.file}", what=what, fix=fix)
            yield Found(stops=False, problem=problem)


def months_are_not_thin(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A month with a tenth of the usual reports is no whole month; it stops where it hides one.

    A single row with a wrong date makes its delivery speak for a month it does not hold.
    """
    cube = cubes.crime
    by_month = {m: int(cube.n[cube.month == m].sum()) for m in sorted(cube.months)}
    middle = median(by_month.values()) if by_month else 0
    for month, n in by_month.items():
        if middle < TYPICAL or n >= THIN * middle:
            continue
        hidden = _hidden(cubes, "crime_records", show_month(month), cube.deliveries[month])
        what = f"{show_month(month)} holds {n} reports; the middle month holds {middle:g}."
        if hidden:
            what += f" It speaks in place of {hidden.manifest.file}."
        fix = "Look for rows with a wrong date; mend them and take the file in again."
        yield Found(
            stops=hidden is not None,
            problem=Problem(where=cube.deliveries[month][0], what=what, fix=fix),
        )


def waves_are_not_thin(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A wave with a tenth of the others' answers is no whole wave; it stops where it hides one.

    A single answer with a wrong year makes its delivery speak for a wave it does not hold.
    """
    answered = {wave: sum(c.n for c in cells) for wave, cells in people(cubes.survey).items()}
    for wave, n in answered.items():
        middle = median([m for other, m in answered.items() if other != wave] or [0])
        if middle < TYPICAL or n >= THIN * middle:
            continue
        spoken = cubes.waves[wave].deliveries
        hidden = _hidden(cubes, "survey_answers", str(wave), spoken)
        what = f"wave {wave} holds {n} answers; the others' middle is {middle:g}."
        if hidden:
            what += f" It speaks in place of {hidden.manifest.file}."
        fix = "Look for answers with a wrong year; mend them and take the file in again."
        problem = Problem(where=spoken[0], what=what, fix=fix)
        yield Found(stops=hidden is not None, problem=problem)


def _hidden(cubes: Cubes, kind: str, unit: str, speaks: Sequence[str]) -> Delivery | None:
    """The delivery that spoke for a month or a wave before those that speak for it now."""
    others = [
        d
        for d in cubes.deliveries
        if d.manifest.kind == kind and d.id not in speaks and unit in d.manifest.scope
    ]
    return others[-1] if others else None


def areas_hold_reports(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A partnership's area without one report in all deliveries is no zero: nothing finds it."""
    if not len(cubes.crime.n):
        return
    partnerships = [p.id for p in defs.partnerships.partnership]
    for i, area in enumerate(defs.areas.area):
        if area.whole or area.id not in partnerships:
            continue
        keys = [f"{area.id}@{version.id}" for version in area.version]
        if not any(holds(atom, key) for atom in cubes.crime.atoms for key in keys):
            what = f'not one report in any delivery lies in "{area.id}".'
            fix = "Mend its places or its feature, or crs and x and y in sources.toml."
            where = defs.where(AREAS, "area", i)
            yield Found(stops=True, problem=Problem(where=where, what=what, fix=fix))


def files_are_read_as_declared(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A delivery taken in before its source was declared otherwise still stands as it was."""
    sources = {s.id: s for s in defs.sources.source}
    for delivery in _heard(defs, cubes):
        m = delivery.manifest
        if m.read_as and m.read_as != reading_of(sources[m.source]):
            what = f'was read before the source "{m.source}" was declared as it is now.'
            fix = "Take the file in again, if sources.toml is to hold for it."
            problem = Problem(where=f"{m.source}, {m.file}", what=what, fix=fix)
            yield Found(stops=False, problem=problem)
