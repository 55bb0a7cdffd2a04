"""Faults planted into an invented city's last delivery are found; without one nothing is told."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from grundlag.run import checked, load, take_files
from grundlag.twin.invent import invent
from grundlag.twin.model import Settings

EXAMPLE = Path(__file__).parents[2] / "examples" / "partnerskaber"
pytestmark = pytest.mark.slow
FILE = "anmeldelser-2026.csv"
WATCHED = {
    "rows_are_not_repeated",
    "nothing_falls_silent",
    "counts_follow_their_years",
    "months_are_like_their_neighbours",
    "answers_do_not_leap",
    "weights_add_up_alike",
    "no_weight_rules",
    "shares_follow_their_waves",
}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fifth of a city in which nothing changes, with the first spring taken in; no id is read."""
    root = tmp_path_factory.mktemp("city") / "folder"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("store", "out", "data"))
    sources = root / "sources.toml"
    sources.write_text(sources.read_text("utf-8").replace('id   = "Journalnummer"\n', ""), "utf-8")
    data = root / "data"
    invent(data, Settings(seed=20260301, scale=0.2, flat=True))
    taken(root, 2025, [data / "anmeldelser-2025.csv", data / "befolkning-2025.csv"])
    taken(root, 2026, [data / "befolkning-2026.csv", *sorted(data.glob("tryghed-*.csv"))])
    return root


def taken(root: Path, year: int, files: list[Path]) -> None:
    assert take_files(load(root), files, date(year, 2, 19), date(year, 2, 16))[1] == []


Lines = list[str]


def told(city: Path, tmp_path: Path, change: Callable[[Lines], Lines]) -> list[tuple[str, str]]:
    """What is told of the city whose last police file was changed, rule and place."""
    root = tmp_path / "folder"
    shutil.copytree(city, root)
    path = root / "data" / FILE
    first, *lines = path.read_text("latin-1").splitlines()
    path.write_text("\n".join((first, *change(lines))) + "\n", "latin-1")
    taken(root, 2026, [path])
    return [(t.rule, t.problem.where) for t in checked(root) if t.rule in WATCHED]


def day(line: str) -> str:
    return line.split(";")[2]


def with_point(line: str, change: Callable[[str, str], tuple[str, str]]) -> str:
    number, code, when, *point = line.split(";")
    is_point = len(point) == 2 and all(each.replace(",", "").isdigit() for each in point)
    return ";".join((number, code, when, *(change(*point) if is_point else point)))


def test_of_an_undisturbed_city_nothing_is_told(city, tmp_path):
    assert told(city, tmp_path, lambda lines: lines) == []


def test_a_file_put_after_itself(city, tmp_path):
    assert told(city, tmp_path, lambda lines: [*lines, *lines]) == [
        ("rows_are_not_repeated", f"anmeldelser, {FILE}")
    ]


def test_a_month_that_is_there_twice(city, tmp_path):
    found = told(city, tmp_path, lambda ls: [*ls, *(x for x in ls if day(x)[3:] == "06-2025")])
    assert found == [("rows_are_not_repeated", f"anmeldelser, {FILE}, 2025-06")]


def test_a_month_of_which_half_is_gone(city, tmp_path):
    ((rule, where),) = told(
        city, tmp_path,
        lambda ls: [x for i, x in enumerate(ls) if i % 2 or day(x)[3:] != "06-2025"],
    )  # fmt: skip
    assert rule == "months_are_like_their_neighbours"
    assert where.startswith("2025-06, anmeldelser/")


def test_a_type_that_the_police_count_otherwise(city, tmp_path):
    """Half of the thefts come as hærværk from 2024 on."""
    found = told(
        city, tmp_path,
        lambda ls: [x.replace(";1336556;", ";1390505;").replace(";1345505;", ";1390505;")
                    for x in ls],
    )  # fmt: skip
    assert ("counts_follow_their_years", "København, tyveri, 2024") in found
    assert ("counts_follow_their_years", "København, haervaerk, 2024") in found
    assert {rule for rule, _ in found} == {"counts_follow_their_years"}


def test_an_area_whose_reports_lie_in_another(city, tmp_path):
    """Nine in ten of Amager's in 2025 are put into Tingbjerg."""
    west, south, east, north = box("amager")
    x, y = middle("tingbjerg-husum")
    moved = iter(range(1_000_000))

    def change(one: str, other: str) -> tuple[str, str]:
        at = tuple(float(each.replace(",", ".")) for each in (one, other))
        inside = west <= at[0] <= east and south <= at[1] <= north
        return (f"{x},00", f"{y},00") if inside and next(moved) % 10 else (one, other)

    def lines(given: Lines) -> Lines:
        return [with_point(x, change) if day(x).endswith("2025") else x for x in given]

    found = told(city, tmp_path, lines)
    assert any(where.startswith("Amager, ") for _, where in found)
    assert any(where.startswith("Tingbjerg-Husum, ") for _, where in found)
    assert {rule for rule, _ in found} == {"counts_follow_their_years"}


def test_a_column_that_was_shifted(city, tmp_path):
    """X and Y are exchanged in the rows of 2025: no report of that year lies anywhere."""
    found = told(
        city, tmp_path,
        lambda ls: [with_point(x, lambda a, b: (b, a)) if day(x).endswith("2025") else x
                    for x in ls],
    )  # fmt: skip
    assert set(found) == {("nothing_falls_silent", "police year 2025")}


def box(area: str) -> tuple[float, float, float, float]:
    borders = json.loads((EXAMPLE / "definitions" / "areas.geojson").read_text("utf-8"))
    corners = [
        corner
        for feature in borders["features"]
        if feature["properties"]["id"] == area
        for corner in feature["geometry"]["coordinates"][0]
    ]
    return (*map(min, zip(*corners, strict=True)), *map(max, zip(*corners, strict=True)))


def middle(area: str) -> tuple[int, int]:
    west, south, east, north = box(area)
    return int((west + east) / 2), int((south + north) / 2)
