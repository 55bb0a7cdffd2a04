"""Columns wide enough for what stands in them, in every table of the papers."""

from grundlag.render.labels import width
from grundlag.render.look import LOOK
from grundlag.render.numbers import cell_text
from grundlag.report.model import Table

POINTS = 72 / 25.4  # in a millimetre
PADDING = 7.5  # points before what stands in a cell, but in the first column


def test_no_word_is_wider_than_its_column(made):
    """Roughly, at the tables' size: a word that is would be cut in the middle, or run over."""
    for now in (made[2026, None], made[2026, "forslag-2025"]):
        tables = [b for p in now.pack.papers for s in p.sections for b in s.blocks
                  if isinstance(b, Table)]  # fmt: skip
        for table in tables:
            share = LOOK.measure * POINTS / sum(column.width for column in table.columns)
            for at, column in enumerate(table.columns):
                cells = [column.heading, *(cell_text(row[at]) for row in table.rows)]
                widest = max(width(word, LOOK.size.table) for c in cells for word in c.split(" "))
                assert widest <= column.width * share - PADDING * (at > 0), (table.id, column)
