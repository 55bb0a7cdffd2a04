"""What a city puts on its papers: a Word template and a logo of its own."""

from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree

import typst

from grundlag.errors import GrundlagError, Problem
from grundlag.render.environment import plain
from grundlag.render.look import LOOK
from grundlag.render.typeset import png

PNG = b"\x89PNG"
_DRAWN = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_PIXELS = 1200  # across, so that it prints


@dataclass(frozen=True, kw_only=True)
class Logo:
    """A logo as PNG, as SVG too where it was one, and what it says."""

    png: bytes
    alt: str
    svg: str | None = None

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in millimetres, as large as the look allows."""
        width, height = _pixels(self.png)
        scale = min(LOOK.logo.width / width, LOOK.logo.height / height)
        return width * scale, height * scale


@dataclass(frozen=True, kw_only=True)
class Dress:
    """The city's own template and logo; without them papers have the program's look."""

    template: bytes | None = None
    logo: Logo | None = None


OURS = Dress()


@lru_cache(maxsize=4)  # each folder of papers asks for it
def logo(content: bytes, alt: str) -> Logo:
    """A logo from its file; raises GrundlagError where it cannot be drawn."""
    if content.startswith(PNG):
        return Logo(png=_bare(content), alt=plain(alt))
    try:
        svg = ElementTree.canonicalize(content)  # in whatever letters it is written
        drawn = png(svg, scale=_PIXELS / max(_pixels(png(svg, scale=1))))
    except (typst.TypstError, ElementTree.ParseError) as error:
        what, fix = "it cannot be drawn.", "Save it again as plain SVG, or as .png."
        raise GrundlagError(Problem(where="the logo", what=what, fix=fix)) from error
    return Logo(png=_bare(drawn), alt=plain(alt), svg=svg)


def _bare(picture: bytes) -> bytes:
    """A PNG without what is not its picture: its resolution, who made it, what lies behind it."""
    kept, at, kind = [picture[:8]], 8, b""
    while at < len(picture) and kind != b"IEND":
        size, kind = 12 + int.from_bytes(picture[at : at + 4]), picture[at + 4 : at + 8]
        if kind in _DRAWN:
            kept.append(picture[at : at + size])
        at += size
    return b"".join(kept)


def _pixels(picture: bytes) -> tuple[int, int]:
    return int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])
