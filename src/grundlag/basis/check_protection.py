"""That a folder says how small numbers are protected: there is no rule that could be taken."""

from collections.abc import Iterator

from grundlag.basis.declared import Definitions
from grundlag.errors import Problem

FILE = "grundlag.toml"


def protection_is_said(defs: Definitions) -> Iterator[Problem]:
    """A folder that is checked or reported on says it; no other command asks."""
    if defs.folder.protect is None:
        what = "it does not say whether small numbers are protected, and no rule is known."
        fix = 'Write protect = "none", or protect = { threshold = 5, width = 5 }.'
        yield Problem(where=FILE, what=what, fix=fix)
