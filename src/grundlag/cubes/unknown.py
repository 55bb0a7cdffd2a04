"""All words that nobody knows, for a file: codes, places and answers, how often, what is near."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grundlag.basis.load import Definitions
from grundlag.basis.offences import UNREAD, patterns_of
from grundlag.cubes.check_rows import (
    SHOWN,
    by_year_delivered,
    often,
    split,
    unknown_answers,
    unknown_codes,
    unknown_places,
)
from grundlag.cubes.model import Cubes
from grundlag.engine import listing
from grundlag.errors import nearest
from grundlag.records.place import UNKNOWN

HEADS = ("kind", "word", "n", "nearest")
NEAREST = 200  # words of a kind whose nearest known is looked for


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """A word that is not known, and how many reports or answers have it."""

    kind: str
    word: str
    n: int
    nearest: str


def unknown_words(defs: Definitions, cubes: Cubes) -> tuple[Unknown, ...]:
    """Every unknown word where a kind has more than a terminal shows, the most frequent first."""
    tallies = {
        "code": (_codes(defs, cubes), patterns_of(defs.codes)),
        "place": (_places(cubes), _known_places(defs)),
        "answer": (_answers(defs, cubes), ()),
    }
    if all(len(tally) <= SHOWN for tally, _ in tallies.values()):
        return ()
    return tuple(w for kind, (tally, known) in tallies.items() for w in _words(kind, tally, known))


def as_csv(words: Iterable[Unknown]) -> bytes:
    """The words as CSV, as Excel opens it."""
    return listing.as_csv(HEADS, ((w.kind, w.word, w.n, w.nearest) for w in words))


def _words(kind: str, tally: Counter[str], known: Iterable[str]) -> Iterator[Unknown]:
    names = tuple(known)
    for place, (word, n) in enumerate(sorted(tally.items(), key=lambda pair: (-pair[1], pair[0]))):
        near = nearest(word, names) if names and place < NEAREST else ""
        yield Unknown(kind=kind, word=word, n=n, nearest=near)


def _codes(defs: Definitions, cubes: Cubes) -> Counter[str]:
    counted = by_year_delivered(cubes.delivered)
    lost, _ = split(counted, patterns_of(defs.codes))
    told = {code.removeprefix(UNREAD): n for code, n in often(lost, counted).items()}
    return Counter(unknown_codes(cubes.crime, defs.codes)) + Counter(told)


def _places(cubes: Cubes) -> Counter[str]:
    """Places of reports and of persons asked, each person once."""
    asked: dict[int, str] = {}
    found = Counter(unknown_places(cubes.crime))
    for cell in cubes.survey:
        first = asked.setdefault(cell.wave, cell.question) == cell.question
        if first and cell.atom.startswith(UNKNOWN):
            found[cell.atom.removeprefix(UNKNOWN)] += cell.n
    return found


def _known_places(defs: Definitions) -> tuple[str, ...]:
    return tuple(p for area in defs.areas.area for v in area.version for p in v.places)


def _answers(defs: Definitions, cubes: Cubes) -> Counter[str]:
    found = unknown_answers(cubes.survey, defs.survey)
    return Counter({f"{question}: {answer}": n for (question, answer), n in found.items()})
