from . import drafts, jobs, log
from .desk import Desk, desk_of

__all__ = ["Desk", "desk_of", "drafts", "jobs", "log"]
