"""What a city puts on its papers: a Word template and a logo of its own."""

from dataclasses import dataclass

import vl_convert as vlc

from grundlag.errors import GrundlagError, Problem
from grundlag.render.look import LOOK

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


def logo(content: bytes, alt: str) -> Logo:
    """A logo from its file; raises GrundlagError where it cannot be drawn."""
    if content.startswith(PNG):
        return Logo(png=_bare(content), alt=alt)
    svg = content.decode("utf-8-sig")
    try:
        small = bytes(vlc.svg_to_png(svg, scale=1, ppi=72))
        png = bytes(vlc.svg_to_png(svg, scale=_PIXELS / max(_pixels(small)), ppi=72))
    except (ValueError, RuntimeError) as error:
        what, fix = "it cannot be drawn.", "Save it again as plain SVG, or as .png."
        raise GrundlagError(Problem(where="the logo", what=what, fix=fix)) from error
    return Logo(png=_bare(png), alt=alt, svg=svg)


def _bare(png: bytes) -> bytes:
    """A PNG without what is not its picture: its resolution, who made it and with what."""
    kept, at = [png[:8]], 8
    while at < len(png):
        size = 12 + int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] in _DRAWN:
            kept.append(png[at : at + size])
        at += size
    return b"".join(kept)


def _pixels(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
