"""A number's way back: the cells it is made of, and the same sum again from the delivery's rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from grundlag.basis.clocks import Month
from grundlag.basis.folder import Area, AreaVersion, Crime, Source
from grundlag.basis.load import Definitions
from grundlag.basis.model import Indicator
from grundlag.basis.offences import CodeReading
from grundlag.basis.partners import folded, said
from grundlag.cubes.activities import Group, Plan, named_in, plan, rows_of, together
from grundlag.cubes.crime_cube import OCCURRED, placed
from grundlag.cubes.model import CrimeCube, SurveyCell
from grundlag.cubes.police import atoms_of, cells, codes_of
from grundlag.cubes.survey import placed_answers
from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import result
from grundlag.errors import Problem, SumError
from grundlag.records.model import Delivery
from grundlag.records.place import Geography
from grundlag.records.scope import plan_of

Counted = tuple[int, int]  # activities that pass, and all that count


@dataclass(frozen=True, kw_only=True)
class Step:
    """One delivery's part of a number: cells and sum in the cube, and the sum of its rows.

    Rows that were forgotten add up to nothing any more: None.
    """

    delivery: str
    file: str
    sha256: str
    what: str
    cells: int
    in_cube: int
    in_rows: int | None

    @property
    def n(self) -> int:
        """The sum of its rows; the cube's where they are forgotten."""
        return self.in_cube if self.in_rows is None else self.in_rows


def recount_crime(
    connection: Connection,
    delivery: Delivery,
    land: Geography,
    source: Source,
    cube: CrimeCube,
    asked: tuple[Crime, Area, AreaVersion | None],
    counted: tuple[Sequence[Month], range | None],
    reading: CodeReading,
) -> Step:
    """Add a crime count up again from a delivery's rows; raises SumError where it differs.

    `counted` are the months of the reports, and of their offences where those decide.
    """
    (crime, area, version), (months, committed) = asked, counted
    mine = [m for m in months if delivery.id in cube.deliveries[m]]
    atoms = frozenset(atoms_of(cube.atoms, area, version))
    own = cube.part == cube.parts.index(delivery.id)
    picked = cells(cube, crime, atoms, mine, committed) & own

    def added() -> int:
        rows = placed(connection, delivery, land, source)
        if committed is not None:
            rows = rows.filter(rows[OCCURRED].isin(list(committed)))
        rows = rows.filter(rows.month.isin(mine))
        alike = rows.group_by("month", "code", "atom").agg(n=rows.count())
        found = result(connection, alike).to_pylist()
        read = {row["code"]: reading.read(row["code"]) for row in found}
        wanted = {m: codes_of(crime, set(read.values()), (m,)) for m in mine}
        inside = (row for row in found if row["atom"] in atoms)
        return sum(row["n"] for row in inside if read[row["code"]] in wanted[row["month"]])

    return _agreed(
        delivery,
        what=f"{len(mine)} months",
        cells=int(picked.sum()),
        in_cube=int(cube.n[picked].sum()),
        in_rows=None if delivery.forgotten else added(),
    )


def _whole(rows: Expression) -> Expression:
    """Weights added up as whole numbers: a double would lose some."""
    return rows.micro.cast("decimal(38,0)").sum().cast("decimal(38,0)")


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
    own = [cell for cell in sample if cell.delivery == delivery.id]
    picked = [cell for cell in own if counts(cell.atom, cell.answer)]
    question, wave = sample[0].question, sample[0].wave

    def added() -> int:
        rows = placed_answers(connection, delivery, land, source, question)
        alike = rows.filter(rows.wave == wave).group_by("atom", "answer")
        return sum(
            int(row["micro"])
            for row in result(connection, alike.agg(micro=_whole)).to_pylist()
            if counts(row["atom"], row["answer"])
        )

    return _agreed(
        delivery,
        what=f"wave {wave}, weights in millionths",
        cells=len(picked),
        in_cube=sum(cell.w for cell in picked),
        in_rows=None if delivery.forgotten else added(),
    )


def recount_activities(
    group: Group, defs: Definitions, indicator: Indicator, whose: Plan, counted: Counted
) -> tuple[Step, Step]:
    """Count a plan's activities again from its list's rows: those that pass, then all that count.

    `counted` is what was found, the same two; raises SumError where either differs.
    """
    delivery, rows = group[0], rows_of(group)
    where = next(s.where for s in defs.sources.source if s.id == delivery.manifest.source)
    cancelled = {said(word) for word in defs.activities.cancelled}
    found: list[set[str]] = []
    for each in together(defs, [row for row in rows if plan(defs, plan_of(row)) == whose]):
        status = next((s for row in each if (s := said(row.get("status") or ""))), "")
        if indicator.denominator == "all" or status not in cancelled:
            names = (text for row in each for text, _ in named_in(row, where))
            found.append(_distinct(defs, names, indicator.counts_owner is False))
    passing = sum(len(names) >= (indicator.min_partners or 0) for names in found)
    what = f"{indicator.min_partners} partners or more"
    return (
        _agreed(delivery, f"plan {whose[0]}, {what}", len(found), counted[0], passing),
        _agreed(delivery, f"plan {whose[0]}, all that count", len(found), counted[1], len(found)),
    )


def _distinct(defs: Definitions, names: Iterable[str], without_owner: bool) -> set[str]:
    """The partners behind some names, by a spelling each."""
    declared = defs.activities
    found = {folded(name) for name in names}
    found -= {"", *(folded(word) for word in declared.no_partner)}
    for partner in declared.partner:
        spellings = {folded(name) for name in (partner.name, *partner.also)}
        if found & spellings:
            found -= spellings
            found |= set() if without_owner and partner.owner else {folded(partner.name)}
    return found


def _agreed(delivery: Delivery, what: str, cells: int, in_cube: int, in_rows: int | None) -> Step:
    if in_rows not in (None, in_cube):
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
