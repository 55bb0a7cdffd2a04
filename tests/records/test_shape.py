"""A table brought into rows: notes aside, merged cells filled, what stands across unrolled."""

import numpy as np
import pyarrow as pa

from grundlag.basis.folder import Source
from grundlag.basis.reading import Reading, Wide
from grundlag.records.not_rows import is_note, totals_of
from grundlag.records.raw import Chunk, Raw
from grundlag.records.shape import shaped

COLUMNS = {"code": "Kode", "place": "Sted"}


def source(**how) -> Source:
    return Source(id="tal", kind="crime_counts", provider="P", columns=COLUMNS, **how)


def rows(declared: Source, *chunks: list[str], header: str = "Kode|Sted|2024|2025"):
    """What becomes of chunks of rows `a|b|c`: the cells, their lines, and the lines of notes."""
    names, line, made = header.split("|"), 2, []
    for chunk in chunks:
        cells = [row.split("|") for row in chunk]
        columns = {n: pa.array([r[i] for r in cells], pa.string()) for i, n in enumerate(names)}
        lines = np.arange(line, line + len(cells))
        made.append(Chunk(cells=pa.table(columns), lines=lines))
        line += len(cells)
    raw = shaped(Raw(header=tuple(names), dress={}, chunks=iter(made)), declared)
    found = list(raw.chunks)
    told = [tuple(row.values()) for c in found for row in c.cells.to_pylist()]
    lines = [n for c in found for n in c.lines.tolist()]
    return told, lines, [r.line for c in found for r in c.rejected]


def test_a_cell_is_a_row_and_an_empty_one_is_none():
    wide = source(wide=Wide(columns=("20*",)))
    assert rows(wide, ["a|x|1|2", "a|y||4", "b|x|  |"]) == (
        [("a", "x", "2024", "1"), ("a", "x", "2025", "2"), ("a", "y", "2025", "4")],
        [2, 2, 3],
        [4],
    )


def test_merged_cells_are_filled_across_chunks_and_not_past_the_next():
    filled = source(read=Reading(fill_down=("Kode",)))
    told, lines, notes = rows(filled, ["a|x|1|1", "|y|1|1"], ["|z|1|1", "b|x|1|1", "|y|1|1"])
    assert [row[0] for row in told] == ["a", "a", "a", "b", "b"]
    assert (lines, notes) == ([2, 3, 4, 5, 6], [])


def test_a_section_s_name_that_stands_alone_heads_what_follows():
    filled = source(read=Reading(fill_down=("Kode",)))
    told, lines, notes = rows(filled, ["Vold|||", "|x|1|1", "|y|1|1"])
    assert [row[:2] for row in told] == [("Vold", "x"), ("Vold", "y")]
    assert (lines, notes) == ([3, 4], [2])


def test_without_it_an_empty_cell_stays_empty():
    assert rows(source(), ["a|x|1|1", "|y|1|1"])[0][1][0] == ""


def test_what_a_note_is():
    assert is_note(["Tallene er foreløbige", "", ""], 3)
    assert is_note(["Kilde:", "Politiet", ""], 3)
    assert not is_note(["1320", "", ""], 3)
    assert not is_note(["#N/A", "", ""], 3)
    assert not is_note(["en kort liste", ""], 2)
    assert not is_note(["Havnen", "2025-01", ""], 3)


def test_a_declared_name_is_no_total(town):
    town.change("definitions/areas.toml", '"Byen"', '"Hele byen"')
    totals = totals_of(town.defs)
    assert "hele byen" not in totals
    assert {"i alt", "hovedtotal", "nord i alt", "total syd"} <= totals
