"""What stands on every page of papers whose data, or whose readers, are not anybody's."""

from grundlag.basis.declared import Definitions
from grundlag.report.model import Pack
from grundlag.report.words import marks


def internal(defs: Definitions) -> tuple[str, ...]:
    """The mark of papers that hold what the public may not have, where anything is protected."""
    guard = defs.folder.protect
    return (marks.INTERNAL,) if guard and guard.hides else ()


def invented(defs: Definitions) -> tuple[str, ...]:
    """The mark of data that are made up."""
    return (marks.INVENTED,) if defs.folder.invented else ()


def of_pack(pack: Pack) -> tuple[str, ...]:
    """Every mark that a paper of a pack has, each once."""
    return tuple(dict.fromkeys(mark for paper in pack.papers for mark in paper.marks))
