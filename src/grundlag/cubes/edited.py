"""What becomes of a register when it is edited: nothing is written over that nobody has seen.

Who edits an activity says what it was when they began. Where it is something else by then, somebody
else was there meanwhile, and both are told. Rows of activities that nobody touched stay as they
are, cell by cell.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from grundlag.basis.columns import PARTNER_LISTS
from grundlag.basis.folder import Source
from grundlag.cubes.model import Lies
from grundlag.cubes.register import Cells, Entry, Line, Named, Register, in_order
from grundlag.errors import DeliveryError, Problem

WORDS: dict[Lies, str] = {"in": "inside", "outside": "outside"}


@dataclass(frozen=True, kw_only=True)
class Edit:
    """An activity as it was when somebody began to edit it, and as it is to be; None: not there."""

    base: Entry | None
    mine: Entry | None


@dataclass(frozen=True, kw_only=True)
class Difference:
    """An edit that was not made: the activity is another by now (None: it is gone)."""

    edit: Edit
    now: Entry | None


class MeanwhileError(DeliveryError):
    """Somebody else edited the same activities: nothing was written."""

    def __init__(self, differences: Iterable[Difference]) -> None:
        self.differences = tuple(differences)
        what = f"somebody else changed it meanwhile: {len(self.differences)} activities."
        super().__init__(Problem(where="activities", what=what, fix="Look at both, and choose."))


class DoubledError(DeliveryError):
    """An activity would stand twice in its plan and theme."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        what = f'"{entry.activity}" stands in this plan and theme already.'
        super().__init__(Problem(where="activities", what=what, fix="Give it another title."))


def edits_to(register: Register, entries: Sequence[Entry]) -> tuple[Edit, ...]:
    """What has to be edited for a register to hold some activities, and no others."""
    wanted = {entry.key: entry for entry in entries}
    now = {entry.key: entry for entry in register.entries}
    changed = [Edit(base=e, mine=wanted.get(key)) for key, e in now.items() if wanted.get(key) != e]
    return (*changed, *(Edit(base=None, mine=e) for key, e in wanted.items() if key not in now))


def edited(register: Register, edits: Iterable[Edit]) -> tuple[Line, ...]:
    """A register's lines when it is edited; one that stands there already needs no edit.

    Raises MeanwhileError with every edit of what is another by now, DoubledError.
    """
    lines, differences = list(register.lines), []
    for edit in map(_in_order, edits):
        now = _now(lines, edit)
        if now == edit.mine:
            continue
        if now != edit.base:
            differences.append(Difference(edit=edit, now=now))
            continue
        _refuse_doubled(lines, edit)
        _put(register, lines, edit)
    if differences:
        raise MeanwhileError(differences)
    return tuple(lines)


def _in_order(edit: Edit) -> Edit:
    if edit.mine is None:
        return edit
    return replace(edit, mine=replace(edit.mine, named=in_order(edit.mine.named)))


def _now(lines: Sequence[Line], edit: Edit) -> Entry | None:
    """The activity as it stands: under its old name, or under its new one, as it is to be."""
    at = {line.entry.key: line.entry for line in reversed(lines)}
    found = at.get(edit.base.key) if edit.base else None
    if edit.mine and found is None and at.get(edit.mine.key) == edit.mine:
        return edit.mine
    return found


def _refuse_doubled(lines: Sequence[Line], edit: Edit) -> None:
    keys = {line.entry.key for line in lines}
    if edit.mine and edit.mine.key in keys - ({edit.base.key} if edit.base else set()):
        raise DoubledError(edit.mine)


def _put(register: Register, lines: list[Line], edit: Edit) -> None:
    """Put an activity in the place it had; a new one stands last."""
    at = next((i for i, line in enumerate(lines) if line.entry == edit.base), len(lines))
    new = [] if edit.mine is None else [line_of(register, edit.mine)]
    lines[at : at + 1] = new


def line_of(register: Register, entry: Entry) -> Line:
    """An activity with the rows that its list has it on."""
    source = register.source
    own = {
        "plan_year": str(register.year),
        "place": register.place,
        "theme": entry.theme,
        "activity": entry.activity,
        "status": entry.status,
    }
    rows = tuple(
        {name: {**own, **partners}.get(name, "") for name in source.columns}
        for partners in _partners(source, entry.named)
    )
    return Line(entry=entry, rows=rows)


def _partners(source: Source, named: Sequence[Named]) -> Iterator[Cells]:
    """The cells of an activity's partners: a row each (one where there is none), or lists."""
    if "partner" in source.columns:
        yield from (_alone(source, each) for each in named or (Named(text="", where="unknown"),))
        return
    yield {
        name: "; ".join(each.text for each in named if each.where == where)
        for name, where in PARTNER_LISTS.items()
    }


def _alone(source: Source, named: Named) -> Cells:
    words = getattr(source.where, WORDS[named.where]) if named.where in WORDS else ()
    return {"partner": named.text, "partner_place": next(iter(words), "")}


def merged(edit: Edit, now: Entry | None) -> Entry | None:
    """An edit and what somebody did meanwhile, together: of the same words the edit's own."""
    base, mine = edit.base, edit.mine
    if base is None or mine is None or now is None:
        return mine
    gone = {each for each in base.named if each not in mine.named}
    here = [each for each in now.named if each not in gone]
    new = [each for each in mine.named if each not in base.named and each not in here]
    return Entry(
        activity=now.activity if mine.activity == base.activity else mine.activity,
        theme=now.theme if mine.theme == base.theme else mine.theme,
        status=now.status if mine.status == base.status else mine.status,
        named=in_order((*here, *new)),
    )
