from .activities import activities, registers
from .activities_file import fetched, look_into_file, reading_in, take_file_in
from .activity import activity, removal, remove_activity, save_activity
from .api import api
from .changes import Changed, changed_lines, changes
from .grounds import grounds
from .methods import methods
from .number import number
from .overview import overview
from .partner_word import declare_word, partner_word
from .partnership import partnership
from .what_if import what_if

__all__ = [
    "Changed",
    "activities",
    "activity",
    "api",
    "changed_lines",
    "changes",
    "declare_word",
    "fetched",
    "grounds",
    "look_into_file",
    "methods",
    "number",
    "overview",
    "partner_word",
    "partnership",
    "reading_in",
    "registers",
    "removal",
    "remove_activity",
    "save_activity",
    "take_file_in",
    "what_if",
]
