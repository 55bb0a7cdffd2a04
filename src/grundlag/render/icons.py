"""The four signs of a verdict: told apart by shape, in every format the same."""

from functools import cache

from grundlag.render.look import LOOK
from grundlag.render.typeset import png
from grundlag.report.model import Tone

_DISC = '<circle cx="8" cy="8" r="7" fill="{colour}"/>'
_RING = '<circle cx="8" cy="8" r="6.2" fill="#FFFFFF" stroke="{colour}" stroke-width="1.6"/>'
_STROKE = (
    '<path d="{path}" fill="none" stroke="#FFFFFF" stroke-width="2"'
    ' stroke-linecap="round" stroke-linejoin="round"/>'
)
_SHAPES: dict[Tone, str] = {
    "reached": _DISC + _STROKE.replace("{path}", "M4.6 8.3L7 10.7L11.5 5.6"),
    "missed": '<rect x="1.2" y="1.2" width="13.6" height="13.6" rx="2.4" fill="{colour}"/>'
    + _STROKE.replace("{path}", "M5.2 5.2L10.8 10.8M10.8 5.2L5.2 10.8"),
    "partly": _RING + '<path d="M8 1.8A6.2 6.2 0 0 0 8 14.2Z" fill="{colour}"/>',
    "open": _RING + '<path d="M4.8 8H11.2" stroke="{colour}" stroke-width="1.8"/>',
}


def icon_svg(tone: Tone) -> str:
    """The sign as SVG, sixteen units square."""
    drawn = _SHAPES[tone].replace("{colour}", LOOK.tone[tone])
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"'
        f' viewBox="0 0 16 16">{drawn}</svg>'
    )


@cache
def icon_png(tone: Tone) -> bytes:
    """The sign as PNG, large enough for print."""
    return png(icon_svg(tone), scale=6)
