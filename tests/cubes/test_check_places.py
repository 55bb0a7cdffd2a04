"""Where reports lie: what is told of their points, and what stops."""

import csv
import json

import pytest

from grundlag.cubes.check import CHECKS
from grundlag.run import check

RULES = (
    "points_are_near_the_areas",
    "recorded_places_are_where_the_points_are",
    "partnerships_lie_apart",
)
FARTHER = "reports with a point 100 km or more from every area"
NORTH, SOUTH = (724500, 6175500), (724500, 6174500)


def square(name: str, west: int, south: int, wide: int = 1000, high: int = 1000) -> dict:
    east, north = west + wide, south + high
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"properties": {"id": name, "version": "1"}, "geometry": shape}


@pytest.fixture
def mapped(town):
    """The town with its two districts as squares, one above the other, and points in reports."""
    shapes = [square("nord", 724000, 6175000), square("syd", 724000, 6174000)]
    town.write("definitions/kort.geojson", json.dumps({"features": shapes}))
    town.change("definitions/areas.toml", "schema = 1\n", 'schema = 1\ngeometry = "kort.geojson"\n')
    for name, places in (("nord", '["Nord", "Nordhavn"]'), ("syd", '["Syd"]')):
        new = f'places = {places}\nfeature = "{name}"'
        town.change("definitions/areas.toml", f"places = {places}", new)
    town.change("sources.toml", 'place = "Sted"\n', 'place = "Sted"\nx = "X"\ny = "Y"\n')
    return town


def rows(*cells: tuple[str, tuple[float, float] | str], times: int = 1) -> str:
    """A report each: the place it is recorded in, and its point, or whatever stands there."""
    text = "Kode;Dato;Sted;X;Y\n"
    for place, point in cells * times:
        x, y = point if isinstance(point, tuple) else (point, point)
        text += f"1320;15-01-2025;{place};{x};{y}\n"
    return text


def said(town) -> list[tuple[bool, str, str]]:
    defs, cubes = town.defs, town.count()
    found = [f for name in RULES for f in CHECKS[name](defs, cubes)]
    return [(f.stops, f.problem.what, f.problem.fix) for f in found]


def test_points_where_their_places_are_say_nothing(mapped):
    mapped.take(rows(("Nord", NORTH), ("Syd", SOUTH), ("Nord", ""), ("", NORTH)))
    assert said(mapped) == []


@pytest.mark.parametrize(
    ("point", "what"),
    [
        ((6175500, 724500), "reports with a point whose x and y look swapped: {} ({} of 2025)."),
        (
            ("12,57", "55,67"),
            f"{FARTHER}: {{}} ({{}} of 2025).",
        ),
    ],
)
@pytest.mark.parametrize(
    ("times", "share", "stops"), [(1, "0.50%", False), (3, "1.50%", True), (200, "100.00%", True)]
)
def test_points_that_cannot_be_stop_above_one_per_cent(mapped, point, what, times, share, stops):
    good = rows(("Nord", NORTH), times=200 - times)
    mapped.take(good + rows(("Nord", point), times=times).split("\n", 1)[1])
    told = next(t for t in said(mapped) if "with a point" in t[1])
    assert told[:2] == (stops, what.format(times, share))


def test_in_a_file_of_the_whole_country_a_point_may_be_far_but_not_swapped(mapped):
    mapped.change("definitions/areas.toml", "schema = 1\n", 'schema = 1\nelsewhere = "known"\n')
    mapped.take(rows(("Nord", (560000, 6320000)), ("Nord", (6175500, 724500)), times=50))
    swapped, far = said(mapped)[:2]
    assert (swapped[0], far[0]) == (True, False)
    assert "Change x and y about in [source.columns]" in swapped[2]
    assert "100 km or more" in far[1]


def test_reports_far_from_every_area_are_no_reports_of_elsewhere(mapped):
    """Law 1: they are counted, by a name of their own, and in the whole."""
    mapped.take(rows(("Nord", NORTH), ("Nord", (6175500, 724500)), ("", "0"), ("Syd", "0")))
    cube = mapped.count().crime
    by_atom = {atom: int(cube.n[cube.atom == i].sum()) for i, atom in enumerate(cube.atoms)}
    assert by_atom == {"in:nord@1": 1, "astray:swapped": 1, "unplaced": 1, "in:syd@1": 1}


def test_nought_and_nought_is_told_and_is_no_point(mapped):
    mapped.take(rows(("Nord", "0"), ("", "0"), times=50))
    ((stops, what, fix),) = said(mapped)
    assert not stops
    assert what == "reports with the point 0;0, each placed by its place, if it has one: 100."
    assert "without one it is a report without a place" in fix


@pytest.mark.parametrize(
    ("astray", "fix"),
    [(2, "So few are at its border: nothing has to be done."),
     (3, "See that the feature is the area as it is agreed, and places all that it holds.")],
)  # fmt: skip
def test_recorded_places_are_held_against_points(mapped, astray, fix):
    """100 in each by both; 2 of 102 in Nord, recorded in Syd, are below 2 %; 3 of 103 are not."""
    both = rows(("Nord", NORTH), ("Syd", SOUTH), times=100)
    mapped.take(both + rows(("Syd", NORTH), times=astray).split("\n", 1)[1])
    north, south = said(mapped)
    assert north[1] == (
        f"reports in Nordkvarteret: {100 + astray} by their point, 100 by their place "
        f"({astray} by the point alone, 0 by the place alone)."
    )
    assert south[1] == (
        f"reports in Sydkvarteret: 100 by their point, {100 + astray} by their place "
        f"(0 by the point alone, {astray} by the place alone)."
    )
    assert (north[0], north[2]) == (False, f"The point counts. {fix}")
    assert int(mapped.count().crime.n.sum()) == 200 + astray


def test_what_lies_in_an_area_by_place_and_outside_all_by_point(mapped):
    mapped.take(rows(("Nord", (730000, 6175500)), ("Ukendt", NORTH), ("", NORTH)))
    ((_, what, _),) = said(mapped)
    assert what.startswith("reports in Nordkvarteret: 1 by their point, 1 by their place")
    assert what.endswith("(1 by the point alone, 1 by the place alone).")


def test_a_later_delivery_of_a_month_speaks_alone_of_its_points_too(mapped):
    mapped.take(rows(("Nord", (6175500, 724500)), ("Syd", NORTH)))
    mapped.take(rows(("Nord", NORTH)))
    assert said(mapped) == []


def test_a_border_that_was_moved_is_held_against_the_reports_of_its_years(mapped):
    """From 2026 Nord has the square of Syd as well: then a report there is no stray."""
    more = '\n[[area.version]]\nid = "2"\nfrom_year = 2026\nplaces = ["Nord", "Syd"]\n'
    more += 'features = ["nord", "syd"]\nfeature_version = "1"\n'
    mapped.change("definitions/areas.toml", '[[area]]\nid = "syd"', f'{more}\n[[area]]\nid = "syd"')
    text = rows(("Nord", SOUTH))
    mapped.take(text + text.split("\n", 1)[1].replace("2025", "2026"), extracted=None)
    told = [what for _, what, _ in said(mapped)]
    assert told[0].startswith("reports in Nordkvarteret: 0 by their point, 1 by their place")
    assert len([what for what in told if "in Nordkvarteret:" in what]) == 1


def test_two_partnerships_that_overlap_are_told(mapped):
    shapes = [square("nord", 724000, 6175000), square("syd", 724000, 6174000, high=1600)]
    mapped.write("definitions/kort.geojson", json.dumps({"features": shapes}))
    mapped.take(rows(("", NORTH), ("", SOUTH), ("", NORTH)))
    ((stops, what, fix),) = said(mapped)
    assert not stops
    assert what == "reports in both Nordkvarteret and Sydkvarteret, which count in each: 2."
    assert fix == "See that they are to overlap; else mend their places or their features."


def test_names_of_one_source_do_not_split_its_cells(mapped):
    """A second cell for each recorded place would say more cells than there are."""
    mapped.take(rows(("Nord", NORTH), ("Syd", NORTH), ("Ukendt", NORTH)))
    cube = mapped.count().crime
    assert (cube.n.tolist(), cube.atoms) == ([3], ("in:nord@1",))
    assert sum(cell.n for cell in cube.recorded) == 3


def test_a_new_list_of_places_counts_every_delivery_again(town, reports):
    town.take(reports(years=(2025,), row="1320;{};0226"))
    before = town.count().crime.atoms
    town.change("definitions/areas.toml", "schema = 1\n", 'schema = 1\ncrosswalk = "roder.csv"\n')
    town.write("definitions/roder.csv", "Sted;Område\n0226;nord\n")
    assert (before, town.count().crime.atoms) == (("unknown:0226",), ("in:nord@1",))
    town.write("definitions/roder.csv", "Sted;Område\n0226;syd\n")
    assert town.count().crime.atoms == ("in:syd@1",)


def test_all_unknown_words_are_in_a_file_where_they_are_many(town, reports):
    places = [f"1320;15-01-2025;Sted {n}" for n in range(1, 31)]
    town.take(reports(*places, "1320;15-01-2025;Sted 7", "1320;15-01-2025;Nordhafn"))
    problems, _ = check(town.root)
    more = next(p for p in problems if "more places are unknown" in p.what)
    assert more.what == "11 more places are unknown: 11 in all."
    assert more.fix.startswith("`grundlag check` writes all of them into out/unknown.csv.")
    with (town.root / "out" / "unknown.csv").open(encoding="utf-8-sig") as file:
        found = list(csv.DictReader(file, delimiter=";"))
    assert len(found) == 31
    assert found[0] == {
        "kind": "place", "word": "Sted 7", "n": "2", "nearest": "Known: Nord, Nordhavn, Syd.",
    }  # fmt: skip
    assert found[1]["word"] == "Nordhafn"
    assert found[1]["nearest"] == 'Did you mean "Nordhavn"?'
    town.change("definitions/areas.toml", "schema = 1\n", 'schema = 1\nelsewhere = "known"\n')
    check(town.root)
    assert not (town.root / "out" / "unknown.csv").exists()
