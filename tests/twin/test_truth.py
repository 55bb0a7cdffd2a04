from typing import Any

import numpy as np
import pytest

from grundlag.twin.crime import count_reports, draw_reports
from grundlag.twin.model import Settings
from grundlag.twin.truth import tell

Truth = dict[str, Any]
BYDELE = [f"bydel-{number}" for number in range(1, 11)]


def test_bydele_and_unplaced_add_to_the_city(truth: Truth) -> None:
    for vintage in truth["counts"].values():
        for kind, years in vintage["koebenhavn"].items():
            for year, city in years.items():
                parts = [vintage[area][kind][year] for area in (*BYDELE, "uden_stedfaestelse")]
                assert sum(parts) == city


def test_types_add_to_their_totals(truth: Truth) -> None:
    for area in truth["counts"]["2026"].values():
        for year in area["indbrud"]:
            parts = [area[kind][year] for kind in ("indbrud", "tyveri_roeveri", "vold_vaaben")]
            assert sum(parts) == area["borgervendt_kriminalitet"][year]
            assert area["tyveri"][year] + area["roeveri"][year] == area["tyveri_roeveri"][year]


def test_amager_follows_the_border_that_was_valid(truth: Truth) -> None:
    counts = truth["counts"]["2026"]
    for year, count in counts["amager"]["tyveri"].items():
        valid = "amager/2021" if int(year) >= 2021 else "amager/2017"
        assert count == counts[valid]["tyveri"][year]


def test_the_years_before_the_last_are_alike_in_both_vintages(truth: Truth) -> None:
    first, latest = truth["counts"]["2025"], truth["counts"]["2026"]
    for area, kinds in first.items():
        for kind, years in kinds.items():
            later = latest[area][kind]
            assert {year: later[year] for year in years if year != "2024"} == {
                year: count for year, count in years.items() if year != "2024"
            }
            assert years["2024"] <= later["2024"]
    assert "2025" not in first["amager"]["vold"]


def test_the_rates_are_the_means_over_the_people_after(truth: Truth) -> None:
    for area in ("folehaven", "tingbjerg-husum", "amager", "koebenhavn"):
        mean = truth["expected_counts"][area]["straffelovskriminalitet"]["2025"]
        rate = truth["expected_rates"][area]["straffelovskriminalitet"]["2025"]
        assert rate == pytest.approx(1000 * mean / truth["population"][area]["2026"])


def test_there_is_no_rate_where_the_border_changes_between_count_and_people(truth: Truth) -> None:
    for kind in truth["expected_rates"]["amager"].values():
        assert [year for year, rate in kind.items() if rate is None] == ["2020"]


def test_the_planted_truths_are_listed_in_words(truth: Truth) -> None:
    assert any("tingbjerg-husum: indbrud falls 40 %" in says for says in truth["planted"])
    assert len(truth["planted"]) == 8 + 3


def test_draws_come_near_the_means_that_are_told() -> None:
    settings = Settings(seed=11)
    told = tell(settings, draw_reports(np.random.default_rng(1), Settings(seed=11, scale=0.02)), {})
    expected: Any = told["expected_counts"]
    total = np.mean(
        [count_reports(np.random.default_rng(seed), settings)[..., :-1].sum() for seed in range(9)]
    )
    kinds = ("straffelovskriminalitet", "narkotika", "vaaben")
    years = [sum(expected["koebenhavn"][kind].values()) for kind in kinds]
    assert total == pytest.approx(sum(years), rel=0.02)
