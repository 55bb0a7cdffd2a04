"""Invents the sample that another program and ours are compared on: `python invent_sample.py`.

Nobody in it is real. Two waves of 300 answers, four strata of different size, six PSUs in each
(the same numbers in every stratum), unequal weights, and places that lie across the strata:

  north   a, b: in strata s1 to s3, nobody in s4
  cross   c, d: everywhere
  glad    g: everybody is safe
  sad     h: nobody is
  corner  k: all in one PSU
"""

import csv
import random
from pathlib import Path

HERE = Path(__file__).parent
SIZE = {"s1": 40, "s2": 60, "s3": 80, "s4": 120}
PLACES = {
    "s1": {"a": 4, "c": 3, "g": 2, "h": 2, "e": 5},
    "s2": {"a": 3, "b": 3, "c": 2, "d": 3, "g": 1, "h": 2, "e": 6},
    "s3": {"b": 4, "d": 3, "h": 1, "e": 6, "f": 4},
    "s4": {"c": 3, "d": 3, "g": 2, "f": 9},
}
ANSWERS = ("meget tryg", "tryg", "hverken", "utryg", "meget utryg", "ved ikke", "")
LIKELY = {
    "a": (10, 20, 12, 14, 8, 6, 6),
    "b": (12, 24, 10, 12, 6, 4, 8),
    "c": (25, 35, 8, 6, 3, 5, 4),
    "d": (22, 30, 10, 8, 3, 5, 6),
    "e": (40, 40, 6, 4, 2, 4, 4),
    "f": (45, 38, 5, 3, 1, 3, 5),
    "g": (5, 5, 0, 0, 0, 1, 1),
    "h": (0, 0, 3, 4, 4, 1, 1),
    "k": (3, 3, 1, 3, 1, 1, 1),
}
COLUMNS = ("wave", "stratum", "psu", "lone_psu", "lone_person", "place", "weight", "answer")


def invent() -> list[tuple[object, ...]]:
    """The rows; the seed is fixed, so that they are always the same."""
    draw = random.Random(20260401)
    return [row for wave in (1, 2) for row in _wave(draw, wave)]


def _wave(draw: random.Random, wave: int) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for stratum, size in SIZE.items():
        for i in range(size):
            psu = 1 + draw.randrange(6)
            place = draw.choices(list(PLACES[stratum]), list(PLACES[stratum].values()))[0]
            if (stratum, psu) == ("s3", 2) and draw.random() < 0.6:
                place = "k"
            chances = [n * (1.6 if psu > 3 and j < 2 else 1) for j, n in enumerate(LIKELY[place])]
            answer = draw.choices(ANSWERS, chances)[0]
            weight = round(float(stratum[1]) * draw.uniform(40, 160), 3)
            lone_psu = "alone" if (stratum, psu) == ("s4", 1) else stratum
            lone_person = "alone" if (stratum, i) == ("s1", 3) else stratum
            rows.append((wave, stratum, psu, lone_psu, lone_person, place, weight, answer))
    return rows


if __name__ == "__main__":
    with (HERE / "sample.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(invent())
