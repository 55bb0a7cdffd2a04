from .basis.load import Definitions
from .cubes.count import count
from .cubes.model import Cubes
from .engine.connect import engine
from .errors import GrundlagError, Problem
from .indicators.measure import measure
from .indicators.model import Estimate, Measures
from .records.model import Delivery, Taken
from .records.take import take
from .render import save
from .report.compose import compose
from .report.model import Pack, Paper
from .run.folder import load
from .verdicts.judge import judge
from .verdicts.model import Judgements, Verdict

__all__ = [
    "Cubes",
    "Definitions",
    "Delivery",
    "Estimate",
    "GrundlagError",
    "Judgements",
    "Measures",
    "Pack",
    "Paper",
    "Problem",
    "Taken",
    "Verdict",
    "compose",
    "count",
    "engine",
    "judge",
    "load",
    "measure",
    "save",
    "take",
]
