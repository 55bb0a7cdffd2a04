"""Every HTML paper, judged by axe in a browser: on a desk, on a phone and as it is printed.

What axe leaves open is one rule, contrast, where letters stand on a drawing or outside what is
scrolled to; then their colours are looked up among those that test_look.py holds against white, and
white itself that test_maps.py holds against an area.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.chromium import AXE, RULES, launched

from grundlag.render import render
from grundlag.render.look import LOOK
from grundlag.report.model import Paper

pytestmark = pytest.mark.slow

SHOWN = {
    "desk": (1280, 900, "screen"),
    "phone": (390, 844, "screen"),
    "print": (794, 1123, "print"),
}
JUDGED = """async tags => {
  const told = await axe.run({runOnly: tags, resultTypes: ["violations", "incomplete"]});
  const colour = node => {
    const look = getComputedStyle(document.querySelector(node.target[0]));
    return node.html.startsWith("<text") ? `drawn ${look.fill}` : look.color;
  };
  return {
    rules: told.passes.length,
    faults: told.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 200))]),
    open: told.incomplete.map(v => [v.id, [...new Set(v.nodes.map(colour))]]),
  };
}"""
READ = {
    LOOK.colour.text, LOOK.colour.muted, LOOK.colour.accent, LOOK.chart.comparator,
    LOOK.chart.level, *LOOK.chart.area, *LOOK.tone.values(),
}  # fmt: skip


@pytest.fixture(scope="module")
def browser(tool: Callable[..., str]) -> Iterator[Browser]:
    yield from launched(tool)


def judged(browser: Browser, page: str, *ways: str) -> dict[str, Any]:
    """What axe says of a page in each way that it is shown: loaded once, as it stands then."""
    found = {}
    with browser.new_page() as opened:
        opened.set_content(page)
        opened.evaluate(AXE)
        for way in ways:
            width, height, media = SHOWN[way]
            opened.set_viewport_size({"width": width, "height": height})
            opened.emulate_media(media=media)
            found[way] = opened.evaluate(JUDGED, list(RULES))
    return found


@pytest.fixture(scope="module")
def every_page(every_paper: dict[str, Paper], browser: Browser) -> dict[str, dict[str, Any]]:
    """What is said of each paper; of the same templates once more, on a desk alone."""
    found = {}
    for name, paper in every_paper.items():
        ways = ("desk",) if name.startswith(("i-kraft/", "offentlig/")) else SHOWN
        found[name] = judged(browser, render(paper, "html").decode(), *ways)
    return found


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


@pytest.mark.parametrize("shown", SHOWN)
def test_axe_finds_no_fault_in_any_paper(every_page: dict[str, dict[str, Any]], shown: str) -> None:
    known, seen = set(map(rgb, READ)), set()
    readable = known | {f"drawn {colour}" for colour in {*known, rgb("#FFFFFF")}}
    papers = {name: told[shown] for name, told in every_page.items() if shown in told}
    assert len(papers) > (20 if shown == "desk" else 6)
    for name, told in papers.items():
        assert told["faults"] == [], name
        assert told["rules"] > 25
        assert {rule for rule, _ in told["open"]} <= {"color-contrast"}, name
        seen |= {colour for _, colours in told["open"] for colour in colours}
    assert len(seen) >= 4
    assert seen <= readable


def test_it_would_find_one(every_paper: dict[str, Paper], browser: Browser) -> None:
    page = render(every_paper["forslag/amager"], "html").decode()
    for old, new, rule in (
        ('lang="da"', "", "html-has-lang"),
        ('role="img" aria-label', 'role="img" data-said', "svg-img-alt"),
        ("<h2>", "<h3>", "heading-order"),
        (f"--muted: {LOOK.colour.muted}", "--muted: #AAAAAA", "color-contrast"),
    ):
        told = judged(browser, page.replace(old, new), "desk")["desk"]
        assert rule in {rule for rule, _ in told["faults"]}
