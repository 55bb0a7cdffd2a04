"""The analyst's own remarks, each beside the figure or the goal it is about."""

from collections.abc import Iterator
from decimal import Decimal

from grundlag.basis import clocks
from grundlag.basis.remarks import Remark, key_of
from grundlag.indicators.model import Estimate
from grundlag.report.context import Context
from grundlag.report.model import Number, Paragraph, Text
from grundlag.report.words import da, heads

TENTH = 0.1  # of the last printed digit: a smaller change is none


def remarks_on(
    context: Context, area: str, indicator: str | None = None, goal: str | None = None
) -> Iterator[Paragraph]:
    """The remarks on an indicator, on a goal, or (with neither) on the whole of a paper."""
    for remark in context.defs.remarks.get(context.year, ()):
        if (remark.partnership, remark.indicator, remark.goal) == (area, indicator, goal):
            yield Paragraph(texts=tuple(_said(context, remark)), role="remark")


def homeless(context: Context, area: str) -> Iterator[Paragraph]:
    """The remarks on figures that this basis does not show for a partnership: lost nowhere."""
    shown = {i.id for i in context.basis.indicator if _is_shown(context, i.id, area)}
    goals = {goal.id for goal in context.basis.goal}
    for remark in context.defs.remarks.get(context.year, ()):
        own = (remark.indicator or "") in shown or (remark.goal or "") in goals
        if remark.partnership == area and (remark.indicator or remark.goal) and not own:
            said = heads.elsewhere(_called(context, remark), " ".join(remark.text.split()))
            signed = heads.signed(remark.initials, da.day(remark.date))
            yield Paragraph(texts=(da.plain(f"{said} {signed}"),), role="remark")


def _is_shown(context: Context, indicator: str, area: str) -> bool:
    """Whether a paper says anything of an indicator: it is of a target, or stands beside one."""
    lines = {v.indicator for v in context.judgements.of(area)}
    return indicator in lines | set(context.beside(area))


def _called(context: Context, remark: Remark) -> str:
    """What a remark is about, as another basis calls it."""
    for basis in context.defs.bases.values():
        for indicator in basis.indicator:
            if indicator.id == remark.indicator:
                return basis.corrected(indicator.label)
    return heads.goal_called(remark.goal or "")


def _said(context: Context, remark: Remark) -> Iterator[Text]:
    about = f"{context.label(remark.indicator)}: " if remark.indicator else ""
    signed = heads.signed(remark.initials, da.day(remark.date))
    yield da.plain(f"{about}{' '.join(remark.text.split())} {signed}")
    if changed := changed_since(context, remark):
        yield heads.written_to(*changed)


def changed_since(context: Context, remark: Remark) -> tuple[Number, Number] | None:
    """The figure a remark was written to and the figure now, where the two differ.

    One that somebody wrote is held against what prints: 84 is still 84 where 83.9 prints so. One
    that was noted is printed with a decimal more than in the tables, so that what differs is seen.
    """
    now = _figure(context, remark)
    if now is None or now.value is None or remark.indicator is None:
        return None
    decimals = context.decimals(remark.indicator)
    size = 100 if now.unit == "share" else 1
    if remark.written_to is not None:
        decimals = max(decimals, -int(Decimal(repr(remark.written_to)).normalize().as_tuple()[2]))
        half = 0.5 * 10**-decimals
        if remark.written_to - half <= now.value * size < remark.written_to + half:
            return None
        return _pair(now, remark.written_to / size, decimals)
    then = context.defs.written.get(context.year, {}).get(key_of(remark, context.basis.id))
    if then is None or abs(now.value - then) * size * 10**decimals < TENTH:
        return None
    return _pair(now, then, decimals if now.unit == "count" else decimals + 1)


def _pair(now: Estimate, then: float, decimals: int) -> tuple[Number, Number]:
    before = Number(value=then, unit=now.unit, decimals=decimals)
    return before, Number(value=now.value, unit=now.unit, decimals=decimals)


def _figure(context: Context, remark: Remark) -> Estimate | None:
    """The figure that a remark is about; None where it is about none of this basis."""
    own = {i.id: i for i in context.basis.indicator}
    if remark.indicator not in own:
        return None
    when = clocks.figure_year(own[remark.indicator], context.year)
    return context.estimate(remark.indicator, remark.partnership, when)


def to_note(context: Context) -> dict[str, float]:
    """The figures that this report's remarks are printed beside for the first time, by key."""
    if "partnership" not in context.defs.folder.papers:  # remarks are printed in those papers alone
        return {}
    known = context.defs.written.get(context.year, {})
    found = {
        key_of(remark, context.basis.id): figure.value
        for remark in context.defs.remarks.get(context.year, ())
        if remark.written_to is None
        and remark.indicator is not None
        and _is_shown(context, remark.indicator, remark.partnership)
        and (figure := _figure(context, remark)) is not None
        and figure.value is not None
    }
    return {key: value for key, value in found.items() if key not in known}
