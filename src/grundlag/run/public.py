"""The public side of a year: what is hidden, by what earlier public reports have told."""

from collections.abc import Iterator
from pathlib import Path

from grundlag.basis.declared import Definitions
from grundlag.basis.model import Basis
from grundlag.basis.protection import Protect
from grundlag.cubes.model import Cubes
from grundlag.indicators.measure import measure
from grundlag.render.json import read_file
from grundlag.report.compose import compose
from grundlag.report.model import Pack
from grundlag.report.protect import Judged, public_side, shield
from grundlag.verdicts.judge import judge

ENDING = "-public"  # of the folders in out that public papers are written into


def public_pack(
    defs: Definitions, guard: Protect, cubes: Cubes, own: Judged, proposal: bool, in_force: bool
) -> Pack:
    """The public pack of a judged year, by the same choice on whatever basis it is asked for."""
    year, basis = own[0].year, own[0].basis.id
    every = [own if b.id == basis else _judged(defs, b.id, year, cubes) for b in _bases(defs)]
    shielded = shield(defs, cubes, guard, every, _published(defs.root / "out", year))
    shown, measures, judged = public_side(shielded, defs, *own)
    return compose(shown, cubes, measures, judged, proposal, in_force, public=True)


def _bases(defs: Definitions) -> list[Basis]:
    return [defs.bases[name] for name in sorted(defs.bases)]


def _judged(defs: Definitions, basis: str, year: int, cubes: Cubes) -> Judged:
    measures = measure(defs, defs.bases[basis], year, cubes)
    return measures, judge(defs, measures)


def _published(out: Path, year: int) -> Iterator[Pack]:
    """The public reports of earlier years, on whatever basis, as they were last written."""
    for path in sorted(out.glob(f"*{ENDING}/report.json")):
        pack = read_file(path)
        if pack.year < year:
            yield pack
