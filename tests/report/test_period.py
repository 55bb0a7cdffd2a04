"""What is said over a period: the short section, the annex's table, and the numbers behind them."""

import json
import math
import re
from dataclasses import replace
from fractions import Fraction

import pytest

from grundlag.indicators.measure import measure
from grundlag.render.numbers import cell_text, fill
from grundlag.report.flat import period_judgements
from grundlag.report.model import Paragraph, Table
from grundlag.report.period import in_period, period_lines, period_sections, period_tables
from grundlag.verdicts.judge import judge

AREAS = ["folehaven", "tingbjerg-husum", "amager"]
WORDS = re.compile(r"\b(steget|fastholdt|nærmer sig|på niveau)\b")
WAVES, POLICE, START, BASE = (2023, 2024, 2025, 2026), (2022, 2023, 2024, 2025), 2022, 2021


def said(text):
    return fill(text).replace("\u00a0", " ")


def texts(sections):
    blocks = [b for s in sections for b in s.blocks if isinstance(b, Paragraph)]
    return [said(t) for b in blocks for t in b.texts]


@pytest.fixture(scope="module")
def long(now):
    """The example with a period of four years, 2021 its baseline, judged anew."""

    def made(**changed):
        defs, people = now.run.defs, now.run.defs.partnerships
        periods = tuple(
            replace(p, start_wave=START, waves=WAVES, police_years=POLICE, waves_from=None,
                    police_from=None, **changed)
            for p in people.period
        )  # fmt: skip
        bases = tuple(replace(b, years=(BASE,)) for b in people.baseline)
        people = replace(people, period=periods, baseline=bases)
        defs = replace(defs, partnerships=people)
        measures = measure(defs, now.run.measures.basis, 2026, now.run.cubes)
        return replace(now.context, defs=defs, measures=measures, judgements=judge(defs, measures))

    return made


@pytest.fixture(scope="module")
def four(long):
    return long()


@pytest.fixture(scope="module")
def truth(twin):
    return json.loads((twin.parent / "truth.json").read_text("utf-8"))


def finite(value):
    """Both levels 0, or the baseline's alone: no number, or one without bound."""
    return value if value is not None and math.isfinite(value) else None


def of(context, rule, area="amager"):
    return [v for v in context.judgements.over(area) if v.rule == rule]


def test_sums_are_the_true_reports_of_all_the_years(four, truth):
    """As each file knew them: the years in the second, the baseline in the first."""
    first, second = truth["counts"]["2025"], truth["counts"]["2026"]
    seen = 0
    for area in AREAS:
        for line in of(four, "held_at_baseline", area):
            crime = line.indicator.removesuffix("_pr_1000")
            x1 = sum(second[area][crime][str(year)] for year in POLICE)
            x0 = first[area][crime][str(BASE)]
            people = truth["population"][area]
            rate = line.indicator.endswith("_pr_1000")
            e1 = sum(people[str(y + 1)] for y in POLICE) if rate else len(POLICE)
            e0 = people[str(BASE + 1)] if rate else 1
            found = line.found
            assert found.years == POLICE
            assert (found.now.made.count, found.now.made.exposure) == (x1, e1)
            expected = "reached" if x1 * e0 <= x0 * e1 else "missed"
            assert line.finding.outcome == expected, (area, crime)
            if x0:
                assert line.finding.change.value == pytest.approx((x1 / e1) / (x0 / e0))
            seen += 1
    assert seen == 12


def test_a_slope_solves_the_normal_equations(four):
    """Intercept and slope from the two weighted equations, in fractions."""
    seen = 0
    for line in of(four, "rises_every_year"):
        waves = [four.estimate(line.indicator, "amager", y) for y in (START, *WAVES)]
        t = [Fraction(e.year) for e in waves]
        p = [Fraction(e.value) for e in waves]
        u = [1 / Fraction(e.made.variance) for e in waves]
        s, st, sp = sum(u), sum(map(Fraction.__mul__, u, t)), sum(map(Fraction.__mul__, u, p))
        stt = sum(a * b * b for a, b in zip(u, t, strict=True))
        stp = sum(a * b * c for a, b, c in zip(u, t, p, strict=True))
        b = (s * stp - st * sp) / (s * stt - st * st)
        found = line.found.slope
        assert found.value == pytest.approx(float(b), rel=1e-9)
        half = 1.959963984540054 * float(s / (s * stt - st * st)) ** 0.5
        assert found.limits.high - found.value == pytest.approx(half, rel=1e-9)
        assert line.found.through == (START, *WAVES)
        seen += 1
    assert seen == 2


def test_rises_are_counted_wave_by_wave_and_the_latest_held_against_the_start(four):
    for line in of(four, "rises_every_year"):
        p = {y: four.estimate(line.indicator, "amager", y).value for y in (START, *WAVES)}
        fell = tuple(y for y in WAVES if p[y] <= p[y - 1])
        assert line.found.fell == fell
        assert line.finding.outcome == ("missed" if fell else "reached")
        assert line.found.since_start.value == pytest.approx(p[2026] - p[START])


def test_pooled_waves_are_all_their_answers_together(long, four):
    two = long(pooled=2)
    assert two.judgements.verdicts == four.judgements.verdicts
    for line in of(two, "rises_every_year"):
        for found, years in ((line.found.now, (2025, 2026)), (line.found.start, (2021, 2022))):
            waves = [two.estimate(line.indicator, "amager", y) for y in years]
            weights = [e.made.weight for e in waves]
            value = sum(w * e.value for w, e in zip(weights, waves, strict=True)) / sum(weights)
            assert found.value == pytest.approx(value)
    table = next(iter(period_tables(two, "amager")))
    assert any("2 undersøgelser slået sammen" in said(note) for note in table.notes)
    assert any("slås sammen og holdes op imod 2021 og 2022" in t
               for t in texts(period_sections(two, "amager")))  # fmt: skip


def allowed(word, text, lines):
    """Some line that the sentence names came out so over the period."""
    no = re.search(r"ikke steget|ikke fastholdt|nærmer sig ikke", text) is not None
    rule = {"steget": "rises_every_year", "fastholdt": "held_at_baseline"}.get(word, "approaches")
    outcome = "missed" if no else "reached"
    return any(v.rule == rule and v.finding.outcome == outcome for v in lines)


def test_words_of_outcome_stand_only_where_the_verdict_over_the_period_allows_them(
    all_made, four, long
):
    seen = set()
    contexts = [m.context for m in all_made] + [four, long(pooled=2)]
    for context in contexts:
        for p in context.defs.partnerships.partnership:
            lines = in_period(context, p.id)
            for text in texts(period_sections(context, p.id)):
                for word in WORDS.findall(text):
                    assert allowed(word, text, lines), text
                    seen.add(word)
                assert text[0].isupper(), text
                assert text.endswith("."), text
                assert not re.search(r"\bsikkert\b", text.replace("statistisk sikkert", "")), text
    assert {"steget", "fastholdt", "nærmer sig"} <= seen


def test_what_is_provisional_says_so_everywhere(now, four):
    """2025-2028 closes later; 2023-2026 closes on safety, and on crime of 2025 too."""
    (section,) = period_sections(now.context, "amager")
    assert section.heading == "Over perioden 2025-2028 (foreløbig)"
    assert any("i rapport 2028 for tryghed og samarbejde og i rapport 2029 for kriminalitet" in t
               for t in texts([section]))  # fmt: skip
    cells = [cell_text(r[4]) for r in next(iter(period_tables(now.context, "amager"))).rows]
    assert all("(foreløbig)" in c for c in cells)
    assert next(period_lines(now.context, "amager"))[1] == f"{section.heading}:"
    (final,) = period_sections(four, "amager")
    assert "foreløbig" not in " ".join([final.heading, *texts([final])])
    cells = [cell_text(r[4]) for r in next(iter(period_tables(four, "amager"))).rows]
    assert all("(afgjort)" in c for c in cells)
    assert all("afgjort" in line for target, line in period_lines(four, "amager") if target)


def test_where_the_period_says_what_the_year_says_that_is_all(now):
    """One police year so far, one wave at each end: only the rises have more to tell."""
    found = texts(period_sections(now.context, "amager"))
    assert "For mål 1.2, 2.1, 2.2 og 3.1 er vurderingen over perioden den samme som årets. " in (
        " ".join(found) + " "
    )
    assert sum("undersøgelser, 2025 og 2026" in t for t in found) >= 1


def test_the_annex_has_a_row_a_line_with_its_numbers(now, four):
    for context in (now.context, four):
        for area in AREAS:
            lines = context.judgements.over(area)
            tables = [t for t in period_tables(context, area) if isinstance(t, Table)]
            if not in_period(context, area):
                assert tables == []
                continue
            rows = tables[0].rows
            assert [said(r[0]) for r in rows] == [v.target for v in lines]
            for row, line in zip(rows, lines, strict=True):
                change = line.found.since_start or line.finding.change
                if change is None or finite(change.value) is None:
                    assert row[5].value is None
                elif change.kind == "ratio":
                    assert row[5].value == pytest.approx(change.value - 1)
                else:
                    assert (row[5].value, row[6].low.value) == (change.value, change.limits.low)
            slopes = [v for v in lines if v.found.slope]
            assert len(tables) == (2 if slopes else 1)


def test_years_in_the_baseline_are_named_and_the_names_stand_as_a_sentence_has_them(long):
    """2021 and 2022 are the baseline: 2022 is one of the period's years and does not count."""
    context = long()
    defs, people = context.defs, context.defs.partnerships
    bases = tuple(replace(b, years=(2021, 2022)) for b in people.baseline)
    defs = replace(defs, partnerships=replace(people, baseline=bases))
    measures = measure(defs, context.basis, 2026, context.cubes)
    context = replace(context, defs=defs, measures=measures, judgements=judge(defs, measures))
    assert {v.found.left_out for v in of(context, "held_at_baseline")} == {(2022,)}
    found = " ".join(texts(period_sections(context, "amager")))
    left = "2022 er ikke regnet med, for året indgår i baseline eller ligger før den."
    assert left in found
    assert "over 3 af periodens år, 2023–2025." in found
    notes = [said(note) for note in next(iter(period_tables(context, "amager"))).notes]
    assert any(note.endswith(left) and ": 2022" in note for note in notes)
    assert not any(",:" in note for note in notes)


def test_report_json_has_every_number_over_the_period(four):
    found = period_judgements(four)
    lines = four.judgements.periods
    assert len(found) == len(lines)
    for told, line in zip(found, lines, strict=True):
        assert (told.area, told.target, told.indicator) == (line.area, line.target, line.indicator)
        assert (told.outcome, told.certainty) == (line.finding.outcome, line.finding.certainty)
        assert told.provisional == line.provisional
        assert told.slope == (line.found.slope.value if line.found.slope else None)
        change = line.found.since_start or line.finding.change
        assert told.change == (finite(change.value) if change else None)
        assert told.years == line.found.years
