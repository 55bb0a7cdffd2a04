"""What went wrong, said so that it can be mended.

GrundlagError            anything the reader can mend; holds all of an input's problems at once
├── DefinitionError      a definition file is wrong
├── DeliveryError        a file cannot be taken in, or what was taken in cannot answer
├── FetchError           a bank cannot be reached, or answers otherwise than it should
├── SeriesError          two figures that must not be compared
└── SumError             a number and the rows behind it disagree
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, kw_only=True, order=True)
class Problem:
    """One thing to mend: where it is, what is wrong, what to do."""

    where: str
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}\n    {self.fix}"


class GrundlagError(Exception):
    """Something in the input must be mended; `problems` names every such thing."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        found = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.problems = tuple(dict.fromkeys(found))
        super().__init__("\n".join(str(p) for p in self.problems))

    def __reduce__(self) -> "tuple[type[GrundlagError], tuple[tuple[Problem, ...]]]":
        """What it is made of again in another process: its problems, not its words."""
        return type(self), (self.problems,)


class DefinitionError(GrundlagError):
    """A definition file is wrong."""


class DeliveryError(GrundlagError):
    """A delivery cannot be taken in, or what was taken in cannot answer the question."""


class FetchError(GrundlagError):
    """A bank cannot be reached, or answers otherwise than it should."""


class SeriesError(GrundlagError):
    """Two figures of different series were about to be compared."""


class SumError(GrundlagError):
    """A number and the rows behind it disagree."""


def nearest(found: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known words, or all of them where few."""
    names = sorted({*known} - {""})
    if close := get_close_matches(found, names, n=1, cutoff=0.6):
        return f'Did you mean "{close[0]}"?'
    if not names:
        return "None is declared yet."
    shown = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    return f"Known: {shown}."


def refusal(file: str, what: str, fix: str) -> DeliveryError:
    """The error of a file that cannot be read."""
    return DeliveryError(Problem(where=file, what=what, fix=fix))
