"""A working folder's definitions, read: all problems at once, each with file and line, or cell."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from grundlag import basis as room
from grundlag.basis import code_lists, place_lists
from grundlag.basis import lines as positions
from grundlag.basis.cells import FIRST, LAST
from grundlag.basis.city import Folder
from grundlag.basis.declared import BASES, Definitions, Unread, by_line
from grundlag.basis.folder import Areas, Breaks, Codes, Decisions, Sources, Survey
from grundlag.basis.look_files import look_files
from grundlag.basis.model import Basis
from grundlag.basis.offences import Offence, known_codes
from grundlag.basis.partners import Activities
from grundlag.basis.partnerships import Partnerships
from grundlag.basis.reader import Reader
from grundlag.basis.remarks import Remark, Remarks
from grundlag.basis.sheets import REMARKS
from grundlag.errors import DefinitionError, Problem, nearest

__all__ = ["FILES", "Definitions", "load"]

T = TypeVar("T")
WRITTEN = ".tal.json"  # remarks/2026.tal.json: the figures that remarks were written to

STRAY = {"thumbs.db", "desktop.ini"}  # what Windows puts into a folder that is looked at


def load(root: Path) -> Definitions:
    """The declared folder at `root`; raises DefinitionError with every problem of its files.

    Where a file cannot be read, the rules are held against the others all the same.
    """
    if not any((root / name).is_file() for name, _ in FILES.values()):
        what = "this is no working folder: it has no grundlag.toml."
        fix = "`grundlag new DIR` makes a whole folder."
        raise DefinitionError(Problem(where=str(root), what=what, fix=fix))
    reader = Reader(root)
    whole: dict[str, Any] = {
        field: reader.read(name, kind) or Unread() for field, (name, kind) in FILES.items()
    }
    _refuse_strays(reader)
    whole["look_files"] = look_files(reader, whole["folder"])
    whole |= _code_files(reader, whole["codes"])
    whole |= _area_files(reader, whole["areas"])
    whole |= {
        "bases": _bases(reader),
        "remarks": _remarks(reader),
        "written": _written(reader),
        "lines": reader.lines,
        "texts": reader.texts,
        "unread": tuple(reader.unread),
        "notices": tuple(sorted(reader.notices, key=by_line)),
    }
    defs = Definitions(root=root, **whole)
    if reader.problems:
        raise DefinitionError(sorted((*reader.problems, *room.check.check(defs)), key=by_line))
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


def _refuse_strays(reader: Reader) -> None:
    """A file with a slip in its name would be passed over without a word."""
    known = [name.removeprefix("definitions/") for name, _ in FILES.values()]
    for path in sorted((reader.root / "definitions").glob("*.toml")):
        if path.name not in known:
            what = "no definition file is called so: it would not be read."
            reader.add(f"definitions/{path.name}", what, nearest(path.name, known))


def _bases(reader: Reader) -> dict[str, Basis]:
    names = [f"{BASES}/{path.name}" for path in reader.bases()]
    if not names:
        reader.add(BASES, "no basis is declared.", "Add one file a basis.")
    found = (_basis(reader, name) for name in names)
    return {basis.id: basis for basis in found if basis is not None}


def _basis(reader: Reader, name: str) -> Basis | None:
    """A basis, if it is called as its file is: so a name leads to its file."""
    basis, called = reader.read(name, Basis), Path(name).stem
    if basis is None or basis.id == called:
        return basis
    where = positions.place(name, reader.lines[name], ("id",))
    what = f'id = "{basis.id}" is not what the file is called.'
    reader.add(where, what, f'Write id = "{called}", or rename the file.')
    reader.unread.append(name)
    return None


def _area_files(reader: Reader, areas: Areas | Unread) -> dict[str, Any]:
    """The areas with the places that a list gives them, and the text of their geometry."""
    if isinstance(areas, Unread):
        return {"areas": areas, "geometry": ""}
    fix = "Put the GeoJSON file there, or leave geometry out."
    geometry = _beside_areas(reader, "geometry", areas.geometry, fix)
    fix = "Put the file there, or leave crosswalk out."
    text = _beside_areas(reader, "crosswalk", areas.crosswalk, fix)
    if areas.crosswalk is None or isinstance(text, Unread):
        return {"areas": areas if areas.crosswalk is None else text, "geometry": geometry}
    filled, problems = place_lists.with_places(f"definitions/{areas.crosswalk}", text, areas)
    reader.problems += problems
    return {"areas": Unread() if problems else filled, "geometry": geometry}


def _beside_areas(reader: Reader, key: str, named: str | None, fix: str) -> str | Unread:
    """The text of a file that areas.toml names; nothing where it names none."""
    if named is None:
        return ""
    text = reader.beside("definitions/areas.toml", key, named, fix)
    return Unread() if text is None else text


def _code_files(reader: Reader, codes: Codes | Unread) -> dict[str, Any]:
    """The codes with all that the register knows, its offences, and the code list."""
    if isinstance(codes, Unread):
        return {"codes": codes, "offences": Unread(), "crosswalk": Unread()}
    no_register: tuple[Offence, ...] = ()
    no_list: dict[str, str] = {}
    offences = _code_file(reader, codes, "register", no_register, code_lists.register)
    if isinstance(offences, Unread):
        return {"codes": codes, "offences": offences, "crosswalk": Unread()}
    codes = replace(codes, known=(*codes.known, *known_codes(offences, codes)))
    parse = partial(code_lists.crosswalk, offences)
    walk = _code_file(reader, codes, "crosswalk", no_list, parse)
    return {"codes": codes, "offences": offences, "crosswalk": walk}


def _code_file(
    reader: Reader,
    codes: Codes,
    key: str,
    none: T,
    parse: Callable[..., tuple[T, tuple[Problem, ...]]],
) -> T | Unread:
    """What a file holds that codes.toml names; `none` where it names none."""
    named = getattr(codes, key)
    if named is None:
        return none
    fix = f"Put the file there, or leave {key} out."
    text = reader.beside("definitions/codes.toml", key, named, fix)
    if text is None:
        return Unread()
    found, problems = parse(f"definitions/{named}", text, codes)
    reader.problems += problems
    return Unread() if problems else found


def _remarks(reader: Reader) -> dict[int, tuple[Remark, ...]]:
    """The analyst's own remarks, by the report year that their file is called after."""
    found: dict[int, tuple[Remark, ...]] = {}
    for path in sorted(reader.root.glob("remarks/[!.~]*")):
        name = f"remarks/{path.name}"
        if name.endswith(WRITTEN) or path.name.casefold() in STRAY:
            continue
        year = int(path.stem) if re.fullmatch("[0-9]{4}", path.stem) else 0
        if path.suffix not in (".toml", ".xlsx") or not year:
            what = "no file of remarks is called so."
            reader.add(name, what, "Call it YEAR.toml or YEAR.xlsx: 2026.toml.")
        elif not FIRST <= year <= LAST:
            what = f"{path.stem} is no report year."
            reader.add(name, what, f"Call it after a year from {FIRST} to {LAST}.")
        elif year in found:
            what = f"there are remarks for {year} in two files."
            reader.add(name, what, "Keep one of them: the TOML, or the workbook.")
        elif remarks := _remarks_in(reader, name):
            found[year] = remarks.remark
    return found


def _remarks_in(reader: Reader, name: str) -> Remarks | None:
    if name.endswith(".toml"):
        return reader.read(name, Remarks)
    return reader.read_sheet(name, REMARKS, Remarks)


def _written(reader: Reader) -> dict[int, dict[str, float]]:
    """The figures that remarks were first printed beside, as `grundlag report` noted them."""
    found: dict[int, dict[str, float]] = {}
    for path in sorted(reader.root.glob(f"remarks/*{WRITTEN}")):
        try:
            known = json.loads(reader.text(f"remarks/{path.name}") or "{}")
            year = int(path.name.removesuffix(WRITTEN))
            found[year] = {str(key): float(value) for key, value in known.items()}
        except (ValueError, TypeError, AttributeError):
            fix = "Remove it: remarks are then taken as written to today's figures."
            reader.add(f"remarks/{path.name}", "is not what the program wrote.", fix)
    return found
