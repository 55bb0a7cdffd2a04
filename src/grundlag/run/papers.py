"""The seven verbs in a row: a folder and a year in, the year's papers out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from pathlib import Path

from grundlag.basis.check_protection import protection_is_said
from grundlag.basis.load import WRITTEN, Definitions
from grundlag.engine.connect import USUAL
from grundlag.engine.disk import write_json
from grundlag.errors import DefinitionError
from grundlag.report.remarks import to_note
from grundlag.run.decisions import compared, in_order, save_comparison
from grundlag.run.folder import load
from grundlag.run.model import Run
from grundlag.run.public import ENDING, public_packs, told_before
from grundlag.run.receipts import receipt_of
from grundlag.run.written import Written, written_pack
from grundlag.run.year import context_of, judge_all, judge_year, pack_of


def report(
    root: Path,
    year: int,
    today: date,
    basis: str | None = None,
    arrived_by: date | None = None,
    on_engine: str = USUAL,
) -> tuple[Run, Written]:
    """The year's papers, written into out/YEAR (on a basis not in force, into out/YEAR-BASIS).

    Where small numbers are protected, those for the public too, into a folder beside it: -public.
    """
    run = judge_year(_opened(root), year, today, basis, arrived_by, on_engine)
    return run, next(_save(root, [run], today, arrived_by))


def report_all(
    root: Path,
    year: int,
    today: date,
    arrived_by: date | None = None,
    on_engine: str = USUAL,
    progress: Callable[[str, float], None] = lambda stage, share: None,
) -> tuple[tuple[tuple[Run, Written], ...], tuple[Written, ...]]:
    """The year's papers on every declared basis, the one in force first, and what compares them.

    A comparison is of the basis in force with each other one. `progress` is told what comes next,
    "count", the id of a basis or "compare", and how much of all is done, 0 to 1.
    """
    progress("count", 0.0)
    runs = judge_all(_opened(root), year, today, arrived_by, on_engine)
    written, saved = [], _save(root, runs, today, arrived_by)
    for i, run in enumerate(runs, 1):  # counting and comparing take about as long as the papers
        progress(run.measures.basis.id, i / (len(runs) + 2))
        written.append((run, next(saved)))
    progress("compare", (len(runs) + 1) / (len(runs) + 2))
    return tuple(written), tuple(_comparisons(root, runs, today))


def _opened(root: Path) -> Definitions:
    defs = load(root)
    if problems := tuple(protection_is_said(defs)):
        raise DefinitionError(problems)
    return defs


def _save(
    root: Path, runs: Sequence[Run], today: date, arrived_by: date | None
) -> Iterator[Written]:
    """The papers of each run, and those for the public: one choice of what is hidden serves all."""
    first, year = runs[0], runs[0].measures.year
    receipt = receipt_of(first.defs, year, first.cubes.deliveries, today, arrived_by)
    noted: Mapping[str, float] = first.defs.written.get(year, {})
    for run, public in zip_longest(runs, public_packs(runs)):
        folder = str(year) if run.in_force else f"{year}-{run.measures.basis.id}"
        own = written_pack(replace(pack_of(run), receipt=receipt), root / "out" / folder, run.defs)
        own = replace(own, stale=_stale(root, run))
        if arrived_by is None:  # a figure as known on a day is not what a remark is written to
            noted = _note_remarks(run, noted)
        if public is None:
            yield own
            continue
        # a receipt of its own, that knows of no other
        shown = replace(public, receipt=replace(receipt, public=True))
        beside = root / "out" / f"{folder}{ENDING}"
        told = told_before(beside, shown)
        yield replace(own, public=replace(written_pack(shown, beside, run.defs), told=told))


def _stale(root: Path, run: Run) -> tuple[Path, ...]:
    """Where the same report lies as a proposal, now that its basis is in force."""
    proposal = root / "out" / f"{run.measures.year}-{run.measures.basis.id}"
    both = (proposal, proposal.with_name(f"{proposal.name}{ENDING}"))
    return tuple(path for path in both if run.in_force and path.is_dir())


def _comparisons(root: Path, runs: Sequence[Run], today: date) -> Iterator[Written]:
    in_force, *others = runs
    year = in_force.measures.year
    for other in others:
        which = other.measures.basis.id if len(others) > 1 else None
        paper = compared(*in_order(in_force, other, today), today)
        yield save_comparison(root, paper, year, which)


def _note_remarks(run: Run, known: Mapping[str, float]) -> Mapping[str, float]:
    """Keep beside the remarks which figures they were first printed to, with those known before."""
    new = to_note(context_of(run))
    if new:
        path = run.defs.root / "remarks" / f"{run.measures.year}{WRITTEN}"
        write_json({**known, **new}, path)
    return {**known, **new}
