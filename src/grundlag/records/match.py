"""Find the declared source that a file is of: the one whose columns it has."""

from pathlib import Path

from grundlag.basis.folder import Reading, Source
from grundlag.basis.load import Definitions
from grundlag.errors import DeliveryError, Problem, nearest
from grundlag.records.header import under
from grundlag.records.parse import sought
from grundlag.records.raw import Raw, Table, refusal
from grundlag.records.read import refuse_doubled, tables
from grundlag.records.shape import shaped


def source_of(
    defs: Definitions, path: Path, name: str | None, part: str = ""
) -> tuple[Source, Raw]:
    """The declared source whose columns the file has, and the file read as that source says.

    `part` names the one sheet of a workbook that is meant.
    """
    fitting = _fitting(defs, path, name, part)
    sheets = [raw.part for _, raw in fitting]
    if len({*sheets}) > 1:
        what = f"has the columns on several sheets: {', '.join(dict.fromkeys(sheets))}."
        raise refusal(path.name, what, "Say which under [source.read]: sheet = ...")
    source, raw = fitting[0]
    if len(fitting) > 1:
        what = f"fits more than one source: {', '.join(s.id for s, _ in fitting)}."
        raise refusal(path.name, what, "Say which with --source.")
    refuse_doubled(path.name, raw, sought(source).names)
    return source, shaped(raw, source)


def sheets_of(defs: Definitions, path: Path, name: str | None) -> tuple[str, ...]:
    """The sheets of a workbook that have a source's columns, where there are several; else ""."""
    parts = dict.fromkeys(raw.part for _, raw in _fitting(defs, path, name, ""))
    return tuple(parts) if len(parts) > 1 else ("",)


def _fitting(
    defs: Definitions, path: Path, name: str | None, part: str
) -> list[tuple[Source, Raw]]:
    """The sources whose columns a file's tables have; only their first rows were looked at.

    Raises DeliveryError where there are none.
    """
    _refuse_absent(path)
    candidates = _candidates(defs, name)
    opened: dict[Reading, list[Table] | DeliveryError] = {}
    tried: list[tuple[Source, Raw]] = []
    unread: list[Problem] = []
    for source in candidates:
        try:
            tried += [(source, raw) for raw in _raws(opened, path, source, part)]
        except DeliveryError as error:
            unread += error.problems
    if candidates and not tried:
        raise DeliveryError(dict.fromkeys(unread))
    fitting = [(s, raw) for s, raw in tried if sought(s).are_in(raw.header)]
    if not fitting:
        raise DeliveryError([_no_source(path, tried), *dict.fromkeys(unread)])
    return fitting


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


def _no_source(path: Path, tried: list[tuple[Source, Raw]]) -> Problem:
    """The nearest source, and what the file misses of it."""
    if not tried:
        fix = "Declare a [[source]] in sources.toml."
        return Problem(where=path.name, what="no source is declared.", fix=fix)
    source, raw = min(tried, key=lambda pair: len(sought(pair[0]).missing(pair[1].header)))
    missing = sought(source).missing(raw.header)
    on = (
        f" (headings are looked for on line {raw.dress['header']})" if "header" in raw.dress else ""
    )
    what = f'fits no source; nearest is "{source.id}", which misses the column {missing[0]}{on}.'
    fix = f"{nearest(missing[0], raw.header)} Mend [source.columns] in sources.toml."
    return Problem(where=path.name, what=what, fix=fix)
