"""A delivery's kept rows as a table on the engine: of its own file, or where they lie.

Of records that were taken in where they lie, the kept rows are all but those whose numbers stand in
the delivery's folder, read as their source was declared then: the same rows on any engine, also
when a later version has other rules.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import ibis
import pyarrow as pa

from grundlag.basis.columns import Column
from grundlag.basis.folder import Source
from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import NUMBER, read_files, read_table, schema_of
from grundlag.errors import DeliveryError, Problem, refusal
from grundlag.records.check import HIDDEN
from grundlag.records.dress import as_settled
from grundlag.records.keep import reading_of
from grundlag.records.lying import Lying
from grundlag.records.lying import read_files as listed_files
from grundlag.records.model import Delivery
from grundlag.records.parse import BLANKS, TYPED, called, columns_of, heading, typed

EDGES = f"^[{BLANKS}]+|[{BLANKS}]+$"
LARGEST = sys.float_info.max
WHOLE = 1 << 53  # a double below holds every whole number
WRITE = (
    "Write it as text, a date, a moment without a zone or a whole number; coordinates and weights "
    "may be doubles."
)


def rows_of(connection: Connection, delivery: Delivery, source: Source) -> Expression:
    """The kept rows of a delivery, with a `line` each; raises DeliveryError where they cannot be.

    What is read where it lies is read as it was declared: otherwise it is another delivery.
    """
    manifest = delivery.manifest
    if not manifest.lies:
        return read_table(connection, delivery.rows)
    if reading_of(source) != manifest.read_as:
        what = f'"{source.id}" is declared otherwise in sources.toml than when it was taken in.'
        fix = f"Take {manifest.lies} in again, in place, or undo what was changed."
        raise DeliveryError(Problem(where=delivery.id, what=what, fix=fix))
    source = as_settled(source, manifest.dress)
    files = listed_files(delivery.path, manifest.sha256)
    text = as_text(connection, Path(manifest.lies), files, source)
    return rows_but(connection, typed(text, source), source, delivery.rows)


def rows_but(connection: Connection, rows: Expression, source: Source, out: Path) -> Expression:
    """Rows as they were read, in the columns that are kept, but those that are left `out`."""
    names = [name for name in columns_of(source) if name not in HIDDEN]
    whose = {"place": ibis.literal(source.place)} if source.place else {}
    if schema_of(out)[1]:
        rows = rows.anti_join(read_table(connection, out), "row")
    return rows.select("line", **{name: rows[f"{TYPED}{name}"] for name in names}, **whose)


def as_text(
    connection: Connection, place: Path, files: Iterable[Lying], source: Source
) -> Expression:
    """Records where they lie as text under our names, each with its number as `row` and `line`.

    Cells are those that a copy of the files would hold. A double and a date are read as they are,
    and stand beside their text.
    """
    paths = [place / file.path if place.is_dir() else place for file in files]
    own = {heading(name): name for name in schema_of(paths[0])[0].names}
    mapped = {ours: own[theirs] for ours, theirs in called(source).items()}
    table = read_files(connection, paths, list(dict.fromkeys(mapped.values())))
    columns = columns_of(source)
    read = {ours: _read(table[own_name], columns[ours]) for ours, own_name in mapped.items()}
    sign = source.read.decimal or ","
    return table.select(
        row=table[NUMBER],
        line=table[NUMBER],
        **{ours: _text(table[own_name], sign) for ours, own_name in mapped.items()},
        **{f"{TYPED}{ours}": cell for ours, cell in read.items() if cell is not None},
    )


def _text(column: Expression, sign: str) -> Expression:
    kind = column.type()
    if kind.is_timestamp():
        column = column.cast("date")
    if kind.is_floating():
        # a whole number by its digits: Spark would write 102039999.0 as 1.02039999E8
        whole = column.try_cast("int64")
        digits = (column == whole.cast("float64")) & column.between(-WHOLE, WHOLE)
        told = ibis.ifelse(digits, whole.cast("string"), column.cast("string").replace(".", sign))
        return ibis.ifelse(column.isnull() | column.isnan(), "", told)
    if not kind.is_string():
        return column.cast("string").fill_null("")
    text = column.fill_null("")
    blanks = ibis.literal(BLANKS)  # `isin` would be a join of every row, in each query anew
    edged = blanks.contains(text.left(1)) | blanks.contains(text.right(1))
    return ibis.ifelse(edged, text.re_replace(EDGES, ""), text)  # of few cells a search


def _read(cell: Expression, column: Column) -> Expression | None:
    """What needs not be read from its text: a date, and a double but for what is no number."""
    kind = cell.type()
    if column.type == "day" and (kind.is_date() or kind.is_timestamp()):
        return cell.cast("date")
    if kind.is_floating():
        double = cell.cast("float64")
        # `isinf` finds no infinity on Spark
        return ibis.ifelse(double.between(-LARGEST, LARGEST), double, ibis.null("float64"))
    return None


def refuse_types(path: Path, schema: pa.Schema, source: Source) -> None:
    """Raise DeliveryError for columns that engines would read in different ways."""
    own = {heading(name): schema.field(name).type for name in schema.names}
    columns = columns_of(source)
    for ours, theirs in called(source).items():
        kind = own[theirs]
        if not (_is_read(kind) or (pa.types.is_floating(kind) and columns[ours].type == "amount")):
            what = f'"{theirs}" holds {kind}, which is not read where it lies.'
            raise refusal(path.name, what, WRITE)


def _is_read(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_timestamp(kind):
        return bool(kind.tz is None)
    is_text = pa.types.is_string(kind) or pa.types.is_large_string(kind)
    return bool(is_text or pa.types.is_date(kind) or pa.types.is_integer(kind))
