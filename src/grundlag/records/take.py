"""Take a file in: find its source, check its rows, keep the rest and what it speaks for."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import combinations
from pathlib import Path

from grundlag.basis.folder import Source
from grundlag.basis.load import Definitions
from grundlag.engine.connect import Connection
from grundlag.engine.files import read_table, rows_in
from grundlag.errors import DeliveryError, Problem
from grundlag.records import personal
from grundlag.records.again import known_as, times_withdrawn
from grundlag.records.alone import part_of, sweep
from grundlag.records.check import check_rows, warned, write_kept
from grundlag.records.door import let_in, refuse_personal_columns, unknown_words, words_in
from grundlag.records.dress import dressed, settled
from grundlag.records.in_place import Lies, files_of, take_in_place
from grundlag.records.keep import Look, deliveries, digest_of, keep, reading_of, sha256_of
from grundlag.records.lying import digest_of as of_files
from grundlag.records.lying import paths_below
from grundlag.records.manifest import counted, described
from grundlag.records.match import sheets_of, source_of
from grundlag.records.meanwhile import meanwhile
from grundlag.records.model import Delivery, Manifest, Taken
from grundlag.records.parse import called, sought
from grundlag.records.raw import Raw
from grundlag.records.scope import scope_of
from grundlag.records.set_aside import mended, read_mended, write_set_aside
from grundlag.records.spool import Progress, Spooled
from grundlag.records.view import silenced


@dataclass(frozen=True, kw_only=True)
class Coming:
    """What is told of a file as it comes, and what is to be told of how far it has been read.

    `arrived` is when it came, `extracted` the day it was drawn (the day it came, if not given),
    `source` whose it is, where its columns alone do not tell; `covers` the months it holds whole
    (those it has reports of). `part` is the sheet to take, where a workbook has several; `name`
    what the file is called, where it came in an archive. Records that are taken `in_place` stay.
    """

    arrived: date
    extracted: date | None = None
    source: str | None = None
    covers: range | None = None
    progress: Progress = lambda share: None
    part: str = ""
    name: str = ""
    in_place: bool = False


@dataclass(frozen=True, kw_only=True)
class _Opened:
    """A file that was recognised: its source, its rows to come, and the delivery it mends.

    Of records that stay where they lie, `lies` are all the files, and `raw` is the first.
    """

    source: Source
    raw: Raw
    mends: Delivery | None = None
    lies: Lies | None = None


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A file that was read and checked, and lies beside the store; or is known there already."""

    root: Path
    taken: Taken

    def kept(self, look: Look = lambda before: None) -> Taken:
        """The same in its place, with what falls silent by it; `look` as in `keep`."""
        if self.taken.known:
            return self.taken
        laid = self.taken.delivery
        before = deliveries(self.root, laid.manifest.source)
        delivery = keep(self.root, laid.manifest, laid.path, look)
        silent = silenced(before, deliveries(self.root, laid.manifest.source))
        return replace(self.taken, delivery=delivery, silent=silent)


def take(
    connection: Connection,
    defs: Definitions,
    path: Path,
    arrived: date,
    extracted: date | None = None,
    source: str | None = None,
    covers: range | None = None,
    progress: Progress = lambda share: None,
    in_place: bool = False,
) -> Taken:
    """Take one file in; raises DeliveryError where it cannot be read or fits no source.

    What is told of it is as in `Coming`; `progress` is told how much has been read, 0 to 1. A
    workbook of set-aside rows that were mended is added to the delivery they are of.
    """
    coming = Coming(
        arrived=arrived,
        extracted=extracted,
        source=source,
        covers=covers,
        progress=progress,
        in_place=in_place,
    )
    with ready(connection, defs, path, coming) as read:
        return read.kept()


@contextmanager
def ready(connection: Connection, defs: Definitions, path: Path, coming: Coming) -> Iterator[Ready]:
    """A file as `take` takes it, read and checked and not yet kept."""
    named = coming.name or path.name
    personal.refuse_named(named)
    _refuse_drawn_late(named, coming)
    opened = (_open_in_place if coming.in_place else _open)(defs, path, coming)
    began = opened.mends.manifest.extracted if opened.mends else coming.arrived
    begun = _begun(opened, path, coming.arrived, coming.extracted or began)
    manifest = replace(begun, file=named, part=coming.part)
    before = deliveries(defs.root, manifest.source)
    digest = partial(_digest, manifest, coming.covers)
    known = known_as(before, digest, coming.extracted)
    if known and not known.forgotten:
        sweep(defs.root)  # of a run that was killed when it had put it in its place
        yield Ready(root=defs.root, taken=Taken(delivery=known, known=True))
        return
    drawn = known.manifest.extracted if known else manifest.extracted
    again = times_withdrawn(before, digest, drawn)
    manifest = replace(manifest, extracted=drawn, again=again, digest=digest(drawn, again))
    with part_of(defs.root, manifest.digest) as laid:
        taken = _taken(connection, defs, opened, manifest, coming, laid)
        del opened  # of several sheets each has its turn in memory
        yield Ready(root=defs.root, taken=taken)


def _refuse_drawn_late(file: str, coming: Coming) -> None:
    if coming.extracted and coming.extracted > coming.arrived:
        what = f"was drawn on {coming.extracted}, after it came on {coming.arrived}."
        fix = "Mend --extracted or --arrived: a month must be over when a file of it is drawn."
        raise DeliveryError(Problem(where=file, what=what, fix=fix))


def refuse_alike(sheets: Sequence[Ready]) -> None:
    """Raise DeliveryError where two sheets of a file speak for one month: one would be silent."""
    for one, other in combinations((each.taken for each in sheets), 2):
        a, b = one.delivery.manifest, other.delivery.manifest
        both = sorted({*a.scope} & {*b.scope}) if a.source == b.source else []
        if both and not (one.known and other.known):
            what = f'the sheets "{a.part}" and "{b.part}" both speak for {both[0]}.'
            fix = "Put their rows on one sheet, or say which is meant: sheet under [source.read]."
            raise DeliveryError(Problem(where=a.file, what=what, fix=fix))


def _begun(opened: _Opened, path: Path, arrived: date, extracted: date) -> Manifest:
    """What is known of a delivery before its rows are read."""
    source, lies = opened.source, opened.lies
    return Manifest(
        source=source.id,
        kind=source.kind,
        provider=source.provider,
        digest="",
        file=path.name,
        sha256=of_files(lies.files) if lies else sha256_of(path),
        lies=str(path.resolve()) if lies else "",
        number=0,  # given when it is put in its place
        arrived=arrived,
        extracted=extracted,
        rows_read=0,
        rows_kept=0,
        rows_set_aside=0,
        scope=(),
        dress=opened.raw.dress,
        read_as=reading_of(source),
        mends=opened.mends.manifest.digest if opened.mends else "",
        dropped=_dropped(source, opened.raw),
    )


def _digest(manifest: Manifest, covers: range | None, extracted: date, again: int) -> str:
    """The name of a delivery as drawn on a day; a file that comes again has the same.

    One that was withdrawn has another each time it is taken in anew.
    """
    span = f"covers {covers[0]} {covers[-1]}" if covers else ""
    whose = f"mends {manifest.mends}" if manifest.mends else ""
    sheet = f"part {manifest.part}" if manifest.part else ""
    anew = f"again {again}" if again else ""
    lies = f"lies {manifest.lies}" if manifest.lies else ""
    told = (said for said in (span, whose, sheet, anew, lies) if said)
    return digest_of(manifest.sha256, manifest.read_as, extracted, *told)


def parts_of(defs: Definitions, path: Path, source: str | None = None) -> tuple[str, ...]:
    """What of a file is taken by itself: the sheets of a workbook that a source fits; else ""."""
    whose = mended(path) if path.is_file() else None
    return ("",) if whose else sheets_of(defs, path, source)


def _open_in_place(defs: Definitions, path: Path, coming: Coming) -> _Opened:
    """Records with their source, which the first of their files tells."""
    source, raw = source_of(defs, paths_below(path)[0], coming.source)
    refuse_personal_columns(path.name, source)
    return _Opened(source=source, raw=raw, lies=Lies(source=source, files=files_of(path, source)))


def _open(defs: Definitions, path: Path, coming: Coming) -> _Opened:
    """The file with its source; a workbook of mended rows is of the delivery it names."""
    whose = mended(path) if path.is_file() else None
    if whose is None:
        source, raw = source_of(defs, path, coming.source, coming.part)
        refuse_personal_columns(path.name, source)
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
    mapped = {*called(source).values(), *sought(source).across(raw.header)}
    return tuple(name for name in raw.header if name and name not in mapped)


def _taken(
    connection: Connection,
    defs: Definitions,
    opened: _Opened,
    manifest: Manifest,
    coming: Coming,
    part: Path,
) -> Taken:
    """Read and check, in a folder of its own that becomes the delivery when it is kept."""
    if opened.lies:
        return take_in_place(connection, defs, opened.lies, manifest, coming.covers, part)
    source, drawn = opened.source, manifest.extracted
    spooled, alike = let_in(opened.raw, defs, source, manifest.file, part, coming.progress)
    _refuse_empty(manifest.file, spooled)
    text = read_table(connection, spooled.path)
    source = settled(connection, text, source, manifest.file)
    kept = part / "rows.parquet"
    checked = check_rows(connection, text, source, drawn, part, coming.covers)
    whose = (f"{source.id}/{manifest.digest}", manifest.file)
    with meanwhile(lambda: write_kept(checked, source, kept)):
        listed = write_set_aside(checked.bad, spooled.rejected, source, whose, part)
    told = warned(connection, read_table(connection, kept), source, drawn)
    scope = scope_of(kept, source, drawn, manifest.file, coming.covers)
    manifest = described(manifest, listed.rules, told, dressed(source), scope)
    aside = len(spooled.rejected)
    manifest = counted(manifest, spooled.rows + aside, rows_in(kept), len(checked.out) + aside)
    checked.laid.unlink()
    spooled.path.unlink()
    return Taken(
        unknown=unknown_words(defs, source, words_in(kept, source), part),
        delivery=Delivery(manifest=manifest, path=part),
        known=False,
        set_aside=listed.cells,
        reasons=listed.reasons,
        beyond=listed.beyond,
        warned=told,
        alike=alike,
    )


def _refuse_empty(file: str, spooled: Spooled) -> None:
    if not spooled.rows and not spooled.rejected:
        what = "has a header and no rows."
        fix = "Export it again: an empty delivery speaks for nothing."
        raise DeliveryError(Problem(where=file, what=what, fix=fix))
