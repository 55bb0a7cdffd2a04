import numpy as np
import pytest

from grundlag.twin.model import Settings
from grundlag.twin.parameters import ANSWERS, CELLS, PARTNERSHIPS, WAVES
from grundlag.twin.sample import MILLION, Answers, draw_wave
from grundlag.twin.survey import adults, city_shares, probabilities, shares

WHOLE = Settings(seed=1)
SILENT = len(ANSWERS)


def _night(wave: int) -> float:
    return shares("amager", wave, "night", WHOLE).tryg


def _share(answers: tuple[Answers, ...], when: str, words: tuple[int, ...]) -> float:
    weight = np.concatenate([each.weight for each in answers])
    answer = np.concatenate([getattr(each, when) for each in answers])
    asked = answer != SILENT
    return float(weight[asked & np.isin(answer, words)].sum() / weight[asked].sum())


@pytest.mark.parametrize("when", ["day", "night"])
@pytest.mark.parametrize("cell", [cell.id for cell in CELLS])
def test_the_chances_of_the_answers_add_to_one(cell: str, when: str) -> None:
    for wave in WAVES:
        chances = probabilities(cell, wave, when, WHOLE)
        assert len(chances) == len(ANSWERS)
        assert sum(chances) == pytest.approx(1)
        assert min(chances) > 0
        assert sum(chances[:2]) == pytest.approx(shares(cell, wave, when, WHOLE).tryg)
        assert sum(chances[3:5]) == pytest.approx(shares(cell, wave, when, WHOLE).utryg)


def test_about_5000_answer_each_wave() -> None:
    answers = draw_wave(np.random.default_rng(1), 2026, WHOLE)
    assert sum(len(each.day) for each in answers) == 5000
    assert all(300 <= len(each.day) <= 420 for each in answers[:3])


def test_weights_are_unequal_and_add_to_the_adults() -> None:
    for each in draw_wave(np.random.default_rng(1), 2026, WHOLE):
        people = adults(each.cell.id, 2026, WHOLE)
        assert each.weight.sum() / MILLION == pytest.approx(people, abs=0.001)
        assert 2 < each.weight.max() / each.weight.min() < 2.7


def test_the_strata_hold_all_adults() -> None:
    for wave in (2020, 2021):
        heads = sum(adults(cell.id, wave, WHOLE) for cell in CELLS)
        assert heads == pytest.approx(0.82 * {2020: 647_979, 2021: 651_508}[wave], abs=10)


def test_weighted_shares_come_near_the_truth() -> None:
    large = Settings(seed=1, scale=4)
    answers = draw_wave(np.random.default_rng(2), 2025, large)
    for when in ("day", "night"):
        true = city_shares(2025, when, large)
        assert _share(answers, when, (0, 1)) == pytest.approx(true.tryg, abs=0.015)
        assert _share(answers, when, (3, 4)) == pytest.approx(true.utryg, abs=0.012)
        for each, cell in zip(answers, PARTNERSHIPS, strict=False):
            near = shares(cell.id, 2025, when, WHOLE)
            assert _share((each,), when, (0, 1)) == pytest.approx(near.tryg, abs=0.06)


def test_some_do_not_answer_and_some_do_not_know() -> None:
    answers = draw_wave(np.random.default_rng(3), 2025, Settings(seed=1, scale=4))
    day = np.concatenate([each.day for each in answers])
    assert (day == SILENT).mean() == pytest.approx(0.015, abs=0.004)
    assert (day == ANSWERS.index("ved ikke")).mean() == pytest.approx(0.01, abs=0.004)


def test_the_two_answers_of_a_person_go_together() -> None:
    answers = draw_wave(np.random.default_rng(4), 2025, WHOLE)
    day = np.concatenate([each.day for each in answers])
    night = np.concatenate([each.night for each in answers])
    assert np.corrcoef(day, night)[0, 1] > 0.2


def test_the_city_falls_two_points_and_amager_rises_three() -> None:
    fall = city_shares(2026, "day", WHOLE).tryg - city_shares(2025, "day", WHOLE).tryg
    assert fall == pytest.approx(-0.02, abs=0.002)
    for wave in (2025, 2026):
        step = _night(wave) - _night(wave - 1)
        assert step == pytest.approx(0.03)
    assert min(city_shares(wave, "day", WHOLE).tryg for wave in WAVES) >= 0.85
    assert max(city_shares(wave, "night", WHOLE).tryg for wave in WAVES) <= 0.80
