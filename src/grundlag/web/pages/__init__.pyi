from .changes import Changed, changed_lines, changes
from .data import checks, data, revisions, revisions_file, set_aside, withdraw
from .job import again, job, stop
from .methods import methods
from .number import number
from .overview import overview
from .papers import make_papers, paper, papers
from .partnership import partnership
from .sent import discard, send, sent, take_in

__all__ = [
    "Changed",
    "again",
    "changed_lines",
    "changes",
    "checks",
    "data",
    "discard",
    "job",
    "make_papers",
    "methods",
    "number",
    "overview",
    "paper",
    "papers",
    "partnership",
    "revisions",
    "revisions_file",
    "send",
    "sent",
    "set_aside",
    "stop",
    "take_in",
    "withdraw",
]
