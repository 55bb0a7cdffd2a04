"""Open data: every figure of report.json, read back by a CSVW reader with types and flags."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from csvw import CSVW

from grundlag.render.open_data import CSV, METADATA, figures_csv, metadata
from grundlag.report.model import Pack


@pytest.fixture(scope="module")
def many(pack: Pack) -> Pack:
    """The pack with figures of several years: whole, provisional, nothing at all, and missing."""
    one = pack.figures[0]
    figures = (
        one,
        replace(one, year=2025, value=1 / 3, low=0.1, high=None),
        replace(one, year=2024, value=0.0, low=0.0, high=0.0, n=0, provisional=True),
        replace(one, year=2023, value=None, low=None, high=None, n=None, missing="no_wave 2023"),
    )
    return replace(pack, figures=figures, replays=(replace(one, year=2022), one))


@pytest.fixture
def written(many: Pack, tmp_path: Path) -> Path:
    (tmp_path / CSV).write_bytes(figures_csv(many))
    (tmp_path / METADATA).write_bytes(metadata(many))
    return tmp_path


def test_a_csvw_reader_finds_it_valid(written):
    read = CSVW(str(written / METADATA))
    assert read.is_valid
    assert not read.warnings


@pytest.mark.filterwarnings("always")
def test_a_csvw_reader_finds_it_invalid_where_a_number_is_none(written):
    """The reader that finds it valid can also say no."""
    text = (written / CSV).read_text("utf-8")
    (written / CSV).write_text(text.replace("0.634", "cirka 0.6"), "utf-8")
    assert not CSVW(str(written / METADATA)).is_valid


def test_every_figure_is_there_once_and_to_the_last_digit(written, many):
    rows = list(csv.DictReader(io.StringIO((written / CSV).read_text("utf-8"))))
    wanted = (*many.figures, many.replays[0])
    for row, figure in zip(rows, wanted, strict=True):
        for name in ("value", "low", "high"):
            told = getattr(figure, name)
            assert (float(row[name]) if row[name] else None) == told
        assert row["n"] == ("" if figure.n is None else str(figure.n))
        key = (figure.indicator, figure.area, str(figure.year))
        assert (row["indicator"], row["area"], row["year"]) == key
    assert [row["status"] for row in rows] == ["A", "A", "P", "M", "A"]
    assert rows[3]["why"] == "no_wave 2023"


def test_the_marks_of_the_papers_stand_in_what_is_said_of_it(pack):
    told = json.loads(metadata(pack))
    assert told["dc:description"] == " · ".join(pack.papers[0].marks)
    bare = replace(pack, papers=tuple(replace(paper, marks=()) for paper in pack.papers))
    assert "dc:description" not in json.loads(metadata(bare))
