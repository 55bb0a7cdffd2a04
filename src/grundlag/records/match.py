"""Find the declared source that a file is of: the one whose columns it has."""

from pathlib import Path

from grundlag.basis.folder import Source
from grundlag.basis.load import Definitions
from grundlag.errors import DeliveryError, Problem, nearest
from grundlag.records.parse import called
from grundlag.records.raw import Raw
from grundlag.records.read import read


def source_of(defs: Definitions, path: Path, name: str | None) -> tuple[Source, Raw]:
    """The declared source whose columns the file has, and the file read as that source says."""
    _refuse_absent(path)
    candidates = _candidates(defs, name)
    tried: list[tuple[Source, Raw]] = []
    unread: list[Problem] = []
    for source in candidates:
        try:
            tried.append((source, read(path, source.read)))
        except DeliveryError as error:
            unread += error.problems
    if candidates and not tried:
        raise DeliveryError(unread)
    fitting = [(s, raw) for s, raw in tried if not _missing(s, raw)]
    if len(fitting) == 1:
        return fitting[0]
    raise DeliveryError([_no_source(path, tried, [s.id for s, _ in fitting]), *unread])


def _refuse_absent(path: Path) -> None:
    if not path.is_file():
        what = "there is no such file."
        raise DeliveryError(Problem(where=str(path), what=what, fix="Name a file that exists."))


def _candidates(defs: Definitions, name: str | None) -> list[Source]:
    declared = {source.id: source for source in defs.sources.source}
    if name is None:
        return list(declared.values())
    if name not in declared:
        what, fix = f'no source is called "{name}".', nearest(name, declared)
        raise DeliveryError(Problem(where="--source", what=what, fix=fix))
    return [declared[name]]


def _missing(source: Source, raw: Raw) -> list[str]:
    return [column for column in called(source).values() if column not in raw.header]


def _no_source(path: Path, tried: list[tuple[Source, Raw]], fitting: list[str]) -> Problem:
    if len(fitting) > 1:
        what = f"fits more than one source: {', '.join(fitting)}."
        return Problem(where=path.name, what=what, fix="Say which with --source.")
    if not tried:
        fix = "Declare a [[source]] in sources.toml."
        return Problem(where=path.name, what="no source is declared.", fix=fix)
    source, raw = min(tried, key=lambda pair: len(_missing(*pair)))
    missing = _missing(source, raw)
    what = f'fits no source; nearest is "{source.id}", which misses the column {missing[0]}.'
    fix = f"{nearest(missing[0], raw.header)} Mend [source.columns] in sources.toml."
    return Problem(where=path.name, what=what, fix=fix)
