"""What a path holds: a file, or the files of a folder or an archive, each to be taken by itself.

What is unpacked lies in the store, one file at a time, and is removed again.
"""

import gzip
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from shlex import quote
from typing import IO

from grundlag.errors import DeliveryError, Problem, refusal
from grundlag.records.alone import part_of
from grundlag.records.read import ZIPPED, refuse_unread

MOST = 500  # files of an archive
LARGEST = 1 << 33  # bytes that an archive may unpack to: 8 GB
RATIO, FROM = 200, 1 << 26  # times that what is packed may grow, where it is more than 64 MB
BLOCK = 1 << 20
GZIPPED = b"\x1f\x8b"
PLAIN_NAME = 0x800  # the mark of a name that is written in UTF-8
HIDDEN = ("~$", ".", "__MACOSX", "Thumbs.db", "desktop.ini")  # what systems leave in folders
FAILS = (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile, NotImplementedError)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A file to take: where it lies, and what it is called, which tells where it came from."""

    path: Path
    name: str


Tell = Callable[[Problem], None]


def told_of(piece: Piece, problems: Iterable[Problem]) -> list[Problem]:
    """Problems of a file under the name that tells where it came from."""
    own = piece.path.name
    return [
        replace(p, where=piece.name + p.where[len(own) :]) if p.where.startswith(own) else p
        for p in problems
    ]


def pieces(path: Path, root: Path, tell: Tell) -> Generator[Piece, None, None]:
    """The files that a path holds; `tell` hears of those in a folder or an archive that are not.

    Copies of what is packed lie in the store of the folder `root`, and none is left when the next
    file, or an error, comes.
    Raises DeliveryError where nothing can be read, or an archive is none to be trusted.
    """
    if not path.is_dir():
        yield from _of_file(path, path.name, root, tell)
        return
    if path.is_symlink():
        fix = "Name the folder itself, so that it is sure which one is meant."
        raise refusal(str(path), "is a link to a folder.", fix)
    files = [each for each in sorted(path.iterdir()) if not each.name.startswith(HIDDEN)]
    yield from _readable(path.name, _in_folder(path, files, root, tell), tell)


def refuse_unfit(path: Path) -> None:
    """Raise DeliveryError where a file is of no kind that is taken in, or would fill the disk.

    By its first bytes, its name and what it says that it unpacks to: nothing is unpacked for it.
    """
    with path.open("rb") as file:
        begins = file.read(4)
    try:
        if begins.startswith(GZIPPED):
            return
        if begins.startswith(ZIPPED):
            _refuse_bomb(path)
        if not (begins.startswith(ZIPPED) and path.suffix.lower() == ".zip"):
            refuse_unread(path)
    except FAILS as error:
        raise _cut(path.name, error) from error


def _refuse_bomb(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        _refuse_unsafe(path.name, {m.filename: m for m in archive.infolist() if not m.is_dir()})


def _cut(name: str, error: Exception) -> DeliveryError:
    what = f"cannot be unpacked: {str(error).rstrip('.') or 'it is cut'}."
    return refusal(name, what, "It was cut on its way: have it sent again.")


def _in_folder(path: Path, files: list[Path], root: Path, tell: Tell) -> Iterator[Piece]:
    for file in files:
        name = f"{path.name}/{file.name}"
        if file.is_dir():
            fix = f"To take in what is in it: grundlag take {quote(str(file))}"
            tell(Problem(where=name, what="is a folder inside the folder, not read.", fix=fix))
            continue
        try:
            yield from _of_file(file, name, root, tell)
        except DeliveryError as error:
            for problem in error.problems:
                tell(problem)


def _readable(whose: str, found: Iterator[Piece], tell: Tell) -> Iterator[Piece]:
    """Those of some files that can be read, the others told of."""
    n = 0
    for piece in found:
        try:
            refuse_unread(piece.path)
        except DeliveryError as error:
            what = error.problems[0].what
            tell(Problem(where=piece.name, what=what, fix="It was passed over."))
            continue
        n += 1
        yield piece
    if not n:
        raise refusal(whose, "holds no file that can be read.", "Put the tables themselves in it.")


def _of_file(path: Path, name: str, root: Path, tell: Tell) -> Iterator[Piece]:
    """A file, or what is packed in it."""
    begins = b""
    if path.is_file():
        with path.open("rb") as file:
            begins = file.read(4)
    try:
        if begins.startswith(GZIPPED):
            yield from _of_gzip(path, name, root)
        elif begins.startswith(ZIPPED) and path.suffix.lower() == ".zip":
            yield from _readable(name, _of_zip(path, name, root), tell)
        else:
            yield Piece(path=path, name=name)
    except FAILS as error:
        raise _cut(name, error) from error


def _of_gzip(path: Path, name: str, root: Path) -> Iterator[Piece]:
    inner = path.stem if path.suffix.lower() == ".gz" else path.name
    with gzip.open(path) as packed:
        yield from _copied(packed, inner, name, root, path.stat().st_size)


def _of_zip(path: Path, name: str, root: Path) -> Iterator[Piece]:
    with zipfile.ZipFile(path) as archive:
        members = [(_name(m), m) for m in archive.infolist() if not m.is_dir()]
        found = [(n, m) for n, m in members if not _is_hidden(n)]
        _refuse_doubled(name, [n for n, _ in found])
        wanted = dict(sorted(found, key=lambda pair: pair[0]))
        _refuse_unsafe(name, wanted)
        for own, member in wanted.items():
            with _member(archive, member) as packed:
                file = own.rpartition("/")[2]
                size = member.compress_size
                yield from _copied(packed, file, f"{name}/{own}", root, size)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    """A file of an archive, open."""
    try:
        return archive.open(member)
    except OSError as error:  # its place is none: before the beginning
        raise zipfile.BadZipFile(f"{member.filename} is not where it should be") from error


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name; Windows writes it in the letters of the old command line."""
    if member.flag_bits & PLAIN_NAME:
        return member.filename
    with suppress(UnicodeError):
        return member.filename.encode("cp437").decode("cp850")
    return member.filename


def _is_hidden(name: str) -> bool:
    return any(part.startswith(HIDDEN) and part != ".." for part in name.split("/"))


def _refuse_doubled(name: str, members: list[str]) -> None:
    """Raise DeliveryError where two files of an archive have one name: one would hide the other."""
    twice = next((own for own, n in Counter(members).items() if n > 1), None)
    if twice is not None:
        what = f'holds two files called "{twice}".'
        raise refusal(name, what, "Unpack it, and take in the one that is meant, or both.")


def _refuse_unsafe(name: str, members: dict[str, zipfile.ZipInfo]) -> None:
    """Raise DeliveryError where an archive is locked, leads elsewhere, or would fill the disk."""
    if any(member.flag_bits & 1 for member in members.values()):
        fix = "Unpack it with its password, and take in what was in it."
        raise refusal(name, "is locked with a password.", fix)
    for own in members:
        if own.startswith(("/", "\\")) or ".." in own.replace("\\", "/").split("/") or ":" in own:
            what = f'holds a file called "{own}", which leads out of the archive.'
            raise refusal(name, what, "Have it packed again from one folder.")
    if len(members) > MOST:
        what = f"holds {len(members)} files; at most {MOST} are read."
        raise refusal(name, what, "Unpack it, and take in the files that are meant.")
    sizes = [(member.file_size, member.compress_size) for member in members.values()]
    for size, packed in (*sizes, (sum(s for s, _ in sizes), sum(p for _, p in sizes))):
        _refuse_large(name, size, packed)


def _refuse_large(name: str, size: int, packed: int) -> None:
    if size > LARGEST or (size > FROM and size > RATIO * packed):
        what = f"unpacks to {size / (1 << 20):,.0f} MB or more, from {packed / (1 << 20):,.1f} MB."
        raise refusal(name, what, "If that is right, unpack it and take in what was in it.")


def _copied(
    packed: IO[bytes] | gzip.GzipFile, file: str, name: str, root: Path, packed_size: int
) -> Iterator[Piece]:
    """A copy of a packed file, for as long as it is looked at."""
    with part_of(root, "unpacked") as folder:
        path, size = folder / file, 0
        with path.open("wb") as copy:
            while block := packed.read(BLOCK):
                size += len(block)
                _refuse_large(name, size, packed_size)
                copy.write(block)
        yield Piece(path=path, name=name)
