from . import (
    ahead,
    archive,
    certifying,
    decisions,
    declaring,
    explain,
    fetching,
    inventing,
    packs,
    proofing,
    receipts,
    recognising,
    registering,
    revisions,
    standing,
    verifying,
    what_if,
)
from .checking import check, checked, listed
from .folder import load, new
from .model import Run
from .papers import report, report_all
from .setting_up import set_up
from .taking import months_of, out_of_reach, take_files
from .written import Written
from .year import context_of, counted, judge_all, judge_year, judged, pack_of

__all__ = [
    "Run",
    "Written",
    "ahead",
    "archive",
    "certifying",
    "check",
    "checked",
    "context_of",
    "counted",
    "decisions",
    "declaring",
    "explain",
    "fetching",
    "inventing",
    "judge_all",
    "judge_year",
    "judged",
    "listed",
    "load",
    "months_of",
    "new",
    "out_of_reach",
    "pack_of",
    "packs",
    "proofing",
    "receipts",
    "recognising",
    "registering",
    "report",
    "report_all",
    "revisions",
    "set_up",
    "standing",
    "take_files",
    "verifying",
    "what_if",
]
