"""Open a file as it came: every cell as text, every row with its line, nothing changed."""

from collections.abc import Callable
from pathlib import Path

from grundlag.basis.folder import Reading
from grundlag.records.raw import Raw, refusal
from grundlag.records.readers.delimited import read_delimited
from grundlag.records.readers.excel import read_excel
from grundlag.records.readers.parquet import read_parquet

READERS: dict[str, Callable[[Path, Reading], Raw]] = {
    ".csv": read_delimited,
    ".txt": read_delimited,
    ".xlsx": read_excel,
    ".xls": read_excel,
    ".parquet": read_parquet,
}


def read(path: Path, reading: Reading) -> Raw:
    """A file's columns, dress and rows; raises DeliveryError on what cannot be read."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        what = f'files that end in "{path.suffix}" are not read.'
        raise refusal(path.name, what, f"Save it as one of {', '.join(READERS)}.")
    raw = reader(path, reading)
    doubled = {name for name in raw.header if name and raw.header.count(name) > 1}
    if doubled:
        what = f"two columns are called {', '.join(sorted(doubled))}."
        raise refusal(path.name, what, "Give each column a name of its own.")
    return raw
