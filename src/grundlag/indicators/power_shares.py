"""What a coming survey can show at all: of a share from wave to wave, and of its gap to another.

Every wave is taken to be as uncertain as the latest one; limits are t, draws are normal.
docs/methods/power.md.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy import special

from grundlag.indicators.intervals import TAIL
from grundlag.indicators.power import POWER

FAR = 9.0  # standard deviations that hardly any draw is beyond
PIECES = 4001  # of an integral over a bell curve: exact to a millionth
APART = math.sqrt(2)  # how much more a difference of two equal waves varies than one of them


@dataclass(frozen=True, kw_only=True)
class Nearer:
    """The chances of a gap where nothing changes: shown closed, shown opened, and open at all."""

    reached: float
    missed: float
    opens: float

    @property
    def neither(self) -> float:
        """The chance that the wave stays within noise."""
        return 1 - self.reached - self.missed


def smallest_difference(variance: float, df: float) -> float:
    """The smallest true difference that is shown 8 times in 10: (t(0.975) + t(0.8)) sqrt(V).

    `variance` and `df` are the difference's own. Source: J. M. Bland, An Introduction to Medical
    Statistics, 18.2. docs/methods/power.md.
    """
    return (_point(1 - TAIL, df) + _point(POWER, df)) * math.sqrt(variance)


def overlooked(change: float, variance: float, df: float) -> float:
    """The chance that a true difference is not shown."""
    beyond = _point(1 - TAIL, df) - change / math.sqrt(variance)
    return float(special.ndtr(beyond) if math.isinf(df) else special.stdtr(df, beyond))


def answers_needed(n: int, smallest: float, change: float) -> int:
    """How many answers in each wave show a change 8 times in 10, where `n` show `smallest`."""
    return math.ceil(n * (smallest / change) ** 2)


def nearer(gap: float, variance: float) -> Nearer:
    """The chances of a gap where nothing changes, both of its waves being draws with one variance.

    It is shown closed where the wave's own limits or those of the change say so, shown opened where
    both do. The chances are normal, integrated over the coming wave.
    """
    at, apart = gap / math.sqrt(variance), _point(1 - TAIL, math.inf)
    closed = float(special.ndtr(-apart - at))
    return Nearer(
        reached=closed + _over(-apart - at, shift=APART * apart, up=False),
        missed=_over(apart - at, shift=-APART * apart, up=True),
        opens=_over(-at, shift=0.0, up=True),
    )


def _over(start: float, shift: float, up: bool) -> float:
    """The chance that the coming wave's draw z is above `start` and the start wave's draw is below
    z + `shift` (`up`) or above it."""
    low = min(max(start, -FAR), FAR)
    z = np.linspace(low, FAR, PIECES)
    other = special.ndtr(z + shift) if up else special.ndtr(-(z + shift))
    return float(np.trapezoid(np.exp(-z * z / 2) * other, z) / math.sqrt(2 * math.pi))


def _point(p: float, df: float) -> float:
    """The point of t that a share `p` is below; of the normal where `df` is infinite."""
    return float(special.ndtri(p) if math.isinf(df) else special.stdtrit(df, p))
