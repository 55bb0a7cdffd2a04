"""Saves a pack: each paper in each format, and the report as JSON with its schema.

Everything is written in memory first, and each file then takes its old one's place in one step:
a run that fails leaves what was there before, whole.
"""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from grundlag.errors import GrundlagError, Problem, nearest
from grundlag.render.docx import docx
from grundlag.render.html import html
from grundlag.render.json import dump, schema
from grundlag.report.model import Pack, Paper

Renderer = Callable[[Paper], bytes]

_NAME = re.compile(r"\w[\w-]*")

RENDERERS: dict[str, Renderer] = {"docx": docx, "html": html}


def render(paper: Paper, format: str) -> bytes:
    """The paper in one format."""
    if format not in RENDERERS:
        raise GrundlagError(
            Problem(
                where=f"format {format}",
                what="no such format is known.",
                fix=nearest(format, RENDERERS),
            )
        )
    return RENDERERS[format](paper)


def save(pack: Pack, folder: Path) -> tuple[Path, ...]:
    """Writes every paper in every format, `report.json` and its schema; gives their paths."""
    more = {"report.json": dump(pack).encode(), "report.schema.json": schema().encode()}
    return _write_all({**_rendered(pack.papers), **more}, folder)


def save_papers(papers: Sequence[Paper], folder: Path) -> tuple[Path, ...]:
    """Writes papers that belong to no pack, each in every format; gives their paths."""
    return _write_all(_rendered(papers), folder)


def _rendered(papers: Sequence[Paper]) -> dict[str, bytes]:
    _check_names(papers)
    return {
        f"{paper.id}.{format}": render(paper, format) for paper in papers for format in RENDERERS
    }


def _write_all(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    _replace_all(files, folder)
    return tuple(folder / name for name in files)


def _check_names(papers: Sequence[Paper]) -> None:
    """A paper's id is a file name: plain, and no other paper's."""
    ids = [paper.id for paper in papers]
    wrong = [i for i in ids if not _NAME.fullmatch(i) or ids.count(i) > 1]
    if wrong:
        raise GrundlagError(
            Problem(
                where=f'paper "{name}"',
                what="its id cannot be the name of a file of its own.",
                fix="Give each paper an id of its own, of letters, digits and hyphens.",
            )
            for name in wrong
        )


def _replace_all(files: Mapping[str, bytes], folder: Path) -> None:
    beside = {folder / name: folder / f".{name}.new" for name in files}
    try:
        for path, new in beside.items():
            _write(new, files[path.name])
        for path, new in beside.items():
            new.replace(path)
        _flush(folder)
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    """Makes the new names last, where the system lets a folder be opened."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
