"""Two bases compared, as a paper: what they say, and with a report year what that means."""

from collections.abc import Iterable, Sequence

from grundlag.basis.diff import Difference
from grundlag.report.beside import beside_section
from grundlag.report.between import Between
from grundlag.report.context import Context
from grundlag.report.differences import difference_sections
from grundlag.report.marks import internal, invented
from grundlag.report.model import Fact, Paper, Paragraph, Section, Text
from grundlag.report.moved import moved_section
from grundlag.report.shifts import shifts_section
from grundlag.report.words import comparison as words
from grundlag.report.words import da, heads
from grundlag.report.words.marks import standing_marks


def comparison(
    bases: Between,
    found: Sequence[Difference],
    contexts: tuple[Context, Context] | None = None,
    proposals: Iterable[str] = (),
) -> Paper:
    """The differences from the old basis to the new; with two contexts, what they do to a year.

    `proposals` are the ids of bases that are not decided.
    """
    said = difference_sections(found, bases) or (_same(),)
    undecided = set(proposals)
    marks = standing_marks(bool(undecided & {bases.old.id, bases.new.id}), in_force=True)
    return Paper(
        id="sammenligning",
        title=words.TITLE,
        subtitle=words.subtitle(*(b.called(b.id not in undecided) for b in (bases.old, bases.new))),
        facts=(*_bases(bases, undecided), *(_years(contexts[1]) if contexts else ())),
        marks=(*(internal(bases.defs) if contexts else ()), *marks, *invented(bases.defs)),
        sections=(
            *((shifts_section(bases, *contexts),) if contexts else ()),
            *said,
            *(_of_year(bases, *contexts) if contexts else ()),
        ),
    )


def _same() -> Section:
    return Section(
        id="ens", heading=words.TITLE, blocks=(Paragraph(texts=(da.plain(words.SAME),)),)
    )


def _of_year(bases: Between, old: Context, new: Context) -> tuple[Section, ...]:
    areas = [p.id for p in bases.defs.partnerships.partnership]
    return (
        moved_section(bases, old, new),
        *(beside_section(bases, old, new, area) for area in areas),
    )


def _bases(bases: Between, undecided: set[str]) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            label=words.FACTS[name],
            text=da.plain(heads.basis(basis.called(not is_open), is_open)),
        )
        for name, basis in (("old", bases.old), ("new", bases.new))
        for is_open in (basis.id in undecided,)
    )


def _years(context: Context) -> tuple[Fact, ...]:
    years = {"year": context.year, "police": context.police_year}
    return tuple(
        Fact(
            label=words.FACTS[name],
            text=Text(words="{year}", numbers={"year": da.year(value)}),
        )
        for name, value in years.items()
    )
