"""The page on the definition files says what the program reads."""

from pathlib import Path

from grundlag.basis.columns import COLUMNS
from grundlag.basis.load import FILES
from grundlag.basis.meanings import MEANINGS
from grundlag.basis.reference import reference

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "definitions.md"


def test_the_page_in_the_docs_is_the_one_the_records_make() -> None:
    again = "python -m grundlag.basis.reference > docs/reference/definitions.md"
    assert PAGE.read_text("utf-8") == reference(), f"make it again: {again}"


def test_every_file_has_its_heading() -> None:
    names = [name for name, _ in FILES.values()]
    headings = [line[3:] for line in reference().splitlines() if line.startswith("## ")]
    assert sorted(headings) == sorted(
        [
            *names,
            "definitions/bases/ID.toml",
            "remarks/YEAR.toml",
            "The columns of each kind of source",
        ]
    )


def test_no_meaning_is_of_a_key_that_is_gone() -> None:
    said = sum(line.startswith("| `") for line in reference().splitlines())
    assert said == sum(len(keys) for keys in MEANINGS.values())


def rows(key: str) -> list[list[str]]:
    """Type, required and meaning of a key, wherever it is listed."""
    cells = (line.strip("| ").split(" | ") for line in reference().splitlines())
    return [found[1:] for found in cells if found[0] == f"`{key}`"]


def test_a_key_says_type_whether_required_and_meaning() -> None:
    comparator = "The area that every partnership is compared with: an id in areas.toml."
    assert rows("comparator") == [["text", "yes", comparator]]
    assert rows("deff")[0][:2] == ["number, 1 to 1000", "yes"]
    assert rows("exposure")[0][:2] == ["number, more than 0", "no"]
    assert rows("better")[0][:2] == ['one of `"lower"`, `"higher"`', "no"]
    assert rows("year_starts_in")[0][:2] == ["whole number, 1 to 12", "no: `1`"]
    assert [found[0] for found in rows("decided_on")] == ["date", "date"]
    assert rows("months")[0][0] == 'list of: month, `"2020-08"`'
    assert rows("groups")[0][0] == "table of: list of: text"
    assert rows("read")[0][:2] == ["table", "no"]


def test_every_column_of_every_kind_of_source_is_listed() -> None:
    lines = reference().splitlines()
    assert "| survey_answers | `weight` | amount | yes |" in lines
    listed = [line for line in lines if line.startswith(tuple(f"| {kind} |" for kind in COLUMNS))]
    assert len(listed) == sum(len(columns) for columns in COLUMNS.values())
