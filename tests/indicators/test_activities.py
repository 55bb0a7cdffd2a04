"""The share of a plan's activities: two whole numbers, and each choice that moves one of them."""

import doctest
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from grundlag.indicators.activities import distinct, in_plan, listed
from grundlag.indicators.ask import Ask
from grundlag.indicators.measure import measure

PAGE = (Path(__file__).parents[2] / "docs" / "methods" / "activities.md").read_text("utf-8")
PARTS = ["Meaning", "Formula", "Source", "Worked example", "Weakness"]


def measured(register, year=2026, area="nord", **declared):
    """The estimate of goal 3, where the indicator is declared otherwise."""
    defs = register.defs
    basis = defs.bases["grund"]
    changed = [replace(i, **declared) if i.id == "sammen" else i for i in basis.indicator]
    found = measure(defs, replace(basis, indicator=tuple(changed)), year, register.count())
    return found.estimates["sammen", area, year]


def of(estimate):
    return estimate.made.count, estimate.made.exposure


def said(estimate):
    passing, everything = of(estimate)
    return f"{passing} of {everything}"


def test_a_share_is_two_whole_numbers_and_has_no_limits(register, lists):
    """Three of four have two partners; the fourth has none and is in the denominator."""
    rows = [f'2026;nord;;A{n};;"Skolen;Museet";;' for n in range(3)]
    delivery = register.take(lists(*rows, "2026;nord;;B;;;;"), extracted=date(2026, 1, 5)).delivery
    found = measured(register)
    assert (found.value, found.n, *of(found)) == (0.75, 4, 3, 4)
    assert (found.limits, found.no_limits, found.method) == (None, "full_count", "counted")
    assert (found.deliveries, found.extracted) == ((delivery.id,), date(2026, 1, 5))
    assert (found.series.provider, found.series.origin) == ("Partnerskaberne", "records")


def test_a_plan_that_has_not_come_has_no_register(register, lists):
    register.take(lists("2026;nord;;A;;;;"))
    for year, area in ((2026, "syd"), (2026, "byen"), (2025, "nord")):
        found = measured(register, year, area)
        assert (found.value, found.n, found.missing.why) == (None, None, "no_register")
        assert of(found) == (None, None)


def test_a_plan_in_which_nothing_counts_has_no_share(register, lists):
    register.take(lists("2026;nord;;A;Aflyst;Skolen;Museet;"))
    found = measured(register, denominator="carried_out")
    assert (found.value, found.n, found.missing.why) == (None, 0, "no_activities")
    assert of(found) == (0, 0)
    assert of(measured(register)) == (1, 1)


def test_cancelled_activities_move_a_share_across_the_target(register, lists):
    """2 of 3 are carried out and pass; of all it is 2 of 4."""
    rows = [f"2026;nord;;A{n};;Skolen;Museet;" for n in range(2)]
    register.take(lists(*rows, "2026;nord;;B;;;;", "2026;nord;;C;aflyst;Skolen;;"))
    assert of(measured(register)) == (2, 4)
    assert of(measured(register, denominator="carried_out")) == (2, 3)


@pytest.mark.parametrize(("counts", "passing"), [(False, 0), (True, 1), (None, 1)])
def test_the_municipality_is_a_partner_where_that_is_declared(register, lists, counts, passing):
    register.take(lists("2026;nord;;A;;Kommunen;Skolen;", '2026;nord;;B;;"kommunen;Byen";;'))
    assert of(measured(register, counts_owner=counts)) == (passing, 2)


@pytest.mark.parametrize(("asked", "passing"), [(1, 3), (2, 2), (3, 1), (4, 0)])
def test_how_many_partners_are_asked_for_is_declared(register, lists, asked, passing):
    cells = ("A", "A;B", "A;B;C", "")
    register.take(lists(*(f'2026;nord;;{n};;"{cell}";;' for n, cell in enumerate(cells))))
    assert of(measured(register, min_partners=asked)) == (passing, 4)


def test_where_a_partner_lies_never_decides(register, lists):
    """Both in, both outside, one of each, nobody knows: all pass."""
    cells = ('"S;M";;', ';"S;M";', "S;M;", ';;"S;M"')
    register.take(lists(*(f"2026;nord;;{n};;{cell}" for n, cell in enumerate(cells))))
    assert of(measured(register)) == (4, 4)


def test_plan_years_that_have_come_are_measured_up_to_the_report_year(register, lists):
    register.take(lists(*(f"{year};nord;;A;;;;" for year in (2023, 2025, 2026, 2027))))
    found = measure(register.defs, register.defs.bases["grund"], 2026, register.count())
    years = {year for indicator, _, year in found.estimates if indicator == "sammen"}
    assert years == {2023, 2025, 2026}


def ask(register):
    defs, cubes = register.defs, register.count()
    basis = defs.bases["grund"]
    indicator = next(i for i in basis.indicator if i.id == "sammen")
    return Ask(
        defs=defs, basis=basis, indicator=indicator, area=register.area("nord"), cubes=cubes,
        sample={},
    )  # fmt: skip


def test_distinct_partners_of_a_plan_lie_where_all_that_is_told_says(register, lists):
    register.take(
        lists(
            '2026;nord;;A;;"Skolen;Kommunen";Museet;Klubben',
            "2026;nord;;B;;Museet;;Skolen",
            "2025;nord;;B;;Koret;;",
        )
    )
    found = ask(register)
    partners = distinct(in_plan(found.cubes, "nord", 2026), found.indicator)
    assert [(p.name, p.where) for p in partners] == [
        ("Skolen", "in"),
        ("Museet", "both"),
        ("Klubben", "unknown"),
    ]


def test_the_activities_behind_a_share_are_listed(register, partner_rows):
    register.change("definitions/bases/grund.toml", '"all"', '"carried_out"')
    register.take(
        partner_rows(
            "2026;nord;Leg;A;;Skolen;", "2026;nord;;B;aflyst;Skolen;", "2026;nord;Leg;A;;Museet;"
        )
    )
    found = listed(ask(register), 2026)
    told = [([line for _, line in a.lines], a.what, a.partners, a.passes) for a in found]
    assert told == [
        ([2, 4], "Leg, A", ("Skolen", "Museet"), True),
        ([3], "B", ("Skolen",), None),
    ]


def test_the_page_has_its_five_parts_and_its_code_prints_what_it_says():
    assert re.findall(r"^## (.+)$", PAGE, re.MULTILINE) == PARTS
    (block,) = re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL)
    example = doctest.DocTestParser().get_doctest(block, {}, "activities", "activities.md", 0)
    told: list[str] = []
    assert doctest.DocTestRunner().run(example, out=told.append).failed == 0, "".join(told)


def test_the_worked_example_comes_out_as_the_page_says(register, lists):
    """The table of the page, taken in: its partners as its cells say, and its readings."""
    rows = re.findall(r"^\| (\w+) \| ([^|]*) \| ([^|]*) \| (\d) \| (\w+) \|$", PAGE, re.MULTILINE)
    assert len(rows) == 4
    register.take(lists(*(f'2026;nord;;{name};{s};"{cell}";;' for name, cell, s, *_ in rows)))
    found = listed(ask(register), 2026)
    assert [len(a.partners) for a in found] == [int(n) for *_, n, _ in rows]
    assert [a.passes for a in found] == [word == "yes" for *_, word in rows]
    readings = dict(re.findall(r"^- ([^:]+): (\d of \d)", PAGE, re.MULTILINE))
    assert readings == {
        "All activities, the municipality left out": said(measured(register)),
        "Cancelled ones left out": said(measured(register, denominator="carried_out")),
        "The municipality counted": said(measured(register, counts_owner=True)),
    }
