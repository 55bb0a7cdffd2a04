"""A plan's register edited, read from a file, written as one: each change is a new delivery.

What is written is a list in the source's own dress, taken in as `grundlag take` takes any file in,
so that it speaks in place of the list before it. Nothing that is kept is changed.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from grundlag.basis.folder import Source
from grundlag.basis.load import Definitions
from grundlag.cubes.activities import plan
from grundlag.cubes.edited import Edit, edited
from grundlag.cubes.register import Entry, Line, Register, lines_of, register_of
from grundlag.engine.connect import USUAL, engine
from grundlag.engine.files import read_parquet
from grundlag.engine.listing import as_csv, as_it_was
from grundlag.errors import DeliveryError, Problem
from grundlag.records.alone import part_of
from grundlag.records.list_book import list_book
from grundlag.records.model import Delivery, Taken
from grundlag.records.opening import Piece, told_of
from grundlag.records.parse import heading
from grundlag.records.scope import plan_of
from grundlag.records.take import Coming, Ready, ready
from grundlag.render.signs import lacked

TRIES = 20  # somebody's edit is kept with each: so many may come at once
SHEET = "Aktiviteter"
MEND_FIRST = "Mend its set-aside.xlsx and take that in first: the rows would be lost."
Row = dict[str, str]


class _OvertakenError(DeliveryError):
    """Another list came to speak for the plan while this one was written."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Whose plan, and of which year."""

    partnership: str
    year: int


def plan_register(defs: Definitions, of: Plan) -> Register | None:
    """The register of a plan; None where no source brings one."""
    return register_of(defs, of.partnership, of.year)


def register(defs: Definitions, of: Plan) -> Register:
    """The same; raises DeliveryError where no source brings one."""
    found = plan_register(defs, of)
    if found is None:
        what = f"no source brings the activities of {of.partnership}."
        fix = "Declare one: docs/how-to/take-in-activities.md."
        raise DeliveryError(Problem(where="sources.toml", what=what, fix=fix))
    return found


def edit(defs: Definitions, of: Plan, edits: Sequence[Edit], today: date, name: str) -> str:
    """Edit a register; gives the new delivery, or nothing where it says all that already.

    `name` is what the list is called. Whoever edits other activities meanwhile is not in the way.
    Raises MeanwhileError where somebody edited the same, DoubledError, or DeliveryError with what
    is wrong; then nothing is kept.
    """
    _refuse_unfit(edits)
    for _ in range(TRIES):
        before = register(defs, of)
        lines = edited(before, edits)
        if lines == before.lines:
            return ""
        _refuse_loss(before, lines)
        try:
            return _taken(defs, before, lines, today, name).delivery.id
        except _OvertakenError:
            continue
    what, fix = "others keep on changing the register.", "Try again in a moment."
    raise DeliveryError(Problem(where="activities", what=what, fix=fix))


def _refuse_unfit(edits: Sequence[Edit]) -> None:
    """Raise DeliveryError with each activity that no paper could be made with."""
    written = (edit.mine for edit in edits if edit.mine)
    problems = [
        Problem(
            where=f'"{entry.activity}"',
            what=f'the papers\' font has no "{sign}", so that they could not be made.',
            fix="Write it without.",
        )
        for entry in written
        if (sign := lacked("\n".join(_texts(entry))))
    ]
    if problems:
        raise DeliveryError(problems)


def _texts(entry: Entry) -> tuple[str, ...]:
    return entry.activity, entry.theme, entry.status, *(named.text for named in entry.named)


def _refuse_loss(before: Register, lines: Sequence[Line]) -> None:
    """Raise DeliveryError where the list before would fall silent with more than was edited."""
    file = before.spoken[0].manifest.file if before.spoken else ""
    if left := before.still_set_aside:
        what = f"{left} rows of it are set aside and wait to be mended."
        raise DeliveryError(Problem(where=file, what=what, fix=MEND_FIRST))
    if not lines:
        what = "a plan's last activity cannot be taken away: a list without rows says nothing."
        fix = "Withdraw the list, if there is no such plan: grundlag withdraw."
        raise DeliveryError(Problem(where=file, what=what, fix=fix))


def _taken(
    defs: Definitions, before: Register, lines: Sequence[Line], today: date, name: str
) -> Taken:
    """The list, written and taken in, unless another came to speak meanwhile."""
    spoke = tuple(delivery.id for delivery in before.spoken)

    def look(others: Sequence[Delivery]) -> None:
        now = register_of(defs, before.partnership, before.year)
        if now is None or tuple(delivery.id for delivery in now.spoken) != spoke:
            raise _OvertakenError(Problem(where=name, what="was overtaken.", fix="Try again."))

    _refuse_earlier(before, today)
    with _read(defs, before.source, _book(before, lines), name, today) as read:
        rows = _rows(read.taken)
        _refuse_unlike(defs, before, lines, read.taken, rows)
        return read.kept(look)


def _refuse_earlier(before: Register, today: date) -> None:
    """Raise DeliveryError where the list before arrived later: the new one would not be heard."""
    last = max((d.manifest.arrived for d in before.spoken), default=today)
    if last > today:
        what = f"the list that speaks arrived on {last}, after today, {today}."
        fix = "See that this machine's clock is right."
        raise DeliveryError(Problem(where=before.spoken[0].manifest.file, what=what, fix=fix))


def _refuse_unlike(
    defs: Definitions, before: Register, lines: Sequence[Line], taken: Taken, rows: Sequence[Row]
) -> None:
    """Raise DeliveryError where the list is read otherwise than it was meant."""
    _refuse_set_aside(taken)
    read = tuple(line.entry for line in lines_of(defs, before.source, rows))
    meant = tuple(line.entry for line in lines)
    if read != meant:
        at = next(
            (i for i, pair in enumerate(zip(read, meant, strict=False)) if len({*pair}) > 1), 0
        )
        what = f'"{meant[at].activity}" is read otherwise than it was written.'
        fix = f'See how "{before.source.id}" is read: [source.read] in sources.toml.'
        raise DeliveryError(Problem(where=taken.delivery.manifest.file, what=what, fix=fix))


def _refuse_set_aside(taken: Taken) -> None:
    """Raise DeliveryError with each cell that keeps a row out."""
    file = taken.delivery.manifest.file
    problems = [
        Problem(
            where=f"{file}, line {cell.line}",
            what=f'{cell.column or "the row"} "{cell.found}" is not taken in.',
            fix=f"Expected: {cell.expected or 'a row that fits the headings'}.",
        )
        for cell in taken.set_aside
    ]
    if not problems and taken.delivery.manifest.rows_wrong:
        what = f"{taken.delivery.manifest.rows_wrong} rows of it were set aside."
        problems = [Problem(where=file, what=what, fix="Mend them in the file.")]
    if problems:
        raise DeliveryError(problems)


@contextmanager
def _read(
    defs: Definitions, source: Source, content: bytes, name: str, today: date
) -> Iterator[Ready]:
    """A file's bytes, read and checked as `grundlag take` does it, and not yet kept."""
    with part_of(defs.root, "register") as folder, engine(USUAL) as connection:
        path = folder / f"list{Path(name).suffix.lower()}"
        path.write_bytes(content)
        coming = Coming(arrived=today, source=source.id, name=name)
        with ExitStack() as opened:
            try:
                read = opened.enter_context(ready(connection, defs, path, coming))
            except DeliveryError as error:
                piece = Piece(path=path, name=name)
                raise DeliveryError(told_of(piece, error.problems)) from error
            yield read


def _rows(taken: Taken) -> list[Row]:
    return [{**row, "delivery": ""} for row in read_parquet(taken.delivery.rows).to_pylist()]


def read_file(
    defs: Definitions, of: Plan, content: bytes, name: str, today: date
) -> tuple[Entry, ...]:
    """The activities of a plan that a file holds; nothing is kept.

    Raises DeliveryError where it cannot be read, rows of it would be set aside, or are of another
    plan.
    """
    into = register(defs, of)
    plain = replace(into.source.read, encoding=None, separator=None, sheet=None, header=None)
    source = replace(into.source, read=plain)
    others = (s for s in defs.sources.source if s.id != source.id)
    sources = replace(defs.sources, source=(*others, source))
    with _read(replace(defs, sources=sources), source, content, name, today) as read:
        _refuse_set_aside(read.taken)
        rows = [{k: _plain(v) for k, v in row.items()} for row in _rows(read.taken)]
    if wrong := sorted({plan_of(r) for r in rows if plan(defs, plan_of(r)) != _key(of)}):
        what = f"holds rows of another plan: {', '.join(wrong)}."
        fix = f"Leave only rows of {of.year} {of.partnership} in it."
        raise DeliveryError(Problem(where=name, what=what, fix=fix))
    return tuple(line.entry for line in lines_of(defs, into.source, rows))


def _plain(value: object) -> object:
    return as_it_was(value) if isinstance(value, str) else value


def _key(of: Plan) -> tuple[int, str]:
    return of.year, of.partnership


def _headings(found: Register) -> list[str]:
    """The headings as the list came with; columns that nobody mapped stay, and are empty."""
    mapped = [heading(name) for name in found.source.columns.values()]
    came = [heading(name) for name in found.source.header]
    return came if {*mapped} <= {*came} else [*mapped, *(n for n in came if n not in mapped)]


def _cells(found: Register, lines: Sequence[Line]) -> list[list[str]]:
    ours = {heading(theirs): name for name, theirs in found.source.columns.items()}
    return [
        [row[ours[name]] if name in ours else "" for name in _headings(found)]
        for line in lines
        for row in line.rows
    ]


def _book(found: Register, lines: Sequence[Line]) -> bytes:
    """The list to be taken in, as its source is read. What it follows makes it a file of its own.

    Else a register that is edited back to what it was would be the file from then, which is known.
    """
    how = found.source.read
    about = " ".join(delivery.id for delivery in found.spoken)
    above = (how.header or 1) - 1
    sheet = how.sheet or SHEET
    return list_book(_headings(found), _cells(found, lines), sheet, above, about)


def exported(defs: Definitions, of: Plan, kind: str) -> bytes:
    """A register as a file to edit elsewhere and read again: .xlsx, or .csv."""
    found = register(defs, of)
    return EXPORTS[kind](defs, found)


def _as_xlsx(defs: Definitions, found: Register) -> bytes:
    used = (named.text for entry in found.entries for named in entry.named)
    declared = (partner.name for partner in defs.activities.partner)
    words = {
        "status": (*defs.activities.known_status, *defs.activities.cancelled),
        **dict.fromkeys(PARTNERS, tuple(sorted({*declared, *used}))),
        "partner_place": (*found.source.where.inside[:1], *found.source.where.outside[:1]),
    }
    columns = {name: heading(theirs) for name, theirs in found.source.columns.items()}
    offered = {columns[name]: said for name, said in words.items() if name in columns}
    return list_book(_headings(found), _cells(found, found.lines), SHEET, offered=offered)


def _as_csv(defs: Definitions, found: Register) -> bytes:
    return as_csv(_headings(found), _cells(found, found.lines))


PARTNERS = ("partner", "partners_in", "partners_outside", "partners_unknown")
EXPORTS: dict[str, Callable[[Definitions, Register], bytes]] = {
    ".xlsx": _as_xlsx,
    ".csv": _as_csv,
}
