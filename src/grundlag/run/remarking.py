"""The analyst's remarks edited: one at a time, and nobody's written over unseen."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher
from pathlib import Path

from grundlag.basis.declared import Definitions
from grundlag.basis.remark_file import Changed, file_of, with_remarks
from grundlag.basis.remarks import Remark
from grundlag.engine.disk import write_bytes
from grundlag.errors import DefinitionError, Problem
from grundlag.records.alone import alone
from grundlag.render.signs import lacked
from grundlag.run.folder import load


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
        if edit.mine in listed:
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
        write_bytes(after, path)
        return True


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
    """What became of a remark: the one that stands between the same neighbours now."""
    assert edit.base is not None
    found = [remark for remark in listed if remark.partnership == edit.base.partnership]
    place, marks = mark_of(edit.base), [mark_of(remark) for remark in found]
    if place not in edit.known:
        return None
    at = edit.known.index(place)
    for kind, begin, end, first, last in SequenceMatcher(
        None, edit.known, marks, autojunk=False
    ).get_opcodes():
        if kind == "replace" and begin <= at < end:
            return found[min(first + at - begin, last - 1)]
    return None


def _refuse_unfit(remark: Remark | None) -> None:
    """Raise DefinitionError where no paper could be made with a remark."""
    if remark and (sign := lacked(f"{remark.text}\n{remark.initials}")):
        what = f'the papers\' font has no "{sign}", so that they could not be made.'
        raise DefinitionError(Problem(where="remark", what=what, fix="Write it without."))
