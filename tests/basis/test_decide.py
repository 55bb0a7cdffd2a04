"""A decision: what keeps it from being made, and how it stands in the file, byte for byte."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from grundlag.basis.decide import decide
from grundlag.basis.load import Definitions, load
from grundlag.errors import DefinitionError

FILE, NEW = "decisions.toml", "definitions/bases/ny.toml"
TODAY = date(2025, 8, 1)
OPEN = (
    "# Hvad der er besluttet.\n\n[[decision]]\n"
    "basis = 'nu' # med en bemærkning\nin_force_from = 2021"
)


@pytest.fixture
def root(havneby: Path) -> Path:
    """A town where the new basis is a proposal still."""
    (havneby / FILE).write_text(OPEN, "utf-8")
    return havneby


Adopt = Callable[..., tuple[Definitions, bytes]]


@pytest.fixture
def adopt(root: Path) -> Adopt:
    def adopted(
        basis: str = "ny",
        by: str = "Byrådet",
        on: date = date(2025, 6, 10),
        case: str = "2025-1",
        today: date = TODAY,
    ) -> tuple[Definitions, bytes]:
        return decide(load(root), basis, by, on, case, (root / FILE).read_bytes(), today)

    return adopted


def test_all_that_was_there_stays_and_the_decision_stands_at_the_end(adopt: Adopt) -> None:
    decided, after = adopt()
    assert after.decode() == OPEN + (
        "\n\n[[decision]]\n"
        'basis      = "ny"\n'
        'decided_by = "Byrådet"\n'
        "decided_on = 2025-06-10\n"
        'case       = "2025-1"\n'
    )
    assert decided.decisions.decision[-1].decided_on == date(2025, 6, 10)
    assert decided.where(FILE, "decision", 1, "case") == "decisions.toml:11"


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a byte order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("last", ["", "\n", "\n\n"], ids=["no line end", "one", "two"])
def test_the_file_keeps_its_own_line_ends(
    start: bytes, end: str, last: str, root: Path, adopt: Adopt
) -> None:
    before = start + (OPEN + last).replace("\n", end).encode()
    (root / FILE).write_bytes(before)
    _, after = adopt()
    assert after.startswith(before)
    added = after.removeprefix(before).decode()
    assert added.count("\n") == added.count(end) == (6 if last else 7)
    (root / FILE).write_bytes(after)
    assert [d.basis for d in load(root).decisions.decision] == ["nu", "ny"]


@pytest.mark.parametrize(
    "words",
    ['Udvalget "Ø"', "sager\\1\\n", "Økonomiudvalget, æøå ÆØÅ – 'så'", "[[decision]]", "#"],
)
def test_any_text_comes_back_as_it_was_given(words: str, adopt: Adopt) -> None:
    _, after = adopt(by=words, case=words)
    found = tomllib.loads(after.decode())["decision"][-1]
    assert (found["decided_by"], found["case"]) == (words, words)


@pytest.mark.parametrize(
    ("given", "where", "what", "fix"),
    [
        ({"basis": "nyt"}, "adopt", 'no basis is called "nyt".', 'Did you mean "ny"?'),
        ({"basis": "nu"}, "decisions.toml:3", 'a decision on "nu" already.', "mend it there"),
        ({"by": " "}, "--by", "it is empty.", 'Write --by "...".'),
        ({"case": ""}, "--case", "it is empty.", 'Write --case "...".'),
        ({"by": "Øko\nnomi"}, "--by", "a line break", "Write it on one line."),
        ({"case": "1\u2028"}, "--case", "a line break", "Write it on one line."),
        ({"case": "1\udcff"}, "--case", "a sign that no text holds", "Write it on one line."),
        ({"by": "Udvalg {1}"}, "--by", 'it holds a "{"', "Write it without."),
        ({"case": "1}"}, "--case", 'it holds a "}"', "Write it without."),
        ({"on": date(2025, 8, 2)}, "--on", "2025-08-02 is after today, 2025-08-01.", "is decided"),
    ],
)
def test_what_cannot_be_decided(
    given: dict[str, object], where: str, what: str, fix: str, adopt: Adopt
) -> None:
    with pytest.raises(DefinitionError) as caught:
        adopt(**given)
    (problem,) = caught.value.problems
    assert problem.where == where
    assert what in problem.what
    assert fix in problem.fix


def test_everything_wrong_is_said_at_once(adopt: Adopt) -> None:
    with pytest.raises(DefinitionError) as caught:
        adopt(basis="nyt", by="", case="a\rb")
    assert [p.where for p in caught.value.problems] == ["--by", "--case", "adopt"]


def test_today_is_early_enough(adopt: Adopt) -> None:
    assert adopt(on=TODAY, today=TODAY)[0].decisions.decision[-1].decided_on == TODAY


def test_not_before_what_it_replaces(root: Path, adopt: Adopt) -> None:
    (root / FILE).write_text(OPEN + "\ndecided_on = 2025-06-11\n", "utf-8")
    with pytest.raises(DefinitionError, match="2025-06-10 is before"):
        adopt()
    assert adopt(on=date(2025, 6, 11))


def test_not_where_what_it_replaces_is_a_proposal_itself(root: Path, adopt: Adopt) -> None:
    (root / FILE).write_text("# Intet er besluttet.\n", "utf-8")
    with pytest.raises(DefinitionError, match='Adopt "nu" first'):
        adopt()


def test_a_basis_that_replaces_none_may_be_decided_first(root: Path, adopt: Adopt) -> None:
    (root / FILE).write_text("", "utf-8")
    old = root / "definitions/bases/nu.toml"
    old.write_text(old.read_text("utf-8").replace("goal   = []", "goal = []\nfrom_year = 2021"))
    assert adopt(basis="nu")[1].decode().startswith("\n[[decision]]\n")


def test_two_in_force_from_one_year_compete(root: Path, adopt: Adopt) -> None:
    (root / FILE).write_text(OPEN.replace("2021", "2025"), "utf-8")
    with pytest.raises(DefinitionError) as caught:
        adopt()
    (problem,) = caught.value.problems
    assert problem.where == "adopt ny"
    assert '"nu" and "ny" are both in force from 2025.' in problem.what
    assert problem.fix.endswith("Nothing was written.")


def test_a_basis_that_names_no_year_cannot_begin(root: Path, adopt: Adopt) -> None:
    path = root / NEW
    path.write_text(path.read_text("utf-8").replace("from_year = 2025\n", ""), "utf-8")
    with pytest.raises(DefinitionError, match=r"Write from_year = 2025 in definitions/bases/ny"):
        adopt()


def test_decisions_in_brackets_cannot_be_added_to(root: Path, adopt: Adopt) -> None:
    (root / FILE).write_text('decision = [{ basis = "nu", in_force_from = 2021 }]\n', "utf-8")
    with pytest.raises(DefinitionError, match=r"under a heading of its own, \[\[decision\]\]"):
        adopt()
