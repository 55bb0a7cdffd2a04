"""A page is drawn once for each address and folder, and anew as soon as either is another."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from grundlag import run, web
from grundlag.web import held, pages

TODAY = date(2026, 6, 1)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of partnerships' pages that are drawn from here on."""
    seen: list[str] = []
    draw: Callable[..., object] = pages.partnership

    def noted(request):
        seen.append(str(request.url.path))
        return draw(request)

    monkeypatch.setattr(pages, "partnership", noted)
    return seen


@pytest.fixture
def browser(lilleby: Path) -> TestClient:
    opened = TestClient(web.app(lilleby, lambda: TODAY, 80), base_url="http://127.0.0.1")
    opened.get("/2026/havnen/indbrud")  # the year is judged
    return opened


def test_who_asks_again_is_given_the_same(browser: TestClient, drawn: list[str]) -> None:
    first, second = (browser.get("/2026/havnen") for _ in range(2))
    assert first.text == second.text
    assert "Havnekvarteret" in first.text
    assert drawn == ["/2026/havnen"]
    assert browser.get("/2026/havnen?grundlag=ny").text != first.text
    assert drawn == ["/2026/havnen", "/2026/havnen"]


def test_a_page_is_drawn_anew_once_the_folder_changed(
    browser: TestClient, drawn: list[str], lilleby: Path
) -> None:
    first = browser.get("/2026/havnen")
    path = lilleby / "definitions" / "partnerships.toml"
    path.write_text(path.read_text("utf-8").replace("Havnekvarteret", "Nyhavn"), "utf-8")
    second = browser.get("/2026/havnen")
    assert "Nyhavn" not in first.text
    assert "Nyhavn" in second.text
    assert len(drawn) == 2


def test_a_page_that_is_drawn_each_time_looks_at_the_folder_once_and_draws_what_stays_once(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch, lilleby: Path
) -> None:
    looked: list[Path] = []
    drawn: list[object] = []
    data = import_module("grundlag.web.pages.data")
    mark, grids = run.standing.mark, data.grids

    def noted(root):
        looked.append(root)
        return mark(root)

    def drawing(lines):
        drawn.append(lines)
        return grids(lines)

    monkeypatch.setattr(run.standing, "mark", noted)
    monkeypatch.setattr(data, "grids", drawing)
    pages = [browser.get("/data").text for _ in range(2)]
    assert all("Hvem taler for hvad" in page for page in pages)
    assert (len(looked), len(drawn)) == (2, 1)
    folder = next((lilleby / "store" / "deliveries").glob("befolkning/*"))
    (folder / "withdrawn.json").write_text('{"on": "2026-03-01"}', "utf-8")
    assert browser.get("/data").text not in pages
    assert len(drawn) == 2


def test_addresses_without_end_are_not_all_held(
    browser: TestClient, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        assert browser.get("/2026/havnen", params={"x": str(n)}).status_code == 200
    monkeypatch.setattr(held, "MOST", 0)
    for _ in range(2):
        assert browser.get("/2026/havnen").status_code == 200
    assert len(drawn) == 5


def test_what_is_no_page_is_not_held(browser: TestClient) -> None:
    assert [browser.get("/2026/ingen").status_code for _ in range(2)] == [404, 404]
