"""The city's own template and logo, from its folder to its papers."""

from grundlag.basis.declared import Definitions
from grundlag.render import OURS, Dress, logo


def dress_of(defs: Definitions) -> Dress:
    """What the papers of a folder are dressed in; the program's own look where none is declared."""
    look, files = defs.folder.look, defs.look_files
    if look is None:
        return OURS
    drawn = logo(files["logo"], look.logo_alt) if "logo" in files else None
    return Dress(template=files.get("template"), logo=drawn)
