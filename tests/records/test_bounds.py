"""What a file costs: memory that does not grow with it."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from grundlag.records.keep import deliveries

LIMIT = 600  # MB
# The child's own peak: what wait4 tells is its parent's where that is larger.
TAKE = """
import atexit, pathlib
atexit.register(lambda: print(pathlib.Path("/proc/self/status").read_text()))
from grundlag.cli.app import main
main()
"""
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
    words = ("take", str(path), "-C", str(town.root))
    ran = subprocess.run([sys.executable, "-c", TAKE, *words], stdout=subprocess.PIPE, check=True)
    peak = re.search(rb"VmHWM:\s+(\d+) kB", ran.stdout)
    assert 100 < int(peak[1]) / 1024 < LIMIT
    lines = pq.read_table(deliveries(town.root)[0].rows, columns=["line"])["line"].to_numpy()
    assert (np.diff(lines) == 1).all()
