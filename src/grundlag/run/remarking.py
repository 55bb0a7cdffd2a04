"""The analyst's remarks edited: one at a time, and nobody's written over unseen."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher
from pathlib import Path

from grundlag.basis.declared import Definitions
from grundlag.basis.load import WRITTEN
from grundlag.basis.remark_file import Changed, file_of, with_remarks
from grundlag.basis.remarks import Remark, key_of
from grundlag.engine.disk import write_bytes, write_json
from grundlag.errors import DefinitionError, Problem
from grundlag.records.alone import alone
from grundlag.render.signs import lacked
from grundlag.run.folder import load

ALIKE, ALIKE_ELSEWHERE = 0.4, 0.8  # of two texts' signs, so many that stand in both


@dataclass(frozen=True, kw_only=True)
class RemarkEdit:
    """A remark as it was and as it is to be: None where there is none.

    `known` are the marks of its partnership's remarks as they stood when somebody began.
    """

    base: Remark | None
    mine: Remark | None
    known: tuple[str, ...] = ()


class RemarkMeanwhileError(Exception):
    """Somebody else changed the same remark: `now` is what it is, None where it is gone."""

    def __init__(self, now: Remark | None) -> None:
        super().__init__("the remark was changed meanwhile")
        self.now = now


def mark_of(remark: Remark) -> str:
    """What a remark is told from others by: all that it says."""
    return hashlib.sha256(repr(remark).encode()).hexdigest()[:16]


def own(defs: Definitions, year: int, partnership: str) -> tuple[Remark, ...]:
    """A partnership's remarks of a year, in the order of their file."""
    return tuple(r for r in defs.remarks.get(year, ()) if r.partnership == partnership)


def edit_remark(root: Path, year: int, edit: RemarkEdit) -> bool:
    """Write a remark, change it or take it out; whether anything had to be written.

    Raises RemarkMeanwhileError where somebody else changed the same one, and DefinitionError with
    all that is wrong; then nothing is written.
    """
    _refuse_unfit(edit.mine)

    def change(listed: tuple[Remark, ...]) -> tuple[Changed, Sequence[Remark]]:
        if edit.base in listed:
            is_same = edit.base == edit.mine
            return {} if is_same else {listed.index(edit.base): edit.mine}, ()
        if edit.mine in listed and (edit.base is None or mark_of(edit.mine) not in edit.known):
            return {}, ()  # as of a form that is sent twice
        if edit.base is None:
            return {}, (edit.mine,) if edit.mine else ()
        now = _now(edit, listed)
        if now is None and edit.mine is None:
            return {}, ()
        raise RemarkMeanwhileError(now)

    return write_remarks(root, year, change)


def write_remarks(
    root: Path,
    year: int,
    change: Callable[[tuple[Remark, ...]], tuple[Changed, Sequence[Remark]]],
) -> bool:
    """Write what a change gives of a year's remarks as they stand now; whether there was any.

    Nobody else writes meanwhile. Raises what the change raises, and DefinitionError.
    """
    with alone(root):
        defs, path = load(root), root / file_of(year)
        changed, new = change(defs.remarks.get(year, ()))
        if not changed and not new:
            return False
        before = path.read_bytes() if path.is_file() else b""
        _, after = with_remarks(defs, year, changed, new, before)
        path.parent.mkdir(exist_ok=True)
        _keep_noted(defs, year, changed)
        write_bytes(after, path)
        return True


def _keep_noted(defs: Definitions, year: int, changed: Changed) -> None:
    """A remark in other words is still written to the figure that was noted of it."""
    known, noted = defs.remarks.get(year, ()), defs.written.get(year, {})
    moved = {
        key_of(now, basis): noted[key]
        for place, now in changed.items()
        for basis in defs.bases
        if now is not None
        and now.indicator == known[place].indicator
        and (key := key_of(known[place], basis)) in noted
    }
    if {**noted, **moved} != noted:
        write_json({**noted, **moved}, defs.root / "remarks" / f"{year}{WRITTEN}")


def together(edit: RemarkEdit, now: Remark | None) -> Remark | None:
    """Both edits of a remark laid together; where both changed the same, mine stands."""
    if edit.base is None or edit.mine is None or now is None:
        return edit.mine
    mine = {
        each.name: getattr(edit.mine, each.name)
        for each in fields(Remark)
        if getattr(edit.mine, each.name) != getattr(edit.base, each.name)
    }
    if {"indicator", "goal"} & {*mine}:  # what it is about is one choice of the two
        mine |= {"indicator": edit.mine.indicator, "goal": edit.mine.goal}
    return replace(now, **mine)


def _now(edit: RemarkEdit, listed: Sequence[Remark]) -> Remark | None:
    """What became of a remark: the one between the same neighbours now, if it is the same still.

    It is where it is about the same, or says nearly the same: another one that stands in its place
    is no edit of it, and nothing may be laid over that.
    """
    assert edit.base is not None
    found = [remark for remark in listed if remark.partnership == edit.base.partnership]
    place, marks = mark_of(edit.base), [mark_of(remark) for remark in found]
    if place not in edit.known:
        return None
    at = edit.known.index(place)
    laid = SequenceMatcher(None, edit.known, marks, autojunk=False)
    for kind, begin, end, first, last in laid.get_opcodes():
        if kind == "replace" and begin <= at < end and end - begin == last - first:
            now = found[first + at - begin]
            return now if _is_same(edit, now) else None
    return None


def _is_same(edit: RemarkEdit, now: Remark) -> bool:
    """Whether a remark is the one that is edited, with other words or about something else.

    What is to be taken out is shown once more before it is, so there being about the same will do.
    """
    assert edit.base is not None
    alike = SequenceMatcher(None, edit.base.text, now.text, autojunk=False).ratio()
    if (edit.base.indicator, edit.base.goal) != (now.indicator, now.goal):
        return alike >= ALIKE_ELSEWHERE
    return edit.mine is None or alike >= ALIKE


def _refuse_unfit(remark: Remark | None) -> None:
    """Raise DefinitionError where no paper could be made with a remark."""
    if remark and (sign := lacked(f"{remark.text}\n{remark.initials}")):
        what = f'the papers\' font has no "{sign}", so that they could not be made.'
        raise DefinitionError(Problem(where="remark", what=what, fix="Write it without."))
