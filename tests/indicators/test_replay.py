"""Every year on every border: counted again by hand, and by shapely point by point."""

import json
import random

import pytest
from shapely.geometry import Point, Polygon

from grundlag.indicators.measure import measure

SQUARES = {  # Nord was a square, and has had another beside it since 2025
    "1": [(0, 0), (0, 100), (100, 100), (100, 0)],
    "2": [(0, 0), (0, 100), (160, 100), (160, 0)],
}
POINTS = """
[[source]]
id = "punkter"
kind = "crime_records"
provider = "Politiet"
[source.columns]
code = "Kode"
date = "Meldt"
x = "X"
y = "Y"
"""
PEOPLE = "Dag;Område;Indbyggere\n"


def replayed(town, year: int = 2026):
    defs = town.defs
    return measure(defs, defs.bases["grund"], year, town.count())


def extend_nord(town) -> None:
    """Nord before 2025; Nord and Nordhavn from then on."""
    both = 'id = "1"\nplaces = ["Nord", "Nordhavn"]'
    version = '[[area.version]]\nid = "2"\nfrom_year = 2025\nplaces = ["Nord", "Nordhavn"]'
    town.change("definitions/areas.toml", both, f'id = "1"\nplaces = ["Nord"]\n\n{version}')


def by_version(measures, indicator: str) -> dict[tuple[str, int], float | None]:
    found = measures.replays.items()
    return {(v, y): e.value for (name, _, v, y), e in found if name == indicator}


@pytest.fixture
def named(town, reports):
    """12 burglaries a year in Nord; in Nordhavn 2 in 2024 and 3 in 2025."""
    extend_nord(town)
    rows = [
        f"1320;15-0{m}-{y};Nordhavn" for y, n in ((2024, 2), (2025, 3)) for m in range(1, n + 1)
    ]
    town.take(reports(*rows, years=(2024, 2025)))
    return town


def test_each_year_on_each_border_by_hand(named):
    found = by_version(replayed(named), "indbrud")
    assert found == {("1", 2024): 12, ("2", 2024): 14, ("1", 2025): 12, ("2", 2025): 15}


def test_where_border_and_year_belong_together_it_is_the_papers_figure(named):
    named.take(PEOPLE + "".join(f"01-01-{y};{p};500\n" for y in (2025, 2026)
                                for p in ("Nord", "Nordhavn")))  # fmt: skip
    named.take("År;Kvarter;Lag;Klynge;Vægt;Tryghed\n2026;Nord;;;1;tryg\n2026;Nordhavn;;;1;utryg\n")
    measures = replayed(named)
    own = {2024: "1", 2025: "2", 2026: "2"}
    seen = 0
    for (name, area, version, year), found in measures.replays.items():
        plain = measures.estimates[name, area, year]
        if version == own[year] and plain.value is not None:
            assert found == plain
            seen += 1
        assert found.series.area_version == version
    assert seen == 2 + 1 + 1


def test_a_rate_takes_the_inhabitants_of_its_own_border(named):
    """In 2024 500 live in Nord and 500 in Nordhavn a year later: 12 and 14 reports."""
    named.take(PEOPLE + "01-01-2025;Nord;500\n01-01-2025;Nordhavn;500\n")
    found = by_version(replayed(named), "indbrud_pr_1000")
    assert (found["1", 2024], found["2", 2024]) == (24, 14)


def test_inhabitants_called_after_the_area_are_of_the_border_of_their_day(named):
    """Those of "Nordkvarteret" on 1 January 2025 and 2026 are of the new border alone."""
    named.take(PEOPLE + "01-01-2025;Nordkvarteret;1000\n01-01-2026;Nordkvarteret;1000\n")
    measures = replayed(named)
    found = by_version(measures, "indbrud_pr_1000")
    assert (found["2", 2024], found["2", 2025]) == (14, 15)
    for year in (2024, 2025):
        old = measures.replays["indbrud_pr_1000", "nord", "1", year]
        assert (old.value, old.n, old.missing.why) == (None, 12, "no_population")


def test_a_total_that_was_delivered_is_of_the_border_of_its_day(town):
    extend_nord(town)
    head = "Gerning;Område;Fra;Til;Antal\n"
    town.take(head + "".join(f"1320;{p};{y}-01;{y}-12;{n}\n" for y in (2024, 2025)
                             for p, n in (("Nordkvarteret", 20), ("Syd", 5))))  # fmt: skip
    measures = replayed(town)
    assert by_version(measures, "indbrud") == {
        ("1", 2024): 20, ("2", 2024): None, ("1", 2025): None, ("2", 2025): 20,
    }  # fmt: skip
    assert measures.replays["indbrud", "nord", "2", 2024].missing.why == "own_border_only"


def test_totals_of_places_add_up_on_either_border(town):
    extend_nord(town)
    head = "Gerning;Område;Fra;Til;Antal\n"
    town.take(head + "".join(f"1320;{p};{y}-01;{y}-12;{n}\n" for y in (2024, 2025)
                             for p, n in (("Nord", 20), ("Nordhavn", 5))))  # fmt: skip
    assert by_version(replayed(town), "indbrud") == {
        ("1", 2024): 20, ("2", 2024): 25, ("1", 2025): 20, ("2", 2025): 25,
    }  # fmt: skip


def test_answers_by_place_are_shared_again(town):
    extend_nord(town)
    rows = [f"{y};{p};;;1;{a}" for y in (2024, 2025)
            for p, a in (("Nord", "tryg"), ("Nord", "utryg"), ("Nordhavn", "tryg"))]  # fmt: skip
    town.take("År;Kvarter;Lag;Klynge;Vægt;Tryghed\n" + "\n".join(rows) + "\n")
    found = by_version(replayed(town, 2025), "trygge")
    assert found == {
        ("1", 2024): 1 / 2, ("2", 2024): pytest.approx(2 / 3),
        ("1", 2025): 1 / 2, ("2", 2025): pytest.approx(2 / 3),
    }  # fmt: skip


def test_a_year_that_did_not_come_is_missing_for_its_own_reason(named):
    measures = replayed(named, 2027)
    for version in ("1", "2"):
        gone = measures.replays["indbrud", "nord", version, 2026]
        assert (gone.value, gone.missing.why) == (None, "month_not_delivered")


def test_an_area_of_one_border_is_not_replayed(named):
    assert {area for _, area, _, _ in replayed(named).replays} == {"nord"}


def polygons(town) -> None:
    """Nord as two polygons in place of lists of places; reports with points."""
    features = [
        {"type": "Feature", "properties": {"id": "nord", "version": v},
         "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}}
        for v, ring in SQUARES.items()
    ]  # fmt: skip
    town.write("definitions/areas.geojson", json.dumps(
        {"type": "FeatureCollection", "features": features}))  # fmt: skip
    town.change("definitions/areas.toml", "schema = 1", 'schema = 1\ngeometry = "areas.geojson"')
    old = 'id = "1"\nplaces = ["Nord", "Nordhavn"]'
    new = 'id = "1"\nplaces = ["Nord"]\nfeature = "nord"\n\n[[area.version]]\nid = "2"\n'
    new += 'from_year = 2025\nplaces = ["Nord"]\nfeature = "nord"'
    town.change("definitions/areas.toml", old, new)
    text = (town.root / "sources.toml").read_text("utf-8")
    town.write("sources.toml", text + POINTS)


def test_points_are_counted_as_shapely_counts_them(town):
    """1,200 points of a fixed seed over the two squares and beside them, two years."""
    polygons(town)
    draw = random.Random(7)
    rows = [
        (year, 1 + i % 12, draw.uniform(-50, 250), draw.uniform(-50, 150))
        for year in (2024, 2025) for i in range(600)
    ]  # fmt: skip
    said = [f"1320;15-{m:02}-{y};{x:.3f};{n:.3f}".replace(".", ",") for y, m, x, n in rows]
    town.take("Kode;Meldt;X;Y\n" + "\n".join(said) + "\n")
    found = by_version(replayed(town), "indbrud")
    for version, ring in SQUARES.items():
        for year in (2024, 2025):
            inside = sum(
                Polygon(ring).contains(Point(round(x, 3), round(n, 3)))
                for y, _, x, n in rows if y == year
            )  # fmt: skip
            assert found[version, year] == inside > 0


def test_a_name_that_both_polygons_have_tells_neither_apart(town, reports):
    """Reports by the name "Nord" alone are of the border of their day."""
    polygons(town)
    town.take(reports(years=(2024, 2025)))
    measures = replayed(town)
    assert by_version(measures, "indbrud") == {
        ("1", 2024): 12, ("2", 2024): None, ("1", 2025): None, ("2", 2025): 12,
    }  # fmt: skip
    assert measures.replays["indbrud", "nord", "2", 2024].missing.why == "own_border_only"
