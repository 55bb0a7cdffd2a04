"""A folder and a year in, a pack out: the seven verbs in a row, with the folder around them."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from grundlag.basis import clocks
from grundlag.basis.check import check as check_definitions
from grundlag.basis.check_decisions import FILE as DECISIONS
from grundlag.basis.decide import decide
from grundlag.basis.diff import diff
from grundlag.basis.load import Definitions, load
from grundlag.basis.model import Basis
from grundlag.cubes.check import findings
from grundlag.cubes.count import count
from grundlag.cubes.model import Cubes
from grundlag.engine.connect import engine
from grundlag.engine.files import write_bytes
from grundlag.errors import DefinitionError, DeliveryError, Problem
from grundlag.indicators.measure import measure, refuse_part_year
from grundlag.indicators.model import Measures
from grundlag.records.model import Taken
from grundlag.records.take import take
from grundlag.render import save, save_papers
from grundlag.report.between import Between
from grundlag.report.comparison import comparison
from grundlag.report.compose import compose
from grundlag.report.context import Context
from grundlag.report.grounds import grounds
from grundlag.report.model import Pack, Paper
from grundlag.report.orientation import orientations
from grundlag.verdicts.judge import judge
from grundlag.verdicts.model import Judgements

TEMPLATE = Path(__file__).parent / "definitions"
TOP = ("grundlag.toml", "decisions.toml", "sources.toml")  # beside definitions/ in a folder


@dataclass(frozen=True, kw_only=True)
class Run:
    """One report year, counted, measured and judged; on which basis, and how that stands."""

    defs: Definitions
    cubes: Cubes
    measures: Measures
    judgements: Judgements
    proposal: bool
    in_force: bool = True


@dataclass(frozen=True, kw_only=True)
class Adopted:
    """A decision that was written: where, from which report year it holds, the notes made of it."""

    file: Path
    first_year: int
    notes: tuple[Path, ...]


def new(root: Path) -> None:
    """Make a working folder with a copy of the shipped definitions; refuse one that holds any."""
    if root.exists() and not (root.is_dir() and not any(root.iterdir())):
        what = "the folder is not empty." if root.is_dir() else "this is a file."
        raise DefinitionError(Problem(where=str(root), what=what, fix="Name a new folder."))
    shutil.copytree(TEMPLATE, root / "definitions", dirs_exist_ok=True)
    for name in TOP:
        (root / "definitions" / name).rename(root / name)
    (root / "remarks").mkdir()


def open_folder(root: Path) -> Definitions:
    """A working folder's definitions; raises DefinitionError with every problem they have."""
    defs = load(root)
    if problems := check_definitions(defs):
        raise DefinitionError(problems)
    return defs


def take_files(
    defs: Definitions,
    files: Sequence[Path],
    arrived: date,
    extracted: date | None = None,
    source: str | None = None,
) -> tuple[list[Taken], list[Problem]]:
    """Take in what can be taken, file by file; the problems of the rest, all at once."""
    taken: list[Taken] = []
    problems: list[Problem] = []
    with engine() as connection:
        for path in files:
            try:
                taken.append(take(connection, defs, path, arrived, extracted, source))
            except DeliveryError as error:
                problems += error.problems
            except OSError as error:
                problems.append(out_of_reach(error))
    return taken, problems


def out_of_reach(error: OSError) -> Problem:
    """A file or folder that the system keeps from us."""
    what = f"{error.strerror or error}."
    fix = "See that the path is right, and that you may read and write there."
    return Problem(where=str(error.filename or "a file"), what=what, fix=fix)


def judge_year(
    defs: Definitions,
    year: int,
    today: date,
    basis: str | None = None,
    arrived_by: date | None = None,
) -> Run:
    """Count, measure and judge a report year, on the basis in force or a named one.

    Decisions are those known on `today`, deliveries those that had arrived by `arrived_by` (all).
    What stops a check stops a report.
    """
    in_force = clocks.standing_basis(defs, year, today)
    on = clocks.named_basis(defs, basis) if basis else in_force
    return _judged(defs, on, year, today, _counted(defs, arrived_by), on.id == in_force.id)


def _counted(defs: Definitions, arrived_by: date | None) -> Cubes:
    with engine() as connection:
        cubes = count(connection, defs, arrived_by)
    if problems := findings(defs, cubes)[0]:
        raise DeliveryError(problems)
    return cubes


def _judged(
    defs: Definitions, on: Basis, year: int, today: date, cubes: Cubes, in_force: bool
) -> Run:
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


def check(root: Path) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Everything wrong with a folder's definitions and deliveries, and what should be known."""
    defs = load(root)
    problems = check_definitions(defs)
    if problems:
        return problems, ()
    with engine() as connection:
        return findings(defs, count(connection, defs))


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
) -> tuple[Run, tuple[Path, ...]]:
    """The year's papers, written into out/YEAR (on a basis not in force, into out/YEAR-BASIS)."""
    run = judge_year(open_folder(root), year, today, basis, arrived_by)
    folder = str(year) if run.in_force else f"{year}-{run.measures.basis.id}"
    return run, save(pack_of(run), root / "out" / folder)


def compare(
    root: Path,
    names: tuple[str, str],
    today: date,
    year: int | None = None,
    arrived_by: date | None = None,
) -> Paper:
    """The paper on what the second basis says otherwise than the first; with a year, in figures."""
    defs = open_folder(root)
    old, new = (clocks.named_basis(defs, name, "diff") for name in names)
    bases = Between(defs=defs, old=old, new=new)
    undecided = [b.id for b in (old, new) if clocks.decision_on(defs, b.id, today) is None]
    if year is None:
        return comparison(bases, diff(defs, old, new), proposals=undecided)
    cubes = _counted(defs, arrived_by)
    if not cubes.deliveries:
        what, fix = "nothing has been taken in.", "Take files in first: grundlag take FILE..."
        raise DeliveryError(Problem(where=f"diff --year {year}", what=what, fix=fix))
    runs = [_judged(defs, basis, year, today, cubes, in_force=True) for basis in (old, new)]
    found = diff(defs, old, new, cubes.crime.codes)
    return comparison(bases, found, (context_of(runs[0]), context_of(runs[1])), undecided)


def save_comparison(root: Path, paper: Paper, year: int | None) -> tuple[Path, ...]:
    """A comparison, written into out/YEAR-sammenligning (without figures, out/sammenligning)."""
    folder = f"{year}-{paper.id}" if year else paper.id
    return save_papers((paper,), root / "out" / folder)


def report_grounds(root: Path, day: date) -> tuple[Path, ...]:
    """The decision paper as the bases stand on a day, written into out/grundlag."""
    paper = grounds(open_folder(root), day)
    return save_papers((paper,), root / "out" / paper.id)


def adopt(root: Path, basis: str, by: str, on: date, case: str, today: date) -> Adopted:
    """Write a decision into decisions.toml, and a note to each steering group on what it changes.

    Nothing is written where anything is wrong: the notes are composed before the decision is kept.
    """
    defs, file = open_folder(root), root / DECISIONS
    decided, after = decide(defs, basis, by, on, case, file.read_bytes(), today)
    notes = orientations(decided, decided.bases[basis])
    write_bytes(after, file)
    paths = save_papers(notes, root / "out" / "orientering") if notes else ()
    first = clocks.first_year(decided.bases[basis], decided.decisions.decision[-1])
    return Adopted(file=file, first_year=first, notes=paths)
