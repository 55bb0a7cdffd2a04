"""Who speaks for what: of two deliveries for the same month the later one speaks alone.

A delivery speaks together with those that mend it, as one: what came back from its set-aside rows
is heard where it is heard, from the day it came.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from grundlag.records.model import Delivery


@dataclass(frozen=True, kw_only=True)
class View:
    """Which deliveries speak for each month, wave, day or plan of a source, as one.

    All but the first mend it; where all its rows of a unit were set aside, they stand alone.
    """

    speaks: dict[str, tuple[Delivery, ...]]

    def units_of(self, delivery: Delivery) -> frozenset[str]:
        """The months, waves, days or plans that a delivery speaks for."""
        return frozenset(
            unit for unit, spoken in self.speaks.items() if any(d.id == delivery.id for d in spoken)
        )

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """Every delivery that speaks for something, once."""
        return tuple({d.id: d for spoken in self.speaks.values() for d in spoken}.values())


def view(deliveries: Iterable[Delivery], as_of: date | None = None) -> View:
    """The view of one source's deliveries, given in the order they came, on a date."""
    return View(
        speaks={
            unit: tuple(d for d in spoken if unit in d.manifest.scope)
            for spoken in heard(deliveries, as_of)
            for each in spoken
            for unit in each.manifest.scope
        }
    )


def silenced(before: Iterable[Delivery], after: Iterable[Delivery]) -> dict[str, tuple[str, ...]]:
    """What a source's deliveries are heard for no more, by the name of their file."""
    was, now = view(before).speaks, view(after).speaks
    found: dict[str, tuple[str, ...]] = {}
    for unit, (spoke, *_) in sorted(was.items()):
        if spoke.id not in {d.id for d in now.get(unit, ())}:
            file = spoke.manifest.file
            found[file] = (*found.get(file, ()), unit)
    return found


def heard(
    deliveries: Iterable[Delivery], as_of: date | None = None
) -> tuple[tuple[Delivery, ...], ...]:
    """Each delivery that is heard on a date, with those that mend it, in the order they came.

    A file that was read again, otherwise or as drawn on another day, is heard as last read; what
    mended an earlier reading is silent with it.
    """
    known = [d for d in deliveries if d.is_known(as_of)]
    last = {_file(d): d.id for d in known}
    read = {d.manifest.digest: d for d in known if last[_file(d)] == d.id}
    found: dict[str, list[Delivery]] = {d.id: [d] for d in read.values() if not d.manifest.mends}
    for delivery in (d for d in read.values() if d.manifest.mends):
        if (mended := _mended(delivery, read)) is not None:
            found[mended.id].append(delivery)
    return tuple(map(tuple, found.values()))


def _file(delivery: Delivery) -> tuple[str, str, str, str]:
    """Which file a delivery is a reading of, for what."""
    m = delivery.manifest
    return m.source, m.sha256, m.part, m.mends


def _mended(delivery: Delivery, read: Mapping[str, Delivery]) -> Delivery | None:
    """The delivery that one mends in the end, by way of others it may mend; None where silent.

    No delivery can mend a later one: its digest holds what it mends.
    """
    found: Delivery | None = delivery
    while found is not None and found.manifest.mends:
        found = read.get(found.manifest.mends)
    return found


def still_set_aside(spoken: Iterable[Delivery]) -> int:
    """The rows of a delivery that are wrong after all that mends it; the first is mended."""
    mended, *more = (d.manifest for d in spoken)
    return mended.rows_wrong - sum(m.rows_kept for m in more)
