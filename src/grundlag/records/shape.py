"""Bring a table into rows: notes aside, merged cells filled down, what stands across unrolled."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from grundlag.basis.folder import Source
from grundlag.basis.reading import Wide
from grundlag.records.model import SetAside
from grundlag.records.not_rows import A_FEW, NARROW, is_note, note
from grundlag.records.parse import BLANKS, Sought, heading, sought
from grundlag.records.raw import Chunk, Raw


def shaped(raw: Raw, source: Source) -> Raw:
    """The rows of a file as its source says that they stand; those that were mended stand so."""
    if raw.is_mended:
        return raw
    merged = [heading(name) for name in source.read.fill_down]
    chunks = _filled_down(_without_notes(raw, _beside(raw, source, merged)), merged)
    if source.wide is not None:
        chunks = _unrolled(chunks, source.wide, sought(source), raw.header)
    return replace(raw, chunks=chunks)


def _blank(column: pa.ChunkedArray) -> np.ndarray:
    trimmed = pc.utf8_trim(column, characters=BLANKS)
    return np.asarray(pc.equal(trimmed, ""))


def _holds(column: pa.ChunkedArray) -> np.ndarray:
    return np.asarray(pc.greater(pc.binary_length(column), 0))


def _beside(raw: Raw, source: Source, merged: list[str]) -> frozenset[int]:
    """The columns beside merged ones, in which one text is a row: a partner, an activity.

    A text alone in a merged column is the name of a section, unless it names an activity.
    """
    sections = {*merged} - {heading(source.columns.get("activity", ""))}
    first = min((raw.header.index(name) for name in merged), default=len(raw.header))
    after = range(first + 1, len(raw.header))
    return frozenset(i for i in after if raw.header[i] not in sections)


def _without_notes(raw: Raw, alone: frozenset[int]) -> Iterator[tuple[Chunk, np.ndarray]]:
    """Each chunk, and which of its rows are notes: a text that stands alone."""
    width = sum(1 for name in raw.header if name)
    for chunk in raw.chunks:
        is_out = np.zeros(len(chunk.lines), bool)
        if width >= NARROW:
            filled = sum((_holds(column) for column in chunk.cells.columns), is_out.astype(int))
            for i in np.flatnonzero(filled <= A_FEW).tolist():
                cells = [column[i].as_py() for column in chunk.cells.columns]
                is_out[i] = is_note(cells, width, alone)
        yield chunk, is_out


def _filled_down(chunks: Iterator[tuple[Chunk, np.ndarray]], names: list[str]) -> Iterator[Chunk]:
    """An empty cell of some columns means the one above it, also one that stands there alone."""
    above: dict[str, str | None] = dict.fromkeys(names)
    for chunk, is_out in chunks:
        cells = chunk.cells
        for name in names:
            column = cells[name].combine_chunks()
            first = pa.array([above[name]], pa.string())
            told = pc.if_else(pa.array(_blank(cells[name])), None, column)
            whole = pc.fill_null_forward(pa.concat_arrays([first, told]))
            above[name] = whole[-1].as_py()
            cells = cells.set_column(
                cells.column_names.index(name), name, pc.fill_null(whole[1:], "")
            )
        notes = tuple(note(line) for line in chunk.lines[is_out].tolist())
        yield _kept(replace(chunk, cells=cells), ~is_out, notes)


def _kept(chunk: Chunk, which: np.ndarray, rejected: tuple[SetAside, ...]) -> Chunk:
    """Some rows of a chunk, the others told of."""
    if which.all():
        return chunk
    return replace(
        chunk,
        cells=chunk.cells.filter(pa.array(which)),
        lines=chunk.lines[which],
        rejected=(*chunk.rejected, *rejected),
    )


def _unrolled(
    chunks: Iterator[Chunk], wide: Wide, whose: Sought, header: tuple[str, ...]
) -> Iterator[Chunk]:
    """A row for each filled cell that stands across: its row's own cells, its heading, itself.

    An empty cell is no row, as a line that is left out is none; a row of none is told of.
    """
    across, own = whose.across(header), list(dict.fromkeys(whose.names))
    for chunk in chunks:
        is_blank = np.array([_blank(chunk.cells[name]) for name in across])
        none = is_blank.all(axis=0)
        notes = tuple(note(line) for line in chunk.lines[none].tolist())
        row, column = np.nonzero(~is_blank.T)
        texts = np.array([chunk.cells[name].to_numpy() for name in across], object)
        columns = {name: chunk.cells[name].take(pa.array(row)) for name in own}
        columns[wide.heading] = pa.array(np.array(across, object)[column], pa.string())
        columns[wide.cell] = pa.array(texts[column, row], pa.string())
        yield Chunk(
            cells=pa.table(columns),
            lines=chunk.lines[row],
            rejected=(*chunk.rejected, *notes),
            read=chunk.read,
        )
