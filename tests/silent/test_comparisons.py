"""Two numbers that must not meet, and a share that is not what it is called."""

from datetime import date

import pytest

from grundlag.errors import SeriesError
from grundlag.indicators.change import change
from grundlag.indicators.measure import measure
from grundlag.indicators.model import Measures

ANSWERS = "År;Kvarter;Lag;Klynge;Vægt;Tryghed\n"
BASELINE = """
[[baseline]]
partnership = "nord"
basis = "grund"
indicator = "indbrud"
years = [{}]
"""


def measured(town, year: int) -> Measures:
    defs = town.defs
    return measure(defs, defs.bases["grund"], year, town.count())


def answered(*answers: str, weight: str = "1") -> str:
    return ANSWERS + "".join(f"2026;Nord;;;{weight};{answer}\n" for answer in answers)


def share(town, group: str = "tryg") -> float | None:
    if group != "tryg":
        town.change("definitions/bases/grund.toml", 'answers = "tryg"', f'answers = "{group}"')
    return measured(town, 2026).estimates["trygge", "nord", 2026].value


def extend_nord(town) -> None:
    """Nord before 2025; Nord and Nordhavn from then on."""
    version = '[[area.version]]\nid = "2"\nfrom_year = 2025\nplaces = ["Nord", "Nordhavn"]'
    both = 'places = ["Nord", "Nordhavn"]'
    town.change("definitions/areas.toml", both, f'places = ["Nord"]\n\n{version}')


def test_utryg_is_not_one_minus_tryg(town):
    town.take(answered("tryg", "tryg", "hverken", "utryg", "ved ikke"))
    assert share(town) == 2 / 5
    assert share(town, "utryg") == 1 / 5


def test_ved_ikke_is_in_the_denominator_where_it_is_declared_to_be(town):
    town.take(answered("tryg", "utryg", "ved ikke", "ved ikke"))
    assert share(town) == 1 / 4
    town.change("definitions/survey.toml", '"utryg", "ved_ikke"]', '"utryg"]')
    assert share(town) == 1 / 2


def test_not_answered_is_an_answer_and_in_no_denominator(town):
    town.take(answered("tryg", "utryg", "", ""))
    assert share(town) == 1 / 2
    assert {c.answer: c.n for c in town.count().survey} == {"tryg": 1, "utryg": 1, "": 2}


def test_a_part_year_is_compared_with_nothing(town, reports):
    rows = reports(years=(2024,)) + "1320;15-01-2025;Nord\n1320;15-02-2025;Nord\n"
    town.take(rows)
    estimates = measured(town, 2026).estimates
    now, before = (estimates["indbrud", "nord", year] for year in (2025, 2024))
    assert (now.value, before.value) == (None, 12)
    assert now.missing.what == "2025-03"


def test_a_count_on_the_old_and_one_on_the_new_border_do_not_meet(town, reports):
    extend_nord(town)
    rows = reports(years=(2024, 2025)) + "1320;15-05-2024;Nordhavn\n1320;15-05-2025;Nordhavn\n"
    town.take(rows)
    estimates = measured(town, 2026).estimates
    now, before = (estimates["indbrud", "nord", year] for year in (2025, 2024))
    assert (now.value, before.value) == (13, 12)
    with pytest.raises(SeriesError, match="area_version"):
        change(now, before)


def test_a_rate_with_the_inhabitants_of_the_new_border_is_refused(town, reports):
    extend_nord(town)
    town.take(reports(years=(2024,)))
    town.take("Dag;Område;Indbyggere\n01-01-2025;Nord;100\n01-01-2025;Nordhavn;100\n")
    found = measured(town, 2025).estimates["indbrud_pr_1000", "nord", 2024]
    assert (found.value, found.missing.why) == (None, "area_redrawn")


def test_a_baseline_year_that_is_missing_is_missing_and_no_other_year(town, reports):
    town.write(
        "definitions/partnerships.toml",
        (town.root / "definitions/partnerships.toml").read_text("utf-8") + BASELINE.format(2023),
    )
    town.take(reports(years=(2024, 2025)))
    base = measured(town, 2026).baselines["indbrud", "nord"]
    assert (base.value, base.missing.what) == (None, "2023-01")


def test_a_baseline_stands_on_what_had_arrived_and_later_rows_move_nothing(town, reports):
    text = (town.root / "definitions/partnerships.toml").read_text("utf-8")
    town.write(
        "definitions/partnerships.toml", text + BASELINE.format(2024) + "as_of = 2025-03-01\n"
    )
    town.take(reports(years=(2024,)), arrived=date(2025, 2, 1))
    town.take(reports("1320;01-02-2024;Nord", years=(2024, 2025)), arrived=date(2026, 2, 1))
    measures = measured(town, 2026)
    assert measures.baselines["indbrud", "nord"].value == 12
    assert measures.estimates["indbrud", "nord", 2024].value == 13


def test_a_delivered_count_and_a_recorded_one_do_not_meet(town, reports):
    town.take(reports(years=(2025,)))
    town.take(
        "Gerning;Område;Fra;Til;Antal\n1320;Nord;2024-01;2024-12;9\n1320;Nordhavn;2024-01;2024-12;1\n"
    )
    estimates = measured(town, 2026).estimates
    before, now = (estimates["indbrud", "nord", year] for year in (2024, 2025))
    assert (before.value, now.value) == (10, 12)
    with pytest.raises(SeriesError, match="origin"):
        change(now, before)
