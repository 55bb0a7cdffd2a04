"""Bases rather than a year: compare two of them, write the paper on all, write a decision down."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from grundlag.basis import clocks
from grundlag.basis.check_decisions import FILE as DECISIONS
from grundlag.basis.decide import decide
from grundlag.basis.declared import Definitions
from grundlag.basis.diff import diff
from grundlag.engine.files import write_bytes
from grundlag.errors import DeliveryError, Problem
from grundlag.render import paper_names, save_papers
from grundlag.report.between import Between
from grundlag.report.comparison import comparison
from grundlag.report.grounds import grounds
from grundlag.report.model import Paper
from grundlag.report.orientation import orientations
from grundlag.run.dressing import dress_of
from grundlag.run.folder import load
from grundlag.run.year import Written, context_of, counted, judged


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
    bases = Between(defs=defs, old=old, new=new)
    undecided = [b.id for b in (old, new) if clocks.decision_on(defs, b.id, today) is None]
    if year is None:
        return comparison(bases, diff(defs, old, new), proposals=undecided)
    cubes = counted(defs, arrived_by)
    if not cubes.deliveries:
        what, fix = "nothing has been taken in.", "Take files in first: grundlag take FILE..."
        raise DeliveryError(Problem(where=f"diff --year {year}", what=what, fix=fix))
    runs = [judged(defs, basis, year, today, cubes, in_force=True) for basis in (old, new)]
    found = diff(defs, old, new, cubes.crime.codes)
    return comparison(bases, found, (context_of(runs[0]), context_of(runs[1])), undecided)


def save_comparison(root: Path, paper: Paper, year: int | None) -> Written:
    """A comparison, written into out/YEAR-sammenligning (without figures, out/sammenligning)."""
    folder = f"{year}-{paper.id}" if year else paper.id
    return _save((paper,), root / "out" / folder, load(root))


def report_grounds(root: Path, day: date) -> Written:
    """The decision paper as the bases stand on a day, written into out/grundlag."""
    defs = load(root)
    paper = grounds(defs, day)
    return _save((paper,), root / "out" / paper.id, defs)


def adopt(root: Path, basis: str, by: str, on: date, case: str, today: date) -> Adopted:
    """Write a decision into decisions.toml, and a note to each steering group on what it changes.

    Nothing is written where anything is wrong. The notes are saved first: where they cannot be, no
    decision stands without them. Raises DefinitionError, or the system's OSError.
    """
    defs, file = load(root), root / DECISIONS
    decided, after = decide(defs, basis, by, on, case, file.read_bytes(), today)
    notes = orientations(decided, decided.bases[basis])
    written = _save(notes, root / "out" / "orientering", defs)
    write_bytes(after, file)
    first = clocks.first_year(decided.bases[basis], decided.decisions.decision[-1])
    return Adopted(file=file, first_year=first, notes=written)


def _save(papers: tuple[Paper, ...], folder: Path, defs: Definitions) -> Written:
    paths = save_papers(papers, folder, dress_of(defs)) if papers else ()
    return Written(names=paper_names(papers), paths=paths)
