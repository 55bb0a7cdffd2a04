"""The scales of a small chart: which years, which values, and where the axis has its marks."""

import math
from collections.abc import Iterable

from pydantic.dataclasses import dataclass

from grundlag.render.numbers import HUNDREDFOLD
from grundlag.report.model import Panel

LEAST_SHARE_SPAN = 0.2
_TICKS = 4
_ROOM = 0.06


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The values of an axis from `low` to `high`, and its marks with the decimals they need."""

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int

    def fraction(self, value: float) -> float:
        """How far up the axis a value stands: 0 at the bottom, 1 at the top."""
        return (value - self.low) / (self.high - self.low)

    def value(self, fraction: float) -> float:
        """The value that stands so far up the axis."""
        return self.low + fraction * (self.high - self.low)


def years(panels: Iterable[Panel]) -> tuple[str, ...]:
    """The labels of the common first axis in order; a year nobody measured keeps its place."""
    found = {p.label for panel in panels for line in panel.lines for p in line.points}
    if found and all(label.isdecimal() and len(label) == 4 for label in found):
        first, last = min(map(int, found)), max(map(int, found))
        return tuple(str(year) for year in range(first, last + 1))
    return tuple(sorted(found))


def scale(panel: Panel) -> Scale:
    """The second axis: shares round what is shown, everything else from zero."""
    values = list(_values(panel)) or [0.0]
    if panel.unit == "share":
        low, high = _share_span(min(values), max(values))
    elif panel.unit in ("year", "number"):
        low, high = min(values), max(values)
    else:
        low, high = min(0.0, *values), max(0.0, *values)
    return _marked(low, high, panel)


def _values(panel: Panel) -> Iterable[float]:
    for line in panel.lines:
        for point in line.points:
            yield from (v for v in (point.value, point.low, point.high) if v is not None)
    if panel.level is not None:
        yield panel.level


def _share_span(low: float, high: float) -> tuple[float, float]:
    low, high = low - _ROOM / 2, high + _ROOM / 2
    missing = max(0.0, LEAST_SHARE_SPAN - (high - low)) / 2
    low, high = low - missing, high + missing
    if high > 1:
        low, high = low - (high - 1), 1.0
    if low < 0:
        low, high = 0.0, min(1.0, high - low)
    return max(0.0, low), high


def _marked(low: float, high: float, panel: Panel) -> Scale:
    whole = panel.unit in ("count", "year")
    step, decimals = _step((high - low) / _TICKS, whole)
    first = math.floor(round(low / step, 9))
    last = max(math.ceil(round(high / step, 9)), first + 1)
    ticks = tuple(round(k * step, 10) for k in range(first, last + 1))
    shown = max(0, decimals - 2) if panel.unit in HUNDREDFOLD else decimals
    return Scale(low=ticks[0], high=ticks[-1], ticks=ticks, decimals=shown)


def _step(wanted: float, whole: bool) -> tuple[float, int]:
    """The nearest round step from 1, 2, 5 times a power of ten, and the decimals it needs."""
    if wanted <= 0:
        return 1.0, 0
    power = math.floor(math.log10(wanted))
    power, digit = next(
        (p, d) for p in (power, power + 1) for d in (1, 2, 5) if d * 10.0**p >= wanted * 0.8
    )
    if whole and power < 0:
        return 1.0, 0
    return round(digit * 10.0**power, 10), max(0, -power)
