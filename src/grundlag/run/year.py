"""A folder and a year in, a judged year out, on one basis or on all: count, measure, judge."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from grundlag.basis import clocks
from grundlag.basis.load import Definitions
from grundlag.basis.model import Basis
from grundlag.cubes.arrivals import last_report_day
from grundlag.cubes.check import findings
from grundlag.cubes.count import count
from grundlag.cubes.model import Cubes
from grundlag.engine.connect import USUAL, engine
from grundlag.errors import DeliveryError
from grundlag.indicators.measure import measure, refuse_part_year
from grundlag.records.keep import deliveries
from grundlag.report.compose import compose
from grundlag.report.context import Context
from grundlag.report.model import Pack
from grundlag.run.model import Run
from grundlag.verdicts.judge import judge


def judge_year(
    defs: Definitions,
    year: int,
    today: date,
    basis: str | None = None,
    arrived_by: date | None = None,
    on_engine: str = USUAL,
) -> Run:
    """Count, measure and judge a report year, on the basis in force or a named one.

    Decisions and remarks are those known on `today`, deliveries those that had arrived by
    `arrived_by` (all). What stops a check stops a report. What is not counted yet is counted on an
    engine, the same on any.
    """
    on = clocks.named_basis(defs, basis) if basis else clocks.standing_basis(defs, year, today)
    return _judge(defs, year, today, (on,), arrived_by, on_engine)[0]


def judge_all(
    defs: Definitions,
    year: int,
    today: date,
    arrived_by: date | None = None,
    on_engine: str = USUAL,
) -> tuple[Run, ...]:
    """A report year on every declared basis, counted once; the one in force first."""
    in_force = clocks.standing_basis(defs, year, today)
    others = (defs.bases[name] for name in sorted(defs.bases) if name != in_force.id)
    return _judge(defs, year, today, (in_force, *others), arrived_by, on_engine)


def _judge(
    defs: Definitions,
    year: int,
    today: date,
    bases: Sequence[Basis],
    arrived_by: date | None,
    on_engine: str,
) -> tuple[Run, ...]:
    in_force = clocks.standing_basis(defs, year, today)
    later = tuple(remark for remark in defs.remarks.get(year, ()) if remark.date > today)
    defs = _with_remarks_by(defs, today)
    known = [d for d in deliveries(defs.root) if d.manifest.arrived <= (arrived_by or date.max)]
    # of every basis: what the public may have is one choice, whichever is asked for
    days = {last_report_day(known, basis, year) for basis in defs.bases.values()}
    cubes = counted(defs, arrived_by, [day for day in days if day is not None], on_engine)
    runs = (judged(defs, on, year, today, cubes, on.id == in_force.id) for on in bases)
    return tuple(replace(run, later=later) for run in runs)


def counted(
    defs: Definitions,
    arrived_by: date | None,
    also: Sequence[date] = (),
    on_engine: str = USUAL,
) -> Cubes:
    """Everything that had arrived by a day, counted; what stops a check stops it.

    As it was on some earlier days, too.
    """
    with engine(on_engine) as connection:
        cubes = count(connection, defs, arrived_by, also)
    if problems := findings(defs, cubes)[0]:
        raise DeliveryError(problems)
    return cubes


def judged(
    defs: Definitions, on: Basis, year: int, today: date, cubes: Cubes, in_force: bool
) -> Run:
    """A report year on a basis, measured and judged."""
    measures = measure(defs, on, year, cubes)
    refuse_part_year(measures)
    return Run(
        defs=defs,
        cubes=cubes,
        measures=measures,
        judgements=judge(defs, measures),
        proposal=clocks.decision_on(defs, on.id, today) is None,
        in_force=in_force,
    )


def _with_remarks_by(defs: Definitions, day: date) -> Definitions:
    """The definitions without the remarks that were written after a day."""
    kept = {
        year: tuple(remark for remark in remarks if remark.date <= day)
        for year, remarks in defs.remarks.items()
    }
    return replace(defs, remarks=kept)


def context_of(run: Run) -> Context:
    """What a report of a judged year leans on."""
    return Context(
        defs=run.defs,
        cubes=run.cubes,
        measures=run.measures,
        judgements=run.judgements,
        proposal=run.proposal,
        in_force=run.in_force,
    )


def pack_of(run: Run) -> Pack:
    """The pack of a judged year."""
    return compose(run.defs, run.cubes, run.measures, run.judgements, run.proposal, run.in_force)
