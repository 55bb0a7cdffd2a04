"""A folder and a year in, a pack out: the seven verbs in a row, with the folder around them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from grundlag.basis import clocks
from grundlag.basis.check_protection import protection_is_said
from grundlag.basis.load import WRITTEN, Definitions
from grundlag.basis.model import Basis
from grundlag.basis.remarks import Remark
from grundlag.cubes.arrivals import last_report_day
from grundlag.cubes.check import findings
from grundlag.cubes.count import count
from grundlag.cubes.model import Cubes
from grundlag.engine.connect import engine
from grundlag.engine.files import write_json
from grundlag.errors import DefinitionError, DeliveryError
from grundlag.indicators.measure import measure, refuse_part_year
from grundlag.indicators.model import Measures
from grundlag.records.keep import deliveries
from grundlag.render import Dress, names, save
from grundlag.report.compose import compose
from grundlag.report.context import Context
from grundlag.report.model import Pack
from grundlag.report.receipt import Receipt
from grundlag.report.remarks import to_note
from grundlag.run.dressing import dress_of
from grundlag.run.folder import load
from grundlag.run.public import ENDING, public_pack
from grundlag.run.receipts import receipt_of
from grundlag.verdicts.judge import judge
from grundlag.verdicts.model import Judgements


@dataclass(frozen=True, kw_only=True)
class Run:
    """One report year, counted, measured and judged; on which basis, and how that stands.

    `later` are the year's remarks dated after the day it is told on: they are in no paper.
    """

    defs: Definitions
    cubes: Cubes
    measures: Measures
    judgements: Judgements
    proposal: bool
    in_force: bool = True
    later: tuple[Remark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Written:
    """Files that were written: what each is called, where it ended, and those for the public."""

    names: tuple[str, ...]
    paths: tuple[Path, ...]
    public: "Written | None" = None

    @property
    def beside(self) -> tuple[tuple[str, Path], ...]:
        """Those whose own file was open, each with the path of what was saved beside it."""
        pairs = zip(self.names, self.paths, strict=True)
        return tuple((name, path) for name, path in pairs if path.name != name)


def judge_year(
    defs: Definitions,
    year: int,
    today: date,
    basis: str | None = None,
    arrived_by: date | None = None,
) -> Run:
    """Count, measure and judge a report year, on the basis in force or a named one.

    Decisions and remarks are those known on `today`, deliveries those that had arrived by
    `arrived_by` (all). What stops a check stops a report.
    """
    in_force = clocks.standing_basis(defs, year, today)
    on = clocks.named_basis(defs, basis) if basis else in_force
    later = tuple(remark for remark in defs.remarks.get(year, ()) if remark.date > today)
    defs = _with_remarks_by(defs, today)
    known = [d for d in deliveries(defs.root) if d.manifest.arrived <= (arrived_by or date.max)]
    last = last_report_day(known, on, year)
    cubes = counted(defs, arrived_by, () if last is None else (last,))
    run = judged(defs, on, year, today, cubes, on.id == in_force.id)
    return replace(run, later=later)


def counted(defs: Definitions, arrived_by: date | None, also: Sequence[date] = ()) -> Cubes:
    """Everything that had arrived by a day, counted; what stops a check stops it.

    As it was on some earlier days, too.
    """
    with engine() as connection:
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


def report(
    root: Path,
    year: int,
    today: date,
    basis: str | None = None,
    arrived_by: date | None = None,
) -> tuple[Run, Written]:
    """The year's papers, written into out/YEAR (on a basis not in force, into out/YEAR-BASIS).

    Where small numbers are protected, those for the public too, into a folder beside it: -public.
    """
    defs = load(root)
    if problems := tuple(protection_is_said(defs)):
        raise DefinitionError(problems)
    run = judge_year(defs, year, today, basis, arrived_by)
    folder = str(year) if run.in_force else f"{year}-{run.measures.basis.id}"
    receipt = receipt_of(defs, year, run.cubes.deliveries, today, arrived_by)
    pack = replace(pack_of(run), receipt=receipt)
    dress = dress_of(defs)
    paths = save(pack, root / "out" / folder, dress)
    public = _public(run, receipt, root / "out" / f"{folder}{ENDING}", dress)
    if arrived_by is None:  # a figure as it was known on a day is not what a remark is written to
        _note_remarks(run)
    return run, Written(names=names(pack), paths=paths, public=public)


def public_of(run: Run) -> Pack | None:
    """The pack for the public, where small numbers are protected."""
    guard = run.defs.folder.protect
    if guard is None or not guard.hides:
        return None
    own = run.measures, run.judgements
    return public_pack(run.defs, guard, run.cubes, own, run.proposal, run.in_force)


def _public(run: Run, receipt: Receipt, folder: Path, dress: Dress) -> Written | None:
    """The papers for the public, with a receipt of their own that knows of no other."""
    found = public_of(run)
    if found is None:
        return None
    pack = replace(found, receipt=replace(receipt, public=True))
    return Written(names=names(pack), paths=save(pack, folder, dress))


def _note_remarks(run: Run) -> None:
    """Keep beside the remarks which figures they were first printed to."""
    year = run.measures.year
    if new := to_note(context_of(run)):
        known = run.defs.written.get(year, {})
        write_json({**known, **new}, run.defs.root / "remarks" / f"{year}{WRITTEN}")
