"""What must hold of the city's own template and logo, so that papers can be made with them."""

from collections.abc import Callable, Iterator

from grundlag.basis.declared import Definitions
from grundlag.basis.logo import logo_faults
from grundlag.basis.look_files import FILE
from grundlag.basis.word_template import template_faults
from grundlag.errors import Problem

Faults = Callable[[bytes], Iterator[tuple[str, str]]]


def templates_are_word_files(defs: Definitions) -> Iterator[Problem]:
    """A template is a Word document, open to us, upright, and fetches nothing from elsewhere."""
    yield from _told(defs, "template", template_faults)


def logos_are_pictures(defs: Definitions) -> Iterator[Problem]:
    """A logo is a PNG or an SVG of a size that prints, with nothing in it that runs or fetches."""
    yield from _told(defs, "logo", logo_faults)


def _told(defs: Definitions, key: str, faults: Faults) -> Iterator[Problem]:
    content = defs.look_files.get(key)
    if content is None or defs.folder.look is None:
        return
    name = getattr(defs.folder.look, key)
    for what, fix in faults(content):
        yield Problem(where=defs.where(FILE, "look", key), what=f"{name} {what}", fix=fix)


def logos_have_words(defs: Definitions) -> Iterator[Problem]:
    """Who cannot see the logo is told what it says; and words without a logo are a slip."""
    look = defs.folder.look
    if look is None:
        return
    seen = "".join(filter(str.isprintable, look.logo_alt)).strip()
    if look.logo is not None and not seen:
        fix = f'Write what it says: logo_alt = "{defs.folder.city} Kommune".'
        what = "the logo has no words for those who cannot see it."
        yield Problem(where=defs.where(FILE, "look", "logo"), what=what, fix=fix)
    if look.logo is None and look.logo_alt:
        where = defs.where(FILE, "look", "logo_alt")
        yield Problem(where=where, what="logo_alt is there, and no logo.", fix="Name the logo.")
