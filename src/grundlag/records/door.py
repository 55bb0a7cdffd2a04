"""What a file has to pass before it is kept, and what is told of its words once it is."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from grundlag.basis.folder import Source
from grundlag.basis.load import Definitions
from grundlag.engine.disk import write_bytes
from grundlag.engine.files import tally
from grundlag.errors import DeliveryError
from grundlag.records import personal
from grundlag.records.model import Seen, Unknown
from grundlag.records.not_rows import totals_of
from grundlag.records.parse import called, columns_of
from grundlag.records.personal import Tally
from grundlag.records.raw import Chunk, Raw
from grundlag.records.spool import Progress, Spooled, spool
from grundlag.records.unknown import as_csv, columns_with_words, unknown


def refuse_personal_columns(file: str, source: Source) -> None:
    """Raise DeliveryError where a source maps columns that are called as people's own things."""
    problems = personal.mapped_by_name(file, called(source), source.not_personal)
    if found := tuple(problems):
        raise DeliveryError(found)


def let_in(
    raw: Raw, defs: Definitions, source: Source, file: str, part: Path, progress: Progress
) -> tuple[Spooled, tuple[Seen, ...]]:
    """A file's text, laid down; and columns that look like CPR numbers and are declared none.

    Raises DeliveryError where it holds CPR numbers, all columns at once: nothing of it is kept.
    """
    found: list[Tally] = []

    def look(chunk: Chunk) -> bool:
        found.extend(personal.in_chunk(chunk))
        return personal.is_certain(t for t in found if t.column not in source.not_personal)

    path, totals = part / "text.parquet", totals_of(defs)
    spooled = spool(raw, source, path, look, progress, totals)
    seen = personal.seen(found)
    stops = [each for each in seen if each.column not in source.not_personal]
    if wrong := [*personal.outside_columns(file, raw), *personal.said(file, raw.header, stops)]:
        raise DeliveryError(wrong)
    return spooled, tuple(each for each in seen if each.column in source.not_personal)


def words_in(rows: Path, source: Source) -> dict[str, Counter[str]]:
    """How often each word stands in kept rows, in the columns that hold words."""
    placed = beside_a_point(source)
    return {
        name: tally(rows, name, placed if name == "place" else None)
        for name in columns_with_words(source)
    }


def beside_a_point(source: Source) -> str | None:
    """The column that places rows where it is filled: a place beside a point is not asked."""
    return "x" if "x" in columns_of(source) else None


def unknown_words(
    defs: Definitions, source: Source, counts: Mapping[str, Mapping[str, int]], part: Path
) -> tuple[Unknown, ...]:
    """Words among the kept rows that no definition knows, listed in the delivery's folder."""
    lost = unknown(defs, source, counts)
    if lost:
        write_bytes(as_csv(lost), part / "unknown.csv")
    return lost
