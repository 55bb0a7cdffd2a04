"""A file put after itself: found without an id, by counts that are all even."""

import math
import random

import numpy as np
import pytest

from grundlag.cubes.check import CHECKS
from grundlag.cubes.check_repeats import times

RULE = CHECKS["rows_are_not_repeated"]


def counts(*n: int) -> np.ndarray:
    return np.array(n, dtype=np.int64)


def draw(cells: int, mean: float, seed: int = 1) -> np.ndarray:
    """Counts as they come by chance, those of 0 left out as in a cube."""
    found = np.random.default_rng(seed).poisson(mean, cells)
    return found[found > 0]


@pytest.mark.parametrize("mean", [0.7, 3.0, 40.0])
@pytest.mark.parametrize("often", [1, 2, 3, 4])
def test_a_file_put_after_itself_is_counted_as_often_as_it_was(mean, often):
    assert times(draw(400, mean) * often) == (None if often == 1 else often)


def test_honest_counts_are_seldom_called_double():
    """By Hoeffding at most one in a million; of 3,000 draws of 30 to 300 cells, none."""
    random.seed(3)
    found = [
        times(draw(random.randint(30, 300), random.uniform(0.2, 60), seed)) for seed in range(3000)
    ]
    assert found == [None] * 3000


def test_few_counts_tell_nothing():
    """27 even counts have a chance of exp(-13.5), 1.4 in a million; 28 one of exp(-14)."""
    even = [2, 4, 6] * 10
    assert math.exp(-13.5) > 1e-6 > math.exp(-14)
    assert times(counts(*even[:27])) is None
    assert times(counts(*even[:28])) == 2
    assert times(counts()) is None


def test_a_regular_list_is_no_double():
    """Trap: twelve months of ten each are even too, and so is one report each month, twice."""
    assert times(counts(*[10] * 48)) is None
    assert times(counts(*[2] * 48)) is None
    assert times(counts(*[4, 8, 12, 16] * 12)) == 4


def test_nearly_every_row_twice_is_double_and_half_of_them_is_not():
    one = draw(1000, 1.0)
    nearly, half = 2 * one, 2 * one
    nearly[::20] -= 1
    half[::2] -= 1
    assert times(nearly) == 2
    assert times(half) is None


def rows(year: int, seed: int) -> list[str]:
    """A year of reports of twelve codes, drawn: about 200."""
    draws = random.Random(seed)
    return [
        f"{draws.choice(('1320', '1330'))}{draws.randint(1, 6)};{draws.randint(1, 28):02d}-"
        f"{draws.randint(1, 12):02d}-{year};{draws.choice(('Nord', 'Syd'))}"
        for _ in range(200)
    ]


def found(town) -> list[str]:
    return [f"{f.problem.where}: {f.problem.what}" for f in RULE(town.defs, town.count())]


def test_a_delivery_of_which_each_row_is_there_twice_stops(town, reports):
    once = rows(2025, 1)
    town.take(town.file(reports(*once, *once), "dobbelt.csv"))
    (told,) = found(town)
    assert told.startswith("anmeldelser, dobbelt.csv: each row seems to be there 2 times: ")
    assert all(f.stops for f in RULE(town.defs, town.count()))


def test_a_delivery_in_which_a_few_are_alike_is_kept(town, reports):
    """Exact duplicates without an id are real: the same place, day and code."""
    once = rows(2025, 1)
    town.take(reports(*once, *once[:60]))
    assert found(town) == []


def test_a_month_that_is_there_twice_is_named(town, reports):
    once = rows(2025, 1)
    draws = random.Random(9)
    may = [
        f"{code}{end}{more};{draws.randint(1, 28):02d}-05-2025;{place}"
        for code in ("1320", "1330")
        for end in range(1, 7)
        for more in range(3)
        for place in ("Nord", "Syd")
        for _ in range(draws.randint(1, 4))
    ]
    rest = [row for row in once if row.split(";")[1][3:5] != "05"]
    town.take(town.file(reports(*rest, *may, *may), "maj.csv"))
    (told,) = found(town)
    assert told.startswith("anmeldelser, maj.csv, 2025-05: each row seems to be there 2 times")


def test_a_wave_that_is_there_twice_stops(town):
    draws = random.Random(4)
    people = [
        f"2026;{place};{stratum};;1;{draws.choice(('tryg', 'utryg', 'hverken'))}"
        for stratum in range(12)
        for place in ("Nord", "Syd")
        for _ in range(8)
    ]
    heading = "År;Kvarter;Lag;Klynge;Vægt;Tryghed"
    town.take("\n".join((heading, *people)) + "\n")
    assert found(town) == []
    town.take(town.file("\n".join((heading, *people, *people)) + "\n", "svar.csv"))
    (told,) = found(town)
    assert told.startswith("svar, svar.csv, wave 2026: each row seems to be there 2 times")
