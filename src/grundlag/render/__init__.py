"""Writes the report in one format each; knows the report and nothing behind it."""

from grundlag.render.save import RENDERERS, names, render, save

__all__ = ["RENDERERS", "names", "render", "save"]
