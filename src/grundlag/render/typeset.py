"""Typst, which sets pages and draws pictures: with the font that is given and no other."""

from threading import local
from typing import Any, cast

import typst

from grundlag.render.look import FONTS

_OWN = local()
_PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg")
"""
_POINTS_A_PIXEL = 0.75  # CSS: 96 pixels and 72 points an inch


def compiler() -> typst.Compiler:
    """This thread's own: one compiler does not serve two threads at once."""
    if not hasattr(_OWN, "compiler"):
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
        )
        _OWN.compiler = typst.Compiler(font_paths=fonts)
    return cast(typst.Compiler, _OWN.compiler)


def png(svg: str, scale: float) -> bytes:
    """An SVG as PNG, `scale` dots a pixel of its own, clear where nothing is drawn."""
    made: Any = compiler().compile(
        _PICTURE, sys_inputs={"svg": svg}, format="png", ppi=72 / _POINTS_A_PIXEL * scale
    )
    return bytes(made)
