"""A drawn picture: made once, as SVG, and as that SVG at twice the size for what takes no SVG."""

from pydantic.dataclasses import dataclass

from grundlag.render.typeset import png


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawn chart or map: its SVG, its PNG at twice the size, and its size in pixels."""

    svg: str
    png: bytes
    width: float
    height: float


def drawn(svg: str, width: float, height: float) -> Picture:
    """The picture of an SVG."""
    return Picture(svg=svg, png=png(svg, scale=2), width=width, height=height)


def px(value: float) -> str:
    """A length in an SVG."""
    return f"{value:.1f}".removesuffix(".0")
