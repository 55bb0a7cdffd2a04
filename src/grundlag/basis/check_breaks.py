"""What breaks and bridges must hold: of what is declared, said why, one at each place."""

from collections.abc import Iterator

from grundlag.basis.check_bases import unknown
from grundlag.basis.declared import Definitions
from grundlag.basis.folder import Break, Bridge
from grundlag.basis.model import Kind
from grundlag.errors import Problem

FILE = "definitions/breaks.toml"
CRIME: frozenset[Kind] = frozenset({"count", "rate"})
OF_CODES = "list_version"
OF_QUESTIONS = "question_version"


def breaks_name_what_is_declared(defs: Definitions) -> Iterator[Problem]:
    """A break or a bridge is of an indicator of some basis, in a declared area or in all."""
    if _some_unread(defs):
        return
    areas = [area.id for area in defs.areas.area]
    known = [i.id for basis in defs.bases.values() for i in basis.indicator]
    for kind, i, declared in _declared(defs):
        if declared.indicator not in known:
            where = defs.where(FILE, kind, i, "indicator")
            yield unknown(where, "indicator", declared.indicator, known)
        if declared.area is not None and declared.area not in areas:
            yield unknown(defs.where(FILE, kind, i, "area"), "area", declared.area, areas)


def breaks_say_why(defs: Definitions) -> Iterator[Problem]:
    """A break or a bridge says why: it is printed beside the figures."""
    for kind, i, declared in _declared(defs):
        if not declared.why.strip():
            where = defs.where(FILE, kind, i, "why")
            what = f"the {kind} of {declared.indicator} does not say why."
            yield Problem(where=where, what=what, fix="Write it in a sentence: it is printed.")


def bridges_join_something(defs: Definitions) -> Iterator[Problem]:
    """A bridge names what differs between the series that it joins."""
    for i, bridge in enumerate(defs.breaks.bridge):
        if not bridge.joins:
            what = f"the bridge of {bridge.indicator} names nothing that it joins."
            fix = 'Name all that differs, as joins = ["area_version"].'
            yield Problem(where=defs.where(FILE, "bridge", i, "joins"), what=what, fix=fix)


def bridges_fit_what_they_join(defs: Definitions) -> Iterator[Problem]:
    """A factor is for counts and rates, a shift for shares; each joins what such a series has."""
    if _some_unread(defs):
        return
    for i, bridge in enumerate(defs.breaks.bridge):
        kinds = _kinds(defs, bridge.indicator)
        for key, what, fix in _unfit(bridge, kinds) if kinds else ():
            where = defs.where(FILE, "bridge", i, key)
            yield Problem(where=where, what=f"{bridge.indicator} {what}.", fix=fix)


def _unfit(bridge: Bridge, kinds: set[Kind]) -> Iterator[tuple[str, str, str]]:
    """The key that does not fit, what is wrong with it, and what to do."""
    if "activity_share" in kinds:
        what = "is a share of activities, whose years are never compared"
        yield "indicator", what, "Take the bridge out."
        return
    shares = "survey_share" in kinds
    if shares and bridge.factor is not None:
        what = "is a share, and is not multiplied"
        yield "factor", what, "Write shift = ...: what is added to earlier shares."
    if kinds & CRIME and bridge.shift is not None:
        what = "is a count or a rate, and has nothing added to it"
        yield "shift", what, "Write factor = ...: what earlier figures are multiplied by."
    other = OF_CODES if shares else OF_QUESTIONS
    if other in bridge.joins:
        what = f"has no {other}"
        fix = f"Take it out of joins: {other} is of {'crime types' if shares else 'shares'}."
        yield "joins", what, fix


def bridges_move_by_one_thing(defs: Definitions) -> Iterator[Problem]:
    """A bridge has a factor or a shift, not both; an error only beside one of them."""
    for i, bridge in enumerate(defs.breaks.bridge):
        moved_by = [k for k in ("factor", "shift") if getattr(bridge, k) is not None]
        if len(moved_by) > 1:
            what = f"the bridge of {bridge.indicator} has both a factor and a shift."
            where = defs.where(FILE, "bridge", i, "shift")
            yield Problem(where=where, what=what, fix="Keep the one that fits the indicator.")
        if bridge.error is not None and not moved_by:
            what = f"the bridge of {bridge.indicator} has an error, and nothing that it is of."
            fix = "Write the factor (1.0) or the shift (0.0) too, or take the error out."
            yield Problem(where=defs.where(FILE, "bridge", i, "error"), what=what, fix=fix)


def bridges_stand_alone(defs: Definitions) -> Iterator[Problem]:
    """No two bridges lead over the same place; one of all areas leads over every one."""
    for i, bridge in enumerate(defs.breaks.bridge):
        for earlier in defs.breaks.bridge[:i]:
            place = bridge.indicator, bridge.to_year
            both = None in (bridge.area, earlier.area) or bridge.area == earlier.area
            if both and place == (earlier.indicator, earlier.to_year):
                what = f"two bridges of {bridge.indicator} lead to {bridge.to_year}"
                what += f" in {bridge.area or earlier.area or 'all areas'}."
                fix = "Keep one, and let it name all that differs."
                where = defs.where(FILE, "bridge", i, "to_year")
                yield Problem(where=where, what=what, fix=fix)
                break


def _declared(defs: Definitions) -> Iterator[tuple[str, int, Break | Bridge]]:
    yield from (("break", i, found) for i, found in enumerate(defs.breaks.break_))
    yield from (("bridge", i, found) for i, found in enumerate(defs.breaks.bridge))


def _kinds(defs: Definitions, name: str) -> set[Kind]:
    found = (i for basis in defs.bases.values() for i in basis.indicator)
    return {i.kind for i in found if i.id == name}


def _some_unread(defs: Definitions) -> bool:
    return set(defs.basis_ids) > set(defs.bases)
