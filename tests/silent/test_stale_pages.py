"""A page that shows what the folder said yesterday: a right number once, and a wrong one now.

While what came is counted a page may, and then says so.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import sleep
from typing import Any

from starlette.testclient import TestClient

from grundlag import run, web
from grundlag.render.json import dump
from grundlag.run.receipts import receipt_of

TODAY = date(2026, 6, 1)
SAID = "Her står de, som de var før."
SOUTH = "1320;15-01-2025;Syd"
PEOPLE = "Dag;Område;Indbyggere\n" + "".join(
    f"01-01-2026;{place};1000\n" for place in ("Nord", "Nordhavn", "Syd")
)


def shown(browser: TestClient, path: str = "/2026/nord") -> str:
    return of(browser.get(path).text)


def of(page: str) -> str:
    found = re.search(r"Indbrud</a></th><td[^>]*>2025</td><td[^>]*>([\d.]+)\*?</td>", page)
    assert found, page
    return found[1]


def write_report(root: Path) -> None:
    """report.json as `grundlag report` leaves it, with its receipt."""
    found = run.judge_year(run.load(root), 2026, TODAY)
    receipt = receipt_of(found.defs, 2026, found.cubes.deliveries, TODAY)
    path = root / "out" / "2026" / "report.json"
    path.parent.mkdir(parents=True)
    path.write_text(dump(replace(run.pack_of(found), receipt=receipt)), "utf-8")


def test_a_delivery_that_came_meanwhile_is_in_the_next_page(
    town: Any, reports: Callable[..., str]
) -> None:
    """12 reports, then the same months again with 12 more: 24, though out/ still says 12."""
    town.take(reports(SOUTH, years=(2025,)))
    town.take(PEOPLE)
    write_report(town.root)
    browser = TestClient(web.app(town.root, lambda: TODAY, 80), base_url="http://127.0.0.1")
    assert shown(browser) == "12"
    assert shown(browser) == "12"
    again = [f"1320;16-{month:02d}-2025;Nord" for month in range(1, 13)]
    town.take(reports(SOUTH, *again, years=(2025,)), arrived=date(2026, 3, 1))
    for _ in range(600):
        page = browser.get("/2026/nord").text
        if SAID not in page:
            break
        assert of(page) == "12"
        sleep(0.05)
    assert shown(browser) == "24"
    fresh = TestClient(web.app(town.root, lambda: TODAY, 80), base_url="http://127.0.0.1")
    assert shown(fresh) == "24"
