"""Shares of a survey wave, from answers or as printed, and their gap to the comparator."""

from collections.abc import Iterator
from datetime import date

from grundlag.cubes.asked import is_answered
from grundlag.cubes.columns import NO_CELLS, SurveyCells
from grundlag.cubes.model import Missing, PublishedShare
from grundlag.cubes.places import places_of
from grundlag.cubes.police import atoms_of
from grundlag.cubes.population import inhabitants
from grundlag.indicators import published, shares
from grundlag.indicators.ask import Ask
from grundlag.indicators.design import has_lone_psu
from grundlag.indicators.intervals import korn_graubard
from grundlag.indicators.model import Change, Estimate, Interval, Made


def survey_share(ask: Ask, wave: int) -> Estimate:
    """The weighted share of a wave, or the printed one where no answers were delivered."""
    if wave in ask.cubes.waves:
        return _from_answers(ask, wave)
    printed = _published(ask, wave)
    if printed is not None:
        return _from_print(ask, wave, printed)
    return _nothing(ask, wave, Missing(why="no_wave", what=str(wave)))


def _nothing(ask: Ask, wave: int, missing: Missing) -> Estimate:
    provider = ask.cubes.waves[wave].provider if wave in ask.cubes.waves else ""
    series = ask.series(wave, provider, delivered=False)
    return Estimate(series=series, year=wave, unit="share", method="korn_graubard", missing=missing)


def _sample(ask: Ask, wave: int) -> SurveyCells:
    """A wave's answers to a question; none where it did not come."""
    return ask.sample.get((wave, ask.question.id), NO_CELLS)


def domain_of(ask: Ask, wave: int) -> shares.Domain:
    """Which cells of a wave a share is about."""
    groups = ask.question.groups
    picked = atoms_of(_sample(ask, wave).atoms, ask.area, ask.version(wave))
    out_of = (a for group in ask.question.out_of for a in groups[group])
    return shares.Domain(
        atoms=frozenset(picked),
        out_of=frozenset(answer.lower() for answer in out_of),
        yes=frozenset(answer.lower() for answer in groups[ask.indicator.answers or ""]),
    )


def _share(ask: Ask, wave: int) -> shares.Share | None:
    """A wave's share; none where nobody in the area answered, whatever else counts as an answer."""
    cells, domain = _sample(ask, wave), domain_of(ask, wave)
    if not is_answered(cells.answers_in(domain.atoms), ask.question):
        return None
    return shares.share(cells, domain, ask.defs.survey.lone_psu)


def _unanswered(ask: Ask, wave: int) -> Missing:
    """A question that nobody of a whole wave answered was not asked."""
    was_asked = is_answered(_sample(ask, wave).answers, ask.question)
    return Missing(why="no_answers" if was_asked else "not_asked", what=str(wave))


def _from_answers(ask: Ask, wave: int) -> Estimate:
    found = _share(ask, wave)
    if found is None:
        return _nothing(ask, wave, _unanswered(ask, wave))
    return Estimate(
        series=ask.series(wave, ask.cubes.waves[wave].provider, delivered=False),
        year=wave,
        unit="share",
        method=", ".join(_method(ask, wave, found)),
        value=found.p,
        limits=_limits(found, ask.defs.survey.deff),
        n=found.n,
        made=Made(
            variance=found.variance if found.is_spread else None,
            df=found.df,
            deff=found.deff,
            effective_n=found.effective_n,
            weight=found.weight,
        ),
        deliveries=tuple(sorted(ask.cubes.waves[wave].deliveries)),
    )


def _limits(found: shares.Share, deff: float) -> Interval:
    """A full count has no limits but itself; a spread that cannot be measured is declared."""
    if found.is_full_count:
        return Interval(low=found.p, high=found.p)
    spread = found.level_variance if found.is_spread else 0.0
    return korn_graubard(found.p, found.n, spread, found.df, deff)


def _method(ask: Ask, wave: int, found: shares.Share) -> Iterator[str]:
    """The method's name, and what of the design it counted that not every wave has."""
    cells = ask.sample[wave, ask.question.id]
    yield "korn_graubard"
    if cells.is_sized:
        yield "full count" if found.is_full_count else "finite population"
    if has_lone_psu(cells):
        yield f"lone_psu {ask.defs.survey.lone_psu}"


def _published(ask: Ask, wave: int) -> PublishedShare | None:
    wanted = (wave, ask.question.id, ask.indicator.answers)
    told = [s for s in ask.cubes.shares if (s.wave, s.question, s.answers) == wanted]
    own = places_of((s.place for s in told), ask.area, ask.version(wave))
    found = [s for s in told if s.place in own]
    return found[0] if len(own) == len(found) == 1 else None


def _from_print(ask: Ask, wave: int, printed: PublishedShare) -> Estimate:
    """A printed share; where all or none said so, nothing tells how much their answers vary."""
    deff, places = ask.defs.survey.deff, printed.printed_decimals
    n, p = printed.n, printed.share
    return Estimate(
        series=ask.series(wave, printed.provider, delivered=True),
        year=wave,
        unit="share",
        method=f"wilson, deff {deff:g}",
        value=p,
        limits=published.limits(p, n, deff) if n else None,
        n=n,
        no_limits=None if n else "no_n",
        made=Made(
            variance=published.variance(p, n, deff, places) if n and 0 < p < 1 else None,
            places=places,
            deff=deff if n else None,
            effective_n=n / deff if n else None,
        ),
        deliveries=(printed.delivery,),
    )


def gap(area: Ask, comparator: Ask, wave: int) -> Change:
    """The comparator's share less the area's in one wave: positive is below the comparator."""
    if wave in area.cubes.waves:
        part, whole = _share(area, wave), _share(comparator, wave)
        if part is None or whole is None:
            return Change(kind="difference", value=None, limits=None)
        if not (part.is_spread and whole.is_spread):
            return Change(kind="difference", value=whole.p - part.p, limits=None)
        lone_psu = area.defs.survey.lone_psu
        return shares.gap(area.sample[wave, area.question.id], part, whole, lone_psu)
    return _printed_gap(area, comparator, wave)


def _printed_gap(area: Ask, comparator: Ask, wave: int) -> Change:
    part, whole = survey_share(area, wave), survey_share(comparator, wave)
    if part.value is None or whole.value is None:
        return Change(kind="difference", value=None, limits=None)
    return published.gap(
        (part.value, part.made.variance),
        (whole.value, whole.made.variance),
        _population_share(area, comparator, wave),
        part.made.places,
    )


def _population_share(area: Ask, comparator: Ask, wave: int) -> float | None:
    """The area's share of the comparator's inhabitants on 1 January of the wave's year."""
    day = date(wave, 1, 1)
    cells = area.cubes.population
    inside = inhabitants(cells, area.area, area.version(wave), day).n
    everyone = inhabitants(cells, comparator.area, comparator.version(wave), day).n
    return inside / everyone if inside is not None and everyone else None
