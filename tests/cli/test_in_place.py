"""`take --in-place`, as it is typed and told: the records stay, and the papers count them."""

import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
import pytest


@pytest.fixture
def lying(tmp_path: Path, taken: Path) -> Path:
    """The reports that Lilleby took in as a file, as Parquet, a folder a month."""
    place = tmp_path / "politi"
    text = pyarrow.csv.ConvertOptions(
        column_types=dict.fromkeys(("Sag", "Kode", "Dato"), pa.string())
    )
    semicolons = pyarrow.csv.ParseOptions(delimiter=";")
    table = pyarrow.csv.read_csv(
        taken / "in" / "anmeldelser-2025.csv", parse_options=semicolons, convert_options=text
    )
    month = pc.utf8_slice_codeunits(table["Dato"], 3, 5)
    for name in pc.unique(month).to_pylist():
        below = place / f"month=2025-{name}"
        below.mkdir(parents=True)
        pq.write_table(table.filter(pc.equal(month, name)), below / "a.parquet")
    return place


def test_what_stays_is_told_and_counted_as_what_was_copied(taken: Path, lying: Path, grundlag: Any):
    before = grundlag("judge 2026", taken)
    shutil.rmtree(taken / "store" / "deliveries" / "anmeldelser")
    assert grundlag("take --arrived 2025-02-01 in/anmeldelser-2024.csv", taken).code == 0
    told = grundlag(f"take --in-place --arrived 2026-02-01 {lying}", taken)
    assert (told.code, told.err) == (0, "")
    assert "politi → anmeldelser (format 'parquet'" in told.out
    assert f"its records stay in {lying}" in told.out
    after = grundlag("judge 2026", taken)
    assert (after.code, after.out) == (0, before.out)
    assert f"its records stay in {lying}" in grundlag("log", taken).out
    told = grundlag("forget anmeldelser", taken)
    assert f"Its records in {lying} are its owner's: they are left alone." in told.out


def test_verify_reads_what_lies_elsewhere_through(taken: Path, lying: Path, grundlag: Any):
    assert grundlag(f"take --in-place --arrived 2026-02-02 {lying}", taken).code == 0
    assert grundlag("report 2026", taken).code == 0
    assert grundlag("verify out/2026/report.json", taken).code == 0
    path = lying / "month=2025-03" / "a.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    ran = grundlag("verify out/2026/report.json", taken)
    assert ran.code == 1
    assert "was changed since" in ran.err
    assert str(path) in ran.err


def test_a_guess_is_confirmed_where_the_records_lie(taken: Path, tmp_path: Path, grundlag: Any):
    """The columns of a new make are those of the first file."""
    place = tmp_path / "nye"
    place.mkdir()
    rows = {"Gerningskode": ["1320", "1320"], "Anmeldelsesdato": ["03-01-2026", "14-01-2026"]}
    pq.write_table(pa.table({**rows, "Bydel": ["Havnen", "Skoven"]}), place / "a.parquet")
    first = grundlag(f"take --in-place --arrived 2026-03-01 {place}", taken)
    assert first.code == 1
    assert "--accept" in first.err
    ran = grundlag(f"take --in-place --accept --arrived 2026-03-01 {place}", taken)
    assert (ran.code, ran.err) == (0, "")
    assert "2 read = 2 kept + 0 set aside" in ran.out


def test_an_engine_that_is_none_is_told(taken: Path, grundlag: Any):
    ran = grundlag("judge 2026 --engine dukdb", taken)
    assert (ran.code, ran.err) == (
        1,
        '--engine: no engine is called "dukdb".\n    Did you mean "duckdb"?\n',
    )
