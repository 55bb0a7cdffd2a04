"""Find the declared source that a file is of: the one whose columns it has.

A file of none is guessed, and the guess written into sources.toml for a person to confirm.
"""

from collections.abc import Iterator
from pathlib import Path

from grundlag.basis.folder import Reading, Source
from grundlag.basis.load import Definitions
from grundlag.engine.files import write_bytes
from grundlag.errors import DeliveryError, Problem, nearest
from grundlag.records import personal
from grundlag.records.mapping import FILE, accepted, changed, guessed, is_of, mapped, waiting
from grundlag.records.raw import Raw
from grundlag.records.read import read

Tried = list[tuple[Source, Raw]]


def source_of(defs: Definitions, path: Path, name: str | None) -> tuple[Source, Raw]:
    """The declared source whose columns the file has, and the file read as that source says."""
    _refuse_absent(path)
    candidates = _candidates(defs, name)
    tried: Tried = []
    unread: list[Problem] = []
    for source in candidates:
        try:
            tried.append((source, read(path, source.read)))
        except DeliveryError as error:
            unread += error.problems
    if candidates and not tried:
        raise DeliveryError(unread)
    for _, raw in tried[:1]:
        _refuse_personal_headings(path, raw)
    fitting = [(s, raw) for s, raw in tried if set(mapped(s).values()) <= set(raw.header)]
    if len(fitting) > 1:  # of two makes with the same columns that are mapped, the very one
        fitting = [(s, r) for s, r in fitting if s.header and _is_same(s, r)] or fitting
    if len(fitting) == 1:
        source, raw = fitting[0]
        if problems := [*changed(defs, source, named(raw), path.name)]:
            raise DeliveryError(problems)
        return source, raw
    raise DeliveryError([*_no_source(defs, path, tried, fitting, name is not None), *unread])


def named(raw: Raw) -> tuple[str, ...]:
    """The headings of a file; a column without one is none."""
    return tuple(name for name in raw.header if name)


def _is_same(source: Source, raw: Raw) -> bool:
    return set(source.header) == set(named(raw))


def _refuse_absent(path: Path) -> None:
    if not path.is_file():
        what = "there is no such file."
        raise DeliveryError(Problem(where=str(path), what=what, fix="Name a file that exists."))


def _refuse_personal_headings(path: Path, raw: Raw) -> None:
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


def _no_source(
    defs: Definitions, path: Path, tried: Tried, fitting: Tried, is_told: bool
) -> Iterator[Problem]:
    """Why no source was found: two fit, one has other columns than it had, or it is a new make."""
    if len(fitting) > 1:
        what = f"fits more than one source: {', '.join(s.id for s, _ in fitting)}."
        yield Problem(where=path.name, what=what, fix="Say which with --source.")
        return
    near = [(s, raw) for s, raw in tried if is_told or is_of(s, raw.header)]
    if near:
        source, raw = max(near, key=lambda pair: _share(*pair))
        yield from changed(defs, source, named(raw), path.name)
        return
    raw = read(path, Reading())
    found = _guessed(defs, path, raw)
    if found is not None:
        yield found
        return
    what = "fits no source, and its columns look like none of the kinds there are."
    fix = "Declare a [[source]] in sources.toml: docs/how-to/take-in-a-delivery.md."
    yield Problem(where=path.name, what=what, fix=fix)


def _share(source: Source, raw: Raw) -> float:
    wanted = set(mapped(source).values())
    return len(wanted & set(raw.header)) / max(1, len(wanted))


def _guessed(defs: Definitions, path: Path, raw: Raw) -> Problem | None:
    """A guess of the file, written into sources.toml unless it stands there already."""
    _refuse_personal_headings(path, raw)
    first = next(raw.chunks, None)
    if first is None or not len(first.lines):
        return Problem(where=path.name, what="has no rows to guess by.", fix="Export it again.")
    if found := personal.in_chunk(first):
        raise DeliveryError(personal.said(path.name, raw.header, personal.seen(found)))
    file = defs.root / FILE
    before = file.read_bytes()
    guess = guessed(defs, path.name, named(raw), first.cells, raw.dress, before)
    if guess is None:
        return None
    after, problem = guess
    if after != before:
        write_bytes(after, file)
    return problem


def accept(defs: Definitions, path: Path) -> Definitions:
    """The definitions with the mapping of a file confirmed, written into sources.toml.

    Raises DefinitionError, or DeliveryError where the file cannot be read; then nothing is written.
    """
    _refuse_absent(path)
    ways = dict.fromkeys((Reading(), *(source.read for source in defs.sources.source)))
    files = [read(path, way) for way in ways]
    for raw in files:
        _refuse_personal_headings(path, raw)
    header = next((h for raw in files if waiting(defs, h := named(raw))), named(files[0]))
    file = defs.root / FILE
    before = file.read_bytes()
    decided, after = accepted(defs, path.name, header, before)
    if after != before:
        write_bytes(after, file)
    return decided
