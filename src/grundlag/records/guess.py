"""What a file that fits no source may hold: which kind of source, and which column is what.

A guess is never used by itself. It goes by what headings say, and by what stands in the cells; the
same file and folder give the same guess. It says how sure it is, and is *sure* only where a heading
says so and the cells agree, or where no other column comes near.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from grundlag.basis.columns import COLUMNS, PERIODS, Column
from grundlag.basis.names import folded as spoken
from grundlag.records.facts import Facts
from grundlag.records.familiar import Familiar
from grundlag.records.headings import folded, headings, is_personal, words_of

SURE, LIKELY = 0.9, 0.6
NEAR = 0.05  # two columns this near to each other are one as good as the other
MOSTLY, HALF = 0.9, 0.5  # of the cells
SAYS, MAY = 2, 1  # a heading that is used for nothing else; one that is used for other things, too
LABELS = ("id", "stratum", "psu", "place", "code", "question", "answers")  # numbers may stand here
NO_KIND = 0.5


@dataclass(frozen=True, kw_only=True)
class Guessed:
    """That a column of the file holds one of ours; `table` is where it is written in a source."""

    ours: str
    column: Facts
    sure: float
    table: str = "columns"


@dataclass(frozen=True, kw_only=True)
class Guess:
    """The kind that a file looks most like, and what each of its columns would be.

    `missing` are columns that the kind needs and that nothing in the file looks like.
    """

    kind: str
    sure: float
    columns: tuple[Guessed, ...]
    missing: tuple[str, ...]

    @property
    def mapped(self) -> tuple[Guessed, ...]:
        """The columns that are likely enough to be written as they are."""
        return tuple(g for g in self.columns if g.sure >= LIKELY)


def word(sure: float) -> str:
    """How sure a guess is, in a word."""
    return "sure" if sure >= SURE else "likely" if sure >= LIKELY else "unsure"


def guess(columns: Sequence[Facts], known: Familiar) -> Guess | None:
    """The kind of source whose columns a file's look like; None where they look like none."""
    nobody = [column for column in columns if not is_personal(column.name)]
    scored = [(_of_kind(kind, nobody, known), kind) for kind in COLUMNS]
    ranked = sorted(scored, key=lambda pair: -pair[0].sure)
    (best, _), (second, _) = ranked[0], ranked[1]
    if best.sure < NO_KIND or not best.columns:
        return None
    sure = best.sure if best.sure - second.sure >= 2 * NEAR else min(best.sure, LIKELY)
    return Guess(kind=best.kind, sure=sure, columns=best.columns, missing=best.missing)


def _of_kind(kind: str, columns: Sequence[Facts], known: Familiar) -> Guess:
    """What the columns would be, were the file of a kind, and how much of it they hold."""
    found = list(_assigned(kind, columns, known))
    if kind == "survey_answers":
        taken = {each.column.name for each in found if each.sure >= LIKELY}
        found = [g for g in found if g.sure >= LIKELY]
        found += _questions([c for c in columns if c.name not in taken], known)
    instead = PERIODS.get(kind, {}) if _has_period(found) else {}
    found = [g for g in found if g.ours not in instead]
    best = {each.ours: each.sure for each in found if each.table == "columns"}
    needed = [n for n, c in COLUMNS[kind].items() if c.required and n not in instead]
    held = [best.get(name, 0.0) for name in needed]
    missing = [name for name in needed if name not in best]
    if kind == "crime_records":
        points = min(best.get("x", 0.0), best.get("y", 0.0))
        held.append(max(best.get("place", 0.0), points))
        missing += [] if held[-1] else ["place"]
    if kind == "survey_answers":
        asked = [each.sure for each in found if each.table == "questions"]
        held.append(max(asked, default=0.0))
    more = sum(sure >= LIKELY for name, sure in best.items() if name not in needed)
    score = sum(held) / len(held) + NEAR / 5 * more
    return Guess(kind=kind, sure=min(score, 1.0), columns=tuple(found), missing=tuple(missing))


def _has_period(found: Sequence[Guessed]) -> bool:
    """Whether a column of periods is likely: it tells months, or a day, in place of others."""
    return any(each.ours == "period" and each.sure >= LIKELY for each in found)


def _assigned(kind: str, columns: Sequence[Facts], known: Familiar) -> Iterator[Guessed]:
    """Each column of ours with the file's that looks most like it; every column is one thing."""
    scores = {
        (ours, at): sure
        for ours, column in COLUMNS[kind].items()
        for at, each in enumerate(columns)
        if (sure := sureness(kind, ours, column, each, known)) > 0
    }
    order = list(COLUMNS[kind])
    ranked = sorted(scores, key=lambda pair: (-scores[pair], order.index(pair[0]), pair[1]))
    taken: dict[str, int] = {}
    for ours, at in ranked:
        if ours not in taken and at not in taken.values():
            taken[ours] = at
    for ours in (name for name in order if name in taken):
        sure = scores[ours, taken[ours]]
        rivals = [at for o, at in scores if o == ours and at not in taken.values()]
        doubtful = any(scores[ours, at] > sure - NEAR for at in rivals)
        needed = COLUMNS[kind][ours].required
        sure = min(sure, LIKELY - NEAR) if doubtful else sure
        if needed or sure >= LIKELY or doubtful:
            yield Guessed(ours=ours, column=columns[taken[ours]], sure=sure)


def sureness(kind: str, ours: str, column: Column, found: Facts, known: Familiar) -> float:
    """How sure it is that a file's column is one of ours, 0 to 1: its heading, then its cells."""
    says = heading_says(kind, ours, found.heading)
    if not found.values:
        return LIKELY if says == SAYS else 0.0
    if ours == "id" and found.repeats:
        return 0.5 if says == SAYS else 0.0
    special = _special(ours, found, known)
    if special is not None:
        return _by_known_words(says, special)
    if column.type == "text":
        return _by_heading(says) if ours in LABELS or _is_text(found) else 0.0
    fits = getattr(found, column.type, 0.0)
    return {SAYS: 0.95, MAY: 0.7, 0: 0.2}[says] if fits >= MOSTLY else 0.0


def _by_heading(says: int) -> float:
    """Any text may be a theme or a status: only the heading tells."""
    return {SAYS: 0.9, MAY: 0.5, 0: 0.0}[says]


def _by_known_words(says: int, share: float) -> float:
    """Cells that the folder's own definitions know tell more than any heading does."""
    if share >= MOSTLY:
        return {SAYS: 0.98, MAY: 0.9, 0: 0.7}[says]
    if share >= MOSTLY / 2:
        return {SAYS: 0.8, MAY: 0.6, 0: 0.3}[says]
    return {SAYS: 0.65, MAY: 0.3, 0: 0.0}[says]


def heading_says(kind: str, ours: str, heading: str) -> int:
    """What a heading, folded, says of a column of ours."""
    words = headings().kind[kind]
    says, may = words.says.get(ours, ()), words.may.get(ours, ())
    if heading in says:
        return SAYS
    inside = any(f" {phrase} " in f" {heading} " for phrase in says if len(phrase) > 2)
    return MAY if inside or heading in may or heading == ours.replace("_", " ") else 0


def _is_text(found: Facts) -> bool:
    """Whether most cells hold words: no number, no date."""
    return max(found.day, found.amount, found.count) < MOSTLY / 2


def _special(ours: str, found: Facts, known: Familiar) -> float | None:
    """The share of the cells that the definitions know, where they know anything of the kind."""
    match ours:
        case "code":
            return found.share_of(known.is_code) if known.knows_codes else None
        case "place":
            return found.share_of(known.is_area) if known.places or known.areas else None
        case "x" | "y":
            return _in_boxes(ours, found, known)
        case "question":
            return found.share_of(known.is_question) if known.questions else None
        case "answers":
            return found.share_of(known.is_group) if known.groups else None
    return None


def _in_boxes(ours: str, found: Facts, known: Familiar) -> float:
    """Whether the numbers of a column lie where the areas do, in any system points come in."""
    if found.amount < MOSTLY or (not found.parted and found.span[1] < 1000):
        return 0.0
    if not known.boxes:
        return MOSTLY / 2
    axis = 0 if ours == "x" else 1
    inside = max(found.share_between(b[axis], b[axis + 2]) for b in known.boxes.values())
    return 1.0 if inside >= HALF else 0.0


def _questions(columns: Sequence[Facts], known: Familiar) -> Iterator[Guessed]:
    """The columns whose cells stand in a question's groups; which one its heading tells.

    Two questions of one scale have the same answers: a heading that names neither is no guess.
    """
    scores: dict[tuple[str, int], float] = {}
    for at, column in enumerate(columns):
        for name, answers in known.questions.items():
            share = column.share_of(partial(_is_among, answers))
            if share >= MOSTLY:
                scores[name, at] = share
    alike = {name: [at for n, at in scores if n == name] for name, _ in scores}
    taken: set[int] = set()
    for name, places in sorted(alike.items(), key=lambda pair: -len(folded(pair[0]))):
        free = [at for at in places if at not in taken]
        if not free:
            continue
        names = [_named(columns[at].heading, known.names[name]) for at in free]
        best = max(names)
        at = free[names.index(best)]
        alone = names.count(best) == 1 and best > 0
        sure = best if alone else LIKELY if len(scores) == 1 else 0.3
        taken.add(at)
        yield Guessed(ours=name, column=columns[at], sure=sure, table="questions")


def _is_among(answers: frozenset[str], value: str) -> bool:
    return spoken(value) in answers


def _named(heading: str, names: Sequence[str]) -> float:
    """How much of a question's name, or of its text, a heading has: 0.95 where it is the same."""
    words, best = words_of(heading), 0.0
    for name in names:
        wanted = words_of(name)
        both = len(words & wanted) / len(words | wanted) if wanted else 0.0
        best = max(best, 0.95 if both == 1 else 0.85 * both)
    return best
