"""Files of SPSS, Stata and SAS: an answer is its label, an answer without one its number.

What a survey company calls missing (9 is "Ved ikke") is an answer and stays, but no weight and no
date; what was never filled in is an empty text. A column is called by its name, or by the question
that is its label.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyreadstat

from grundlag.basis.reading import Reading
from grundlag.errors import refusal
from grundlag.records.parse import heading
from grundlag.records.raw import Chunk, Header, Row, Table
from grundlag.records.readers.texts import text_of

ROWS = 1 << 16  # read at a time
PATIENCE = 600  # seconds that another program may take to read all of it
READS: dict[str, Callable[..., Any]] = {
    ".sav": pyreadstat.read_sav,
    ".zsav": pyreadstat.read_sav,
    ".dta": pyreadstat.read_dta,
    ".sas7bdat": pyreadstat.read_sas7bdat,
}
FAILS = (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, OverflowError, OSError)


def read_spss(path: Path, reading: Reading) -> list[Table]:
    """A file of a statistics program; raises DeliveryError where it cannot be read."""
    _refuse_deadly(path)
    _, about = _read(path, reading, metadataonly=True)
    labels = {name: heading(said or "") for name, said in about.column_names_to_labels.items()}
    times = Counter(labels.values())
    told = {"encoding": about.file_encoding or "", "label": about.file_label or ""}
    return [
        Table(
            dress={"format": path.suffix[1:].lower()} | {k: v for k, v in told.items() if v},
            head=(Row(line=0, last=0, cells=tuple(about.column_names)),),
            below=lambda header, figures: _chunks(path, reading, header, figures),
            also={name: said for name, said in labels.items() if said and times[said] == 1},
        )
    ]


def _refuse_deadly(path: Path) -> None:
    """Raise DeliveryError where reading ends the program that does it: another one tries first.

    ReadStat 1.1 breaks off on some files that were damaged on their way, and takes all with it.
    """
    read = READS[path.suffix.lower()].__name__
    call = f"import sys, pyreadstat; pyreadstat.{read}(sys.argv[1], output_format='dict')"
    try:
        tried = subprocess.run(
            [sys.executable, "-c", call, str(path)], capture_output=True, timeout=PATIENCE
        )
        is_deadly = tried.returncode not in (0, 1)  # 1: an error that is told of
    except subprocess.TimeoutExpired:
        is_deadly = True
    if is_deadly:
        raise refusal(path.name, "cannot be read: it is damaged.", "Have it sent again.")


def _read(path: Path, reading: Reading, **how: Any) -> tuple[Mapping[str, list[object]], Any]:
    """What the library reads: values by column, and what is said of them."""
    read = READS[path.suffix.lower()]
    try:
        found: tuple[Mapping[str, list[object]], Any] = read(
            path, user_missing=True, output_format="dict", encoding=reading.encoding, **how
        )
    except FAILS as error:
        what = f"cannot be read: {str(error).rstrip('.')}."
        raise refusal(path.name, what, "Ask for it again, or for the same as CSV.") from error
    return found


def _chunks(
    path: Path, reading: Reading, header: Header, figures: frozenset[str]
) -> Iterator[Chunk]:
    before = 0
    while True:
        values, about = _read(path, reading, row_offset=before, row_limit=ROWS)
        n = len(next(iter(values.values()), []))
        if not n:
            return
        columns = [
            _texts(_told(column, about, own), {}, reading)
            if name in figures
            else _texts(column, _labels(about, own), reading)
            for name, (own, column) in zip(header.names, values.items(), strict=True)
        ]
        lines = np.arange(before + 1, before + n + 1)
        before += n
        read = before / max(about.number_rows or before, before)
        yield Chunk(cells=pa.table(columns, names=list(header.names)), lines=lines, read=read)


def _told(column: list[object], about: Any, name: str) -> list[object]:
    """Figures, without those that stand for one that is missing: 999 is no weight."""
    missing = [(r["lo"], r["hi"]) for r in about.missing_ranges.get(name, ())]

    def is_missing(value: Any) -> bool:
        return any(type(value) is type(low) and low <= value <= high for low, high in missing)

    return [None if is_missing(value) else value for value in column] if missing else column


def _labels(about: Any, name: str) -> dict[object, str]:
    return dict(about.variable_value_labels.get(name, {}))


def _texts(column: list[object], labels: dict[object, str], reading: Reading) -> pa.Array:
    texts = (labels.get(value) or text_of(value, reading) for value in column)
    return pa.array(list(texts), pa.string())
