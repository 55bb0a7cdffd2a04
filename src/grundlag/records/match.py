"""Find the declared source that a file is of: the one whose columns it has.

Of each file only the first rows are looked at. One of no source is guessed, and the guess written
into sources.toml for a person to confirm.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grundlag.basis.folder import Source
from grundlag.basis.load import Definitions
from grundlag.basis.reading import Reading
from grundlag.errors import DeliveryError, Problem, nearest, refusal
from grundlag.records import personal
from grundlag.records.header import under
from grundlag.records.mapping import accepted, changed, guessed, is_of, mapped, waiting
from grundlag.records.parse import Sought, sought
from grundlag.records.raw import Chunk, Raw, Table
from grundlag.records.read import refuse_doubled, tables
from grundlag.records.rewriting import rewritten

Tried = list[tuple[Source, Raw]]


@dataclass(frozen=True, kw_only=True)
class Fits:
    """The sources whose columns a file's tables have, all that were tried, what is wrong else."""

    fitting: Tried
    tried: Tried
    unread: tuple[Problem, ...]


def source_of(
    defs: Definitions, path: Path, name: str | None, part: str = ""
) -> tuple[Source, Raw]:
    """The declared source whose columns the file has, and the file read as that source says.

    `part` names the one sheet of a workbook that is meant.
    """
    found = fits(defs, path, name, part)
    sheets = dict.fromkeys(raw.part for _, raw in found.fitting)
    if len(sheets) > 1:
        what = f"has the columns on several sheets: {', '.join(sheets)}."
        raise refusal(path.name, what, "Say which under [source.read]: sheet = ...")
    if len(found.fitting) == 1:
        source, raw = found.fitting[0]
        if problems := [*changed(defs, source, named(raw), path.name)]:
            raise DeliveryError(problems)
        refuse_doubled(path.name, raw, sought(source).names)
        return source, raw
    raise DeliveryError([*_no_source(defs, path, found, name is not None), *found.unread])


def sheets_of(defs: Definitions, path: Path, name: str | None) -> tuple[str, ...]:
    """The sheets of a workbook that have a source's columns, where there are several; else ""."""
    found = fits(defs, path, name, "")
    parts = dict.fromkeys(raw.part for _, raw in found.fitting)
    return tuple(parts) if len(parts) > 1 else ("",)


def fits(defs: Definitions, path: Path, name: str | None, part: str) -> Fits:
    """Try a file on the sources it may be of; raises DeliveryError where none can read it."""
    _refuse_absent(path)
    candidates = _candidates(defs, name)
    opened: dict[Reading, list[Table] | DeliveryError] = {}
    tried: Tried = []
    unread: list[Problem] = []
    for source in candidates:
        try:
            tried += [(source, raw) for raw in _raws(opened, path, source, part)]
        except DeliveryError as error:
            unread += error.problems
    if candidates and not tried:
        raise DeliveryError(dict.fromkeys(unread))
    for _, raw in tried[:1]:
        refuse_personal_headings(path, raw)
    fitting = [(s, raw) for s, raw in tried if sought(s).are_in(raw.header)]
    if len(fitting) > 1:  # of two makes with the same columns that are mapped, the very one
        fitting = [(s, r) for s, r in fitting if s.header and _is_same(s, r)] or fitting
    return Fits(fitting=fitting, tried=tried, unread=tuple(dict.fromkeys(unread)))


def _raws(
    opened: dict[Reading, list[Table] | DeliveryError], path: Path, source: Source, part: str
) -> list[Raw]:
    """A file's tables under the headings of a source; sources that read alike share them."""
    if source.read not in opened:
        try:
            opened[source.read] = tables(path, source.read)
        except DeliveryError as error:
            opened[source.read] = error
    found = opened[source.read]
    if isinstance(found, DeliveryError):
        raise found
    meant = [table for table in found if part in ("", table.part)]
    raws = [under(table, path.name, source.read, sought(source)) for table in meant]
    fitting = [raw for raw in raws if sought(source).are_in(raw.header)]
    return list({raw.part: raw for raw in reversed(fitting or raws)}.values())[::-1]


def named(raw: Raw) -> tuple[str, ...]:
    """The headings of a file; a column without one is none."""
    return tuple(name for name in raw.header if name)


def _is_same(source: Source, raw: Raw) -> bool:
    return set(source.header) == set(named(raw))


def _refuse_absent(path: Path) -> None:
    if not path.is_file():
        what = "there is no such file."
        raise DeliveryError(Problem(where=str(path), what=what, fix="Name a file that exists."))


def refuse_personal_headings(path: Path, raw: Raw) -> None:
    """Raise DeliveryError where a heading holds a CPR number."""
    if personal.in_header(raw.header):
        raise DeliveryError(personal.said(path.name, raw.header, ()))


def _candidates(defs: Definitions, name: str | None) -> list[Source]:
    """The sources that a file may be of; one that was only guessed is none."""
    declared = {source.id: source for source in defs.sources.source}
    if name is None:
        return [source for source in declared.values() if source.confirmed]
    if name not in declared:
        what, fix = f'no source is called "{name}".', nearest(name, declared)
        raise DeliveryError(Problem(where="--source", what=what, fix=fix))
    if not declared[name].confirmed:
        what = f'"{name}" is a guess that nobody has confirmed.'
        fix = "Look at it in sources.toml, then: grundlag take --accept FILE"
        raise DeliveryError(Problem(where="--source", what=what, fix=fix))
    return [declared[name]]


def _no_source(defs: Definitions, path: Path, found: Fits, is_told: bool) -> Iterator[Problem]:
    """Why no source was found: two fit, one has other columns than it had, or it is a new make."""
    if len(found.fitting) > 1:
        what = f"fits more than one source: {', '.join(s.id for s, _ in found.fitting)}."
        yield Problem(where=path.name, what=what, fix="Say which with --source.")
        return
    if near := nearest_to(found, is_told):
        yield from _unlike(defs, *near, path.name)
        return
    yield _first_guess(defs, path)


def nearest_to(found: Fits, is_told: bool = False) -> tuple[Source, Raw] | None:
    """The source that a file is of, with other columns than it had; or the one it is told to be."""
    near = [(s, raw) for s, raw in found.tried if is_told or is_of(s, raw.header)]
    return max(near, key=lambda pair: _share(*pair), default=None)


def _unlike(defs: Definitions, source: Source, raw: Raw, file: str) -> Iterator[Problem]:
    """How a file's columns differ from its source's."""
    yield from changed(defs, source, named(raw), file)
    wide = source.wide.columns if source.wide else ()
    if wide and not sought(source).across(raw.header):
        what = f'no heading is like {" or ".join(wide)}, which stand across in "{source.id}".'
        yield Problem(where=file, what=what, fix="Mend columns under [source.wide].")


def no_kind(path: Path) -> Problem:
    """That a file looks like nothing there is."""
    what = "fits no source, and its columns look like none of the kinds there are."
    fix = "Declare a [[source]] in sources.toml: docs/how-to/take-in-a-delivery.md."
    return Problem(where=path.name, what=what, fix=fix)


def plain(path: Path) -> Iterator[Raw]:
    """A file's tables under what looks like their headings, the likeliest dress of each."""
    found = {table.part: table for table in reversed(tables(path, Reading()))}
    for table in reversed(found.values()):
        yield under(table, path.name, Reading(), Sought())


def _share(source: Source, raw: Raw) -> float:
    wanted = set(mapped(source).values())
    return len(wanted & set(raw.header)) / max(1, len(wanted))


def _first_guess(defs: Definitions, path: Path) -> Problem:
    """The guess of the first sheet that looks like a kind; a cover or an empty sheet is passed."""
    told: list[Problem] = []
    for raw in plain(path):
        refuse_personal_headings(path, raw)
        first = next(raw.chunks, None)
        if first is None or not len(first.lines):
            continue
        try:
            refuse_doubled(path.name, raw, raw.header)
        except DeliveryError as error:
            told += error.problems
            continue
        if guess := _guessed(defs, path, raw, first):
            return guess
        told.append(no_kind(path))
    what, fix = "has no rows to guess by.", "Export it again."
    return told[0] if told else Problem(where=path.name, what=what, fix=fix)


def _guessed(defs: Definitions, path: Path, raw: Raw, first: Chunk) -> Problem | None:
    """A guess of a table, written into sources.toml unless it stands there already."""
    if found := personal.in_chunk(first):
        raise DeliveryError(personal.said(path.name, raw.header, personal.seen(found)))

    def guess(now: Definitions, before: bytes) -> tuple[Problem | None, bytes]:
        found = guessed(now, path.name, named(raw), first.cells, raw.dress, before)
        return (found[1], found[0]) if found else (None, before)

    return rewritten(defs, guess)


def accept(defs: Definitions, path: Path) -> Definitions:
    """The definitions with the mapping of a file confirmed, written into sources.toml.

    Raises DefinitionError, or DeliveryError where the file cannot be read; then nothing is written.
    """
    _refuse_absent(path)
    opened: dict[Reading, list[Table] | DeliveryError] = {}
    by_source = (_raws(opened, path, source, "") for source in defs.sources.source)
    files = [*plain(path), *(raw for raws in by_source for raw in raws)]
    for raw in files:
        refuse_personal_headings(path, raw)
    header = next((h for raw in files if waiting(defs, h := named(raw))), named(files[0]))
    return rewritten(defs, lambda now, before: accepted(now, path.name, header, before))
