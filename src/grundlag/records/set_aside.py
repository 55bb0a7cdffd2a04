"""Rows set aside: a list of every cell and its reason, and a workbook to mend them in."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from heapq import merge
from pathlib import Path

import pyarrow as pa
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from grundlag.basis.folder import Source
from grundlag.engine.listing import inert
from grundlag.errors import DeliveryError, Problem, refusal
from grundlag.records.check import HIDDEN, BadRow
from grundlag.records.model import NO_ROWS, Reason, SetAside
from grundlag.records.parse import called
from grundlag.records.raw import Chunk, Raw
from grundlag.records.readers.excel import sheet_rows, table_below

HEADINGS = ("line", "rule", "column", "found", "expected")
SHEET = "set aside"
OWN = ("Line", "What is wrong")  # the workbook's own columns, before the file's
AGAIN = ("ids_stand_once", "activities_stand_once")  # told by another row: nothing to mend
MOST = 100_000  # rows that a workbook holds: nobody mends more by hand
SHOWN = 1000  # cells brought along; all are in the list
EXAMPLES = 3  # lines named with a reason
SAID = (
    "Set aside from {id} ({file}). Mend the cells, delete the rows that are to stay out, and take "
    "this workbook in again: the rows are added to that delivery."
)
_MARK = "Set aside from "


@dataclass(frozen=True, kw_only=True)
class Listed:
    """What was written down: the first cells, and the reasons, the most frequent first.

    `rules` counts the rows that fail each check, `beyond` those the workbook has no room for.
    """

    cells: tuple[SetAside, ...]
    reasons: tuple[Reason, ...]
    rules: dict[str, int]
    beyond: int = 0


def write_set_aside(
    bad: Iterable[BadRow],
    rejected: Iterable[SetAside],
    source: Source,
    whose: tuple[str, str],
    folder: Path,
) -> Listed:
    """Write `set-aside.csv`, and `set-aside.xlsx` where there are rows to mend; one pass.

    The list has every cell that keeps a row out, whatever their number. `whose` is the delivery
    and its file; `rejected` are rows that fit no column, which nobody can mend in a workbook.
    """
    first: list[SetAside] = []
    tally: Counter[tuple[str, str, str]] = Counter()
    rules: Counter[str] = Counter()
    lines: dict[tuple[str, str, str], list[int]] = {}
    with ExitStack() as open_files:
        path = folder / "set-aside.csv"
        file = open_files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        book = _Book(folder / "set-aside.xlsx", source, whose)
        open_files.callback(book.close)
        for faults in merge(_alone(rejected), book.passed(bad), key=lambda told: told[0].line):
            for cell in sorted(faults):
                reason = (cell.rule, cell.column, cell.expected)
                tally[reason] += 1
                if len(lines.setdefault(reason, [])) < EXAMPLES:
                    lines[reason].append(cell.line)
                if len(first) < SHOWN:
                    first.append(cell)
                writer.writerow(inert(getattr(cell, name)) for name in HEADINGS)
            rules.update({cell.rule for cell in faults})
    return Listed(
        cells=tuple(first),
        reasons=_reasons(tally, lines),
        rules=dict(sorted(rules.items())),
        beyond=book.beyond,
    )


def _alone(rejected: Iterable[SetAside]) -> Iterator[tuple[SetAside, ...]]:
    for cell in rejected:
        yield (cell,)


def _reasons(
    tally: Counter[tuple[str, str, str]], lines: dict[tuple[str, str, str], list[int]]
) -> tuple[Reason, ...]:
    found = [
        Reason(rule=rule, column=column, expected=expected, rows=n, lines=tuple(lines[key]))
        for key, n in tally.items()
        for rule, column, expected in (key,)
    ]
    return in_order(found)


def in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The most frequent first."""
    return tuple(sorted(reasons, key=lambda r: (-r.rows, r.lines, r.column, r.expected)))


def _can_come_back(row: BadRow) -> bool:
    """Whether a row is one, and is counted nowhere yet: else it would count twice, mended."""
    rules = {fault.rule for fault in row.faults}
    return not rules <= {*NO_ROWS} and rules.isdisjoint(AGAIN)


class _Book:
    """The workbook, begun at the first row there is to mend.

    Cells are text, so that no zero is lost. An id is not kept, so it is not shown.
    """

    def __init__(self, path: Path, source: Source, whose: tuple[str, str]) -> None:
        self.path = path
        shown = {column: n for n, column in called(source).items() if n not in HIDDEN}
        self.names = {n: column for column, n in shown.items()}  # a period is read as two columns
        self.said = SAID.format(id=whose[0], file=whose[1])
        self.rows = self.beyond = 0
        self.book: xlsxwriter.Workbook | None = None

    def passed(self, bad: Iterable[BadRow]) -> Iterator[tuple[SetAside, ...]]:
        """The rows' faults, each row written down on the way."""
        for row in bad:
            if _can_come_back(row):
                self._write(row)
            yield row.faults

    def close(self) -> None:
        """Write the workbook out, where it has rows."""
        try:
            if self.book:
                self.book.close()
        except FileCreateError as error:  # a full disk, told as of any other file
            raise OSError(*error.args[0].args[:2], str(self.path)) from error
        finally:
            if self.book:
                with suppress(OSError):  # it leaves its own file open where the disk is full
                    self.sheet.row_data_fh.close()

    def _begin(self) -> None:
        on_the_way = {"constant_memory": True, "tmpdir": str(self.path.parent)}  # nowhere else
        self.book = xlsxwriter.Workbook(self.path, on_the_way)
        self.book.set_properties({"title": SHEET})
        self.sheet = self.book.add_worksheet(SHEET)
        self.text = self.book.add_format({"num_format": "@"})
        bold = self.book.add_format({"bold": True})
        self.sheet.set_column(0, 0, 8)
        self.sheet.set_column(1, 1, 60)
        self.sheet.set_column(2, 1 + len(self.names), 20, self.text)
        self.sheet.freeze_panes(2, 2)
        self.sheet.write_string(0, 0, self.said)
        for at, name in enumerate((*OWN, *self.names.values())):
            self.sheet.write_string(1, at, name, bold)

    def _write(self, row: BadRow) -> None:
        if self.rows == MOST:
            self.beyond += 1
            return
        if not self.book:
            self._begin()
        at, self.rows = self.rows + 2, self.rows + 1
        wrong = "; ".join(f"{c.column}: expected {c.expected}" for c in sorted(row.faults))
        self.sheet.write_number(at, 0, row.line)
        self.sheet.write_string(at, 1, wrong)
        for place, name in enumerate(self.names, 2):
            self.sheet.write_string(at, place, row.cells[name] or "", self.text)


def mended(path: Path) -> str | None:
    """Which delivery's rows a workbook holds, mended; None where it is any other file."""
    if path.suffix.lower() != ".xlsx":
        return None
    rows = sheet_rows(path, SHEET)
    if rows is None:
        return None
    said = str(rows[0][0]) if rows and rows[0] else ""
    if said.startswith(_MARK):
        return said.removeprefix(_MARK).split(" ", 1)[0]
    what = f'the sheet "{SHEET}" no longer says in its first cell which delivery it mends.'
    fix = "Leave the first two rows as they were written; copy the mended cells into a fresh one."
    raise DeliveryError(Problem(where=path.name, what=what, fix=fix))


def read_mended(path: Path, source: Source) -> Raw:
    """The rows of a mended workbook, each with its own line in it."""
    whole = table_below(sheet_rows(path, SHEET) or [], 1, source.read)
    cells = whole.cells.drop_columns([n for n in OWN if n in whole.cells.column_names])
    for name, column in called(source).items():
        if name in HIDDEN and column not in cells.column_names:
            cells = cells.append_column(column, pa.array([""] * len(cells), pa.string()))
    if gone := [c for c in called(source).values() if c not in cells.column_names]:
        what = f"the column {gone[0]} is gone."
        fix = "Leave the first two rows as they were written, and the columns where they are."
        raise refusal(path.name, what, fix)
    chunk = Chunk(cells=cells, lines=whole.lines)
    header, dress = tuple(cells.column_names), {"sheet": SHEET}
    return Raw(header=header, dress=dress, chunks=iter([chunk]), is_mended=True)
