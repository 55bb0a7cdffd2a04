"""Another site in the same browser can neither read nor change; a page loads nothing from afar."""

import re
from datetime import date
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient

from grundlag import web
from grundlag.web.tokens import COOKIE, FIELD, HEADER, browser_of, remember

ADDRESSES = (
    "/", "/2026", "/2026?grundlag=ny", "/2026/aendringer", "/2026/havnen", "/metoder",
    "/2026/havnen/indbrud", "/2026/havnen/trygge", "/1999", "/2026/havnen/findes-ikke",
    "/2026/aktiviteter", "/2026/aktiviteter/havnen",
)  # fmt: skip
OWN = {"origin": "http://127.0.0.1:8020", "sec-fetch-site": "same-origin"}


@pytest.mark.parametrize("host", ["127.0.0.1:8020", "localhost:8020", "[::1]:8020"])
def test_this_machine_is_answered(pages: TestClient, host: str) -> None:
    assert pages.get("/metoder", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8020", "127.0.0.1", "127.0.0.1:80", "localhost:9", ""]
)
def test_any_other_name_is_refused_and_told_why(pages: TestClient, host: str) -> None:
    """A name that another site owns and has pointed here reads nothing."""
    told = pages.get("/", headers={"host": host})
    assert told.status_code == 421
    assert told.text == "This address is not served here: use 127.0.0.1 or localhost.\n"


@pytest.mark.parametrize("address", [*ADDRESSES, "/static/web.css"])
def test_every_answer_has_the_headers(pages: TestClient, address: str) -> None:
    found = pages.get(address).headers
    parts = found["content-security-policy"].split("; ")
    policy = dict(part.split(" ", 1) for part in parts)
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert "unsafe" not in found["content-security-policy"]
    assert found["x-content-type-options"] == "nosniff"
    assert found["referrer-policy"] == "same-origin"
    assert found["cross-origin-opener-policy"] == "same-origin"
    assert found["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in found["permissions-policy"]
    assert found["cache-control"] == ("no-cache" if "static" in address else "no-store")
    assert "server" not in found


def test_a_refusal_has_them_too(pages: TestClient) -> None:
    assert pages.get("/", headers={"host": "evil.example"}).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_nothing_that_the_policy_stops(pages: TestClient, address: str) -> None:
    """No script and no style inside it, and nothing that lies elsewhere."""
    text = pages.get(address).text
    assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:", text)
    assert all(found == "" for found in re.findall(r"<script[^>]*>([^<]*)", text))
    links = re.findall(r'(?:src|href|hx-get)="([^"]+)"', text)
    assert {link[0] for link in links} <= {"/", "#"}
    assert not any("//" in link for link in links)


async def _done(request: Request) -> Response:
    return PlainTextResponse("done")


@pytest.fixture
def acting(folder: Path) -> TestClient:
    app = web.app(folder, date.today, 8020, {"/gem": _done})
    browser = TestClient(app, base_url="http://127.0.0.1:8020", raise_server_exceptions=False)
    browser.cookies.set(COOKIE, "a-browser")
    return browser


def token(browser: TestClient) -> str:
    return browser.app.app.state.tokens.of("a-browser")


def test_a_form_of_ours_is_done(acting: TestClient) -> None:
    assert acting.post("/gem", data={FIELD: token(acting)}, headers=OWN).text == "done"
    assert acting.post("/gem", headers={**OWN, HEADER: token(acting)}).text == "done"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null", "sec-fetch-site": "same-origin"},
        {"origin": "http://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "http://127.0.0.1:9000", "sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:8020", "sec-fetch-site": "cross-site"},
        {"origin": "http://localhost:8020", "sec-fetch-site": "same-origin"},
        {"origin": "https://127.0.0.1:8020"},
    ],
)
def test_a_change_from_elsewhere_is_refused(acting: TestClient, headers: dict[str, str]) -> None:
    told = acting.post("/gem", data={FIELD: token(acting)}, headers=headers)
    assert told.status_code == 403
    assert told.text == "A change must come from a page of this very address.\n"


@pytest.mark.parametrize("given", ["", "0" * 64, "æøå"])
def test_a_form_without_the_word_is_refused(acting: TestClient, given: str) -> None:
    told = acting.post("/gem", data={FIELD: given}, headers=OWN)
    assert told.status_code == 403
    assert "Åbn den igen" in told.text


def test_a_word_is_of_one_browser_and_one_server(acting: TestClient, pages: TestClient) -> None:
    given = token(acting)
    acting.cookies.set(COOKIE, "another")
    assert acting.post("/gem", data={FIELD: given}, headers=OWN).status_code == 403
    acting.cookies.clear()
    assert acting.post("/gem", data={FIELD: token(acting)}, headers=OWN).status_code == 403
    assert pages.app.app.state.tokens.of("a-browser") != given


def test_a_page_is_only_read(pages: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        assert pages.request(method, "/2026", headers=OWN).status_code == 405
        assert pages.request(method, "/2026").status_code == 403


def test_the_cookie_stays_in_this_browser() -> None:
    answer = PlainTextResponse("")
    scope = {"type": "http", "headers": []}
    remember(answer, browser_of(Request(scope)))
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=strict" in said
    assert "expires" not in said
    assert "max-age" not in said


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/vendor/"]
)
def test_nothing_but_the_static_files_is_given_out(pages: TestClient, path: str) -> None:
    assert pages.get(path).status_code == 404
