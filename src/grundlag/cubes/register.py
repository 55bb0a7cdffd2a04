"""A plan's register: its activities as their list has them, to be edited and written anew."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from grundlag.basis.columns import PARTNER_LISTS
from grundlag.basis.folder import Source
from grundlag.basis.load import Definitions
from grundlag.basis.partners import said
from grundlag.cubes.activities import Row, named_in, plan, rows_of, speaking, together
from grundlag.cubes.model import Lies
from grundlag.records.keep import deliveries
from grundlag.records.model import Delivery
from grundlag.records.scope import plan_of
from grundlag.records.view import heard, still_set_aside

WHERE: tuple[Lies, ...] = ("in", "outside", "unknown")
KIND = "activities"
Cells = Mapping[str, str]  # a row as it is written: our names, and text


@dataclass(frozen=True, kw_only=True)
class Named:
    """A partner as it is written on an activity, and where the list says that it lies."""

    text: str
    where: Lies


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An activity as it is written; its partners in the order of where they lie."""

    activity: str
    theme: str = ""
    status: str = ""
    named: tuple[Named, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from others of its plan: its theme and its name."""
        return key_of(self.theme, self.activity)


@lru_cache(maxsize=10_000)  # asked for with each edit, of all lines
def key_of(theme: str, activity: str) -> str:
    """What an activity is called in an address."""
    text = json.dumps([said(theme), said(activity)], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, kw_only=True)
class Line:
    """An activity with the rows it stands on."""

    entry: Entry
    rows: tuple[Cells, ...]


@dataclass(frozen=True, kw_only=True)
class Register:
    """A partnership's plan of a year: its activities, and the deliveries that they are of.

    `place` is what the list calls the partnership, where a column says whose a row is.
    """

    source: Source
    partnership: str
    year: int
    place: str
    spoken: tuple[Delivery, ...]
    lines: tuple[Line, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its activities, in the order of the list."""
        return tuple(line.entry for line in self.lines)

    def find(self, key: str) -> Entry | None:
        """The activity of a key, if it is there."""
        return next((entry for entry in self.entries if entry.key == key), None)

    @property
    def still_set_aside(self) -> int:
        """The rows of its list that wait to be mended: a list written anew would lose them."""
        return still_set_aside(self.spoken) if self.spoken else 0

    @property
    def not_kept(self) -> tuple[str, ...]:
        """The columns that the list came with and nobody mapped: they are not in the store."""
        return self.spoken[0].manifest.dropped if self.spoken else ()

    @property
    def places(self) -> tuple[Lies, ...]:
        """Where the list can say that a partner lies."""
        return places_of(self.source)

    def has(self, column: str) -> bool:
        """Whether the list has a column."""
        return column in self.source.columns


def places_of(source: Source) -> tuple[Lies, ...]:
    """Where a list of a source can say that a partner lies."""
    if "partner" in source.columns:
        return WHERE if "partner_place" in source.columns else ("unknown",)
    return tuple(where for name, where in PARTNER_LISTS.items() if name in source.columns)


def register_of(defs: Definitions, partnership: str, year: int) -> Register | None:
    """A plan as its list stands now; empty where none has come, None where no source brings one."""
    known = [d for d in deliveries(defs.root) if d.manifest.kind == KIND and d.is_known()]
    spoken = speaking(defs, heard(known)).get((year, partnership), ())
    source = _source(defs, partnership, spoken)
    if source is None:
        return None
    rows = [r for r in rows_of(spoken) if plan(defs, plan_of(r)) == (year, partnership)]
    places = [row["place"] for row in rows]
    called_so = next(p.name for p in defs.partnerships.partnership if p.id == partnership)
    return Register(
        source=source,
        partnership=partnership,
        year=year,
        place=places[0] if places else called_so,
        spoken=spoken,
        lines=lines_of(defs, source, rows),
    )


def _source(defs: Definitions, partnership: str, spoken: Sequence[Delivery]) -> Source | None:
    """The source that brings a plan: the one that did, the partnership's own, or one of several."""
    sources = [s for s in defs.sources.source if s.kind == KIND and s.confirmed]
    if spoken:
        return next(s for s in sources if s.id == spoken[0].manifest.source)
    own = [s for s in sources if s.place == partnership]
    return next(iter([*own, *(s for s in sources if not s.place)]), None)


def lines_of(defs: Definitions, source: Source, rows: Iterable[Row]) -> tuple[Line, ...]:
    """The activities that some rows of a plan hold, each with its rows."""
    return tuple(
        Line(entry=_entry(source, group), rows=tuple(_cells(source, row) for row in group))
        for group in together(defs, rows)
    )


def _entry(source: Source, rows: Sequence[Row]) -> Entry:
    first = rows[0]
    named = [Named(text=t, where=w) for r in rows for t, w in named_in(r, source.where) if t]
    return Entry(
        activity=first["activity"],
        theme=first.get("theme") or "",
        status=next((row["status"] for row in rows if row.get("status")), ""),
        named=in_order(named),
    )


def in_order(named: Iterable[Named]) -> tuple[Named, ...]:
    """Partners in the order of where they lie, which a list with a column each has anyway."""
    return tuple(sorted(named, key=lambda partner: WHERE.index(partner.where)))


def _cells(source: Source, row: Row) -> Cells:
    return {name: str(row[name] or "") for name in source.columns}
