"""Totals printed elsewhere that this report does not agree with."""

from collections.abc import Iterator

from grundlag.cubes.check_totals import counted, is_near
from grundlag.report.context import Context
from grundlag.report.model import Text
from grundlag.report.words import data


def published_notes(context: Context) -> Iterator[Text]:
    """A sentence a printed total of the report's year, area and types that differs by over 2 %."""
    if context.public:  # a count that is no figure of the report's, and may give one back
        return
    crimes = {indicator.crime for indicator in context.basis.indicator}
    for printed in context.defs.codes.published_total:
        if printed.crime in crimes and printed.year == context.police_year:
            n = counted(context.defs, context.cubes, printed)
            if n is not None and not is_near(n, printed):
                yield data.published(printed, context.name(printed.area), n)
