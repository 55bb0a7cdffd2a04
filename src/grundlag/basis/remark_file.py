"""Remarks in remarks/YEAR.toml: new ones, changed ones, ones taken out; the rest of it stays."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from grundlag.basis import lines
from grundlag.basis.check import check
from grundlag.basis.declared import Definitions
from grundlag.basis.edit import BOM, appended, with_value, without, written
from grundlag.basis.remarks import Remark, Remarks
from grundlag.errors import DefinitionError, Problem

NEW = b"schema = 1\n"
KEYS = ("partnership", "indicator", "goal", "text", "initials", "date", "written_to")
Changed = Mapping[int, Remark | None]


def file_of(year: int) -> str:
    """The file of a year's remarks, in the working folder."""
    return f"remarks/{year}.toml"


def book_of(defs: Definitions, year: int) -> str:
    """The workbook that holds a year's remarks instead; nothing where none does."""
    name = f"remarks/{year}.xlsx"
    return name if name in defs.lines or (defs.root / name).is_file() else ""


def with_remarks(
    defs: Definitions, year: int, changed: Changed, new: Sequence[Remark], before: bytes
) -> tuple[Definitions, bytes]:
    """The definitions with remarks changed (by place; None: taken out) and added, and the file.

    `before` is the file as it is, byte for byte (nothing, where there is none): what it says of
    others stays. Raises DefinitionError with everything that is wrong.
    """
    if book := book_of(defs, year):
        what = "the remarks of the year stand in a workbook."
        fix = f"Write them there by hand, or move them to {file_of(year)}. Nothing was written."
        raise DefinitionError(Problem(where=book, what=what, fix=fix))
    known = defs.remarks.get(year, ())
    kept = (changed.get(place, remark) for place, remark in enumerate(known))
    meant = (*(remark for remark in kept if remark is not None), *new)
    after = _after(known, changed, new, before or NEW, file_of(year))
    found = _with(defs, year, after)
    if found.remarks[year] != meant:
        raise DefinitionError(_unfit(file_of(year)))
    if problems := check(found):
        raise DefinitionError(replace(p, fix=f"{p.fix} Nothing was written.") for p in problems)
    return found, after


def _after(
    known: Sequence[Remark], changed: Changed, new: Sequence[Remark], before: bytes, file: str
) -> bytes:
    """The file's bytes; from its end on, so that the places before stay what they are."""
    text, there = before, lines.extents(before.removeprefix(BOM))
    for place in sorted(changed, reverse=True):
        here = ("remark", place)
        if (*here, "partnership") not in there:
            raise DefinitionError(_unfit(file))
        remark = changed[place]
        text = without(text, here) if remark is None else _mended(text, here, known[place], remark)
    for remark in new:
        text = appended(text, _block(remark))
    return text


def _mended(before: bytes, here: lines.Path, was: Remark, remark: Remark) -> bytes:
    text = before
    for name in KEYS:
        value = getattr(remark, name)
        if value == getattr(was, name):
            continue
        path = (*here, name)
        text = without(text, path) if value is None else with_value(text, path, value, KEYS[0])
    return text


def _block(remark: Remark) -> Iterator[str]:
    yield "[[remark]]"
    yield from (
        f"{name:<11} = {written(getattr(remark, name))}"
        for name in KEYS
        if getattr(remark, name) is not None
    )


def _with(defs: Definitions, year: int, after: bytes) -> Definitions:
    """The definitions with the file as it would be."""
    text, file = after.removeprefix(BOM).decode().replace("\r\n", "\n"), file_of(year)
    try:
        remarks = TypeAdapter(Remarks).validate_python(tomllib.loads(text)).remark
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise DefinitionError(_unfit(file)) from error
    return replace(
        defs,
        remarks={**defs.remarks, year: remarks},
        lines={**defs.lines, file: lines.lines(text)},
        texts={**defs.texts, file: text},
    )


def _unfit(file: str) -> Problem:
    what = "a remark in it cannot be changed by itself, as it is written."
    fix = "Write each under a heading of its own, [[remark]]. Nothing was written."
    return Problem(where=file, what=what, fix=fix)
