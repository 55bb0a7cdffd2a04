"""Every single change of a basis: each field given another value, each list one thing fewer."""

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Literal

from grundlag.basis.load import Definitions
from grundlag.basis.model import Alternative, Basis

KIND = {
    "Basis": "basis",
    "Goal": "goal",
    "Target": "target",
    "Indicator": "indicator",
    "Table": "table",
    "Column": "column",
    "Row": "row",
    "Exemption": "exception",
    "Assumption": "assumption",
    "Alternative": "assumption",
    "Correction": "correction",
}
NAMED: dict[tuple[str, str], Any] = {  # what must name something that is there, or be in bounds
    ("Row", "indicator"): "aktiviteter_med_flere_partnere",
    ("Row", "total_of"): "indbrud",
    ("Target", "indicators"): "utrygge",
    ("Indicator", "crime"): "noget-andet",
    ("Table", "years"): "year_before",
    ("Basis", "from_year"): 2031,
    ("Exemption", "to_year"): 2031,
    ("Assumption", "other"): Alternative(says="Læst på en tredje måde", chance=True),
}
LISTS = {"goal", "target", "indicator", "exception", "table", "assumption", "correction"}


@dataclass(frozen=True, kw_only=True)
class Change:
    """A basis with one thing changed: where, and the kind of difference it must be."""

    where: str
    kind: str
    basis: Basis
    defs: Definitions


def fields_changed(defs: Definitions, basis: Basis) -> Iterator[Change]:
    """The basis with one field changed, for every field but what the basis is called."""
    for path, record, field in _leaves(basis):
        kind = type(record).__name__
        if (kind, field) in (("Basis", "id"), ("Basis", "schema")):
            continue
        hint = typing.get_type_hints(type(record), include_extras=True)[field]
        value = _another(hint, getattr(record, field), NAMED.get((kind, field), "noget-andet"))
        if value != getattr(record, field):  # else it is a word that can be no other
            yield Change(
                where=f"{basis.id}: {'.'.join(map(str, (*path, field)))}",
                kind=KIND[kind],
                basis=_put(basis, path, replace(record, **{field: value})),
                defs=_with_crime(defs, value) if field == "crime" else defs,
            )


def lists_shortened(defs: Definitions, basis: Basis) -> Iterator[Change]:
    """The basis with one thing taken out, for every thing in every list."""
    for path, record, field, items in _lists(basis):
        for i in range(len(items)):
            fewer = replace(record, **{field: (*items[:i], *items[i + 1 :])})
            where = f"{basis.id}: {'.'.join(map(str, (*path, field, i)))}"
            kind = KIND[type(items[i]).__name__]
            yield Change(where=where, kind=kind, basis=_put(basis, path, fewer), defs=defs)


def lists_turned(defs: Definitions, basis: Basis) -> Iterator[Change]:
    """The basis with one list the other way round, for every list of several things."""
    for path, record, field, items in _lists(basis):
        if len(items) > 1:
            turned = _put(basis, path, replace(record, **{field: items[::-1]}))
            where = f"{basis.id}: {'.'.join(map(str, (*path, field)))}"
            kind = KIND[type(items[0]).__name__]
            yield Change(where=where, kind=kind, basis=turned, defs=defs)


def _another(kind: Any, value: Any, given: Any) -> Any:
    """A value that a field could hold as well; the same where there is no other."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return _another(inside[0], value, given)
    if origin in (typing.Union, types.UnionType):
        return _another(next(k for k in inside if k is not type(None)), value, given)
    if origin is Literal:
        return next((word for word in inside if word != value), value)
    if origin is tuple:
        return (*value, given) if given not in value else value[:-1]
    if kind is int:
        return given if isinstance(given, int) else (value or 0) + 1
    return {str: given, float: 7.5}.get(kind, not value)


Path = tuple[Any, ...]


def _leaves(record: Any, path: Path = ()) -> Iterator[tuple[Path, Any, str]]:
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            for i, inner in enumerate(value):
                yield from _leaves(inner, (*path, field.name, i))
        elif not (isinstance(value, tuple) and field.name in LISTS):
            yield path, record, field.name


def _lists(record: Any, path: Path = ()) -> Iterator[tuple[Path, Any, str, tuple[Any, ...]]]:
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name == "other":  # part of its assumption
            continue
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            yield path, record, field.name, value
            for i, inner in enumerate(value):
                yield from _lists(inner, (*path, field.name, i))


def _put(record: Any, path: Path, new: Any) -> Any:
    """A record with one inside it put in another's place."""
    if not path:
        return new
    name, i, *rest = path
    items = list(getattr(record, name))
    items[i] = _put(items[i], tuple(rest), new)
    return replace(record, **{name: tuple(items)})


def _with_crime(defs: Definitions, name: str) -> Definitions:
    """One more crime type, of the codes of chikane."""
    like = next(c for c in defs.codes.crime if c.id == "chikane")
    more = (*defs.codes.crime, replace(like, id=name))
    return replace(defs, codes=replace(defs.codes, crime=more))
