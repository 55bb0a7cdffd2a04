"""What is said about a line, by its rule: what happened, how sure, and what else must be said."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from grundlag.basis.model import Rule
from grundlag.indicators.unsaid import is_hidden
from grundlag.report.context import Context
from grundlag.report.joins import bridge_notes
from grundlag.report.model import Text
from grundlag.report.words import da, lines, protection
from grundlag.verdicts.model import Verdict


def sentences(context: Context, verdicts: Sequence[Verdict]) -> Iterator[tuple[Text, ...]]:
    """One paragraph a line."""
    city = context.name(context.measures.comparator)
    for each in verdicts:
        verdict = replace(each, now=context.shown(each))
        label, decimals = context.label(verdict.indicator), context.shown_with(verdict)
        if is_silent(verdict):
            yield (protection.line(verdict, label),)
            continue
        if verdict.finding.outcome == "no_data":
            said = lines.unjudged(verdict, label, decimals)
        else:
            said = SAID[verdict.rule](context, verdict, label, decimals)
        sure = lines.certainty(verdict)
        yield (
            said,
            *((sure,) if sure else ()),
            *lines.notes(verdict, city),
            *bridge_notes([verdict]),
        )


def is_silent(verdict: Verdict) -> bool:
    """Whether a line stands without figures, for one of them is hidden."""
    finding = verdict.finding
    told = (finding.unknown, finding.reason)
    return is_hidden(verdict.now) or is_hidden(finding.against) or "protected" in told


def together(context: Context, verdicts: Sequence[Verdict]) -> tuple[Text, ...]:
    """The lines of a target in one paragraph: what is the same of all is said once, at the end."""
    each = list(sentences(context, verdicts))
    if len(each) < 2 or any(texts[1:] != each[0][1:] for texts in each):
        return tuple(text for texts in each for text in texts)
    sure = lines.certainties(verdicts)
    return (*(texts[0] for texts in each), *((sure,) if sure else ()), *each[0][2:])


def _rose(context: Context, verdict: Verdict, label: str, decimals: int) -> Text:
    return lines.rose(verdict, label, decimals)


def _came_nearer(context: Context, verdict: Verdict, label: str, decimals: int) -> Text:
    gap = context.measures.gaps[verdict.indicator, verdict.area, verdict.now.year]
    city = context.name(context.measures.comparator)
    return lines.came_nearer(verdict, label, gap, context.start_gap(verdict), city)


def _held(context: Context, verdict: Verdict, label: str, decimals: int) -> Text:
    declared = context.declared_baseline(verdict.indicator, verdict.area)
    return lines.held(verdict, label, decimals, da.span(declared))


def _involved(context: Context, verdict: Verdict, label: str, decimals: int) -> Text:
    partners = context.indicator(verdict.indicator).min_partners or 0
    return lines.involved(verdict, label, decimals, partners)


def _followed(context: Context, verdict: Verdict, label: str, decimals: int) -> Text:
    return lines.followed(verdict, label, decimals)


SAID: dict[Rule, Callable[[Context, Verdict, str, int], Text]] = {
    "rises_every_year": _rose,
    "approaches": _came_nearer,
    "held_at_baseline": _held,
    "at_least": _involved,
    "monitored": _followed,
}
