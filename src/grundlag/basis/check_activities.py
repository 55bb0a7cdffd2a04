"""What partners and lists of activities must hold, so that no partner is counted twice or not."""

from collections.abc import Iterator

from grundlag.basis.check_bases import indicators, unknown
from grundlag.basis.columns import PARTNER_LISTS
from grundlag.basis.declared import Definitions
from grundlag.basis.folder import Source
from grundlag.basis.partners import folded, said
from grundlag.errors import Problem

FILE, SOURCES = "definitions/activities.toml", "sources.toml"
ONE_SHAPE = "Map lists (partners_in, partners_outside, partners_unknown), or partner."


def partners_have_names(defs: Definitions) -> Iterator[Problem]:
    """A partner's name or spelling is none of the words for no partner, and not empty."""
    none = {folded(word) for word in defs.activities.no_partner} | {""}
    for i, partner in enumerate(defs.activities.partner):
        for path, name in _spellings(i, partner.name, partner.also):
            if folded(name) in none:
                what = f'"{name}" is no name of a partner: it stands for none.'
                fix = "Write a name, or take the word out of no_partner."
                yield Problem(where=defs.where(FILE, *path), what=what, fix=fix)


def _spellings(
    place: int, name: str, also: tuple[str, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("partner", place, "name"), name
    yield from ((("partner", place, "also", k), spelling) for k, spelling in enumerate(also))


def partners_are_told_apart(defs: Definitions) -> Iterator[Problem]:
    """A spelling, without regard to case, spaces, hyphens and dots, leads to one partner, once."""
    seen: dict[str, str] = {}
    for i, partner in enumerate(defs.activities.partner):
        for path, name in _spellings(i, partner.name, partner.also):
            if folded(name) in seen:
                what = f'"{name}" is already a spelling of "{seen[folded(name)]}".'
                where = defs.where(FILE, *path)
                yield Problem(where=where, what=what, fix="Let it stand once.")
            seen.setdefault(folded(name), partner.name)


def owners_are_declared(defs: Definitions) -> Iterator[Problem]:
    """An indicator that leaves the municipality out needs to know what it is called."""
    if any(partner.owner for partner in defs.activities.partner):
        return
    for file, i, indicator in indicators(defs):
        if indicator.counts_owner is False:
            what = f'"{indicator.id}" leaves the owner out, and no partner is the owner.'
            where = defs.where(file, "indicator", i, "counts_owner")
            fix = f"Add a [[partner]] with owner = true to {FILE}."
            yield Problem(where=where, what=what, fix=fix)


def words_of_a_status_are_told_apart(defs: Definitions) -> Iterator[Problem]:
    """A word of a status is cancelled or not, stands once and is not empty."""
    seen: set[str] = set()
    for key in ("cancelled", "known_status"):
        for k, word in enumerate(getattr(defs.activities, key)):
            where = defs.where(FILE, key, k)
            if not said(word):
                what = f"{key} holds an empty word."
                yield Problem(where=where, what=what, fix="Take it out: no status is no word.")
            elif said(word) in seen:
                what = f'the status "{word}" stands twice.'
                yield Problem(where=where, what=what, fix="Let it stand in one list, once.")
            seen.add(said(word))


def lists(defs: Definitions) -> Iterator[tuple[int, Source]]:
    """Every source of activities with its place; what was only guessed may not be whole yet."""
    for i, source in enumerate(defs.sources.source):
        if source.kind == "activities" and source.confirmed:
            yield i, source


def lists_hold_partners_in_one_shape(defs: Definitions) -> Iterator[Problem]:
    """A list names its partners in cells that hold several, or in a row each."""
    for i, source in lists(defs):
        listed = [name for name in PARTNER_LISTS if name in source.columns]
        single = [name for name in ("partner", "partner_place") if name in source.columns]
        where = defs.where(SOURCES, "source", i, "columns")
        if listed and single:
            what = f'source "{source.id}" maps both {listed[0]} and {single[0]}.'
            yield Problem(where=where, what=what, fix=ONE_SHAPE)
        elif not listed and "partner" not in single:
            what = f'source "{source.id}" does not say which column holds partners.'
            yield Problem(where=where, what=what, fix=ONE_SHAPE)


def lists_are_of_a_partnership(defs: Definitions) -> Iterator[Problem]:
    """Whose activities they are is said by a column, or by the source for all its rows."""
    known = [p.id for p in defs.partnerships.partnership]
    for i, source in lists(defs):
        if bool(source.place) == ("place" in source.columns):
            where = defs.where(SOURCES, "source", i, *(("place",) if source.place else ()))
            what = f'source "{source.id}" does not say whose activities it brings.'
            if source.place:
                what = f'source "{source.id}" has both a place and a column for it.'
            fix = 'Write place = "ID" of a partnership, or map the column place.'
            yield Problem(where=where, what=what, fix=fix)
        elif source.place and source.place not in known:
            where = defs.where(SOURCES, "source", i, "place")
            yield unknown(where, "partnership", source.place, known)


def words_of_where_are_told_apart(defs: Definitions) -> Iterator[Problem]:
    """A word says one thing of where a partner lies."""
    for i, source in lists(defs):
        seen: set[str] = set()
        for key in ("inside", "outside", "unknown"):
            for k, word in enumerate(getattr(source.where, key)):
                if said(word) in seen:
                    what = f'"{word}" stands twice among the words of where a partner lies.'
                    where = defs.where(SOURCES, "source", i, "where", key, k)
                    yield Problem(where=where, what=what, fix="Let it stand once.")
                seen.add(said(word))
