"""Where the rooms meet: a folder in; deliveries, verdicts, papers, and the way back out."""

from grundlag.run.checking import check, checked
from grundlag.run.folder import new, open_folder, set_up
from grundlag.run.taking import out_of_reach, take_files
from grundlag.run.year import Run, Written, counted, judge_year, judged, pack_of, report

__all__ = [
    "Run",
    "Written",
    "check",
    "checked",
    "counted",
    "judge_year",
    "judged",
    "new",
    "open_folder",
    "out_of_reach",
    "pack_of",
    "report",
    "set_up",
    "take_files",
]
