"""A working folder's definitions, read: all problems at once, each with file and line."""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from grundlag.basis import lines as positions
from grundlag.basis import slips
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
from grundlag.basis.partners import Activities
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
    "activities": ("definitions/activities.toml", Activities),
    "decisions": ("decisions.toml", Decisions),
    "sources": ("sources.toml", Sources),
}
_MAY_BE_ABSENT: dict[str, dict[str, Any]] = {
    "definitions/breaks.toml": {"schema": 1},
    "definitions/activities.toml": {"schema": 1},
}


class _Reader:
    """Reads one folder's files and collects what is wrong with all of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.unread: list[str] = []
        self.lines: dict[str, positions.Lines] = {}
        self.texts: dict[str, str] = {}

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
        names = [f"{BASES}/{path.name}" for path in sorted((self.root / BASES).glob("*.toml"))]
        if not names:
            self._add(BASES, "no basis is declared.", "Add one file a basis.")
        found = (self._basis(name) for name in names)
        return {basis.id: basis for basis in found if basis is not None}

    def _basis(self, name: str) -> Basis | None:
        """A basis, if it is called as its file is: so a name leads to its file."""
        basis, called = self.read(name, Basis), Path(name).stem
        if basis is None or basis.id == called:
            return basis
        line = positions.nearest_line(self.lines[name], ("id",))
        what = f'id = "{basis.id}" is not what the file is called.'
        self._add(f"{name}:{line}", what, f'Write id = "{called}", or rename the file.')
        self.unread.append(name)
        return None

    def read(self, name: str, kind: type[T]) -> T | None:
        data = self._toml(name)
        if data is not None and self._schema_known(name, data):
            try:
                return TypeAdapter(kind).validate_python(data)
            except ValidationError as error:
                found = error.errors(include_url=False)
                self.problems += [slips.problem(name, self._lines(name), e, kind) for e in found]
        self.unread.append(name)
        return None

    def geometry(self, areas: Areas | Unread) -> str | Unread:
        if isinstance(areas, Unread) or areas.geometry is None:
            return ""
        name = f"definitions/{areas.geometry}"
        if (self.root / name).is_file():
            text = self._text(name)
            return Unread() if text is None else text
        where = "definitions/areas.toml"
        line = positions.nearest_line(self._lines(where), ("geometry",))
        what = f'geometry = "{areas.geometry}" is not in the folder definitions.'
        self._add(f"{where}:{line}", what, "Put the GeoJSON file there, or leave geometry out.")
        return Unread()

    def remarks(self) -> dict[str, str]:
        """The analyst's own remarks, by the stem of their file."""
        paths = sorted(self.root.glob("remarks/*.md"))
        return {path.stem: self._text(f"remarks/{path.name}") or "" for path in paths}

    def _toml(self, name: str) -> dict[str, Any] | None:
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
        """A file's text; a byte order mark, as Windows writes it, is no part of it."""
        try:
            found = (self.root / name).read_bytes()
            return found.decode("utf-8-sig")
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
        where = f"{name}:{positions.nearest_line(self._lines(name), ('schema',))}"
        if type(schema) is int and schema > NEWEST_SCHEMA:
            what = f"schema = {schema} is newer than this program, which reads {NEWEST_SCHEMA}."
            self._add(where, what, "Install a newer version of grundlag.")
            return False
        what = f"schema = {slips.shown(schema)} is no schema that this program reads."
        self._add(where, what, f"Write schema = {NEWEST_SCHEMA}.")
        return False

    def _add(self, where: str, what: str, fix: str) -> None:
        self.problems.append(Problem(where=where, what=what, fix=fix))
