"""What a CPR number looks like, in all the ways people and programs write it.

Nothing here keeps or returns a number: only that one is there, and how it was written. A pattern is
made twice from the same parts, for the column at once (RE2, which cannot look around) and for the
few cells in which it found something.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Form = Literal["told", "spelled", "bare", "short"]

_BLANKS = " \t\u00a0\u2007\u2009\u200b\u202f\u2060\ufeff"  # also hard and zero-width ones
_DASHES = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_DASH = f"[{_DASHES}]"
_GAP = f"[{_DASHES}{_BLANKS}/_:]{{1,3}}"
_SPLIT = f"[{_DASHES}{_BLANKS}/.]"
_HYPHEN = f"[{_BLANKS}]?[{_DASHES}][{_BLANKS}]?"
_FOUR = "[0-9]{4}"
# a day and a month there are, 29 February among them: years are looked at one by one
_DAY_MONTH = (
    "(?:(?:0[1-9]|[12][0-9]){s}(?:0[1-9]|1[0-2])|30{s}(?:0[13-9]|1[0-2])|31{s}(?:0[13578]|1[02]))"
)
_ANY_DAY_MONTH = "[0-9]{{2}}{s}[0-9]{{2}}"
# as CPR, or any word for a number, runs into it; else letters mean an id of another kind
_LETTERS = "cpr|nr|no"


def _spelled(days: str) -> str:
    """Six digits and four with something between; or a written date with four digits after."""
    whole, parted = days.format(s=""), days.format(s=_SPLIT)
    return (
        f"(?:{whole}[0-9]{{2}}{_GAP}{_FOUR}"
        f"|{whole}(?:19|20)[0-9]{{2}}{_HYPHEN}{_FOUR}"
        f"|{parted}{_SPLIT}[0-9]{{2}}{_HYPHEN}{_FOUR})"
    )


def _bare(days: str) -> str:
    return f"{days.format(s='')}[0-9]{{2}}{_FOUR}"


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """A way of writing the number. `shape` finds cells that are so, `dated` those with a date.

    Of a column of numbers of a shape at least `share` must have a date, else it is of other
    numbers: of any ten digits one in 27 begins as a date, with any day and a random month one in 8.
    """

    shape: str
    dated: str
    exact: re.Pattern[str]
    share: float


def _alone(shape: str, dated: str, tail: str = "") -> Pattern:
    """A number that is all of its cell."""
    edges = f"^[{_BLANKS}]*(%s){tail}[{_BLANKS}]*$"
    exact = re.compile(edges % dated)
    return Pattern(shape=edges % shape, dated=edges % dated, exact=exact, share=0.2)


def _told() -> Pattern:
    """A spelled number among other words: one is enough."""
    before = f"(?:^|[^0-9{_DASHES}]|(?:^|[^0-9]){_DASH})"
    after = f"(?:$|[^0-9{_DASHES}]|{_DASH}(?:$|[^0-9]))"
    core = _spelled(_DAY_MONTH)
    dated = before + core + after
    exact = re.compile(rf"(?<![0-9])(?<![0-9]{_DASH})({core})(?![0-9])(?!{_DASH}[0-9])")
    return Pattern(shape=dated, dated=dated, exact=exact, share=0.0)


def _bare_told() -> Pattern:
    before = rf"(?:^|[^0-9A-Za-z.,_{_DASHES}]|(?i:{_LETTERS})|(?:^|[^0-9])[.,{_DASHES}])"
    after = rf"(?:[.,]0)?(?:$|[^0-9A-Za-z.,_{_DASHES}]|[.,{_DASHES}](?:$|[^0-9]))"
    look = (
        rf"(?:(?<![0-9A-Za-z_])(?<![0-9][.,{_DASHES}])|(?<=cpr)|(?<=nr)|(?<=no))(%s)"
        rf"(?:[.,]0(?![0-9]))?(?![0-9A-Za-z_])(?![.,{_DASHES}][0-9])"
    )
    return Pattern(
        shape=before + _bare(_ANY_DAY_MONTH) + after,
        dated=before + _bare(_DAY_MONTH) + after,
        exact=re.compile(look % _bare(_DAY_MONTH), re.IGNORECASE),
        share=0.2,
    )


FORMS: dict[Form, Pattern] = {
    "told": _told(),
    "spelled": _alone(_spelled(_ANY_DAY_MONTH), _spelled(_DAY_MONTH)),
    "bare": _bare_told(),
    # where a program took the number for one, and dropped its leading zero
    "short": replace(
        _alone("[1-9][0-9]{8}", "[1-9](?:0[1-9]|1[0-2])[0-9]{6}", "(?:[.,]0)?"), share=0.5
    ),
}


def sights(form: Form, text: str) -> Iterator[bool]:
    """For each number so written in a text whose date there is: whether modulus 11 holds.

    Never the number itself.
    """
    for match in FORMS[form].exact.finditer(text):
        digits = re.sub("[^0-9]", "", match[1])
        if is_dated(digits):
            yield holds_modulus(_ten(digits))


def _ten(digits: str) -> str:
    """The ten digits of a number that lost a leading zero, or is written with its century."""
    digits = digits[:4] + digits[6:] if len(digits) == 12 else digits
    return digits.rjust(10, "0")


def is_dated(digits: str) -> bool:
    """Whether a number's first six digits are a day there was, in the century of the seventh."""
    ten = _ten(digits)
    day, month, year, seventh = int(ten[:2]), int(ten[2:4]), int(ten[4:6]), int(ten[6])
    century = int(digits[4:6]) if len(digits) == 12 else _century(year, seventh)
    try:
        return century >= 19 and bool(date(century * 100 + year, month, day))
    except ValueError:
        return False


def _century(year: int, seventh: int) -> int:
    if seventh <= 3:
        return 19
    if seventh in (4, 9):
        return 20 if year <= 36 else 19
    return 20 if year <= 57 else 18


def holds_modulus(ten: str) -> bool:
    """Whether modulus 11 holds: it did for every number until 2007, and need not since."""
    weights = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
    return sum(int(d) * w for d, w in zip(ten, weights, strict=True)) % 11 == 0
