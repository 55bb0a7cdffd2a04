"""What must hold of the agenda item: it says all, and its annexes are the partnerships' papers."""

from collections.abc import Iterator

from grundlag.basis.declared import Definitions
from grundlag.errors import Problem, nearest

FILE = "grundlag.toml"
NAMES, SENTENCES = ("by", "to"), ("background", "economy", "next")


def agenda_says_all(defs: Definitions) -> Iterator[Problem]:
    """Whoever asks and is asked has a name, and what is said besides figures are sentences."""
    agenda = defs.folder.agenda
    for key in (*NAMES, *SENTENCES) if agenda else ():
        text = getattr(agenda, key).strip()
        where = defs.where(FILE, "agenda", key)
        if not text:
            what = f'{key} = "" says nothing, and it is printed in the agenda item.'
            yield Problem(where=where, what=what, fix="Fill it in, or take [agenda] out.")
        elif key in SENTENCES and not text.endswith("."):
            what = f"{key} does not end with a full stop."
            yield Problem(where=where, what=what, fix="Write it in a sentence: it is printed.")


def agenda_has_papers(defs: Definitions) -> Iterator[Problem]:
    """Where there is an agenda item, the papers that it has as annexes are made."""
    if defs.folder.agenda is None:
        return
    where, fix = defs.where(FILE, "agenda"), "take [agenda] out"
    if "partnership" not in defs.folder.papers:
        what = "the annexes of the agenda item are the partnerships' papers, which are not made."
        yield Problem(where=where, what=what, fix=f'Add "partnership" to papers, or {fix}.')
    elif not defs.partnerships.partnership:
        what = "the annexes of the agenda item are the partnerships' papers, and there is none."
        yield Problem(where=where, what=what, fix=f"Declare a partnership, or {fix}.")


def annexes_are_the_partnerships(defs: Definitions) -> Iterator[Problem]:
    """Annexes that are named are all partnerships, each once, in the order that is wanted."""
    agenda = defs.folder.agenda
    if agenda is None or not agenda.annexes:
        return
    known = [p.id for p in defs.partnerships.partnership]
    for i, name in enumerate(agenda.annexes):
        where = defs.where(FILE, "agenda", "annexes", i)
        if name not in known:
            what = f'no partnership is called "{name}".'
            yield Problem(where=where, what=what, fix=nearest(name, known))
        elif name in agenda.annexes[:i]:
            yield Problem(where=where, what=f"annexes names {name} twice.", fix="Take it out once.")
    if left := [name for name in known if name not in agenda.annexes]:
        where = defs.where(FILE, "agenda", "annexes")
        what = f"annexes leaves out {', '.join(left)}."
        yield Problem(where=where, what=what, fix="Name every partnership once.")
