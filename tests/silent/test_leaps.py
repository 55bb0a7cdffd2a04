"""Deliveries that lie: an area or a type gone silent, inhabitants that leap, answers all alike."""

from datetime import date

import pytest

from grundlag.basis.folder import CodeSet, Crime
from grundlag.basis.load import load
from grundlag.cubes.check import findings
from grundlag.cubes.police import codes_of
from grundlag.errors import GrundlagError
from grundlag.indicators.change import change
from grundlag.indicators.measure import measure
from grundlag.indicators.model import Change, Estimate, Interval, Series
from grundlag.run import judge_year
from grundlag.verdicts.model import Evidence
from grundlag.verdicts.rules import approaches

PEOPLE = "Dag;Område;Indbyggere\n"
ANSWERS = "År;Kvarter;Lag;Klynge;Vægt;Tryghed\n"


def stops(town) -> list[str]:
    found = findings(town.defs, town.count())[0]
    return [f"{p.where}: {p.what}" for p in found if not p.where.startswith("rates")]


def year(which: int, place: str, code: str = "1320", times: int = 2) -> list[str]:
    return [f"{code};15-{m:02d}-{which};{place}" for m in range(1, 13) for _ in range(times)]


def test_a_delivery_that_leaves_an_area_out_does_not_make_it_a_zero(town, reports):
    """Trap: the year comes in two files, one an area; the later speaks alone for its months."""
    both = [*year(2024, "Nord"), *year(2024, "Syd"), *year(2025, "Nord"), *year(2025, "Syd")]
    town.take(reports(*both), arrived=date(2026, 2, 1))
    assert stops(town) == []
    town.take(reports(*year(2025, "Syd")), arrived=date(2026, 2, 2))
    silent = "police year 2025: Nordkvarteret has no report, and had 20 or more the year before."
    assert stops(town) == [silent]


def test_a_report_is_refused_where_a_check_stops(town, reports):
    town.take(reports(*year(2024, "Nord"), *year(2024, "Syd")), arrived=date(2026, 2, 1))
    town.take(reports(*year(2025, "Syd")), arrived=date(2026, 2, 2))
    with pytest.raises(GrundlagError, match="Nordkvarteret has no report"):
        judge_year(load(town.root), 2026, date(2026, 3, 1))


def test_a_type_gone_silent_is_no_zero(town, reports):
    town.take(
        reports(*year(2024, "Nord"), *year(2024, "Nord", "1330"), *year(2025, "Nord", "1330"))
    )
    assert (
        "police year 2025: the type indbrud has no report, and had 20 or more the year before."
        in (stops(town))
    )


def test_a_survey_that_leaves_an_area_out_is_told(town):
    asked = [f"2025;{place};;;1;tryg\n" for place in ("Nord", "Syd") for _ in range(25)]
    town.take(ANSWERS + "".join(asked))
    town.take(ANSWERS + "".join(["2026;Syd;;;1;tryg\n"] * 25))
    assert stops(town) == [
        "wave 2026: nobody in Nordkvarteret is asked, and 20 or more were the year before."
    ]


def test_an_answer_with_a_wrong_year_does_not_take_a_wave_away(town):
    """Trap: the file of 2026 has one answer of 2025, and speaks alone for all of it."""
    asked = [f"2025;{place};;;1;tryg\n" for place in ("Nord", "Syd") for _ in range(25)]
    town.take(ANSWERS + "".join(asked), arrived=date(2025, 3, 1))
    assert stops(town) == []
    slips = "2025;Nord;;;1;utryg\n2025;Syd;;;1;utryg\n"
    late = ANSWERS + "".join(asked).replace("2025", "2026") + slips
    taken = town.take(late, arrived=date(2026, 3, 1))
    assert taken.silent == {"fil1.csv": ("2025",)}
    (told,) = stops(town)
    assert "wave 2025 holds 2 answers; the others' middle is 50." in told
    assert "It speaks in place of fil1.csv." in told


def test_a_part_is_not_larger_than_the_whole(town):
    town.take(PEOPLE + "01-01-2026;Byen;1000\n01-01-2026;Nordkvarteret;3000\n")
    where = "inhabitants of Nordkvarteret on 2026-01-01"
    assert f"{where}: are 3000, more than the 1000 of Byen." in stops(town)


def test_inhabitants_that_leap_are_told(town):
    rows = "01-01-2025;Byen;90000\n01-01-2026;Byen;90000\n"
    town.take(PEOPLE + rows + "01-01-2025;Nordkvarteret;3000\n01-01-2026;Nordkvarteret;30000\n")
    _, notices = findings(town.defs, town.count())
    assert [n.what for n in notices if n.where.startswith("inhabitants")] == [
        "are 30000, and were 3000 the time before."
    ]


def test_a_share_of_no_declared_question_is_not_passed_over(town):
    head = "Årgang;Kvarter;Spørgsmål;Svar;Andel;Svarpersoner\n"
    town.take(head + "2026;Nord;tryhed;tryg;78;\n")
    assert len(stops(town)) == 1


def test_answers_all_alike_have_no_limits_of_change(town):
    """Trap: four who all changed their mind gave a change of 100 points with limits of no width."""
    for wave, answer in ((2025, "utryg"), (2026, "tryg")):
        rows = f"{wave};Nord;;;1;{answer}\n" * 4 + f"{wave};Syd;;;1;tryg\n{wave};Syd;;;1;utryg\n"
        town.take(ANSWERS + rows)
    defs = town.defs
    measures = measure(defs, defs.bases["grund"], 2026, town.count())
    then, now = (measures.estimates["trygge", "nord", wave] for wave in (2025, 2026))
    found = change(now, then)
    assert (found.value, found.limits) == (1.0, None)
    assert measures.gaps["trygge", "nord", 2026].limits is None


def test_a_hard_space_after_a_code_is_no_other_code(town, reports):
    town.take(reports(*year(2025, "Nord\u00a0", "1320\u00a0")))
    cube = town.count().crime
    assert cube.codes == ("1320",)
    assert cube.atoms == ("in:nord@1",)


def test_a_weight_too_large_to_count_is_set_aside(town):
    taken = town.take(ANSWERS + "2026;Nord;;;99999999999999;tryg\n2026;Nord;;;1;tryg\n")
    assert [cell.found for cell in taken.set_aside] == ["99999999999999"]


def test_delivered_reports_without_a_place_are_shared_out_too(town):
    """Trap: 101 to 100 in the area looks held, while the city's unplaced rose from 5 to 90."""
    rows = [("Nord", 101, 100), ("Nordhavn", 0, 0), ("Syd", 94, 90), ("Uden stedfæstelse", 5, 90)]
    cells = [
        f"1320;{place};{y}-01;{y}-12;{n}\n"
        for place, *ns in rows
        for y, n in zip((2024, 2025), ns, strict=True)
    ]
    town.take("Gerning;Område;Fra;Til;Antal\n" + "".join(cells))
    defs = town.defs
    measures = measure(defs, defs.bases["grund"], 2026, town.count())
    then, now = (measures.estimates["indbrud", "nord", y].made.unplaced for y in (2024, 2025))
    assert then == pytest.approx(5 / 200)
    assert now == pytest.approx(90 / 280)


def test_a_baseline_over_two_borders_is_refused(town, reports):
    """Trap: one year on the old border and one on the new, added under one name."""
    town.take(reports(*year(2023, "Nord"), *year(2024, "Nord"), *year(2025, "Nord")))
    town.change(
        "definitions/areas.toml",
        both := 'places = ["Nord", "Nordhavn"]',
        f'places = ["Nord"]\n\n[[area.version]]\nid = "2"\nfrom_year = 2024\n{both}',
    )
    declared = '\n[[baseline]]\npartnership = "nord"\nbasis = "grund"\nindicator = "indbrud"\n'
    path = town.root / "definitions" / "partnerships.toml"
    path.write_text(path.read_text("utf-8") + declared + "years = [2023, 2024]\n", "utf-8")
    defs = town.defs
    found = measure(defs, defs.bases["grund"], 2026, town.count()).baselines["indbrud", "nord"]
    assert (found.value, found.missing and found.missing.why) == (None, "area_redrawn")


def test_codes_that_a_set_leaves_out_are_left_out():
    """Trap: `1*` without the one group that the law moved elsewhere."""
    crime = Crime(id="x", codes=(CodeSet(codes=("13*",), without=("1330*",)),))
    assert codes_of(crime, ("1320501", "1330501", "1410"), (2025 * 12,)) == {"1320501"}


@pytest.mark.parametrize(("high", "certainty"), [(0.0, "shown"), (0.001, "within_noise")])
def test_at_the_level_is_shown_when_the_upper_limit_is_just_nought(high, certainty):
    """Trap: "high(G) <= 0" is the rule; a limit of exactly nought belongs to the good side."""
    series = Series(
        indicator="trygge", basis="b", area="nord", area_version="1", list_version="",
        question_version="1", provider="p", origin="records", since=0,
    )  # fmt: skip
    now = Estimate(series=series, year=2028, unit="share", method="m", value=0.9, n=300)
    gap = Change(kind="difference", value=-0.05, limits=Interval(low=-0.1, high=high))
    found = approaches(Evidence(now=now, gap_now=gap, closing=2028, comparator_now=now))
    assert (found.outcome, found.certainty) == ("reached", certainty)
