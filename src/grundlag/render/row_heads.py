"""Marks the first cell of each row of a PDF's tables as the row's heading, as typst does not yet.

Typst lists for each cell the headings over it, and so leaves no room for those beside it. Where
every heading has a scope instead, a reader finds both (ISO 32000-1, table 349). What is written
is as long as what it replaces: no other byte of the file moves.
"""

import re
from typing import Final

# A cell as typst writes it: its last heading is the one of its own column, `(U3x0y1)` of the first.
_CELL: Final = re.compile(
    rb"/S/TD(?P<between>/P \d+ 0 R/A\[<</O/Table)"
    rb"(?P<headers>/Headers\[(?:\(U\d+x\d+y\d+\))*\(U\d+x(?P<column>\d+)y\d+\)\])"
)
_ROW: Final = b"/Scope/Row"


def with_row_heads(pdf: bytes) -> bytes:
    """The same PDF, where the first cell of a row is its heading."""
    return _CELL.sub(_marked, pdf)


def _marked(cell: re.Match[bytes]) -> bytes:
    is_first = cell["column"] == b"0"
    kind, scope = (b"/S/TH", _ROW) if is_first else (b"/S/TD", b"")
    return kind + cell["between"] + scope.ljust(len(cell["headers"]))
