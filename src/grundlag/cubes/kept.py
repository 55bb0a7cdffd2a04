"""A delivery's cube: the one kept beside it where it still fits, or counted anew.

A kept cube carries a key of all that it depends on; another key counts again. Its sum lies beside
it, so that a cube somebody edited is noticed and never counted with. One without its sum was ended
on the way, or is of an earlier version, and is counted again.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from grundlag.basis.folder import Source
from grundlag.cubes.crime_cube import count_records
from grundlag.cubes.model import SCHEMA
from grundlag.cubes.survey import count_answers
from grundlag.engine.connect import Connection
from grundlag.engine.disk import write_json
from grundlag.engine.files import read_parquet, write_parquet
from grundlag.errors import DeliveryError, Problem
from grundlag.records.alone import alone
from grundlag.records.keep import refuse_changed_rows, sha256_of
from grundlag.records.model import Delivery
from grundlag.records.noted import CUBE, CUBE_SUM
from grundlag.records.place import Geography

Counter = Callable[[Connection, Delivery, Geography, Source], pa.Table]
COUNTERS: dict[str, Counter] = {"crime_records": count_records, "survey_answers": count_answers}
Key = dict[str, object]
CHANGED = {  # what a cube depends on, and what is said where that is no longer so
    "delivery": "of another delivery",
    "areas": "for other areas",
    "crs": "in another reference system",
    "questions": "of other questions",
    "schema": "by another version of grundlag",
}


@dataclass(frozen=True, kw_only=True)
class Counting:
    """Counts deliveries one by one: with an engine, in a working folder, by today's areas."""

    connection: Connection
    root: Path
    land: Geography

    def cube(self, delivery: Delivery, source: Source) -> pa.Table:
        """A delivery's cube; raises DeliveryError where it was edited, or has no rows to count."""
        key, path = self._key(delivery, source), delivery.path / CUBE
        if _is_edited(path):
            with alone(self.root):  # another run may just have been writing both
                edited = _is_edited(path)
            if edited:
                raise DeliveryError(_edited(delivery))
        kept = read_parquet(path) if path.is_file() and _sum(path) else None
        found = {} if kept is None else _key_of(kept)
        if kept is not None and found == key:
            return kept
        if delivery.forgotten:
            raise DeliveryError(_forgotten(delivery, key, found))
        return self._anew(delivery, source, key)

    def _anew(self, delivery: Delivery, source: Source, key: Key) -> pa.Table:
        counter = COUNTERS[delivery.manifest.kind]
        cube = counter(self.connection, delivery, self.land, source)
        _refuse_other_number(delivery, cube, source)
        cube = cube.replace_schema_metadata({"key": json.dumps(key)})
        path, beside = delivery.path / CUBE, delivery.path / CUBE_SUM
        with alone(self.root):
            beside.unlink(missing_ok=True)
            write_parquet(cube, path)
            write_json({"sha256": sha256_of(path)}, beside)
        return cube

    def _key(self, delivery: Delivery, source: Source) -> Key:
        return {
            "delivery": delivery.manifest.digest,
            "areas": self.land.digest,
            "crs": source.read.crs,
            "questions": sorted(source.questions),
            "schema": SCHEMA,
        }


def refuse_unsound(taken: Iterable[Delivery]) -> None:
    """Raise DeliveryError with every delivery whose rows were changed, or that mends none."""
    problems: list[Problem] = []
    held = {d.id for d in taken}
    for delivery in taken:
        try:
            refuse_changed_rows(delivery)
        except DeliveryError as error:
            problems += error.problems
        m = delivery.manifest
        if m.mends and not delivery.withdrawn and f"{m.source}/{m.mends}" not in held:
            what = f"it mends {m.source}/{m.mends}, which is not in the store."
            fix = f"Take that file in again, or withdraw {delivery.id}."
            problems.append(Problem(where=f"{delivery.id} ({m.file})", what=what, fix=fix))
    if problems:
        raise DeliveryError(problems)


def _refuse_other_number(delivery: Delivery, cube: pa.Table, source: Source) -> None:
    """Raise DeliveryError where records were not all counted, or one was twice.

    Of a survey each row is counted once for each question.
    """
    manifest = delivery.manifest
    n = pc.sum(cube["n"]).as_py() or 0
    if n != manifest.rows_kept * max(1, len(source.questions)):
        what = f"{n} of its records were counted, and {manifest.rows_kept} were kept."
        fix = "This is a fault of the program: report it."
        if manifest.lies:
            fix = f"See whether {manifest.lies} was changed meanwhile, and try again."
        raise DeliveryError(Problem(where=delivery.id, what=what, fix=fix))


def _sum(cube: Path) -> str:
    """The SHA-256 of the cube that was written; nothing where it was not written to the end."""
    path = cube.with_name(CUBE_SUM)
    if not path.is_file():
        return ""
    try:
        return str(json.loads(path.read_text("utf-8"))["sha256"])
    except (ValueError, TypeError, KeyError):
        return "unreadable"


def _is_edited(cube: Path) -> bool:
    """Whether a cube is another than the one that was written to the end."""
    return cube.is_file() and _sum(cube) not in ("", sha256_of(cube))


def _key_of(cube: pa.Table) -> Key:
    """What a kept cube depended on; one that an earlier version wrote fits nothing."""
    try:
        found = json.loads((cube.schema.metadata or {})[b"key"])
    except (KeyError, ValueError):
        return {}
    return dict(found) if isinstance(found, dict) else {}


def _edited(delivery: Delivery) -> Problem:
    what = "it is not the cube that was counted: it was changed since."
    fix = f"Remove it: it is counted again from {delivery.rows.name}."
    if delivery.forgotten:
        fix = f"Its rows are forgotten. Take {delivery.manifest.file} in again, and remove it."
    return Problem(where=str(delivery.path / CUBE), what=what, fix=fix)


def _forgotten(delivery: Delivery, key: Key, found: Key) -> Problem:
    """Rows that are gone cannot be counted in another way than they were."""
    differ = [words for name, words in CHANGED.items() if found.get(name) != key[name]]
    how = f"its cube was counted {differ[0]}" if found else "its cube is gone"
    what = f"its rows were forgotten on {delivery.forgotten}, and {how}: it cannot be counted anew."
    undo = ", or undo what was changed in the definitions" if found else ""
    fix = f"Take {delivery.manifest.file} in again{undo}."
    return Problem(where=delivery.id, what=what, fix=fix)
