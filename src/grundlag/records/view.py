"""Who speaks for what: of two deliveries for the same month the later one speaks alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from grundlag.records.model import Delivery


@dataclass(frozen=True, kw_only=True)
class View:
    """Which delivery speaks for each month, wave, day or plan of a source."""

    speaks: dict[str, Delivery]

    def units_of(self, delivery: Delivery) -> frozenset[str]:
        """The months, waves, days or plans that a delivery speaks for."""
        return frozenset(unit for unit, d in self.speaks.items() if d.id == delivery.id)

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """Every delivery that speaks for something, once."""
        return tuple({d.id: d for d in self.speaks.values()}.values())


def view(deliveries: Iterable[Delivery], as_of: date | None = None) -> View:
    """The view of one source's deliveries, given in the order they came, on a date.

    A file that was read again, otherwise or as drawn on another day, is heard as last read.
    """
    known = [d for d in deliveries if as_of is None or d.manifest.arrived <= as_of]
    last = {d.manifest.sha256: d.id for d in known}
    heard = [d for d in known if last[d.manifest.sha256] == d.id]
    return View(speaks={unit: d for d in heard for unit in d.manifest.scope})
