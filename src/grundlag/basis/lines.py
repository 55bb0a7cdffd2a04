"""On which line of a TOML file each key and each array element stands.

TOML's own reader gives no line for a value that is valid and wrong, so the file is read a second
time as a syntax tree. What was read from a workbook stands in a cell instead of on a line.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

Path = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell of a workbook; rows and columns from 1."""

    book: str
    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        """`opsaetning.xlsx, Baseline!D5`: as the cell is called where it is mended."""
        return f"{self.book}, {self.sheet}!{letters(self.column)}{self.row}"


Lines = dict[Path, int | Cell]

_TOML = Language(tree_sitter_toml.language())
VALUE = 2  # a pair is key, sign, value, and then maybe a comment
_KEYS = ("bare_key", "quoted_key", "dotted_key")


def lines(text: str) -> Lines:
    """The line (from 1) of every path in a TOML text; a path is keys and list positions."""
    found: Lines = {(): 1}
    counts: dict[Path, int] = {}
    for node in Parser(_TOML).parse(text.encode()).root_node.children:
        if node.type == "pair":
            found.update(_pair((), node))
        elif node.type in ("table", "table_array_element"):
            path = _header(node, counts)
            found[path] = _line(node)
            for child in node.children:
                if child.type == "pair":
                    found.update(_pair(path, child))
    return _with_parents(found)


def spans(text: bytes) -> dict[Path, tuple[int, int]]:
    """Where the value of each key begins and ends in a TOML text, in bytes."""
    values = ((path, pair.children[VALUE]) for path, pair in _nodes(text) if pair.type == "pair")
    return {path: (value.start_byte, value.end_byte) for path, value in values}


def extents(text: bytes) -> dict[Path, tuple[int, int]]:
    """Where each key with its value, and each table with its keys, begins and ends, in bytes.

    A comment that stands after the last of it on the same line is of it; one below is not.
    """
    return {path: (node.start_byte, _last(node).end_byte) for path, node in _nodes(text)}


def _nodes(text: bytes) -> Iterator[tuple[Path, Node]]:
    """Every key with its value, and every table."""
    counts: dict[Path, int] = {}
    for node in Parser(_TOML).parse(text).root_node.children:
        is_table = node.type in ("table", "table_array_element")
        path = _header(node, counts) if is_table else ()
        if is_table:
            yield path, node
        for pair in node.children if is_table else [node]:
            if pair.type == "pair":
                yield (*path, *_names(pair.children[0])), pair


def _last(node: Node) -> Node:
    """A key with its value itself; the last of a table, or the end of its heading."""
    if node.type == "pair":
        return node
    return [child for child in node.children if child.type in ("pair", "]", "]]")][-1]


def nearest_line(found: Lines, path: Path) -> int | Cell:
    """The line of a path, or of the nearest thing around it that stands in the file."""
    while path not in found:
        path = path[:-1]
    return found[path]


def place(file: str, found: Lines, path: Path) -> str:
    """`file:line` of a path, or the cell it stands in."""
    line = nearest_line(found, path)
    return str(line) if isinstance(line, Cell) else f"{file}:{line}"


def letters(column: int) -> str:
    """A column's letters in a workbook: 1 is A, 27 is AA."""
    rest, last = divmod(column - 1, 26)
    return (letters(rest) if rest else "") + chr(ord("A") + last)


def order(where: str) -> tuple[str, int, int]:
    """What places are sorted by: file or sheet, then line or row as a number, then column."""
    if cell := re.fullmatch(r"(.+)!([A-Z]{1,3})(\d+)", where):
        column = sum((ord(x) - 64) * 26**i for i, x in enumerate(reversed(cell[2])))
        return cell[1], int(cell[3]), column
    file, _, line = where.rpartition(":")
    return (file, int(line), 0) if line.isdecimal() else (where, 0, 0)


def _with_parents(found: Lines) -> Lines:
    """What only stands inside a dotted name (`read.dates = ...`) begins where it is first named."""
    named = dict(found)
    for path, line in found.items():
        for depth in range(1, len(path)):
            named.setdefault(path[:depth], line)
    return named


def _header(node: Node, counts: dict[Path, int]) -> Path:
    keys = next(_names(child) for child in node.children if child.type in _KEYS)
    path: Path = ()
    for depth, key in enumerate(keys):
        path = (*path, key)
        last = depth == len(keys) - 1
        if last and node.type == "table_array_element":
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _pair(path: Path, node: Node) -> Iterator[tuple[Path, int]]:
    here = (*path, *_names(node.children[0]))
    yield here, _line(node)
    yield from _value(here, node.children[VALUE])


def _value(path: Path, node: Node) -> Iterator[tuple[Path, int]]:
    if node.type == "array":
        elements = [n for n in node.children if n.type not in ("[", "]", ",", "comment")]
        for place, element in enumerate(elements):
            yield (*path, place), _line(element)
            yield from _value((*path, place), element)
    elif node.type == "inline_table":
        for child in node.children:
            if child.type == "pair":
                yield from _pair(path, child)


def _names(node: Node) -> tuple[str, ...]:
    if node.type == "dotted_key":
        return tuple(n for c in node.children if c.type in _KEYS for n in _names(c))
    text = (node.text or b"").decode()
    if node.type == "bare_key":
        return (text,)
    return (next(iter(tomllib.loads(f"{text} = 0"))),)


def _line(node: Node) -> int:
    return node.start_point[0] + 1
