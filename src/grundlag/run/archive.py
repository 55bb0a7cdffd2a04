"""The store itself: who speaks for what, and taking back or forgetting what was taken in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from grundlag.basis.folder import Source
from grundlag.basis.load import Definitions
from grundlag.cubes.kept import COUNTERS, Counting, refuse_unsound
from grundlag.engine.connect import engine
from grundlag.errors import DeliveryError, Problem, nearest
from grundlag.records import noted
from grundlag.records.alone import sweep
from grundlag.records.keep import deliveries
from grundlag.records.model import Delivery
from grundlag.records.place import geography
from grundlag.records.view import view
from grundlag.run.folder import load


@dataclass(frozen=True, kw_only=True)
class Line:
    """A delivery as the log tells of it: what it speaks for on the day, of all it could."""

    delivery: Delivery
    speaks: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """A delivery that is heard no more, and the months, waves, days or plans now nobody's."""

    delivery: Delivery
    on: date
    unspoken: tuple[str, ...]


def log(root: Path, as_of: date | None = None) -> tuple[Line, ...]:
    """Every delivery of each source in the order they came, also those that are not heard."""
    defs, found = load(root), []
    for name in (source.id for source in defs.sources.source):
        came = [d for d in deliveries(root, name) if as_of is None or d.manifest.arrived <= as_of]
        now = view(came, as_of)
        for delivery in came:
            speaks = tuple(sorted(now.units_of(delivery)))
            found.append(Line(delivery=delivery, speaks=speaks, why=noted.why(delivery)))
    return tuple(found)


def withdraw(root: Path, name: str, on: date, why: str) -> Withdrawn:
    """Take a delivery back: from a day on it is not heard, and nothing of it is deleted.

    On the day it arrived, or before: it is heard on no day. Raises DeliveryError.
    """
    delivery = _named(deliveries(root), name)
    if delivery.withdrawn:
        what = f"it was withdrawn on {delivery.withdrawn} already."
        fix = f"To hear it again, remove {noted.WITHDRAWN} in {delivery.path}."
        raise DeliveryError(Problem(where=delivery.id, what=what, fix=fix))
    source = delivery.manifest.source
    before = view(deliveries(root, source))
    noted.withdraw(root, delivery, on, why)
    gone = set(before.speaks) - set(view(deliveries(root, source)).speaks)
    return Withdrawn(delivery=delivery, on=on, unspoken=tuple(sorted(gone)))


def to_forget(root: Path, name: str | None, before: date | None) -> tuple[Delivery, ...]:
    """The deliveries of records and answers whose rows can be forgotten, with those that mend them.

    `name` is a delivery or a source, `before` a day that they arrived before. Raises DeliveryError.
    """
    taken = deliveries(root)
    chosen = [d for d in _chosen(taken, name) if before is None or d.manifest.arrived < before]
    whole = _with_additions(taken, chosen)
    return tuple(d for d in whole if d.forgotten is None or noted.rows_left(d))


def forget(root: Path, chosen: Sequence[Delivery], on: date) -> None:
    """Count every delivery by today's areas and questions, then take the rows of all away.

    Raises DeliveryError with all that cannot be counted, and nothing is forgotten then.
    """
    defs = load(root)
    sweep(root)  # what a killed run left behind holds rows too
    refuse_unsound(deliveries(root))
    _count(defs, [d for d in chosen if d.forgotten is None])
    for delivery in chosen:
        noted.forget(root, delivery, on)


def _count(defs: Definitions, chosen: Iterable[Delivery]) -> None:
    sources = {source.id: source for source in defs.sources.source}
    land = geography(defs.areas, defs.geometry)
    problems: list[Problem] = []
    with engine() as connection:
        counting = Counting(connection=connection, root=defs.root, land=land)
        for delivery in chosen:
            try:
                counting.cube(delivery, _source_of(delivery, sources))
            except DeliveryError as error:
                problems += error.problems
    if problems:
        raise DeliveryError(problems)


def _source_of(delivery: Delivery, sources: dict[str, Source]) -> Source:
    name = delivery.manifest.source
    if name not in sources:
        what = f'"{name}" is no source any more, so it cannot be counted first.'
        fix = f"{nearest(name, sources)} Declare it again."
        raise DeliveryError(Problem(where=delivery.id, what=what, fix=fix))
    return sources[name]


def _named(taken: Iterable[Delivery], name: str) -> Delivery:
    found = {delivery.id: delivery for delivery in taken}
    if name not in found:
        what = f'no delivery is called "{name}".'
        fix = f"{nearest(name, found)} `grundlag log` lists them."
        raise DeliveryError(Problem(where="store", what=what, fix=fix))
    return found[name]


def _chosen(taken: Sequence[Delivery], name: str | None) -> list[Delivery]:
    """The deliveries of a name, or all; refused where what is named holds no rows of persons."""
    sources = {d.manifest.source for d in taken}
    if name is None or name in sources:
        named = [d for d in taken if name in (None, d.manifest.source)]
    else:
        named = [_named(taken, name)]
    found = [d for d in named if d.manifest.kind in COUNTERS]
    if name is not None and not found:
        what = f"it holds {named[0].manifest.kind}: no row of a report or of a person's answers."
        fix = "Nothing of it has to be forgotten; its figures are read from it each time."
        raise DeliveryError(Problem(where=name, what=what, fix=fix))
    return found


def _with_additions(taken: Sequence[Delivery], chosen: Sequence[Delivery]) -> Iterator[Delivery]:
    """Some deliveries and what mends them, by way of others too, in the order they came."""
    digests = {d.manifest.digest for d in chosen}
    while more := {d.manifest.digest for d in taken if d.manifest.mends in digests} - digests:
        digests |= more
    yield from (d for d in taken if d.manifest.digest in digests)
