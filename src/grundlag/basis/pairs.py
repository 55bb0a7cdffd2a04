"""Which indicator of a basis takes the place of which of another: declared, never guessed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grundlag.basis.model import Basis, Indicator


@dataclass(frozen=True, kw_only=True)
class Pair:
    """An indicator on two bases; None where only the other basis has it."""

    old: Indicator | None
    new: Indicator | None


def pairs(bases: Mapping[str, Basis], old: Basis, new: Basis) -> tuple[Pair, ...]:
    """Every indicator of two bases, in the new one's order, then those that were dropped.

    One id is one indicator. Another id takes its place where `replaces` says so, in one step or
    over the bases between; the bases may be given in either order.
    """
    places = _places(bases, old, new)
    known = {i.id: i for i in old.indicator}
    found = [Pair(old=known.get(places.get(i.id, i.id)), new=i) for i in new.indicator]
    held = {pair.old.id for pair in found if pair.old}
    dropped = [Pair(old=i, new=None) for i in old.indicator if i.id not in held]
    return (*found, *dropped)


def _places(bases: Mapping[str, Basis], old: Basis, new: Basis) -> dict[str, str]:
    """The old id of each new indicator, where one basis comes from the other."""
    if (down := _steps(bases, new, old)) is not None:
        return {i.id: _back(down, i.id) for i in new.indicator}
    if (up := _steps(bases, old, new)) is not None:
        return {_back(up, i.id): i.id for i in old.indicator}
    return {}


def _steps(bases: Mapping[str, Basis], new: Basis, old: Basis) -> list[Basis] | None:
    """From a basis back to an older one, basis by basis; None where there is no way."""
    way = [new]
    while way[-1].replaces != old.id:
        before = bases.get(way[-1].replaces or "")
        if before is None or before in way:
            return None
        way.append(before)
    return way


def _back(way: list[Basis], name: str) -> str:
    """What an indicator is called at the end of a way back."""
    for basis in way:
        replaced = {i.id: i.replaces for i in basis.indicator}
        name = replaced.get(name) or name
    return name


def lineage(bases: Mapping[str, Basis]) -> tuple[Basis, ...]:
    """All bases, each after the one it replaces."""
    return tuple(_after(bases, None))


def _after(bases: Mapping[str, Basis], before: str | None) -> Iterator[Basis]:
    for basis in bases.values():
        known = basis.replaces if basis.replaces in bases else None
        if known == before:
            yield basis
            yield from _after(bases, basis.id)
