"""What two bases say otherwise, composed: a section a kind, a bullet a sentence."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from grundlag.basis.code_sets import label_of
from grundlag.basis.diff import Difference
from grundlag.report.between import Between, told_apart
from grundlag.report.model import Block, Paragraph, Section, Table, Text
from grundlag.report.words import da
from grundlag.report.words.codes import code, codes, many_codes
from grundlag.report.words.comparison import CODE_COLUMNS, CODES
from grundlag.report.words.differences import HEADINGS, sentence

FEW = 6  # codes named in a sentence; more stand in a table


def difference_sections(found: Sequence[Difference], bases: Between) -> tuple[Section, ...]:
    """One section for each kind of change there is, in the kinds' order."""
    return tuple(
        Section(id=kind, heading=HEADINGS[kind], blocks=tuple(_blocks(list(group), bases)))
        for kind, group in groupby(found, key=lambda d: d.kind)
    )


def _blocks(found: Sequence[Difference], bases: Between) -> Iterator[Block]:
    yield from map(bullet, sentences(found, bases))
    if table := code_table(found, bases):
        yield table


def bullet(*texts: Text) -> Paragraph:
    """Sentences as one of a list."""
    return Paragraph(texts=texts, role="bullet")


def sentences(found: Sequence[Difference], bases: Between) -> tuple[Text, ...]:
    """The sentences of some differences, each once; the codes of one indicator in one."""
    said: list[Text] = []
    for text in (sentence(d, bases) for d in found if d.kind != "code"):
        if text not in said:
            said.append(text)
    return (*said, *(_of_codes(group, bases) for group in _by_indicator(found)))


def _by_indicator(found: Sequence[Difference]) -> list[list[Difference]]:
    own = [d for d in found if d.kind == "code"]
    return [list(group) for _, group in groupby(own, key=lambda d: d.of)]


def _of_codes(found: Sequence[Difference], bases: Between) -> Text:
    about, before = told_apart(*bases.labels(found[0].of))
    added, dropped = _called(found, "added", bases), _called(found, "dropped", bases)
    if len(found) > FEW:
        return many_codes(about, before, len(added), len(dropped))
    return codes(about, added, dropped)


def _called(found: Sequence[Difference], what: str, bases: Between) -> list[str]:
    own = (d.id for d in found if d.what == what)
    return [code(name, label_of(bases.defs, name)) for name in own]


def code_table(found: Sequence[Difference], bases: Between) -> Table | None:
    """The codes that are too many for a sentence; None where there are none."""
    many = [group for group in _by_indicator(found) if len(group) > FEW]
    if not many:
        return None
    return Table(
        id="koder",
        title=CODES,
        columns=CODE_COLUMNS,
        rows=tuple(
            (
                da.plain(bases.labels(group[0].of)[0]),
                da.plain(", ".join(_called(group, "added", bases)) or "–"),
                da.plain(", ".join(_called(group, "dropped", bases)) or "–"),
            )
            for group in many
        ),
    )
