"""Figures as JSON-stat: each cell in its place, with what is to be known of it."""

from dataclasses import replace
from typing import Any

from jsonstat_validator import validate_jsonstat

from grundlag.render.json_stat import Labelled, dataset
from grundlag.report.model import Figure, Pack

ONE = Figure(
    indicator="indbrud", area="by", year=2024, unit="count", value=24.0, low=15.4, high=35.7,
    n=24, method="garwood", series={"since": 0}, missing=None, deliveries=(),
)  # fmt: skip
PACK = Pack(
    year=2026, basis="nu", basis_name="Nu", proposal=False, invented=True, city="Lilleby",
    papers=(), figures=(), judgements=(), intake={},
)  # fmt: skip


def told(*figures: Figure, **indicators: Labelled) -> Any:
    own = indicators or {"indbrud": Labelled(label="Indbrud", decimals=0)}
    found = dataset(replace(PACK, figures=figures), "Tal", own, {"by": "Byen"})
    assert validate_jsonstat(found) is True
    return found


def test_a_figure_as_it_should_be_has_no_flag() -> None:
    found = told(ONE)
    assert (found["value"], found["status"]) == ([24.0, 15.4, 35.7, 24], {})


def test_the_last_dimension_turns_fastest() -> None:
    """Two years of one indicator: the value, the limits and n of the first, then of the second."""
    found = told(ONE, replace(ONE, year=2025, value=12.0, low=6.2, high=21.0, n=12))
    assert found["size"] == [1, 1, 2, 4]
    assert found["value"] == [24.0, 15.4, 35.7, 24, 12.0, 6.2, 21.0, 12]


def test_another_series_is_a_break_and_what_still_comes_in_is_provisional() -> None:
    later = replace(ONE, year=2025, series={"since": 2025}, provisional=True)
    found = told(ONE, later, replace(later, year=2026))
    assert [found["status"].get(str(i), "") for i in (0, 4, 8)] == ["", "BP", "P"]


def test_a_break_is_told_after_years_without_a_value() -> None:
    gone = replace(ONE, year=2025, value=None, low=None, high=None, n=None, missing="no_wave")
    found = told(ONE, gone, replace(ONE, year=2026, series={"since": 2026}))
    assert [found["status"].get(str(i), "") for i in (0, 4, 8)] == ["", "M", "B"]
    assert found["extension"]["why"] == {"4": "no_wave"}


def test_what_is_hidden_is_not_merely_missing() -> None:
    hidden = replace(ONE, value=None, low=None, high=None, n=None, missing="protected")
    assert set(told(hidden)["status"].values()) == {"Q"}


def test_a_figure_without_limits_lacks_only_them() -> None:
    found = told(replace(ONE, low=None, high=None))
    assert found["status"] == {"1": "M", "2": "M"}


def test_a_year_that_only_another_indicator_has_is_there_and_missing() -> None:
    share = replace(ONE, indicator="trygge", year=2026, unit="share", value=0.8)
    found = told(
        ONE, share, indbrud=Labelled(label="I", decimals=0), trygge=Labelled(label="T", decimals=1)
    )
    assert found["value"][:8] == [24.0, 15.4, 35.7, 24, None, None, None, None]
    assert found["status"]["4"] == "M"
    units = found["dimension"]["indicator"]["category"]["unit"]
    assert units["trygge"] == {"label": "share, 0 to 1", "decimals": 3}  # 80.0 %
