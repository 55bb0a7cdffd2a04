"""A drawn picture: made once, as SVG, and as that SVG at twice the size for what takes no SVG."""

from functools import cache

import vl_convert as vlc
from pydantic.dataclasses import dataclass

from grundlag.render.look import FONTS


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawn chart or map: its SVG, its PNG at twice the size, and its size in pixels."""

    svg: str
    png: bytes
    width: float
    height: float


def drawn(svg: str, width: float, height: float) -> Picture:
    """The picture of an SVG, in the papers' own font."""
    _register_font()
    png = bytes(vlc.svg_to_png(svg, scale=2, ppi=72))
    return Picture(svg=svg, png=png, width=width, height=height)


@cache
def _register_font() -> None:
    vlc.register_font_directory(str(FONTS))


def px(value: float) -> str:
    """A length in an SVG."""
    return f"{value:.1f}".removesuffix(".0")
