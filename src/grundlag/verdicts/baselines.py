"""Which police years a baseline covers, and which were over before it began."""

from grundlag.basis import clocks
from grundlag.basis.load import Definitions
from grundlag.indicators.model import Measures


def in_baseline(
    defs: Definitions, measures: Measures, indicator: str, area: str, year: int
) -> bool:
    """Whether a police year overlaps the span its own baseline is counted over."""
    months = set(clocks.year_months(measures.basis, year))
    return any(months & set(span) for span in _spans(defs, measures, indicator, area))


def before_baseline(
    defs: Definitions, measures: Measures, indicator: str, area: str, year: int
) -> bool:
    """Whether a police year was over before its own baseline began: nothing was to be held yet."""
    last = clocks.year_months(measures.basis, year)[-1]
    spans = _spans(defs, measures, indicator, area)
    return bool(spans) and all(last < span[0] for span in spans)


def _spans(defs: Definitions, measures: Measures, indicator: str, area: str) -> list[range]:
    """What a line's baseline is counted over, or the year that a printed one is of."""
    basis, found = measures.basis, list[range]()
    for declared in defs.partnerships.baseline:
        whose = declared.basis, declared.indicator, declared.partnership
        if whose == (basis.id, indicator, area):
            found += clocks.baseline_spans(basis, declared)
            if declared.printed_for is not None:
                found.append(clocks.year_months(basis, declared.printed_for))
    return found
