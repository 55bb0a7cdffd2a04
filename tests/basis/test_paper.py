"""The Danish of the two bases is the paper's own, word for word."""

import re
from pathlib import Path

import pytest

from grundlag.basis.load import load
from grundlag.basis.model import Basis

FOLDER = Path(__file__).parents[3] / "shared" / "paper"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the paper is not here: {FOLDER}")

HALVES = {
    "nuvaerende": (
        "Nuværende målsætninger for partnerskaberne",
        "Forslag til ændrede målsætninger",
    ),
    "forslag-2025": ("Forslag til ændrede målsætninger", None),
}
COMPOUND = re.compile(r"(?<=\w)-\s+(?=\w)")


def plain(text: str) -> str:
    """Without line breaks, and words whole again: the paper's lines end in `stig-` `ning`."""
    return " ".join(COMPOUND.sub("", text).split())


@pytest.fixture(scope="module")
def paper() -> str:
    (path,) = FOLDER.glob("*.txt")
    return path.read_text("utf-8")


@pytest.fixture(params=HALVES)
def half(request: pytest.FixtureRequest, paper: str, shipped: Path) -> tuple[Basis, str]:
    """A basis and the part of the paper that is about it."""
    start, end = HALVES[request.param]
    text = paper[paper.index(start) : paper.index(end) if end else None]
    return load(shipped).bases[request.param], plain(text)


def test_the_source_is_the_papers_title(half: tuple[Basis, str], paper: str) -> None:
    basis, _ = half
    assert plain(paper).startswith(basis.source)


def test_goals_stand_in_order_each_with_its_number(half: tuple[Basis, str]) -> None:
    basis, text = half
    places = [text.index(f"{goal.id}. {plain(goal.text)}") for goal in basis.goal]
    assert places == sorted(places)
    assert len(basis.goal) == 3


def test_targets_of_goal_2_are_its_bullets_in_order(half: tuple[Basis, str]) -> None:
    basis, text = half
    goal = next(goal for goal in basis.goal if goal.id == "2")
    bullets = [bullet.split(" 3. ")[0].strip() for bullet in text.split("•")[1:4]]
    assert [plain(target.text) for target in goal.target] == bullets


def tables(text: str) -> list[tuple[str, str]]:
    """Title and what stands below it, for each table of a half of the paper."""
    found = re.findall(r"Tabel (\d): (.*? \(helårsdata\)) (.*?)(?= Tabel \d: |$)", text)
    return [(title, body) for _, title, body in found]


def test_tables_have_the_papers_titles_heads_and_rows(half: tuple[Basis, str]) -> None:
    basis, text = half
    labels = {indicator.id: indicator.label for indicator in basis.indicator}
    assert [table.number for table in basis.table] == [1, 2]
    assert [table.title for table in basis.table] == [title for title, _ in tables(text)]
    for table, (_, body) in zip(basis.table, tables(text), strict=True):
        heads = [column.label for column in table.columns]
        cells = [
            cell
            for row in table.rows
            for cell in (row.label or labels[row.indicator or ""], row.target)
            if cell
        ]
        assert body == " ".join((*heads, *cells))


def test_the_exception_is_the_papers(paper: str, shipped: Path) -> None:
    (exempt,) = load(shipped).bases["forslag-2025"].exception
    assert plain(exempt.text) in plain(paper)


def test_a_correction_is_of_what_the_paper_says(half: tuple[Basis, str]) -> None:
    basis, text = half
    assert [slip.source for slip in basis.correction if slip.source not in text] == []
