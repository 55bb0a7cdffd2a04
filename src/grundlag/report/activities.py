"""The chapter on activities: goal 3, how many involve enough partners; and the list of them all."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from grundlag.basis.model import Goal, Indicator
from grundlag.basis.partners import said
from grundlag.cubes.model import Activity
from grundlag.indicators.activities import counting, distinct, in_plan, partners, passes
from grundlag.report.context import Context
from grundlag.report.model import Block, Cell, Number, Paragraph, Section, Table, Text
from grundlag.report.remarks import remarks_on
from grundlag.report.sentences import sentences
from grundlag.report.words import activities as words
from grundlag.report.words import da
from grundlag.verdicts.model import Verdict

STATUSES = 6  # words of a status that are told one by one


def activity_section(context: Context, goal: Goal, area: str) -> Section:
    """Goal 3: its words, how many activities do what it asks, where partners lie, by theme."""
    texts = (goal.text, *(target.text for target in goal.target))
    blocks: list[Block] = [
        Paragraph(texts=(da.plain(text),), role="quote") for text in texts if text
    ]
    verdicts = context.verdicts(area, goal.id)
    for verdict, told in zip(verdicts, sentences(context, verdicts), strict=True):
        blocks.append(Paragraph(texts=told))
        if shown := tuple(_beside(context, verdict)):
            blocks.append(Paragraph(texts=shown))
        blocks += remarks_on(context, area, verdict.indicator)
    blocks += remarks_on(context, area, goal=goal.id)
    decimals = {v.indicator: context.decimals_of(v) for v in verdicts}
    for name, most in decimals.items():
        blocks += _tables(context, context.indicator(name), area, most)
    return Section(id=goal.about, heading=goal.about.capitalize(), blocks=tuple(blocks))


def _plan(context: Context, area: str) -> tuple[Activity, ...]:
    return in_plan(context.cubes, area, context.year)


def _beside(context: Context, verdict: Verdict) -> Iterator[Text]:
    """Shown beside a verdict, deciding nothing: where the partners lie, the plan before."""
    indicator = context.indicator(verdict.indicator)
    counted = counting(_plan(context, verdict.area), indicator)
    if not counted:
        return
    found = distinct(counted, indicator)
    yield words.whereabouts(Counter(partner.where for partner in found))
    before = [e for e in context.history(indicator.id, verdict.area) if e.year < context.year]
    if before and before[-1].series == verdict.now.series:
        yield words.earlier(before[-1], context.decimals(indicator.id))


def _tables(context: Context, indicator: Indicator, area: str, decimals: int) -> Iterator[Block]:
    """The activities by theme, and their status in a note; the note alone without themes."""
    plan = _plan(context, area)
    if not plan:
        return
    note = _status(plan, indicator)
    if any(activity.theme for activity in plan):
        yield _themes(context, indicator, area, (note, decimals))
    else:
        yield Paragraph(texts=(note,), role="note")


def _status(plan: Sequence[Activity], indicator: Indicator) -> Text:
    every: dict[str, list[Activity]] = defaultdict(list)
    for activity in plan:
        every[said(activity.status)].append(activity)
    told = [(same[0].status.lower() or words.NO_STATUS, len(same)) for same in every.values()]
    told.sort(key=lambda pair: -pair[1])
    if rest := sum(n for _, n in told[STATUSES:]):
        told = [*told[:STATUSES], (words.OTHER_STATUS, rest)]
    cancelled = sum(activity.cancelled for activity in plan)
    return words.status(told, cancelled, indicator.denominator == "all")


def _themes(context: Context, indicator: Indicator, area: str, below: tuple[Text, int]) -> Table:
    """`below` is the note, and how many decimals the share of all is printed with."""
    note, decimals = below
    counted = counting(_plan(context, area), indicator)
    themes: dict[str, list[Activity]] = defaultdict(list)
    for activity in counted:
        themes[said(activity.theme)].append(activity)
    rows = [_row(same[0].theme or words.NO_THEME, same, indicator, 0) for same in themes.values()]
    return Table(
        id=f"indsatsomraader-{area}",
        title=words.themes_title(context.year),
        columns=words.theme_columns(indicator.min_partners or 0),
        rows=(*rows, _row(words.TOTAL, counted, indicator, decimals)),
        notes=(note,),
    )


def _row(
    name: str, activities: Sequence[Activity], indicator: Indicator, decimals: int
) -> tuple[Cell, ...]:
    passing, n = sum(passes(a, indicator) for a in activities), len(activities)
    share = Number(value=passing / n if n else None, unit="share", decimals=decimals)
    if n == 0:
        share = Number(value=None, unit="share", status="not_applicable")
    return da.plain(name), da.whole(n), da.whole(passing), share


def register_table(context: Context, area: str) -> Table | None:
    """Every activity of a partnership's plan with its partners; None where no list has come."""
    indicator = next((i for i in context.basis.indicator if i.kind == "activity_share"), None)
    plan = _plan(context, area)
    if indicator is None or not plan:
        return None
    counted = set(counting(plan, indicator))
    return Table(
        id=f"aktiviteter-{area}",
        title=words.register_title(context.name(area), context.year),
        columns=words.register_columns(indicator.min_partners or 0),
        rows=tuple(_line(a, indicator, a in counted) for a in plan),
        notes=tuple(_notes(plan, indicator)),
    )


def _line(activity: Activity, indicator: Indicator, counts: bool) -> tuple[Cell, ...]:
    found = partners(activity, indicator)
    lie = Counter(partner.where for partner in found)
    enough = words.YES if passes(activity, indicator) else words.NO
    return (
        da.plain(activity.theme),
        da.plain(activity.name),
        da.plain(activity.status),
        da.whole(len(found)),
        *(da.whole(n) for n in (lie["in"] + lie["both"], lie["outside"] + lie["both"])),
        da.whole(lie["unknown"]),
        da.plain(enough if counts else words.LEFT_OUT),
    )


def _notes(plan: Sequence[Activity], indicator: Indicator) -> Iterator[Text]:
    if indicator.counts_owner is False:
        yield da.plain(words.OWNER_LEFT_OUT)
    if any(p.where == "both" for a in plan for p in partners(a, indicator)):
        yield da.plain(words.TWO_COLUMNS)
