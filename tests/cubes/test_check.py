"""What `grundlag check` says of what was taken in: what stops, what is said, and the way out."""

from datetime import date

import pytest

from grundlag.cubes.check import CHECKS, findings
from grundlag.cubes.check_rows import unknown_answers, unknown_codes, unknown_places
from grundlag.cubes.model import CrimeCube
from grundlag.errors import Problem
from grundlag.indicators.measure import measure

PEOPLE = (
    "Dag;Område;Indbyggere\n01-01-2026;Nordkvarteret;500\n01-01-2026;Syd;300\n01-01-2026;Byen;900\n"
)
ANSWERS = "År;Kvarter;Lag;Klynge;Vægt;Tryghed\n"
BASELINE = """
[[baseline]]
partnership = "nord"
basis = "grund"
indicator = "{indicator}"
years = [{year}]
as_of = {as_of}
"""


def found(town) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    return findings(town.defs, town.count())


def months(year: int, row: str, times: int = 1) -> list[str]:
    return [row.format(f"15-{m:02d}-{year}") for m in range(1, 13)] * times


@pytest.fixture
def sound(town, reports):
    """A year with reports in both areas, and its inhabitants."""
    rows = [*months(2025, "1320;{};Nord", 10), *months(2025, "1320;{};Syd", 10)]
    town.take(reports(*rows), source="anmeldelser")
    town.take(PEOPLE)
    return town


def test_nothing_taken_in_is_said(town):
    problems, (notice,) = found(town)
    assert problems == ()
    assert "nothing has been taken in yet" in notice.what


def test_a_sound_folder_has_nothing_to_say(sound):
    assert found(sound) == ((), ())


def rows_with(reports, code_or_place: tuple[str, str], often: int) -> str:
    code, place = code_or_place
    rows = [*months(2025, "1320;{};Nord", 40), *months(2025, "1320;{};Syd", 43)]
    return reports(*rows, *[f"{code};15-05-2025;{place}"] * often)


@pytest.mark.parametrize(("often", "stops"), [(10, False), (11, True)])
@pytest.mark.parametrize(
    ("row", "what", "near"),
    [
        (("132O110", "Nord"), 'no offence code (gerningskode) is called "132O110"', "1320"),
        (("1320", "Nordhaven"), 'no place is called "Nordhaven"', "Nordhavn"),
    ],
)
def test_an_unknown_word_stops_above_one_per_cent(town, reports, row, what, near, often, stops):
    """996 known reports: 10 unknown are 0.99 %, 11 are 1.09 %."""
    town.take(rows_with(reports, row, often))
    town.take(PEOPLE)
    problems, notices = found(town)
    (said,) = problems if stops else notices
    assert (len(problems), len(notices)) == ((1, 0) if stops else (0, 1))
    assert said.what.startswith(f"{what}: {often} (")
    assert f'Did you mean "{near}"?' in said.fix


def test_unknown_words_are_kept_in_rows_of_their_own(town, reports):
    town.take(rows_with(reports, ("132O110", "Nordhaven"), 2))
    crime = town.count().crime
    assert unknown_codes(crime, town.defs.codes) == {"132O110": 2}
    assert unknown_places(crime) == {"Nordhaven": 2}


def test_a_code_that_is_known_and_in_no_type_is_known(town, reports):
    town.take(rows_with(reports, ("9999", "Nord"), 500))
    town.take(PEOPLE)
    assert found(town) == ((), ())


def test_a_bad_year_is_not_thinned_by_good_ones(town, reports):
    rows = [*months(2024, "1320;{};Nord", 90), *months(2024, "1320;{};Syd", 90)]
    rows += [*months(2025, "1320;{};Nord", 40), *["0000;15-05-2025;Nord"] * 12]
    town.take(reports(*rows))
    problems, _ = found(town)
    assert any('"0000": 12 (2.44% of 2025' in p.what for p in problems)


def test_an_unknown_answer_is_in_no_share_and_stops(sound):
    sound.take(ANSWERS + "2026;Nord;;;1;tryg\n" * 98 + "2026;Nord;;;1;Trygt\n" * 2)
    problems, _ = found(sound)
    (said,) = problems
    assert 'no answer to "tryghed" is called "trygt": 2 (2.00% of wave 2026 unknown)' in said.what
    assert 'Did you mean "tryg"?' in said.fix
    assert unknown_answers(sound.count().survey, sound.defs.survey) == {("tryghed", "trygt"): 2}


def test_an_answer_left_out_is_no_word_to_choose_from(sound):
    sound.take(ANSWERS + "2026;Nord;;;1;tryg\n" * 9 + "2026;Nord;;;1;qqq\n")
    (said,) = found(sound)[0]
    assert said.fix.startswith("Known: hverken, tryg, ")


def test_a_delivered_code_nobody_knows_is_told(sound):
    sound.take("Gerning;Område;Fra;Til;Antal\nABC;Nord;2025-01;2025-12;10\n")
    problems, _ = found(sound)
    assert any('"ABC": 10 (100.00% of 2025' in p.what for p in problems)


@pytest.mark.parametrize(("faults", "stops"), [(2, False), (3, True)])
def test_set_aside_above_one_per_cent_stops(town, reports, faults, stops):
    rows = [*months(2025, "1320;{};Nord", 10), *months(2025, "1320;{};Syd", 8)]
    town.take(reports(*rows, *["1320;i går;Nord"] * faults))
    town.take(PEOPLE)
    problems, notices = found(town)
    (said,) = problems if stops else notices
    assert said.what.startswith(f"{faults} of {216 + faults} rows were set aside")
    assert "store/deliveries/anmeldelser/" in said.fix


def test_what_was_set_aside_in_a_delivery_that_is_no_longer_heard_is_not_told(sound, reports):
    sound.take(reports("1320;i går;Nord", *months(2025, "1320;{};Nord")), arrived=date(2026, 1, 5))
    assert found(sound) == ((), ())


def test_a_year_that_is_not_whole_is_told_with_the_reason(sound, reports):
    sound.take(reports(*months(2023, "1320;{};Nord", 20)).replace("1320;15-05-2023;Nord\n", ""))
    new = ["1320;15-01-2026;Nord", "1320;15-02-2026;Nord"]
    sound.take(reports(*new * 20), extracted=date(2026, 2, 20), arrived=date(2026, 3, 1))
    sound.take(reports(*["1320;15-07-2024;Nord"] * 20))
    problems, notices = found(sound)
    told = {n.where: n.what for n in notices if n.where.startswith("police year")}
    assert problems == ()
    assert "2023-05 has no report in the whole of" in told["police year 2023"]
    assert told["police year 2024"] == "is not whole: no delivery brings 2024-01."
    assert "2026-02 was not over when the extract was drawn, 2026-02-20" in told["police year 2026"]


def declare(town, indicator: str = "indbrud", year: int = 2025, as_of: str = "2026-03-01") -> None:
    path = "definitions/partnerships.toml"
    text = (town.root / path).read_text("utf-8")
    town.write(path, text + BASELINE.format(indicator=indicator, year=year, as_of=as_of))


def test_a_baseline_that_can_be_counted_says_nothing(sound):
    declare(sound)
    declare(sound, "indbrud_pr_1000")
    assert found(sound) == ((), ())


@pytest.mark.parametrize(
    ("indicator", "year", "as_of", "why"),
    [
        ("indbrud", 2024, "2026-03-01", "no delivery brings 2024-01"),
        ("indbrud", 2025, "2026-01-15", "2025-01 arrived after its date, 2026-01-15"),
    ],
)
def test_a_baseline_that_cannot_be_counted_stops_and_says_why(sound, indicator, year, as_of, why):
    declare(sound, indicator, year, as_of)
    (problem,) = found(sound)[0]
    assert problem.what == f"the baseline of nord/{indicator} cannot be counted: {why}."
    assert problem.where == "definitions/partnerships.toml:12"


def test_a_baselines_inhabitants_must_have_arrived_on_its_date(town, reports):
    town.take(
        reports(*months(2025, "1320;{};Nord"), *months(2025, "1320;{};Syd")),
        arrived=date(2026, 1, 10),
    )
    town.take(PEOPLE, arrived=date(2026, 2, 1))
    declare(town, "indbrud_pr_1000", as_of="2026-01-20")
    declare(town, "indbrud", as_of="2026-01-20")
    (problem,) = found(town)[0]
    assert "the inhabitants of 2026-01-01 had not arrived on its date, 2026-01-20" in problem.what


def test_baselines_of_one_reason_are_one_problem(sound):
    declare(sound, "indbrud", 2024)
    declare(sound, "indbrud_pr_1000", 2024)
    (problem,) = found(sound)[0]
    assert "nord/indbrud and 1 more" in problem.what


def test_missing_inhabitants_stop_in_the_latest_year_and_are_told_before(sound, reports):
    sound.take(reports(*months(2024, "1320;{};Nord", 20)))
    problems, notices = found(sound)
    assert problems == ()
    assert {n.where for n in notices} == {"rates of 2024"}
    sound.take(
        "Dag;Område;Indbyggere\n01-01-2026;Byen;900\n01-01-2026;Syd;300\n", arrived=date(2026, 3, 1)
    )
    (problem,) = found(sound)[0]
    assert problem.what == "the inhabitants of Nordkvarteret on 2026-01-01 are not known."


def test_a_row_with_a_wrong_date_that_silences_a_month_stops(sound, reports):
    sound.take(reports(*months(2024, "1320;{};Nord", 60)), arrived=date(2026, 1, 10))
    sound.take(reports("1320;03-03-2024;Nord"), arrived=date(2026, 2, 10))
    (problem,) = found(sound)[0]
    assert "2024-03 holds 1 reports" in problem.what
    assert "It speaks in place of" in problem.what


def test_an_area_that_no_report_lies_in_is_no_zero(sound):
    sound.change("definitions/areas.toml", 'places = ["Syd"]', 'places = ["Sydpå"]')
    problems, _ = found(sound)
    assert any('not one report in any delivery lies in "syd"' in p.what for p in problems)


def test_a_source_declared_otherwise_after_its_file_was_taken_is_told(sound):
    sound.change("sources.toml", 'code = "Kode"', 'code = "Gerningskode"')
    _, notices = found(sound)
    assert ['was read before the source "anmeldelser"' in n.what for n in notices] == [True]


def test_a_delivery_that_speaks_for_nothing_is_told(sound, reports):
    sound.take(reports("1320;20-01-2026;Nord"), arrived=date(2026, 1, 25))
    _, notices = found(sound)
    assert any("speaks for no whole month" in n.what for n in notices)


def test_every_rule_says_where_what_and_what_to_do(town, reports):
    town.take(reports("0000;15-05-2025;Mars", "1320;i går;Nord"))
    problems, notices = found(town)
    assert len(problems) >= 4
    assert all(
        p.where and p.what.endswith(".") and p.fix.endswith(".") for p in (*problems, *notices)
    )
    assert all(rule.__doc__ for rule in CHECKS.values())


def test_an_empty_cube_knows_nothing_unknown(town):
    cube: CrimeCube = town.count().crime
    assert unknown_codes(cube, town.defs.codes) == {}
    assert unknown_places(cube) == {}


GOAL = """
[[goal]]
id = "2"
about = "kriminalitet"
applies_to = ["nord", "syd"]
text = "Holdt"

[[goal.target]]
id = "2.1"
indicators = ["indbrud"]
rule = "held_at_baseline"
better = "lower"

[[indicator]]
id = "indbrud"
"""


def test_a_held_line_without_a_baseline_is_told_and_does_not_stop(sound):
    sound.change("definitions/bases/grund.toml", "goal = []", "")
    sound.change("definitions/bases/grund.toml", '\n[[indicator]]\nid = "indbrud"\n', GOAL)
    declare(sound)
    problems, (notice,) = found(sound)
    assert problems == ()
    assert notice.what == "the basis grund has no baseline for syd/indbrud."


OTHER = """
schema = 1
id = "ny"
name = "Ny"
source = "Opdigtet"
goal = []

[[indicator]]
id = "tyveri"
kind = "count"
label = "Tyveri"
crime = "tyveri"
dispersion = 3
"""
TWO_BASELINES = """
[[baseline]]
partnership = "nord"
basis = "grund"
indicator = "indbrud"
years = [2024]

[[baseline]]
partnership = "nord"
basis = "ny"
indicator = "tyveri"
years = [2024]
"""
COUNTS = "Gerning;Område;Fra;Til;Antal\n"


@pytest.fixture
def counted(sound):
    """Last year came as counts of burglaries alone; the second basis is on thefts."""
    sound.write("definitions/bases/ny.toml", OTHER)
    old = (sound.root / "definitions/partnerships.toml").read_text("utf-8")
    sound.write("definitions/partnerships.toml", old + TWO_BASELINES)
    return sound


def test_counts_for_one_basis_give_a_baseline_for_it_alone_and_check_says_which(counted):
    rows = ["1320;Nordkvarteret;2024-01;2024-12;31", "1320;Sydkvarteret;2024-01;2024-12;7"]
    counted.take(COUNTS + "\n".join(rows) + "\n")
    problems, notices = found(counted)
    assert problems == ()
    assert [n.what for n in notices if "counts that came" in n.what] == [
        "the counts that came do not cover the basis ny: nord/tyveri is missing."
    ]
    cubes = counted.count()
    values = {}
    for basis in counted.defs.bases.values():
        baselines = measure(counted.defs, basis, 2026, cubes).baselines
        values |= {key: estimate.value for key, estimate in baselines.items()}
    assert values == {("indbrud", "nord"): 31, ("tyveri", "nord"): None}


def test_counts_for_both_bases_say_nothing(counted):
    rows = [f"{code};Nordkvarteret;2024-01;2024-12;31" for code in ("1320", "1330")]
    counted.take(COUNTS + "\n".join(rows) + "\n")
    problems, notices = found(counted)
    assert problems == ()
    assert not any("counts that came" in n.what for n in notices)
