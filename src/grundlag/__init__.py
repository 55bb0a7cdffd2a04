"""Grundlag: from police reports and the safety survey to a judged paper, on a declared basis.

Seven verbs, one a room: load, take, count, measure, judge, compose, save.
"""

from grundlag.basis.load import Definitions
from grundlag.cubes.count import count
from grundlag.cubes.model import Cubes
from grundlag.engine.connect import engine
from grundlag.errors import GrundlagError, Problem
from grundlag.indicators.measure import measure
from grundlag.indicators.model import Estimate, Measures
from grundlag.records.model import Delivery, Taken
from grundlag.records.take import take
from grundlag.render import save
from grundlag.report.compose import compose
from grundlag.report.model import Pack, Paper
from grundlag.run.folder import open_folder as load
from grundlag.verdicts.judge import judge
from grundlag.verdicts.model import Judgements, Verdict

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
