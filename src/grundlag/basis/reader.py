"""Reads a working folder's files one by one and collects what is wrong with all of them."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from grundlag.basis import lines as positions
from grundlag.basis import slips, workbook
from grundlag.basis.declared import BASES
from grundlag.basis.names import Known, known
from grundlag.basis.overlay import Laid, lay
from grundlag.basis.sheet import Sheet
from grundlag.basis.sheets import SHEETS
from grundlag.errors import Problem

T = TypeVar("T")
NEWEST_SCHEMA = 1
_MAY_BE_ABSENT: dict[str, dict[str, Any]] = {
    "definitions/breaks.toml": {"schema": 1},
    "definitions/activities.toml": {"schema": 1},
}


class Reader:
    """One folder's files, where each thing in them stands, and every problem they have."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.unread: list[str] = []
        self.lines: dict[str, positions.Lines] = {}
        self.texts: dict[str, str] = {}
        self.tomls: dict[str, dict[str, Any] | None] = {}
        self.book = self._workbook()
        self.problems += self.book.problems
        self.notices = list(self.book.notices)

    def _workbook(self) -> workbook.Book:
        """The folder's workbook, if it has one."""
        paths, problems = workbook.find(self.root)
        if problems:
            return workbook.broken(*problems)
        try:
            return workbook.read(paths[0], paths[0].read_bytes()) if paths else workbook.NONE
        except OSError as error:
            return workbook.unread(paths[0], error)

    def read(self, name: str, kind: type[T]) -> T | None:
        """A file as a record; None where it could not be read, and then it is in `unread`."""
        data = self._toml(name)
        if data is not None and self._schema_known(name, data):
            laid = self._laid(name)
            spoken = {section: list(each.records) for section, each in laid.items()}
            written = self.lines_of(name)
            for section, each in laid.items():
                self._place(name, section, each)
            record = self._record(name, data | spoken, kind, laid)
            if record is not None:
                unsaid = _valid(kind, data)
                for section, each in laid.items():
                    where = positions.place(name, written, (section,))
                    self.notices += _told(where, section, each, data, (unsaid, record))
                return record
        self.unread.append(name)
        return None

    def _record(
        self, name: str, data: dict[str, Any], kind: type[T], laid: Mapping[str, Laid]
    ) -> T | None:
        told = {path for each in laid.values() for path in each.unreadable}
        sure = not any(each.problems for each in laid.values()) and not self._is_dark(name)
        try:
            record = TypeAdapter(kind).validate_python(data)
        except ValidationError as error:
            found = [e for e in error.errors(include_url=False) if e["loc"][:3] not in told]
            wrong = (slips.problem(name, self.lines_of(name), e, kind) for e in found)
            self.problems += map(slips.in_headings, wrong)
            return None
        return record if sure else None

    def _is_dark(self, name: str) -> bool:
        """Whether a workbook that cannot be read may speak instead of a part of a file."""
        return self.book.broken and name in {sheet.file for sheet in SHEETS.values()}

    def _laid(self, name: str) -> dict[str, Laid]:
        """The sections of a file that sheets speak for."""
        sheets = ((SHEETS[s], grid) for s, grid in self.book.grids.items())
        own = [(sheet, grid) for sheet, grid in sheets if sheet.file == name]
        return {sheet.section: lay(grid, sheet, self._known()) for sheet, grid in own}

    def _known(self) -> Known:
        bases = {path.stem: self._toml(f"{BASES}/{path.name}") for path in self.bases()}
        return known(self._toml("definitions/partnerships.toml"), bases)

    def _place(self, name: str, section: str, laid: Laid) -> None:
        """Let what a sheet says be found in its cells."""
        self.problems += laid.problems
        rest = {path: line for path, line in self.lines_of(name).items() if path[:1] != (section,)}
        self.lines[name] = rest | laid.cells

    def _toml(self, name: str) -> dict[str, Any] | None:
        """A file's data, read once; what is wrong with it is told once."""
        if name not in self.tomls:
            self.tomls[name] = self._parsed(name)
        return self.tomls[name]

    def _parsed(self, name: str) -> dict[str, Any] | None:
        if not (self.root / name).is_file():
            if name in _MAY_BE_ABSENT:
                return _MAY_BE_ABSENT[name]
            self.add(name, "the file is missing.", "`grundlag new DIR` makes a whole folder.")
            return None
        text = self.text(name)
        if text is None:
            return None
        try:
            data, self.lines[name] = _read(text)
        except tomllib.TOMLDecodeError as error:
            self.problems.append(slips.syntax(name, text, str(error)))
            return None
        self.texts[name] = text
        return data

    def text(self, name: str) -> str | None:
        """A file's text; what Windows writes, a byte order mark and CRLF, is no part of it."""
        try:
            found = (self.root / name).read_bytes()
            return found.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            what = f"is not UTF-8 (byte {error.object[error.start]:#04x})."
            self.add(f"{name}:{line}", what, "Save the file as UTF-8.")
        except OSError as error:
            self.add(name, f"cannot be read ({error.strerror}).", "Give yourself leave to read it.")
        return None

    def lines_of(self, name: str) -> positions.Lines:
        """Where each thing in a file stands."""
        return self.lines.get(name, {(): 1})

    def _schema_known(self, name: str, data: dict[str, Any]) -> bool:
        schema = data.get("schema", NEWEST_SCHEMA)
        if type(schema) is int and schema == NEWEST_SCHEMA:
            return True
        where = positions.place(name, self.lines_of(name), ("schema",))
        if type(schema) is int and schema > NEWEST_SCHEMA:
            what = f"schema = {schema} is newer than this program, which reads {NEWEST_SCHEMA}."
            self.add(where, what, "Install a newer version of grundlag.")
            return False
        what = f"schema = {slips.shown(schema)} is no schema that this program reads."
        self.add(where, what, f"Write schema = {NEWEST_SCHEMA}.")
        return False

    def read_sheet(self, name: str, sheet: Sheet, kind: type[T]) -> T | None:
        """A workbook of one sheet as a record; each thing in it stands in its cell."""
        try:
            content = (self.root / name).read_bytes()
        except OSError as error:
            self.add(name, f"cannot be read ({error.strerror}).", "Close it in Excel.")
            return None
        grid, problem = workbook.first_sheet(name, content)
        if problem:
            self.problems.append(problem)
            return None
        laid = lay(grid, sheet, self._known())
        self.problems += laid.problems
        self.lines[name] = {(): 1, **laid.cells}
        data = {"schema": NEWEST_SCHEMA, sheet.section: list(laid.records)}
        return self._record(name, data, kind, {sheet.section: laid})

    def bases(self) -> list[Path]:
        """The files of the bases."""
        return sorted((self.root / BASES).glob("*.toml"))

    def beside(self, where: str, key: str, named: str, fix: str) -> str | None:
        """The text of a file in definitions that another one names."""
        name = f"definitions/{named}"
        if (self.root / name).is_file():
            return self.text(name)
        at = positions.place(where, self.lines_of(where), (key,))
        self.add(at, f'{key} = "{named}" is not in the folder definitions.', fix)
        return None

    def add(self, where: str, what: str, fix: str) -> None:
        """One more problem."""
        self.problems.append(Problem(where=where, what=what, fix=fix))


@lru_cache(maxsize=32)  # a command opens its folder more than once
def _read(text: str) -> tuple[dict[str, Any], positions.Lines]:
    """What a TOML text says, and where: to be looked at, never changed."""
    return tomllib.loads(text), positions.lines(text)


def _valid(kind: type[T], data: dict[str, Any]) -> T | None:
    try:
        return TypeAdapter(kind).validate_python(data)
    except ValidationError:
        return None


def _told(
    where: str, section: str, laid: Laid, data: dict[str, Any], records: tuple[Any, Any]
) -> Iterator[Problem]:
    """What should be known of a sheet: that it is empty, that it says other than the TOML."""
    sheet = str(laid.cells[(section,)]).partition("!")[0]
    if not laid.records:
        what = f"the sheet is empty: there is no [[{section}]]."
        fix = f"Fill it in; or delete the sheet, and {where.partition(':')[0]} speaks."
        yield Problem(where=sheet, what=what, fix=fix)
    toml, said = (getattr(record, section, None) for record in records)
    if data.get(section) and toml != said:
        count = len(data[section])
        what = f"its [[{section}]] ({count}) says other than {sheet} ({len(laid.records)}), which"
        fix = "Delete one of them: the sections here, or the sheet."
        yield Problem(where=where, what=f"{what} speaks instead.", fix=fix)
