"""Records that stay where they lie: which Parquet files they are, and whether they still are those.

Files are listed with what tells at a glance that one was changed (its size, when it was written)
and what tells for sure (the SHA-256 of its bytes).
"""

import csv
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from grundlag.engine.disk import write_bytes
from grundlag.engine.listing import as_csv, as_it_was
from grundlag.errors import DeliveryError, Problem, refusal

FILES = "files.csv"  # in a delivery's folder: the files its records lie in
HIDDEN = (".", "_")  # what programs that write Parquet leave beside it, and Spark passes over
MOST = 1 << 20  # files: a row's number holds which file it is of
FIX = "Put the files back as they were, or take them in again: they are then another delivery."


@dataclass(frozen=True, kw_only=True)
class Lying:
    """A file of records: its path below where they lie, and what it was when it was taken in.

    `written` is in nanoseconds, `first` the line of its first row: one file after another.
    """

    path: str
    size: int
    written: int
    rows: int
    first: int
    sha256: str


def paths_below(place: Path) -> list[Path]:
    """The Parquet files of a place, in the order of their names; it may be one file itself.

    Raises DeliveryError where it holds what is not read, which would be left out unseen.
    """
    if place.is_file():
        return [place]
    found = sorted(_walked(place), key=lambda path: path.relative_to(place).as_posix())
    if not found:
        what = "there is no Parquet file in it." if place.is_dir() else "there is no such folder."
        raise refusal(str(place), what, "Name a Parquet file, or a folder of them.")
    if len(found) > MOST:
        what = f"holds {len(found)} files; at most {MOST} are read as one."
        raise refusal(str(place), what, "Take in a folder of it at a time.")
    return found


def _walked(place: Path) -> Iterator[Path]:
    for folder, below, names in os.walk(place):
        below[:] = [name for name in below if not name.startswith(HIDDEN)]
        links = [name for name in below if (Path(folder) / name).is_symlink()]
        other = [n for n in names if not n.startswith(HIDDEN) and not n.endswith(".parquet")]
        for name in (*links, *other):
            what = "is a link to a folder." if name in links else "is no Parquet file."
            fix = "Take it out of the folder: it would be left out unseen."
            raise refusal(str(Path(folder) / name), what, fix)
        yield from (Path(folder) / name for name in names if not name.startswith(HIDDEN))


def below(place: Path, path: Path) -> str:
    """What a file is called below where the records lie."""
    return path.name if place.is_file() else path.relative_to(place).as_posix()


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of(files: Iterable[Lying]) -> str:
    """One SHA-256 for files: over the path, the size and the SHA-256 of each, in their order."""
    told = "".join(f"{file.path}\t{file.size}\t{file.sha256}\n" for file in files)
    return hashlib.sha256(told.encode()).hexdigest()


def write_files(files: Iterable[Lying], folder: Path) -> None:
    """List the files in a delivery's folder."""
    write_bytes(as_csv((f.name for f in fields(Lying)), map(astuple, files)), folder / FILES)


def read_files(folder: Path, sha256: str) -> tuple[Lying, ...]:
    """The files listed in a delivery's folder; DeliveryError where these are not of its digest."""
    path = folder / FILES
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = tuple(map(_read, csv.DictReader(file, delimiter=";")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _changed(path, "the list of files is gone, or cannot be read.") from error
    if digest_of(found) != sha256:
        raise _changed(path, "it is not as it was written: it was changed since.")
    return found


def _read(row: dict[str, str]) -> Lying:
    return Lying(
        path=as_it_was(row["path"]),
        size=int(row["size"]),
        written=int(row["written"]),
        rows=int(row["rows"]),
        first=int(row["first"]),
        sha256=row["sha256"],
    )


def _changed(path: Path, what: str) -> DeliveryError:
    fix = "Take the delivery's folder out of the store and take the records in again, in place."
    return DeliveryError(Problem(where=str(path), what=what, fix=fix))


def changed(place: Path, files: Iterable[Lying], whole: bool = False) -> Iterator[Problem]:
    """What of some files is other than it was: at a glance, or (`whole`) each read through."""
    known = {file.path: file for file in files}
    try:
        now = {below(place, path): path for path in paths_below(place)}
    except DeliveryError as error:
        yield from error.problems
        return
    for name in sorted(known.keys() - now.keys()):
        yield Problem(where=str(place / name), what="the file is gone.", fix=FIX)
    for name in sorted(now.keys() - known.keys()):
        what = "the file is new: it was not there when the records were taken in."
        yield Problem(where=str(now[name]), what=what, fix=FIX)
    for name in sorted(known.keys() & now.keys()):
        if _is_other(now[name], known[name], whole):
            what = "the file is not as it was taken in: it was changed since."
            yield Problem(where=str(now[name]), what=what, fix=FIX)


def _is_other(path: Path, was: Lying, whole: bool) -> bool:
    stat = path.stat()
    if whole:
        return sha256_of(path) != was.sha256
    return (stat.st_size, stat.st_mtime_ns) != (was.size, was.written)
