"""Offence codes and patterns: `1320*` stands for every code that begins with 1320."""

from collections.abc import Iterable


def covers(wide: str, narrow: str) -> bool:
    """Whether all that a pattern stands for is among what another stands for."""
    if wide.endswith("*"):
        return narrow.startswith(wide[:-1])
    return narrow == wide


def covered(narrow: str, patterns: Iterable[str]) -> bool:
    """Whether one of some patterns covers another."""
    return any(covers(wide, narrow) for wide in patterns)


def overlap(one: str, other: str) -> bool:
    """Whether two patterns can stand for the same code."""
    return covers(one, other) or covers(other, one)


def narrower(one: str, other: str) -> str:
    """Of two patterns that overlap the one that stands for less."""
    return one if covers(other, one) else other


def stem(pattern: str) -> str:
    """What every code that a pattern stands for begins with."""
    return pattern.removesuffix("*")
