from .dress import OURS, Dress, logo
from .save import RENDERERS, names, paper_names, render, save, save_papers

__all__ = [
    "OURS",
    "RENDERERS",
    "Dress",
    "logo",
    "names",
    "paper_names",
    "render",
    "save",
    "save_papers",
]
