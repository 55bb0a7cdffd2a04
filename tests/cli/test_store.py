"""The commands on the store: the log, taking back, forgetting, and what they leave as it was."""

import json
import re
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

pytestmark = pytest.mark.slow  # deliveries through the command


def _named(root: Path, file: str) -> str:
    for path in (root / "store").rglob("manifest.json"):
        said = json.loads(path.read_text("utf-8"))
        if said["file"] == file:
            return f"{said['source']}/{said['digest']}"
    raise AssertionError(file)


def _folder(root: Path, name: str) -> Path:
    return root / "store" / "deliveries" / name


def test_the_log_tells_who_speaks_in_the_order_they_came(taken: Path, grundlag: Any) -> None:
    ran = grundlag("log", taken)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert [line for line in lines if line and not line.startswith(" ")][:2] == [
        "anmeldelser",
        "tal",
    ]
    at = lines.index("anmeldelser")
    digest = _named(taken, "anmeldelser-2024.csv").split("/")[1]
    assert lines[at + 1] == (
        f"  2025-02-01  {digest}  anmeldelser-2024.csv  48 read = 48 kept + 0 set aside"
    )
    assert lines[at + 2].strip() == "speaks for 2024-01 to 2024-12"
    assert lines[at + 4].strip() == "speaks for 2025-01 to 2025-12"


def test_the_log_tells_what_is_superseded_and_what_had_not_come(taken: Path, grundlag: Any) -> None:
    new = (taken / "in" / "anmeldelser-2025.csv").read_text("utf-8").replace("-03-2025", "-02-2025")
    (taken / "in" / "nye.csv").write_text(new, "utf-8")
    took = grundlag("take in/nye.csv --arrived 2026-03-01", taken)
    assert took.code == 0
    assert (
        "  speaks in place of anmeldelser-2025.csv: 2025-01 to 2025-02, 2025-04 to 2025-12\n"
        in took.out
    )
    ran = grundlag("log", taken)
    assert "speaks for 2025-03 (brought 2025-01 to 2025-12)" in ran.out
    assert "speaks for 2025-01 to 2025-02, 2025-04 to 2025-12" in ran.out
    before = grundlag("log --as-of 2026-02-28", taken)
    assert "nye.csv" not in before.out
    assert "speaks for 2025-01 to 2025-12" in before.out


def test_a_withdrawn_delivery_is_heard_before_that_day_and_not_from_it_on(
    taken: Path, grundlag: Any
) -> None:
    name = _named(taken, "anmeldelser-2025.csv")
    before = grundlag("judge 2026", taken).out
    files = {p.name: p.read_bytes() for p in _folder(taken, name).iterdir()}
    ran = grundlag(f'withdraw {name} --on 2026-04-01 --why "forkert udtræk"', taken)
    assert (ran.code, ran.err) == (0, "")
    assert f"{name} (anmeldelser-2025.csv) is heard from 2026-04-01 on no more." in ran.out
    assert "Nobody speaks now for 2025-01 to 2025-12." in ran.out
    assert grundlag("judge 2026", taken).out != before
    assert grundlag("judge 2026 --as-of 2026-03-31", taken).out == before
    assert grundlag("judge 2026 --as-of 2026-04-01", taken).out != before
    assert "withdrawn from 2026-04-01 on: forkert udtræk" in grundlag("log", taken).out
    now = {p.name: p.read_bytes() for p in _folder(taken, name).iterdir()}
    assert {k: v for k, v in now.items() if k != "withdrawn.json"} == files


def test_what_was_superseded_speaks_again(taken: Path, grundlag: Any) -> None:
    before = grundlag("judge 2026", taken).out
    text = (taken / "in" / "anmeldelser-2025.csv").read_text("utf-8")
    (taken / "in" / "nye.csv").write_text(text.replace(";Havnen", ";Skoven"), "utf-8")
    assert grundlag("take in/nye.csv --arrived 2026-03-01", taken).code == 0
    assert grundlag("judge 2026", taken).out != before
    ran = grundlag(f"withdraw {_named(taken, 'nye.csv')} --on 2026-03-02", taken)
    assert "Nobody speaks" not in ran.out
    assert grundlag("judge 2026", taken).out == before


def test_a_file_with_a_wrong_day_of_arrival_is_withdrawn_and_taken_in_anew(
    taken: Path, grundlag: Any
) -> None:
    """It came on 1 February 2026 and was written down as of 2025: as-of 2025 must not hear it."""
    text = (taken / "in" / "anmeldelser-2025.csv").read_text("utf-8")
    (taken / "in" / "nye.csv").write_text(text + "n;1320;04-03-2025;Havnen\n", "utf-8")
    told = "take in/nye.csv --extracted 2026-01-31 --arrived"
    grundlag(f"{told} 2026-02-10", taken)
    right = grundlag("judge 2026", taken).out
    early = grundlag("judge 2026 --as-of 2026-02-05", taken).out
    first = _named(taken, "nye.csv")
    grundlag(f"withdraw {first} --on 2026-02-10", taken)
    ran = grundlag(f"{told} 2026-02-03", taken)
    assert (ran.code, "already" in ran.out) == (0, False)
    assert first not in ran.out
    assert grundlag("judge 2026", taken).out == right
    assert grundlag("judge 2026 --as-of 2026-02-05", taken).out == right != early
    again = grundlag(f"{told} 2026-02-03", taken)
    assert "already taken in as" in again.out


def test_a_delivery_that_is_not_there_is_told_the_nearest(taken: Path, grundlag: Any) -> None:
    name = _named(taken, "anmeldelser-2025.csv")
    for command in ("withdraw", "forget"):
        ran = grundlag(f"{command} {name[:-1]}", taken)
        assert ran.code == 1
        assert f'no delivery is called "{name[:-1]}"' in ran.err
        assert f'Did you mean "{name}"?' in ran.err
    assert grundlag(f"withdraw {name}", taken).code == 0
    ran = grundlag(f"withdraw {name}", taken)
    assert ran.code == 1
    assert "it was withdrawn on" in ran.err
    assert "remove withdrawn.json" in ran.err


def _papers(root: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((root / "out" / "2026").iterdir())}


COMMANDS = (
    "judge 2026",
    "judge 2026 --as-of 2026-02-01",
    "judge 2024 --as-of 2025-06-01",
    "check",
    "power 2027",
    "diff nu ny --year 2026",
)


def test_without_yes_nothing_is_forgotten(taken: Path, grundlag: Any) -> None:
    before = sorted((taken / "store").rglob("*"))
    ran = grundlag("forget anmeldelser", taken)
    assert (ran.code, ran.err) == (0, "")
    assert "This would forget the rows of:" in ran.out
    assert "anmeldelser-2024.csv, arrived 2025-02-01: 48 rows" in ran.out
    assert "anmeldelser-2025.csv, arrived 2026-02-01: 61 rows" in ran.out
    assert "Add --yes" in ran.out
    assert sorted((taken / "store").rglob("*")) == before


@pytest.mark.slow
def test_everything_comes_out_as_before_when_rows_are_forgotten(taken: Path, grundlag: Any) -> None:
    """Cubes that were never counted are counted first; papers are the same byte for byte."""
    days = "--as-of 2026-06-01"
    grundlag(f"report 2026 {days}", taken)
    papers = _papers(taken)
    said = {words: grundlag(words, taken) for words in COMMANDS}
    for cube in (taken / "store").rglob("cube.*"):
        cube.unlink()
    ran = grundlag("forget --before 2030-01-01 --yes", taken)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Forgotten are the rows of:")
    left = [p for p in (taken / "store").rglob("*") if p.name.startswith(("rows", "set-aside"))]
    kinds = {p.parents[1].name for p in left}
    assert kinds == {"befolkning", "tal", "andele"}
    assert {words: grundlag(words, taken) for words in COMMANDS} == said
    grundlag(f"report 2026 {days}", taken)
    assert _papers(taken) == papers
    assert "No rows are left to forget there." in grundlag("forget --before 2030-01-01", taken).out


def test_explain_gives_the_sum_of_the_cube(taken: Path, grundlag: Any) -> None:
    for indicator, cells in (("indbrud", "12"), ("trygge", "170000000")):
        before = grundlag(f"explain havnen 2026 {indicator}", taken).out
        assert f"added up again: {cells} ✓" in before
    grundlag("forget anmeldelser --yes", taken)
    grundlag("forget svar --yes", taken)
    for indicator, cells in (("indbrud", "12"), ("trygge", "170000000")):
        ran = grundlag(f"explain havnen 2026 {indicator}", taken)
        assert (ran.code, ran.err) == (0, "")
        assert re.search(f"cells? says? {cells}$", ran.out, re.MULTILINE)
        assert "the cube's sum stands" in ran.out
        assert "added up again" not in ran.out


@pytest.mark.parametrize("case", ["areas", "schema", "cube"])
def test_what_would_count_the_rows_in_another_way_says_that_it_cannot(
    case: str, taken: Path, grundlag: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert grundlag("judge 2026", taken).code == 0
    grundlag("forget anmeldelser --yes", taken)
    name = _named(taken, "anmeldelser-2024.csv")
    if case == "areas":
        path = taken / "definitions" / "areas.toml"
        text = path.read_text("utf-8")
        assert '"Havnen"' in text
        path.write_text(text.replace('places = ["Havnen"', 'places = ["Marken", "Havnen"'), "utf-8")
        how = "its cube was counted for other areas"
    elif case == "schema":
        monkeypatch.setattr("grundlag.cubes.kept.SCHEMA", 99)
        how = "its cube was counted by another version of grundlag"
    else:
        (_folder(taken, name) / "cube.parquet").unlink()
        how = "its cube is gone"
    ran = grundlag("judge 2026", taken)
    assert ran.code == 1
    assert f"{name}: its rows were forgotten on" in ran.err
    assert f"{how}: it cannot be counted anew." in ran.err
    assert "Take anmeldelser-2024.csv in again" in ran.err
    if case == "areas":
        assert "or undo what was changed in the definitions" in ran.err
        path.write_text(text, "utf-8")
        assert grundlag("judge 2026", taken).code == 0


def test_the_same_file_brings_the_rows_back(taken: Path, grundlag: Any) -> None:
    before = grundlag("explain havnen 2026 indbrud", taken).out
    name = _named(taken, "anmeldelser-2025.csv")
    files = {p.name: p.read_bytes() for p in _folder(taken, name).iterdir()}
    grundlag(f"forget {name} --yes", taken)
    assert (_folder(taken, name) / "forgotten.json").is_file()
    ran = grundlag("take in/anmeldelser-2025.csv --arrived 2027-01-01", taken)
    assert (ran.code, ran.err) == (0, "")
    assert {p.name: p.read_bytes() for p in _folder(taken, name).iterdir()} == files
    assert grundlag("explain havnen 2026 indbrud", taken).out == before


def test_a_file_that_is_read_otherwise_now_brings_nothing_back(
    taken: Path, grundlag: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Figures of old papers would else move without a word."""
    name = _named(taken, "anmeldelser-2025.csv")
    grundlag(f"forget {name} --yes", taken)
    path = _folder(taken, name) / "manifest.json"
    from grundlag.records import manifest as sealed

    said = json.loads(path.read_text("utf-8"))
    said.pop("seal")
    said |= {"rows_kept": said["rows_kept"] - 1, "rows_read": said["rows_read"] - 1}
    path.chmod(0o600)
    path.write_text(json.dumps(said | {"seal": sealed._seal(said)}), "utf-8")
    ran = grundlag("take in/anmeldelser-2025.csv --arrived 2026-02-01", taken)
    assert ran.code == 1
    assert "anmeldelser-2025.csv is read otherwise now: rows read 61, 60 before." in ran.err
    assert f"Withdraw {name}" in ran.err
    assert (_folder(taken, name) / "forgotten.json").is_file()


def test_nothing_is_forgotten_where_anything_cannot_be_counted(taken: Path, grundlag: Any) -> None:
    grundlag("judge 2026", taken)
    cube = _folder(taken, _named(taken, "svar-2026.csv")) / "cube.parquet"
    table = pq.read_table(cube)
    pq.write_table(table.slice(1), cube)
    before = sorted((taken / "store").rglob("*"))
    ran = grundlag("forget --before 2030-01-01 --yes", taken)
    assert ran.code == 1
    assert "it is not the cube that was counted" in ran.err
    assert sorted((taken / "store").rglob("*")) == before


def test_what_holds_no_rows_of_persons_needs_no_forgetting(taken: Path, grundlag: Any) -> None:
    ran = grundlag("forget befolkning --yes", taken)
    assert ran.code == 1
    assert "befolkning: it holds population: no row of a report or of a person's answers" in ran.err
    assert grundlag("forget", taken).code == 2


def test_forgetting_that_was_ended_on_the_way_is_gone_on_with(
    taken: Path, grundlag: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = _named(taken, "anmeldelser-2025.csv")
    before = grundlag("judge 2026", taken).out

    def stop(*_: object) -> None:
        raise OSError("Input/output error")

    monkeypatch.setattr("grundlag.records.noted._write_over", stop)
    assert grundlag(f"forget {name} --yes", taken).code == 1
    monkeypatch.undo()
    assert (_folder(taken, name) / "rows.parquet").is_file()
    assert grundlag("judge 2026", taken).out == before
    assert "Forgotten are the rows of:" in grundlag(f"forget {name} --yes", taken).out
    assert not (_folder(taken, name) / "rows.parquet").exists()
    assert grundlag("judge 2026", taken).out == before


def test_rows_are_written_over_before_they_are_gone(
    taken: Path, grundlag: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, seen = _named(taken, "anmeldelser-2025.csv"), {}
    size = (_folder(taken, name) / "rows.parquet").stat().st_size
    gone = Path.unlink

    def watched(path: Path, *args: Any, **more: Any) -> None:
        if path.parent.name == name.split("/")[1]:
            seen[path.name] = path.read_bytes()
        gone(path, *args, **more)

    grundlag("judge 2026", taken)
    monkeypatch.setattr(Path, "unlink", watched)
    grundlag(f"forget {name} --yes", taken)
    assert seen["rows.parquet"] == bytes(size)
    assert set(seen["set-aside.csv"]) == {0}
