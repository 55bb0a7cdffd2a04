"""What stands before each block that is one of a list: a bullet, or its number."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from grundlag.report.model import Block, Paragraph

BULLET = "•"
KINDS = ("bullet", "point")


def list_kind(block: Block) -> str:
    """The kind of list that a block is one of; empty where it is none's."""
    return block.role if isinstance(block, Paragraph) and block.role in KINDS else ""


def with_signs(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Each block and the sign before it; points that follow one another are counted."""
    for kind, found in groupby(blocks, key=list_kind):
        for number, block in enumerate(found, 1):
            yield block, {"": "", "bullet": BULLET, "point": f"{number}."}[kind]
