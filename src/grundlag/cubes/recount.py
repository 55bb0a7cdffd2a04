"""A number's way back: the cells it is made of, and the same sum again from the delivery's rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from grundlag.basis.clocks import Month
from grundlag.basis.folder import Area, AreaVersion, Crime, Source
from grundlag.basis.offences import CodeReading
from grundlag.cubes.model import CrimeCube, SurveyCell
from grundlag.cubes.police import atoms_of, cells, codes_of, placed
from grundlag.cubes.survey import placed_answers
from grundlag.engine.connect import Connection
from grundlag.engine.files import result
from grundlag.errors import Problem, SumError
from grundlag.records.model import Delivery
from grundlag.records.place import Geography


@dataclass(frozen=True, kw_only=True)
class Step:
    """One delivery's part of a number: cells and sum in the cube, and the sum of its rows."""

    delivery: str
    file: str
    sha256: str
    what: str
    cells: int
    in_cube: int
    in_rows: int


def recount_crime(
    connection: Connection,
    delivery: Delivery,
    land: Geography,
    source: Source,
    cube: CrimeCube,
    asked: tuple[Crime, Area, AreaVersion | None],
    months: Sequence[Month],
    reading: CodeReading,
) -> Step:
    """Add a crime count up again from a delivery's rows; raises SumError where it differs."""
    crime, area, version = asked
    mine = [m for m in months if cube.deliveries[m] == delivery.id]
    atoms = atoms_of(cube.atoms, area, version)
    picked = cells(cube, crime, atoms, mine)
    rows = placed(connection, delivery, land, source)
    found = result(connection, rows.select("month", "code", "atom")).to_pylist()
    read = {row["code"]: reading.read(row["code"]) for row in found}
    wanted = {m: codes_of(crime, set(read.values()), (m,)) for m in mine}
    inside = frozenset(atoms)
    added = sum(
        row["atom"] in inside and read[row["code"]] in wanted.get(row["month"], ()) for row in found
    )
    return _agreed(
        delivery,
        what=f"{len(mine)} months",
        cells=int(picked.sum()),
        in_cube=int(cube.n[picked].sum()),
        in_rows=added,
    )


def recount_answers(
    connection: Connection,
    delivery: Delivery,
    land: Geography,
    source: Source,
    sample: Sequence[SurveyCell],
    counts: Callable[[str, str], bool],
) -> Step:
    """Add a wave's weights up again, in whole millionths; raises SumError where they differ.

    `counts` tells whether an atom and an answer are in the share's denominator.
    """
    picked = [cell for cell in sample if counts(cell.atom, cell.answer)]
    question, wave = sample[0].question, sample[0].wave
    rows = placed_answers(connection, delivery, land, source, question)
    found = result(connection, rows).to_pylist()
    added = sum(
        int(row["micro"])
        for row in found
        if row["wave"] == wave and counts(row["atom"], row["answer"])
    )
    return _agreed(
        delivery,
        what=f"wave {wave}, weights in millionths",
        cells=len(picked),
        in_cube=sum(cell.w for cell in picked),
        in_rows=added,
    )


def _agreed(delivery: Delivery, what: str, cells: int, in_cube: int, in_rows: int) -> Step:
    if in_cube != in_rows:
        words = f"the cube says {in_cube}, the delivery's rows add up to {in_rows}."
        fix = "Remove its cube.parquet and count again; if it stays, take the file in anew."
        raise SumError(Problem(where=f"{delivery.id} ({what})", what=words, fix=fix))
    return Step(
        delivery=delivery.id,
        file=delivery.manifest.file,
        sha256=delivery.manifest.sha256,
        what=what,
        cells=cells,
        in_cube=in_cube,
        in_rows=in_rows,
    )
