"""The Danish of the two bases is the paper's own: word for word, cell by cell, in its order."""

import re
from pathlib import Path

import pytest

from grundlag.basis.load import load
from grundlag.basis.model import Basis, Goal, Table

FOLDER = Path(__file__).parents[3] / "shared" / "paper"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the paper is not here: {FOLDER}")

HALVES = {
    "nuvaerende": (
        "Nuværende målsætninger for partnerskaberne",
        "Forslag til ændrede målsætninger",
    ),
    "forslag-2025": ("Forslag til ændrede målsætninger", None),
}
NAMES = {"folehaven": "Folehaven", "tingbjerg-husum": "Tingbjerg-Husum", "amager": "Amager"}


def plain(text: str) -> str:
    """Without line breaks. A line may end in `stig-` `ning`, or in `Tingbjerg-` `Husum`.

    A hyphen within a line, as in "aften- og nattetimer", is a hyphen.
    """
    text = re.sub(r"(?<=\w)-[ \t]*\n\s*(?=[a-zæøå])", "", text)
    text = re.sub(r"(?<=\w)-[ \t]*\n\s*(?=[A-ZÆØÅ])", "-", text)
    return " ".join(text.split())


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


def goal_in_print(goal: Goal) -> str:
    """A goal with its number, and its targets as bullets where they have words of their own."""
    bullets = [f"• {plain(target.text)}" for target in goal.target if target.text]
    return " ".join((f"{goal.id}. {plain(goal.text)}{':' if bullets else ''}", *bullets))


def table_in_print(table: Table, labels: dict[str, str]) -> str:
    """Title, heads, and each row's label and Mål; År and Ændring are empty in the paper."""
    heads = [column.label for column in table.columns]
    rows = [(row.label or labels[row.indicator or ""], row.target) for row in table.rows]
    cells = [cell for row in rows for cell in row if cell]
    return " ".join((f"Tabel {table.number}: {table.title}", *heads, *cells))


def test_a_half_of_the_paper_is_its_basis_and_nothing_else(half: tuple[Basis, str]) -> None:
    """Headings, goals, bullets, titles, heads, row labels and Mål, from the first to the last."""
    basis, text = half
    labels = {indicator.id: indicator.label for indicator in basis.indicator}
    printed = (
        basis.goals_heading,
        *map(goal_in_print, basis.goal),
        basis.tables_heading,
        *(table_in_print(table, labels) for table in basis.table),
    )
    assert " ".join(printed) == text


def test_the_columns_of_a_table_show_what_their_heads_say(half: tuple[Basis, str]) -> None:
    shows = {"Gerningstype": "label", "Mål": "target", "År": "value", "Ændring": "change"}
    for table in half[0].table:
        assert [column.shows for column in table.columns] == [
            shows[column.label] for column in table.columns
        ]
        has_target = "Mål" in [column.label for column in table.columns]
        assert [bool(row.target) for row in table.rows] == [has_target] * len(table.rows)


def named(heading: str) -> set[str]:
    """The partnerships that a heading names; all three where it names none."""
    return {name for name, words in NAMES.items() if words in heading} or set(NAMES)


def test_each_half_applies_to_those_whom_its_headings_name(half: tuple[Basis, str]) -> None:
    """Goal 2 is held where its table with Mål is: in the present half "i alle tre"."""
    basis, _ = half
    for goal in basis.goal:
        heading = basis.tables_heading if goal.id == "2" else basis.goals_heading
        assert set(goal.applies_to) == named(heading), goal.id
    for table in basis.table:
        assert set(table.applies_to) == named(basis.tables_heading) == set(NAMES)


def test_the_present_goals_name_two_partnerships_and_the_proposed_none(shipped: Path) -> None:
    bases = load(shipped).bases
    assert named(bases["nuvaerende"].goals_heading) == {"amager", "tingbjerg-husum"}
    assert "i alle tre partnerskaber" in bases["nuvaerende"].tables_heading
    assert not [n for n in NAMES.values() if n in bases["forslag-2025"].goals_heading]


def test_the_source_is_the_papers_title(half: tuple[Basis, str], paper: str) -> None:
    basis, _ = half
    assert plain(paper).startswith(basis.source)


def test_the_exception_is_the_papers(paper: str, shipped: Path) -> None:
    (exempt,) = load(shipped).bases["forslag-2025"].exception
    assert plain(exempt.text) in plain(paper)


# ---- the paper's own slips ------------------------------------------------------------------

MENDED = {
    "nuvaerende": ["per. 1000", "tyveri/Røveri", "vold/Våben"],
    "forslag-2025": ["per. 1000", "straffelovs kriminalitet"],
}
QUOTED = {  # in a goal's own words, and left as they stand
    "nuvaerende": ["tre udvalgte gerningskoder (", "Københavnerniveau", "pr. 1000", ": Chikane"],
    "forslag-2025": [
        "tre udvalgte gerningskoder (", "Københavnerniveau", "pr. 1000", ": Chikane",
        "i partnerskabsområdet skal",
    ],
}  # fmt: skip


def test_a_correction_is_of_what_its_own_half_says(half: tuple[Basis, str]) -> None:
    basis, text = half
    assert [slip.source for slip in basis.correction] == MENDED[basis.id]
    assert [slip.source for slip in basis.correction if slip.source not in text] == []


def test_slips_in_a_goals_own_words_are_quoted(half: tuple[Basis, str]) -> None:
    basis, text = half
    goals = " ".join(map(goal_in_print, basis.goal))
    for words in QUOTED[basis.id]:
        assert words in text
        assert words in goals
        assert not [slip for slip in basis.correction if slip.source in words]
