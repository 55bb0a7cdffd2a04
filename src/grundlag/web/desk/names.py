"""What a file is called by whoever sent it, made plain: a name, and never a way to anywhere."""

import re
import unicodedata

LONGEST = 100  # signs: with its folder it is below what any system holds
NAMELESS = "fil"
_UNFIT = re.compile(r"[^\w .,()+&=@#!-]+")
_DEVICE = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)")


def plain_name(given: str) -> str:
    """The last part of a name, in letters, digits and a few signs, with its ending; never empty.

    It begins with a letter, a digit or a low line: a hidden file is none, nor one of our own.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    fit = _UNFIT.sub("_", last).strip(" .")
    fit = re.sub(r"^\W+", "", fit)
    stem, dot, ending = fit.rpartition(".")
    if not dot or len(ending) > 10:
        stem, dot, ending = fit, "", ""
    stem = _DEVICE.sub(r"_\1", stem[: LONGEST - 11].rstrip(" .")) or NAMELESS
    return f"{stem}{dot}{ending}"
