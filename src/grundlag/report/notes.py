"""The chapter on how the figures were made: readings of the source, data, codes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from grundlag.basis import clocks
from grundlag.basis.model import Assumption
from grundlag.cubes.check_rows import unknown_codes
from grundlag.cubes.offences import dating
from grundlag.cubes.police import reports
from grundlag.records.model import Manifest
from grundlag.records.place import UNPLACED, fold
from grundlag.report.context import Context
from grundlag.report.model import Block, Number, Paragraph, Section, Table, Text
from grundlag.report.published import published_notes
from grundlag.report.revised import by_offence
from grundlag.report.words import da, data, heads, revisions, terms

FIELD = re.compile(r"\{(\w+)\}")


def notes_section(context: Context) -> Section:
    """What the source leaves open and how it is read; what was taken in; which codes are which."""
    told = (*readings(context), *data_notes(context))
    blocks: list[Block] = [Paragraph(texts=(text,), role="note") for text in told]
    if table := codes(context):
        blocks.append(table)
    return Section(id="om", heading=heads.ABOUT, blocks=tuple(blocks))


def readings(context: Context) -> Iterator[Text]:
    """The notes of every assumption that something printed leans on, in the basis' order."""
    leaning = _leaning(context, None)
    for assumption in context.basis.assumption:
        yield from _reading(context, assumption, None, leaning)


def readings_of(context: Context, areas: Sequence[str]) -> Iterator[Text]:
    """The same for some partnerships: what is said of one alone, or otherwise, names it."""
    leaning = {area: _leaning(context, area) for area in areas}
    for assumption in context.basis.assumption:
        told = [(t, a) for a in areas for t in _reading(context, assumption, a, leaning[a])]
        for i, (text, _) in enumerate(told):
            if text not in (earlier for earlier, _ in told[:i]):
                whose = [area for other, area in told if other == text]
                yield text if whose == [*areas] else _named(context, text, whose)


def _named(context: Context, text: Text, areas: Sequence[str]) -> Text:
    names = [context.name(area) for area in areas]
    if all(name in text.words for name in names):
        return text
    return replace(text, words=f"{da.listed(names)}: {text.words}")


def _leaning(context: Context, area: str | None) -> set[str]:
    """The assumptions that something printed of a partnership, or of all, leans on."""
    basis = context.basis
    leaning = {
        name
        for goal in basis.goal
        for name in (*goal.assumes, *(a for target in goal.target for a in target.assumes))
    }
    leaning |= {name for table in basis.table for name in table.assumes}
    leaning |= {name for e in basis.exception for name in e.assumes}
    declared = clocks.period(context.defs, area, context.year) if area else None
    leaning |= set(declared.assumes) if declared else set()
    return leaning - (_partnerships(context) - ({area} if area else set()))


def _reading(
    context: Context, assumption: Assumption, area: str | None, leaning: set[str]
) -> Iterator[Text]:
    if assumption.id not in leaning:
        return
    if assumption.id == "baseline":
        yield from _baselines(context, area) if area else ()
    elif text := _filled(context, assumption, area):
        yield text


def _partnerships(context: Context) -> set[str]:
    """A reading named after a partnership is about it alone, and printed in its own paper."""
    return {p.id for p in context.defs.partnerships.partnership}


def filled_note(context: Context, assumption: Assumption) -> str:
    """A note with the fields filled in that something stands for; the others stay as they are."""
    known = _fields(context)
    return FIELD.sub(lambda found: known.get(found[1], found[0]), assumption.note)


def _filled(context: Context, assumption: Assumption, area: str | None) -> Text | None:
    """A note with its fields filled in; None where a field has nothing to stand for."""
    said, numbers = filled_note(context, assumption), _counted(context, area)
    fields = set(FIELD.findall(said))
    if not fields <= set(numbers):
        return None
    return Text(words=said, numbers={name: numbers[name] for name in fields})


def _fields(context: Context) -> dict[str, str]:
    """What the fields of a note stand for in this report, but for numbers."""
    question = next(iter(context.defs.survey.question), None)
    words: dict[str, str] = {
        "kodeliste": heads.code_list(context.defs.codes.id, context.defs.codes.version),
        "befolkningsdato": da.day(population_day(context)),
        "spredning": data.dispersions(context.basis.indicator),
    }
    if question:
        words |= {
            "tryg_svar": da.listed([f"„{a}“" for a in question.groups.get("tryg", ())]),
            "naevner": data.out_of(question.out_of),
            "ved_ikke": terms.ANSWER_COUNTS["ved_ikke" in question.out_of],
        }
    if activities := next((i for i in context.basis.indicator if i.kind == "activity_share"), None):
        words |= {
            "taeller_kommunen": terms.ANSWER_COUNTS[activities.counts_owner is not False],
            "aflyste": terms.ANSWER_COUNTS[activities.denominator == "all"],
        }
    return words


def _counted(context: Context, area: str | None) -> dict[str, Number]:
    """The activities of the plan that a partnership is judged on, and its year."""
    for indicator in context.basis.indicator:
        if indicator.kind == "activity_share" and area is not None:
            found = context.estimate(indicator.id, area, context.year)
            if found is not None and found.n is not None:
                return {"n": da.whole(found.n), "planaar": da.year(found.year)}
    return {}


def population_day(context: Context) -> date:
    """The day the report's inhabitants are counted on."""
    rate = next((i for i in context.basis.indicator if i.kind == "rate"), None)
    months = clocks.year_months(context.basis, context.police_year)
    return clocks.population_date(rate, months) if rate else date(context.year, 1, 1)


def _baselines(context: Context, area: str) -> Iterator[Text]:
    """What each baseline is: those of one span and one day drawn in one sentence."""
    groups: dict[tuple[str, date | None, bool], dict[str, Number]] = {}
    for (name, place), found in context.measures.baselines.items():
        if place == area and found.value is not None:
            span = da.span(context.declared_baseline(name, area))
            levels = groups.setdefault((span, found.extracted, found.source is not None), {})
            label = context.label(name)
            levels[label[:1].lower() + label[1:]] = da.level(found, context.decimals(name))
    for (span, drawn, printed), levels in groups.items():
        yield data.baseline(context.name(area), span, levels, drawn, printed)
    if not groups:
        yield data.no_baseline(context.name(area))


def data_notes(context: Context) -> Iterator[Text]:
    """Every delivery with its rows; reports without a place; codes no list knows."""
    by_source = groupby(context.cubes.deliveries, key=lambda d: d.manifest.source)
    for _, group in by_source:
        manifests = [d.manifest for d in group]
        rows = _rows(manifests)
        latest = max(m.arrived for m in manifests)
        yield data.intake(len(manifests), manifests[0].provider, latest, rows)
    missing, everything = _placeless(context)
    unknown = _unknown_codes(context)
    if context.public:  # these counts are no rows of what is protected: they are not told
        yield from data.uncounted(missing > 0, unknown > 0)
    elif everything:
        yield data.unplaced(missing, missing / everything, context.police_year)
    yield from by_offence(context, [i.id for i in context.basis.indicator])
    if not context.public:
        yield from _undated(context)
        if unknown:
            yield data.unknown_codes(unknown, context.police_year)
    yield from published_notes(context)


def _rows(manifests: Sequence[Manifest]) -> tuple[int, int, int]:
    """Read, kept and set aside: a row that was mended was read once, and is no more set aside."""
    came = [m for m in manifests if not m.mends]
    mended = [m for m in manifests if m.mends in {m.digest for m in manifests}]
    kept = sum(m.rows_kept for m in (*came, *mended))
    read = sum(m.rows_read for m in came)
    return read, kept, read - kept


def _undated(context: Context) -> Iterator[Text]:
    """Reports that do not tell when their offence was, where that decides the year."""
    if context.measures.age is None:
        return
    years = (context.police_year, context.police_year - 1)
    now, before = (
        dating(context.cubes.crime, clocks.year_months(context.basis, year)) for year in years
    )
    if now.unknown:
        share = before.unknown / before.n if before.n else None
        yield revisions.undated(now.unknown, now.unknown / now.n, years[0], share)


def _placeless(context: Context) -> tuple[int, int]:
    """The police year's reports without a place, and all its reports."""
    cube = context.cubes.crime
    months = clocks.year_months(context.basis, context.police_year)
    if in_records := reports(cube, cube.atoms, months):
        return reports(cube, (UNPLACED,), months), in_records
    whole = {fold(n) for a in context.defs.areas.area if a.whole for n in (a.id, a.name)}
    told = [
        c
        for c in context.cubes.delivered
        if months[0] <= c.first and c.last <= months[-1] and c.place not in whole
    ]
    return sum(c.n for c in told if c.place == UNPLACED), sum(c.n for c in told)


def _unknown_codes(context: Context) -> int:
    """The police year's reports whose code is not among those that the list knows."""
    months = clocks.year_months(context.basis, context.police_year)
    return sum(unknown_codes(context.cubes.crime, context.defs.codes, months).values())


def codes(context: Context) -> Table | None:
    """The code list in print: each crime type of the basis and its codes."""
    wanted = {i.crime for i in context.basis.indicator if i.crime}
    crimes = [crime for crime in context.defs.codes.crime if crime.id in wanted]
    if not crimes:
        return None
    labels = {i.crime: context.corrected(i.label) for i in context.basis.indicator}
    rows = tuple(
        (
            da.plain(labels[crime.id]),
            da.plain(", ".join(code for dated in crime.codes for code in dated.codes)),
            da.plain(terms.CODE_STATUS[crime.status]),
        )
        for crime in crimes
    )
    return Table(
        id="kodeliste",
        title=heads.codes(context.defs.codes.id, context.defs.codes.version),
        columns=heads.CODE_COLUMNS,
        rows=rows,
    )
