"""What a file costs: memory that does not grow with it."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from grundlag.records.keep import deliveries

LIMIT = 600  # MB
SIZE = 200 << 20
ROW = "0100-71313-{:08d}-25;1320705;{:02d}-{:02d}-2025;Nørre Kvarter;723456,5;6175123,4\n"


def _write(path: Path, encoding: str) -> None:
    block = "".join(ROW.format(i, i % 28 + 1, i % 12 + 1) for i in range(20_000))
    with path.open("w", encoding=encoding, newline="") as file:
        file.write("Udtræk\n\nJournal;Kode;Dato;Sted;X;Y\n")
        for _ in range(SIZE // len(block) + 1):
            file.write(block)


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_200_mb_take_less_than_600_mb(town, encoding):
    path = town.root / "in" / "stor.csv"
    path.parent.mkdir()
    _write(path, encoding)
    code = "from grundlag.cli.app import main; main()"
    words = ("take", str(path), "-C", str(town.root))
    child = subprocess.Popen([sys.executable, "-c", code, *words], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    assert used.ru_maxrss / 1024 < LIMIT
    lines = pq.read_table(deliveries(town.root)[0].rows, columns=["line"])["line"].to_numpy()
    assert (np.diff(lines) == 1).all()
