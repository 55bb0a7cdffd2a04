"""Take a file in: find its source, check its rows, keep the rest and what it speaks for."""

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from grundlag.basis.clocks import Month, month, show_month
from grundlag.basis.folder import Source
from grundlag.basis.load import Definitions
from grundlag.engine.connect import Connection
from grundlag.engine.files import write_bytes, write_parquet
from grundlag.errors import DeliveryError, Problem, nearest
from grundlag.records.alone import part_of
from grundlag.records.check import Checked, check_rows
from grundlag.records.keep import SET_ASIDE, deliveries, is_read_as, keep, name_of, sha256_of
from grundlag.records.model import Delivery, Manifest, SetAside, Taken
from grundlag.records.place import fold
from grundlag.records.read import Raw, read


def take(
    connection: Connection,
    defs: Definitions,
    path: Path,
    arrived: date,
    extracted: date | None = None,
    source: str | None = None,
) -> Taken:
    """Take one file in; raises DeliveryError where it cannot be read or fits no source.

    `arrived` is when it came, `extracted` the day it was drawn (that day, if not given). A known
    file changes nothing; where its rows were forgotten they are back.
    """
    declared, raw = _source_of(defs, path, source)
    _refuse_empty(path, raw)
    sha256, before = sha256_of(path), deliveries(defs.root, declared.id)
    known = _known(before, declared, sha256, extracted)
    if known and not known.forgotten:
        return Taken(delivery=known, set_aside=(), known=True)
    drawn = known.manifest.extracted if known else extracted or arrived
    again = _withdrawn(before, declared, sha256, drawn)
    checked = check_rows(connection, raw, declared, drawn)
    manifest = Manifest(
        source=declared.id,
        kind=declared.kind,
        provider=declared.provider,
        digest=name_of(declared, sha256, drawn, again=again),
        file=path.name,
        sha256=sha256,
        number=0,  # given when it is put in place
        arrived=arrived,
        extracted=drawn,
        rows_read=len(raw.lines) + len(raw.rejected),
        rows_kept=len(checked.kept),
        rows_set_aside=len({cell.line for cell in checked.set_aside}),
        scope=_scope(path, declared, checked, drawn),
        dress=raw.dress,
        again=again,
    )
    _law_one(path, manifest)
    with part_of(defs.root, manifest.digest) as part:
        write_parquet(checked.kept, part / "rows.parquet")
        write_bytes(_as_csv(checked.set_aside), part / SET_ASIDE)
        kept = keep(defs.root, manifest, part)
    return Taken(delivery=kept, set_aside=checked.set_aside, known=False)


def _as_csv(rows: Iterable[SetAside]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, ["line", "column", "found", "expected"], delimiter=";")
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _known(
    before: Iterable[Delivery], source: Source, sha256: str, extracted: date | None
) -> Delivery | None:
    """The delivery of the same file, read alike, as drawn on that day and not withdrawn since.

    A file that comes again with no day of its own is the same file, whenever it comes.
    """
    for delivery in before:
        m = delivery.manifest
        is_same = m.sha256 == sha256 and is_read_as(m, source)
        if is_same and delivery.withdrawn is None and extracted in (None, m.extracted):
            return delivery
    return None


def _withdrawn(before: Iterable[Delivery], source: Source, sha256: str, drawn: date) -> int:
    """How often the same file, read alike, was withdrawn: taken anew it has another name."""
    alike = (d.manifest for d in before if d.withdrawn and d.manifest.sha256 == sha256)
    return sum(m.extracted == drawn and is_read_as(m, source) for m in alike)


def _refuse_absent(path: Path) -> None:
    if not path.is_file():
        what = "there is no such file."
        raise DeliveryError(Problem(where=str(path), what=what, fix="Name a file that exists."))


def _refuse_empty(path: Path, raw: Raw) -> None:
    if not len(raw.lines) and not raw.rejected:
        what = "has a header and no rows."
        fix = "Export it again: an empty delivery speaks for nothing."
        raise DeliveryError(Problem(where=path.name, what=what, fix=fix))


def _law_one(path: Path, manifest: Manifest) -> None:
    if manifest.rows_kept + manifest.rows_set_aside != manifest.rows_read:
        what = (
            f"{manifest.rows_kept} kept + {manifest.rows_set_aside} set aside is not "
            f"{manifest.rows_read} read."
        )
        fix = "This is a fault of the program: report it with the file's first lines."
        raise DeliveryError(Problem(where=path.name, what=what, fix=fix))


def _source_of(defs: Definitions, path: Path, name: str | None) -> tuple[Source, Raw]:
    """The declared source whose columns the file has, and the file read as that source says."""
    _refuse_absent(path)
    declared = defs.sources.source
    if name is not None and name not in {s.id for s in declared}:
        what = f'no source is called "{name}".'
        fix = nearest(name, (s.id for s in declared))
        raise DeliveryError(Problem(where="--source", what=what, fix=fix))
    candidates = [s for s in declared if name in (None, s.id)]
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


def _missing(source: Source, raw: Raw) -> list[str]:
    return [
        c for c in (*source.columns.values(), *source.questions.values()) if c not in raw.header
    ]


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


def _scope(path: Path, source: Source, checked: Checked, extracted: date) -> tuple[str, ...]:
    """The months, waves, days or plans a delivery speaks for whole, as text, in order."""
    rows = checked.kept
    if source.kind == "crime_records":
        months = {month(d.year, d.month) for d in pc.unique(rows["date"]).to_pylist()}
        return tuple(show_month(m) for m in sorted(months) if _over(m, extracted))
    if source.kind == "crime_counts":
        return _months_counted(path, rows, extracted)
    if source.kind == "activities":
        return tuple(sorted({plan_of(row) for row in rows.to_pylist()}))
    column = "date" if source.kind == "population" else "wave"
    return tuple(str(value) for value in sorted(pc.unique(rows[column]).to_pylist()))


def plan_of(row: dict[str, Any]) -> str:
    """The plan that a row of activities is of: its year and whose it is, as it is delivered."""
    return f"{row['plan_year']} {fold(row['place'])}"


def _over(value: Month, extracted: date) -> bool:
    """Whether a month was over, whole, when the extract was drawn."""
    after = value + 1
    return date(after // 12, after % 12 + 1, 1) <= extracted


def _months_counted(path: Path, rows: pa.Table, extracted: date) -> tuple[str, ...]:
    spans = set(zip(rows["first_month"].to_pylist(), rows["last_month"].to_pylist(), strict=True))
    months = sorted({m for first, last in spans for m in range(first, last + 1)})
    if late := [show_month(m) for m in months if not _over(m, extracted)]:
        what = f"counts {late[0]}, which was not over on the extract date {extracted}."
        fix = "Give the day the counts were drawn with --extracted."
        raise DeliveryError(Problem(where=path.name, what=what, fix=fix))
    return tuple(show_month(m) for m in months)
