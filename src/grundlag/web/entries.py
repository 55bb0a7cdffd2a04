"""An activity in a form: what can be chosen, what was written, and all that is wrong with it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from grundlag.basis.declared import Definitions
from grundlag.basis.partners import folded
from grundlag.cubes.activities import SEVERAL, Names
from grundlag.cubes.model import Lies
from grundlag.cubes.register import Entry, Named, Register, in_order
from grundlag.records.not_rows import totals_of
from grundlag.render.signs import lacked

LONGEST = 2000  # signs of a title, a status or a partner's name
FIELDS = {"titel": "activity", "indsats": "theme", "status": "status"}
_ENTRY: TypeAdapter[Entry | None] = TypeAdapter(Entry | None)
_NO_TEXT = re.compile(r"^#(\S+[!?]|N/A|I/T)$|^=")  # an error of a spreadsheet's, or a formula


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """What is wrong with a field of the form: a word that the page has a sentence for."""

    field: str
    why: str
    found: str = ""


@dataclass(frozen=True, kw_only=True)
class Option:
    """A partner that can be ticked: as it is written, and what it is called."""

    text: str
    called: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """The partners that lie in one place: those one can tick, and others in free words."""

    where: Lies
    options: tuple[Option, ...]
    others: str = ""


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A form as it is filled: its fields' texts, its partners by where they lie."""

    texts: dict[str, str]
    groups: tuple[Group, ...]


def written(entry: Entry | None) -> str:
    """An activity as a form carries it along."""
    return _ENTRY.dump_json(entry).decode()


def read(text: object) -> Entry | None:
    """The same again; HTTPException where it is none of ours."""
    if not isinstance(text, str):
        raise HTTPException(400)
    try:
        return _ENTRY.validate_json(text or "null")
    except ValidationError as error:
        raise HTTPException(400) from error


def filled(register: Register, defs: Definitions, entry: Entry | None) -> Filled:
    """The form of an activity, or of a new one."""
    texts = {field: getattr(entry, name) if entry else "" for field, name in FIELDS.items()}
    named = entry.named if entry else ()
    groups = (_group(register, defs, where, named) for where in register.places)
    return Filled(texts=texts, groups=tuple(groups))


def _group(register: Register, defs: Definitions, where: Lies, named: Sequence[Named]) -> Group:
    """The partners that the register has there, and declared ones that it has nowhere.

    What it has nowhere and nobody has declared was written in free words, and stands there.
    """
    names = Names(defs)
    own = {names.called(n.text): n.text for n in named if n.where == where and names.called(n.text)}
    usual = _usual(register, names)
    declared = [p.name for p in defs.activities.partner]
    free = [name for name in own if name not in usual and name not in declared]
    here = [name for name, place in usual.items() if place == where]
    if where == register.places[0]:
        here += [name for name in declared if name not in usual]
    every = sorted({*own, *here} - {*free}, key=str.casefold)
    options = (Option(text=own.get(n, n), called=n, chosen=n in own) for n in every)
    return Group(where=where, options=tuple(options), others="\n".join(own[n] for n in free))


def _usual(register: Register, names: Names) -> dict[str, Lies]:
    """Where the register most often has each of its partners."""
    told = Counter((names.called(n.text), n.where) for e in register.entries for n in e.named)
    return {name: where for (name, where), _ in reversed(told.most_common()) if name}


def entry_of(form: FormData, register: Register, defs: Definitions, base: Entry | None) -> Entry:
    """The activity that a form tells; a partner that was there keeps its spelling and its place."""
    names = Names(defs)
    texts = {name: _text(form.get(field)) for field, name in FIELDS.items()}
    chosen: dict[tuple[str, Lies], Named] = {}
    for where in register.places:
        for text in _chosen(form, where):
            chosen.setdefault((names.called(text), where), Named(text=text, where=where))
    before = {each: (names.called(each.text), each.where) for each in (base.named if base else ())}
    kept = [n for n, key in before.items() if key in chosen or not key[0]]
    new = [n for key, n in chosen.items() if key not in before.values()]
    return Entry(**texts, named=in_order((*kept, *new)))


def _chosen(form: FormData, where: Lies) -> Iterator[str]:
    """The partners of one place: those that are ticked, and free words."""
    yield from (text for text in form.getlist(f"partner-{where}") if isinstance(text, str))
    free = form.get(f"andre-{where}")
    words = SEVERAL.split(free) if isinstance(free, str) else []
    yield from (word for word in map(_text, words) if folded(word))


def _text(given: object) -> str:
    """What was written, on one line."""
    return " ".join(given.split()) if isinstance(given, str) else ""


def wrong_with(entry: Entry, defs: Definitions) -> tuple[Wrong, ...]:
    """Everything that would keep an activity out of the list."""
    return tuple(_wrong(entry, defs))


def _wrong(entry: Entry, defs: Definitions) -> Iterator[Wrong]:
    if not entry.activity:
        yield Wrong(field="titel", why="empty")
    if entry.activity.lower() in totals_of(defs):
        yield Wrong(field="titel", why="total", found=entry.activity)
    for field, name in FIELDS.items():
        yield from _wrong_text(field, getattr(entry, name))
    for named in entry.named:
        yield from _wrong_text(f"andre-{named.where}", named.text)


def _wrong_text(field: str, text: str) -> Iterator[Wrong]:
    if len(text) > LONGEST:
        yield Wrong(field=field, why="long", found=f"{text[:40]}…")
    elif _NO_TEXT.search(text):
        yield Wrong(field=field, why="formula", found=text)
    elif sign := lacked(text):
        yield Wrong(field=field, why="sign", found=sign)
