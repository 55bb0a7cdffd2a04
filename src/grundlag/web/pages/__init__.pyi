from .api import api
from .changes import Changed, changed_lines, changes
from .methods import methods
from .number import number
from .overview import overview
from .partnership import partnership

__all__ = [
    "Changed",
    "api",
    "changed_lines",
    "changes",
    "methods",
    "number",
    "overview",
    "partnership",
]
