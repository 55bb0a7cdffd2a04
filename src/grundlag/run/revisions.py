"""A folder in, and out comes what each of its deliveries changed, from the cubes alone."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from grundlag.basis import clocks
from grundlag.basis.load import Definitions
from grundlag.basis.model import Basis
from grundlag.cubes.arrivals import days_of_arrival
from grundlag.cubes.check_years import CRIME
from grundlag.cubes.count import count
from grundlag.engine.connect import engine
from grundlag.engine.disk import write_bytes
from grundlag.errors import DefinitionError, DeliveryError, GrundlagError, Problem, nearest
from grundlag.indicators.model import Arrival, Revision
from grundlag.indicators.revisions import asks_of
from grundlag.indicators.revisions import revisions as revised
from grundlag.records.keep import deliveries
from grundlag.records.model import Delivery
from grundlag.render.sheet import SHEETS
from grundlag.report.arrivals import arrivals_paper, arrivals_table
from grundlag.report.model import Paper, Table
from grundlag.run.folder import load


@dataclass(frozen=True, kw_only=True)
class History:
    """What each day's deliveries changed in the figures of a basis."""

    defs: Definitions
    basis: Basis
    arrivals: tuple[Arrival, ...]

    @property
    def paper(self) -> Paper:
        """It as a paper: new years and surveys in a line, changed figures in a table."""
        return arrivals_paper(self.defs, self.basis, self.arrivals)

    @property
    def table(self) -> Table:
        """It as one table: a row each figure that was changed or brought."""
        return arrivals_table(self.defs, self.basis, self.arrivals)


def revisions(
    root: Path,
    today: date,
    basis: str | None = None,
    source: str | None = None,
    year: int | None = None,
    arrived_by: date | None = None,
) -> History:
    """What each delivery changed, by year, type and area, on the basis in force or a named one.

    Of one source's deliveries, of figures of one year, where these are given.
    """
    defs = load(root)
    _refuse_unknown(defs, source)
    known = [d for d in deliveries(root) if d.manifest.arrived <= (arrived_by or date.max)]
    if not known:
        what, fix = "nothing has been taken in.", "Take files in first: grundlag take FILE..."
        raise DeliveryError(Problem(where="revisions", what=what, fix=fix))
    in_force = clocks.standing_basis(defs, today.year, today)
    on = clocks.named_basis(defs, basis) if basis else in_force
    arrivals = _arrivals(defs, on, known)
    if source:
        arrivals = tuple(each for a in arrivals if _told(each := _of_source(defs, a, source)))
    if year:
        every = (_of_year(arrival, year) for arrival in arrivals)
        arrivals = tuple(arrival for arrival in every if arrival.revisions)
    return History(defs=defs, basis=on, arrivals=arrivals)


def _refuse_unknown(defs: Definitions, source: str | None) -> None:
    known = [s.id for s in defs.sources.source]
    if source is not None and source not in known:
        what = f'no source is called "{source}".'
        raise DefinitionError(Problem(where="--source", what=what, fix=nearest(source, known)))


def _arrivals(defs: Definitions, basis: Basis, known: list[Delivery]) -> tuple[Arrival, ...]:
    """Each day held against the one before; the first against the day before anything came."""
    days = days_of_arrival(known)
    states = (days[0] - timedelta(days=1), *days)
    with engine() as connection:
        earlier = count(connection, defs, days[-1], states).earlier
    return tuple(
        Arrival(
            day=day,
            deliveries=tuple(d for d in known if d.manifest.arrived == day),
            withdrawn=tuple(d for d in known if d.withdrawn == day),
            revisions=revised(asks_of(defs, basis, earlier[day], None), earlier[before]),
        )
        for before, day in pairwise(states)
    )


def _of_source(defs: Definitions, arrival: Arrival, source: str) -> Arrival:
    """What a source's own deliveries are about; nothing on a day on which it brought none."""
    kind = next(s.kind for s in defs.sources.source if s.id == source)
    return replace(
        arrival,
        deliveries=tuple(d for d in arrival.deliveries if d.manifest.source == source),
        withdrawn=tuple(d for d in arrival.withdrawn if d.manifest.source == source),
        revisions=tuple(r for r in arrival.revisions if kind in _brought_by(r)),
    )


def _told(arrival: Arrival) -> bool:
    return bool(arrival.deliveries or arrival.withdrawn)


def _of_year(arrival: Arrival, year: int) -> Arrival:
    return replace(arrival, revisions=tuple(r for r in arrival.revisions if r.year == year))


def _brought_by(found: Revision) -> tuple[str, ...]:
    if found.indicator is None:
        return ("population",)
    return CRIME if found.is_of_reports else ("survey_answers", "survey_shares")


def save_revisions(history: History, path: Path) -> None:
    """Every figure that was changed or brought, as CSV or Excel by the name's ending.

    Raises GrundlagError for another ending, or the system's OSError.
    """
    if path.suffix not in SHEETS:
        what = f'"{path.suffix}" is no kind of file that is written.'
        fix = nearest(path.suffix, SHEETS)
        raise GrundlagError(Problem(where=f"--save {path}", what=what, fix=fix))
    write_bytes(as_file(history, path.suffix), path)


def as_file(history: History, suffix: str) -> bytes:
    """The same as bytes, by an ending of `SHEETS`."""
    return SHEETS[suffix](history.table)
