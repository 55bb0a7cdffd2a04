from .api import api
from .changes import Changed, changed_lines, changes
from .grounds import grounds
from .methods import methods
from .number import number
from .overview import overview
from .partnership import partnership
from .what_if import what_if

__all__ = [
    "Changed",
    "api",
    "changed_lines",
    "changes",
    "grounds",
    "methods",
    "number",
    "overview",
    "partnership",
    "what_if",
]
