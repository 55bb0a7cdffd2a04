"""How a working folder stands: a mark of its files, its report years, reports that still hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from grundlag.basis import clocks
from grundlag.basis.load import Definitions
from grundlag.errors import DefinitionError, GrundlagError
from grundlag.records.keep import deliveries
from grundlag.records.view import view
from grundlag.render.json import read_file
from grundlag.report.model import Pack
from grundlag.run.receipts import receipt_of

DECLARED = ("*.toml", "*.xlsx", "definitions/**/*", "remarks/*")
STORED = tuple(
    f"store/deliveries/*/*/{name}" for name in ("manifest.json", "withdrawn.json", "forgotten.json")
)
CRIME, WAVES = ("crime_records", "crime_counts"), ("survey_answers", "survey_shares")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What is another as soon as any file is that a figure or a verdict leans on.

    `declared` is of what is declared, `stored` of the deliveries.
    """

    declared: str
    stored: str


def mark(root: Path) -> Mark:
    """A folder's mark: of names, sizes and times, not content, for it is asked with every page."""
    return Mark(declared=_mark(root, DECLARED), stored=_mark(root, STORED))


def _mark(root: Path, patterns: Iterable[str]) -> str:
    found = {path for pattern in patterns for path in root.glob(pattern)}
    return sha256(repr([_told(path) for path in sorted(found)]).encode()).hexdigest()


def _told(path: Path) -> tuple[str, int, int, int]:
    """What is told of a file; of one that has just gone, its name."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return str(path), 0, 0, 0
    return str(path), stat.st_mtime_ns, stat.st_size, stat.st_ino


def report_years(defs: Definitions, today: date) -> tuple[int, ...]:
    """The report years that a folder has a whole police year or a wave for, the latest first."""
    return tuple(sorted({y for y in _years(defs) if _has_basis(defs, y, today)}, reverse=True))


def _years(defs: Definitions) -> Iterator[int]:
    """Police years that are whole on some basis, with the waves of those that have no reports."""
    months = {clocks.parse_month(unit) for unit in _spoken(defs, CRIME)}
    for basis in defs.bases.values():
        for year in {clocks.year_of(basis, month) for month in months}:
            if months.issuperset(clocks.year_months(basis, year)):
                yield year + 1
    if not months:
        yield from (int(wave) for wave in _spoken(defs, WAVES))


def _spoken(defs: Definitions, kinds: tuple[str, ...]) -> Iterator[str]:
    for source in defs.sources.source:
        if source.kind in kinds:
            yield from view(deliveries(defs.root, source.id)).speaks


def _has_basis(defs: Definitions, year: int, today: date) -> bool:
    try:
        clocks.standing_basis(defs, year, today)
    except DefinitionError:
        return False
    return True


def report_that_holds(defs: Definitions, year: int, basis: str, today: date) -> Pack | None:
    """The report of a year in out/, if it would say the same were it made today; else None.

    It holds where all that its receipt names is as it was, nothing has come since, and the report
    itself says what it did when it was written.
    """
    in_force = clocks.standing_basis(defs, year, today).id == basis
    path = defs.root / "out" / (str(year) if in_force else f"{year}-{basis}") / "report.json"
    pack = _read(path) if path.is_file() else None
    if pack is None or pack.receipt is None or (pack.year, pack.basis) != (year, basis):
        return None
    if pack.receipt.content_sha256 is None:  # nothing tells whether somebody edited it
        return None
    known = [d for d in deliveries(defs.root) if d.is_known()]
    now = receipt_of(defs, year, known, today)
    return pack if replace(pack.receipt, as_of=today, arrived_by=None) == now else None


def _read(path: Path) -> Pack | None:
    try:
        return read_file(path)
    except GrundlagError:
        return None
