"""The worked examples of docs/methods: what a page prints is what R and our functions give."""

import csv
import doctest
import re
from pathlib import Path

import pytest

from grundlag.report import flat
from grundlag.report.words import methods as words

HERE = Path(__file__).parent
METHODS = HERE.parents[1] / "docs" / "methods"
PAGES = (
    "bridge", "change", "count", "dispersion", "gap", "period", "power", "rate", "replay", "share",
)  # fmt: skip
PARTS = ["Meaning", "Formula", "Source", "Worked example", "Weakness"]

VALUES = [
    (row["page"], row["quantity"], float(row["value"]))
    for path in sorted([*HERE.glob("r_pages*.csv"), HERE / "r_bridge_pages.csv"])
    for row in csv.DictReader(path.read_text("utf-8").splitlines())
]


def _text(page: str) -> str:
    return (METHODS / f"{page}.md").read_text("utf-8")


def _table(page: str) -> dict[str, str]:
    rows = re.findall(r"^\| ([\w ]+) \| (-?[\d.]+) \|$", _text(page), re.MULTILINE)
    return dict(rows)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_its_five_parts(page: str) -> None:
    assert re.findall(r"^## (.+)$", _text(page), re.MULTILINE) == PARTS


@pytest.mark.parametrize(("page", "quantity", "value"), VALUES)
def test_a_page_prints_what_r_gives(page: str, quantity: str, value: float) -> None:
    printed = _table(page)[quantity]
    places = len(printed.partition(".")[2])
    assert printed == f"{value:.{places}f}"


@pytest.mark.parametrize("page", PAGES)
def test_every_number_of_a_table_has_an_oracle(page: str) -> None:
    assert set(_table(page)) == {quantity for p, quantity, _ in VALUES if p == page}


@pytest.mark.parametrize("page", PAGES)
def test_the_code_of_a_page_prints_what_it_says(page: str) -> None:
    (block,) = re.findall(r"```python\n(.+?)```", _text(page), re.DOTALL)
    example = doctest.DocTestParser().get_doctest(block, {}, page, f"{page}.md", 0)
    told: list[str] = []
    result = doctest.DocTestRunner().run(example, out=told.append)
    assert result.attempted > 0
    assert result.failed == 0, "".join(told)


@pytest.mark.parametrize("page", PAGES)
def test_the_code_of_a_page_prints_the_numbers_of_its_table(page: str) -> None:
    (block,) = re.findall(r"```python\n(.+?)```", _text(page), re.DOTALL)
    printed = set(re.findall(r"-?\d+(?:\.\d+)?", "".join(re.findall(r"^'.+'$", block, re.M))))
    assert set(_table(page).values()) <= printed


EVERY = sorted(path.stem for path in METHODS.glob("*.md"))
OF_NO_PAPER = {
    "operating-characteristics",
    "leaps",
}  # how often it is wrong, and what `check` tells


@pytest.mark.parametrize("page", [p for p in EVERY if p not in OF_NO_PAPER])
def test_a_page_begins_with_what_the_papers_say_of_it(page: str) -> None:
    """In plain Danish: the sentences that a paper's annex prints, and no others."""
    told = [
        said.replace("{city}", "byen") for pages, said in words.METHODS.values() if page in pages
    ]
    quoted = re.search(r"^## Meaning\n\n((?:> .*\n)+)", _text(page), re.MULTILINE)
    assert quoted is not None
    assert " ".join(quoted[1].replace("> ", "").split()) == " ".join(told)


def test_every_page_that_a_paper_names_is_there() -> None:
    named = {page for pages, _ in words.METHODS.values() for page in pages}
    assert named == set(EVERY) - OF_NO_PAPER
    figures = {flat.page(unit, "garwood") for unit in ("count", "per_1000", "share")}
    assert {*figures, flat.page("share", "counted")} <= set(EVERY)
