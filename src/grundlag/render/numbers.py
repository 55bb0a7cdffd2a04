"""Numbers as Danish readers expect them, rounded here and nowhere else, half up and once.

A number is rounded from the digits it prints with (`repr`), so that 0.145 is 15 % and never the
14 % of its binary neighbour. Symbols for what is missing are those of Statistics Denmark.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from grundlag.errors import GrundlagError, Problem, nearest
from grundlag.render.look import LOOK
from grundlag.report.model import Cell, Interval, Lines, Number, Text, Unit, VerdictCell

HARD_SPACE = "\u00a0"
MINUS = "\u2212"
DASH = "\u2013"
PROVISIONAL = "*"

_SYMBOL = {"none": DASH, "not_applicable": ".", "protected": "[b]"}
_UNKNOWN = ".."
HUNDREDFOLD = frozenset({"share", "points", "percent_change"})
_PER_CENT = frozenset({"share", "percent_change"})
_NAME = re.compile(r"\{(\w+)\}")


def rounded(number: Number) -> Decimal | None:
    """The number as it is printed, per cent where its unit is; half up, away from zero."""
    if number.value is None:
        return None
    exact = Decimal(number.value if isinstance(number.value, int) else repr(float(number.value)))
    if not exact.is_finite():
        raise ValueError(f"{number.value} cannot be printed: it is not a finite number")
    scaled = exact.scaleb(2) if number.unit in HUNDREDFOLD else exact
    return scaled.quantize(Decimal(1).scaleb(-number.decimals), ROUND_HALF_UP)


def _sign(value: Decimal, signed: bool) -> str:
    if value < 0:
        return MINUS
    return "+" if signed and value > 0 else ""


def _figures(value: Decimal, unit: str) -> str:
    if unit == "year":
        return str(abs(value))
    return f"{abs(value):,f}".translate(str.maketrans(",.", ".,"))


def _bare(number: Number) -> str:
    value = rounded(number)
    if value is None:
        return _SYMBOL.get(number.status, _UNKNOWN)
    return _sign(value, number.signed) + _figures(value, number.unit)


def _unit(unit: str, running: bool) -> str:
    if unit in _PER_CENT:
        return f"{HARD_SPACE}%"
    return f"{HARD_SPACE}{LOOK.words.points}" if running and unit == "points" else ""


def _finish(bare: str, numbers: tuple[Number, ...], running: bool) -> str:
    known = [n for n in numbers if n.value is not None]
    unit = _unit(known[0].unit, running) if known else ""
    star = PROVISIONAL if any(n.status == "provisional" for n in known) else ""
    return f"{bare}{unit}{star}"


def in_cell(number: Number) -> str:
    """A number in a table, whose heading says what points are points of: `+2`, `63 %`."""
    return _finish(_bare(number), (number,), running=False)


def in_text(number: Number) -> str:
    """A number in running text: `+2 procentpoint`, `63 %`."""
    return _finish(_bare(number), (number,), running=True)


def on_axis(value: float, unit: Unit, decimals: int) -> str:
    """A number in a chart: signed where it is a change."""
    signed = unit in ("points", "percent_change")
    return in_cell(Number(value=value, unit=unit, decimals=decimals, signed=signed))


def limits(interval: Interval, *, running: bool = False) -> str:
    """The two limits with their unit once: `61–67 %`, and `−2 til +4` where one has a sign."""
    low, high = _bare(interval.low), _bare(interval.high)
    if interval.low.value is None and interval.high.value is None:
        return low
    signed = any(text[0] in (MINUS, "+") for text in (low, high))
    between = f"{HARD_SPACE}{LOOK.words.to}{HARD_SPACE}" if signed else DASH
    return _finish(f"{low}{between}{high}", (interval.low, interval.high), running)


def fill(text: Text) -> str:
    """A sentence with its numbers in place; words without numbers stand as they are."""
    if not text.numbers:
        return text.words
    return _NAME.sub(lambda found: in_text(_named(text, found[1])), text.words)


def _named(text: Text, name: str) -> Number:
    if name not in text.numbers:
        raise GrundlagError(
            Problem(
                where=f'"{text.words}"',
                what=f"the sentence has no number called {name}.",
                fix=nearest(name, text.numbers),
            )
        )
    return text.numbers[name]


def cell_text(cell: Cell) -> str:
    """What stands in a cell, as text."""
    match cell:
        case Text():
            return fill(cell)
        case Number():
            return in_cell(cell)
        case Interval():
            return limits(cell)
        case Lines():
            return "; ".join(map(fill, cell.lines))
        case VerdictCell():
            return f"{cell.outcome}, {cell.certainty}" if cell.certainty else cell.outcome
