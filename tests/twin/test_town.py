"""The folder the command makes: the example where nothing is asked for, and what a design adds."""

from pathlib import Path

import pytest

from grundlag import run
from grundlag.basis.load import load
from grundlag.twin.model import Settings
from grundlag.twin.town import dress, springs

EXAMPLE = Path(__file__).parents[2] / "examples" / "partnerskaber"
OWN = ("remarks", "data", "store", "out", ".grundlag")
PLAIN = ("wave", "place", "stratum", "weight", "psu")


def _dressed(root: Path, columns: tuple[str, ...] = PLAIN, **asked: object) -> Path:
    run.new(root)
    dress(root, Settings(seed=1, **asked), columns)  # type: ignore[arg-type]
    return root


def _files(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file())
    named = {path.relative_to(root): path.read_bytes() for path in found}
    return {str(name): text for name, text in named.items() if name.parts[0] not in OWN}


def test_the_example_is_what_comes_out_where_nothing_is_asked_for(tmp_path: Path) -> None:
    """What the two share is written once: in the package's definitions, and here in the twin."""
    made, example = _files(_dressed(tmp_path / "by")), _files(EXAMPLE)
    assert sorted(made) == sorted(example)
    assert [name for name in made if made[name] != example[name]] == []


@pytest.mark.parametrize(
    ("design", "more"),
    [
        ("strata", {}),
        ("srs", {}),
        ("clusters", {"psu": "Klynge"}),
        (
            "two_stage",
            {
                "psu": "Klynge",
                "stratum_size": "Klynger i stratum",
                "psu_size": "Personer i klynge",
            },
        ),
    ],
)
def test_the_columns_of_a_design_are_mapped_where_they_may_be(
    tmp_path: Path, design: str, more: dict[str, str]
) -> None:
    plain = {"wave", "place", "stratum", "weight"}
    every = (*PLAIN, "stratum_size", "psu_size")
    text = (_dressed(tmp_path / "all", every, design=design) / "sources.toml").read_text("utf-8")
    for column, called in more.items():
        assert f'{column:<{max(map(len, plain | set(more)))}} = "{called}"\n' in text
    defs = load(_dressed(tmp_path / "some", design=design))
    (survey,) = (each for each in defs.sources.source if each.kind == "survey_answers")
    assert set(survey.columns) == plain | (set(more) & {"psu"})


def test_a_printed_total_is_of_a_city_of_the_same_size(tmp_path: Path) -> None:
    (printed,) = load(_dressed(tmp_path / "by", scale=0.1)).codes.published_total
    assert printed.n == 4_000


def test_a_definition_that_is_shipped_otherwise_is_no_town(tmp_path: Path) -> None:
    run.new(tmp_path / "by")
    codes = tmp_path / "by" / "definitions" / "codes.toml"
    codes.write_text(codes.read_text("utf-8").replace("# What others have printed", "#"), "utf-8")
    with pytest.raises(ValueError, match="What others have printed"):
        dress(tmp_path / "by", Settings(seed=1), PLAIN)


def test_the_springs_are_those_of_the_makefile() -> None:
    makefile = (EXAMPLE.parents[1] / "Makefile").read_text("utf-8")
    for came, drawn, files in springs():
        assert f"--arrived {came} --extracted {drawn}" in makefile
        assert all(f"data/{name}" in makefile for name in files)
