"""A working folder's definitions, read: all problems at once, each with file and line."""

import json
import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from grundlag.basis import code_lists, slips
from grundlag.basis import lines as positions
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
from grundlag.basis.offences import Offence, known_codes
from grundlag.basis.partners import Activities
from grundlag.basis.remarks import Remark, Remarks
from grundlag.errors import DefinitionError, Problem, nearest

__all__ = ["FILES", "Definitions", "load"]

T = TypeVar("T")
NEWEST_SCHEMA = 1
WRITTEN = ".tal.json"  # remarks/2026.tal.json: the figures that remarks were written to


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
    whole |= reader.code_files(whole["codes"])
    whole |= {
        "bases": reader.bases(),
        "geometry": reader.geometry(whole["areas"]),
        "remarks": reader.remarks(),
        "written": reader.written(),
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
        named = "definitions/areas.toml", "geometry", areas.geometry
        text = self._beside(*named, fix="Put the GeoJSON file there, or leave geometry out.")
        return Unread() if text is None else text

    def code_files(self, codes: Codes | Unread) -> dict[str, Any]:
        """The codes with all that the register knows, its offences, and the code list."""
        if isinstance(codes, Unread):
            return {"codes": codes, "offences": Unread(), "crosswalk": Unread()}
        no_register: tuple[Offence, ...] = ()
        no_list: dict[str, str] = {}
        offences = self._code_file(codes, "register", no_register, code_lists.register)
        if isinstance(offences, Unread):
            return {"codes": codes, "offences": offences, "crosswalk": Unread()}
        codes = replace(codes, known=(*codes.known, *known_codes(offences, codes)))
        parse = partial(code_lists.crosswalk, offences)
        walk = self._code_file(codes, "crosswalk", no_list, parse)
        return {"codes": codes, "offences": offences, "crosswalk": walk}

    def _code_file(
        self, codes: Codes, key: str, none: T, parse: Callable[..., tuple[T, tuple[Problem, ...]]]
    ) -> T | Unread:
        """What a file holds that codes.toml names; `none` where it names none."""
        named = getattr(codes, key)
        if named is None:
            return none
        fix = f"Put the file there, or leave {key} out."
        text = self._beside("definitions/codes.toml", key, named, fix)
        if text is None:
            return Unread()
        found, problems = parse(f"definitions/{named}", text, codes)
        self.problems += problems
        return Unread() if problems else found

    def _beside(self, where: str, key: str, named: str, fix: str) -> str | None:
        """The text of a file in definitions that another one names."""
        name = f"definitions/{named}"
        if (self.root / name).is_file():
            return self._text(name)
        line = positions.nearest_line(self._lines(where), (key,))
        self._add(f"{where}:{line}", f'{key} = "{named}" is not in the folder definitions.', fix)
        return None

    def remarks(self) -> dict[int, tuple[Remark, ...]]:
        """The analyst's own remarks, by the report year that their file is called after."""
        found: dict[int, tuple[Remark, ...]] = {}
        for path in sorted(self.root.glob("remarks/[!.]*")):
            name = f"remarks/{path.name}"
            if name.endswith(WRITTEN):
                continue
            if path.suffix != ".toml" or not path.stem.isdecimal():
                self._add(name, "no file of remarks is called so.", "Call it YEAR.toml: 2026.toml.")
            elif remarks := self.read(name, Remarks):
                found[int(path.stem)] = remarks.remark
        return found

    def written(self) -> dict[int, dict[str, float]]:
        """The figures that remarks were first printed beside, as `grundlag report` noted them."""
        found: dict[int, dict[str, float]] = {}
        for path in sorted(self.root.glob(f"remarks/*{WRITTEN}")):
            try:
                known = json.loads(self._text(f"remarks/{path.name}") or "{}")
                year = int(path.name.removesuffix(WRITTEN))
                found[year] = {str(key): float(value) for key, value in known.items()}
            except (ValueError, TypeError, AttributeError):
                fix = "Remove it: remarks are then taken as written to today's figures."
                self._add(f"remarks/{path.name}", "is not what the program wrote.", fix)
        return found

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
