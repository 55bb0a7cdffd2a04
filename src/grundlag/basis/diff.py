"""What one basis says otherwise than another: by kind of change, not line by line of text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from grundlag.basis.code_sets import codes_apart
from grundlag.basis.declared import Definitions
from grundlag.basis.model import Basis, Table
from grundlag.basis.pairs import Pair, pairs

Kind = Literal[
    "basis",
    "goal",
    "target",
    "indicator",
    "code",
    "table",
    "column",
    "row",
    "exception",
    "assumption",
    "correction",
]
LISTS = ("goal", "indicator", "exception", "table", "assumption", "correction")


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that two bases say otherwise, from the old one to the new one.

    `id` is what it is called on the new basis (on the old, where it was dropped), `of` what it is
    part of: a target's goal, a row's table, a code's indicator. `field` is the key that changed,
    with its two values; where a list was put in another order, they are the two orders.
    """

    kind: Kind
    what: Literal["added", "dropped", "changed", "moved"]
    id: str
    of: str = ""
    field: str = ""
    old: object = None
    new: object = None


@dataclass(frozen=True, kw_only=True)
class _Thing:
    """A declared thing: the key it is found by on the other basis, its name, what it says."""

    key: str
    id: str
    says: Mapping[str, object]
    of: str = ""


def diff(
    defs: Definitions, old: Basis, new: Basis, delivered: Iterable[str] = ()
) -> tuple[Difference, ...]:
    """Every difference from the old basis to the new, kind by kind; none of a basis from itself.

    `delivered` are offence codes that have really arrived, beside those of the code list.
    """
    old, new = _leaning_on_both(old, new), _leaning_on_both(new, old)
    paired = pairs(defs.bases, old, new)
    heirs = {p.old.id: p.new.id for p in paired if p.old and p.new}
    own = () if old.id == new.id else ("replaces",)  # of two bases, why they are compared
    return (
        *_things("basis", *([_whole(basis, own)] for basis in (old, new))),
        *_things("goal", _goals(old), _goals(new)),
        *_things("target", _targets(old), _targets(new)),
        *_things("indicator", _indicators(old, heirs, own), _indicators(new, {}, own)),
        *_codes(defs, paired, tuple(delivered)),
        *_tables(old, new, heirs),
        *_things("exception", _exceptions(old), _exceptions(new)),
        *_things("assumption", *([_thing(a.id, a) for a in b.assumption] for b in (old, new))),
        *_things("correction", _corrections(old), _corrections(new)),
    )


def _leaning_on_both(basis: Basis, other: Basis) -> Basis:
    """A basis whose things lean on just those readings that the other basis has, too.

    That a reading came or went is told of itself, and not again of all that lean on it.
    """
    apart = {a.id for a in basis.assumption} ^ {a.id for a in other.assumption}

    def kept(record: Any) -> Any:
        return replace(record, assumes=tuple(name for name in record.assumes if name not in apart))

    return replace(
        basis,
        goal=tuple(
            replace(kept(goal), target=tuple(kept(target) for target in goal.target))
            for goal in basis.goal
        ),
        table=tuple(map(kept, basis.table)),
        exception=tuple(map(kept, basis.exception)),
    )


def _things(kind: Kind, old: Sequence[_Thing], new: Sequence[_Thing]) -> Iterator[Difference]:
    """What was added and dropped, then what was changed, then what only changed places."""
    before, now = {t.key: t for t in old}, {t.key: t for t in new}
    for thing in new:
        if thing.key not in before:
            yield Difference(kind=kind, what="added", id=thing.id, of=thing.of)
    for thing in old:
        if thing.key not in now:
            yield Difference(kind=kind, what="dropped", id=thing.id, of=thing.of)
    for key, thing in now.items():
        if key in before:
            yield from _changes(kind, before[key], thing)
    yield from _moves(kind, before, now)


def _changes(kind: Kind, old: _Thing, new: _Thing) -> Iterator[Difference]:
    for field, value in new.says.items():
        if old.says[field] != value:
            yield Difference(
                kind=kind,
                what="changed",
                id=new.id,
                of=new.of,
                field=field,
                old=old.says[field],
                new=value,
            )


def _moves(
    kind: Kind, before: Mapping[str, _Thing], now: Mapping[str, _Thing]
) -> Iterator[Difference]:
    """A list whose things stand in another order, told once for all that are part of one."""
    for of in dict.fromkeys(thing.of for thing in now.values()):
        stayed = [k for k, t in now.items() if k in before and (t.of, before[k].of) == (of, of)]
        earlier = [k for k in before if k in stayed]
        if earlier != stayed:
            names = (tuple(now[k].id for k in keys) for keys in (earlier, stayed))
            old, new = names
            yield Difference(kind=kind, what="moved", id="", of=of, field="order", old=old, new=new)


def _thing(key: str, record: Any, *left_out: str, of: str = "", name: str = "") -> _Thing:
    """A record as a thing; what `left_out` names is told elsewhere."""
    says = {f.name: getattr(record, f.name) for f in fields(record) if f.name not in left_out}
    return _Thing(key=key, id=name or key, says=says, of=of)


def _whole(basis: Basis, own: Sequence[str]) -> _Thing:
    """What a basis says of itself."""
    return _thing("", basis, "schema", "id", *own, *LISTS, name=basis.id)


def _goals(basis: Basis) -> list[_Thing]:
    return [_thing(goal.id, goal, "target") for goal in basis.goal]


def _targets(basis: Basis) -> list[_Thing]:
    """Targets have ids of their own: one may go from goal to goal, and then its `goal` changed."""
    found = []
    for goal in basis.goal:
        for target in goal.target:
            thing = _thing(target.id, target, of=goal.id)
            found.append(_with(thing, goal=goal.id))
    return found


def _with(thing: _Thing, **more: object) -> _Thing:
    return _Thing(key=thing.key, id=thing.id, says={**thing.says, **more}, of=thing.of)


def _indicators(basis: Basis, heirs: Mapping[str, str], own: Sequence[str]) -> list[_Thing]:
    """Indicators by the id of what took their place."""
    return [_thing(heirs.get(i.id, i.id), i, *own, name=i.id) for i in basis.indicator]


def _codes(
    defs: Definitions, paired: Iterable[Pair], delivered: Sequence[str]
) -> Iterator[Difference]:
    """The codes that come in and go out where an indicator is of another crime type."""
    crimes = {crime.id: crime for crime in defs.codes.crime}
    for pair in paired:
        if pair.old and pair.new and pair.old.crime and pair.new.crime:
            old, new = crimes[pair.old.crime], crimes[pair.new.crime]
            added, dropped = codes_apart(defs.codes, old, new, delivered)
            for code in added:
                yield Difference(kind="code", what="added", id=code, of=pair.new.id)
            for code in dropped:
                yield Difference(kind="code", what="dropped", id=code, of=pair.new.id)


def _tables(old: Basis, new: Basis, heirs: Mapping[str, str]) -> Iterator[Difference]:
    before, now = ({str(t.number): t for t in basis.table} for basis in (old, new))
    yield from _things(
        "table",
        *([_thing(n, t, "columns", "rows") for n, t in found.items()] for found in (before, now)),
    )
    both = [number for number in now if number in before]
    yield from _things(
        "column", *([c for n in both for c in _columns(n, found[n])] for found in (before, now))
    )
    yield from _things(
        "row",
        [row for n in both for row in _rows(n, before[n], old, heirs)],
        [row for n in both for row in _rows(n, now[n], new, {})],
    )


def _columns(number: str, table: Table) -> list[_Thing]:
    keys = _numbered(column.shows for column in table.columns)
    return [
        _thing(f"{number} {key}", column, of=number, name=column.label)
        for key, column in zip(keys, table.columns, strict=True)
    ]


def _rows(number: str, table: Table, basis: Basis, heirs: Mapping[str, str]) -> list[_Thing]:
    """Rows by the indicator they are of, and by the label that they are printed with."""
    labels = {i.id: i.label for i in basis.indicator}
    names = [heirs.get(row.indicator, row.indicator) if row.indicator else "" for row in table.rows]
    found = []
    for key, row in zip(_numbered(names), table.rows, strict=True):
        label = row.label or labels.get(row.indicator or "", "")
        thing = _thing(f"{number} {key}", row, "indicator", of=number, name=label)
        found.append(_with(thing, label=label))
    return found


def _exceptions(basis: Basis) -> list[_Thing]:
    """Exceptions by partnership and goal: of several the first, the second and so on."""
    keys = _numbered(f"{e.partnership} {e.goal}" for e in basis.exception)
    return [
        _thing(key, exempt, "partnership", "goal", of=exempt.goal, name=exempt.partnership)
        for key, exempt in zip(keys, basis.exception, strict=True)
    ]


def _corrections(basis: Basis) -> list[_Thing]:
    keys = _numbered(c.source for c in basis.correction)
    return [
        _thing(key, c, "source", name=c.source)
        for key, c in zip(keys, basis.correction, strict=True)
    ]


def _numbered(names: Iterable[str]) -> list[str]:
    """Names told apart where one stands more than once."""
    given = list(names)
    return [f"{name} {given[:i].count(name)}" for i, name in enumerate(given)]
