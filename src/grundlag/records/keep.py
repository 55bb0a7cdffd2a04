"""Keep a delivery: whole or not at all, in a folder named by its content, never changed again."""

import csv
import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from pydantic import TypeAdapter, ValidationError

from grundlag.engine.files import write_bytes, write_json, write_parquet
from grundlag.errors import DeliveryError, Problem
from grundlag.records.model import SCHEMA, Delivery, Manifest, SetAside

_MANIFEST = TypeAdapter(Manifest)


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


def digest_of(sha256: str, *reading: object) -> str:
    """The name of a delivery: the file's bytes and how they were read."""
    whole = "\n".join((sha256, *map(repr, reading)))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


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


def keep(root: Path, manifest: Manifest, rows: pa.Table, set_aside: Iterable[SetAside]) -> Delivery:
    """Write a delivery into the store; a stop on the way leaves the store as it was."""
    place = _store(root) / manifest.source / manifest.digest
    part = place.with_name(f".{manifest.digest}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        write_parquet(rows, part / "rows.parquet")
        manifest = replace(manifest, rows_sha256=sha256_of(part / "rows.parquet"))
        write_bytes(_as_csv(set_aside), part / "set-aside.csv")
        write_json(_MANIFEST.dump_python(manifest, mode="json"), part / "manifest.json")
        os.replace(part, place)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Delivery(manifest=manifest, path=place)


def _as_csv(rows: Iterable[SetAside]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, ["line", "column", "found", "expected"], delimiter=";")
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()
