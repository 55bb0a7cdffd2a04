"""What came of a job, as it is kept with it: counts and names, and no cell of a row."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from grundlag.records.model import Reason, Taken
from grundlag.run.written import Written

Told = dict[str, Any]


def of_papers(root: Path, written: Iterable[Written], compared: Iterable[Written]) -> Told:
    """The folders of the papers that were written, and those that are of no use any more."""
    own = [*written, *compared]
    every = [each for one in own for each in (one, one.public) if each is not None]
    return {
        "folders": [each.paths[0].parent.name for each in every if each.paths],
        "files": sum(len(each.paths) for each in every),
        "beside": [[name, path.name] for each in every for name, path in each.beside],
        "stale": [path.relative_to(root).as_posix() for each in every for path in each.stale],
    }


def of_deliveries(taken: Iterable[Taken]) -> Told:
    """What was taken in, and why some rows were not."""
    return {"taken": [_taken(each) for each in taken]}


def _taken(each: Taken) -> Told:
    m = each.delivery.manifest
    return {
        "id": each.delivery.id,
        "file": m.file,
        "part": m.part,
        "known": each.known,
        "read": m.rows_read,
        "kept": m.rows_kept,
        "aside": m.rows_set_aside,
        "scope": list(m.scope),
        "mends": m.mends,
        "dropped": list(m.dropped),
        "reasons": [_reason(reason) for reason in each.reasons],
        "warned": [_reason(reason) for reason in each.warned],
        "silent": {file: list(units) for file, units in each.silent.items()},
        "unknown": len(each.unknown),
    }


def _reason(each: Reason) -> Told:
    return {"rule": each.rule, "column": each.column, "expected": each.expected, "rows": each.rows}
