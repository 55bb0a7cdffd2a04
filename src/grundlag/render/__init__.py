"""Writes the report in one format each; knows the report and nothing behind it."""

from grundlag.render.save import RENDERERS, names, paper_names, render, save, save_papers

__all__ = ["RENDERERS", "names", "paper_names", "render", "save", "save_papers"]
