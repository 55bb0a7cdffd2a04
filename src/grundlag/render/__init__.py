"""Writes the report in one format each; knows the report and nothing behind it."""

from grundlag.render.dress import OURS, Dress, logo
from grundlag.render.save import RENDERERS, names, paper_names, render, save, save_papers

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
