"""Whole packs by a second way: the limits of every crime verdict, and the page of every method."""

import math
import re
from pathlib import Path

import pytest
from scipy import stats

from grundlag.report.model import Paragraph

PAGES = {path.stem for path in (Path(__file__).parents[2] / "docs" / "methods").glob("*.md")}


def _odds(a: float, b: float, at: float) -> float:
    """A quantile of the beta distribution as odds; the ends where it has no shape."""
    if a <= 0 or b <= 0:
        return 0.0 if a <= 0 else math.inf
    share = stats.beta.ppf(at, a, b)
    return share / (1 - share)


def test_every_crime_verdict_has_the_limits_of_its_measured_spread(made):
    """The scaled exact ratio written out again: phi from the pack, counts from the verdict."""
    seen = 0
    for each in made.values():
        phi = {s.indicator: s.phi for s in each.pack.spreads}
        for verdict in each.run.judgements.verdicts:
            change, against = verdict.finding.change, verdict.finding.against
            if verdict.indicator not in phi or change is None or against is None:
                continue
            now, then, spread = verdict.now.made, against.made, phi[verdict.indicator]
            a, b, scale = now.count / spread, then.count / spread, then.exposure / now.exposure
            low, high = scale * _odds(a, b + 1, 0.025), scale * _odds(a + 1, b, 0.975)
            assert change.limits.low == pytest.approx(low, rel=1e-7, abs=1e-12)
            assert change.limits.high == pytest.approx(high, rel=1e-7)
            if verdict.finding.certainty == "shown" and verdict.rule == "held_at_baseline":
                assert high < 1 if verdict.finding.outcome == "reached" else low > 1
            seen += 1
    assert seen > 50


def test_every_crime_level_has_the_limits_of_its_measured_spread(made):
    for each in made.values():
        phi = {s.indicator: s.phi for s in each.pack.spreads}
        per = {i.id: i.per or 1 for i in each.run.measures.basis.indicator}
        for (name, _, _), found in each.run.measures.estimates.items():
            if name not in phi or found.value is None:
                continue
            scale = phi[name] * per[name] / found.made.exposure
            x = found.made.count / phi[name]
            low = stats.chi2.ppf(0.025, 2 * x) / 2 if x else 0.0
            high = stats.chi2.ppf(0.975, 2 * (x + 1)) / 2
            assert found.limits.low == pytest.approx(scale * low, rel=1e-9)
            assert found.limits.high == pytest.approx(scale * high, rel=1e-9)


def test_every_figure_names_a_page_that_is_there_and_that_its_annex_names(made):
    for each in made.values():
        assert {figure.page for figure in each.pack.figures} <= PAGES
        annex = each.annex("amager")
        section = next(s for s in annex.sections if s.id == "metode")
        said = " ".join(
            t.words for b in section.blocks if isinstance(b, Paragraph) for t in b.texts
        )
        named = {
            name for found in re.findall(r"\[([a-z, ]+)\]", said) for name in found.split(", ")
        }
        assert named <= PAGES
        judged = {v.indicator for v in each.run.judgements.of("amager") if v.now.limits}
        figures = [f for f in each.pack.figures if f.indicator in judged and f.area == "amager"]
        assert {figure.page for figure in figures if figure.value is not None} <= named
