"""report.json: the same numbers as were measured and judged, and nothing that JSON cannot say."""

import json
import math
from dataclasses import asdict, replace

from grundlag.indicators.model import Change, Estimate, Interval
from grundlag.render import json as report_json
from grundlag.report.flat import figures, judgements
from grundlag.report.model import Chart, Number, Table


def test_every_estimate_is_a_figure_with_the_same_numbers(all_made):
    for made in all_made:
        found = {(f.indicator, f.area, f.year): f for f in made.pack.figures}
        assert set(found) == set(made.run.measures.estimates)
        for key, estimate in made.run.measures.estimates.items():
            figure, limits = found[key], estimate.limits
            assert (figure.value, figure.n, figure.unit) == (
                estimate.value, estimate.n, estimate.unit)  # fmt: skip
            assert (figure.low, figure.high) == (
                (limits.low, limits.high) if limits else (None, None))  # fmt: skip
            made_of = estimate.made
            assert (figure.df, figure.deff, figure.effective_n) == (
                made_of.df, made_of.deff, made_of.effective_n)  # fmt: skip
            assert figure.series == asdict(estimate.series)
            assert (figure.missing is None) == (estimate.missing is None)


def test_every_verdict_is_a_judgement_outcome_and_certainty_apart(all_made):
    for made in all_made:
        assert len(made.pack.judgements) == len(made.run.judgements.verdicts)
        for flat, verdict in zip(made.pack.judgements, made.run.judgements.verdicts, strict=True):
            f = verdict.finding
            assert (flat.outcome, flat.certainty, flat.reason) == (f.outcome, f.certainty, f.reason)
            assert (flat.leaning, flat.notes, flat.decides) == (f.leaning, f.notes, f.decides)
            assert flat.value == verdict.now.value
            assert flat.against == (f.against.value if f.against else None)


def test_the_json_holds_the_same_and_reads_back(now):
    text = report_json.dump(now.pack)
    content = json.loads(text)
    key = ("indbrud", "amager", 2025)
    figure = next(f for f in content["figures"] if (f["indicator"], f["area"], f["year"]) == key)
    estimate = now.run.measures.estimates[key]
    assert (figure["value"], figure["n"]) == (estimate.value, estimate.n)
    assert figure["low"] == estimate.limits.low
    assert report_json.read(text) == now.pack


def infinite(context, replaced):
    """A ratio to a baseline of nothing: no upper limit, and no value."""
    verdicts = tuple(
        replace(v, finding=replace(v.finding, change=Change(
            kind="ratio", value=math.inf, limits=Interval(low=1.2, high=math.inf))))
        for v in context.judgements.verdicts[:1]
    )  # fmt: skip
    key = ("indbrud", "amager", 2025)
    open_end = replace(context.measures.estimates[key], limits=Interval(low=0.0, high=math.inf))
    return replace(
        replaced(context, {key: open_end}),
        judgements=replace(context.judgements, verdicts=verdicts),
    )


def test_infinity_becomes_null(now, replaced):
    found = infinite(now.context, replaced)
    flat = judgements(found)[0]
    assert (flat.change, flat.change_low, flat.change_high) == (None, 1.2, None)
    figure = next(f for f in figures(found)
                  if (f.indicator, f.area, f.year) == ("indbrud", "amager", 2025))  # fmt: skip
    assert (figure.low, figure.high) == (0.0, None)
    json.dumps([asdict(flat), asdict(figure)], allow_nan=False)


def numbers_of(paper):
    for block in (b for s in paper.sections for b in s.blocks):
        if isinstance(block, Table):
            yield from (c for row in block.rows for c in row if isinstance(c, Number))
        if isinstance(block, Chart):
            yield from (Number(value=p.value, unit="number") for panel in block.panels
                        for line in panel.lines for p in line.points)  # fmt: skip


def test_a_number_that_is_not_there_says_why_and_none_is_infinite(all_made):
    for made in all_made:
        for paper in made.pack.papers:
            for number in numbers_of(paper):
                assert (number.value is None) == (number.status not in ("value", "provisional"))
                assert number.value is None or math.isfinite(number.value)


def test_the_same_inputs_give_the_same_pack(now):
    estimates: dict[tuple[str, str, int], Estimate] = dict(
        reversed(now.run.measures.estimates.items())
    )
    again = replace(now.context, measures=replace(now.run.measures, estimates=estimates))
    assert figures(again) == now.pack.figures


def test_the_sums_of_lines_are_there_for_each_paper_goal_and_target(all_made):
    for made in all_made:
        found = [asdict(s) for s in made.pack.summaries]
        assert found == [asdict(s) for s in made.run.judgements.summaries]
        papers = [s for s in made.pack.summaries if s.goal is None]
        assert {s.area for s in papers} == {p.id for p in made.run.defs.partnerships.partnership}
        for paper in papers:
            lines = [j for j in made.pack.judgements if j.area == paper.area]
            judged = [j for j in lines if j.outcome in ("reached", "missed")]
            assert paper.judged == len(judged)
            assert paper.reached == sum(j.outcome == "reached" for j in judged)
