"""What a page shows is what happens, and where it points there is something."""

import re
from pathlib import Path
from typing import Any

import pytest

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
WIDEST = 120


@pytest.mark.slow  # each starts the program many times
def test_a_page_does_what_it_shows(running_page: Path, reader: Any) -> None:
    reader.follow(running_page)


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def test_links_lead_somewhere(page: Path, root: Path) -> None:
    text = FENCED.sub("", page.read_text("utf-8"))
    for found in LINK.finditer(text):
        target, _, anchor = (found[1] or found[2]).partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), f"{page.relative_to(root)}: {target}"
        assert path.is_relative_to(root), target
        if anchor:
            headings = map(_anchor, HEADING.findall(path.read_text("utf-8")))
            assert anchor in headings, f"{page.relative_to(root)}: #{anchor}"


def test_a_page_has_one_title_and_short_lines(page: Path) -> None:
    text = page.read_text("utf-8")
    assert text.startswith("# ")
    prose = FENCED.sub("", text)
    assert len(re.findall(r"^# ", prose, re.MULTILINE)) == 1
    if page.parent.name != "reference":  # generated, a paragraph a line
        long = [line for line in prose.splitlines() if len(line) > WIDEST]
        assert not [line for line in long if not line.startswith(("|", "!", "<!--"))]


def test_fences_are_closed(page: Path) -> None:
    assert len(re.findall(r"^```", page.read_text("utf-8"), re.MULTILINE)) % 2 == 0


def test_the_index_lists_every_page(root: Path) -> None:
    docs = root / "docs"
    index = (docs / "README.md").read_text("utf-8")
    listed = {(docs / found[1]).resolve() for found in LINK.finditer(index) if found[1]}
    for page in docs.rglob("*.md"):
        if page.parent.name != "decisions" and page != docs / "README.md":
            assert page in listed, page.relative_to(docs)
    decisions = (docs / "decisions" / "README.md").read_text("utf-8")
    for page in (docs / "decisions").glob("[0-9]*.md"):
        assert f"({page.name})" in decisions, page.name


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("", "anything", True),
        ("a 1\nb\n", "a 1\nb\n", True),
        ("a ...\nb\n", "a 2 3\nb\n", True),
        ("a\n...\nd\n", "a\nb\nc\nd\n", True),
        ("a 1\n", "a 2\n", False),
        ("a\n", "a\nb\n", False),
    ],
)
def test_the_reader_compares_what_is_shown(
    shown: str, printed: str, same: bool, reader: Any
) -> None:
    assert reader.matches(shown, printed) is same


def test_the_reader_finds_a_wrong_page(tmp_path: Path, reader: Any) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A page\n\n```console\n$ echo one\ntwo\n```\n", "utf-8")
    with pytest.raises(AssertionError, match="the page says"):
        reader.follow(page)
