from . import (
    ahead,
    archive,
    certifying,
    decisions,
    explain,
    fetching,
    inventing,
    packs,
    proofing,
    recognising,
    revisions,
    standing,
    verifying,
)
from .checking import check, checked, listed
from .folder import load, new, set_up
from .papers import report, report_all
from .taking import months_of, out_of_reach, take_files
from .written import Written
from .year import Run, context_of, counted, judge_all, judge_year, judged, pack_of

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
    "recognising",
    "report",
    "report_all",
    "revisions",
    "set_up",
    "standing",
    "take_files",
    "verifying",
]
