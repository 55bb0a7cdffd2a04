"""Overblik: the partnerships side by side, with what their goals came to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from grundlag.report.model import Block, Map, Paragraph, Table, Text, VerdictCell
from grundlag.web import pages
from grundlag.web.asked import Asked, asked
from grundlag.web.page import page


@dataclass(frozen=True, kw_only=True)
class Card:
    """A partnership at a glance: its verdicts, a goal each."""

    name: str
    address: str
    goals: tuple[tuple[str, VerdictCell], ...]


def overview(request: Request) -> Response:
    """The first page."""
    found = asked(request, waits=False)
    paper = found.paper("overblik")
    blocks = paper.sections[0].blocks if paper else ()
    return page(
        request,
        "overview.html.j2",
        found,
        lead=_texts(blocks, "lead"),
        said_beside=_texts(blocks, "note"),
        maps=[block for block in blocks if isinstance(block, Map)],
        cards=tuple(_cards(found, blocks)),
        sections=paper.sections[1:] if paper else (),
        changes=_changes(found),
        changes_at=found.address("aendringer"),
        before=found.year - 1,
    )


def _changes(found: Asked) -> "tuple[pages.Changed, ...] | None":
    """What is otherwise than the year before, where both are judged: it takes seconds."""
    years = (found.year, found.year - 1)
    is_there = all(found.standing.has(("judged", year)) for year in years)
    return pages.changed_lines(found) if is_there else None


def _texts(blocks: Sequence[Block], role: str) -> list[Text]:
    return [t for b in blocks if isinstance(b, Paragraph) and b.role == role for t in b.texts]


def _cards(found: Asked, blocks: Sequence[Block]) -> Iterator[Card]:
    """A card a row of the paper's table, which has a partnership in each; without it, a name."""
    table = next((block for block in blocks if isinstance(block, Table)), None)
    rows = table.rows if table else ((),) * len(found.names)
    headings = [column.heading for column in table.columns[1:]] if table else []
    for (id, name), row in zip(found.names.items(), rows, strict=True):
        cells = [cell for cell in row[1:] if isinstance(cell, VerdictCell)]
        goals = tuple(zip(headings, cells, strict=True))
        yield Card(name=name, address=found.address(id), goals=goals)
