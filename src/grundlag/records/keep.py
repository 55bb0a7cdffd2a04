"""Keep a delivery: whole or not at all, in a folder named by its content, never changed again."""

import hashlib
import json
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from grundlag.basis.folder import Source
from grundlag.engine.disk import flush, move
from grundlag.errors import DeliveryError, Problem
from grundlag.records.alone import alone, store
from grundlag.records.lying import changed, read_files
from grundlag.records.lying import sha256_of as sha256_of
from grundlag.records.manifest import NAME, TAKE_AGAIN, read_manifest, write_manifest
from grundlag.records.model import Delivery, Manifest
from grundlag.records.noted import FORGOTTEN, WITHDRAWN, noted
from grundlag.records.view import heard, still_set_aside

SET_ASIDE = "set-aside.csv"
_SOURCE = TypeAdapter(Source)
_LOOKED_AT = {"confirmed", "header", "not_personal"}  # what people said of it moves no cell


def deliveries(root: Path, source: str | None = None) -> tuple[Delivery, ...]:
    """Every delivery of a working folder, in the order in which they arrived and were taken."""
    folders = sorted(_deliveries(root).glob(f"{source or '*'}/*"))
    found = [_delivery(f) for f in folders if f.is_dir() and not f.name.startswith(".")]
    return tuple(sorted(found, key=_order))


def _delivery(folder: Path) -> Delivery:
    manifest = read_manifest(folder / NAME)
    if (manifest.source, manifest.digest) != (folder.parent.name, folder.name):
        what = f"it is the folder of {manifest.source}/{manifest.digest}, moved or copied."
        fix = "Give it its own place and name in store/deliveries again, or take it out."
        raise DeliveryError(Problem(where=str(folder), what=what, fix=fix))
    return Delivery(
        manifest=manifest,
        path=folder,
        withdrawn=noted(folder, WITHDRAWN),
        forgotten=noted(folder, FORGOTTEN),
    )


def _order(delivery: Delivery) -> tuple[str, date, int]:
    return delivery.manifest.source, delivery.manifest.arrived, delivery.manifest.number


def _deliveries(root: Path) -> Path:
    return store(root) / "deliveries"


def digest_of(sha256: str, read_as: str, extracted: date, *told: str) -> str:
    """The name of a delivery: the file's bytes, how they were read, and what was told of them."""
    whole = "\n".join((sha256, read_as, extracted.isoformat(), *told))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def reading_of(source: Source) -> str:
    """A digest of what a source declares, and not of what it leaves out: a new key changes none."""
    said = _SOURCE.dump_python(source, mode="json", exclude_defaults=True, exclude=_LOOKED_AT)
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def refuse_changed_rows(delivery: Delivery) -> None:
    """Raise DeliveryError where a delivery's rows are gone, or no longer those that were kept.

    Those that stay where they lie are looked at as `lying.changed` does. Rows that were forgotten
    are gone as they should be.
    """
    if delivery.forgotten:
        return
    if not delivery.rows.is_file():
        what = "the file is gone."
    elif sha256_of(delivery.rows) != delivery.manifest.rows_sha256:
        what = "its rows are not those that were kept from the file: they were changed since."
    else:
        if problems := tuple(changed_where_it_lies(delivery)):
            raise DeliveryError(problems)
        return
    raise DeliveryError(Problem(where=str(delivery.rows), what=what, fix=TAKE_AGAIN))


def changed_where_it_lies(delivery: Delivery, whole: bool = False) -> Iterator[Problem]:
    """What is other of records that were taken in place; nothing of any other delivery."""
    manifest = delivery.manifest
    if manifest.lies and not delivery.forgotten:
        files = read_files(delivery.path, manifest.sha256)
        yield from changed(Path(manifest.lies), files, whole)


Look = Callable[[Sequence[Delivery]], None]


def keep(root: Path, manifest: Manifest, part: Path, look: Look = lambda before: None) -> Delivery:
    """Put a delivery in its place, whole or not at all: what lies in `part`, with its manifest.

    It gets its number here, one at a time. Where the same was put there meanwhile, that is it;
    where its rows were forgotten, they are back. Raises DeliveryError where an addition brings
    more rows than were set aside. `look` sees the source's deliveries while nobody else can add
    one, and raises where this one is not to be kept beside them.
    """
    written = replace(
        manifest,
        rows_sha256=sha256_of(Delivery(manifest=manifest, path=part).rows),
        set_aside_sha256=sha256_of(part / SET_ASIDE),
    )
    _settle(part)  # what takes long, before others have to wait
    with alone(root):
        before = deliveries(root, manifest.source)
        look(before)
        for known in before:
            if known.manifest.digest == manifest.digest:
                return _brought_back(known, written, part) if known.forgotten else known
        _refuse_too_many(before, manifest)
        number = 1 + max((d.manifest.number for d in before), default=0)
        return _put(root, replace(written, number=number), part)


def _put(root: Path, manifest: Manifest, part: Path) -> Delivery:
    """Everything in it on the disk, then its one new name: nobody ever sees half a delivery."""
    place = _deliveries(root) / manifest.source / manifest.digest
    place.parent.mkdir(parents=True, exist_ok=True)
    write_manifest(manifest, part)
    _settle(part)
    move(part, place)
    for above in (place.parents[1], place.parents[2], root):  # their names may be new as well
        flush(above)
    return Delivery(manifest=manifest, path=place)


def _brought_back(known: Delivery, now: Manifest, part: Path) -> Delivery:
    """A delivery with its rows again, where its file is read just as it was; the note goes last."""
    was = known.manifest
    same = ("rows_read", "rows_kept", "rows_set_aside", "scope")
    if other := [name for name in same if getattr(was, name) != getattr(now, name)]:
        name = other[0].replace("_", " ")
        what = f"{was.file} is read otherwise now: {name} {_told(now, other)}, {_told(was, other)}"
        fix = f"Withdraw {known.id}, and take the file in again: it is then a delivery of its own."
        raise DeliveryError(Problem(where=known.id, what=f"{what} before.", fix=fix))
    manifest = replace(was, rows_sha256=now.rows_sha256, set_aside_sha256=now.set_aside_sha256)
    _settle(part)
    for path in sorted(part.iterdir()):
        move(path, known.path / path.name)
    write_manifest(manifest, known.path)
    (known.path / FORGOTTEN).unlink()
    flush(known.path)
    return replace(known, manifest=manifest, forgotten=None)


def _told(manifest: Manifest, names: Sequence[str]) -> str:
    value = getattr(manifest, names[0])
    return f"{len(value)} long" if isinstance(value, tuple) else f"{value}"


def _refuse_too_many(before: Sequence[Delivery], manifest: Manifest) -> None:
    """An addition holds rows that were set aside, and each of them once."""
    if not manifest.mends:
        return
    mended = next((d for d in before if d.manifest.digest == manifest.mends), None)
    if mended is None:
        what = f"no delivery {manifest.source}/{manifest.mends} is in the store."
        fix = "Take in the file it mends first."
        raise DeliveryError(Problem(where=manifest.file, what=what, fix=fix))
    spoken = next((group for group in heard(before) if mended in group), ())
    left = still_set_aside(spoken) if spoken else 0
    if manifest.rows_kept > left:
        what = f"mends {manifest.rows_kept} rows, and {left} of {mended.id} are still set aside."
        fix = "Leave only rows that were set aside in it, and each of them once."
        raise DeliveryError(Problem(where=manifest.file, what=what, fix=fix))


def _settle(part: Path) -> None:
    """All of a part on the disk, and read-only where the system can: it is never changed again."""
    for path in part.iterdir():
        if path.stat().st_mode & stat.S_IWUSR:
            flush(path)
            with suppress(OSError):
                path.chmod(0o444)
    flush(part)
