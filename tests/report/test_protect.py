"""The public pack: an attacker is left with the width, and nothing hidden reaches the paper."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.report.attacker import Reader

from grundlag.basis.protection import Protect
from grundlag.basis.remarks import Remark
from grundlag.indicators.linked import Printed
from grundlag.indicators.measure import measure
from grundlag.indicators.model import Estimate, Interval, Measures
from grundlag.indicators.printed_counts import Key, atlas, printed_counts
from grundlag.render.json import dump
from grundlag.report.compose import compose
from grundlag.report.model import Number, Pack, Table
from grundlag.report.protect import Judged, Shield, public_side, shield
from grundlag.verdicts.judge import judge
from grundlag.verdicts.model import Verdict

GUARD = Protect(threshold=5, width=5)
DEFINITIONS = Path(__file__).parents[2] / "examples" / "partnerskaber" / "definitions"
pytestmark = pytest.mark.slow


@dataclass(frozen=True, kw_only=True)
class Town:
    """The invented town at a fiftieth of its size: both bases, what is hidden, and the packs."""

    made: Any
    every: tuple[Judged, ...]
    shield: Shield
    counts: Mapping[Key, Printed]
    packs: tuple[Pack, ...]

    def reports(self) -> list[dict[str, Any]]:
        return [json.loads(dump(pack)) for pack in self.packs]


def packed(made: Any, shielded: Shield, judged: Judged) -> Pack:
    defs, measures, said = public_side(shielded, made.run.defs, *judged)
    proposal = measures.basis.id != made.run.measures.basis.id
    return compose(defs, made.run.cubes, measures, said, proposal, public=True)


@pytest.fixture(scope="module")
def town(now: Any) -> Town:
    defs, cubes = now.run.defs, now.run.cubes
    measured = [measure(defs, basis, 2026, cubes) for _, basis in sorted(defs.bases.items())]
    every = tuple((m, judge(defs, m)) for m in measured)
    found = shield(defs, cubes, GUARD, every)
    world = atlas(defs, cubes)
    counts = {k: p for m, _ in every for k, p in printed_counts(world, m).items()}
    packs = tuple(packed(now, found, each) for each in every)
    return Town(made=now, every=every, shield=found, counts=counts, packs=packs)


def test_an_attacker_with_all_public_papers_of_both_bases_is_left_with_the_width(
    town: Town,
) -> None:
    reader = Reader(town.reports(), DEFINITIONS)
    hidden = sorted(set(reader.hidden()))
    assert len(hidden) > 50
    for figure in hidden:
        low, high = reader.between(figure)
        assert high - low >= 5 - 1e-6, figure


def test_the_same_attacker_finds_what_is_hidden_where_only_small_counts_are_blanked(
    town: Town,
) -> None:
    """So that the test above does not pass for an attacker who cannot count."""
    small = frozenset(k for k, p in town.counts.items() if 0 < p.n < GUARD.threshold)
    alone = replace(town.shield, unsaid=replace(town.shield.unsaid, keys=small))
    reports = [json.loads(dump(packed(town.made, alone, each))) for each in town.every]
    reader = Reader(reports, DEFINITIONS)
    found = [reader.between(figure) for figure in sorted(set(reader.hidden()))]
    assert sum(high - low < 1e-6 for low, high in found) > 5


def test_no_small_count_is_in_a_public_report(town: Town) -> None:
    for report in town.reports():
        for figure in (*report["figures"], *report["replays"]):
            if figure["unit"] != "share" and figure["n"] is not None:
                assert figure["n"] == 0 or figure["n"] >= 5
    assert all(k.kind == "replay" or p.n == 0 or p.n >= 5 or k in town.shield.unsaid.keys
               for k, p in town.counts.items())  # fmt: skip


def test_nothing_of_a_hidden_count_reaches_the_public_pack(town: Town) -> None:
    """Another count, limit, change or spread in its place gives the same pack, byte for byte."""
    for (measures, judged), pack in zip(town.every, town.packs, strict=True):
        other = scrambled(measures, town.shield)
        said = replace(
            judged,
            verdicts=tuple(_scrambled_verdict(v, other) for v in judged.verdicts),
        )
        assert other != measures
        assert dump(packed(town.made, town.shield, (other, said))) == dump(pack)


def scrambled(measures: Measures, shielded: Shield) -> Measures:
    """Measures whose hidden figures are others: 777 reports, and limits to match."""
    basis = measures.basis.id
    own = {k for k in shielded.unsaid.keys if k.basis == basis}
    at = {(k.kind, k.indicator, k.area, k.year, k.border) for k in own}

    def other(found: Estimate) -> Estimate:
        made = replace(found.made, count=777.0, dispersion=9.9)
        limits = Interval(low=7.0, high=7777.0)
        return replace(found, value=77.7, n=777, limits=limits, made=made, method="garwood, 9.9")

    estimates = {
        (i, a, y): other(e) if ("estimate", i, a, y, "") in at else e
        for (i, a, y), e in measures.estimates.items()
    }
    spread = {k.indicator for k in own if k.kind == "estimate"}
    return replace(
        measures,
        estimates=estimates,
        replays={
            (i, a, b, y): other(e) if ("replay", i, a, y, b) in at else e
            for (i, a, b, y), e in measures.replays.items()
        },
        baselines={
            (i, a): other(e) if ("baseline", i, a, 0, "") in at else e
            for (i, a), e in measures.baselines.items()
        },
        revised={
            (i, a): other(e) if ("revised", i, a, 0, "") in at else e
            for (i, a), e in measures.revised.items()
        },
        spreads={
            name: replace(s, phi=9.9)
            if name in spread and s.source == "measured" and s.last >= 2024
            else s
            for name, s in measures.spreads.items()
        },
    )


def _scrambled_verdict(verdict: Verdict, measures: Measures) -> Verdict:
    """A verdict of the same outcome with the numbers of other measures in it."""
    now = measures.estimates[verdict.indicator, verdict.area, verdict.now.year]
    if now == verdict.now:
        return verdict
    finding = replace(verdict.finding, p_missed=0.77, decides={"held_up_to": 777})
    return replace(verdict, now=now, finding=finding)


def test_a_remark_on_what_is_hidden_on_one_basis_is_in_no_public_paper(town: Town) -> None:
    """On the other basis it has no figure of its own, and would be told as one of elsewhere."""
    run = town.made.run
    own = {m.basis.id: {i.id for i in m.basis.indicator} for m, _ in town.every}
    key = next(k for k in sorted(town.shield.unsaid.keys, key=str)
               if k.kind == "estimate" and k.area != run.measures.comparator
               and any(k.indicator not in names for names in own.values()))  # fmt: skip
    remark = Remark(
        partnership=key.area, indicator=key.indicator, initials="AB", date=date(2026, 3, 1),
        text="Der var tre sager.",
    )  # fmt: skip
    on_shown = replace(remark, indicator=None, text="Parken blev bygget om.")
    defs = replace(run.defs, remarks={2026: (remark, on_shown)})
    made = replace(town.made, run=replace(run, defs=defs))
    for each in town.every:
        text = dump(packed(made, town.shield, each))
        assert "Der var tre sager." not in text
        assert "Parken blev bygget om." in text


def test_the_public_is_not_told_how_many_reports_have_no_place_or_no_known_code(town: Town) -> None:
    run = town.made.run
    told = dump(compose(run.defs, run.cubes, run.measures, run.judgements, run.proposal))
    for words in ("er uden stedfæstelse og indgår", "har en gerningskode, som kodelisten"):
        assert words in told
        for report in town.packs:
            assert words not in dump(report)
    for report in town.packs:
        assert "Anmeldelser uden stedfæstelse indgår kun i byens samlede tal." in dump(report)


def test_none_unknown_and_hidden_are_three_signs(town: Town) -> None:
    cells = [
        cell
        for pack in town.packs
        for paper in pack.papers
        for section in paper.sections
        for block in section.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if isinstance(cell, Number)
    ]
    assert any(c.status == "protected" for c in cells)
    assert all(c.value is None for c in cells if c.status == "protected")
    assert any(c.value == 0 and c.unit == "count" for c in cells)


def test_what_an_earlier_public_report_told_is_reckoned_with(town: Town) -> None:
    """What was hidden stays hidden; what was told cannot be hidden, and is not counted as lost."""
    defs, cubes = town.made.run.defs, town.made.run.cubes
    (pack, _), last = town.packs, 2025
    told = next(f for f in pack.figures
                if f.unit == "count" and f.n and f.n >= 5 and f.year == last)  # fmt: skip
    small = next(f for f in pack.figures if f.missing == "protected" and f.year == last)
    key = Key(basis=pack.basis, kind="estimate", indicator=small.indicator, area=small.area,
              year=last)  # fmt: skip
    then = tuple(
        replace(f, value=None, n=None, missing="protected") if f is told
        else replace(f, missing=None, n=town.counts[key].n) if f is small
        else f
        for f in pack.figures
    )  # fmt: skip
    earlier = replace(pack, year=2025, figures=then)
    found = shield(defs, cubes, GUARD, town.every, [earlier])
    own = replace(key, indicator=told.indicator, area=told.area)
    assert own not in town.shield.unsaid.keys
    assert own in found.unsaid.keys
    assert key in town.shield.unsaid.keys
    assert key not in found.unsaid.keys


def test_the_choice_is_the_same_in_whatever_order_the_bases_come(town: Town) -> None:
    defs, cubes = town.made.run.defs, town.made.run.cubes
    again = shield(defs, cubes, GUARD, town.every)
    assert again.unsaid == town.shield.unsaid
    assert again.sayable == town.shield.sayable
