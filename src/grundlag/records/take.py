"""Take a file in: find its source, check its rows, keep the rest and what it speaks for."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from grundlag.basis.folder import Source
from grundlag.basis.load import Definitions
from grundlag.engine.connect import Connection
from grundlag.engine.files import read_table
from grundlag.errors import DeliveryError, Problem
from grundlag.records.check import Checked, cells, check_rows, reasons
from grundlag.records.dress import dressed, settled
from grundlag.records.keep import deliveries, digest_of, keep, part_of, reading_of, sha256_of
from grundlag.records.match import source_of
from grundlag.records.model import Delivery, Manifest, Reason, Taken
from grundlag.records.parse import called
from grundlag.records.raw import Chunk, Raw
from grundlag.records.scope import scope_of
from grundlag.records.set_aside import mended, read_mended, write_list, write_workbook
from grundlag.records.spool import FITS, Progress, Spooled, spool

SHOWN = 1000  # cells set aside that are brought along; all are in the delivery's own list


@dataclass(frozen=True, kw_only=True)
class _Opened:
    """A file that was recognised: its source, its rows to come, and the delivery it mends."""

    source: Source
    raw: Raw
    mends: Delivery | None = None


def take(
    connection: Connection,
    defs: Definitions,
    path: Path,
    arrived: date,
    extracted: date | None = None,
    source: str | None = None,
    covers: range | None = None,
    progress: Progress = lambda share: None,
) -> Taken:
    """Take one file in; raises DeliveryError where it cannot be read or fits no source.

    `arrived` is when it came, `extracted` the day it was drawn (the day it came, if not given),
    `covers` the months it holds whole (those it has reports of). A workbook of set-aside rows that
    were mended is added to the delivery they are of. `progress` is told how much has been read.
    """
    opened = _open(defs, path, source)
    declared, mends = opened.source, opened.mends
    drawn = extracted or (mends.manifest.extracted if mends else arrived)
    sha256, whose = sha256_of(path), mends.manifest.digest if mends else ""
    told = (*(f"covers {c}" for c in (covers,) if c), *(f"mends {w}" for w in (whose,) if w))
    read_as = reading_of(declared)
    digest = digest_of(sha256, read_as, drawn, *told)
    before = deliveries(defs.root, declared.id)
    for known in before:
        again = digest_of(sha256, read_as, known.manifest.extracted, *told)
        if known.manifest.digest == (digest if extracted else again):
            return Taken(delivery=known, known=True)
    manifest = Manifest(
        source=declared.id,
        kind=declared.kind,
        provider=declared.provider,
        digest=digest,
        file=path.name,
        sha256=sha256,
        number=1 + max((d.manifest.number for d in before), default=0),
        arrived=arrived,
        extracted=drawn,
        rows_read=0,
        rows_kept=0,
        rows_set_aside=0,
        scope=(),
        dress=opened.raw.dress,
        read_as=read_as,
        mends=whose,
        dropped=_dropped(declared, opened.raw),
    )
    with part_of(defs.root, manifest) as part:
        return _taken(connection, defs.root, opened, manifest, covers, part, progress)


def _open(defs: Definitions, path: Path, name: str | None) -> _Opened:
    """The file with its source; a workbook of mended rows is of the delivery it names."""
    whose = mended(path) if path.is_file() else None
    if whose is None:
        source, raw = source_of(defs, path, name)
        return _Opened(source=source, raw=raw)
    found = [d for d in deliveries(defs.root) if d.id == whose]
    sources = [s for s in defs.sources.source if found and s.id == found[0].manifest.source]
    if not sources:
        what = f"mends {whose}, which is no delivery of this folder."
        fix = "Take it in where that delivery is: `grundlag take -C FOLDER`."
        raise DeliveryError(Problem(where=path.name, what=what, fix=fix))
    return _Opened(source=sources[0], raw=read_mended(path, sources[0]), mends=found[0])


def _dropped(source: Source, raw: Raw) -> tuple[str, ...]:
    """The file's columns that nobody mapped: they are not kept."""
    mapped = set(called(source).values())
    return tuple(name for name in raw.header if name and name not in mapped)


def _taken(
    connection: Connection,
    root: Path,
    opened: _Opened,
    manifest: Manifest,
    covers: range | None,
    part: Path,
    progress: Progress,
) -> Taken:
    """Read, check and keep, in a folder of its own that becomes the delivery at the end."""
    source, drawn = opened.source, manifest.extracted
    spooled = spool(opened.raw, source, part / "text.parquet", _look, progress)
    _refuse_empty(manifest.file, spooled)
    text = read_table(connection, spooled.path)
    source = settled(connection, text, source, manifest.file)
    checked = check_rows(connection, text, source, drawn, part / "rows.parquet", covers)
    found = reasons(connection, checked.aside)
    write_list(connection, checked.aside, spooled.rejected, part / "set-aside.csv")
    if checked.set_aside:
        whose = (f"{source.id}/{manifest.digest}", manifest.file)
        aside = text.semi_join(checked.bad, "line")
        write_workbook(connection, aside, checked.aside, source, whose, part / "set-aside.xlsx")
    manifest = replace(
        manifest,
        **_numbers(spooled, checked, found),
        dress=manifest.dress | dressed(source),
        scope=scope_of(part / "rows.parquet", source, drawn, manifest.file, covers),
    )
    _law_one(manifest)
    spooled.path.unlink()
    first = cells(connection, checked.aside, SHOWN)
    return Taken(
        delivery=keep(root, manifest, part),
        known=False,
        set_aside=tuple(sorted((*spooled.rejected, *first))),
        reasons=(*_unfitting(spooled), *found),
        warned=checked.warned,
    )


def _look(chunk: Chunk) -> None:
    """What is looked at before anything is laid down."""


def _unfitting(spooled: Spooled) -> tuple[Reason, ...]:
    lines = tuple(row.line for row in spooled.rejected)
    words = "as many cells as the header"
    reason = Reason(rule=FITS, column="", expected=words, rows=len(lines), lines=lines[:3])
    return (reason,) if lines else ()


def _numbers(spooled: Spooled, checked: Checked, found: tuple[Reason, ...]) -> dict[str, Any]:
    """What a manifest counts."""
    rules: dict[str, int] = {}
    for reason in (*_unfitting(spooled), *found):
        rules[reason.rule] = rules.get(reason.rule, 0) + reason.rows
    return {
        "rows_read": spooled.rows + len(spooled.rejected),
        "rows_kept": checked.kept,
        "rows_set_aside": checked.set_aside + len(spooled.rejected),
        "reasons": rules,
        "warned": {reason.rule: reason.rows for reason in checked.warned},
    }


def _refuse_empty(file: str, spooled: Spooled) -> None:
    if not spooled.rows and not spooled.rejected:
        what = "has a header and no rows."
        fix = "Export it again: an empty delivery speaks for nothing."
        raise DeliveryError(Problem(where=file, what=what, fix=fix))


def _law_one(manifest: Manifest) -> None:
    if manifest.rows_kept + manifest.rows_set_aside != manifest.rows_read:
        what = (
            f"{manifest.rows_kept} kept + {manifest.rows_set_aside} set aside is not "
            f"{manifest.rows_read} read."
        )
        fix = "This is a fault of the program: report it with the file's first lines."
        raise DeliveryError(Problem(where=manifest.file, what=what, fix=fix))
