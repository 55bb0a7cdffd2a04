"""A judged year, as the rooms hand it to each other; it needs no engine."""

from dataclasses import dataclass

from grundlag.basis.declared import Definitions
from grundlag.basis.remarks import Remark
from grundlag.cubes.model import Cubes
from grundlag.indicators.model import Measures
from grundlag.verdicts.model import Judgements


@dataclass(frozen=True, kw_only=True)
class Run:
    """One report year, counted, measured and judged; on which basis, and how that stands.

    `later` are the year's remarks dated after the day it is told on: they are in no paper.
    """

    defs: Definitions
    cubes: Cubes
    measures: Measures
    judgements: Judgements
    proposal: bool
    in_force: bool = True
    later: tuple[Remark, ...] = ()
