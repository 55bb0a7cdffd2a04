"""What each delivery changed, as a paper for the terminal and as one flat table."""

from collections.abc import Iterator, Sequence

from grundlag.basis.load import Definitions
from grundlag.basis.model import Basis
from grundlag.indicators.model import Arrival, Revision
from grundlag.report.marks import internal, invented
from grundlag.report.model import Block, Cell, Number, Paper, Paragraph, Section, Table, Text
from grundlag.report.revised import change, values
from grundlag.report.words import da
from grundlag.report.words import revisions as words


def arrivals_paper(defs: Definitions, basis: Basis, found: Sequence[Arrival]) -> Paper:
    """A section a day: what came, what was not known before, and the figures that changed."""
    return Paper(
        id="rettelser",
        title=words.TITLE,
        subtitle=basis.name,
        facts=(),
        marks=(*internal(defs), *invented(defs)),
        sections=tuple(
            Section(
                id=arrival.day.isoformat(),
                heading=da.day(arrival.day),
                blocks=tuple(_blocks(defs, basis, arrival)),
            )
            for arrival in found
        ),
    )


def _blocks(defs: Definitions, basis: Basis, arrival: Arrival) -> Iterator[Block]:
    manifests = [d.manifest for d in arrival.deliveries]
    files = [(m.file, m.source, m.scope) for m in manifests]
    said = [words.arrived(files)] if files else []
    if arrival.withdrawn:
        back = [(d.manifest.file, d.manifest.source) for d in arrival.withdrawn]
        said.append(words.withdrawn(back))
    new = [r for r in arrival.revisions if r.what == "new"]
    if new:
        said.append(_new(new))
    changed = [r for r in arrival.revisions if r.what != "new"]
    if not changed:
        said.append(da.plain(words.NOTHING))
    yield Paragraph(texts=tuple(said))
    if changed:
        rows = tuple(_row(defs, basis, found) for found in changed)
        name = f"rettelser-{arrival.day}"
        yield Table(id=name, title=words.CHANGED, columns=words.ALL_COLUMNS, rows=rows)


def _new(found: Sequence[Revision]) -> Text:
    return words.new(
        [r.year for r in found if r.is_of_reports],
        [r.year for r in found if r.unit == "share"],
        [r.year for r in found if r.indicator is None],
    )


def _row(defs: Definitions, basis: Basis, found: Revision) -> tuple[Cell, ...]:
    kinds = {i.id: i.kind for i in basis.indicator}
    label = basis.label(found.indicator) if found.indicator else None
    name = next(a.name for a in defs.areas.area if a.id == found.area)
    said = words.figure(label, kinds.get(found.indicator or "", ""), found.day)
    then, now = values(found)
    return (
        da.plain(said),
        da.plain(name),
        da.year(found.year),
        then,
        now,
        change(found),
        _per_cent(found),
        da.plain(words.HAPPENED[found.what]),
    )


def _per_cent(found: Revision) -> Number:
    """A count's change in per cent; of a share there are only points."""
    if found.unit == "share" or not found.then or found.now is None:
        return Number(value=None, unit="percent_change", status="none")
    by = found.now / found.then - 1
    return Number(value=by, unit="percent_change", decimals=1, signed=True)


def arrivals_table(defs: Definitions, basis: Basis, found: Sequence[Arrival]) -> Table:
    """Every figure that a delivery changed or brought, a row each, with the day it came."""
    return Table(
        id="rettelser",
        title=words.TITLE,
        columns=(words.DAY, *words.ALL_COLUMNS),
        rows=tuple(
            (da.plain(arrival.day.isoformat()), *_row(defs, basis, each))
            for arrival in found
            for each in arrival.revisions
        ),
    )
