"""Writes a paper as PDF: the same look as Word, tagged, and refused where it is not PDF/UA-1.

Typst sets it from `paper.typ`; what differs from paper to paper goes in as JSON. Only the font that
is given is used: a sign that it lacks is an error, not another font.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from typing import Any, Final

import typst

from grundlag.errors import GrundlagError, Problem
from grundlag.render.charts import picture
from grundlag.render.dress import OURS, Dress, Logo
from grundlag.render.environment import plain
from grundlag.render.icons import icon_svg
from grundlag.render.lists import list_kind
from grundlag.render.look import LOOK, TEMPLATES
from grundlag.render.numbers import cell_text, fill
from grundlag.render.row_heads import with_row_heads
from grundlag.render.tables import heads, legend, table_title
from grundlag.render.typeset import compiler
from grundlag.report.model import (
    Block,
    Cell,
    Chart,
    Lines,
    Map,
    Paper,
    Paragraph,
    Table,
    VerdictCell,
)

STANDARD: Final = "ua-1"
_REFUSED = "PDF/UA-1 error: "
WHOLE = 24  # lines of a table that is not parted over two pages
SHORT = 30  # of a chapter that is not
SIGNS = 90  # on a line
MADE = datetime(2025, 1, 1, tzinfo=UTC)  # no clock: it would change the bytes
REGION = {"da": "dk", "en": "gb"}


def pdf(paper: Paper, dress: Dress = OURS) -> bytes:
    """The paper as PDF/UA-1, with the city's logo on its first page."""
    content = {**_paper(paper), "logo": _logo(dress.logo) if dress.logo else None}
    given = {"paper": json.dumps(content, ensure_ascii=False), "look": _look()}
    try:
        return with_row_heads(_compiled(given))
    except typst.TypstError as error:
        what = f"it cannot be set as PDF: {error.message.removeprefix(_REFUSED)}."
        fix = "Write it with signs of the paper's font, and give every chart a text."
        raise GrundlagError(Problem(where=f"{paper.id}.pdf", what=what, fix=fix)) from error


def _logo(logo: Logo) -> dict[str, Any]:
    """A logo as typst takes it: an SVG as it is written, a PNG as text."""
    width, height = logo.size
    said = {"alt": logo.alt, "width": width, "height": height, "top": LOOK.logo.top}
    if logo.svg is not None:
        return {**said, "format": "svg", "svg": logo.svg}
    return {**said, "format": "png", "bytes": list(logo.png)}


def _compiled(given: dict[str, str]) -> bytes:
    made = compiler().compile(
        _template(), sys_inputs=given, format="pdf", pdf_standards=[STANDARD], timestamp=MADE
    )
    assert isinstance(made, bytes)  # one file: only pictures are a list
    return made


@cache
def _template() -> bytes:
    return (TEMPLATES / "paper.typ").read_bytes()


@cache
def _look() -> str:
    size, page, colour = (vars(part) for part in (LOOK.size, LOOK.page, LOOK.colour))
    words = {name: getattr(LOOK.words, name) for name in ("page", "of", "remark")}
    icons = {tone: icon_svg(tone) for tone in ("reached", "missed", "partly", "open")}
    look = {"font": LOOK.font.family, "size": size, "page": page, "colour": colour}
    return json.dumps({**look, "tone": LOOK.tone, "words": words, "icon": icons})


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "title": plain(paper.title),
        "subtitle": plain(paper.subtitle),
        "author": "",
        "marks": list(map(plain, paper.marks)),
        "language": paper.language,
        "region": REGION[paper.language],
        "facts": [{"label": plain(f.label), "text": plain(fill(f.text))} for f in paper.facts],
        "sections": [
            {
                "heading": plain(section.heading),
                "new_page": section.new_page,
                "whole": sum(map(_height, section.blocks)) <= SHORT,
                "blocks": list(_blocks(section.blocks)),
            }
            for section in paper.sections
        ],
    }


def _blocks(blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
    """The blocks of a section; bullets and points that stand together are one list."""
    for kind, found in groupby(blocks, key=list_kind):
        if kind:
            yield {"kind": f"{kind}s", "items": [_said(block) for block in found]}
        else:
            yield from map(_block, found)


def _said(block: Block) -> str:
    assert isinstance(block, Paragraph)
    return plain(" ".join(map(fill, block.texts)))


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": block.role, "text": _said(block)}
        case Table():
            return _table(block)
        case Chart() | Map():
            return {
                "kind": "chart",
                "title": plain(fill(block.title)),
                "svg": picture(block).svg,
                "alt": plain(fill(block.alt)),
                "notes": [plain(fill(note)) for note in block.notes],
            }


def _table(table: Table) -> dict[str, Any]:
    said = [*map(fill, table.notes), *filter(None, [legend(table)])]
    return {
        "kind": "table",
        "title": plain(table_title(table)),
        "whole": sum(map(_lines, table.rows)) <= WHOLE,
        "widths": [column.width for column in table.columns],
        "right": [column.align == "right" for column in table.columns],
        "heads": [
            [
                {"text": plain(h.text), "columns": h.columns, "rows": h.rows, "align": h.align}
                for h in row
            ]
            for row in heads(table)
        ],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "notes": list(map(plain, said)),
    }


def _height(block: Block) -> int:
    """How many lines a block is about, its heading and notes with it; a chart is half a page."""
    match block:
        case Paragraph():
            return 2 + len(_said(block)) // SIGNS
        case Table():
            return 3 + sum(map(_lines, block.rows)) + 2 * len(block.notes)
        case Chart():
            return SHORT
        case Map():
            return 0  # a short chapter with a map still has room on a page, and stays together


def _lines(row: tuple[Cell, ...]) -> int:
    """How many lines a row is about: a verdict stands on its certainty, and that on two."""
    told = (len(c.lines) if isinstance(c, Lines) else 3 if isinstance(c, VerdictCell) else 1
            for c in row)  # fmt: skip
    return max(told, default=1)


def _cell(cell: Cell) -> dict[str, Any]:
    match cell:
        case VerdictCell():
            told = {"outcome": plain(cell.outcome), "certainty": plain(cell.certainty)}
            return {"kind": "verdict", "tone": cell.tone, **told}
        case Lines():
            return {"kind": "text", "lines": [plain(fill(line)) for line in cell.lines]}
        case _:
            return {"kind": "text", "lines": [plain(cell_text(cell))]}
