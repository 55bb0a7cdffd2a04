"""Codes of a form that is not read, and codes too coarse for a type: what stops, what is told."""

import pytest

from grundlag.cubes.check import findings
from grundlag.cubes.check_rows import unknown_codes
from grundlag.errors import Problem

REGISTER = """Kode;Tekst;Lov
1320;Indbrud;Lov
1320705;Indbrud i lejlighed;Lov
1330;Tyveri;Lov
1330501;Tyveri af taske;Lov
9999;Andet;Lov
"""
LISTED = 'known = ["1320*", "1330*", "9*"]'
PEOPLE = "Dag;Område;Indbyggere\n01-01-2026;Nordkvarteret;500\n01-01-2026;Syd;300\n"


@pytest.fixture
def danish(town):
    """The town, with a register and codes of 4, 7 and 9 digits; "begge" is all that it has."""
    town.write("definitions/koder.csv", REGISTER)
    town.change("definitions/codes.toml", LISTED, 'register = "koder.csv"\nlengths = [4, 7, 9]')
    town.take(PEOPLE)
    return town


def found(town) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What stops and what is told, without what is said of inhabitants."""
    problems, notices = findings(town.defs, town.count())
    return problems, tuple(n for n in notices if "inhabitants" not in n.what)


def year(reports, *more: str, each: int = 41) -> str:
    """A year with so many burglaries a month in both areas, and more rows in May."""
    rows = [f"1320;15-{m:02d}-2025;{p}" for m in range(1, 13) for p in ("Nord", "Syd")] * each
    return reports(*rows, *more)


def test_codes_of_the_three_forms_are_read(danish, reports):
    danish.take(year(reports, *["1320705;15-05-2025;Nord", "132012345;15-05-2025;Nord"] * 9))
    assert found(danish) == ((), ())


@pytest.mark.parametrize(("often", "stops"), [(9, False), (10, True)])
def test_police_codes_alone_stop_above_one_per_cent(danish, reports, often, stops):
    """984 known reports: 9 unread are 0.91 %, 10 are 1.01 %."""
    rows = ["13205;15-05-2025;Nord"] * (often - 2) + ["13310;15-05-2025;Syd"] * 2
    danish.take(year(reports, *rows))
    problems, notices = found(danish)
    (said,) = problems if stops else notices
    assert len((*problems, *notices)) == 1
    share = "1.01%" if stops else "0.91%"
    assert said.what == (
        f"{often} reports have a code that is not of 4, 7 or 9 characters: "
        f'"13205" ({often - 2}), "13310" (2) ({share} of 2025 unknown).'
    )
    assert said.fix == (
        'Ask for a code list that says what they stand for, and name it: crosswalk = "FILE.csv".'
    )  # and not: did you mean 1320


def test_only_the_most_frequent_unread_codes_are_named(danish, reports):
    danish.take(year(reports, *(f"1320{n};15-05-2025;Nord" for n in range(7) for _ in range(n))))
    ((problem,), _) = found(danish)
    assert '"13206" (6), "13205" (5), "13204" (4), "13203" (3), "13202" (2) and 1 more' in (
        problem.what
    )


def test_unread_and_unknown_codes_are_judged_together(danish, reports):
    """5 unread and 5 unknown of 994 are each 0.5 %, and together no type holds 1.01 %."""
    rows = ["13205;15-05-2025;Nord", "7777;15-05-2025;Nord"] * 5
    danish.take(year(reports, *rows))
    problems, notices = found(danish)
    assert (len(problems), notices) == (2, ())
    assert all("1.01% of 2025 unknown" in p.what for p in problems)


def test_unread_codes_are_among_those_that_no_list_knows(danish, reports):
    danish.take(year(reports, *["13205;15-05-2025;Nord"] * 2, "7777;15-05-2025;Nord"))
    assert unknown_codes(danish.count().crime, danish.defs.codes) == {"13205": 2, "7777": 1}


def test_a_code_list_that_lacks_codes_is_named(danish, reports):
    danish.change("definitions/codes.toml", "lengths", 'crosswalk = "nøgle.csv"\nlengths')
    danish.write("definitions/nøgle.csv", "Politikode;Kode\n13205;1320\n")
    danish.take(year(reports, *["13205;15-05-2025;Nord"] * 50, "84453;15-05-2025;Syd"))
    problems, (notice,) = found(danish)
    assert problems == ()
    assert notice.what.startswith("1 report has a code that is not of")
    assert '"84453" (1)' in notice.what
    assert notice.fix == "Add a row for each to definitions/nøgle.csv."


def test_a_slip_in_a_police_code_is_near_to_those_that_the_code_list_knows(danish, reports):
    danish.change("definitions/codes.toml", "lengths", 'crosswalk = "nøgle.csv"\nlengths')
    danish.write("definitions/nøgle.csv", "Politikode;Kode\n84453;1320\n")
    danish.take(year(reports, "844S3;15-05-2025;Syd"))
    _, (notice,) = found(danish)
    assert notice.fix.startswith('Did you mean "84453"? Add a row')


def test_unread_codes_of_delivered_counts_are_told_too(danish):
    danish.take("Gerning;Område;Fra;Til;Antal\n13205;Nord;2025-01;2025-12;10\n")
    problems, _ = found(danish)
    assert ['"13205" (10) (100.00% of 2025' in p.what for p in problems] == [True]


def test_where_no_lengths_are_declared_every_form_is_read(town, reports):
    town.take(PEOPLE)
    town.take(year(reports, *["13205;15-05-2025;Nord"] * 50))
    assert found(town) == ((), ())


# ---- too coarse for a type ----------------------------------------------------------------------

PART = ('codes = ["1330*"]', 'codes = ["1330501"]')


def parted(town) -> None:
    """The type "tyveri" is a part of its group, and a basis counts it."""
    town.change("definitions/codes.toml", *PART)
    town.change(
        "definitions/bases/grund.toml", "goal = []",
        'goal = []\n\n[[indicator]]\nid = "tyveri"\nkind = "count"\nlabel = "Tyveri"\n'
        'crime = "tyveri"\ndispersion = 3',
    )  # fmt: skip


@pytest.mark.parametrize("code", ["1330", "1330000", "133012345"])
def test_a_report_that_does_not_say_its_part_is_told_and_stops(danish, reports, code):
    parted(danish)
    rows = ["1330501;15-05-2025;Nord"] * 98 + [f"{code};15-05-2025;Nord"] * 2
    danish.take(year(reports, *rows))
    ((problem,), notices) = found(danish)
    assert notices == ()
    assert problem.what == (
        f'"tyveri" is made of parts of 1330, and these do not say which: "{code}" (2) '
        "(2.00% of the group in 2025)."
    )
    assert 'take the whole group: "1330*"' in problem.fix


def test_one_in_a_hundred_of_a_group_is_told_and_does_not_stop(danish, reports):
    parted(danish)
    danish.take(year(reports, *["1330501;15-05-2025;Nord"] * 99, "1330;15-05-2025;Nord"))
    problems, (notice,) = found(danish)
    assert problems == ()
    assert "(1.00% of the group in 2025)" in notice.what


def test_another_part_of_the_group_is_no_doubt(danish, reports):
    parted(danish)
    danish.write("definitions/koder.csv", f"{REGISTER}1330502;Tyveri af cykel;Lov\n")
    danish.take(year(reports, *["1330502;15-05-2025;Nord"] * 50, *["1330501;15-05-2025;Nord"] * 50))
    assert found(danish) == ((), ())


def test_police_digits_that_the_type_lists_are_no_doubt(danish, reports):
    parted(danish)
    danish.change("definitions/codes.toml", PART[1], 'codes = ["1330501", "133012345"]')
    danish.take(year(reports, *["133012345;15-05-2025;Nord", "133054321;15-05-2025;Nord"] * 50))
    assert found(danish) == ((), ())


def test_a_type_that_no_basis_counts_is_left_alone(danish, reports):
    danish.change("definitions/codes.toml", *PART)
    danish.take(year(reports, *["1330;15-05-2025;Nord"] * 50))
    assert found(danish) == ((), ())


# ---- in two types of one target -----------------------------------------------------------------

TARGET = """
[[goal]]
id = "2"
about = "kriminalitet"
applies_to = ["nord"]
text = "Holdt"

[[goal.target]]
id = "2.2"
indicators = ["indbrud", "indbrud_pr_1000", "tyveri"]
rule = "monitored"

[[indicator]]
id = "tyveri"
kind = "count"
label = "Tyveri"
crime = "tyveri"
dispersion = 3
"""


def judged(town, reports) -> None:
    town.change("definitions/bases/grund.toml", "goal = []", TARGET)
    town.take(year(reports))


def test_a_report_in_two_types_of_one_target_is_told_with_code_and_types(danish, reports):
    judged(danish, reports)
    assert found(danish) == ((), ())  # a count and its rate are one type
    danish.change("definitions/codes.toml", ALSO[0], 'codes = ["1330*", "1320*"]')
    problems, (notice,) = found(danish)
    assert problems == ()
    assert notice.what == (
        'code "1320*" (Indbrud) is in both "indbrud" and "tyveri" of target 2.2.'
    )
    assert notice.where == "definitions/bases/grund.toml:15"


ALSO = ('codes = ["1330*"]', 'codes = ["1330*", "1320705"]')


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('codes = ["1320*"]\n', 'codes = ["1320*"]\nwithout = ["1320705"]\n'),
        ('codes = ["1320*"]\n', 'codes = ["1320*"]\nto_month = "2019-12"\n'),
    ],
)
def test_a_code_that_one_leaves_out_or_had_before_is_in_one(danish, reports, old, new):
    judged(danish, reports)
    danish.change("definitions/codes.toml", *ALSO)
    danish.change("definitions/codes.toml", f"{ALSO[1]}\n", f'{ALSO[1]}\nfrom_month = "2020-01"\n')
    danish.change("definitions/codes.toml", old, new)
    assert [n.what for n in (*found(danish)[0], *found(danish)[1]) if "in both" in n.what] == []
