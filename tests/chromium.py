"""Debian's Chromium, on its own, and what axe is asked of a page in it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, sync_playwright

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ALONE = ("no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-sync",
         "disable-background-networking", "disable-component-update")  # fmt: skip


def launched(tool: Callable[..., str]) -> Iterator[Browser]:
    """A browser; without one the test is skipped, but not in CI."""
    tool("chromium", "--version")
    with sync_playwright() as started:
        flags = [f"--{flag}" for flag in ALONE]
        opened = started.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        yield opened
        opened.close()
