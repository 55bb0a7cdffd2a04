"""Keep a delivery: whole or not at all, in a folder named by its content, never changed again."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from grundlag.basis.folder import Source
from grundlag.engine.files import write_json
from grundlag.errors import DeliveryError, Problem
from grundlag.records.model import SCHEMA, Delivery, Manifest

_MANIFEST = TypeAdapter(Manifest)
_SOURCE = TypeAdapter(Source)


def deliveries(root: Path, source: str | None = None) -> tuple[Delivery, ...]:
    """Every delivery of a working folder, in the order in which they arrived and were taken."""
    found = [
        Delivery(manifest=_manifest(path), path=path.parent)
        for path in sorted(_store(root).glob(f"{source or '*'}/*/manifest.json"))
        if not path.parent.name.startswith(".")
    ]
    return tuple(sorted(found, key=_order))


def _order(delivery: Delivery) -> tuple[str, date, int]:
    return delivery.manifest.source, delivery.manifest.arrived, delivery.manifest.number


def _store(root: Path) -> Path:
    return root / "store" / "deliveries"


def _manifest(path: Path) -> Manifest:
    try:
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if data.get("schema", 0) > SCHEMA:
            what = f"schema {data['schema']} is newer than this program, which reads {SCHEMA}."
            fix = "Install a newer version of grundlag."
            raise DeliveryError(Problem(where=str(path), what=what, fix=fix))
        return _MANIFEST.validate_python(data)
    except (ValueError, ValidationError) as error:
        what = f"the manifest cannot be read: {error}."
        fix = "Take the delivery's folder out of the store and take its file in again."
        raise DeliveryError(Problem(where=str(path), what=what, fix=fix)) from error


def digest_of(sha256: str, read_as: str, extracted: date, *told: str) -> str:
    """The name of a delivery: the file's bytes, how they were read, and what was told of them."""
    whole = "\n".join((sha256, read_as, extracted.isoformat(), *told))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def reading_of(source: Source) -> str:
    """A digest of what a source declares, and not of what it leaves out: a new key changes none."""
    said = _SOURCE.dump_python(source, mode="json", exclude_defaults=True)
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def refuse_changed_rows(delivery: Delivery) -> None:
    """Raise DeliveryError where a delivery's rows are no longer those that were kept."""
    if sha256_of(delivery.rows) != delivery.manifest.rows_sha256:
        what = "its rows are not those that were kept from the file: they were changed since."
        fix = "Take the delivery's folder out of the store and take its file in again."
        raise DeliveryError(Problem(where=str(delivery.rows), what=what, fix=fix))


@contextmanager
def part_of(root: Path, manifest: Manifest) -> Iterator[Path]:
    """A folder to lay a delivery down in; nothing of it is left unless it is kept."""
    place = _store(root) / manifest.source / manifest.digest
    part = place.with_name(f".{manifest.digest}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def keep(root: Path, manifest: Manifest, part: Path) -> Delivery:
    """Put a delivery in its place: what lies in `part`, with its manifest, whole or not at all."""
    place = _store(root) / manifest.source / manifest.digest
    manifest = replace(manifest, rows_sha256=sha256_of(part / "rows.parquet"))
    write_json(_MANIFEST.dump_python(manifest, mode="json"), part / "manifest.json")
    os.replace(part, place)
    return Delivery(manifest=manifest, path=place)
