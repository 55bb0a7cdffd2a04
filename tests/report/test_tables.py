"""The declared tables: the basis' order, changes in one series only, absence that is never zero."""

from dataclasses import replace
from datetime import date

import pytest

from grundlag.basis.model import Column, Row
from grundlag.basis.partnerships import Baseline
from grundlag.indicators.intervals import ratio
from grundlag.indicators.model import Made
from grundlag.render.numbers import cell_text, fill
from grundlag.render.tables import legend
from grundlag.report.context import Context
from grundlag.report.limits import changes_table
from grundlag.report.tables import declared_table


def cells(table):
    return [[cell_text(c).replace("\u00a0", " ") for c in row] for row in table.rows]


def declared(context, number=1, **changes):
    return replace(next(t for t in context.basis.table if t.number == number), **changes)


def headings(table):
    return [" ".join(filter(None, (c.over, c.heading))) for c in table.columns]


def set_count(context, name, area, year, count, exposure=1.0, **more):
    """An estimate of the context with another count."""
    found = context.measures.estimates[name, area, year]
    made = Made(count=count, exposure=exposure, dispersion=3)
    value = None if count is None else count / exposure * (1000 if found.unit != "count" else 1)
    return {(name, area, year): replace(found, value=value, made=made, **more)}


@pytest.fixture
def context(made):
    return made[2026, "forslag-2025"].context


def filled(context, replaced, name, now, before, base, area="amager"):
    estimates = set_count(context, name, area, 2025, now)
    estimates |= set_count(context, name, area, 2024, before)
    baseline = context.measures.baselines[name, area]
    made = Made(count=base, exposure=1.0, dispersion=3)
    return replaced(context, estimates, {(name, area): replace(baseline, value=base, made=made)})


def test_table_1_is_as_the_basis_declares_it(context):
    table = declared_table(context, declared(context), "amager")
    assert (table.number, table.title) == (1, "Anmeldelser af straffelovskriminalitet (helårsdata)")
    assert headings(table) == [
        "Gerningstype", "Mål", "År 2024", "År 2025", "Ændring i tal", "Ændring i procent",
    ]  # fmt: skip
    assert [r[:2] for r in cells(table)] == [
        ["Antal anmeldelser af straffelovskriminalitet pr. 1.000 indbyggere",
         "Minimum fastholdelse"],
        ["Antal indbrud", "Minimum fastholdelse"],
        ["Antal tyveri", "Minimum fastholdelse"],
        ["Antal vold", "Minimum fastholdelse"],
    ]  # fmt: skip


def test_table_2_is_as_the_basis_declares_it(context):
    table = declared_table(context, declared(context, 2), "amager")
    assert headings(table) == [
        "Gerningstype", "År 2024", "År 2025", "Ændring i tal", "Ændring i procent",
    ]  # fmt: skip
    assert [r[0] for r in cells(table)] == ["Chikane", "Hærværk", "Narkotika", "Trusler", "Total"]


def test_columns_stand_in_the_declared_order(context):
    order = ("change", "value", "label")
    columns = tuple(Column(label=word.upper(), shows=word) for word in order)
    table = declared_table(context, declared(context, columns=columns), "amager")
    assert headings(table) == [
        "CHANGE i tal", "CHANGE i procent", "VALUE 2024", "VALUE 2025", "LABEL",
    ]  # fmt: skip
    assert cells(table)[1][-1] == "Antal indbrud"


def test_a_change_is_from_the_baseline_in_figures_and_per_cent(context, replaced):
    """116 after 114: 2 more, 2/114 = 1.75 %."""
    found = filled(context, replaced, "indbrud", 116, 115, 114)
    row = cells(declared_table(found, declared(found), "amager"))[1]
    assert row[2:] == ["114", "116*", "+2", "+2 %"]


@pytest.mark.parametrize(
    ("now", "base", "change"),
    [
        (12, 10, ["+2", "+20 %"]),
        (12, 9, ["+3", ".."]),
        (7, 7, ["0", ".."]),
        (3, 0, ["+3", ".."]),
        (0, 0, ["0", ".."]),
        (0, 20, ["\u221220", "\u2212100 %"]),
    ],
)
def test_no_per_cent_of_a_base_below_ten(context, replaced, now, base, change):
    found = filled(context, replaced, "indbrud", now, base, base)
    assert cells(declared_table(found, declared(found), "amager"))[1][4:] == change


def test_the_base_of_a_rates_per_cent_is_its_reports(context, replaced):
    """9 reports of 300 inhabitants are 30 per 1,000: no per cent; 12 of 3,000 are 4: a per cent."""
    name = "straffelovskriminalitet_pr_1000"
    for count, people, change in ((9, 300, ".."), (12, 3000, "0 %")):
        base = set_count(context, name, "amager", 2025, count, people)
        value = base[name, "amager", 2025]
        found = replaced(context, base, {(name, "amager"): value})
        assert cells(declared_table(found, declared(found), "amager"))[0][5] == change


def test_a_figure_that_is_not_there_is_unknown_and_its_change_too(context, replaced):
    gone = set_count(context, "chikane", "amager", 2025, None)
    found = replaced(context, gone)
    rows = cells(declared_table(found, declared(found, 2), "amager"))
    assert rows[0][2:] == ["..", "–", "–"]
    assert rows[4][2:] == ["..", "–", "–"]  # a total of an unknown is unknown


def test_a_total_is_the_sum_of_its_rows(context, replaced):
    names = ("chikane", "haervaerk", "narkotika", "trusler")
    counts = {}
    for name, now, before in zip(names, (20, 138, 104, 65), (17, 107, 84, 68), strict=True):
        counts |= set_count(context, name, "amager", 2025, now)
        counts |= set_count(context, name, "amager", 2024, before)
    found = replaced(context, counts)
    assert cells(declared_table(found, declared(found, 2), "amager"))[4] == [
        "Total", "276", "327*", "+51", "+18 %",
    ]  # fmt: skip


def test_a_year_is_marked_while_its_reports_come_in_and_no_longer(context):
    """Drawn in February 2026 a report of 2025 may still come; a year after its end none is awaited.

    A baseline and a change are never marked.
    """

    def marked(found, number):
        table = declared_table(found, declared(found, number), "amager")
        at = len(headings(table)) - 3  # the latest year, before the change in figures and per cent
        rows = cells(table)
        assert not any("*" in cell for row in rows for cell in (*row[:at], *row[at + 1 :]))
        return {row[at].endswith("*") for row in rows}, legend(table)

    late = [
        replace(d, manifest=replace(d.manifest, extracted=date(2027, 1, 2)))
        for d in context.cubes.deliveries
    ]
    after = replace(context, cubes=replace(context.cubes, deliveries=tuple(late)))
    for number in (1, 2):
        found, said = marked(context, number)
        assert found == {True}
        assert "*\u00a0foreløbigt tal" in said
        found, said = marked(after, number)
        assert found == {False}
        assert "foreløbigt" not in said


def other(series):
    return replace(series, area_version="2026")


def test_there_is_no_change_across_a_break(context, replaced):
    now = context.measures.estimates["indbrud", "amager", 2025]
    found = replaced(context, {("indbrud", "amager", 2025): replace(now, series=other(now.series))})
    table = declared_table(found, declared(found), "amager")
    assert cells(table)[1][4:] == ["–", "–"]
    assert [fill(n) for n in table.notes][-1] == (
        "Amager, antal indbrud: Opgørelsen er ændret fra 2025; tal før og efter kan ikke "
        "sammenlignes. Området er afgrænset på ny."
    )


def test_there_is_no_change_from_the_year_before_across_a_break_nor_in_the_total(context, replaced):
    now = context.measures.estimates["trusler", "amager", 2025]
    found = replaced(context, {("trusler", "amager", 2025): replace(now, series=other(now.series))})
    rows = cells(declared_table(found, declared(found, 2), "amager"))
    assert rows[3][3:] == rows[4][3:] == ["–", "–"]
    assert rows[0][3] != "–"


def test_a_year_that_is_the_baseline_has_no_change(made):
    context = made[2025, "forslag-2025"].context
    table = declared_table(context, declared(context), "amager")
    assert headings(table)[2:] == ["År 2024", "Ændring i tal", "Ændring i procent"]
    assert {tuple(r[3:]) for r in cells(table)} == {("–", "–")}


def test_a_baseline_stays_put_and_its_revision_is_told(context, replaced):
    found = filled(context, replaced, "indbrud", 116, 115, 114)
    base = found.measures.baselines["indbrud", "amager"]
    revised = {**found.measures.baselines, ("indbrud", "amager"): replace(base, value=115.0)}
    found = replace(found, measures=replace(found.measures, revised=revised))
    table = declared_table(found, declared(found), "amager")
    assert cells(table)[1][2] == "114"
    assert [fill(n) for n in table.notes][-1] == (
        "Baseline (2024) ligger fast. Med senere rettelser ville den nu være: antal indbrud 115."
    )


def with_baseline(context, replaced, **declared_as):
    """The burglaries of Amager held against another baseline, of 110 in three years."""
    own = Baseline(partnership="amager", basis=context.basis.id, indicator="indbrud", **declared_as)
    partnerships = replace(context.defs.partnerships, baseline=(own,))
    base = context.measures.baselines["indbrud", "amager"]
    made = Made(count=110, exposure=3, dispersion=3)
    found = replaced(
        context,
        set_count(context, "indbrud", "amager", 2025, 37),
        defs=replace(context.defs, partnerships=partnerships),
    )
    baselines = {("indbrud", "amager"): replace(base, value=110 / 3, made=made)}
    return replace(found, measures=replace(found.measures, baselines=baselines))


@pytest.mark.parametrize(
    "declared_as",
    [
        {"years": (2021, 2022, 2023)},
        {"months": ("2020-08", "2023-07")},
        {"value": 36.67, "source": "aftalen"},
    ],
    ids=["years", "months", "printed"],
)
def test_a_baseline_that_is_no_single_year_has_a_column_of_its_own(context, replaced, declared_as):
    """37 is more than 110/3 = 36.7: a decimal tells why it is not held."""
    found = with_baseline(context, replaced, **declared_as)
    rows = (Row(indicator="indbrud"),)
    table = declared_table(found, declared(found, rows=rows), "amager")
    assert headings(table)[2:4] == ["År Baseline", "År 2025"]
    assert cells(table)[0][2:] == ["36,7", "37*", "+0,3", "+1 %"]


@pytest.mark.parametrize(
    ("declared_as", "span"),
    [
        ({"years": (2021, 2022, 2023)}, "2021–2023"),
        ({"years": (2020, 2021, 2023)}, "2020, 2021 og 2023"),
        ({"months": ("2020-08", "2023-07")}, "august 2020 til juli 2023"),
    ],
)
def test_a_baseline_of_several_years_has_its_revision_told(context, replaced, declared_as, span):
    """110 in three years, revised to 112: 37.3 a year, and the 36.7 stays."""
    found = with_baseline(context, replaced, **declared_as)
    base = found.measures.baselines["indbrud", "amager"]
    revised = {("indbrud", "amager"): replace(base, value=112 / 3)}
    later = replace(found, measures=replace(found.measures, revised=revised))
    table = declared_table(later, declared(later, rows=(Row(indicator="indbrud"),)), "amager")
    assert cells(table)[0][2] == "36,7"
    assert [fill(n) for n in table.notes] == [
        f"Baseline ({span}) ligger fast. Med senere rettelser ville den nu være: "
        "antal indbrud 37,3."
    ]


def test_a_baseline_that_nothing_revised_has_no_line_of_its_own(context, replaced):
    found = with_baseline(context, replaced, years=(2021, 2022, 2023))
    for revised in ({}, found.measures.baselines):
        same = replace(found, measures=replace(found.measures, revised=revised))
        table = declared_table(same, declared(same, rows=(Row(indicator="indbrud"),)), "amager")
        assert table.notes == ()


def test_the_periods_years_so_far_are_shown(made, replaced):
    """Declared from 2023 on: in 2026 the police years 2023 to 2025 stand beside the baseline."""
    context = made[2026, "forslag-2025"].context
    old = context.defs.partnerships
    own = next(p for p in old.period if p.partnership == "amager")
    longer = replace(own, police_years=(2023, 2024, 2025, 2026))
    partnerships = replace(old, period=(longer,))
    found = replaced(context, defs=replace(context.defs, partnerships=partnerships))
    table = declared_table(found, declared(found), "amager")
    assert headings(table)[2:5] == ["År 2023", "År 2024", "År 2025"]


def test_the_years_are_those_of_the_police_years_own_period(made, replaced):
    """Report 2025 shows wave 2025 of the new period and police year 2024 of the old one."""
    context = made[2025, "forslag-2025"].context
    new = next(p for p in context.defs.partnerships.period if p.partnership == "amager")
    old = replace(new, waves=(2022, 2023, 2024), police_years=(2022, 2023, 2024))
    partnerships = replace(context.defs.partnerships, period=(new, old))
    found = replaced(context, defs=replace(context.defs, partnerships=partnerships))
    table = declared_table(found, declared(found), "amager")
    assert headings(table)[2:5] == ["År 2022", "År 2023", "År 2024"]


def test_the_limits_of_a_change_are_rs_as_a_change_in_per_cent(now):
    """R: poisson.test(c(50, 50), c(10000, 10000)) 0.662016 to 1.510537; c(5, 0), c(5180, 4455)
    0.788101 to Inf."""
    run = now.run
    context = Context(
        defs=run.defs, cubes=run.cubes, measures=run.measures,
        judgements=run.judgements, proposal=False,
    )  # fmt: skip
    held = next(v for v in run.judgements.of("amager") if v.indicator == "indbrud")
    lines = [
        replace(held, finding=replace(held.finding, change=ratio(*counts)))
        for counts in ((50, 1e4, 50, 1e4), (5, 5180, 0, 4455))
    ]
    rows = changes_table(context, "x", lines).rows
    assert len(rows) == 2
    shown = [[cell_text(c).replace("\u00a0", " ").replace("\u2212", "-") for c in r] for r in rows]
    assert shown[0] == ["2.2", "Antal indbrud", "baseline 2024", "0,0 %", "-33,8 til +51,1 %"]
    assert shown[1][3:] == ["..", "mindst -21,2 %"]
