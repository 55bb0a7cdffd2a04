"""What another code list moves: for each pair of crime types the reports of each code."""

from collections.abc import Iterator, Sequence

from grundlag.basis import clocks
from grundlag.basis.code_sets import label_of
from grundlag.basis.pairs import Pair
from grundlag.cubes.moved import Moved, moved
from grundlag.cubes.police import atoms_of
from grundlag.report.between import Between, told_apart
from grundlag.report.context import Context
from grundlag.report.model import Block, Cell, Paragraph, Section, Table
from grundlag.report.words import comparison as words
from grundlag.report.words import da

BESIDE = 5  # areas side by side in one table


def moved_section(bases: Between, old: Context, new: Context) -> Section:
    """How many reports each code moves in and out, area by area, in the report's police year."""
    blocks = [block for pair in bases.pairs for block in _pair(bases, old, new, pair)]
    if not blocks:
        blocks = [Paragraph(texts=(words.nothing_moves(),))]
    return Section(id="flyttes", heading=words.MOVED, blocks=tuple(blocks))


def moves(old: Context, new: Context, pair: Pair, area: str) -> tuple[Moved, ...] | None:
    """What moves between a pair's crime types in an area; None where it cannot be told.

    It takes records, and the same twelve months on both bases, counted by the same date.
    """
    if not (pair.old and pair.new and pair.old.crime and pair.new.crime):
        return None
    months = clocks.year_months(new.basis, new.police_year)
    found = [
        context.estimate(indicator.id, area, context.police_year)
        for context, indicator in ((old, pair.old), (new, pair.new))
    ]
    known = [e.series for e in found if e and e.value is not None and e.series.origin == "records"]
    dates = {series.counted_by for series in known}
    if (
        len(known) < len(found)
        or len(dates) > 1
        or months != clocks.year_months(old.basis, old.police_year)
    ):
        return None
    crimes = {crime.id: crime for crime in new.defs.codes.crime}
    place = next(a for a in new.defs.areas.area if a.id == area)
    cube, version = new.cubes.crime, clocks.area_version(place, months[0] // 12)
    types = crimes[pair.old.crime], crimes[pair.new.crime]
    committed = months if pair.new.counted_by == "occurred" else None
    made = months if committed is None else clocks.known_by(months, new.measures.age or 0)
    return moved(cube, *types, atoms_of(cube.atoms, place, version), made, committed)


def _pair(bases: Between, old: Context, new: Context, pair: Pair) -> Iterator[Block]:
    if not pair.old or not pair.new or pair.old.crime == pair.new.crime or not pair.new.crime:
        return
    areas = [*(p.id for p in bases.defs.partnerships.partnership), new.measures.comparator]
    found = {area: moves(old, new, pair, area) for area in areas}
    told = {area: each for area, each in found.items() if each is not None}
    about = told_apart(*bases.labels(pair.new.id))
    if len(told) < len(found):
        yield Paragraph(texts=(words.not_by_code(about[0]),))
    for first in range(0, len(told), BESIDE):
        some = dict(list(told.items())[first : first + BESIDE])
        yield _table(bases, new, pair.new.id, some, about)


def _table(
    bases: Between,
    new: Context,
    name: str,
    found: dict[str, tuple[Moved, ...]],
    about: tuple[str, str],
) -> Table:
    by_code = {area: {m.code: m for m in each} for area, each in found.items()}
    codes = sorted({code for each in by_code.values() for code in each})
    labels = {code: label_of(bases.defs, code) for code in codes}
    named = any(labels.values())
    rows = [
        _row(code, labels[code], named, way, [_n(each.get(code), way) for each in by_code.values()])
        for way in ("added", "dropped")
        for code in codes
        if any(_n(each.get(code), way) for each in by_code.values())
    ]
    sums = [
        _sum(way, named, [sum(_n(m, way) for m in each) for each in found.values()])
        for way in ("added", "dropped")
    ]
    first = next(iter(found))
    return Table(
        id=f"flyttes-{name}-{first}",
        title=words.moved_title(*about, new.police_year),
        columns=words.moved_columns([bases.place(area) for area in found], named),
        rows=(*rows, *sums),
    )


def _n(found: Moved | None, way: str) -> int:
    if found is None:
        return 0
    return found.added if way == "added" else found.dropped


def _row(code: str, label: str, named: bool, way: str, counts: Sequence[int]) -> tuple[Cell, ...]:
    direction = words.COMES if way == "added" else words.GOES
    called = (da.plain(label),) if named else ()
    return (da.plain(code), *called, da.plain(direction), *map(da.whole, counts))


def _sum(way: str, named: bool, counts: Sequence[int]) -> tuple[Cell, ...]:
    empty = (da.plain(""),) * (2 if named else 1)
    return (da.plain(words.BOTH_SUMS[way]), *empty, *map(da.whole, counts))
