"""The analyst's own remarks, each beside the figure or the goal it is about."""

from collections.abc import Iterator

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


def _said(context: Context, remark: Remark) -> Iterator[Text]:
    about = f"{context.label(remark.indicator)}: " if remark.indicator else ""
    signed = heads.signed(remark.initials, da.day(remark.date))
    yield da.plain(f"{about}{' '.join(remark.text.split())} {signed}")
    if changed := changed_since(context, remark):
        yield heads.written_to(*changed)


def changed_since(context: Context, remark: Remark) -> tuple[Number, Number] | None:
    """The figure a remark was written to and the figure now, where the two differ.

    Printed with one more decimal than in the tables, so that what differs is seen to.
    """
    now, then = _figure(context, remark), _written_to(context, remark)
    if now is None or now.value is None or then is None or remark.indicator is None:
        return None
    decimals = context.decimals(remark.indicator)
    size = abs(now.value - then) * (100 if now.unit == "share" else 1) * 10**decimals
    if size < TENTH:
        return None
    more = decimals if now.unit == "count" else decimals + 1
    before = Number(value=then, unit=now.unit, decimals=more)
    return before, Number(value=now.value, unit=now.unit, decimals=more)


def _figure(context: Context, remark: Remark) -> Estimate | None:
    """The figure that a remark is about; None where it is about none of this basis."""
    own = {i.id: i for i in context.basis.indicator}
    if remark.indicator not in own:
        return None
    when = clocks.figure_year(own[remark.indicator], context.year)
    return context.estimate(remark.indicator, remark.partnership, when)


def _written_to(context: Context, remark: Remark) -> float | None:
    """What a remark says it was written to, else what was noted when it was first printed."""
    figure = _figure(context, remark)
    if remark.written_to is not None and figure is not None:
        return remark.written_to / 100 if figure.unit == "share" else remark.written_to
    return context.defs.written.get(context.year, {}).get(key_of(remark, context.basis.id))


def to_note(context: Context) -> dict[str, float]:
    """The figures that this report's remarks are printed beside for the first time, by key."""
    known = context.defs.written.get(context.year, {})
    found = {
        key_of(remark, context.basis.id): figure.value
        for remark in context.defs.remarks.get(context.year, ())
        if remark.written_to is None
        and (figure := _figure(context, remark)) is not None
        and figure.value is not None
    }
    return {key: value for key, value in found.items() if key not in known}
