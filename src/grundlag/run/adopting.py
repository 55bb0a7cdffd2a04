"""A decision on a basis: what it will mean, seen before it is written, and written with its notes.

Both ways in, the command and the page, end in `adopt`.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from grundlag.basis import clocks
from grundlag.basis.check_decisions import FILE as DECISIONS
from grundlag.basis.decide import decide
from grundlag.basis.declared import Definitions
from grundlag.engine.disk import write_bytes
from grundlag.errors import DefinitionError, Problem
from grundlag.records.alone import alone
from grundlag.render import paper_names, render
from grundlag.render.signs import lacked
from grundlag.report.model import Paper
from grundlag.report.orientation import orientations
from grundlag.run.dressing import dress_of
from grundlag.run.folder import load
from grundlag.run.packs import is_of
from grundlag.run.written import Written, written_papers

NOTES = Path("out") / "orientering"


@dataclass(frozen=True, kw_only=True)
class Deciding:
    """Who decided a basis, on which day, and the number of the case."""

    basis: str
    by: str
    on: date
    case: str


@dataclass(frozen=True, kw_only=True)
class Adopted:
    """A decision that was written: where, from which report year it holds, the notes made of it."""

    file: Path
    first_year: int
    notes: Written


@dataclass(frozen=True, kw_only=True)
class Turn:
    """The basis in force in a report year, before a decision and after it."""

    year: int
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """What a decision will mean: from which report year, for which years, and the notes on it.

    `mark` is of all that this was made of.
    """

    first_year: int
    turns: tuple[Turn, ...]
    notes: tuple[Paper, ...]
    mark: str


@dataclass(frozen=True, kw_only=True)
class Lying:
    """The notes in out/orientering; `holds` where they are those of a decision, as of today."""

    holds: bool
    files: dict[str, Path] = field(default_factory=dict)


class OvertakenError(DefinitionError):
    """What a decision was seen to mean is no longer what it would."""


def mark_of(defs: Definitions) -> str:
    """What is another as soon as anything is declared otherwise, remarks apart."""
    texts = sorted((name, text) for name, text in defs.texts.items() if "remarks/" not in name)
    return hashlib.sha256(repr((texts, defs.partnerships, defs.areas)).encode()).hexdigest()


def foresee(
    defs: Definitions, deciding: Deciding, today: date, years: Iterable[int] = ()
) -> Foreseen:
    """What a decision will mean for report years; nothing is written.

    Raises DefinitionError with everything that is wrong with it.
    """
    decided, _ = _decided(defs, deciding, today)
    basis = decided.bases[deciding.basis]
    return Foreseen(
        first_year=clocks.first_year(basis, decided.decisions.decision[-1]),
        turns=tuple(_turns(defs, decided, years, today)),
        notes=orientations(decided, basis),
        mark=mark_of(defs),
    )


def _turns(
    defs: Definitions, decided: Definitions, years: Iterable[int], today: date
) -> Iterator[Turn]:
    for year in years:
        before = clocks.standing_basis(defs, year, today).id
        yield Turn(year=year, before=before, after=clocks.standing_basis(decided, year, today).id)


def adopt(root: Path, deciding: Deciding, today: date, seen: str | None = None) -> Adopted:
    """Write a decision into decisions.toml, and a note to each steering group on what it changes.

    Nothing is written where anything is wrong. The notes are saved first: where they cannot be, no
    decision stands without them. `seen` is the mark of what somebody was shown it will mean: where
    that is another by now, OvertakenError. Raises DefinitionError, or the system's OSError.
    """
    _decided(load(root), deciding, today)  # a folder that nothing can be written to stays as it is
    with alone(root):
        defs, file = load(root), root / DECISIONS
        if seen is not None and seen != mark_of(defs):
            what, fix = "something was declared otherwise meanwhile.", "Look at it again."
            raise OvertakenError(Problem(where=f"adopt {deciding.basis}", what=what, fix=fix))
        decided, after = _decided(defs, deciding, today)
        basis = decided.bases[deciding.basis]
        written = written_papers(orientations(decided, basis), root / NOTES, defs)
        write_bytes(after, file)
    first = clocks.first_year(basis, decided.decisions.decision[-1])
    return Adopted(file=file, first_year=first, notes=written)


def _decided(defs: Definitions, deciding: Deciding, today: date) -> tuple[Definitions, bytes]:
    """The definitions with the decision, and its file; refused where no note could be made."""
    before, d = (defs.root / DECISIONS).read_bytes(), deciding
    problems = [
        Problem(where=option, what=f'the papers\' font has no "{sign}".', fix="Write it without.")
        for option, text in (("--by", d.by), ("--case", d.case))
        if (sign := lacked(text))
    ]
    try:
        given = decide(defs, d.basis, d.by, d.on, d.case, before, today)
    except DefinitionError as error:
        raise DefinitionError((*error.problems, *problems)) from error
    if problems:
        raise DefinitionError(problems)
    return given


def notes_on(defs: Definitions, basis: str) -> Lying:
    """The notes that lie in out/orientering, where they are those on a basis that was decided.

    They are, where the pages among them say what they would today.
    """
    papers, folder = orientations(defs, defs.bases[basis]), defs.root / NOTES
    lying = sorted(folder.iterdir()) if folder.is_dir() else []
    files = {p.name: p for p in lying if is_of(p.name, paper_names(papers)) and p.is_file()}
    dress = dress_of(defs)
    pages = ((folder / f"{paper.id}.html", paper) for paper in papers)
    holds = bool(papers) and all(
        path.is_file() and path.read_bytes() == render(paper, "html", dress)
        for path, paper in pages
    )
    return Lying(holds=holds, files=files)
