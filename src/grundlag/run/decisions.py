"""Bases rather than a year: compare two of them, write the paper on all, write a decision down."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from grundlag.basis import clocks
from grundlag.basis.check_decisions import FILE as DECISIONS
from grundlag.basis.decide import decide
from grundlag.basis.diff import diff
from grundlag.engine.disk import write_bytes
from grundlag.errors import DeliveryError, Problem
from grundlag.report.between import Between
from grundlag.report.comparison import comparison
from grundlag.report.grounds import grounds
from grundlag.report.model import Paper
from grundlag.report.orientation import orientations
from grundlag.run.folder import load
from grundlag.run.model import Run
from grundlag.run.written import Written, written_papers
from grundlag.run.year import context_of, counted, judged


@dataclass(frozen=True, kw_only=True)
class Adopted:
    """A decision that was written: where, from which report year it holds, the notes made of it."""

    file: Path
    first_year: int
    notes: Written


def compare(
    root: Path,
    names: tuple[str, str],
    today: date,
    year: int | None = None,
    arrived_by: date | None = None,
) -> Paper:
    """The paper on what the second basis says otherwise than the first; with a year, in figures."""
    defs = load(root)
    old, new = (clocks.named_basis(defs, name, "diff") for name in names)
    if year is None:
        bases = Between(defs=defs, old=old, new=new)
        return comparison(bases, diff(defs, old, new), proposals=_undecided(bases, today))
    cubes = counted(defs, arrived_by)
    if not cubes.deliveries:
        what, fix = "nothing has been taken in.", "Take files in first: grundlag take FILE..."
        raise DeliveryError(Problem(where=f"diff --year {year}", what=what, fix=fix))
    runs = [judged(defs, basis, year, today, cubes, in_force=True) for basis in (old, new)]
    return compared(runs[0], runs[1], today)


def compared(old: Run, new: Run, today: date) -> Paper:
    """The same paper, of a year that was judged on both bases."""
    defs = old.defs
    bases = Between(defs=defs, old=old.measures.basis, new=new.measures.basis)
    found = diff(defs, bases.old, bases.new, old.cubes.crime.codes)
    contexts = (context_of(replace(run, in_force=True)) for run in (old, new))
    undecided = _undecided(bases, today)
    return comparison(bases, found, (next(contexts), next(contexts)), undecided)


def in_order(in_force: Run, other: Run, today: date) -> tuple[Run, Run]:
    """The earlier basis first: one that was decided before, else the one in force."""
    basis, year = other.measures.basis, other.measures.year
    decision = clocks.decision_on(other.defs, basis.id, today)
    is_former = decision and clocks.first_year(basis, decision) <= year
    return (other, in_force) if is_former else (in_force, other)


def _undecided(bases: Between, today: date) -> list[str]:
    both = (bases.old.id, bases.new.id)
    return [name for name in both if clocks.decision_on(bases.defs, name, today) is None]


def save_comparison(root: Path, paper: Paper, year: int | None, of: str | None = None) -> Written:
    """A comparison, written into out/YEAR-sammenligning (without figures, out/sammenligning).

    `of` is said where there are several of one year.
    """
    folder = "-".join(str(part) for part in (year, paper.id, of) if part)
    return written_papers((paper,), root / "out" / folder, load(root))


def report_grounds(root: Path, day: date) -> Written:
    """The decision paper as the bases stand on a day, written into out/grundlag."""
    defs = load(root)
    paper = grounds(defs, day)
    return written_papers((paper,), root / "out" / paper.id, defs)


def adopt(root: Path, basis: str, by: str, on: date, case: str, today: date) -> Adopted:
    """Write a decision into decisions.toml, and a note to each steering group on what it changes.

    Nothing is written where anything is wrong. The notes are saved first: where they cannot be, no
    decision stands without them. Raises DefinitionError, or the system's OSError.
    """
    defs, file = load(root), root / DECISIONS
    decided, after = decide(defs, basis, by, on, case, file.read_bytes(), today)
    notes = orientations(decided, decided.bases[basis])
    written = written_papers(notes, root / "out" / "orientering", defs)
    write_bytes(after, file)
    first = clocks.first_year(decided.bases[basis], decided.decisions.decision[-1])
    return Adopted(file=file, first_year=first, notes=written)
