"""Maps: of which areas there is one, what is said of them, and that paper shows no more of them."""

import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from grundlag.basis.folder import Area, Areas, AreaVersion
from grundlag.render.numbers import fill
from grundlag.report.compose import overview_paper, partnership_paper
from grundlag.report.maps import area_map, city_map
from grundlag.report.model import Map
from grundlag.twin.borders import RINGS

EAST, NORTH = 720_000, 6_175_000
PARTNERSHIPS = {"folehaven": "Folehaven", "tingbjerg-husum": "Tingbjerg-Husum", "amager": "Amager"}


def square(west, south, east, north):
    """A square in metres from a corner of the town."""
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return [[[EAST + x, NORTH + y] for x, y in corners]]


WEST, EASTERN = square(0, 0, 3000, 4000), square(3000, 0, 6000, 4000)


@pytest.fixture
def town(now):
    """The example with other areas: each a name and its polygons; None is a list of places."""

    def build(source="", invented=False, **polygons):
        names = PARTNERSHIPS | {
            "vest": "Vestbydelen",
            "oest": "Østbydelen",
            "koebenhavn": "København",
        }
        given = {name.replace("_", "-"): found for name, found in polygons.items()}
        given.setdefault("koebenhavn", None)
        features = [
            {"properties": {"id": id}, "geometry": {"type": "MultiPolygon", "coordinates": found}}
            for id, found in given.items()
            if found
        ]
        areas = Areas(
            schema=1,
            geometry_source=source,
            area=tuple(
                Area(
                    id=id,
                    name=names[id],
                    whole=id == "koebenhavn",
                    version=(
                        AreaVersion(id="1", feature=id)
                        if given[id]
                        else AreaVersion(id="1", places=(names[id],)),
                    ),
                )
                for id in given
            ),
        )
        return changed(now, areas, json.dumps({"features": features}), invented)

    return build


def changed(now, areas, geometry, invented=True):
    defs = now.context.defs
    folder = replace(defs.folder, invented=invented)
    return replace(now.context, defs=replace(defs, areas=areas, geometry=geometry, folder=folder))


def maps_of(paper):
    return [b for s in paper.sections for b in s.blocks if isinstance(b, Map)]


def said(found):
    return [fill(found.title), fill(found.alt), *map(fill, found.notes)]


# --- what is said


def test_an_area_in_one_bydel_says_so_with_its_size(town):
    context = town(amager=[square(1000, 1000, 2000, 2500)], vest=[WEST], oest=[EASTERN])
    assert said(area_map(context, "amager")) == [
        "Amager ligger i Vestbydelen og fylder 1,5 km²",
        "Kort med nord opad. Fremhævet er Amager, som ligger i Vestbydelen og fylder 1,5 km².",
    ]


def test_one_in_two_names_first_the_one_that_holds_most(town):
    context = town(amager=[square(2800, 1000, 3300, 2000)], vest=[WEST], oest=[EASTERN])
    title = fill(area_map(context, "amager").title)
    assert title == "Amager ligger i Østbydelen og Vestbydelen og fylder 0,50 km²"


def test_what_it_only_borders_on_is_in_the_alt_text(town):
    """A strip of ten metres over the border is where two files draw one border differently."""
    context = town(amager=[square(2000, 1000, 3010, 2000)], vest=[WEST], oest=[EASTERN])
    title, alt = said(area_map(context, "amager"))
    assert title == "Amager ligger i Vestbydelen og fylder 1,0 km²"
    assert alt.endswith(" Området grænser op til Østbydelen.")


def test_without_bydele_its_size_alone_is_said(town):
    context = town(amager=[square(0, 0, 1000, 1000)])
    assert said(area_map(context, "amager"))[0] == "Amager fylder 1,00 km²"


def test_overlapping_partnerships_are_no_place_to_lie_in(town):
    context = town(
        amager=[square(0, 0, 1000, 1000)], folehaven=[square(500, 0, 1500, 1000)], vest=[WEST]
    )
    assert fill(area_map(context, "amager").title).startswith("Amager ligger i Vestbydelen og")
    whole = city_map(context)
    assert [shape.area for shape in whole.shapes if shape.filled] == ["amager", "folehaven"]


def test_the_source_of_the_borders_is_named_where_it_is_declared(town):
    context = town(source="Københavns Kommune. ", amager=[square(0, 0, 1000, 1000)])
    assert said(area_map(context, "amager"))[2:] == ["Kilde til grænserne: Københavns Kommune."]
    assert said(city_map(context))[-1] == "Kilde til grænserne: Københavns Kommune."


def redrawn(now, year):
    """Amager, that becomes twice as large in a year."""
    areas = Areas(schema=1, area=(
        Area(id="amager", name="Amager", version=(
            AreaVersion(id="a", feature="lille"),
            AreaVersion(id="b", from_year=year, feature="stor"),
        )),
    ))  # fmt: skip
    features = [
        {"properties": {"id": id}, "geometry": {"type": "MultiPolygon", "coordinates": [found]}}
        for id, found in (
            ("lille", square(0, 0, 1000, 1000)),
            ("stor", square(0, 0, 2000, 1000)),
        )
    ]
    return changed(now, areas, json.dumps({"features": features}), invented=False)


@pytest.mark.parametrize(
    ("year", "size", "note"),
    [
        (2021, "2,0", ["Grænsen gælder fra 2021."]),
        (2026, "2,0", ["Grænsen gælder fra 2026. Anmeldelserne fra 2025 er talt op på den "
                       "tidligere grænse."]),
        (2027, "1,00", []),
    ],
)  # fmt: skip
def test_the_border_is_the_report_year_s_and_figures_on_another_are_told(now, year, size, note):
    title, _, *notes = said(area_map(redrawn(now, year), "amager"))
    assert (title, notes) == (f"Amager fylder {size} km²", note)


# --- of whom there is one


def test_without_polygons_there_is_no_map_and_nothing_is_said(town):
    """One of three is a list of places: its paper is as it was, and the others have their map."""
    context = town(
        amager=[square(0, 0, 1000, 1000)], folehaven=None, tingbjerg_husum=[EASTERN], vest=[WEST]
    )
    papers = {id: partnership_paper(context, id, ()) for id in PARTNERSHIPS}
    assert {id: len(maps_of(paper)) for id, paper in papers.items()} == {
        "folehaven": 0, "tingbjerg-husum": 1, "amager": 1}  # fmt: skip
    (whole,) = maps_of(overview_paper(context))
    assert fill(whole.title) == "Her ligger Tingbjerg-Husum og Amager" or fill(whole.title) == (
        "Her ligger Amager og Tingbjerg-Husum"
    )
    assert "Folehaven" not in " ".join(said(whole))


def test_where_none_has_polygons_no_paper_has_a_map(bydele, town):
    assert not [m for paper in bydele.pack.papers for m in maps_of(paper)]
    context = town(amager=None, folehaven=None, tingbjerg_husum=None, vest=[WEST])
    assert city_map(context) is None
    assert maps_of(overview_paper(context)) == []


def test_each_paper_of_the_example_has_its_map_below_its_last_chapter(all_made):
    for made in all_made[:-1]:
        for area in PARTNERSHIPS:
            (found,) = maps_of(made.paper(area))
            assert found.id == f"kort-{area}"
            chapter = next(s for s in made.paper(area).sections if found in s.blocks)
            assert chapter.blocks[-1] == found
            assert chapter.id == made.run.measures.basis.goal[-1].about
        assert [m.id for m in maps_of(made.paper("overblik"))] == ["kort"]


def shoelace(ring):
    """A polygon's size in square kilometres, the oldest way; the grid is 0.02 % too wide."""
    pairs = pairwise((*ring, ring[0]))
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2 / 1e6 / 1.0002**2


@pytest.mark.parametrize("area", PARTNERSHIPS)
def test_the_example_s_areas_have_the_size_of_their_borders(now, area):
    found = area_map(now.context, area)
    border = RINGS["amager/2021" if area == "amager" else area]
    assert found.title.numbers["size"].value == pytest.approx(shoelace(border), rel=1e-3)
    assert "Grænserne er opdigtede." in fill(found.notes[0])


# --- what is drawn


def corners(shape):
    return [tuple(map(int, c.split(","))) for ring in shape.rings for c in ring.split()]


def test_north_is_up_and_the_area_is_in_the_middle_of_its_map(town):
    context = town(amager=[square(1000, 1000, 2000, 2000), square(1000, 2500, 1500, 3000)],
                   vest=[WEST])  # fmt: skip
    found = area_map(context, "amager")
    (shape,) = (s for s in found.shapes if s.filled)
    down = [[int(c.split(",")[1]) for c in ring.split()] for ring in shape.rings]
    small, large = sorted(down, key=lambda ys: max(ys) - min(ys))
    assert max(small) < min(large)  # what lies north stands above
    xs, ys = zip(*corners(shape), strict=True)
    assert min(xs) + max(xs) == pytest.approx(1000, abs=2)
    assert min(ys) + max(ys) == pytest.approx(found.height, abs=2)
    high = found.across * (max(ys) - min(ys)) / 1000
    assert high == pytest.approx(2048, abs=20)  # the grid leans 2.8 degrees here: 1998 + 49


def test_a_hole_is_a_ring_of_its_own(town):
    (outer,), (inner,) = square(0, 0, 1000, 1000), square(400, 400, 600, 600)
    found = area_map(town(amager=[[outer, inner]]), "amager")
    assert len(found.shapes[0].rings) == 2


def test_the_larger_lies_below_and_the_whole_has_no_name(town):
    context = town(
        amager=[square(1000, 1000, 1500, 1500)], vest=[WEST], koebenhavn=[square(0, 0, 6000, 4000)]
    )
    assert [(s.area, s.name, s.filled) for s in area_map(context, "amager").shapes] == [
        ("koebenhavn", "", False), ("vest", "Vestbydelen", False), ("amager", "Amager", True),
    ]  # fmt: skip


def test_what_lies_outside_the_frame_is_left_out(town):
    far = square(50_000, 0, 51_000, 1000)
    found = area_map(town(amager=[square(0, 0, 1000, 1000)], oest=[far]), "amager")
    assert [s.area for s in found.shapes] == ["amager"]
    everywhere = [square(-90_000, -90_000, 90_000, 90_000)]
    found = area_map(town(amager=[square(0, 0, 1000, 1000)], vest=everywhere), "amager")
    assert all(-50 <= x <= 1050 and -50 <= y <= found.height + 50
               for s in found.shapes for x, y in corners(s))  # fmt: skip


def test_islets_do_not_make_the_city_small(town):
    islet = square(60_000, 0, 60_050, 50)
    context = town(amager=[square(1000, 1000, 2000, 2000)], vest=[WEST], oest=[EASTERN, islet])
    assert city_map(context).across < 10_000


def test_a_border_is_as_fine_as_paper_shows_and_no_finer(town):
    """A coast of 20,000 corners to the north-east, a metre in and out."""
    coast = [[EAST + x / 5, NORTH + x / 5 + x % 2] for x in range(20_000)]
    ring = [*coast, [EAST + 4000, NORTH - 1000], [EAST, NORTH - 1000], coast[0]]
    found = area_map(town(amager=[square(1000, 1000, 2000, 2000)], vest=[[ring]]), "amager")
    assert sum(len(corners(shape)) for shape in found.shapes) < 50


def test_every_corner_is_whole_and_of_one_form(all_made):
    form = re.compile(r"-?\d+,-?\d+( -?\d+,-?\d+)+")
    rings = [r for made in all_made for p in made.pack.papers for m in maps_of(p)
             for s in m.shapes for r in s.rings]  # fmt: skip
    assert len(rings) > 50
    assert all(form.fullmatch(ring) for ring in rings)
