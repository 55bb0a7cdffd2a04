"""The papers that lie in out/ for a year: which files there are, and whether they still hold."""

import io
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from grundlag.basis import clocks
from grundlag.basis.load import Definitions
from grundlag.errors import GrundlagError
from grundlag.records.keep import deliveries
from grundlag.render import names
from grundlag.render.json import look_into
from grundlag.render.parcel import dateless
from grundlag.render.save import RENDERERS
from grundlag.report.model import Pack
from grundlag.run.public import ENDING, REPORT
from grundlag.run.receipts import changed_files, changed_words, receipt_of

PAPER = re.compile(rf"\w[\w-]*\.(?:{'|'.join(RENDERERS)})")
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class Lying:
    """A folder of papers: its files by name, and what is other since its receipt was written.

    `pack` is None of papers that belong to no pack, as a comparison; those have no receipt, and
    nothing tells whether they hold. `proposal` says that its basis is in force by now, elsewhere,
    `edited` that its report.json is not what was written.
    """

    name: str
    files: Mapping[str, Path]
    pack: Pack | None
    why: tuple[str, ...] = ()
    holds: bool = False
    proposal: bool = False
    edited: bool = False

    @property
    def public(self) -> bool:
        """Whether these are the papers for the public."""
        return self.name.endswith(ENDING)


def lying(defs: Definitions, year: int, today: date) -> tuple[Lying, ...]:
    """Every folder of a year's papers, the basis in force first."""
    out = defs.root / "out"
    found = [out / str(year), *sorted(out.glob(f"{year}-*"))]
    own = (path for path in found if path.is_dir() and not path.is_symlink())
    each = (_lying(defs, path, year, today) for path in own)
    return tuple(one for one in each if one is not None and one.files)


def _lying(defs: Definitions, path: Path, year: int, today: date) -> Lying | None:
    own = (each for each in sorted(path.iterdir()) if each.is_file() and not each.is_symlink())
    there = {each.name: each for each in own}
    pack, is_as_written = _read(there.get(REPORT))
    if pack is None:
        papers = {name: each for name, each in there.items() if PAPER.fullmatch(name)}
        return Lying(name=path.name, files=papers, pack=None)
    if pack.year != year:
        return None
    files = {name: each for name, each in there.items() if is_of(name, names(pack))}
    why = tuple(_why(defs, pack, today))
    in_force = clocks.standing_basis(defs, year, today).id == pack.basis
    is_proposal = in_force and path.name.removesuffix(ENDING) != str(year)
    return Lying(
        name=path.name,
        files=files,
        pack=pack,
        why=why,
        holds=is_as_written and not is_proposal and _holds(defs, pack, today),
        proposal=is_proposal,
        edited=not is_as_written,
    )


def is_of(name: str, known: Collection[str]) -> bool:
    """Whether a file is one of a pack's, or one that was saved beside it as that was open."""
    return name in known or re.sub(r"-\d+(?=\.\w+$)", "", name) in known


def _read(path: Path | None) -> tuple[Pack | None, bool]:
    """The pack of a file, if it is one; and whether it says what it did when it was written."""
    try:
        return look_into(path) if path else (None, True)
    except GrundlagError:
        return None, True


def _holds(defs: Definitions, pack: Pack, today: date) -> bool:
    """Whether the same would be made today: all that its receipt names is as it was."""
    if pack.receipt is None or pack.receipt.content_sha256 is None:
        return False
    known = [d for d in deliveries(defs.root) if d.is_known()]
    now = receipt_of(defs, pack.year, known, today, public=pack.receipt.public)
    return replace(pack.receipt, as_of=today, arrived_by=None) == now


def _why(defs: Definitions, pack: Pack, today: date) -> Iterator[str]:
    """What is other than when it was made; with a delivery that came later."""
    was = pack.receipt
    if was is None:
        yield "it has no receipt"
        return
    if was.content_sha256 is None:
        yield "report.json names no SHA-256 of its content"
    yield from changed_files(defs.root, was)
    yield from changed_words(defs, pack.year, was)
    heard, by = {brought.id for brought in was.deliveries}, was.arrived_by or was.as_of
    for each in deliveries(defs.root):
        if each.id not in heard and each.manifest.arrived > by and each.withdrawn is None:
            yield f"{each.id} ({each.manifest.file}) arrived on {each.manifest.arrived}"


def zipped(found: Lying) -> bytes:
    """A folder's files as one, the same for the same files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in sorted(found.files.items()):
            about = zipfile.ZipInfo(f"{found.name}/{name}", EPOCH)
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, path.read_bytes())
    return dateless(content.getvalue())
