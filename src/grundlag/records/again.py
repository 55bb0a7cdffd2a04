"""Whether a file has been taken in before: read alike, and as drawn on the same day."""

from collections.abc import Callable, Iterable
from datetime import date

from grundlag.records.model import Delivery

Name = Callable[[date, int], str]  # the digest of a file as drawn on a day, taken in anew so often


def known_as(before: Iterable[Delivery], name: Name, drawn: date | None) -> Delivery | None:
    """The delivery that a file is, unless that was withdrawn.

    A file that comes again with no day of its own is the same file, whenever it comes.
    """
    alike = (d for d in before if _is(d, name) and d.withdrawn is None)
    return next((d for d in alike if drawn in (None, d.manifest.extracted)), None)


def times_withdrawn(before: Iterable[Delivery], name: Name, drawn: date) -> int:
    """How often a file was withdrawn, as drawn on that day."""
    alike = (d for d in before if _is(d, name) and d.withdrawn)
    return sum(d.manifest.extracted == drawn for d in alike)


def _is(delivery: Delivery, name: Name) -> bool:
    m = delivery.manifest
    return m.digest == name(m.extracted, m.again)
