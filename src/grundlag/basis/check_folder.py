"""What holds for all files of a folder: ids stand once, lists name each thing once."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from grundlag.basis.check_bases import basis_file
from grundlag.basis.declared import Definitions
from grundlag.basis.lines import Path
from grundlag.basis.model import Basis
from grundlag.errors import Problem

RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[1-9])(\..*)?", re.IGNORECASE)  # by Windows
LONGEST = 100
OWN = re.compile(  # what the program calls papers of its own, and a folder of them
    "overblik|indstilling|afklaring|grundlag|sammenligning|orientering-.*|om-opgoerelsen",
    re.IGNORECASE,
)
PAGES = frozenset(  # what follows a year in an address of the pages or of the API
    (
        "aendringer",
        "grundlag",
        "papirer",
        "aktiviteter",
        "bemaerkninger",
        "report",
        "partnerships",
        "tables",
    )
)


class WithId(Protocol):
    """A declared thing that has an id."""

    @property
    def id(self) -> str:
        """What it is called."""


def ids_are_unique(defs: Definitions) -> Iterator[Problem]:
    """No two things of one kind share an id."""
    named = (
        *(
            (basis_file(basis), kind, ids)
            for basis in defs.bases.values()
            for kind, ids in _in(basis)
        ),
        ("definitions/partnerships.toml", "partnership", _ids("partnership", defs.partnerships)),
        ("definitions/areas.toml", "area", _ids("area", defs.areas)),
        ("definitions/codes.toml", "crime", _ids("crime", defs.codes)),
        ("definitions/survey.toml", "question", _ids("question", defs.survey)),
        ("sources.toml", "source", _ids("source", defs.sources)),
        ("sources.toml", "fetch", _ids("fetch", defs.sources)),
    )
    for file, kind, ids in named:
        seen: set[str] = set()
        for path, name in ids:
            if name in seen:
                what = f'{kind} "{name}" is declared twice.'
                where = defs.where(file, *path)
                yield Problem(where=where, what=what, fix="Give one of them another id.")
            seen.add(name)


def _in(basis: Basis) -> Iterator[tuple[str, list[tuple[Path, str]]]]:
    yield from ((kind, _ids(kind, basis)) for kind in ("goal", "indicator", "assumption"))
    yield "table", [(("table", i, "number"), str(t.number)) for i, t in enumerate(basis.table)]
    yield (
        "target",
        [
            (("goal", i, "target", j, "id"), target.id)
            for i, goal in enumerate(basis.goal)
            for j, target in enumerate(goal.target)
        ],
    )


def _ids(kind: str, file: object) -> list[tuple[Path, str]]:
    things: Sequence[WithId] = getattr(file, kind)
    return [((kind, i, "id"), thing.id) for i, thing in enumerate(things)]


def ids_are_names_of_files(defs: Definitions) -> Iterator[Problem]:
    """An id that files or folders are called by is a name that Windows can hold, too."""
    partnerships, sources = "definitions/partnerships.toml", "sources.toml"
    named: dict[str, list[tuple[str, Path, str]]] = {
        "basis": [(basis_file(basis), ("id",), basis.id) for basis in defs.bases.values()],
        "partnership": [(partnerships, *each) for each in _ids("partnership", defs.partnerships)],
        "source": [(sources, *each) for each in _ids("source", defs.sources)],
        "fetch": [(sources, *each) for each in _ids("fetch", defs.sources)],
    }
    for kind, things in named.items():
        seen: dict[str, str] = {}
        for file, path, name in things:
            if why := _no_name(name, seen.setdefault(name.lower(), name)):
                what = f'{kind} "{name}" cannot be the name of a file on Windows: {why}.'
                yield Problem(where=defs.where(file, *path), what=what, fix="Give it another id.")


def _no_name(name: str, before: str) -> str:
    """Why a name cannot be a file's on Windows; `before` is another but for its case, or itself."""
    if RESERVED.fullmatch(name):
        return "Windows keeps that name for itself"
    if name.endswith("."):
        return "it ends with a full stop"
    if len(name) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    return f'"{before}" differs from it only in case' if before != name else ""


def partnerships_name_papers(defs: Definitions) -> Iterator[Problem]:
    """A partnership's paper and page are called by its id, which no other paper or page is."""
    for path, name in _ids("partnership", defs.partnerships):
        taken = "the program calls a paper of its own so" if OWN.fullmatch(name) else ""
        page = "the program calls a page of its own so" if name in PAGES else ""
        stop = "" if re.fullmatch(r"[\w-]+", name) else "it holds a full stop"
        if why := taken or page or stop:
            where = defs.where("definitions/partnerships.toml", *path)
            what = f'partnership "{name}" cannot be what its paper and its page are called: {why}.'
            fix = "Give it another id, of letters, digits, hyphens and underscores."
            yield Problem(where=where, what=what, fix=fix)


def lists_name_each_once(defs: Definitions) -> Iterator[Problem]:
    """What stands twice in a list would be counted, judged or printed twice."""
    for file, path, values in _lists(defs):
        for k, value in enumerate(values):
            if value in values[:k]:
                what = f"{path[-1]} names {value} twice."
                where = defs.where(file, *path, k)
                yield Problem(where=where, what=what, fix="Take it out once.")


def _lists(defs: Definitions) -> Iterator[tuple[str, Path, Sequence[str | int]]]:
    for basis in defs.bases.values():
        yield from ((basis_file(basis), path, values) for path, values in _of_basis(basis))
    for i, question in enumerate(defs.survey.question):
        yield "definitions/survey.toml", ("question", i, "out_of"), question.out_of
    for i, bridge in enumerate(defs.breaks.bridge):
        yield "definitions/breaks.toml", ("bridge", i, "joins"), bridge.joins
    file = "definitions/partnerships.toml"
    for i, base in enumerate(defs.partnerships.baseline):
        yield file, ("baseline", i, "years"), base.years
    for i, declared in enumerate(defs.partnerships.period):
        yield file, ("period", i, "waves"), declared.waves
        yield file, ("period", i, "police_years"), declared.police_years


def _of_basis(basis: Basis) -> Iterator[tuple[Path, Sequence[str | int]]]:
    for i, goal in enumerate(basis.goal):
        yield ("goal", i, "applies_to"), goal.applies_to
        for j, target in enumerate(goal.target):
            yield ("goal", i, "target", j, "indicators"), target.indicators
    for i, table in enumerate(basis.table):
        yield ("table", i, "applies_to"), table.applies_to
        yield ("table", i, "years"), table.years
        for j, row in enumerate(table.rows):
            yield ("table", i, "rows", j, "total_of"), row.total_of
