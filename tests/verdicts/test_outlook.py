"""What a coming year can show, line by line, from nothing but what came before it.

The figures of Nord's 100 reports at phi = 3 are R's, as on docs/methods/power.md.
"""

import pytest

from grundlag.basis.check import check
from grundlag.indicators.measure import measure
from grundlag.verdicts.coming import Outlook, Size
from grundlag.verdicts.outlook import outlook

pytestmark = pytest.mark.slow


def lines(town, year: int = 2026, known: int = 2025, size: Size | None = None):
    defs = town.defs
    assert check(defs) == ()
    measures = measure(defs, defs.bases["grund"], known, town.count())
    return {(o.area, o.target): o for o in outlook(defs, measures, year, size)}


def test_a_count_has_the_figures_that_r_gives(ahead, declare):
    declare("nord")
    found = lines(ahead)["nord", "2.1"]
    assert found.rise == pytest.approx(0.7710264396601705, rel=1e-9)
    assert found.fall == pytest.approx(0.45037987863845219 - 1, rel=1e-9)
    assert found.false_alarm == pytest.approx(0.01827952986822028, rel=1e-9)
    assert found.overlooked == pytest.approx(0.94661133572823442, rel=1e-9)
    assert found.within == pytest.approx(1 - 2 * 0.01827952986822028, rel=1e-9)
    assert found.fails == pytest.approx(0.4917931425, rel=1e-6)
    assert found.decides == {
        "held_up_to": 100, "shown_held_up_to": 54, "shown_missed_from": 158, "exposure": 1.0,
    }  # fmt: skip


def test_the_year_itself_is_not_looked_at(ahead, declare, year_of):
    declare("nord")
    declare("nord", "indbrud_pr_1000")
    before = lines(ahead)
    ahead.take(year_of(2025, 300, 40), source="anmeldelser")
    assert lines(ahead, known=2026) == before == lines(ahead)


def test_what_was_never_asked_for_is_not_looked_at_either(ahead, declare, year_of):
    """For report 2027 the police year 2025 is known, and is no baseline: the level stays put."""
    declare("nord")
    ahead.take(year_of(2025, 300, 40), source="anmeldelser")
    first, then = lines(ahead)["nord", "2.1"], lines(ahead, 2027, 2026)["nord", "2.1"]
    assert (then.rise, then.decides) == (first.rise, first.decides)


def test_a_rate_is_held_at_the_latest_inhabitants(ahead, declare):
    """100 reports on 500 inhabitants, and 500 to come: the same counts decide."""
    declare("nord", "indbrud_pr_1000")
    found = lines(ahead)["nord", "2.2"]
    assert found.held_against.value == 200
    assert found.decides["exposure"] == 500
    assert found.decides["shown_missed_from"] == 158
    assert found.rise == pytest.approx(0.7710264396601705, rel=1e-9)


@pytest.mark.parametrize(
    ("level", "year", "reason"),
    [
        (None, 2026, "no_baseline"),
        ("years = [2024]", 2025, "in_baseline"),
        ("years = [2024]", 2024, "before_baseline"),
        ("years = [2023]", 2026, "month_not_delivered"),
    ],
)
def test_what_will_not_be_judged_says_why(level, year, reason, ahead, declare):
    if level:
        declare("nord", level=level)
    found = lines(ahead, year)["nord", "2.1"]
    assert (found.reason, found.rise, found.false_alarm) == (reason, None, None)
    assert not found.has_noise


def test_a_break_that_comes_with_the_year_ends_the_comparison(ahead, declare):
    declare("nord")
    ahead.write(
        "definitions/breaks.toml",
        'schema = 1\n[[break]]\nindicator = "indbrud"\nfrom_year = 2025\nwhy = "Ny optælling"\n',
    )
    found = lines(ahead)
    assert found["nord", "2.1"].reason == "break"
    assert found["nord", "1.1"].reason is None


BRIDGED = """
schema = 1

[[break]]
indicator = "indbrud"
from_year = 2025
why       = "Ny optælling"

[[bridge]]
indicator = "indbrud"
to_year   = 2025
joins     = ["break"]
factor    = 1.25
error     = 0.05
why       = "Talt i begge systemer"
"""


def test_a_year_that_a_bridge_leads_to_can_be_told_as_it_will_be_judged(ahead, declare, year_of):
    """R: b <- qbeta(0.025, x/3, 100/3 + 1); b/(1-b)/1.25 * exp(-qnorm(0.975) * 0.05) is above 1
    from x = 212 on, and the upper limit below it up to 63; 193 and 71 where no error is told."""
    declare("nord")
    ahead.write("definitions/breaks.toml", BRIDGED)
    found = lines(ahead)["nord", "2.1"]
    assert found.decides == {
        "held_up_to": 125, "shown_held_up_to": 63, "shown_missed_from": 212, "exposure": 1.0,
    }  # fmt: skip
    assert found.rise == pytest.approx(0.87206199743035, rel=1e-9)
    assert found.held_against.value == 125
    ahead.take(year_of(2025, 130, 12), source="anmeldelser")  # the bridge then lies behind
    assert lines(ahead, 2027, 2026)["nord", "2.1"].decides == found.decides
    ahead.write("definitions/breaks.toml", BRIDGED.replace("error     = 0.05", ""))
    sure = lines(ahead)["nord", "2.1"].decides
    assert (sure["shown_held_up_to"], sure["shown_missed_from"]) == (71, 193)


def test_a_printed_level_is_a_constant_and_nothing_but_the_year_is_drawn(ahead, declare):
    """R: the level of 100 is left by qgamma(0.025, x/3) * 3 > 100 from 137 on."""
    declare("nord", level='value = 100.0\nsource = "Et papir"')
    found = lines(ahead)["nord", "2.1"]
    assert found.decides["shown_missed_from"] == 137
    assert 0.01 < found.false_alarm < 0.025


def test_a_level_of_no_report_tells_only_what_decides(ahead, declare, year_of):
    ahead.take(year_of(2024, 24, 0), source="anmeldelser")
    declare("syd")
    found = lines(ahead)["syd", "2.1"]
    assert (found.rise, found.false_alarm) == (None, None)
    assert found.decides["held_up_to"] == 0
    declare("syd", "indbrud_pr_1000", 'value = 0.0\nsource = "Et papir"')
    assert lines(ahead)["syd", "2.2"].unknown == "zero_baseline"


def test_where_more_is_better_a_fall_is_the_alarm(ahead, declare):
    declare("nord")
    lower = lines(ahead)["nord", "2.1"]
    ahead.change(
        "definitions/bases/grund.toml",
        'indicators = ["indbrud"]\nrule = "held_at_baseline"\nbetter = "lower"',
        'indicators = ["indbrud"]\nrule = "held_at_baseline"\nbetter = "higher"',
    )
    found = lines(ahead, size=Size(counts=1 - 0.45037987863845219))["nord", "2.1"]
    assert found.overlooked == pytest.approx(0.2)
    assert (found.rise, found.fall) == (lower.rise, lower.fall)
    assert "held_up_to" not in found.decides


def test_a_rise_has_the_variance_of_the_latest_wave_twice(ahead):
    """By hand V = 150/149 x 0.8 x 0.2/100 twice, df = 99 twice; the points of t are R's."""
    found = lines(ahead)["nord", "1.1"]
    assert found.rise == pytest.approx(0.1597999034, abs=1e-9)
    assert found.fall == -found.rise
    assert found.overlooked == pytest.approx(0.8617193299, abs=1e-9)
    assert (found.false_alarm, found.fails) == (0.025, 0.5)
    assert found.within == pytest.approx(0.95)
    assert found.decides == {"answers": 1022, "n": 100}
    assert found.has_noise


def test_a_gap_is_decided_when_its_period_closes(ahead):
    found = lines(ahead)
    assert found["nord", "1.2"].decides["closing"] == 2028
    assert not found["nord", "1.2"].has_noise
    assert found["nord", "1.2"].false_alarm <= 0.025
    assert found["syd", "1.2"].reason == "no_period"
    assert "closing" not in lines(ahead, 2028)["nord", "1.2"].decides


def test_printed_shares_without_answers_say_nothing(ahead):
    ahead.take(
        "Årgang;Kvarter;Spørgsmål;Svar;Andel;Svarpersoner\n2026;Nordkvarteret;tryghed;tryg;80;\n"
    )
    found = lines(ahead, 2027, 2026)["nord", "1.1"]
    assert (found.unknown, found.rise) == ("no_n", None)
    assert found.held_against.value == 0.8


def test_activities_are_counted_and_tell_how_many_decide(register, lists):
    rows = [f"2025;nord;Uge;{i};i gang;BF A;{'Skolen' if i < 3 else ''};" for i in range(4)]
    register.take(lists(*rows))
    found: Outlook = lines(register)["nord", "3.1"]
    assert (found.kind, found.outcome) == ("counted", "reached")
    assert found.decides == {"k": 3, "n": 4, "to_change": 1}
    assert found.false_alarm is None
    assert lines(register)["syd", "3.1"].reason == "no_register"
