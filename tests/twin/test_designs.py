"""The survey's designs: who is drawn, what each weighs, and how far a share then spreads.

Spread is measured over many draws and held against formulas from the books, written out here.
"""

import csv
import json
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grundlag.twin.designs import design_effect, frame, pick
from grundlag.twin.draw import PEOPLE, Sums, answers
from grundlag.twin.invent import invent
from grundlag.twin.model import Asked, Felt, Settings
from grundlag.twin.parameters import ANSWERS, CELLS
from grundlag.twin.sample import MILLION, draw_cell, draw_wave
from grundlag.twin.survey import adults, shares

pytestmark = pytest.mark.slow  # many draws

CITY = Settings(seed=4)
AMAGER = next(cell for cell in CELLS if cell.id == "amager")
TRYG = [0, 1]
ASKED = list(range(len(ANSWERS)))


def _shares(sums: Sums, question: int = 0) -> np.ndarray:
    """The weighted share who are tryg, in each draw."""
    w = sums.w[:, :, question].sum(axis=1)
    share: np.ndarray = w[:, TRYG].sum(axis=1) / w[:, ASKED].sum(axis=1)
    return share


def _deff(settings: Settings, draws: int, question: int = 0) -> float:
    """The measured variance over p(1 - p)/n, n those who answered."""
    sums = answers(settings, "amager", 2025, draws)
    true = shares("amager", 2025, ("day", "night")[question], settings).tryg
    n = sums.n[:, :, question, ASKED].sum(axis=(1, 2)).mean()
    return float(((_shares(sums, question) - true) ** 2).mean() / (true * (1 - true) / n))


@pytest.mark.parametrize("question", [0, 1], ids=["day", "night"])
@pytest.mark.parametrize(
    ("design", "deff"),
    # CV² of uniform 0.6 to 1.6 is 1/12 over 1.1²; 42 PSUs of 10, of whom 98.5 % answer
    [("strata", 1 + 1 / 12 / 1.21), ("clusters", 1 + 1 / 12 / 1.21 + 0.105 * 9 * 0.985)],
)
def test_the_design_effect_is_the_one_of_the_formula(
    design: str, deff: float, question: int
) -> None:
    settings = replace(CITY, design=design)
    assert design_effect(420, design) == pytest.approx(deff)
    assert _deff(settings, 6_000, question) == pytest.approx(deff, rel=0.09)  # 5 SE of a variance


def test_clusters_have_a_design_effect_of_about_2() -> None:
    for size in (310, 400, 420, 387):
        assert design_effect(size, "clusters") == pytest.approx(2, abs=0.03)
    assert design_effect(300, "two_stage") is None


def test_two_in_a_psu_agree_as_often_as_they_shall_and_shares_stay() -> None:
    found = draw_cell(
        np.random.default_rng(1), AMAGER, 2025, replace(CITY, design="clusters"), (4_000, 420)
    )
    assert found.psu is not None
    for when, answer in (("day", found.day), ("night", found.night)):
        true = shares("amager", 2025, when, CITY).tryg
        tryg = np.isin(answer, TRYG)[answer < len(ANSWERS)]
        assert tryg.mean() == pytest.approx(
            true, abs=5 * (2 * true * (1 - true) / tryg.size) ** 0.5
        )
        one, other = (np.where(a < 6, np.isin(a, TRYG), np.nan) for a in answer.T[:2])
        both = ~np.isnan(one) & ~np.isnan(other)
        assert np.corrcoef(one[both], other[both])[0, 1] == pytest.approx(0.105, abs=0.07)
    apart = np.corrcoef(np.isin(found.day[:, 0], TRYG), np.isin(found.day[:, -1], TRYG))[0, 1]
    assert abs(apart) < 0.08


def test_a_simple_sample_falls_where_people_live_and_weighs_the_same() -> None:
    settings = replace(CITY, design="srs")
    drawn = [draw_wave(np.random.default_rng(n), 2025, settings) for n in range(40)]
    sizes = np.array([[len(each.weight) for each in wave] for wave in drawn])
    assert (sizes.sum(axis=1) == 5_000).all()
    people = np.array([adults(cell.id, 2025, settings) for cell in CELLS])
    expected = 5_000 * people / people.sum()
    assert (abs(sizes.mean(axis=0) - expected) < 5 * np.sqrt(expected / 40)).all()
    (weight,) = {w for wave in drawn for each in wave for w in each.weight.tolist()}
    assert weight / MILLION == pytest.approx(people.sum() / 5_000)
    assert {each.stratum for each in drawn[0]} == {"alle"}


def test_sums_of_a_simple_sample_go_together_over_cells() -> None:
    settings = replace(CITY, design="srs")
    whole = [answers(settings, cell.id, 2025, 50).n[:, 0, 0].sum(axis=-1) for cell in CELLS]
    assert (np.sum(whole, axis=0) == 5_000).all()


def _two_stage_variance(settings: Settings, size: int) -> tuple[float, float]:
    """The true share of the people, and the variance of its estimate from all of them.

    Cochran (1977), ratio estimate, residuals e = y - p·a with a 1 for those who answered: the
    variance between all PSUs' totals and, within each, between all its people.
    """
    people = frame("folehaven", 2025, settings)
    answered = (people.day < len(ANSWERS)).astype(float)
    tryg = np.isin(people.day, TRYG).astype(float)
    share = tryg.sum() / answered.sum()
    rest = np.split(tryg - share * answered, people.first[1:])
    whole, drawn = len(rest), round(size / 10)
    each = round(size / drawn)
    totals = np.array([part.sum() for part in rest])
    between = whole**2 * (1 - drawn / whole) * totals.var(ddof=1) / drawn
    within = sum(len(part) ** 2 * (1 - each / len(part)) * part.var(ddof=1) / each for part in rest)
    variance = (between + whole / drawn * within) / answered.sum() ** 2
    return float(share), float(variance)


def test_two_stages_find_the_people_s_own_share_with_the_variance_of_the_book() -> None:
    settings = replace(CITY, design="two_stage")
    true, variance = _two_stage_variance(settings, 310)
    found = _shares(answers(settings, "folehaven", 2025, 4_000))
    assert found.mean() == pytest.approx(true, abs=5 * (variance / 4_000) ** 0.5 + 0.001)
    assert ((found - true) ** 2).mean() == pytest.approx(variance, rel=0.12)
    without = 0.68 * 0.32 / 310  # a small population, half of its PSUs drawn: less than it seems
    assert variance < 2 * without


def test_people_of_a_psu_are_alike_in_the_frame_too() -> None:
    """Variance between PSU means: p(1 - p)(ρ + (1 - ρ)/n), summed over 1,500 PSUs of some 40."""
    people = frame("bydel-1", 2025, CITY)
    tryg = np.isin(people.day, TRYG).astype(float)
    p = tryg.mean()
    means = np.add.reduceat(tryg, people.first) / people.living
    expected = p * (1 - p) * (0.105 + (1 - 0.105) / people.living).mean()
    assert means.var() == pytest.approx(expected, rel=0.13)


def test_the_people_s_own_shares_are_told(tmp_path: Path) -> None:
    settings = Settings(seed=7, scale=0.2, design="two_stage")
    invent(tmp_path, settings)
    told = json.loads((tmp_path / "truth.json").read_text("utf-8"))["survey"]["shares_of_people"]
    people = frame("amager", 2026, settings)
    words = Counter(ANSWERS[each] for each in people.night if each < len(ANSWERS))
    found = told["amager"]["2026"]["tryghed_aften_nat"]
    assert found["tryg"] == pytest.approx((words["meget tryg"] + words["tryg"]) / words.total())
    assert found["utryg"] == pytest.approx((words["meget utryg"] + words["utryg"]) / words.total())


def test_two_stages_draw_nobody_twice_and_weigh_one_over_the_chance() -> None:
    settings = replace(CITY, design="two_stage")
    people = frame("folehaven", 2025, settings)
    assert people.living.sum() == adults("folehaven", 2025, settings) == len(people.day)
    psu, who = pick(np.random.default_rng(2), people, 310, 20)
    for row, line in zip(who.tolist(), psu.tolist(), strict=True):
        assert len(set(row)) == len(row) == 310
        assert set(Counter(line).values()) == {10}
        begins = np.searchsorted(people.first, row, side="right") - 1
        assert begins.tolist() == line
    found = draw_cell(np.random.default_rng(2), CELLS[0], 2025, settings, (310,))
    assert found.living is not None
    chance = 31 / found.psus * 10 / found.living
    assert found.weight / MILLION == pytest.approx(1 / chance, abs=1e-6)


@pytest.mark.parametrize("design", ["strata", "srs", "clusters", "two_stage"])
def test_sums_are_those_of_the_answers_added_one_by_one(design: str) -> None:
    settings = replace(CITY, design=design, scale=0.2)
    sums = answers(settings, "amager", 2025, 3)
    at = [cell.id for cell in CELLS].index("amager")
    rng = np.random.default_rng((settings.seed, PEOPLE, 2025, at))
    size = (84 if design != "srs" else int(sums.n[:, :, 0].sum(axis=(1, 2)).max()),)
    found = draw_cell(rng, AMAGER, 2025, settings, (3, *size))
    for draw in range(3):
        added: dict[tuple[int, int, int], list[float]] = defaultdict(lambda: [0, 0.0, 0.0])
        seen: list[int] = []
        for person in range(int(sums.n[draw, :, 0].sum())):
            psu = 0 if found.psu is None else int(found.psu[draw, person])
            seen += [] if psu in seen else [psu]
            weight = found.weight[draw, person] / MILLION
            for question, given in enumerate((found.day, found.night)):
                cell = added[seen.index(psu), question, int(given[draw, person])]
                cell[0] += 1
                cell[1] += weight
                cell[2] += weight**2
        for place, (n, w, w2) in added.items():
            assert sums.n[draw][place] == n
            assert sums.w[draw][place] == pytest.approx(w)
            assert sums.w2[draw][place] == pytest.approx(w2)
        assert sums.n[draw].sum() == sum(n for n, _, _ in added.values())


def test_a_share_and_the_answers_set_by_hand_are_drawn() -> None:
    felt = Felt(cell="amager", wave=2025, when="day", tryg=0.3)
    settings = replace(CITY, felt=(felt,), asked=(Asked(cell="amager", answers=100),))
    sums = answers(settings, "amager", 2025, 2_000)
    assert (sums.n[:, :, 0].sum(axis=(1, 2)) == 100).all()
    assert _shares(sums).mean() == pytest.approx(0.3, abs=5 * (1.07 * 0.21 / 100 / 2_000) ** 0.5)


def _rows(folder: Path, wave: int) -> list[dict[str, Any]]:
    with (folder / f"tryghed-{wave}.csv").open(encoding="cp1252", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_a_file_of_two_stages_says_who_was_drawn_from_how_many(tmp_path: Path) -> None:
    settings = Settings(seed=7, scale=0.2, design="two_stage")
    invent(tmp_path, settings)
    rows = [row for row in _rows(tmp_path, 2025) if row["Stratum"] == "folehaven"]
    psus = Counter(row["Klynge"] for row in rows)
    (stratum_size,) = {int(row["Klynger i stratum"]) for row in rows}
    people = {row["Klynge"]: int(row["Personer i klynge"]) for row in rows}
    assert len(psus) <= stratum_size
    for row in rows:
        each = psus[row["Klynge"]]
        weight = stratum_size / len(psus) * people[row["Klynge"]] / each
        assert float(row["Vægt"].replace(",", ".")) == pytest.approx(weight, abs=1e-6)


def test_a_file_of_clusters_has_psus_that_lie_in_one_stratum(tmp_path: Path) -> None:
    invent(tmp_path, Settings(seed=7, scale=0.2, design="clusters"))
    rows = _rows(tmp_path, 2026)
    assert list(rows[0])[-1] == "Klynge"
    lies = defaultdict(set)
    for row in rows:
        lies[row["Klynge"]].add(row["Stratum"])
    assert all(len(strata) == 1 for strata in lies.values())
    often = Counter(row["Klynge"] for row in rows)
    assert 7 <= min(often.values()) <= max(often.values()) <= 13
