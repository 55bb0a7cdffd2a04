"""Every rule judges over a declared bridge as it would have within one series."""

from dataclasses import replace

import pytest

from grundlag.basis.folder import Bridge
from grundlag.indicators.model import Bridges, Change, Estimate, Made, Series
from grundlag.verdicts.model import Evidence
from grundlag.verdicts.rules import RULES

NEW = Series(
    indicator="tal", basis="b", area="nord", area_version="1", list_version="",
    question_version="", provider="P", origin="records", since=2025,
)  # fmt: skip
OLD = replace(NEW, since=0)
BRIDGE = Bridge(indicator="tal", to_year=2025, joins=("break",), why="Talt begge veje")


def over(**moved: float) -> Bridges:
    """The city and the area, both broken in 2025; the bridge is for the area alone."""
    line = {y: OLD if y < 2025 else NEW for y in range(2020, 2027)}
    city = {y: replace(s, area="byen") for y, s in line.items()}
    own = replace(BRIDGE, area="nord", **moved)  # type: ignore[arg-type]
    whole = replace(BRIDGE, area="byen")
    return Bridges(declared=(own, whole), series={("tal", "nord"): line, ("tal", "byen"): city})


def count(x: float, year: int, series: Series, e: float = 1, **made: float) -> Estimate:
    return Estimate(
        series=series, year=year, unit="count", method="", value=x / e,
        made=Made(count=x, exposure=e, dispersion=3, **made),
    )  # fmt: skip


def share(p: float, year: int, series: Series) -> Estimate:
    made = Made(variance=0.0004, df=200)
    return Estimate(series=series, year=year, unit="share", method="", value=p, made=made)


@pytest.mark.parametrize(
    ("factor", "outcome"), [(1.0, "missed"), (1.1, "reached"), (1.09, "missed")]
)
def test_crime_is_held_against_the_baseline_carried_over(factor, outcome):
    """110 against 100 that are worth 110: just held, in whole numbers and not in floats."""
    evidence = Evidence(
        now=count(110, 2025, NEW), baseline=count(100, 2024, OLD), bridges=over(factor=factor)
    )
    found = RULES["held_at_baseline"](evidence)
    assert (found.outcome, found.against.value) == (outcome, float(f"{100 * factor:.6f}"))
    assert found.decides["held_up_to"] == round(100 * factor)


def test_without_the_bridge_it_is_a_break():
    evidence = Evidence(now=count(110, 2025, NEW), baseline=count(100, 2024, OLD))
    found = RULES["held_at_baseline"](evidence)
    assert (found.outcome, found.reason, found.against) == ("not_judged", "break", None)


def test_an_uncertain_bridge_shows_less():
    """30 after 100 are shown; over a factor that may be 1/3 or 3 they are not."""
    known, unsure = (
        RULES["held_at_baseline"](
            Evidence(now=count(30, 2025, NEW), baseline=count(100, 2024, OLD), bridges=bridges)
        )
        for bridges in (over(), over(factor=1.0, error=0.5))
    )
    assert (known.outcome, known.certainty) == ("reached", "shown")
    assert (unsure.outcome, unsure.certainty) == ("reached", "within_noise")
    assert known.decides["shown_held_up_to"] > unsure.decides.get("shown_held_up_to", -1)


def test_the_unplaced_are_shared_out_of_the_baseline_carried_over():
    """100 with a tenth unplaced are 111.1, and 122.2 carried over; 110 with a fifth are 137.5."""
    evidence = Evidence(
        now=count(110, 2025, NEW, unplaced=0.2),
        baseline=count(100, 2024, OLD, unplaced=0.1),
        bridges=over(factor=1.1),
    )
    found = RULES["held_at_baseline"](evidence)
    assert (found.outcome, found.notes) == ("reached", ("unplaced_decides",))


@pytest.mark.parametrize(
    ("shift", "outcome"), [(0.0, "reached"), (0.03, "missed"), (0.02, "missed")]
)
def test_a_share_rises_from_what_was_carried_over(shift, outcome):
    """0.82 after 0.80: with 0.02 added to that just as much, which is no rise."""
    evidence = Evidence(
        now=share(0.82, 2025, NEW), before=share(0.80, 2024, OLD), bridges=over(shift=shift)
    )
    found = RULES["rises_every_year"](evidence)
    assert (found.outcome, found.against.value) == (outcome, round(0.80 + shift, 2))


def test_a_monitored_type_has_its_change_over_the_bridge():
    evidence = Evidence(
        now=count(60, 2025, NEW), before=count(20, 2024, OLD), bridges=over(factor=1.5)
    )
    found = RULES["monitored"](evidence)
    assert (found.outcome, found.reason, found.change.value) == ("monitored", None, 2.0)
    assert found.change.bridges


@pytest.mark.parametrize(("shift", "leaning"), [(0.0, "reached"), (0.05, "missed")])
def test_an_area_comes_nearer_than_its_start_carried_over(shift, leaning):
    """0.08 below the city then, 0.05 now; had it been asked as now it had been 0.03 below."""
    gap = {"kind": "difference", "limits": None, "variance": 0.0004, "df": 300}
    city = replace(NEW, area="byen"), replace(OLD, area="byen")
    evidence = Evidence(
        now=share(0.83, 2026, NEW), start=share(0.80, 2024, OLD),
        comparator_now=share(0.88, 2026, city[0]), comparator_start=share(0.88, 2024, city[1]),
        gap_now=Change(value=0.05, **gap), gap_start=Change(value=0.08, **gap),
        bridges=over(shift=shift), closing=2028,
    )  # fmt: skip
    found = RULES["approaches"](evidence)
    assert (found.outcome, found.leaning) == ("later", leaning)
    assert found.change.value == pytest.approx(0.05 - (0.08 - shift))
    assert found.against.value == pytest.approx(0.80 + shift)
    lone = replace(evidence, bridges=replace(evidence.bridges, declared=(BRIDGE,)))
    assert RULES["approaches"](lone).change.value == pytest.approx(-0.03)
    none = replace(evidence, bridges=Bridges())
    assert RULES["approaches"](none).reason == "break"
