"""Change a TOML file that somebody wrote by hand, and leave the rest of it as it is.

Comments, order, line ends and a byte order mark stay; all is bytes in and bytes out.
"""

import json
import re
from collections.abc import Iterable

from grundlag.basis.lines import Path, extents, spans

BOM = b"\xef\xbb\xbf"


def written(value: object) -> str:
    """A text, a truth, a number, a day, or a list of texts in TOML, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, tuple):
        return f"[{', '.join(map(written, value))}]"
    return str(value)


def key(name: str) -> str:
    """A key, in quotation marks where TOML wants them."""
    return name if re.fullmatch("[A-Za-z0-9_-]+", name) else written(name)


def appended(before: bytes, lines: Iterable[str]) -> bytes:
    """A file with lines at its end, and a blank one before them."""
    end = _line_end(before)
    first = "" if before.endswith(b"\n") or not before else end
    return before + (first + end.join(("", *lines, ""))).encode()


def with_value(before: bytes, path: Path, value: object, after: str) -> bytes:
    """A file with another value of a key; where it is not there yet, below the key `after`."""
    text = before.removeprefix(BOM)
    head, found = before[: len(before) - len(text)], spans(text)
    new = written(value).encode()
    if path in found:
        begin, end = found[path]
        return head + text[:begin] + new + text[end:]
    below = text.find(b"\n", found[(*path[:-1], after)][1])
    line = f"{key(str(path[-1]))} = ".encode() + new + _line_end(before).encode()
    if below < 0:
        return head + text + _line_end(before).encode() + line
    return head + text[: below + 1] + line + text[below + 1 :]


def without(before: bytes, path: Path) -> bytes:
    """A file without a key, or without a table and its keys; comments around it stay."""
    text = before.removeprefix(BOM)
    head, (begin, end) = before[: len(before) - len(text)], extents(text)[path]
    above, below = text[: text.rfind(b"\n", 0, begin) + 1], text[end:].partition(b"\n")[2]
    if isinstance(path[-1], int):  # a table of a list has a blank line beside it
        first, _, rest = below.partition(b"\n")
        below = rest if below and not first.strip() else below
        if not below:
            above = above.rstrip() + _line_end(before).encode()
    return head + above + below


def _line_end(text: bytes) -> str:
    return "\r\n" if b"\r\n" in text else "\n"
