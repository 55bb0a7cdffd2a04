"""Several years as one baseline: never of two kinds, never out of order, each shared out itself."""

from datetime import date

import pytest

from grundlag.errors import SeriesError
from grundlag.indicators.change import change
from grundlag.indicators.measure import measure

BASELINE = """
[[baseline]]
partnership = "syd"
basis = "grund"
indicator = "indbrud"
years = {}
"""
BREAK = """
schema = 1

[[break]]
indicator = "indbrud"
from_year = 2024
why = "Politiets nye system"
"""
COUNTS = "Gerning;Område;Fra;Til;Antal\n"


def held_against(town, *years: int):
    """The measures of report 2026 with a baseline of some years, and that baseline."""
    path = town.root / "definitions" / "partnerships.toml"
    path.write_text(path.read_text("utf-8") + BASELINE.format(list(years)), "utf-8")
    defs = town.defs
    found = measure(defs, defs.bases["grund"], 2026, town.count())
    return found, found.baselines["indbrud", "syd"]


@pytest.mark.parametrize(("recorded", "counted"), [((2023, 2025), 2024), ((2024, 2025), 2023)])
def test_records_and_counts_are_not_added_to_one_baseline(town, reports, recorded, counted):
    """Trap: (12 + 40) / 2 passes for the level of records, and 12 looks like a fall from 26."""
    town.take(reports(years=recorded, row="1320;{};Syd"))
    town.take(COUNTS + f"1320;Syd;{counted}-01;{counted}-12;40\n")
    _, base = held_against(town, 2023, 2024)
    assert (base.value, base.missing and base.missing.why) == (None, "counted_otherwise")


def test_the_years_of_two_providers_are_not_added_to_one_baseline(town):
    other = '\n[[source]]\nid = "andre"\nkind = "crime_counts"\nprovider = "Andre"\n'
    columns = 'code = "Gern"\nplace = "Hvor"\nfirst_month = "Fra"\nlast_month = "Til"\nn = "N"\n'
    path = town.root / "sources.toml"
    path.write_text(path.read_text("utf-8") + f"{other}[source.columns]\n{columns}", "utf-8")
    town.take("Gern;Hvor;Fra;Til;N\n1320;Syd;2024-01;2024-12;40\n")
    town.take(COUNTS + "1320;Syd;2023-01;2023-12;12\n1320;Syd;2025-01;2025-12;12\n")
    found, base = held_against(town, 2023, 2024)
    assert (base.value, base.missing and base.missing.why) == (None, "counted_otherwise")
    assert [found.estimates["indbrud", "syd", y].value for y in (2023, 2024, 2025)] == [12, 40, 12]


def test_years_out_of_order_hide_no_break(town, reports):
    """Trap: the series was that of the year named first, here the one after the break."""
    town.take(reports(years=(2023, 2024, 2025), row="1320;{};Syd"))
    town.write("definitions/breaks.toml", BREAK)
    found, base = held_against(town, 2024, 2023)
    assert (base.year, base.until, base.series.since) == (2023, 2024, 0)
    with pytest.raises(SeriesError, match="since"):
        change(found.estimates["indbrud", "syd", 2025], base)


def test_a_year_named_twice_is_one_year(town, reports):
    """Trap: twice the reports on twice the years is the same level, with narrower limits."""
    town.take(reports(years=(2024, 2025), row="1320;{};Syd"))
    _, base = held_against(town, 2024, 2024)
    assert (base.made.count, base.made.exposure) == (12, 1)


def test_each_year_of_a_baseline_is_shared_out_by_itself(town, reports):
    """12 placed of 24, then 12 with the rest of the city elsewhere: 24 + 12, and not 24 / (6/7)."""
    rows = reports(years=(2023, 2024, 2025), row="1320;{};Syd")
    rows += "".join(f"1320;15-{m:02d}-2023;\n" for m in range(1, 13))
    rows += "".join(f"1320;{d:02d}-01-2024;Nord\n" for d in range(1, 29)) * 2
    town.take(rows)
    _, base = held_against(town, 2023, 2024)
    assert base.made.count == 24
    assert 24 / (1 - base.made.unplaced) == pytest.approx(24 + 12)


def test_a_baseline_is_drawn_when_its_last_year_was(town, reports):
    """The paper prints the day of the draw: not that of the first year alone."""
    first, later = date(2026, 1, 10), date(2026, 1, 20)
    town.take(reports(years=(2023, 2025), row="1320;{};Syd"), extracted=first)
    town.take(reports(years=(2024,), row="1320;{};Syd"), extracted=later)
    _, base = held_against(town, 2023, 2024)
    assert base.extracted == later
