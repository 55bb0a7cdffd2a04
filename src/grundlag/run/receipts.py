"""A report's receipt: what it was made of, and what of that is other now."""

from collections.abc import Iterable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

from grundlag.basis.folder import Decision
from grundlag.basis.load import WRITTEN
from grundlag.records.keep import deliveries, sha256_of
from grundlag.records.model import Delivery
from grundlag.report.receipt import Brought, Decided, Receipt

PROGRAMS = ("grundlag", "duckdb", "ibis-framework", "numpy", "pyarrow", "scipy", "shapely")
DECLARED = ("*.toml", "*.xlsx", "definitions/**/*", "remarks/*")
STRAY = (".", "~")  # what editors and offices leave beside a file begins so


def receipt_of(
    root: Path,
    heard: Iterable[Delivery],
    decisions: Iterable[Decision],
    as_of: date,
    arrived_by: date | None = None,
    public: bool = False,
) -> Receipt:
    """What a report was made of: the deliveries it heard, the decisions known on its day."""
    return Receipt(
        as_of=as_of,
        arrived_by=arrived_by,
        public=public,
        versions={name: version(name) for name in PROGRAMS},
        definitions=_definitions(root),
        deliveries=tuple(
            Brought(
                id=d.id,
                file=d.manifest.file,
                sha256=d.manifest.sha256,
                arrived=d.manifest.arrived,
                extracted=d.manifest.extracted,
            )
            for d in sorted(heard, key=lambda d: d.id)
        ),
        decisions=tuple(
            Decided(basis=d.basis, decided_by=d.decided_by, decided_on=d.decided_on, case=d.case)
            for d in decisions
            if d.decided_on is None or d.decided_on <= as_of
        ),
    )


def _definitions(root: Path) -> dict[str, str]:
    """Every file in which something is declared, and its SHA-256."""
    files = sorted({path for pattern in DECLARED for path in root.glob(pattern) if path.is_file()})
    return {
        path.relative_to(root).as_posix(): sha256_of(path)
        for path in files
        if not path.name.startswith(STRAY) and not path.name.endswith(WRITTEN)
    }


def reasons(root: Path, was: Receipt) -> Iterator[str]:
    """What is other than it was when a report was made."""
    for name, then in was.versions.items():
        now = version(name) if name in PROGRAMS else "none"
        if now != then:
            yield f"{name} was {then} and is {now}"
    now_declared = _definitions(root)
    for name in dict.fromkeys((*was.definitions, *now_declared)):
        if was.definitions.get(name) != now_declared.get(name):
            gone = "is gone" if name not in now_declared else "was changed"
            yield f"{name} {gone if name in was.definitions else 'is new'}"
    yield from _of_deliveries(root, was)


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
