"""The names of declared things, for who writes names and not ids."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Names = Mapping[str, str]  # what people write for an id


@dataclass(frozen=True, kw_only=True)
class Known:
    """The declared things that a cell may name; `broken` are bases that could not be read."""

    partnerships: Names
    bases: Names
    indicators: Mapping[str, Names]
    broken: tuple[str, ...] = ()


def folded(written: str) -> str:
    """A name as names are compared: one Unicode form, no case, one blank between words."""
    return " ".join(unicodedata.normalize("NFC", written).casefold().split())


def known(partnerships: Mapping[str, Any] | None, bases: Mapping[str, Any]) -> Known:
    """The names in files as they were parsed, right or wrong in other things."""
    read = {id: data for id, data in bases.items() if data is not None}
    return Known(
        partnerships=_names(partnerships or {}, "partnership", "name"),
        bases={id: str(data.get("name", id)) for id, data in read.items()},
        indicators={id: _names(data, "indicator", "label") for id, data in read.items()},
        broken=tuple(id for id in bases if id not in read),
    )


def named(written: object, names: Names) -> str | None:
    """Which of some things a name or an id means; None where it is none of them, or fits two.

    An id as it is declared means its own thing, also where another thing is called so.
    """
    if str(written) in names:
        return str(written)
    found = folded(str(written))
    ids = [id for id, name in names.items() if found in (folded(id), folded(name))]
    return ids[0] if len(ids) == 1 else None


def _names(data: Mapping[str, Any], section: str, name: str) -> Names:
    found = data.get(section, [])
    things = (
        [thing for thing in found if isinstance(thing, dict)] if isinstance(found, list) else []
    )
    ids = [(str(thing["id"]), thing) for thing in things if "id" in thing]
    return {id: str(thing.get(name, id)) for id, thing in ids}
