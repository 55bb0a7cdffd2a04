"""The smallest Danish pieces: names in a row, dates, spans, and numbers that sentences hold."""

from datetime import date

from grundlag.basis.partnerships import Baseline
from grundlag.indicators.model import Estimate
from grundlag.indicators.unsaid import is_hidden
from grundlag.report.model import Number, Status, Text
from grundlag.report.words import terms


def plain(words: str) -> Text:
    """A sentence without numbers."""
    return Text(words=words, numbers={})


def day(value: date) -> str:
    """A date as one says it: 17. februar 2025."""
    return f"{value.day}. {terms.MONTHS[value.month - 1]} {value.year}"


def month(value: str) -> str:
    """A month as one says it: august 2020, from 2020-08."""
    number, name = value.split("-")
    return f"{terms.MONTHS[int(name) - 1]} {number}"


def listed(names: list[str]) -> str:
    """Names as a sentence lists them: a, b og c; with semicolons where a name may hold a comma.

    Of two names the last may: a og b, c.
    """
    if len(names) == 1:
        return names[0]
    apart = names if len(names) > 2 or "{" in names[-1] else names[:1]
    inner = any("," in name or "{" in name for name in apart)
    first = ("; " if inner else ", ").join(names[:-1])
    return f"{first}{'; og ' if inner else ' og '}{names[-1]}"


def subject(label: str) -> str:
    """A label as the subject of a sentence: one with a comma in it gets another after it."""
    return f"{label}," if "," in label else label


def span(declared: Baseline | None) -> str:
    """What a baseline is counted over: 2024, 2022-2024, august 2020 til juli 2021."""
    if declared is None:
        return ""
    if declared.months:
        return " til ".join(month(each) for each in declared.months)
    if not declared.years:
        return declared.source or "oplyst tal"
    first, last = min(declared.years), max(declared.years)
    if len(declared.years) > 1 and last - first == len(declared.years) - 1:
        return f"{first}–{last}"
    return listed([str(each) for each in declared.years])


def number(estimate: Estimate, decimals: int) -> Number:
    """An estimate's value as a number, marked where it is missing."""
    return Number(
        value=estimate.value,
        unit=estimate.unit,
        decimals=decimals,
        status=status(estimate),
    )


def status(estimate: Estimate) -> Status:
    """Whether a value is there; else whether it is protected, or is not known."""
    if estimate.value is not None:
        return "value"
    return "protected" if is_hidden(estimate) else "unknown"


def level(estimate: Estimate, decimals: int) -> Number:
    """A baseline's value; a count a year over several years is seldom whole, and shows it."""
    uneven = estimate.unit == "count" and not float(estimate.value or 0).is_integer()
    return number(estimate, max(decimals, 1) if uneven else decimals)


def points(value: float) -> Number:
    """A difference of shares, in points."""
    return Number(value=value, unit="points", decimals=1)


def year(value: int) -> Number:
    """A year, never with a thousands point."""
    return Number(value=value, unit="year")


def whole(value: int) -> Number:
    """A whole number."""
    return Number(value=value, unit="count")
