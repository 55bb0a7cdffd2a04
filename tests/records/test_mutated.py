"""A file that was damaged on its way is read, or refused with words: never anything else."""

import gzip
import random
import zipfile
from pathlib import Path

import pytest

from grundlag.basis.folder import Source
from grundlag.errors import DeliveryError
from grundlag.records.header import under
from grundlag.records.opening import pieces
from grundlag.records.parse import sought
from grundlag.records.read import tables
from grundlag.records.shape import shaped

SOURCE = Source(
    id="a",
    kind="crime_records",
    provider="P",
    columns={"code": "Kode", "date": "Dato", "place": "Sted"},
)
ROWS = 'Titel;;\nKode;Dato;Sted\n0130;03-04-2025;"Øst; vest"\n1320;14-04-2025;Skoven\nI alt;;2\n'
PAGE = "<html><table><tr><td>Kode<td>Dato<td>Sted<tr><td>1<td>2<td>3</table></html>"
SIGNS = b';,\t\n\r"\0 =#<PK'


def _seeds(folder: Path, excel) -> list[tuple[str, bytes]]:
    book = excel(folder / "x.xlsx", ("Ark", [row.split(";") for row in ROWS.splitlines()]))
    with zipfile.ZipFile(folder / "x.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("fil.csv", ROWS)
    return [
        ("fil.csv", ROWS.encode()),
        ("fil.csv", ROWS.encode("utf-16")),
        ("fil.csv", ROWS.replace("\n", "\r").encode("cp1252")),
        ("fil.csv.gz", gzip.compress(ROWS.encode(), mtime=0)),
        ("fil.zip", (folder / "x.zip").read_bytes()),
        ("fil.xlsx", book.read_bytes()),
        ("fil.xls", PAGE.encode()),
    ]


def _mutated(content: bytes, chance: random.Random) -> bytes:
    found = bytearray(content)
    for _ in range(chance.choice((1, 3, 10, 40))):
        at = chance.randrange(len(found)) if found else 0
        match chance.randrange(4):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[at : at + chance.randrange(1, 20)]
            case 2:
                found[at:at] = bytes(chance.choices(SIGNS, k=4))
            case 3 if chance.random() < 0.2:
                del found[at:]
    return bytes(found)


def _whole(path: Path, root: Path) -> int:
    """How many rows there are in what a path holds, set aside or not."""
    rows = 0
    for piece in pieces(path, root, lambda problem: None):
        for table in tables(piece.path, SOURCE.read):
            raw = under(table, path.name, SOURCE.read, sought(SOURCE))
            if sought(SOURCE).are_in(raw.header):
                raw = shaped(raw, SOURCE)
            rows += sum(len(c.lines) + len(c.rejected) for c in raw.chunks)
    return rows


@pytest.mark.parametrize(
    ("seed", "times"), [(1, 200), pytest.param(2, 5000, marks=pytest.mark.slow)]
)
def test_read_or_refused(tmp_path, excel, seed, times):
    chance, seeds, refused, rows = random.Random(seed), _seeds(tmp_path, excel), 0, 0
    for _ in range(times):
        name, content = chance.choice(seeds)
        path = tmp_path / name
        path.write_bytes(_mutated(content, chance))
        try:
            rows += _whole(path, tmp_path / "root")
        except DeliveryError:
            refused += 1
    assert 0 < refused < times
    assert rows > times
