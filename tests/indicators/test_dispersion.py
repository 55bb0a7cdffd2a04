"""Which areas and years a spread is measured on, and when it is the declared one instead."""

import numpy as np
import pytest

from grundlag.indicators import dispersion
from grundlag.indicators.dispersion import pearson
from grundlag.indicators.measure import measure

MORE = """
[[area]]
id = "{id}"
name = "{id}"

[[area.version]]
id = "1"
places = {places}
"""


def brute(levels: dict[tuple[str, int], int]) -> tuple[float, int]:
    """X2 and its degrees of freedom by Newton's steps on dummies: another way to the same."""
    cells = sorted(levels)
    n = np.array([levels[c] for c in cells], dtype=float)
    names = [*dict.fromkeys(a for a, _ in cells), *dict.fromkeys(y for _, y in cells)]
    design = np.array([[float(name in cell) for name in names] for cell in cells])
    eta = np.log(np.maximum(n, 0.5))
    for _ in range(60):
        mu = np.exp(eta)
        root = np.sqrt(mu)
        step = np.linalg.lstsq(design * root[:, None], (eta + (n - mu) / mu) * root, rcond=None)
        eta = design @ step[0]
    mu = np.exp(eta)
    rank = int(np.linalg.matrix_rank(design))
    return float(((n - mu) ** 2 / mu).sum()), len(cells) - rank


def lively(town, years=range(2015, 2026), areas=("Nord", "Syd", "Øst"), level=60, **kinds):
    """Reports in some areas and years that vary much, and what was made, by area and year."""
    draw = np.random.default_rng(7)
    made, rows = {}, ["Kode;Dato;Sted"]
    for place in areas:
        for year in years:
            n = int(draw.poisson(level * draw.gamma(5, 0.2)))
            made[place, year] = n
            rows += [f"1320;{1 + i % 28:02d}-{1 + i % 12:02d}-{year};{place}" for i in range(n)]
    town.take("\n".join(rows) + "\n")
    return made


def spreads(town, year=2026):
    defs = town.defs
    return measure(defs, defs.bases["grund"], year, town.count()).spreads


def with_areas(town, *areas: tuple[str, list[str]]) -> None:
    """The town with more areas, each of some places."""
    text = (town.root / "definitions/areas.toml").read_text("utf-8")
    for name, places in areas:
        text += MORE.format(id=name, places=str(places).replace("'", '"'))
    town.write("definitions/areas.toml", text)


def test_it_is_measured_on_all_areas_and_the_years_before_the_judged_one(town):
    with_areas(town, ("oest", ["Øst"]))
    made = lively(town)
    before = {cell: n for cell, n in made.items() if cell[1] < 2025}
    x2, df = brute(before)
    found = spreads(town)["indbrud"]
    assert (found.source, found.areas, found.first, found.last) == ("measured", 3, 2015, 2024)
    assert found.df == df == 18
    assert found.phi == pytest.approx(x2 / df, rel=1e-9)
    assert found.phi > 3
    assert spreads(town)["indbrud_pr_1000"] == found  # a rate is a count on another scale


def test_with_too_few_of_them_it_is_the_declared_one(town):
    lively(town, areas=("Nord", "Syd"))
    assert spreads(town)["indbrud"].phi == 3
    assert spreads(town)["indbrud"].source == "declared"


def test_its_limits_are_those_of_what_was_measured(town):
    with_areas(town, ("oest", ["Øst"]))
    lively(town)
    defs = town.defs
    measures = measure(defs, defs.bases["grund"], 2026, town.count())
    phi = measures.spreads["indbrud"].phi
    for (name, _, _), found in measures.estimates.items():
        if name == "indbrud" and found.value is not None:
            assert found.made.dispersion == phi
            assert found.method == f"garwood, dispersion {phi:.4g} (measured)"


def test_what_lies_in_two_areas_is_counted_in_the_first(town):
    with_areas(town, ("oest", ["Øst"]), ("hele-oest", ["Øst", "Sydøst"]))
    made = lively(town, areas=("Nord", "Syd", "Øst", "Sydøst"))
    before = {cell: n for cell, n in made.items() if cell[1] < 2025}
    x2, df = brute(before)  # hele-oest lends what is not in oest: Sydøst
    found = spreads(town)["indbrud"]
    assert (found.areas, found.df) == (4, df)
    assert found.phi == pytest.approx(x2 / df, rel=1e-9)


def test_an_area_that_is_redrawn_begins_a_level_of_its_own(town):
    text = (town.root / "definitions/areas.toml").read_text("utf-8")
    newer = '[[area.version]]\nid = "2"\nfrom_year = 2020\nplaces = ["Syd", "Sydøst"]'
    old = 'places = ["Syd"]'
    town.write("definitions/areas.toml", text.replace(old, f"{old}\n\n{newer}"))
    with_areas(town, ("oest", ["Øst"]))
    made = lively(town, areas=("Nord", "Syd", "Øst", "Sydøst"))
    cells = {c: n for c, n in made.items() if c[1] < 2025 and c[0] in ("Nord", "Øst")}
    cells |= {("gammel", y): made["Syd", y] for y in range(2015, 2020)}
    cells |= {("ny", y): made["Syd", y] + made["Sydøst", y] for y in range(2020, 2025)}
    x2, df = brute(cells)
    found = spreads(town)["indbrud"]
    assert (found.areas, found.df) == (3, df) == (3, 17)
    assert found.phi == pytest.approx(x2 / df, rel=1e-9)


def test_a_break_parts_the_years(town):
    with_areas(town, ("oest", ["Øst"]), ("vest", ["Vest"]))
    town.write(
        "definitions/breaks.toml",
        'schema = 1\n\n[[break]]\nindicator = "indbrud"\nfrom_year = 2020\nwhy = "Nyt system"\n',
    )
    made = lively(town, areas=("Nord", "Syd", "Øst", "Vest"))
    cells = {(f"{a} {y >= 2020}", y): n for (a, y), n in made.items() if y < 2025}
    x2, df = brute(cells)
    found = spreads(town)
    assert found["indbrud"].df == df == 24
    assert found["indbrud"].phi == pytest.approx(x2 / df, rel=1e-9)
    assert found["indbrud_pr_1000"].df == 27  # the break is in one indicator alone


def test_years_that_are_not_whole_lend_nothing(town):
    with_areas(town, ("oest", ["Øst"]))
    made = lively(town, years=[y for y in range(2014, 2026) if y != 2018])
    cells = {cell: n for cell, n in made.items() if cell[1] < 2025}
    x2, df = brute(cells)
    assert spreads(town)["indbrud"].df == df == 18
    assert spreads(town)["indbrud"].phi == pytest.approx(x2 / df, rel=1e-9)


def test_areas_with_few_reports_are_left_out():
    draw = np.random.default_rng(3)
    large = {(f"a{i}", y): int(draw.poisson(80)) for i in range(4) for y in range(6)}
    small = {("lille", y): n for y, n in enumerate((3, 9, 4, 2, 5, 4))}  # 4.5 a year
    assert pearson({**large, **small}) == pearson(large)
    assert {area for area, _ in pearson({**large, **small}).cells} == {f"a{i}" for i in range(4)}


def test_no_year_in_which_all_areas_rise_is_spread():
    """What happens everywhere is real change."""
    level = {f"a{i}": 1000 * (i + 1) for i in range(5)}
    factor = {0: 1.0, 1: 2.0, 2: 0.5, 3: 1.5}
    found = pearson({(a, y): int(n * f) for a, n in level.items() for y, f in factor.items()})
    assert found.x2 == pytest.approx(0, abs=1e-9)
    assert found.phi == 1.0


def test_delivered_counts_lend_as_well(town):
    with_areas(town, ("oest", ["Øst"]))
    draw = np.random.default_rng(11)
    places = ("Nordkvarteret", "Sydkvarteret", "oest")
    cells = [(place, year) for place in places for year in range(2015, 2026)]
    made = {cell: int(draw.poisson(60 * draw.gamma(5, 0.2))) for cell in cells}
    rows = [f"1320;{p};{y}-01;{y}-12;{n}" for (p, y), n in made.items()]
    town.take("\n".join(("Gerning;Område;Fra;Til;Antal", *rows)) + "\n")
    x2, df = brute({cell: n for cell, n in made.items() if cell[1] < 2025})
    found = spreads(town)["indbrud"]
    assert (found.source, found.df) == ("measured", df)
    assert found.phi == pytest.approx(x2 / df, rel=1e-9)


def test_the_borders_of_what_may_be_measured():
    assert (dispersion.FEWEST, dispersion.FREEDOM) == (5.0, 10)  # as the methods page has them
