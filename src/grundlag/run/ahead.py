"""A folder in, and out comes what a coming report year can show, before its figures are there."""

from datetime import date
from pathlib import Path

from grundlag.basis import clocks
from grundlag.basis.load import Definitions
from grundlag.basis.model import Basis
from grundlag.cubes.check_years import CRIME, latest_report_year, spoken
from grundlag.cubes.model import Cubes
from grundlag.errors import DefinitionError, DeliveryError, Problem, nearest
from grundlag.indicators.measure import measure
from grundlag.report.model import Paper
from grundlag.report.power import power_paper
from grundlag.run.folder import load
from grundlag.run.year import counted
from grundlag.verdicts.coming import Size


def foresee(
    root: Path,
    today: date,
    year: int | None = None,
    change: float | None = None,
    basis: str | None = None,
    partnership: str | None = None,
    arrived_by: date | None = None,
) -> Paper:
    """What a report year can show, by figures of earlier years alone.

    `change` is a true change in per cent of a count and in points of a share (25 and 5).
    Without a year it is the one after the latest that can be reported. Raises DeliveryError where
    nothing has been taken in, DefinitionError where a name is none.
    """
    defs = load(root)
    _refuse_unknown(defs, partnership)
    named = clocks.named_basis(defs, basis) if basis else None
    cubes = counted(defs, arrived_by)
    coming = year or _first_to_come(defs, cubes, named, today)
    in_force = clocks.standing_basis(defs, coming, today)
    on = named or in_force
    return power_paper(
        defs,
        measure(defs, on, coming - 1, cubes),
        coming,
        Size(counts=change / 100, shares=change / 100) if change else Size(),
        proposal=clocks.decision_on(defs, on.id, today) is None,
        in_force=on.id == in_force.id,
        only=partnership,
    )


def _refuse_unknown(defs: Definitions, partnership: str | None) -> None:
    known = [p.id for p in defs.partnerships.partnership]
    if partnership is not None and partnership not in known:
        what = f'no partnership is called "{partnership}".'
        fix = nearest(partnership, known)
        raise DefinitionError(Problem(where="--partnership", what=what, fix=fix))


def _first_to_come(defs: Definitions, cubes: Cubes, named: Basis | None, today: date) -> int:
    """The report year after the latest that can be reported."""
    months = spoken(defs, cubes, CRIME)
    told = max((month // 12 + 1 for month in months), default=today.year)
    on = named or clocks.standing_basis(defs, told, today)
    latest = latest_report_year(defs, cubes, on)
    if latest is None:
        what, fix = "no year has been taken in whole.", "Take files in first: grundlag take FILE..."
        raise DeliveryError(Problem(where="power", what=what, fix=fix))
    return latest + 1
