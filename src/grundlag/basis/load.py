"""A working folder's definitions, read: all problems at once, each with file and line, or cell."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from grundlag.basis import lines as positions
from grundlag.basis import slips, workbook
from grundlag.basis.check import check
from grundlag.basis.declared import BASES, Definitions, Unread, by_line
from grundlag.basis.folder import (
    Areas,
    Breaks,
    Codes,
    Decisions,
    Folder,
    Partnerships,
    Sources,
    Survey,
)
from grundlag.basis.model import Basis
from grundlag.basis.names import Known, known
from grundlag.basis.overlay import Laid, lay
from grundlag.basis.sheets import SHEETS
from grundlag.errors import DefinitionError, Problem, nearest

__all__ = ["FILES", "Definitions", "load"]

T = TypeVar("T")
NEWEST_SCHEMA = 1


def load(root: Path) -> Definitions:
    """The declared folder at `root`; raises DefinitionError with every problem of its files.

    Where a file cannot be read, the rules are held against the others all the same.
    """
    reader = _Reader(root)
    if not reader.is_folder():
        what = "this is no working folder: it has no grundlag.toml."
        fix = "`grundlag new DIR` makes a whole folder."
        raise DefinitionError(Problem(where=str(root), what=what, fix=fix))
    whole: dict[str, Any] = {
        field: reader.read(name, kind) or Unread() for field, (name, kind) in FILES.items()
    }
    reader.refuse_strays()
    whole |= {
        "bases": reader.bases(),
        "geometry": reader.geometry(whole["areas"]),
        "remarks": reader.remarks(),
        "lines": reader.lines,
        "texts": reader.texts,
        "unread": tuple(reader.unread),
        "notices": tuple(sorted(reader.notices, key=by_line)),
    }
    defs = Definitions(root=root, **whole)
    if reader.problems:
        raise DefinitionError(sorted((*reader.problems, *check(defs)), key=by_line))
    return defs


FILES: dict[str, tuple[str, type[Any]]] = {
    "folder": ("grundlag.toml", Folder),
    "partnerships": ("definitions/partnerships.toml", Partnerships),
    "areas": ("definitions/areas.toml", Areas),
    "codes": ("definitions/codes.toml", Codes),
    "survey": ("definitions/survey.toml", Survey),
    "breaks": ("definitions/breaks.toml", Breaks),
    "decisions": ("decisions.toml", Decisions),
    "sources": ("sources.toml", Sources),
}
_MAY_BE_ABSENT: dict[str, dict[str, Any]] = {"definitions/breaks.toml": {"schema": 1}}


class _Reader:
    """Reads one folder's files and collects what is wrong with all of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.unread: list[str] = []
        self.lines: dict[str, positions.Lines] = {}
        self.texts: dict[str, str] = {}
        self.tomls: dict[str, dict[str, Any] | None] = {}
        self.book = self._workbook() if self.is_folder() else workbook.NONE
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

    def is_folder(self) -> bool:
        return any((self.root / name).is_file() for name, _ in FILES.values())

    def refuse_strays(self) -> None:
        """A file with a slip in its name would be passed over without a word."""
        known = [name.removeprefix("definitions/") for name, _ in FILES.values()]
        for path in sorted((self.root / "definitions").glob("*.toml")):
            if path.name not in known:
                what = "no definition file is called so: it would not be read."
                self._add(f"definitions/{path.name}", what, nearest(path.name, known))

    def bases(self) -> dict[str, Basis]:
        names = [f"{BASES}/{path.name}" for path in self._basis_files()]
        if not names:
            self._add(BASES, "no basis is declared.", "Add one file a basis.")
        found = (self._basis(name) for name in names)
        return {basis.id: basis for basis in found if basis is not None}

    def _basis(self, name: str) -> Basis | None:
        """A basis, if it is called as its file is: so a name leads to its file."""
        basis, called = self.read(name, Basis), Path(name).stem
        if basis is None or basis.id == called:
            return basis
        where = positions.place(name, self.lines[name], ("id",))
        what = f'id = "{basis.id}" is not what the file is called.'
        self._add(where, what, f'Write id = "{called}", or rename the file.')
        self.unread.append(name)
        return None

    def read(self, name: str, kind: type[T]) -> T | None:
        data = self._toml(name)
        if data is not None and self._schema_known(name, data):
            laid = self._laid(name)
            spoken = {section: list(each.records) for section, each in laid.items()}
            written = self._lines(name)
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
            wrong = (slips.problem(name, self._lines(name), e, kind) for e in found)
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
        bases = {path.stem: self._toml(f"{BASES}/{path.name}") for path in self._basis_files()}
        return known(self._toml("definitions/partnerships.toml"), bases)

    def _basis_files(self) -> list[Path]:
        return sorted((self.root / BASES).glob("*.toml"))

    def _place(self, name: str, section: str, laid: Laid) -> None:
        """Let what a sheet says be found in its cells."""
        self.problems += laid.problems
        rest = {path: line for path, line in self._lines(name).items() if path[:1] != (section,)}
        self.lines[name] = rest | laid.cells

    def geometry(self, areas: Areas | Unread) -> str | Unread:
        if isinstance(areas, Unread) or areas.geometry is None:
            return ""
        name = f"definitions/{areas.geometry}"
        if (self.root / name).is_file():
            text = self._text(name)
            return Unread() if text is None else text
        file = "definitions/areas.toml"
        where = positions.place(file, self._lines(file), ("geometry",))
        what = f'geometry = "{areas.geometry}" is not in the folder definitions.'
        self._add(where, what, "Put the GeoJSON file there, or leave geometry out.")
        return Unread()

    def remarks(self) -> dict[str, str]:
        """The analyst's own remarks, by the stem of their file."""
        paths = sorted(self.root.glob("remarks/*.md"))
        return {path.stem: self._text(f"remarks/{path.name}") or "" for path in paths}

    def _toml(self, name: str) -> dict[str, Any] | None:
        """A file's data, read once; what is wrong with it is told once."""
        if name not in self.tomls:
            self.tomls[name] = self._parsed(name)
        return self.tomls[name]

    def _parsed(self, name: str) -> dict[str, Any] | None:
        if not (self.root / name).is_file():
            if name in _MAY_BE_ABSENT:
                return _MAY_BE_ABSENT[name]
            self._add(name, "the file is missing.", "`grundlag new DIR` makes a whole folder.")
            return None
        text = self._text(name)
        if text is None:
            return None
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self.problems.append(slips.syntax(name, text, str(error)))
            return None
        self.lines[name], self.texts[name] = positions.lines(text), text
        return data

    def _text(self, name: str) -> str | None:
        """A file's text; what Windows writes, a byte order mark and CRLF, is no part of it."""
        try:
            found = (self.root / name).read_bytes()
            return found.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            what = f"is not UTF-8 (byte {error.object[error.start]:#04x})."
            self._add(f"{name}:{line}", what, "Save the file as UTF-8.")
        except OSError as error:
            self._add(
                name, f"cannot be read ({error.strerror}).", "Give yourself leave to read it."
            )
        return None

    def _lines(self, name: str) -> positions.Lines:
        return self.lines.get(name, {(): 1})

    def _schema_known(self, name: str, data: dict[str, Any]) -> bool:
        schema = data.get("schema", NEWEST_SCHEMA)
        if type(schema) is int and schema == NEWEST_SCHEMA:
            return True
        where = positions.place(name, self._lines(name), ("schema",))
        if type(schema) is int and schema > NEWEST_SCHEMA:
            what = f"schema = {schema} is newer than this program, which reads {NEWEST_SCHEMA}."
            self._add(where, what, "Install a newer version of grundlag.")
            return False
        what = f"schema = {slips.shown(schema)} is no schema that this program reads."
        self._add(where, what, f"Write schema = {NEWEST_SCHEMA}.")
        return False

    def _add(self, where: str, what: str, fix: str) -> None:
        self.problems.append(Problem(where=where, what=what, fix=fix))


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
