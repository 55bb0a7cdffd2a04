"""What a file is, by its first rows: of which source, or a guess of its columns; nothing is kept.

The same as `take` would find, and nothing is written: neither into the store nor sources.toml.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grundlag.basis.folder import Source
from grundlag.basis.load import Definitions
from grundlag.errors import DeliveryError, Problem
from grundlag.records import personal
from grundlag.records.facts import Facts, facts
from grundlag.records.headings import is_personal
from grundlag.records.mapping import changed, mapped, proposed, waiting
from grundlag.records.match import (
    fits,
    named,
    nearest_to,
    no_kind,
    plain,
    refuse_personal_headings,
)
from grundlag.records.parse import called, sought
from grundlag.records.proposal import Proposal
from grundlag.records.raw import Raw
from grundlag.records.read import refuse_doubled
from grundlag.records.set_aside import mended


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """What a file, or a sheet of it, was found to be; `problems` is all that stops it.

    `columns` are the file's for each thing of ours, `dropped` those that nobody mapped. `mends` is
    the delivery whose set-aside rows it brings. A `proposal` waits to be confirmed, with the
    `facts` of each column that may be chosen instead; where `accepts`, it is enough to say that
    the columns are right.
    """

    part: str = ""
    source: Source | None = None
    columns: dict[str, str] | None = None
    dropped: tuple[str, ...] = ()
    mends: str = ""
    proposal: Proposal | None = None
    facts: tuple[Facts, ...] = ()
    accepts: bool = False
    problems: tuple[Problem, ...] = ()


def recognised(defs: Definitions, path: Path, source: str | None = None) -> tuple[Recognised, ...]:
    """A file, or each sheet of it that has a source's columns; `source` is the one it is told of.

    Raises DeliveryError where it cannot be read at all, or holds what must not be kept.
    """
    if whose := mended(path):
        return (Recognised(mends=whose),)
    found = fits(defs, path, source, "")
    if found.fitting:
        parts = dict.fromkeys(raw.part for _, raw in found.fitting)
        each = ([(s, r) for s, r in found.fitting if r.part == part] for part in parts)
        return tuple(_fitting(defs, path, fitting, len(parts) > 1) for fitting in each)
    if near := nearest_to(found, source is not None):
        return (_of_source(defs, path, *near, is_one=False),)
    return (_unknown(defs, path),)


def _fitting(
    defs: Definitions, path: Path, fitting: list[tuple[Source, Raw]], is_one: bool
) -> Recognised:
    """A sheet with the source it fits; where there are several, they are told as a problem."""
    if len(fitting) > 1:
        names = ", ".join(source.id for source, _ in fitting)
        what, fix = f"fits more than one source: {names}.", "Say which."
        problem = Problem(where=path.name, what=what, fix=fix)
        return Recognised(part=fitting[0][1].part if is_one else "", problems=(problem,))
    return _of_source(defs, path, *fitting[0], is_one)


def _of_source(defs: Definitions, path: Path, source: Source, raw: Raw, is_one: bool) -> Recognised:
    header = named(raw)
    own = {*called(source).values(), *sought(source).across(raw.header)}
    problems = tuple(changed(defs, source, header, path.name))
    return Recognised(
        part=raw.part if is_one else "",
        source=source,
        columns=mapped(source),
        dropped=tuple(name for name in header if name not in own),
        accepts=bool(problems) and len(waiting(defs, header)) == 1,
        problems=problems,
    )


def _unknown(defs: Definitions, path: Path) -> Recognised:
    """The guess of the first sheet that looks like a kind, or the one that waits already."""
    problems: list[Problem] = []
    for raw, columns in _first_rows(path):
        header = named(raw)
        if guesses := [s for _, s in waiting(defs, header) if not s.confirmed]:
            return Recognised(source=guesses[0], columns=mapped(guesses[0]), accepts=True)
        if proposal := proposed(defs, path.name, columns, raw.dress):
            own = tuple(each for each in columns if not is_personal(each.name))
            return Recognised(proposal=proposal, facts=own)
        problems.append(no_kind(path))
    what, fix = "has no rows to guess by.", "Export it again."
    return Recognised(problems=(*problems, Problem(where=path.name, what=what, fix=fix))[:1])


def _first_rows(path: Path) -> Iterator[tuple[Raw, tuple[Facts, ...]]]:
    """Each sheet with rows, and the facts of its columns."""
    for raw in plain(path):
        refuse_personal_headings(path, raw)
        first = next(raw.chunks, None)
        if first is None or not len(first.lines):
            continue
        if found := personal.in_chunk(first):
            raise DeliveryError(personal.said(path.name, raw.header, personal.seen(found)))
        refuse_doubled(path.name, raw, raw.header)
        yield raw, facts(first.cells.select(named(raw)))
