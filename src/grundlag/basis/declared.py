"""Everything that is declared in a working folder, with the line on which each thing stands."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grundlag.basis import lines as positions
from grundlag.basis.city import Folder
from grundlag.basis.folder import Areas, Breaks, Codes, Decisions, Sources, Survey
from grundlag.basis.model import Basis
from grundlag.basis.offences import CodeReading, Offence, offence
from grundlag.basis.partners import Activities
from grundlag.basis.partnerships import Partnerships
from grundlag.basis.remarks import Remark
from grundlag.errors import Problem

BASES = "definitions/bases"


@dataclass(frozen=True, kw_only=True)
class Definitions:
    """Everything that is declared in a working folder.

    `unread` names files that could not be read; what stood in them is an `Unread`. `remarks` are
    by report year; `written` is the figure each was first printed beside, by year and `key_of`.
    `codes.known` holds the codes that the register (`offences`) knows, too. `notices`
    is what should be known of where things are read from. `look_files` holds the city's own
    `template` and `logo`, as far as they could be read.
    """

    root: Path
    folder: Folder
    bases: dict[str, Basis]
    partnerships: Partnerships
    areas: Areas
    codes: Codes
    survey: Survey
    breaks: Breaks
    activities: Activities
    decisions: Decisions
    sources: Sources
    lines: dict[str, positions.Lines]
    texts: dict[str, str]
    geometry: str
    offences: tuple[Offence, ...]
    crosswalk: dict[str, str]
    remarks: dict[int, tuple[Remark, ...]]
    written: dict[int, dict[str, float]]
    unread: tuple[str, ...] = ()
    notices: tuple[Problem, ...] = ()
    look_files: dict[str, bytes] = field(default_factory=dict)

    @property
    def basis_ids(self) -> tuple[str, ...]:
        """The ids of all bases, those whose file could not be read among them."""
        broken = (Path(name).stem for name in self.unread if name.startswith(BASES))
        return (*self.bases, *broken)

    @property
    def code_reading(self) -> CodeReading:
        """How the codes of deliveries are read."""
        return CodeReading(lengths=self.codes.lengths, crosswalk=self.crosswalk)

    def offence(self, code: str) -> Offence | None:
        """Label and law of a code or a pattern: its own, else those of its group."""
        return offence(self.offences, code)

    def where(self, file: str, *path: str | int) -> str:
        """`file:line` of a declared thing, or the cell it stands in."""
        return positions.place(file, self.lines.get(file, {(): 1}), path)

    def home(self, file: str, section: str) -> str:
        """Where a whole section is written: a file, or the sheet that speaks instead of it."""
        head = self.lines.get(file, {}).get((section,))
        return f"{head.book}, {head.sheet}" if isinstance(head, positions.Cell) else file

    def where_text(self, file: str, found: str, *path: str | int) -> str:
        """`file:line` of a piece of text inside a value, which may run over several lines."""
        starts = self.lines[file]
        first = positions.nearest_line(starts, path)
        if isinstance(first, positions.Cell):
            return str(first)
        lines = (line for line in starts.values() if isinstance(line, int))
        end = min((line for line in lines if line > first), default=None)
        value = self.texts[file].split("\n")[first - 1 : end and end - 1]
        inside = (number for number, line in enumerate(value, first) if found in line)
        return f"{file}:{next(inside, first)}"


class NotReadError(Exception):
    """A rule asked for what stands in a file that could not be read: it can say no more."""


class Unread:
    """Stands for what was in a file that could not be read."""

    def __getattr__(self, name: str) -> Any:
        """Nothing can be asked of it."""
        raise NotReadError

    def __bool__(self) -> bool:
        """Not even whether there was anything."""
        raise NotReadError


def by_line(problem: Problem) -> tuple[tuple[str, int, int], str]:
    """What problems are sorted by: where they are, then what is wrong."""
    return positions.order(problem.where), problem.what
