from .changes import Changed, changed_lines, changes
from .job import again, job, stop
from .methods import methods
from .number import number
from .overview import overview
from .papers import make_papers, paper, papers
from .partnership import partnership

__all__ = [
    "Changed",
    "again",
    "changed_lines",
    "changes",
    "job",
    "make_papers",
    "methods",
    "number",
    "overview",
    "paper",
    "papers",
    "partnership",
    "stop",
]
