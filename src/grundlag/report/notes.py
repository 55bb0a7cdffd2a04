"""The chapter on how the figures were made: readings of the source, data, codes."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from grundlag.basis import clocks
from grundlag.basis.model import Assumption
from grundlag.cubes.police import reports
from grundlag.records.place import UNPLACED
from grundlag.report.context import Context
from grundlag.report.model import Block, Column, Paragraph, Section, Table, Text
from grundlag.report.words import da, data


def notes_section(context: Context, area: str | None) -> Section:
    """What the source leaves open and how it is read; what was taken in; which codes are which."""
    blocks: list[Block] = [
        Paragraph(texts=(text,), role="note") for text in _readings(context, area)
    ]
    blocks += [Paragraph(texts=(text,), role="note") for text in data_notes(context)]
    if codes := _codes(context):
        blocks.append(codes)
    return Section(id="om", heading="Om opgørelsen", blocks=tuple(blocks))


def _readings(context: Context, area: str | None) -> Iterator[Text]:
    """The notes of every assumption that something printed leans on, in the basis' order."""
    basis = context.basis
    leaning = {
        name
        for goal in basis.goal
        for name in (*goal.assumes, *(a for target in goal.target for a in target.assumes))
    }
    under_tables = {name for table in basis.table for name in table.assumes}
    leaning |= {name for e in basis.exception for name in e.assumes}
    declared = clocks.period(context.defs, area, context.year) if area else None
    leaning |= set(declared.assumes) if declared else set()
    own = {area} if area else set()
    for assumption in basis.assumption:
        leans = assumption.id in leaning - under_tables - (_partnerships(context) - own)
        if leans and (text := _filled(context, assumption, area)):
            yield text


def _partnerships(context: Context) -> set[str]:
    """A reading named after a partnership is about it alone, and printed in its own paper."""
    return {p.id for p in context.defs.partnerships.partnership}


def _filled(context: Context, assumption: Assumption, area: str | None) -> Text | None:
    """A note with its fields filled in; None where a field has nothing to stand for."""
    if assumption.id == "baseline":
        return _baseline(context, area) if area else None
    if "{planaar}" in assumption.note:
        return None
    question = next(iter(context.defs.survey.question), None)
    words: dict[str, str] = {
        "kodeliste": f"{context.defs.codes.id}, version {context.defs.codes.version}",
        "befolkningsdato": da.day(population_day(context)),
        "spredning": data.dispersions(context.basis.indicator),
    }
    if question:
        words |= {
            "tryg_svar": da.listed([f"„{a}“" for a in question.groups.get("tryg", ())]),
            "naevner": data.out_of(question.out_of),
            "ved_ikke": "tæller med" if "ved_ikke" in question.out_of else "tæller ikke med",
        }
    try:
        return da.plain(assumption.note.format_map(words))
    except KeyError:
        return None


def population_day(context: Context) -> date:
    """The day the report's inhabitants are counted on."""
    rate = next((i for i in context.basis.indicator if i.kind == "rate"), None)
    months = clocks.year_months(context.basis, context.police_year)
    return clocks.population_date(rate or context.basis.indicator[0], months)


def _baseline(context: Context, area: str) -> Text:
    """What each baseline is, counted when, on this basis."""
    held = [
        (name, estimate)
        for (name, place), estimate in context.measures.baselines.items()
        if place == area and estimate.value is not None
    ]
    if not held:
        return data.no_baseline(context.name(area))
    numbers = {
        f"b{i}": da.number(estimate, context.decimals(name))
        for i, (name, estimate) in enumerate(held)
    }
    labels = [context.label(name).lower() for name, _ in held]
    drawn = next((e.extracted for _, e in held if e.extracted), None)
    years = context.baseline_name(held[0][0], area)
    return data.baseline(context.name(area), years, labels, numbers, drawn)


def data_notes(context: Context) -> Iterator[Text]:
    """Every delivery with its rows; reports without a place; codes no list knows."""
    by_source = groupby(context.cubes.deliveries, key=lambda d: d.manifest.source)
    for _, group in by_source:
        manifests = [d.manifest for d in group]
        rows = (
            sum(m.rows_read for m in manifests),
            sum(m.rows_kept for m in manifests),
            sum(m.rows_set_aside for m in manifests),
        )
        latest = max(m.arrived for m in manifests)
        yield data.intake(len(manifests), manifests[0].provider, latest, rows)
    cube = context.cubes.crime
    months = clocks.year_months(context.basis, context.police_year)
    told = [c for c in context.cubes.delivered if months[0] <= c.first and c.last <= months[-1]]
    missing = sum(c.n for c in told if c.place == UNPLACED)
    everything = sum(c.n for c in told)
    if in_records := reports(cube, cube.atoms, months):
        missing, everything = reports(cube, (UNPLACED,), months), in_records
    if everything:
        yield data.unplaced(missing, missing / everything, context.police_year)


def _codes(context: Context) -> Table | None:
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
            da.plain("bekræftet" if crime.status == "confirmed" else "forslag, skal bekræftes"),
        )
        for crime in crimes
    )
    return Table(
        id="kodeliste",
        title=f"Kodeliste {context.defs.codes.id}, version {context.defs.codes.version}",
        columns=(
            Column(heading="Gerningstype", width=5),
            Column(heading="Gerningskoder", width=9),
            Column(heading="Status", width=4),
        ),
        rows=rows,
    )
