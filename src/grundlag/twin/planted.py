"""What is planted: the city's own developments, and those that the caller asks for."""

from collections.abc import Iterator

from grundlag.twin.model import Break, Drop, Settings, Trend, Wording
from grundlag.twin.parameters import LATE, SURVEY_SAYS, TRENDS, TYPES, YEARS

EVERYWHERE = "koebenhavn"
"""How the whole city is called where a cell may be named."""
NOTHING = "nothing changes: every rate, share and number of inhabitants is the same in all years"


def streams_of(kind: str) -> tuple[str, ...]:
    """The streams of a crime type; a stream is its own."""
    return next((each.streams for each in TYPES if each.id == kind), (kind,))


def trends(settings: Settings) -> tuple[Trend, ...]:
    """Every development of a rate as it is recorded: the city's own, drops and breaks."""
    own = () if settings.flat else TRENDS
    return (*own, *_of_drops(settings.drops), *_of_breaks(settings.breaks))


def _of_drops(drops: tuple[Drop, ...]) -> Iterator[Trend]:
    for drop in drops:
        for stream in streams_of(drop.kind):
            factors = _steps(drop.from_year, drop.factor)
            where = None if drop.cell == EVERYWHERE else drop.cell
            yield Trend(cell=where, stream=stream, factors=factors, says=_drop_says(drop))


def _of_breaks(breaks: tuple[Break, ...]) -> Iterator[Trend]:
    for each in breaks:
        for stream in streams_of(each.kind):
            factors = _steps(each.from_year, each.factor)
            yield Trend(cell=None, stream=stream, factors=factors, says=_break_says(each))


def _steps(from_year: int, factor: float) -> tuple[float, ...]:
    return tuple(factor if year >= from_year else 1.0 for year in YEARS)


def factor(cell: str, stream: str, year: int, settings: Settings) -> float:
    """What the planted developments multiply a rate by."""
    product = 1.0
    for trend in trends(settings):
        if trend.stream == stream and trend.cell in (cell, None):
            product *= trend.factors[YEARS.index(year)]
    return product


def late_share(settings: Settings) -> float:
    """The share of the last year of the first file that only the later file has."""
    if settings.late is not None:
        return settings.late
    return 0.0 if settings.flat else LATE


def points(wave: int, settings: Settings) -> float:
    """What the wordings add to the share who are tryg in a wave."""
    return sum(each.points for each in settings.wordings if wave >= each.from_wave)


def sentences(settings: Settings) -> tuple[str, ...]:
    """What must come out of the reports and of the survey, in words."""
    return (
        *((NOTHING,) if settings.flat else (trend.says for trend in TRENDS)),
        *(_drop_says(drop) for drop in settings.drops),
        *(_break_says(each) for each in settings.breaks),
        *(() if settings.flat else SURVEY_SAYS),
        *(_wording_says(each) for each in settings.wordings),
        *(
            f"{each.cell}: {each.tryg:.1%} are tryg by {each.when} in wave {each.wave}"
            for each in settings.felt
        ),
    )


def _drop_says(drop: Drop) -> str:
    return f"{drop.cell}: {drop.kind} is {drop.factor:g} times what it was, from {drop.from_year}"


def _break_says(each: Break) -> str:
    return (
        f"{each.kind} is recorded {each.factor:g} times as often everywhere from {each.from_year}: "
        "no real change, the series ends and is to be declared as a break"
    )


def _wording_says(each: Wording) -> str:
    return (
        f"the question is worded anew in wave {each.from_wave}, and tryg jumps by "
        f"{100 * each.points:g} points in every area: no real change, to be declared as a break"
    )


def touched(kind: str) -> list[str]:
    """The crime types that count something of a type."""
    mine = set(streams_of(kind))
    return [each.id for each in TYPES if mine & set(each.streams)]
