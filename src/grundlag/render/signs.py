"""The signs that a paper can show: what its font lacks would stop the whole paper."""

import re

import typst

from grundlag.render.look import LOOK
from grundlag.render.typeset import compiler

_LINE = b"""#set document(title: "-")
#set text(font: sys.inputs.font, fallback: false)
#sys.inputs.text
"""
_LACKED = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)


def lacked(text: str) -> str:
    """The first sign of a text that the papers' font lacks; nothing where it has all."""
    given = {"font": LOOK.font.family, "text": text}
    try:
        compiler().compile(_LINE, sys_inputs=given, format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        found = _LACKED.search(error.message)
        return found[1] if found else text[:1]
    return ""
