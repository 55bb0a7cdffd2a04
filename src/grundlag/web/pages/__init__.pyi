from .activities import activities, registers
from .activities_file import fetched, look_into_file, reading_in, take_file_in
from .activity import activity, removal, remove_activity, save_activity
from .adopting import adopt, adopting, decide, note
from .api import api
from .changes import Changed, changed_lines, changes
from .data import checks, data, revisions, revisions_file, set_aside, withdraw
from .grounds import grounds
from .job import again, job, stop
from .methods import methods
from .number import number
from .overview import overview
from .papers import make_papers, paper, papers
from .partner_word import declare_word, partner_word
from .partnership import partnership
from .remark import remark, remark_removal, remarks, remove_remark, save_remark
from .sent import discard, send, sent, take_in
from .what_if import what_if

__all__ = [
    "Changed",
    "activities",
    "activity",
    "adopt",
    "adopting",
    "again",
    "api",
    "changed_lines",
    "changes",
    "checks",
    "data",
    "decide",
    "declare_word",
    "discard",
    "fetched",
    "grounds",
    "job",
    "look_into_file",
    "make_papers",
    "methods",
    "note",
    "number",
    "overview",
    "paper",
    "papers",
    "partner_word",
    "partnership",
    "reading_in",
    "registers",
    "remark",
    "remark_removal",
    "remarks",
    "removal",
    "remove_activity",
    "remove_remark",
    "revisions",
    "revisions_file",
    "save_activity",
    "save_remark",
    "send",
    "sent",
    "set_aside",
    "stop",
    "take_file_in",
    "take_in",
    "what_if",
    "withdraw",
]
