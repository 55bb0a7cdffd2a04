"""Invents the two-stage sample that R's survey package and ours are compared on: opdigtede data.

`python invent_designs.py` writes designs.csv. Nobody in it is real. Strata hold PSUs (`psus` in the
population), PSUs hold people (`people`), and some of each are drawn:

  s1, s2, s5  some PSUs of several, some people of each
  s3          both its PSUs; all people of the first
  s4          one PSU of five: a lone one
  s6          one PSU of three, and one person in it: alone at both stages

Places lie across them:

  a  everywhere but s6             b  in s1 and s2: nobody in the other strata
  c  in one PSU of s5              f  in the PSU of s3 where all were asked
  g  everybody is safe             h  nobody is
  i  one person                    l  in the lone PSU of s4, and in s2
  q  the one person of s6          w  in s2; a third have weight 0, in one PSU all

`stratum_people` and `everyone` are the population's sizes where people are drawn without PSUs;
those of s3 were all asked.
"""

import csv
import random
from pathlib import Path

HERE = Path(__file__).parent
DRAWN = {  # PSUs in the population, and of each drawn one: people drawn, people
    "s1": (12, ((9, 40), (14, 55), (11, 23))),
    "s2": (9, ((12, 30), (8, 61), (16, 48), (10, 10))),
    "s3": (2, ((13, 13), (9, 36))),
    "s4": (5, ((15, 80),)),
    "s5": (40, ((10, 90), (12, 44), (7, 31), (18, 66), (9, 52))),
    "s6": (3, ((1, 25),)),
}
PEOPLE = {"s1": 480, "s2": 390, "s3": 22, "s4": 400, "s5": 2200, "s6": 70}
PLACES = {
    "s1": "aaabbgho",
    "s2": "aabblghwwo",
    "s3": "aagho",
    "s4": "allgo",
    "s5": "aagho",
    "s6": "q",
}
ANSWERS = ("meget tryg", "tryg", "hverken", "utryg", "meget utryg", "ved ikke", "")
LIKELY = {
    "a": (20, 30, 12, 12, 6, 4, 8),
    "b": (12, 24, 14, 16, 8, 6, 6),
    "c": (10, 20, 10, 15, 8, 2, 5),
    "f": (10, 12, 8, 8, 2, 0, 1),
    "g": (5, 5, 0, 0, 0, 1, 1),
    "h": (0, 0, 3, 4, 4, 1, 1),
    "i": (0, 1, 0, 0, 0, 0, 0),
    "l": (15, 20, 8, 10, 4, 3, 4),
    "o": (40, 40, 6, 4, 2, 4, 5),
    "q": (1, 0, 0, 0, 0, 0, 0),
    "w": (10, 12, 8, 8, 4, 0, 1),
}
COLUMNS = (
    *("wave", "stratum", "psu", "person", "place", "answer", "weight"),
    *("psus", "people", "stratum_people", "all_psus", "everyone"),
)


def invent() -> list[tuple[object, ...]]:
    """The rows; the seed is fixed, so that they are always the same."""
    draw = random.Random(20260517)
    return [row for wave in (1, 2) for row in _wave(draw, wave)]


def _wave(draw: random.Random, wave: int) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for stratum, (psus, drawn) in DRAWN.items():
        for j, (n, people) in enumerate(drawn, 1):
            for i in range(n):
                place = _place(draw, stratum, j, i)
                chances = [k * (1.7 if (j + wave) % 2 and s < 2 else 1)
                           for s, k in enumerate(LIKELY[place])]  # fmt: skip
                answer = draw.choices(ANSWERS, chances)[0]
                weight = round(psus / len(drawn) * people / n * draw.uniform(0.6, 1.5), 3)
                if place == "w" and (j == 2 or draw.random() < 0.33):
                    weight = 0
                rows.append((
                    wave, stratum, f"{stratum[1]}{j}", len(rows) + 1, place, answer, weight,
                    psus, people, PEOPLE[stratum], sum(k for k, _ in DRAWN.values()),
                    sum(PEOPLE.values()),
                ))  # fmt: skip
    return rows


def _place(draw: random.Random, stratum: str, psu: int, person: int) -> str:
    if (stratum, psu, person) == ("s1", 1, 0):
        return "i"
    if (stratum, psu) == ("s5", 4) and draw.random() < 0.6:
        return "c"
    if (stratum, psu) == ("s3", 1) and draw.random() < 0.7:
        return "f"
    return draw.choice(PLACES[stratum])


if __name__ == "__main__":
    with (HERE / "designs.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(invent())
