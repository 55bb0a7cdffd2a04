"""The public side of a year: what is hidden, by what earlier public reports have told."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from grundlag.basis.declared import Definitions
from grundlag.basis.model import Basis
from grundlag.indicators.measure import measure
from grundlag.indicators.unsaid import PROTECTED
from grundlag.render.json import read_file
from grundlag.report.compose import compose
from grundlag.report.model import Pack
from grundlag.report.protect import Judged, public_side, shield
from grundlag.run.model import Run
from grundlag.verdicts.judge import judge

REPORT = "report.json"
ENDING = "-public"  # of the folders in out that public papers are written into


def public_packs(runs: Sequence[Run]) -> Iterator[Pack]:
    """The public packs of a year judged on some bases, by one choice; none where all is shown.

    The choice is of all declared bases, whichever of them are asked for.
    """
    first = runs[0]
    guard = first.defs.folder.protect
    if guard is None or not guard.hides:
        return
    own = {run.measures.basis.id: (run.measures, run.judgements) for run in runs}
    every = [own.get(b.id) or _judged(first, b) for b in _bases(first.defs)]
    published = _published(first.defs.root / "out", first.measures.year)
    shielded = shield(first.defs, first.cubes, guard, every, published)
    for run in runs:
        own_side = public_side(shielded, run.defs, run.measures, run.judgements)
        defs, measures, judged = own_side
        yield compose(defs, run.cubes, measures, judged, run.proposal, run.in_force, public=True)


def public_of(run: Run) -> Pack | None:
    """The public pack of one judged year; None where nothing is protected."""
    return next(public_packs([run]), None)


def told_before(folder: Path, pack: Pack) -> int:
    """How many figures the public report in a folder told that this one hides."""
    path = folder / REPORT
    before = read_file(path) if path.is_file() else None
    if before is None or (before.basis, before.year) != (pack.basis, pack.year):
        return 0
    hidden = {(f.indicator, f.area, f.year) for f in pack.figures if f.missing == PROTECTED}
    told = (f for f in before.figures if f.n is not None)
    return sum((f.indicator, f.area, f.year) in hidden for f in told)


def _bases(defs: Definitions) -> list[Basis]:
    return [defs.bases[name] for name in sorted(defs.bases)]


def _judged(run: Run, basis: Basis) -> Judged:
    """The same year on another basis."""
    measures = measure(run.defs, basis, run.measures.year, run.cubes)
    return measures, judge(run.defs, measures)


def _published(out: Path, year: int) -> Iterator[Pack]:
    """The public reports of earlier years, on whatever basis, as they were last written."""
    for path in sorted(out.glob(f"*{ENDING}/{REPORT}")):
        pack = read_file(path)
        if pack.year < year:
            yield pack
