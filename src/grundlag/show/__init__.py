"""What the terminal shows. Plain text, no boxes."""

from grundlag.show.delivery import taken
from grundlag.show.problems import checked
from grundlag.show.saved import adopted, written
from grundlag.show.store import forgetting, log, withdrawn
from grundlag.show.terminal import paper
from grundlag.show.way_back import explanation
from grundlag.show.year import later_remarks, moved_remarks, verdicts

__all__ = [
    "adopted",
    "checked",
    "explanation",
    "forgetting",
    "later_remarks",
    "log",
    "moved_remarks",
    "paper",
    "taken",
    "verdicts",
    "withdrawn",
    "written",
]
