"""Words of a delivery that no definition knows: codes, places, answers, each with its count.

They are kept and told here where they came in; `grundlag check` says when there are too many.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from grundlag.basis.answers import answers_of, heard
from grundlag.basis.declared import Definitions
from grundlag.basis.folder import Source
from grundlag.engine import listing
from grundlag.errors import nearest
from grundlag.records.familiar import Familiar, familiar
from grundlag.records.model import Unknown
from grundlag.records.parse import QUESTION

ROWS = (
    "crime_records",
    "survey_answers",
)  # kinds whose rows lie in a place of an area, not in the whole
LOOKED_UP = 200  # words for which a near one is looked for: each is compared with every known one


@dataclass(frozen=True, kw_only=True)
class _Lost:
    unknown: Unknown
    known: tuple[str, ...]


def unknown(
    defs: Definitions, source: Source, counts: Mapping[str, Mapping[str, int]]
) -> tuple[Unknown, ...]:
    """Every unknown word among the kept rows, most frequent first.

    `counts` has, for each of our columns, how many rows have each value; a row that is placed by
    its point is not counted among places.
    """
    known = familiar(defs)
    lost = [
        each
        for name, values in counts.items()
        for each in _of_column(source.kind, name, values, defs, known)
    ]
    lost.sort(key=lambda each: (-each.unknown.rows, each.unknown.what, each.unknown.found))
    near = (_with_near(each) for each in lost[:LOOKED_UP])
    return (*near, *(each.unknown for each in lost[LOOKED_UP:]))


def columns_with_words(source: Source) -> tuple[str, ...]:
    """The columns of ours in which a definition must know the words."""
    named = [name for name in ("code", "place", "question", "answers") if name in source.columns]
    return (*named, *(f"{QUESTION}{name}" for name in source.questions))


def _of_column(
    kind: str, column: str, values: Mapping[str, int], defs: Definitions, known: Familiar
) -> Iterator[_Lost]:
    if column == "code":
        read = {value: n for value, n in values.items() if known.is_read(value)}
        other = {value: n for value, n in values.items() if value not in read}
        names = [*known.codes, *known.starts]
        yield from _lost("offence code", read, known.is_code, names)
        # a code of another form is near to none that is read, however alike they look
        yield from _lost("offence code", other, known.is_code, known.crosswalk)
    elif column == "place" and defs.areas.elsewhere == "unknown":
        names = [p for a in defs.areas.area for v in a.version for p in v.places]
        if kind in ROWS:
            yield from _lost("place", values, known.is_place, names)
        else:
            names += [area.name for area in defs.areas.area]
            yield from _lost("place", values, known.is_area, names)
    elif column == "question":
        yield from _lost("question", values, known.is_question, known.questions)
    elif column == "answers":
        yield from _lost("group of answers", values, known.is_group, known.groups)
    elif column.startswith(QUESTION):
        name = column.removeprefix(QUESTION)
        asked = [q for q in defs.survey.question if q.id == name]
        words = [answer for q in asked for group in q.groups.values() for answer in group]
        groups = answers_of(defs.survey).get(name, frozenset())
        what = f'answer to "{name}"'
        yield from _lost(what, values, lambda value: heard(value) in groups, words)


def _lost(
    what: str, values: Mapping[str, int], fits: Callable[[str], bool], known: Iterable[str]
) -> Iterator[_Lost]:
    names = tuple(sorted({name for name in known if name}))
    for value, rows in values.items():
        if not fits(value):
            yield _Lost(unknown=Unknown(what=what, found=value, rows=rows), known=names)


def _with_near(lost: _Lost) -> Unknown:
    said = nearest(lost.unknown.found, lost.known)
    return replace(lost.unknown, near=said) if said.startswith("Did") else lost.unknown


def as_csv(words: Iterable[Unknown]) -> bytes:
    """The list as CSV that Excel opens."""
    rows = ((u.what, u.found, u.rows, u.near) for u in words)
    return listing.as_csv(("what", "found", "rows", "nearest"), rows)
