"""What every part of a report leans on: definitions, figures, verdicts, and look-ups."""

from dataclasses import dataclass, replace

from grundlag.basis import clocks
from grundlag.basis.load import Definitions
from grundlag.basis.model import Basis, Goal, Indicator, Kind, Table
from grundlag.basis.partnerships import Baseline
from grundlag.cubes.model import Cubes
from grundlag.errors import SeriesError
from grundlag.indicators.change import comparable
from grundlag.indicators.model import Change, Estimate, Measures, SinceLast
from grundlag.indicators.unsaid import is_hidden
from grundlag.report.model import Number, Status
from grundlag.verdicts.model import Judgements, Summary, Verdict, nothing_judged

ABOUT = ("tryghed", "utryghed")
FINEST = 4  # decimals: a level that differs by less is the same


@dataclass(frozen=True, kw_only=True)
class Context:
    """One report year on one basis; `in_force` says whether that basis stands for the year.

    `since_last` is what became another figure since the last report, where there was one. `public`
    papers lean on measures and judgements without what is hidden.
    """

    defs: Definitions
    cubes: Cubes
    measures: Measures
    judgements: Judgements
    proposal: bool
    in_force: bool = True
    since_last: SinceLast | None = None
    public: bool = False

    @property
    def basis(self) -> Basis:
        """The basis reported on."""
        return self.measures.basis

    @property
    def year(self) -> int:
        """The report year."""
        return self.measures.year

    @property
    def police_year(self) -> int:
        """The police year of the report."""
        return clocks.police_year(self.year)

    @property
    def basis_name(self) -> str:
        """What the basis is called, as a proposal or decided."""
        return self.basis.called(not self.proposal)

    def indicator(self, name: str) -> Indicator:
        """An indicator of the basis by its id."""
        return next(i for i in self.basis.indicator if i.id == name)

    def kinds(self, goal: Goal) -> frozenset[Kind]:
        """What kinds of indicators a goal's targets are on."""
        names = (name for target in goal.target for name in target.indicators)
        return frozenset(self.indicator(name).kind for name in names)

    def label(self, name: str) -> str:
        """What an indicator is called in print, the source's slips corrected."""
        return self.basis.label(name)

    def subject(self, name: str) -> str:
        """What an indicator is called inside a sentence."""
        label = self.label(name)
        return f"{label[:1].lower()}{label[1:]}"

    def corrected(self, text: str) -> str:
        """A text of the source as it is printed."""
        return self.basis.corrected(text)

    def decimals(self, name: str) -> int:
        """How many decimals an indicator is printed with."""
        return self.indicator(name).decimals or 0

    def percent_from(self, name: str) -> int:
        """The smallest base, in reports, that an indicator's change in per cent is given of."""
        declared = {
            n: table.percent_from
            for table in self.basis.table
            for row in table.rows
            for n in (row.indicator, *row.total_of)
        }
        return declared.get(name, Table.percent_from)

    def least(self, verdict: Verdict) -> int | None:
        """The per cent that a line's target asks for at least, where it asks for any."""
        targets = (target for goal in self.basis.goal for target in goal.target)
        return next((t.value for t in targets if t.id == verdict.target), None)

    def decimals_of(self, verdict: Verdict) -> int:
        """How many decimals a line's figure needs: one that misses never prints as its target.

        74 of 99 is 74.7 %, and not the 75 % that are missed.
        """
        decimals, made = self.decimals(verdict.indicator), verdict.now.made
        least = self.least(verdict) if verdict.finding.outcome == "missed" else None
        if least is None or made.count is None or made.exposure is None:
            return decimals
        while 10**decimals * 2 * (least * made.exposure - 100 * made.count) <= made.exposure:
            decimals += 1
        return decimals

    def name(self, area: str) -> str:
        """What an area is called."""
        return next(a.name for a in self.defs.areas.area if a.id == area)

    def estimate(self, indicator: str, area: str, year: int) -> Estimate | None:
        """An estimate, or None where that year was not measured."""
        return self.measures.estimates.get((indicator, area, year))

    def absent(self, indicator: str, area: str, year: int) -> Number:
        """The mark of a figure that is not there: protected, or unknown."""
        hidden = is_hidden(self.estimate(indicator, area, year))
        status: Status = "protected" if hidden else "unknown"
        return Number(value=None, unit="number", status=status)

    def history(self, indicator: str, area: str) -> list[Estimate]:
        """All estimates that have a value, by year."""
        found = [
            e
            for (name, place, _), e in self.measures.estimates.items()
            if (name, place) == (indicator, area) and e.value is not None
        ]
        return sorted(found, key=lambda e: e.year)

    def hidden_years(self, indicator: str, area: str) -> list[int]:
        """The years of an area's figure that are hidden."""
        found = self.measures.estimates.items()
        own = [(y, e) for (name, place, y), e in found if (name, place) == (indicator, area)]
        return sorted(year for year, e in own if is_hidden(e))

    def verdicts(self, area: str, goal: str) -> tuple[Verdict, ...]:
        """The lines of a partnership's goal."""
        return self.judgements.of(area, goal)

    def summary(self, area: str, goal: str | None = None) -> Summary:
        """How a partnership's lines, or those of one goal, add up."""
        found = [s for s in self.judgements.summaries if (s.area, s.goal) == (area, goal)]
        return next((s for s in found if s.target is None), nothing_judged(area, goal))

    def target_summary(self, area: str, target: str) -> Summary:
        """How the lines of a partnership's target add up."""
        found = (s for s in self.judgements.summaries if (s.area, s.target) == (area, target))
        return next(found, nothing_judged(area, None))

    def declared_baseline(self, indicator: str, area: str) -> Baseline | None:
        """How a baseline is declared, where one is."""
        for b in self.defs.partnerships.baseline:
            if (b.basis, b.indicator, b.partnership) == (self.basis.id, indicator, area):
                return b
        return None

    def comparable_baseline(self, indicator: str, area: str) -> Estimate | None:
        """The baseline of a line where it has a value, in the latest year's series."""
        base = self.measures.baselines.get((indicator, area))
        now = self.estimate(indicator, area, self.police_year)
        if base is None or base.value is None or now is None:
            return None
        return self.carried(now, base)

    def carried(self, now: Estimate, then: Estimate) -> Estimate | None:
        """An earlier figure in a later one's series, over a bridge if need be; else None."""
        try:
            return comparable(now, then, self.measures.bridges)
        except SeriesError:
            return None

    def start_gap(self, verdict: Verdict) -> Change | None:
        """A line's gap at its start wave, as it is held against the one now."""
        gaps, against = self.measures.gaps, verdict.finding.against
        key, moved = (verdict.indicator, verdict.area), verdict.finding.change
        now = gaps.get((*key, verdict.now.year))
        if against is None:
            return None
        start = gaps.get((*key, against.year))
        if now and moved and moved.bridges and now.value is not None and moved.value is not None:
            return Change(kind="difference", value=now.value - moved.value, limits=None)
        return start

    def beside(self, area: str, goal: Goal | None = None) -> list[str]:
        """The shares of utrygge, shown and never judged, where an agreement is about them."""
        goals = [goal] if goal else [g for g in self.basis.goal if g.about in ABOUT]
        stands = [clocks.standing(self.defs, self.basis, g, area, self.year) for g in goals]
        if not any("utryghed" in (s.agreement_about, s.report_about) for s in stands):
            return []
        return [i.id for i in self.basis.indicator if i.answers == "utryg"]

    def shown(self, verdict: Verdict) -> Estimate:
        """A line's figure as printed: in the baseline's own year the baseline, which stays put."""
        declared = self.declared_baseline(verdict.indicator, verdict.area)
        base = self.measures.baselines.get((verdict.indicator, verdict.area))
        year = self.police_year
        own = declared is not None and (declared.years == (year,) or declared.printed_for == year)
        return replace(base, year=year) if own and base is not None else verdict.now

    def shown_with(self, verdict: Verdict) -> int:
        """With how many decimals a line and what it is held against print apart, where they are."""
        decimals, against = self.decimals_of(verdict), verdict.finding.against
        now, then = verdict.now.value, against.value if against else None
        if verdict.rule != "held_at_baseline" or now is None or then is None or now == then:
            return decimals
        while abs(now - then) < 10**-decimals and decimals < FINEST:
            decimals += 1
        return decimals
