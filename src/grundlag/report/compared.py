"""Two reports, number by number: what one says otherwise than another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Any

SAME = 1e-9  # of a number: another machine's last bit is no other figure
NAMES = ("area", "goal", "target", "indicator", "year")  # what a figure or a verdict is called by
ABSENT = "nothing"


@dataclass(frozen=True, kw_only=True)
class Differing:
    """Where in a report something differs, what it said and what it says now."""

    where: str
    was: Any
    now: Any


def differing(was: Any, now: Any, where: str = "") -> Iterator[Differing]:
    """Everything that differs between two reports, as they are in JSON."""
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for key in dict.fromkeys((*was, *now)):
            at = f"{where}.{key}" if where else str(key)
            yield from differing(was.get(key, ABSENT), now.get(key, ABSENT), at)
    elif isinstance(was, list) and isinstance(now, list):
        before, after = _named(was), _named(now)
        for name in dict.fromkeys((*before, *after)):
            yield from differing(
                before.get(name, ABSENT), after.get(name, ABSENT), f"{where}[{name}]"
            )
    elif not _same(was, now):
        yield Differing(where=where, was=was, now=now)


def _named(items: Sequence[Any]) -> dict[str, Any]:
    """A list's items by what they are called, or by their place where that is no name of one."""
    names = [_name(item) for item in items]
    places: dict[str, int] = {}
    found = {}
    for item, name in zip(items, names, strict=True):
        places[name] = places.get(name, 0) + 1
        found[name if name and names.count(name) == 1 else f"{name} {places[name]}".strip()] = item
    return found


def _name(item: Any) -> str:
    """By its id, where it has one; a figure or a verdict by what it is of."""
    if not isinstance(item, Mapping):
        return ""
    if isinstance(item.get("id"), str):
        return str(item["id"])
    return " ".join(str(item[name]) for name in NAMES if item.get(name) not in (None, ""))


def _same(was: Any, now: Any) -> bool:
    if isinstance(was, float | int) and isinstance(now, float | int):
        return isclose(was, now, rel_tol=SAME, abs_tol=1e-12)
    return bool(was == now)
