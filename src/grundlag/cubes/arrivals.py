"""What was known when: the days on which something arrived, and the day of the last report."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from grundlag.basis import clocks
from grundlag.basis.clocks import Month, parse_month
from grundlag.basis.model import Basis
from grundlag.cubes.check_years import CRIME
from grundlag.records.model import Delivery
from grundlag.records.view import view


def days_of_arrival(deliveries: Iterable[Delivery]) -> tuple[date, ...]:
    """Every day on which something arrived or was withdrawn, the earliest first."""
    days = (day for d in deliveries for day in (d.manifest.arrived, d.withdrawn))
    return tuple(sorted({day for day in days if day is not None}))


def touched(then: Sequence[Delivery], now: Sequence[Delivery]) -> frozenset[Month]:
    """The months of reports that anything says of which came or went between two states.

    A file that was read again also tells of the months that it was heard for before.
    """
    apart = {d.id for d in then} ^ {d.id for d in now}
    moved = [d for d in (*then, *now) if d.id in apart and d.manifest.kind in CRIME]
    files = {d.manifest.sha256 for d in moved}
    heard = [d for d in (*then, *now) if d.manifest.sha256 in files and d.manifest.kind in CRIME]
    return frozenset(parse_month(unit) for d in heard for unit in d.manifest.scope)


def last_report_day(deliveries: Sequence[Delivery], basis: Basis, year: int) -> date | None:
    """The last day before the police year of a report was there whole: what its forerunner knew.

    None where no earlier police year was whole by then: there can have been no report.
    docs/methods/revisions.md.
    """
    police = clocks.police_year(year)
    own = clocks.year_months(basis, police)
    for day in days_of_arrival(deliveries):
        if _known(deliveries, day).issuperset(own):
            before = day - timedelta(days=1)
            return before if _held_a_year(_known(deliveries, before), basis, police) else None
    return None


def _known(deliveries: Sequence[Delivery], day: date) -> frozenset[Month]:
    """The months of reports that some delivery spoke for on a day."""
    crime = [d for d in deliveries if d.manifest.kind in CRIME]
    return frozenset(
        parse_month(unit)
        for name in {d.manifest.source for d in crime}
        for unit in view((d for d in crime if d.manifest.source == name), day).speaks
    )


def _held_a_year(known: frozenset[Month], basis: Basis, before: int) -> bool:
    first = min(known, default=before * 12) // 12 - 1
    years = range(first, before)
    return any(known.issuperset(clocks.year_months(basis, year)) for year in years)
