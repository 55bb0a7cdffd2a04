"""A bridge never joins in silence what it does not name; no border is mixed with another."""

import pytest

from grundlag.errors import SeriesError
from grundlag.indicators.change import change
from grundlag.indicators.idle import idle_bridges
from grundlag.indicators.measure import measure

BREAK = """
[[break]]
indicator = "{}"
from_year = {}
why = "Politiets nye system"
"""
BRIDGE = """
[[bridge]]
indicator = "indbrud"
to_year = {year}
joins = {joins}
why = "Talt begge veje"
{more}
"""
BASELINE = """
[[baseline]]
partnership = "nord"
basis = "grund"
indicator = "indbrud"
years = {}
"""


def breaks(town, *blocks: str) -> None:
    town.write("definitions/breaks.toml", "\n".join(("schema = 1", *blocks)))


def bridge(year: int = 2024, joins: str = '["break"]', more: str = "") -> str:
    return BRIDGE.format(year=year, joins=joins, more=more)


def measured(town, year: int = 2026):
    defs = town.defs
    return measure(defs, defs.bases["grund"], year, town.count())


def told(town) -> list[str]:
    return [notice.what for notice in idle_bridges(town.defs, town.count())]


def between(town, now: int = 2025, then: int = 2023):
    found = measured(town)
    figures = (found.estimates["indbrud", "nord", year] for year in (now, then))
    return change(*figures, found.bridges)


@pytest.fixture
def reported(town, reports):
    """12 burglaries in Nord in each of four years."""
    town.take(reports(years=(2022, 2023, 2024, 2025)))
    return town


def test_a_declared_bridge_joins_and_says_so(reported):
    breaks(reported, BREAK.format("indbrud", 2024), bridge(more="factor = 0.8"))
    found = between(reported)
    assert found.value == pytest.approx(12 / 9.6)
    assert [b.why for b in found.bridges] == ["Talt begge veje"]
    assert told(reported) == []


def test_without_a_bridge_nothing_is_joined(reported):
    breaks(reported, BREAK.format("indbrud", 2024))
    with pytest.raises(SeriesError, match="since"):
        between(reported)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (bridge(2023), "to 2023 joins nothing: there nothing differs."),
        (
            bridge(2024, '["provider"]'),
            "to 2024 joins nothing in byen, nord, syd: there break differs.",
        ),
        (
            bridge(2024, '["break", "provider"]'),
            "to 2024 joins nothing in byen, nord, syd: there break differs.",
        ),
        (bridge(2031), "to 2031 joins nothing: there nothing differs."),
    ],
)
def test_a_bridge_beside_the_break_joins_nothing_and_is_told(reported, wrong, says):
    breaks(reported, BREAK.format("indbrud", 2024), wrong)
    with pytest.raises(SeriesError):
        between(reported)
    (what,) = told(reported)
    assert what == f"the bridge of indbrud {says}"


def test_a_later_break_is_not_crossed_on_an_earlier_bridge(reported):
    breaks(reported, BREAK.format("indbrud", 2023), BREAK.format("indbrud", 2025), bridge(2023))
    assert between(reported, 2024, 2022).bridges
    with pytest.raises(SeriesError):
        between(reported, 2025, 2022)


def test_an_earlier_break_is_not_crossed_on_a_later_bridge(reported):
    breaks(reported, BREAK.format("indbrud", 2023), BREAK.format("indbrud", 2025), bridge(2025))
    with pytest.raises(SeriesError):
        between(reported, 2025, 2022)


def test_a_provider_is_joined_only_where_it_is_named(town, reports):
    """Records of 2024 after counts of 2023: both who sends them and how they come are another."""
    town.take(reports(years=(2024, 2025)))
    town.take("Gerning;Område;Fra;Til;Antal\n" + "".join(
        f"1320;{p};2023-01;2023-12;{n}\n" for p, n in (("Nord", 9), ("Nordhavn", 1))))  # fmt: skip
    breaks(town, bridge(2024, '["provider"]'))
    with pytest.raises(SeriesError, match="origin"):
        between(town)
    breaks(town, bridge(2024, '["origin"]'))
    assert between(town).value == pytest.approx(12 / 10)


def test_a_border_is_joined_only_where_it_is_named(reported):
    old = 'id = "1"\nplaces = ["Nord", "Nordhavn"]\n'
    new = '\n[[area.version]]\nid = "2"\nfrom_year = 2024\nplaces = ["Nord"]\n'
    reported.change("definitions/areas.toml", old, old + new)
    breaks(reported, BREAK.format("indbrud", 2024), bridge(joins='["break"]'))
    with pytest.raises(SeriesError, match="area_version"):
        between(reported)
    (what,) = told(reported)
    assert what.endswith("joins nothing in nord: there area_version, break differ.")
    breaks(reported, BREAK.format("indbrud", 2024), bridge(joins='["area_version", "break"]'))
    assert between(reported).value == 1.0


@pytest.mark.parametrize(("years", "joined"), [("[2022, 2023]", True), ("[2023, 2024]", False)])
def test_a_baseline_that_runs_over_the_break_is_not_carried(reported, years, joined):
    text = (reported.root / "definitions/partnerships.toml").read_text("utf-8")
    reported.write("definitions/partnerships.toml", text + BASELINE.format(years))
    breaks(reported, BREAK.format("indbrud", 2024), bridge(more="factor = 0.5"))
    found = measured(reported)
    now, base = found.estimates["indbrud", "nord", 2025], found.baselines["indbrud", "nord"]
    if joined:
        assert change(now, base, found.bridges).value == 2.0
    else:
        with pytest.raises(SeriesError):
            change(now, base, found.bridges)


def test_replays_of_two_borders_do_not_meet_and_those_of_one_do(reported):
    old = 'id = "1"\nplaces = ["Nord", "Nordhavn"]\n'
    new = '\n[[area.version]]\nid = "2"\nfrom_year = 2025\nplaces = ["Nord"]\n'
    reported.change("definitions/areas.toml", old, old + new)
    found = measured(reported).replays
    on = {v: [found["indbrud", "nord", v, y] for y in (2025, 2024)] for v in ("1", "2")}
    assert change(*on["1"]).value == change(*on["2"]).value == 1.0
    with pytest.raises(SeriesError, match="area_version"):
        change(on["2"][0], on["1"][1])
