"""Tables 1 and 2 of both bases, cell for cell: the city's own words, and the true counts.

The words are those of the paper that the bases come from (its slips mended: *per.*, *Røveri*); the
counts are those that were invented, which nothing of ours has counted; the arithmetic is here.
"""

import json
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import docx
import pytest

pytestmark = pytest.mark.slow

EXAMPLE = Path(__file__).parents[1] / "examples" / "partnerskaber"
AREAS = ("folehaven", "tingbjerg-husum", "amager")
GOAL = "Minimum fastholdelse"
HEADS = [["Gerningstype", "Mål", "År", "År", "Ændring", "Ændring"],
         ["Gerningstype", "Mål", "2024", "2025", "i tal", "i procent"]]  # fmt: skip
FIRST = {
    "nuvaerende": (
        "Tabel 1. Antal anmeldelser af borgervendt kriminalitet (helårsdata)",
        ("Antal anmeldelser af borgervendt kriminalitet pr. 1.000 indbyggere",
         "borgervendt_kriminalitet"),
        ("Antal indbrud", "indbrud"),
        ("Antal tyveri/røveri", "tyveri_roeveri"),
        ("Antal vold/våben", "vold_vaaben"),
    ),
    "forslag-2025": (
        "Tabel 1. Anmeldelser af straffelovskriminalitet (helårsdata)",
        ("Antal anmeldelser af straffelovskriminalitet pr. 1.000 indbyggere",
         "straffelovskriminalitet"),
        ("Antal indbrud", "indbrud"),
        ("Antal tyveri", "tyveri"),
        ("Antal vold", "vold"),
    ),
}  # fmt: skip
SECOND = ("Tabel 2. Antal anmeldelser (helårsdata)",
          ("Chikane", "chikane"), ("Hærværk", "haervaerk"), ("Narkotika", "narkotika"),
          ("Trusler", "trusler"))  # fmt: skip
LEAST = 10  # reports in the year before, for a change in per cent


@pytest.fixture(scope="module")
def truth(example: Path) -> Any:
    return json.loads((example / "data/truth.json").read_text("utf-8"))


def shown(value: Fraction, decimals: int = 0, signed: bool = False) -> str:
    """A number as Danes write it, rounded half up, minus as a minus."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    sign = "−" if rounded < 0 else "+" if signed and rounded > 0 else ""
    return sign + f"{abs(rounded):,}".replace(",", " ").replace(".", ",").replace(" ", ".")


def line(
    words: list[str], then: Fraction, now: Fraction, base: int, decimals: int = 0
) -> list[str]:
    change = f"{shown((now / then - 1) * 100, 0, True)} %" if base >= LEAST else ".."
    own = shown(now - then, decimals, True)
    # drawn in February 2026: what was reported in 2025 still comes in
    return [*words, shown(then, decimals), f"{shown(now, decimals)}*", own, change]


def first(truth: Any, basis: str, area: str) -> list[list[str]]:
    """The baseline as it was known in the spring of 2025, and 2025 as known in the next."""
    (rate, crime), *counts = FIRST[basis][1:]
    then, now = (truth["counts"][seen][area] for seen in ("2025", "2026"))
    people = truth["population"][area]
    per = [Fraction(known[crime][year] * 1000, people[str(int(year) + 1)])
           for known, year in ((then, "2024"), (now, "2025"))]  # fmt: skip
    rows = [line([rate, GOAL], *per, then[crime]["2024"], 1)]
    for label, crime in counts:
        base = then[crime]["2024"]
        rows.append(line([label, GOAL], Fraction(base), Fraction(now[crime]["2025"]), base))
    return [*HEADS, *rows]


def second(truth: Any, area: str) -> list[list[str]]:
    """Both years as they are known now, and their total."""
    now = truth["counts"]["2026"][area]
    pairs = [(label, now[crime]["2024"], now[crime]["2025"]) for label, crime in SECOND[1:]]
    pairs.append(("Total", *(sum(pair[i] for pair in pairs) for i in (1, 2))))
    rows = [line([label], Fraction(a), Fraction(b), a) for label, a, b in pairs]
    return [*([head[0], *head[2:]] for head in HEADS), *rows]


def printed(path: Path, title: str) -> list[list[str]]:
    """A table of a Word paper, by its title."""
    paper = docx.Document(path)
    after = next(p for p in paper.paragraphs if p.text.replace("\u00a0", " ") == title)._p.getnext()
    found = next(table for table in paper.tables if table._tbl is after)
    return [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in found.rows]


@pytest.mark.parametrize("basis", FIRST)
@pytest.mark.parametrize("area", AREAS)
def test_tables_1_and_2(example: Path, truth: Any, basis: str, area: str) -> None:
    out = "2026" if basis == "nuvaerende" else f"2026-{basis}"
    paper = example / "out" / out / f"{area}.docx"
    assert printed(paper, FIRST[basis][0]) == first(truth, basis, area)
    assert printed(paper, SECOND[0]) == second(truth, area)
