"""No brace in a text that is printed: in the papers' sentences a brace begins a number."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from grundlag.basis.check_bases import basis_file
from grundlag.basis.declared import Definitions, Unread
from grundlag.basis.lines import Path
from grundlag.errors import Problem

SILENT = {  # what is compared with a delivery or names a file, and is not printed; a note's fields
    "Activities": ("cancelled", "known_status", "no_partner"),
    "AreaVersion": ("places", "feature", "features", "feature_version"),
    "Areas": ("crosswalk", "geometry", "feature_id", "crs", "unplaced"),
    "Assumption": ("note",),
    "CodeSet": ("codes", "without"),
    "Codes": ("register", "crosswalk", "known", "laws", "unstated"),
    "Partner": ("also",),
    "Source": ("columns", "questions", "read", "where", "origin"),
}


def printed_texts_have_no_braces(defs: Definitions) -> Iterator[Problem]:
    """A name, a label or a text with a brace in it would stop the printing, or lose a word."""
    for file, declared in _files(defs):
        if isinstance(declared, Unread):
            continue
        for path, text in _texts((), declared):
            if brace := brace_in(text):
                key = ".".join(step for step in path if isinstance(step, str))
                what = f'{key} holds a "{brace}", which begins or ends a number in the papers.'
                yield Problem(where=defs.where(file, *path), what=what, fix="Write it without.")


def brace_in(text: str) -> str:
    """The first brace of a text; nothing where it has none."""
    return next((sign for sign in text if sign in "{}"), "")


def _files(defs: Definitions) -> Iterator[tuple[str, Any]]:
    yield from ((basis_file(basis), basis) for basis in defs.bases.values())
    yield "grundlag.toml", defs.folder
    yield "decisions.toml", defs.decisions
    yield "sources.toml", defs.sources
    for name in ("partnerships", "areas", "codes", "survey", "breaks", "activities"):
        yield f"definitions/{name}.toml", getattr(defs, name)


def _texts(path: Path, value: Any) -> Iterator[tuple[Path, str]]:
    """Every text in a declared thing with its place, keys of a table among them."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for i, each in enumerate(value):
            yield from _texts((*path, i), each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield (*path, key), key
            yield from _texts((*path, key), each)
    elif is_dataclass(value):
        silent = SILENT.get(type(value).__name__, ())
        for key in (field.name for field in fields(value) if field.name not in silent):
            yield from _texts((*path, key.rstrip("_")), getattr(value, key))
