"""Activities, one row each, with their distinct partners: whose list it is, who is who.

A list names an activity's partners in cells that hold several, or in a row each. A partner is one,
however often and wherever it is named: by its declared spellings, else by its folded name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from grundlag.basis.columns import PARTNER_LISTS
from grundlag.basis.folder import Source, Whereabouts
from grundlag.basis.load import Definitions
from grundlag.basis.partners import folded, said
from grundlag.cubes.model import Activity, Lies, Partner, Where
from grundlag.engine.files import read_parquet
from grundlag.errors import DeliveryError, Problem
from grundlag.records.model import Delivery
from grundlag.records.place import fold
from grundlag.records.scope import plan_of
from grundlag.records.view import heard

SEVERAL = re.compile(r"[;\n\r]+")  # what stands between the partners of one cell
Row = dict[str, Any]
Plan = tuple[int, str]
Group = tuple[Delivery, ...]  # a delivery and what mends it


def listed(defs: Definitions, deliveries: Iterable[Delivery]) -> tuple[Activity, ...]:
    """Every activity of the plans that a delivery speaks for, in the order of the lists."""
    sources = {source.id: source for source in defs.sources.source}
    groups = heard(deliveries)
    speaks = speaking(defs, groups)
    names = Names(defs)
    found: list[Activity] = []
    for group in groups:
        source = sources[group[0].manifest.source]
        found += [
            _activity(defs, names, source, rows)
            for rows in together(defs, rows_of(group))
            if speaks[plan(defs, plan_of(rows[0]))] == group
        ]
    return tuple(found)


def rows_of(group: Iterable[Delivery]) -> list[Row]:
    """The rows of a list and of what mends it, each with the delivery it is of."""
    return [
        {**row, "delivery": delivery.id}
        for delivery in group
        for row in read_parquet(delivery.rows).to_pylist()
    ]


def plan(defs: Definitions, unit: str) -> Plan:
    """The plan year and the partnership of what a delivery speaks for; an unknown one as told."""
    year, _, place = unit.partition(" ")
    for partnership in defs.partnerships.partnership:
        if place in (fold(partnership.id), fold(partnership.name)):
            return int(year), partnership.id
    return int(year), place


def speaking(defs: Definitions, groups: Iterable[Group]) -> dict[Plan, Group]:
    """Who speaks for each plan: of one source the later delivery; two sources must not."""
    found: dict[Plan, Group] = {}
    for group in groups:
        name = group[0].manifest.source
        for unit in sorted({unit for delivery in group for unit in delivery.manifest.scope}):
            key = plan(defs, unit)
            other = found[key][0].manifest.source if key in found else name
            if other != name:
                what = f'"{other}" and "{name}" both bring activities for {unit}.'
                fix = "Let one source bring it: two would be counted twice."
                raise DeliveryError(Problem(where="sources.toml", what=what, fix=fix))
            found[key] = group
    return found


def together(defs: Definitions, rows: Iterable[Row]) -> list[list[Row]]:
    """The rows of each activity: one each, or one a partner."""
    groups: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        whose = plan(defs, plan_of(row))
        named = (whose, said(row.get("theme") or ""), said(row["activity"]))
        alone = (row["delivery"], row["line"])
        groups[named if "partner" in row else alone].append(row)
    return list(groups.values())


def named_in(row: Row, where: Whereabouts) -> Iterator[tuple[str, Lies]]:
    """What a row names as partners, as it is written, and where each lies."""
    for column, lies in PARTNER_LISTS.items():
        yield from ((text.strip(), lies) for text in SEVERAL.split(row.get(column) or ""))
    told = said(row.get("partner_place") or "")
    inside, outside = ({said(word) for word in words} for words in (where.inside, where.outside))
    place: Lies = "in" if told in inside else "outside" if told in outside else "unknown"
    yield from ((text.strip(), place) for text in SEVERAL.split(row.get("partner") or ""))


class Names:
    """Gives each partner one name: the declared one, or the first way it was written."""

    def __init__(self, defs: Definitions) -> None:
        declared = defs.activities
        self._declared = {folded(s): p for p in declared.partner for s in (p.name, *p.also)}
        self._none = {"", *(folded(word) for word in declared.no_partner)}
        self._first: dict[str, str] = {}

    def called(self, text: str) -> str:
        """The name of the partner that a list names so; nothing where that is no partner."""
        key = folded(text)
        if key in self._none:
            return ""
        declared = self._declared.get(key)
        return declared.name if declared else self._first.setdefault(key, text)

    def partners(self, named: Iterable[tuple[str, Where]]) -> tuple[Partner, ...]:
        """The distinct partners among what a list names."""
        found: dict[str, Partner] = {}
        for text, where in named:
            if name := self.called(text):
                before = found[name].where if name in found else where
                declared = self._declared.get(folded(text))
                owner = declared is not None and declared.owner
                found[name] = Partner(name=name, where=either(before, where), owner=owner)
        return tuple(found.values())


def either(one: Where, other: Where) -> Where:
    """Where a partner lies that is named twice: what is known stands, and two places are both."""
    if one == other or other == "unknown":
        return one
    return other if one == "unknown" else "both"


def _activity(defs: Definitions, names: Names, source: Source, rows: Sequence[Row]) -> Activity:
    first = rows[0]
    year, place = plan(defs, plan_of(first))
    told: dict[str, str] = {}
    for status in (row.get("status") for row in rows):
        if status:
            told.setdefault(said(status), status)
    status = next(iter(told.values()), "")
    return Activity(
        place=place,
        plan_year=year,
        theme=first.get("theme") or "",
        name=first["activity"],
        status=status,
        cancelled=said(status) in {said(word) for word in defs.activities.cancelled},
        partners=names.partners(pair for row in rows for pair in named_in(row, source.where)),
        lines=tuple((row["delivery"], row["line"]) for row in rows),
        told=tuple(told.values()),
    )
