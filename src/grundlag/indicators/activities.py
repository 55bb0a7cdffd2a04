"""The share of a plan's activities that involve enough partners: whole numbers, and no noise."""

from collections.abc import Iterable, Sequence

from grundlag.basis.model import Indicator
from grundlag.cubes.activities import either
from grundlag.cubes.model import Activity, Cubes, Missing, Partner
from grundlag.indicators.ask import Ask
from grundlag.indicators.model import Estimate, Listed, Made


def activity_share(ask: Ask, year: int) -> Estimate:
    """The activities of a plan year with enough distinct partners, out of all that count.

    Formula: k/n. docs/methods/activities.md. Source: the basis. A full count, so it has no limits;
    `made` holds the two whole numbers. A plan in which nothing counts has no share.
    """
    plan = in_plan(ask.cubes, ask.area.id, year)
    counted = counting(plan, ask.indicator)
    deliveries = {d.id: d.manifest for d in ask.cubes.deliveries}
    used = tuple(sorted({name for activity in plan for name, _ in activity.lines}))
    provider = " + ".join(dict.fromkeys(deliveries[name].provider for name in used))
    passing = sum(passes(activity, ask.indicator) for activity in counted)
    why = None if counted else "no_activities" if plan else "no_register"
    return Estimate(
        series=ask.series(year, provider, delivered=False),
        year=year,
        unit="share",
        method="counted",
        value=passing / len(counted) if counted else None,
        n=len(counted) if plan else None,
        missing=_missing(why, year) if why else None,
        no_limits="full_count" if counted else None,
        made=Made(count=passing, exposure=len(counted)) if plan else Made(),
        deliveries=used,
        extracted=max((deliveries[name].extracted for name in used), default=None),
    )


def _missing(why: str, year: int) -> Missing:
    return Missing(why=why, what=str(year))


def in_plan(cubes: Cubes, area: str, year: int) -> tuple[Activity, ...]:
    """The activities of a partnership's plan year, cancelled ones among them."""
    return tuple(a for a in cubes.activities if (a.place, a.plan_year) == (area, year))


def counting(activities: Iterable[Activity], indicator: Indicator) -> tuple[Activity, ...]:
    """Those in the denominator: all, or those that were not cancelled."""
    everything = indicator.denominator == "all"
    return tuple(a for a in activities if everything or not a.cancelled)


def partners(activity: Activity, indicator: Indicator) -> tuple[Partner, ...]:
    """The partners of an activity that count: the municipality itself only where it is declared."""
    leaves_out = indicator.counts_owner is False
    return tuple(p for p in activity.partners if not (leaves_out and p.owner))


def passes(activity: Activity, indicator: Indicator) -> bool:
    """Whether an activity has as many distinct partners as are asked for, wherever they lie."""
    return len(partners(activity, indicator)) >= (indicator.min_partners or 0)


def distinct(activities: Sequence[Activity], indicator: Indicator) -> tuple[Partner, ...]:
    """The partners of some activities, each once, with where it lies by all that is told of it."""
    found: dict[str, Partner] = {}
    for partner in (p for activity in activities for p in partners(activity, indicator)):
        where = either(found[partner.name].where, partner.where) if partner.name in found else None
        found[partner.name] = (
            Partner(name=partner.name, where=where, owner=partner.owner) if where else partner
        )
    return tuple(found.values())


def listed(ask: Ask, year: int) -> tuple[Listed, ...]:
    """Every activity behind a share, also those that do not count; none for any other figure."""
    if ask.indicator.kind != "activity_share":
        return ()
    plan = in_plan(ask.cubes, ask.area.id, year)
    counted = counting(plan, ask.indicator)
    return tuple(
        Listed(
            lines=activity.lines,
            what=", ".join(text for text in (activity.theme, activity.name) if text),
            partners=tuple(p.name for p in partners(activity, ask.indicator)),
            passes=passes(activity, ask.indicator) if activity in counted else None,
        )
        for activity in plan
    )
