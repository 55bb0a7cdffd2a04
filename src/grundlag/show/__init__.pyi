from .bar import bar
from .certified import certified
from .delivery import taken
from .fetched import fetched
from .problems import checked
from .proof import proof
from .saved import adopted, written
from .store import forgetting, log, withdrawn
from .terminal import paper
from .verified import verified
from .way_back import explanation
from .year import later_remarks, moved_remarks, verdicts

__all__ = [
    "adopted",
    "bar",
    "certified",
    "checked",
    "explanation",
    "fetched",
    "forgetting",
    "later_remarks",
    "log",
    "moved_remarks",
    "paper",
    "proof",
    "taken",
    "verdicts",
    "verified",
    "withdrawn",
    "written",
]
