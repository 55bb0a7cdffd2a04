"""Maps: every name inside the frame, on its own area, over no other; a scale that is true."""

import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grundlag.render.json import dump, read
from grundlag.render.labels import width
from grundlag.render.look import LOOK
from grundlag.render.maps import map_picture, nice
from grundlag.render.save import formats
from grundlag.render.xlsx import xlsx
from grundlag.report.map_model import Shape
from grundlag.report.model import Map, Text

SVG = "{http://www.w3.org/2000/svg}"
NOTHING = Text(words="", numbers={})


def box(left, top, right, bottom):
    return f"{left},{top} {right},{top} {right},{bottom} {left},{bottom}"


def shape(name, *rings, filled=False):
    return Shape(area=name.lower(), name=name, filled=filled, rings=rings)


def drawing(*shapes, across=5000.0, height=300):
    return Map(id="kort", title=NOTHING, alt=NOTHING, across=across, height=height, shapes=shapes)


def svg(found):
    return ElementTree.fromstring(map_picture(found).svg)


def names(found):
    return [word.text or "" for word in svg(found).iter(f"{SVG}text")]


def places(found):
    """Where each line of text is: left, top, right, bottom, in pixels."""
    for word in svg(found).iter(f"{SVG}text"):
        x, y, size = (float(word.get(key)) for key in ("x", "y", "font-size"))
        half = width(word.text, size) / 2
        yield word.text, (x - half, y - size / 2, x + half, y + size / 2)


def inside(place, left, top, right, bottom):
    scale = LOOK.chart.width / 1000
    a, b, c, d = place
    return (left * scale <= a and c <= right * scale
            and top * scale <= b and d <= bottom * scale)  # fmt: skip


AREA = shape("Tingbjerg-Husum", box(400, 80, 640, 220), filled=True)


def test_a_name_stands_on_its_area_broken_where_it_is_too_long():
    assert names(drawing(AREA))[:1] == ["Tingbjerg-Husum"]
    narrow = shape("Tingbjerg-Husum", box(400, 80, 530, 220), filled=True)
    assert names(drawing(narrow))[:2] == ["Tingbjerg-", "Husum"]
    for text, place in places(drawing(narrow)):
        if text in ("Tingbjerg-", "Husum"):
            assert inside(place, 400, 80, 530, 220)


def test_a_small_area_has_its_name_right_beside_it():
    small = shape("Tingbjerg-Husum", box(400, 140, 430, 160), filled=True)
    (text, (left, *_)), *_ = places(drawing(small))
    assert text == "Tingbjerg-Husum"
    assert 430 * 0.66 < left < 430 * 0.66 + 20
    at_the_edge = shape("Tingbjerg-Husum", box(960, 140, 990, 160), filled=True)
    (_, (_, _, right, _)), *_ = places(drawing(at_the_edge))
    assert right < 960 * 0.66


def test_a_name_beside_stands_over_no_other_area_where_it_can():
    land = shape("Land", box(400, -20, 1020, 320))
    small = shape("Nord", box(400, 140, 430, 160), filled=True)
    place = dict(places(drawing(land, small)))["Nord"]
    assert inside(place, 0, 0, 400, 300)


def test_what_lies_around_is_named_where_its_name_fits():
    around = (
        shape("Bydel Vest", box(-20, -20, 300, 320)),
        shape("Brønshøj", box(300, 0, 340, 300)),
    )
    found = drawing(*around, AREA)
    assert "Bydel Vest" in names(found)
    assert "Brønshøj" not in names(found)
    assert inside(dict(places(found))["Bydel Vest"], 0, 0, 300, 300)


def test_a_name_is_not_in_a_hole_nor_over_what_is_filled():
    ring = shape("Valby", box(0, 0, 900, 290), box(200, 20, 880, 270))
    assert inside(dict(places(drawing(ring)))["Valby"], 0, 0, 200, 290)
    land = shape("Valby", box(0, 0, 900, 290))
    filled = shape("Nord", box(200, 20, 880, 270), filled=True)
    assert inside(dict(places(drawing(land, filled)))["Valby"], 0, 0, 200, 290)


def test_the_whole_has_no_name():
    assert names(drawing(shape("", box(0, 0, 900, 290)))) == ["1\u00a0km", "N"]


tall = st.integers(10, 300)
rectangles = st.builds(
    lambda x, y, w, h: box(x, y, x + w, y + h),
    st.integers(-20, 950), st.integers(-20, 280), tall, tall,
)  # fmt: skip
words = st.sampled_from(["Amager", "Tingbjerg-Husum", "Vesterbro-Kongens Enghave", "<Ø & Å>", "I"])
shapes = st.builds(shape, words, rectangles, filled=st.booleans())


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(st.lists(shapes, max_size=6), st.floats(20, 200_000))
def test_names_never_touch_and_never_leave_the_frame(found, across):
    told = list(places(drawing(*found, across=across)))
    for _, place in told:
        assert inside(place, 0, 0, 1000, 300)
    for (_, one), (_, other) in combinations(told, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 1
        assert apart or other[3] <= one[1] + 1


@pytest.mark.parametrize(
    ("most", "length"), [(999, 500), (1000, 1000), (2400, 2000), (7, 5), (0.4, 1), (60_000, 50_000)]
)
def test_a_scale_is_a_round_length(most, length):
    assert nice(most) == length


@pytest.mark.parametrize(("across", "said"), [(5000.0, "1 km"), (2400.0, "200 m"), (60.0, "10 m")])
def test_a_scale_is_as_long_as_it_says(across, said):
    found = drawing(AREA, across=across)
    assert said.replace(" ", "\u00a0") in names(found)
    bar = next(p.get("d") for p in svg(found).iter(f"{SVG}path") if "h" in p.get("d"))
    long = float(re.search(r"h([\d.]+)", bar)[1])
    number, unit = said.split()
    metres = int(number) * (1000 if unit == "km" else 1)
    assert long / LOOK.chart.width * across == pytest.approx(metres, rel=0.01)


@pytest.mark.parametrize("left", [0, 800])
def test_the_scale_hides_nothing_that_is_filled(left):
    filled = shape("Nord", box(left, 200, left + 200, 300), filled=True)
    plate = next(r for r in svg(drawing(filled)).iter(f"{SVG}rect") if r.get("x") and r.get("y"))
    at = [float(r.get("x")) for r in svg(drawing(filled)).iter(f"{SVG}rect")
          if r.get("fill") == "#FFFFFF" and r.get("x")]  # fmt: skip
    assert plate is not None
    assert (at[0] < 330) == (left == 800)


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def test_it_is_read_in_grey_too():
    """WCAG's contrast: 3 to 1 for shapes, 4.5 to 1 for words."""
    colour = LOOK.colour
    assert contrast(colour.accent, colour.tint) >= 3
    assert contrast("#FFFFFF", colour.accent) >= 4.5
    assert contrast(colour.accent, colour.tint) >= 4.5
    assert contrast(colour.muted, colour.tint) >= 4.5


def test_a_map_comes_back_from_report_json_and_draws_the_same(pack, paper):
    again = read(dump(pack)).papers[0]
    one, other = (next(b for s in p.sections for b in s.blocks if isinstance(b, Map))
                  for p in (paper, again))  # fmt: skip
    assert one == other
    assert map_picture(one).svg == map_picture(other).svg


def test_a_ring_that_is_none_is_refused(pack):
    with pytest.raises(Exception, match=r"rings"):
        read(dump(pack).replace('"380,60 500,60', '"380,60 <script>'))


def test_a_workbook_has_no_sheet_of_a_map(paper):
    mapped = replace(paper.sections[-1], blocks=(drawing(AREA),))
    alone = replace(paper, sections=(mapped,))
    assert formats(alone) == ("docx", "pdf", "html")
    assert xlsx(alone)
