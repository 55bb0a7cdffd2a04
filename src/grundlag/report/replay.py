"""The annex' tables of an area that was redrawn: every year on each of its borders."""

from collections.abc import Iterator, Sequence

from grundlag.basis.folder import Area, AreaVersion
from grundlag.indicators.model import Estimate
from grundlag.report.context import Context
from grundlag.report.model import Block, Cell, Number, Paragraph, Table, Text
from grundlag.report.words import da
from grundlag.report.words import joins as words


def replay_tables(context: Context, area: str) -> Iterator[Block]:
    """Reports by police year, then answers by wave; nothing where the area has one border.

    Where no year is known on another border than its own, a sentence says so.
    """
    for survey in (False, True):
        names = [i.id for i in context.basis.indicator if (i.kind == "survey_share") == survey]
        every = context.measures.replays.items()
        found = {key: e for key, e in every if key[1] == area and key[0] in names}
        if any(map(_is_known, found.values())):
            if _is_own_border_only(found):
                yield _unreplayed(context, area, survey)
            else:
                yield _table(context, area, found, survey)


Found = dict[tuple[str, str, str, int], Estimate]


def _is_known(found: Estimate) -> bool:
    return found.value is not None or found.n is not None


def _is_own_border_only(found: Found) -> bool:
    """Whether every figure stands on the border of its own year alone, for want of places."""
    known = [(name, year) for (name, _, _, year), e in found.items() if _is_known(e)]
    others = (e for (n, _, _, y), e in found.items() if not _is_known(e) and (n, y) in known)
    unplaced = all(e.missing is not None and e.missing.why == "own_border_only" for e in others)
    return unplaced and len(set(known)) == len(known)


def _unreplayed(context: Context, area: str, survey: bool) -> Paragraph:
    return Paragraph(texts=(words.unreplayed(context.name(area), survey),))


def _table(context: Context, area: str, found: Found, survey: bool) -> Table:
    years = sorted({year for (_, _, _, year), e in found.items() if e.n is not None or e.value})
    borders = _borders(next(a for a in context.defs.areas.area if a.id == area))
    rows = [
        row
        for name in dict.fromkeys(key[0] for key in found)
        for row in _rows(context, name, area, found, borders, years)
    ]
    return Table(
        id=f"graenser-{'svar' if survey else 'anmeldelser'}-{area}",
        title=words.replay_title(context.name(area), survey),
        columns=words.replay_columns(years),
        rows=tuple(rows),
        notes=tuple(_notes(found)),
    )


def _borders(area: Area) -> dict[str, Text]:
    """Each version's id, with its name and the years it was in force, the earliest first."""
    ordered = sorted(area.version, key=lambda v: v.from_year or 0)
    last: list[AreaVersion | None] = [*ordered[1:], None]
    return {
        version.id: words.border(version.id, version.from_year, _before(after))
        for version, after in zip(ordered, last, strict=True)
    }


def _before(after: AreaVersion | None) -> int | None:
    return after.from_year - 1 if after and after.from_year else None


def _rows(
    context: Context,
    name: str,
    area: str,
    found: Found,
    borders: dict[str, Text],
    years: Sequence[int],
) -> Iterator[tuple[Cell, ...]]:
    """An indicator on each border; of a rate that is not known everywhere the reports, too."""
    label, decimals = context.label(name), context.decimals(name)
    each = {v: [found.get((name, area, v, y)) for y in years] for v in borders}
    for version, line in each.items():
        cells = (da.number(e, decimals) if e else UNKNOWN for e in line)
        yield da.plain(label), borders[version], *cells
    if any(e and e.value is None and e.n is not None for line in each.values() for e in line):
        for version, line in each.items():
            counts = (_whole(e) for e in line)
            yield da.plain(words.counted(label)), borders[version], *counts


UNKNOWN = Number(value=None, unit="number", status="unknown")


def _whole(found: Estimate | None) -> Number:
    return da.whole(found.n) if found and found.n is not None else UNKNOWN


def _notes(found: Found) -> Iterator[Text]:
    yield words.replayed()
    if any(e.missing and e.missing.why == "own_border_only" for e in found.values()):
        yield words.own_border_only()
    if any(e.value is None and e.n is not None for e in found.values()):
        yield words.no_inhabitants()
