"""Findings in what was taken in."""

from grundlag.basis.load import Definitions
from grundlag.cubes.model import Cubes
from grundlag.errors import Problem


def findings(defs: Definitions, cubes: Cubes) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Problems and notices."""
    return (), ()
