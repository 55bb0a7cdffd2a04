"""Where a series ends in what is shown, why it does, and what carries figures over to the next."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from grundlag.basis.folder import Bridge
from grundlag.indicators.bridges import differing, path
from grundlag.indicators.model import Estimate
from grundlag.report.context import Context
from grundlag.report.model import Text
from grundlag.report.words import joins as words
from grundlag.verdicts.model import Verdict


@dataclass(frozen=True, kw_only=True)
class Joint:
    """A year from which figures are of another series: why, in sentences; None joins no series."""

    year: int
    why: tuple[str, ...]
    bridges: tuple[Bridge, ...] | None


def joint_notes(
    context: Context,
    indicators: Sequence[str],
    areas: Sequence[str],
    years: Sequence[int] | None = None,
    joined: bool = False,
) -> tuple[Text, ...]:
    """A note a place where the series of those indicators ends, in the span shown (or any year).

    Indicators are named where they do not all end alike. `joined` keeps to bridged places. A bridge
    of several areas is named once.
    """
    found = list[Text]()
    for area in areas:
        found += [t for t in _of_area(context, indicators, area, years, joined) if t not in found]
    return tuple(found)


def _of_area(
    context: Context,
    indicators: Sequence[str],
    area: str,
    years: Sequence[int] | None,
    joined: bool,
) -> Iterator[Text]:
    span = (min(years, default=0), max(years, default=0)) if years is not None else (0, 9999)
    histories = {name: _history(context, name, area, span) for name in dict.fromkeys(indicators)}
    drawn = {name: found for name, found in histories.items() if found}
    found: dict[Joint, list[str]] = {}
    for name, history in drawn.items():
        for joint in _joints(context, history):
            if joint.bridges or not joined:
                found.setdefault(joint, []).append(name)
    for joint, names in sorted(found.items(), key=lambda pair: pair[0].year):
        yield from _said(context, area, joint, names if len(names) < len(drawn) else [])


def _history(context: Context, name: str, area: str, span: tuple[int, int]) -> list[Estimate]:
    return [e for e in context.history(name, area) if span[0] <= e.year <= span[1]]


def _joints(context: Context, history: Sequence[Estimate]) -> Iterator[Joint]:
    for then, now in pairwise(history):
        if then.series != now.series:
            over = path(now, then, context.measures.bridges)
            yield Joint(year=now.year, why=tuple(_why(context, then, now)), bridges=over)


def _why(context: Context, then: Estimate, now: Estimate) -> Iterator[str]:
    """Every way in which two figures are made differently, a sentence each."""
    for way in differing(now.series, then.series):
        if way == "since":
            yield from dict.fromkeys(_declared(context, then, now))
        else:
            yield words.differs(way, then.series, now.series, now.unit)


def _declared(context: Context, then: Estimate, now: Estimate) -> Iterator[str]:
    """What the declared breaks between two figures say."""
    for each in context.defs.breaks.break_:
        place = each.indicator, each.area or now.series.area
        between = then.year < each.from_year <= now.year
        if between and place == (now.series.indicator, now.series.area):
            yield words.sentence(each.why)


def _said(context: Context, area: str, joint: Joint, names: Sequence[str]) -> Iterator[Text]:
    subjects = [context.subject(name) for name in names]
    place = context.name(area)
    yield words.ends(place, subjects, joint.year, joint.why, joint.bridges is not None)
    yield from map(words.over, joint.bridges or ())


def bridge_notes(verdicts: Iterable[Verdict]) -> tuple[Text, ...]:
    """What the earlier figures of some lines were carried over, each bridge once."""
    over = (b for v in verdicts if v.finding.change for b in v.finding.change.bridges)
    return tuple(map(words.over, dict.fromkeys(over)))
