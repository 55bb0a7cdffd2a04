"""Saves a pack: each paper in each format, its figures as open data, the report as JSON.

Everything is written in memory first, and each file then takes its old one's place in one step:
a run that fails leaves what was there before, whole. A paper that is open in Word stays as it is,
and the new one is saved beside it with the next number.
"""

import errno
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from grundlag.errors import GrundlagError, Problem, nearest
from grundlag.render.docx import docx
from grundlag.render.dress import OURS, Dress
from grundlag.render.html import html
from grundlag.render.json import dump, schema
from grundlag.render.open_data import CSV, METADATA, figures_csv, metadata
from grundlag.render.pdf import pdf
from grundlag.render.xlsx import xlsx
from grundlag.report.model import Block, Chart, Interval, Number, Pack, Paper, Table

Renderer = Callable[[Paper, Dress], bytes]

_NAME = re.compile(r"\w[\w-]*")

RENDERERS: dict[str, Renderer] = {"docx": docx, "pdf": pdf, "xlsx": xlsx, "html": html}
# What programs read: never under another name.
DATA = ("report.json", "report.schema.json", CSV, METADATA)
LOCK, PATIENCE = ".writing.lock", 30.0  # seconds: papers are laid down in one or two
BUSY = (errno.EBUSY, errno.ETXTBSY)


def render(paper: Paper, format: str, dress: Dress = OURS) -> bytes:
    """The paper in one format."""
    if format not in RENDERERS:
        raise GrundlagError(
            Problem(
                where=f"format {format}",
                what="no such format is known.",
                fix=nearest(format, RENDERERS),
            )
        )
    return RENDERERS[format](paper, dress)


def save(pack: Pack, folder: Path, dress: Dress = OURS) -> tuple[Path, ...]:
    """Writes every paper in every format, the open data, `report.json` and its schema.

    Gives the paths of `names(pack)`, in their order; another where that file was open.
    """
    data = (dump(pack).encode(), schema().encode(), figures_csv(pack), metadata(pack))
    more = dict(zip(DATA, data, strict=True))
    return _write_all({**_rendered(pack.papers, dress), **more}, folder)


def save_papers(papers: Sequence[Paper], folder: Path, dress: Dress = OURS) -> tuple[Path, ...]:
    """Writes papers that belong to no pack, as `save` does; their names are `paper_names`."""
    return _write_all(_rendered(papers, dress), folder)


def names(pack: Pack) -> tuple[str, ...]:
    """The names of a pack's files, in the order in which they are saved."""
    return (*paper_names(pack.papers), *DATA)


def paper_names(papers: Sequence[Paper]) -> tuple[str, ...]:
    """The names of papers' files, in the order in which they are saved."""
    return tuple(f"{paper.id}.{format}" for paper in papers for format in formats(paper))


def formats(paper: Paper) -> tuple[str, ...]:
    """The formats that a paper is written in: a workbook only of one with figures to count on."""
    blocks = (block for section in paper.sections for block in section.blocks)
    has_figures = any(map(_has_figures, blocks))
    return tuple(format for format in RENDERERS if has_figures or format != "xlsx")


def _has_figures(block: Block) -> bool:
    if isinstance(block, Table):
        return any(isinstance(cell, Number | Interval) for row in block.rows for cell in row)
    return isinstance(block, Chart)


def _rendered(papers: Sequence[Paper], dress: Dress) -> dict[str, bytes]:
    _check_names(papers)
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        written = list(threads.map(partial(_in_each_format, dress), papers))
    contents = (content for formats_of_one in written for content in formats_of_one)
    return dict(zip(paper_names(papers), contents, strict=True))


def _in_each_format(dress: Dress, paper: Paper) -> list[bytes]:
    return [render(paper, format, dress) for format in formats(paper)]


def _write_all(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        return _replace_all(files, folder)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else writes papers into a folder meanwhile; raises GrundlagError if one does not end.

    A lock of the system: it ends with its process. Its file goes while it is still held.
    """
    lock = folder / LOCK
    try:
        with FileLock(lock, timeout=PATIENCE):
            try:
                yield
            finally:
                with suppress(OSError):  # Windows takes it away itself
                    lock.unlink()
    except Timeout as error:
        what = "another grundlag is writing papers into it, and nothing was replaced."
        fix = "Wait until it has ended, and make them again."
        raise GrundlagError(Problem(where=str(folder), what=what, fix=fix)) from error


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


def _replace_all(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Puts files in the place of their old ones, `report.json` last: it says that all is there.

    Data that another program has open stop it before anything is replaced.
    """
    beside = {folder / name: folder / f".{name}.new" for name in files}
    placed: dict[str, Path] = {}
    try:
        for path, new in beside.items():
            _write(new, files[path.name])
        for path in beside:
            if path.name in DATA and path.exists():
                _replaced(path, path)  # by itself: nothing happens, unless it is open
        for name in sorted(files, key=lambda name: (name == DATA[0], name not in DATA)):
            path = folder / name
            placed[name] = _placed(beside[path], path, name in DATA, files)
        _flush(folder)
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)
    return tuple(placed[name] for name in files)


def _placed(new: Path, path: Path, is_data: bool, files: Mapping[str, bytes]) -> Path:
    """Where a new file ended: in its old one's place, or beside it where that is open."""
    if is_data:
        return _replaced(new, path)
    if not _is_locked(path):
        try:
            return new.replace(path)
        except OSError as error:
            if not _is_open(error):
                raise
    return _beside(new, path, files)


def _replaced(new: Path, path: Path) -> Path:
    """Data in their old ones' place; raises GrundlagError where a program has those open."""
    try:
        return new.replace(path)
    except OSError as error:
        if not _is_open(error):
            raise
        what = f"it cannot be replaced ({error.strerror}), and nothing was."
        fix = "Close the program that has it open, or see that you may write there."
        raise GrundlagError(Problem(where=str(path), what=what, fix=fix)) from error


def _is_open(error: OSError) -> bool:
    return isinstance(error, PermissionError) or error.errno in BUSY


def _is_locked(path: Path) -> bool:
    """Whether an office has a file open, by the mark it leaves beside."""
    return path.exists() and any((path.parent / mark).exists() for mark in marks(path.name))


def marks(name: str) -> tuple[str, ...]:
    """The files that LibreOffice and Word leave beside an open document.

    Word drops the first letter of a name of seven, and the first two of a longer one; Excel none.
    """
    stem, dot, ending = name.rpartition(".")
    dropped = 0 if ending == "xlsx" else min(2, max(0, len(stem) - 6))
    return f".~lock.{name}#", f"~${stem[dropped:]}{dot}{ending}"


def _beside(new: Path, path: Path, files: Mapping[str, bytes]) -> Path:
    """The new file under the next number; the last one's, where that says the same already.

    So a mark that was left behind adds one file a change, and none where nothing changed.
    """
    if path.is_file() and path.read_bytes() == files[path.name]:
        return path
    taken = {*files, *(each.name for each in path.parent.iterdir())}
    numbered = re.compile(rf"{re.escape(path.stem)}-(\d+){re.escape(path.suffix)}", re.IGNORECASE)
    numbers = [int(found[1]) for name in taken if (found := numbered.fullmatch(name))]
    last = path.with_stem(f"{path.stem}-{max(numbers, default=1)}")
    if last.name not in files and last.is_file() and last.read_bytes() == files[path.name]:
        return last
    return new.replace(path.with_stem(f"{path.stem}-{max(numbers, default=1) + 1}"))


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
