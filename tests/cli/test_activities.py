"""Lists of activities by the command itself, in Lilleby: taken in, checked, judged, explained."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

pytestmark = pytest.mark.slow  # a run of the command each

SOURCE = """
[[source]]
id       = "planer"
kind     = "activities"
provider = "Partnerskaberne"

[source.columns]
plan_year     = "Planår"
place         = "Hvem"
theme         = "Tema"
activity      = "Aktivitet"
status        = "Stand"
partner       = "Partner"
partner_place = "Placering"
"""
PARTNERS = """schema = 1
cancelled = ["aflyst"]
known_status = ["i gang"]

[[partner]]
name  = "Lilleby Kommune"
also  = ["Kommunen"]
owner = true
"""
LIST = """Planår;Hvem;Tema;Aktivitet;Stand;Partner;Placering
2026;havnen;Leg;Klub;i gang;Skolen;i området
2026;havnen;Leg;Klub;;SKOLEN;uden for området
2026;havnen;Leg;Klub;;Museet;
2026;havnen;;Kor;i gang;Skolen;i området
2026;havnen;;Kor;i gang;Koret;i området
2026;havnen;;Have;aflyst;Kommunen;i området
2026;havnen;;Have;;Haveforeningen;
2026;havnen;;Fest;;;
"""


@pytest.fixture
def plan(taken: Path, grundlag: Any) -> Path:
    """Lilleby with a list of four activities: two of them with two partners or more."""
    with (taken / "sources.toml").open("a", encoding="utf-8") as file:
        file.write(SOURCE)
    (taken / "definitions" / "activities.toml").write_text(PARTNERS, "utf-8")
    basis = taken / "definitions" / "bases" / "nu.toml"
    text = basis.read_text("utf-8")
    assert text.count('denominator  = "all"') == 1
    basis.write_text(text.replace('= "all"', '= "all"\ncounts_owner = false'), "utf-8")
    (taken / "in" / "plan.csv").write_text(LIST, "utf-8")
    ran = grundlag("take in/plan.csv --arrived 2026-02-02", taken)
    assert "8 read = 8 kept + 0 set aside; 2026 havnen" in ran.out, ran
    return taken


def test_check_tells_what_should_be_known(plan: Path, grundlag: Any) -> None:
    ran = grundlag("check", plan)
    assert ran.code == 0
    assert "note: activities of 2026: no list has come for skoven." in ran.out
    assert "note: activities of havnen, 2026: 1 of 4 have no partner." in ran.out
    assert '"Have"' not in ran.out


def test_a_plan_is_judged(plan: Path, grundlag: Any) -> None:
    ran = grundlag("judge havnen 2026", plan)
    (line,) = [line for line in ran.out.splitlines() if line.startswith("3.1")]
    assert line.split()[-6:] == ["50", "%", "✗", "ikke", "nået", "optalt"]


def test_a_number_is_followed_to_its_lines(plan: Path, grundlag: Any) -> None:
    ran = grundlag("explain havnen 2026 sammen", plan)
    for words in (
        "value        50 % (no limits: full_count)",
        "exact        2 / 4 activities = 0.5",
        "method       counted; n = 4",
        "rule         3.1 at_least: missed, counted",
        "  decides    to_change 1",
        "  file       plan.csv, arrived 2026-02-02, drawn 2026-02-02",
        "cube       plan 2026, 2 partners or more: 4 cells say 2",
        "rows       added up again: 2 ✓",
        "cube       plan 2026, all that count: 4 cells say 4",
        "line       2-4: Leg, Klub: ✓ 2 partners (Skolen; Museet)",
        "line       5-6: Kor: ✓ 2 partners (Skolen; Koret)",
        "line       7-8: Have: ✗ 1 partner (Haveforeningen)",
        "line       9: Fest: ✗ 0 partners",
    ):
        assert words in ran.out, ran.out
    assert ran.code == 0


def test_what_is_left_out_is_listed_as_such(plan: Path, grundlag: Any) -> None:
    basis = plan / "definitions" / "bases" / "nu.toml"
    basis.write_text(basis.read_text("utf-8").replace('"all"', '"carried_out"'), "utf-8")
    ran = grundlag("explain havnen 2026 sammen", plan)
    assert "exact        2 / 3 activities = 0.666" in ran.out
    assert "7-8: Have: left out, 1 partner (Haveforeningen)" in ran.out


def test_lines_that_are_apart_are_written_apart(plan: Path, grundlag: Any) -> None:
    rows = LIST.splitlines()
    text = "\n".join((rows[0], rows[1], rows[4], rows[2], rows[3], rows[5], ""))
    (plan / "in" / "rettet.csv").write_text(text, "utf-8")
    assert grundlag("take in/rettet.csv --arrived 2026-03-01", plan).code == 0
    ran = grundlag("explain havnen 2026 sammen", plan)
    assert "2, 4-5: Leg, Klub: ✓" in ran.out
    assert "3, 6: Kor: ✓" in ran.out


def test_a_list_set_aside_in_part_stops_a_report(plan: Path, grundlag: Any) -> None:
    """One doubtful row of nine is above one per cent: its activity may be the one that decides."""
    (plan / "in" / "fejl.csv").write_text(f"{LIST}2026;havnen;;Gåtur;;Skolen;henne\n", "utf-8")
    ran = grundlag("take in/fejl.csv --arrived 2026-03-01", plan)
    assert "1 row (line 10): Placering 'henne', expected one of i området" in ran.out
    ran = grundlag("judge 2026", plan)
    assert ran.code == 1
    assert "planer, fejl.csv: 1 of 9 rows were set aside (11.11%)." in ran.err


def _rows(root: Path) -> Path:
    path = next((root / "store" / "deliveries" / "planer").rglob("rows.parquet"))
    path.chmod(0o600)
    return path


def test_changed_rows_are_named_and_nothing_is_judged(plan: Path, grundlag: Any) -> None:
    path = _rows(plan)
    pq.write_table(pq.read_table(path).slice(1), path)
    ran = grundlag("explain havnen 2026 sammen", plan)
    assert ran.code == 1
    assert "rows.parquet: its rows are not those that were kept from the file" in ran.err


@pytest.mark.parametrize("how", ["cut", "gone", "rubbish"])
def test_a_broken_file_is_named(how: str, plan: Path, grundlag: Any) -> None:
    path = _rows(plan)
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:90] if how == "cut" else b"rubbish" * 40)
    ran = grundlag("judge 2026", plan)
    assert ran.code == 1
    said = "the file is gone." if how == "gone" else "its rows are not those that were kept"
    assert f"rows.parquet: {said}" in ran.err


def test_a_table_of_another_shape_is_no_traceback(plan: Path, grundlag: Any) -> None:
    (plan / "in" / "plan.parquet").unlink(missing_ok=True)
    names = LIST.splitlines()[0].split(";")
    table = pa.table({name: ["2026" if name == "Planår" else None] for name in names})
    pq.write_table(table, plan / "in" / "plan.parquet")
    ran = grundlag("take in/plan.parquet --arrived 2026-03-01", plan)
    assert "1 read = 0 kept + 1 set aside; nothing whole" in ran.out
