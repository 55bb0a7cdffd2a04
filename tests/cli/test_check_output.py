"""`grundlag check` with much to say: stops first, few of a kind, and all of it in out/check.csv."""

import csv
import inspect
import io
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from grundlag.cubes.check import CHECKS, LEVELS
from grundlag.cubes.model import Told
from grundlag.errors import Problem
from grundlag.run import checking
from grundlag.run.checking import DEFINITIONS, LIST
from grundlag.show import problems


def notice(rule: str, n: int, is_notice: bool = True) -> Told:
    problem = Problem(where=f"place {n:04d}", what="is odd.", fix="Look.")
    return Told(is_notice=is_notice, rule=rule, problem=problem)


def printed(*found: Told) -> tuple[list[str], list[str]]:
    """What is printed on stdout, and on stderr."""
    out, err = io.StringIO(), io.StringIO()
    problems.checked(
        *(Console(file=file, soft_wrap=True, highlight=False) for file in (out, err)),
        found,
        LIST,
    )
    return out.getvalue().splitlines(), err.getvalue().splitlines()


def test_the_thousandth_of_a_kind_is_counted_and_not_listed():
    out, err = printed(*(notice("months_are_not_thin", n) for n in range(1000)))
    assert out == [
        *(line for n in range(5) for line in (f"note: place {n:04d}: is odd.", "    Look.")),
        "note: place 0005: and 995 more that months_are_not_thin tells of.",
        "All 1000 stand in out/check.csv.",
        "Nothing has to be mended.",
    ]
    assert err == []


def test_each_kind_has_its_five_and_stops_are_apart():
    found = [notice("b", n) for n in range(6)] + [notice("a", 0)]
    found += [notice("b", n, is_notice=False) for n in range(7)]
    out, err = printed(*found)
    assert out[:2] == ["note: place 0000: is odd.", "    Look."]
    assert "note: place 0005: and 1 more that b tells of." in out
    assert err[-1] == "place 0005: and 2 more that b tells of."
    assert len(err) == 2 * 5 + 1
    assert "Nothing has to be mended." not in out


def test_what_is_wrong_in_the_definitions_is_listed_whole():
    out, err = printed(*(notice(DEFINITIONS, n, is_notice=False) for n in range(60)))
    assert (len(err), out) == (120, [])


def test_the_file_holds_everything_stops_first(tmp_path: Path):
    found = [notice("b", 1), notice("c", 2, is_notice=False), notice("a", 3)]
    text = checking.listed(found, tmp_path).read_text("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        ["level", "rule", "where", "what", "fix"],
        ["stop", "c", "place 0002", "is odd.", "Look."],
        ["notice", "b", "place 0001", "is odd.", "Look."],
        ["notice", "a", "place 0003", "is odd.", "Look."],
    ]


def listed(root: Path) -> list[list[str]]:
    text = (root / "out" / "check.csv").read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))[1:]


def test_the_command_writes_the_file_and_an_old_list_does_not_stay(
    taken: Path, grundlag: Any
) -> None:
    """Skoven's place is misspelt in the definitions: its reports are then of no known place."""
    areas = taken / "definitions" / "areas.toml"
    right = areas.read_text("utf-8")
    areas.write_text(right.replace('"Skoven"', '"Skovene"'), "utf-8")
    ran = grundlag("check", taken)
    assert ran.code == 1
    stops = [row for row in listed(taken) if row[0] == "stop"]
    assert any(row[1] == "places_are_known" and 'is called "Skoven"' in row[3] for row in stops)
    assert listed(taken)[: len(stops)] == stops
    assert {row[1] for row in listed(taken)} <= {*CHECKS, DEFINITIONS}
    areas.write_text(right, "utf-8")
    assert grundlag("check", taken).code == 0
    assert {row[0] for row in listed(taken)} <= {"notice"}


def test_a_folder_with_nothing_to_say_gets_no_file(town: Path, grundlag: Any) -> None:
    grundlag("check", town)
    before = listed(town)
    assert [row[1] for row in before] == ["deliveries"]
    assert checking.listed((), town.parent / "intet") == town.parent / "intet/out/check.csv"
    assert not (town.parent / "intet").exists()


def test_the_file_is_named_as_it_is_reached_from_here(
    town: Path, grundlag: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problems, "LISTED", 0)
    ran = grundlag(f"check -C {town.name}", town.parent)
    assert "All 1 stand in lilleby/out/check.csv." in ran.out


def test_every_check_has_one_level():
    assert list(LEVELS) == ["stop", "stop or notice", "notice"]
    rules = [rule for rules in LEVELS.values() for rule in rules]
    assert len(rules) == len(set(rules)) == len(CHECKS)


@pytest.mark.parametrize(("level", "never"), [("stop", "stops=False"), ("notice", "stops=True")])
def test_a_check_does_as_its_level_says(level: str, never: str):
    for rule in LEVELS[level]:
        assert never not in inspect.getsource(rule), rule.__name__
