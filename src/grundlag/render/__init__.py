"""Writes the report in one format each; knows the report and nothing behind it."""

from grundlag.render.save import RENDERERS, render, save, save_papers

__all__ = ["RENDERERS", "render", "save", "save_papers"]
