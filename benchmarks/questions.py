"""A further question to a cube: another year, list of codes, area or baseline, in milliseconds.

`python benchmarks/questions.py [ROWS]`: of ten million invented reports, or as many as are said.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from types import SimpleNamespace

from grundlag.basis.folder import Area, AreaVersion, CodeSet, Crime
from grundlag.basis.offences import CodeReading
from grundlag.cubes.crime_cube import count_records, merge
from grundlag.cubes.model import CrimeCube
from grundlag.cubes.police import in_area
from grundlag.engine.connect import engine
from ours import _land, _source

YEARS = range(2016, 2026)


def cube_of(folder: Path) -> CrimeCube:
    """The cube of the invented reports, every month spoken for."""
    manifest = SimpleNamespace(lies="", extracted=date(2026, 1, 1), provider="P")
    delivery = SimpleNamespace(id="s/d", rows=folder / "named.parquet", manifest=manifest)
    with engine() as connection:
        land, source = _land(folder, drawn=False), _source("crime_records")
        table = count_records(connection, delivery, land, source)
    spoken = {f"{year}-{month:02}": (delivery,) for year in YEARS for month in range(1, 13)}
    return merge([(delivery, table)], spoken, CodeReading(crosswalk={}))


def main() -> None:
    """Print the cells, and how long a question took: the median and the longest of 60."""
    rows = sys.argv[1] if len(sys.argv) > 1 else "10000000"
    with tempfile.TemporaryDirectory() as name:
        invented = Path(__file__).with_name("invented.py")
        subprocess.run([sys.executable, invented, name, rows, "1000"], check=True)
        cube = cube_of(Path(name))
    took = []
    for number in range(60):
        codes = tuple(sorted(set(cube.codes[number::60])))
        crime = Crime(id=f"c{number}", codes=(CodeSet(codes=codes),))
        area = Area(id=f"district-{number % 13}", name="d", version=(AreaVersion(id="1"),))
        first = YEARS[number % 10] * 12
        start = time.perf_counter()
        in_area(cube, crime, area, area.version[0], range(first, first + 12))
        took.append(1000 * (time.perf_counter() - start))
    print(f"{len(cube.n):,} cells: {statistics.median(took):.1f} ms, at most {max(took):.1f} ms")


if __name__ == "__main__":
    main()
