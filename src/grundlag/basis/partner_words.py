"""What a word on a list of activities stands for, written into activities.toml."""

import tomllib
from dataclasses import replace
from typing import Literal

from pydantic import TypeAdapter

from grundlag.basis import lines
from grundlag.basis.check import check
from grundlag.basis.check_activities import FILE
from grundlag.basis.declared import Definitions
from grundlag.basis.edit import BOM, appended, with_value, written
from grundlag.basis.partners import Activities, folded
from grundlag.errors import DefinitionError, Problem, nearest

Stands = Literal["partner", "spelling", "none"]
NEW = b"schema = 1\n"


def is_declared(defs: Definitions, word: str) -> bool:
    """Whether it is said what a word stands for: a partner, in some spelling, or none."""
    declared = defs.activities
    spellings = (s for p in declared.partner for s in (p.name, *p.also))
    return folded(word) in {"", *map(folded, (*declared.no_partner, *spellings))}


def declare(
    defs: Definitions, word: str, stands: Stands, of: str, before: bytes
) -> tuple[Definitions, bytes]:
    """The definitions with what a word stands for, and activities.toml with it.

    That is a partner of its own, another spelling of the one called `of`, or no partner. `before`
    is the file as it is, byte for byte (nothing, where there is none): what it says stays. Raises
    DefinitionError with everything that is wrong.
    """
    word = " ".join(word.split())
    _refuse(defs, word, stands, of)
    after = _after(defs, word, stands, of, before or NEW)
    text = after.removeprefix(BOM).decode().replace("\r\n", "\n")
    declared = replace(
        defs,
        activities=TypeAdapter(Activities).validate_python(tomllib.loads(text)),
        lines={**defs.lines, FILE: lines.lines(text)},
        texts={**defs.texts, FILE: text},
    )
    if found := check(declared):
        raise DefinitionError(replace(p, fix=f"{p.fix} Nothing was written.") for p in found)
    return declared, after


def _refuse(defs: Definitions, word: str, stands: Stands, of: str) -> None:
    home = defs.home(FILE, "partner")
    if home != FILE:
        what, fix = f"{home} speaks here.", f'Write "{word}" into {home}.'
        raise DefinitionError(Problem(where=FILE, what=what, fix=fix))
    if is_declared(defs, word):
        what = f'it is said already what "{word}" stands for.'
        raise DefinitionError(Problem(where=FILE, what=what, fix="Change it there."))
    names = [partner.name for partner in defs.activities.partner]
    if stands == "spelling" and of not in names:
        what = f'no partner is called "{of}".'
        raise DefinitionError(Problem(where=FILE, what=what, fix=nearest(of, names)))


def _after(defs: Definitions, word: str, stands: Stands, of: str, before: bytes) -> bytes:
    if stands == "partner":
        return appended(before, ("[[partner]]", f"name = {written(word)}"))
    if stands == "none":
        words = (*defs.activities.no_partner, word)
        return with_value(before, ("no_partner",), words, "schema")
    at, partner = next((i, p) for i, p in enumerate(defs.activities.partner) if p.name == of)
    return with_value(before, ("partner", at, "also"), (*partner.also, word), "name")
