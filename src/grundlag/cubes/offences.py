"""When offences were committed, as far as reports tell: dates that are missing, or cannot be."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from grundlag.basis.clocks import Month
from grundlag.cubes.model import NO_DAY, TOO_LATE, CrimeCube

LONG_AGO = 120  # months before its report from which an offence's date may stand for none


@dataclass(frozen=True, kw_only=True)
class Dating:
    """The reports of some months that tell when their offence was: all, and those that do not.

    `without` have no date, `after` one after the report, and `old` one of more than ten years
    before it: those are counted as they are told.
    """

    n: int
    without: int
    after: int
    old: int

    @property
    def unknown(self) -> int:
        """Those that no year counted by offences holds."""
        return self.without + self.after


def dating(cube: CrimeCube, months: Iterable[Month]) -> Dating:
    """How the reports of some months are dated, where their deliveries date offences at all."""
    when = np.isin(cube.month, [m for m in months if m in cube.dated])
    told, n = cube.occurred[when], cube.n[when]
    old = (told >= 0) & (told < cube.month[when] - LONG_AGO)
    return Dating(
        n=int(n.sum()),
        without=int(n[told == NO_DAY].sum()),
        after=int(n[told == TOO_LATE].sum()),
        old=int(n[old].sum()),
    )
