"""A report's receipt: what it was made of, and what of that is other now."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from grundlag.basis.check_decisions import FILE as DECISIONS
from grundlag.basis.load import STRAY, Definitions
from grundlag.records.keep import deliveries, sha256_of
from grundlag.records.model import Delivery
from grundlag.report.receipt import Brought, Decided, Receipt

PROGRAMS = ("grundlag", "duckdb", "ibis-framework", "numpy", "pyarrow", "scipy", "shapely")
DECLARED = ("*.toml", "*.xlsx", "definitions/**/*")
LEFT = (".", "~")  # what editors and offices leave beside a file begins so


def receipt_of(
    defs: Definitions,
    year: int,
    heard: Iterable[Delivery],
    as_of: date,
    arrived_by: date | None = None,
    public: bool = False,
) -> Receipt:
    """What a report was made of: the deliveries it heard, and what was declared on its day."""
    return Receipt(
        as_of=as_of,
        arrived_by=arrived_by,
        public=public,
        versions={name: version(name) for name in PROGRAMS},
        definitions=_definitions(defs.root, _look(defs)),
        remarks=_remarks(defs, year, as_of),
        deliveries=tuple(
            Brought(
                id=d.id,
                file=d.manifest.file,
                sha256=d.manifest.sha256,
                arrived=d.manifest.arrived,
                extracted=d.manifest.extracted,
            )
            for d in sorted(heard, key=lambda d: (d.manifest.source, d.manifest.number))
        ),
        decisions=_decisions(defs, as_of),
    )


def _look(defs: Definitions) -> list[str]:
    """The files of the city's own look: equal papers have equal ones."""
    look = defs.folder.look
    return [name for name in (look.template, look.logo) if name] if look else []


def _definitions(root: Path, also: Iterable[str]) -> dict[str, str]:
    """Every file in which something is declared, some others, and the SHA-256 of each.

    But for what only grows: of decisions and remarks it is told what was known on the day.
    """
    found = {path for pattern in DECLARED for path in root.glob(pattern)}
    files = sorted(path for path in {*found, *(root / name for name in also)} if path.is_file())
    known = {path.relative_to(root).as_posix(): path for path in files}
    return {
        name: sha256_of(path)
        for name, path in known.items()
        if name != DECISIONS
        and not path.name.startswith(LEFT)
        and path.name.casefold() not in STRAY
    }


def _remarks(defs: Definitions, year: int, as_of: date) -> str:
    """The SHA-256 of a year's remarks up to a day."""
    known = [asdict(r) for r in defs.remarks.get(year, ()) if r.date <= as_of]
    return sha256(json.dumps(known, sort_keys=True, default=str).encode()).hexdigest()


def _decisions(defs: Definitions, as_of: date) -> tuple[Decided, ...]:
    return tuple(
        Decided(basis=d.basis, decided_by=d.decided_by, decided_on=d.decided_on, case=d.case)
        for d in defs.decisions.decision
        if d.decided_on is None or d.decided_on <= as_of
    )


def changed_files(root: Path, was: Receipt) -> Iterator[str]:
    """Which programs and which files are others than when a report was made."""
    for name, then in was.versions.items():
        now = version(name) if name in PROGRAMS else "none"
        if now != then:
            yield f"{name} was {then} and is {now}"
    declared = _definitions(root, was.definitions)
    for name in dict.fromkeys((*was.definitions, *declared)):
        if was.definitions.get(name) != declared.get(name):
            gone = "is gone" if name not in declared else "was changed"
            yield f"{name} {gone if name in was.definitions else 'is new'}"
    yield from _of_deliveries(root, was)


def changed_words(defs: Definitions, year: int, was: Receipt) -> Iterator[str]:
    """Whether decisions and remarks of its day are others now."""
    if _decisions(defs, was.as_of) != was.decisions:
        yield f"{DECISIONS} says otherwise of the days up to {was.as_of}"
    if _remarks(defs, year, was.as_of) != was.remarks:
        yield f"remarks of {year} up to {was.as_of} are others"


def _of_deliveries(root: Path, was: Receipt) -> Iterator[str]:
    kept = {d.id: d for d in deliveries(root)}
    for brought in was.deliveries:
        delivery = kept.pop(brought.id, None)
        if delivery is None:
            yield f"{brought.id} ({brought.file}) is not in the store"
            continue
        if delivery.manifest.sha256 != brought.sha256:
            yield f"{brought.id} ({brought.file}) came of another file"
        if delivery.forgotten:
            yield f"{brought.id}: its rows were forgotten on {delivery.forgotten}; its cube stands"
        if delivery.withdrawn:
            yield f"{brought.id} was withdrawn from {delivery.withdrawn} on"
    by = was.arrived_by or was.as_of
    for name, delivery in kept.items():
        if delivery.manifest.arrived <= by and delivery.withdrawn is None:
            yield f"{name} ({delivery.manifest.file}) arrived by {by} and was not heard then"
