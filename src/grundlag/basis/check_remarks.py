"""What the analyst's remarks must hold, so that each is printed where it belongs."""

from collections.abc import Iterator
from decimal import Decimal

from grundlag.basis.check_bases import unknown
from grundlag.basis.declared import Definitions
from grundlag.basis.remarks import Remark
from grundlag.errors import Problem

LONGEST = 700  # characters as they are printed: a remark is a paragraph of a paper of four pages

HIGHEST, DECIMALS = 10**9, 4  # of a figure as it is printed

Place = tuple[str, int, Remark]


def _remarks(defs: Definitions) -> Iterator[Place]:
    """Every remark with its file and its place there."""
    for year, remarks in defs.remarks.items():
        names = (f"remarks/{year}.xlsx", f"remarks/{year}.toml")
        file = next((name for name in names if name in defs.lines), names[-1])
        yield from ((file, i, found) for i, found in enumerate(remarks))


def remarks_name_what_is_declared(defs: Definitions) -> Iterator[Problem]:
    """A remark on an unknown partnership, indicator or goal would be printed nowhere."""
    bases = defs.bases.values()
    known = {"partnership": [p.id for p in defs.partnerships.partnership]}
    if len(bases) == len(defs.basis_ids):  # what a basis that could not be read holds is not known
        known["indicator"] = [i.id for basis in bases for i in basis.indicator]
        known["goal"] = [goal.id for basis in bases for goal in basis.goal]
    for file, i, remark in _remarks(defs):
        for key, names in known.items():
            name = getattr(remark, key)
            if name is not None and name not in names:
                yield unknown(defs.where(file, "remark", i, key), key, name, names)


def remarks_are_about_one_thing(defs: Definitions) -> Iterator[Problem]:
    """A remark is on an indicator, or on a goal, or on the whole paper."""
    for file, i, remark in _remarks(defs):
        if remark.indicator is not None and remark.goal is not None:
            what = f"a remark is on both {remark.indicator} and goal {remark.goal}."
            where = defs.where(file, "remark", i, "goal")
            yield Problem(where=where, what=what, fix="Take one of them out, or write two remarks.")
        if remark.written_to is not None and remark.indicator is None:
            where = defs.where(file, "remark", i, "written_to")
            what = "a remark that is on no indicator is written to a figure."
            yield Problem(where=where, what=what, fix="Name the indicator, or take written_to out.")


def remarks_are_written_to_what_is_printed(defs: Definitions) -> Iterator[Problem]:
    """The figure that a remark is written to can have been printed."""
    for file, i, remark in _remarks(defs):
        figure = remark.written_to
        if figure is not None and not (0 <= figure < HIGHEST and _decimals(figure) <= DECIMALS):
            where = defs.where(file, "remark", i, "written_to")
            what = f"written_to is {figure!r}, and no paper prints such a figure."
            fix = f"Write it as it is printed, with at most {DECIMALS} decimals, or take it out."
            yield Problem(where=where, what=what, fix=fix)


def _decimals(figure: float) -> int:
    return -int(Decimal(repr(figure)).normalize().as_tuple()[2])


def remarks_say_something_and_who(defs: Definitions) -> Iterator[Problem]:
    """A remark has words, and the initials of who answers for them."""
    for file, i, remark in _remarks(defs):
        for key in ("text", "initials"):
            if not getattr(remark, key).strip():
                where = defs.where(file, "remark", i, key)
                yield Problem(where=where, what=f"{key} is empty.", fix=f'Write {key} = "..."')


def remarks_fit_their_paper(defs: Definitions) -> Iterator[Problem]:
    """A long remark would push a paper over its four pages."""
    for file, i, remark in _remarks(defs):
        if (length := len(" ".join(remark.text.split()))) > LONGEST:
            where = defs.where(file, "remark", i, "text")
            what = f"text is {length} characters long, and a remark may have {LONGEST}."
            fix = "Say it shorter, or in two remarks on what each is about."
            yield Problem(where=where, what=what, fix=fix)
