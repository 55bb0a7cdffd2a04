"""Aktiviteter: a plan's register as the report counts it, and what decides its share."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from grundlag import run
from grundlag.basis.declared import Definitions
from grundlag.basis.model import Indicator
from grundlag.basis.partner_words import is_declared
from grundlag.cubes.model import Activity, Partner
from grundlag.cubes.register import key_of
from grundlag.indicators.activities import counting, in_plan, partners, passes
from grundlag.report.context import Context
from grundlag.report.model import Text, VerdictCell
from grundlag.report.sentences import sentences
from grundlag.report.targets import verdict_cell
from grundlag.report.words.activities import asked as enough_words
from grundlag.web.asked import ACTIVITIES, Asked, asked
from grundlag.web.page import page

KIND = "activity_share"
SHOWN = "vis"
PLACES = {"in": ("in", "both"), "outside": ("outside", "both"), "unknown": ("unknown",)}


@dataclass(frozen=True, kw_only=True)
class Name:
    """A partner on a line: whether somebody declared it, and whether it counts."""

    name: str
    declared: bool
    counts: bool


@dataclass(frozen=True, kw_only=True)
class Row:
    """An activity as it is counted; `enough` is None where it does not count at all."""

    number: int
    key: str
    name: str
    theme: str
    status: str
    partners: dict[str, tuple[Name, ...]]
    n: int
    enough: bool | None

    @property
    def names(self) -> tuple[Name, ...]:
        """Its partners, wherever they lie."""
        return tuple(name for names in self.partners.values() for name in names)


FILTERS: dict[str, Callable[[Row], bool]] = {
    "alle": lambda row: True,
    "nok": lambda row: row.enough is True,
    "ikke-nok": lambda row: row.enough is False,
    "uden": lambda row: row.n == 0,
    "uoplyst": lambda row: bool(row.partners["unknown"]),
    "ukendt": lambda row: any(not name.declared for name in row.names),
}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a plan's share stands: its verdicts in the table's words and in the paper's."""

    judged: tuple[tuple[VerdictCell, tuple[Text, ...]], ...]
    n: int
    enough: int


def registers(request: Request) -> Response:
    """The page that leads to each partnership's register."""
    found = asked(request, ACTIVITIES)
    each = [
        (name, found.address(ACTIVITIES, area), _standing(found, area))
        for area, name in found.names.items()
    ]
    return page(request, "registers.html.j2", found, registers=each)


def activities(request: Request) -> Response:
    """A partnership's register."""
    area = request.path_params["partnership"]
    found = asked(request, ACTIVITIES, area)
    shown = request.query_params.get(SHOWN, "alle")
    rows = tuple(_rows(found, area))
    words = Counter(n.name for row in rows for n in row.names if not n.declared)
    of = run.registering.Plan(partnership=area, year=found.year)
    return page(
        request,
        "activities.html.j2",
        found,
        area=found.names[area],
        standing=_standing(found, area),
        rows=[row for row in rows if FILTERS.get(shown, FILTERS["alle"])(row)],
        counts={name: sum(map(fits, rows)) for name, fits in FILTERS.items()},
        shown=shown if shown in FILTERS else "alle",
        words=sorted(words.items(), key=lambda pair: pair[0].casefold()),
        enough=_enough(found),
        register=run.registering.plan_register(found.standing.defs, of),
        done=request.query_params.get("gjort", ""),
        basis=request.query_params.get("grundlag", ""),
        at={name: found.address(ACTIVITIES, area, *path) for name, path in _LEADS.items()},
    )


_LEADS: dict[str, tuple[str, ...]] = {
    name: (name,) for name in ("ret", "fjern", "hent", "indlaes", "navn")
} | {"liste": ()}


def _context(found: Asked) -> Context:
    return run.context_of(found.standing.judged(found.year)[found.basis])


def _indicator(found: Asked) -> Indicator | None:
    """What the basis counts activities by; None where it does not."""
    return next((i for i in found.declared.indicator if i.kind == KIND), None)


def _enough(found: Asked) -> str:
    indicator = _indicator(found)
    return enough_words(indicator.min_partners or 0) if indicator else ""


def _standing(found: Asked, area: str) -> Standing | None:
    """How a plan's share stands, as the paper tells it; None where the basis asks for none."""
    context, indicator = _context(found), _indicator(found)
    if indicator is None:
        return None
    verdicts = [v for v in context.judgements.of(area) if v.indicator == indicator.id]
    told = sentences(context, verdicts)
    counted = counting(in_plan(context.cubes, area, found.year), indicator)
    return Standing(
        judged=tuple((verdict_cell(v), t) for v, t in zip(verdicts, told, strict=True)),
        n=len(counted),
        enough=sum(passes(activity, indicator) for activity in counted),
    )


def _rows(found: Asked, area: str) -> Iterator[Row]:
    context, indicator = _context(found), _indicator(found)
    plan = in_plan(context.cubes, area, found.year)
    counted = set(counting(plan, indicator)) if indicator else set()
    for number, activity in enumerate(plan, 1):
        count = partners(activity, indicator) if indicator else activity.partners
        names = _names(found.standing.defs, activity, count)
        yield Row(
            number=number,
            key=key_of(activity.theme, activity.name),
            name=activity.name,
            theme=activity.theme,
            status=activity.status,
            partners=names,
            n=len(count),
            enough=passes(activity, indicator) if indicator and activity in counted else None,
        )


def _names(
    defs: Definitions, activity: Activity, count: Sequence[Partner]
) -> dict[str, tuple[Name, ...]]:
    return {
        place: tuple(
            Name(name=p.name, declared=is_declared(defs, p.name), counts=p in count)
            for p in activity.partners
            if p.where in lie
        )
        for place, lie in PLACES.items()
    }
