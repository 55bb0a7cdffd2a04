"""Records taken in where they lie: read as text, checked and counted there; nothing is copied.

What comes home is the manifest, the list of files, the first rows that are set aside, and the
number of each of them: all others are the rows that were kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import ibis
import pyarrow as pa

from grundlag.basis.folder import Source
from grundlag.basis.load import Definitions
from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import A_FILE, result, schema_of, table_of, write_parquet
from grundlag.errors import DeliveryError, Problem
from grundlag.records import personal
from grundlag.records.check import BadRow, warned
from grundlag.records.check_lying import Lain, check_lying
from grundlag.records.checks import Rows
from grundlag.records.cpr import FORMS
from grundlag.records.door import beside_a_point, unknown_words
from grundlag.records.dress import dressed, settled
from grundlag.records.kept_rows import as_text, refuse_types, rows_but
from grundlag.records.lie_there import lying
from grundlag.records.lying import Lying, paths_below, write_files
from grundlag.records.manifest import counted, described
from grundlag.records.model import Delivery, Manifest, Reason, Seen, Taken
from grundlag.records.not_rows import SUM, SUMMED_UP, totals_of
from grundlag.records.parse import TYPED, called, columns_of, heading, typed
from grundlag.records.scope import months_whole
from grundlag.records.set_aside import Listed, in_order, write_set_aside
from grundlag.records.unknown import columns_with_words

KINDS = ("crime_records", "survey_answers")  # rows that are only counted; of others all are needed
MANY = 100_000  # different words of a column that are looked at: those that most rows have
LOOKED_AT = 10_000  # cells that may hold a CPR number: enough to tell whether they do
HOLDS_ONE = "|".join(f"(?:{p})" for f in FORMS.values() for p in dict.fromkeys((f.dated, f.shape)))


@dataclass(frozen=True, kw_only=True)
class Lies:
    """Records that are to be taken in: their source, and the files they lie in."""

    source: Source
    files: tuple[Lying, ...]

    def line(self, number: int) -> int:
        """The line of a numbered row, as if the files were one after another."""
        return self.files[number // A_FILE].first + number % A_FILE


def files_of(place: Path, source: Source) -> tuple[Lying, ...]:
    """The files of records of a source; raises DeliveryError where they cannot stay there."""
    if source.kind not in KINDS or source.wide:
        what = f'"{source.id}" brings {source.kind}: its rows are read each time.'
        fix = "Take it in without --in-place: it is small, and a copy is kept."
        raise DeliveryError(Problem(where=str(place), what=what, fix=fix))
    first = paths_below(place)[0]
    schema = schema_of(first)[0]
    refuse_types(first, schema, source)
    needed = {*called(source).values()}
    files = lying(place, [name for name in schema.names if heading(name) in needed])
    if not any(file.rows for file in files):
        what, fix = "has no rows.", "Write it again: an empty delivery speaks for nothing."
        raise DeliveryError(Problem(where=str(place), what=what, fix=fix))
    return files


def take_in_place(
    connection: Connection,
    defs: Definitions,
    lies: Lies,
    manifest: Manifest,
    covers: range | None,
    part: Path,
) -> Taken:
    """Check records where they lie, in a folder of their own that becomes the delivery."""
    text = as_text(connection, Path(manifest.lies), lies.files, lies.source)
    alike = _look_for_numbers(connection, text, lies, manifest.file)
    rows = _read(connection, defs, text, lies.source, manifest, covers)
    lain = check_lying(connection, rows, part, manifest.file)
    listed = _listed(lain, rows.source, manifest, part, lies)
    delivery = Delivery(manifest=manifest, path=part)
    write_parquet(pa.table({"row": pa.array(lain.out, pa.int64())}), delivery.rows)
    write_files(lies.files, part)
    # without what was only asked of every row: an engine would look for totals in each query
    kept = rows_but(connection, typed(text, rows.source), rows.source, delivery.rows)
    told = tuple(
        replace(each, lines=tuple(map(lies.line, each.lines)))
        for each in warned(connection, kept, rows.source, manifest.extracted)
    )
    scope = _scope(connection, kept, rows, manifest.kind)
    manifest = described(manifest, lain.rules, told, dressed(rows.source), scope)
    n = int(result(connection, kept.count().as_table())[0][0].as_py())
    read = sum(file.rows for file in lies.files)
    return Taken(
        delivery=replace(delivery, manifest=counted(manifest, read, n, len(lain.out))),
        known=False,
        set_aside=listed.cells,
        reasons=listed.reasons,
        beyond=listed.beyond,
        unlisted=lain.unlisted,
        warned=told,
        unknown=unknown_words(defs, rows.source, _words(connection, kept, rows.source), part),
        alike=alike,
    )


def _read(
    connection: Connection,
    defs: Definitions,
    text: Expression,
    source: Source,
    manifest: Manifest,
    covers: range | None,
) -> Rows:
    """The records as their rules look at them; how they write dates and numbers is settled."""
    read = [name for name in columns_of(source) if f"{TYPED}{name}" in text.columns]
    texts = text.mutate(**dict.fromkeys(read, ibis.literal("")))
    source = settled(connection, texts, source, manifest.file)
    return Rows(
        table=typed(_with_sums(connection, defs, text, source, read), source),
        source=source,
        extracted=manifest.extracted,
        covers=covers,
    )


def _with_sums(
    connection: Connection, defs: Definitions, text: Expression, source: Source, read: list[str]
) -> Expression:
    """The records with the column, if any, that calls a row a total; what was `read` calls none."""
    words = table_of(connection, pa.table({"word": sorted(totals_of(defs))}))
    sums = [
        (text[name].lower().isin(words.word), ibis.literal(name))
        for name in SUMMED_UP
        if name in columns_of(source) and name not in read
    ]
    return text.mutate(**{SUM: ibis.cases(*sums, else_="") if sums else ibis.literal("")})


def _look_for_numbers(
    connection: Connection, text: Expression, lies: Lies, file: str
) -> tuple[Seen, ...]:
    """Columns that look like CPR numbers and are declared none; DeliveryError for any other."""
    found: list[personal.Tally] = []
    for ours, theirs in called(lies.source).items():
        may = text.filter(_may_hold_one(text, ours))
        likely = may.filter(may[ours].re_search(HOLDS_ONE)).select("row", cell=may[ours])
        some = result(connection, likely.order_by("row").limit(LOOKED_AT))
        if len(some):
            lines = [lies.line(number) for number in some["row"].to_pylist()]
            found += personal.tally(theirs, some["cell"], lines)
    seen = personal.seen(found)
    declared = lies.source.not_personal
    stops = [each for each in seen if each.column not in declared]
    if wrong := [*personal.said(file, (), stops)]:
        raise DeliveryError(wrong)
    return tuple(each for each in seen if each.column in declared)


def _may_hold_one(text: Expression, name: str) -> Expression:
    """Whether a cell is long enough for a CPR number, seen without a search; a date is none."""
    if f"{TYPED}{name}" not in text.columns:
        return text[name].length() >= personal.SHORTEST
    read = text[f"{TYPED}{name}"]
    return ibis.literal(False) if read.type().is_date() else read >= 10 ** (personal.SHORTEST - 1)


def _listed(lain: Lain, source: Source, manifest: Manifest, part: Path, lies: Lies) -> Listed:
    """The first rows set aside, written down; and the reasons of all."""
    whose = (f"{source.id}/{manifest.digest}", manifest.file)
    listed = write_set_aside(_with_lines(lain, lies), (), source, whose, part)
    lines = {(r.rule, r.column, r.expected): r.lines for r in listed.reasons}
    reasons = (
        Reason(rule=key[0], column=key[1], expected=key[2], rows=n, lines=lines.get(key, ()))
        for key, n in lain.reasons.items()
    )
    return replace(listed, reasons=in_order(reasons))


def _with_lines(lain: Lain, lies: Lies) -> Iterator[BadRow]:
    for row in lain.bad:
        line = lies.line(row.line)
        faults = tuple(replace(fault, line=line) for fault in row.faults)
        yield replace(row, line=line, faults=faults)


def _words(connection: Connection, kept: Expression, source: Source) -> dict[str, dict[str, int]]:
    """How often each word stands in the kept rows, in the columns that hold words."""
    placed = beside_a_point(source)
    found = {}
    for name in columns_with_words(source):
        rows = kept.filter(kept[placed].isnull()) if placed and name == "place" else kept
        told = rows.group_by(word=rows[name]).agg(n=rows.count())
        first = result(connection, told.order_by(ibis.desc("n"), "word").limit(MANY))
        found[name] = dict(zip(*(first[each].to_pylist() for each in ("word", "n")), strict=True))
    return found


def _scope(connection: Connection, kept: Expression, rows: Rows, kind: str) -> tuple[str, ...]:
    """The months or waves that kept rows speak for."""
    if kind == "crime_records":
        units = (kept.date.year() * 12 + kept.date.month() - 1).cast("int64")
    else:
        units = kept.wave
    found = result(connection, kept.select(unit=units).distinct())["unit"].to_pylist()
    if kind == "crime_records":
        return months_whole(found, rows.extracted, rows.covers)
    return tuple(str(unit) for unit in sorted(found))
