"""One look: readable against white, its fonts there, its words complete."""

import pytest

from grundlag.render.look import LOOK, font_file
from grundlag.render.numbers import in_cell
from grundlag.report.model import Number


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(colour: str, ground: str) -> float:
    low, high = sorted((_luminance(colour), _luminance(ground)))
    return (high + 0.05) / (low + 0.05)


READ = [
    LOOK.colour.text,
    LOOK.colour.muted,
    LOOK.colour.accent,
    LOOK.chart.comparator,
    LOOK.chart.level,
    *LOOK.chart.area,
    *LOOK.tone.values(),
]


@pytest.mark.parametrize("colour", READ)
@pytest.mark.parametrize("ground", ["#FFFFFF", LOOK.colour.tint])
def test_everything_that_is_read_has_contrast(colour, ground):
    assert _contrast(colour, ground) >= 4.5


def test_areas_differ_in_shape_as_well_as_colour():
    assert len(set(LOOK.chart.area)) == len(set(LOOK.chart.shape)) == len(LOOK.chart.area)


@pytest.mark.parametrize("name", [LOOK.font.regular, LOOK.font.bold])
def test_the_fonts_are_there(name):
    assert font_file(name)[:4] == b"\x00\x01\x00\x00"


def test_every_sign_is_explained():
    signs = {
        in_cell(Number(value=None, unit="count", status=status))
        for status in ("none", "unknown", "not_applicable", "protected")
    }
    assert signs | {"*"} == set(LOOK.words.symbol)
