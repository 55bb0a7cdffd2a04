"""The invented city on two engines, in a folder of the system's own: all that they find, compared.

Its police reports and answers are taken in twice: copied, and where they lie. DuckDB's copy is what
everything else is held against.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from grundlag.basis.load import Definitions
from grundlag.cubes.alike import Totals, totals, unlike
from grundlag.cubes.kept import COUNTERS
from grundlag.engine.connect import USUAL, Connection, engine
from grundlag.records.keep import deliveries
from grundlag.records.lay_out import lay_out
from grundlag.records.model import Delivery, Manifest, Taken
from grundlag.records.place import geography
from grundlag.records.take import take
from grundlag.run.folder import load
from grundlag.run.inventing import make
from grundlag.run.taking import take_files
from grundlag.twin.model import Settings

SEED = 20260301
LIE = ("anmeldelser-2026.csv", "tryghed-2026.csv")  # what is taken in where it lies, too
Cubes = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Certified:
    """What was compared, and each difference: the engine, how large the city, how much of what.

    `checked` counts rows that were read where they lie, `set_aside` those of them set aside.
    """

    engine: str
    scale: float
    totals: Totals
    checked: int
    set_aside: int
    differing: tuple[str, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class _Lain:
    """A file of the city, laid out as records lie: its folder, and when it came and was drawn."""

    folder: Path
    arrived: date
    extracted: date


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What one engine found: the cubes of copies, and of records where they lie what was taken."""

    copied: Cubes
    in_place: Cubes
    taken: Mapping[str, Taken]


def certify(on_engine: str, scale: float) -> Certified:
    """Invent a city, take it in and count it on DuckDB and on an engine, and compare."""
    with TemporaryDirectory(prefix="grundlag-certify-") as held:
        root = Path(held) / "by"
        springs = tuple(make(root, Settings(seed=SEED, scale=scale)))
        with engine() as connection:
            lain = tuple(_laid(connection, root, springs))
            ours = _found(connection, root, lain)
        with engine(on_engine) as connection:
            theirs = _found(connection, root, lain)
    manifests = [each.delivery.manifest for each in ours.taken.values()]
    return Certified(
        engine=on_engine,
        scale=scale,
        totals=sum(map(totals, (*ours.copied.values(), *ours.in_place.values())), Totals()),
        checked=sum(m.rows_read for m in manifests),
        set_aside=sum(m.rows_set_aside for m in manifests),
        differing=tuple(_differing(ours, theirs, on_engine)),
    )


def _laid(
    connection: Connection, root: Path, springs: tuple[tuple[str, str, tuple[str, ...]], ...]
) -> Iterator[_Lain]:
    """Take the city's files in, copied; and lay those of records out as they may lie."""
    defs, data = load(root), root / "data"
    for came, drawn, names in springs:
        arrived, extracted = date.fromisoformat(came), date.fromisoformat(drawn)
        files = [path for name in names for path in sorted(data.glob(name))]
        take_files(defs, files, arrived, extracted)
        for path in files:
            if any(path.match(like) for like in LIE):
                folder = root.parent / "lying" / path.stem
                lay_out(connection, defs, path, folder)
                yield _Lain(folder=folder, arrived=arrived, extracted=extracted)


def _found(connection: Connection, root: Path, lain: tuple[_Lain, ...]) -> _Found:
    """Count what was copied; take in what lies, in a folder of its own, and count it."""
    defs = load(root)
    with TemporaryDirectory(dir=root.parent) as apart:
        own = replace(defs, root=Path(apart))
        taken = {
            each.folder.name: take(
                connection, own, each.folder, each.arrived, each.extracted, in_place=True
            )
            for each in lain
        }
        there = {name: _cube(connection, defs, each.delivery) for name, each in taken.items()}
    copied = [d for d in deliveries(root) if d.manifest.kind in COUNTERS]
    here = {Path(d.manifest.file).stem: _cube(connection, defs, d) for d in copied}
    return _Found(copied=here, in_place=there, taken=taken)


def _cube(connection: Connection, defs: Definitions, delivery: Delivery) -> Any:
    source = next(s for s in defs.sources.source if s.id == delivery.manifest.source)
    land = geography(defs.areas, defs.geometry)
    return COUNTERS[delivery.manifest.kind](connection, delivery, land, source)


def _differing(ours: _Found, theirs: _Found, on_engine: str) -> Iterator[str]:
    """Each thing in which two engines differ, and a copy and what lies."""
    for name, cube in ours.copied.items():
        for said in unlike(cube, theirs.copied[name]):
            yield f"{name}, copied, {USUAL} and {on_engine}: {said}"
    for name, each in ours.taken.items():
        for which, found in ((USUAL, ours), (on_engine, theirs)):
            for said in unlike(ours.copied[name], found.in_place[name]):
                yield f"{name}, copied and where it lies on {which}: {said}"
        yield from _taken_otherwise(name, each, theirs.taken[name], on_engine)


def _taken_otherwise(name: str, one: Taken, other: Taken, on_engine: str) -> Iterator[str]:
    for what, was, now in (
        *_told(one.delivery.manifest, other.delivery.manifest),
        ("reasons", one.reasons, other.reasons),
        ("cells set aside", one.set_aside, other.set_aside),
        ("what is told", one.warned, other.warned),
        ("unknown words", one.unknown, other.unknown),
    ):
        if was != now:
            yield f"{name}, {what} on {USUAL} and {on_engine}: {was}, and {now}"


def _told(one: Manifest, other: Manifest) -> Iterator[tuple[str, object, object]]:
    """What two manifests say; both are of the same files, so that all of it is to be the same."""
    for name in Manifest.__dataclass_fields__:
        yield name.replace("_", " "), getattr(one, name), getattr(other, name)
