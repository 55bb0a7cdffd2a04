"""A drawn picture: made once, as SVG, and from that as PNG for what takes no SVG."""

from dataclasses import dataclass
from functools import cached_property

from grundlag.render.typeset import png


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawn chart or map: its SVG, and its size in pixels."""

    svg: str
    width: float
    height: float

    @cached_property
    def png(self) -> bytes:
        """The same at twice the size, made once it is asked for: pages do without."""
        return png(self.svg, scale=2)


def px(value: float) -> str:
    """A length in an SVG."""
    return f"{value:.1f}".removesuffix(".0")
