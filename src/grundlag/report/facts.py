"""The lines of a paper's head: the years a report has, all three, and the basis."""

from grundlag.basis import clocks
from grundlag.report.context import Context
from grundlag.report.model import Fact, Text
from grundlag.report.notes import population_day
from grundlag.report.words import da, heads


def facts(context: Context) -> tuple[Fact, ...]:
    """The years a report has, all three, and the basis."""
    basis = heads.basis(context.basis_name, context.proposal, context.in_force)
    texts = {
        "year": _year(context.year),
        "wave": _year(context.year),
        "police": _police_year(context),
        "people": da.plain(da.day(population_day(context))),
        "basis": da.plain(basis),
    }
    return tuple(Fact(label=heads.FACTS[name], text=text) for name, text in texts.items())


def _year(value: int) -> Text:
    return Text(words="{year}", numbers={"year": da.year(value)})


def _police_year(context: Context) -> Text:
    """The police year; where it is not the calendar's, its months too."""
    months = clocks.year_months(context.basis, context.police_year)
    if context.basis.year_starts_in == 1:
        return _year(context.police_year)
    ends = (clocks.show_month(months[0]), clocks.show_month(months[-1]))
    return heads.year_of(context.police_year, *ends)
