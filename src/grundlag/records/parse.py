"""Text to typed columns, as expressions on a table, so that they run where the table is."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

import ibis

from grundlag.basis.columns import Column, ColumnType, brought
from grundlag.basis.folder import Source
from grundlag.basis.reading import Dates, Reading
from grundlag.engine.connect import Expression
from grundlag.records.periods import first_month, last_month, opening

BLANKS = " \t\r\n\u00a0\u2007\u202f\u200b\ufeff"  # also hard and zero-width ones
SOFT_HYPHEN = "\u00ad"
CODED = ("id", "stratum", "psu")  # texts that are told apart by their number, not its label
QUESTION = "question:"  # how the column of a survey question is called among kept rows
ISO = r"\d{4}-\d{2}-\d{2}"
DAY_MONTH = r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})"  # a day and a month in either order, a year
TIME = r"(?:[T ]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_HYPHENED = re.compile(r"(?<=\w)-[^\S\r\n]*[\r\n]+\s*(\w)")
FORMS: dict[Dates, tuple[str, str]] = {  # how a date is written, and the same as yyyy-mm-dd
    "dd-mm-yyyy": (f"{DAY_MONTH}{TIME}", r"\3-\2-\1"),
    "mm-dd-yyyy": (f"{DAY_MONTH}{TIME}", r"\3-\1-\2"),
    "yyyy-mm-dd": (ISO, r"\0"),
    "yyyymmdd": (r"(\d{4})(\d{2})(\d{2})", r"\1-\2-\3"),
    "yyyy-mm": (r"(\d{4}-\d{1,2})", r"\1-01"),
}
TYPED = "typed "  # before the name of a column, what its text was read as


def spoken(text: Expression) -> Expression:
    """Text without regard to case and to how it is spaced."""
    return text.re_replace(f"[{BLANKS}]+", " ").strip().lower()


@lru_cache(maxsize=1 << 12)  # each source of a folder looks at the same cells
def heading(text: str) -> str:
    """A heading as one name: line breaks, hyphens at the end of a line, double blanks taken out."""
    whole = _HYPHENED.sub(_joined, text.replace(SOFT_HYPHEN, ""))
    return re.sub(f"[{BLANKS}]+", " ", whole).strip()


def _joined(broken: re.Match[str]) -> str:
    """A word that was broken over two lines; a hyphen of its own stays: Amager-Vest."""
    return broken[1] if broken[1].islower() else f"-{broken[1]}"


@dataclass(frozen=True, kw_only=True)
class Sought:
    """The headings that a source needs, and for a wide table what its others look like."""

    names: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    figures: frozenset[str] = frozenset()

    def missing(self, header: Sequence[str]) -> list[str]:
        """What is sought and is not there."""
        gone = [name for name in self.names if name not in header]
        return (
            gone
            if not self.wide or self.across(header)
            else [*gone, " or ".join(self.wide) or "20*"]
        )

    def are_in(self, header: Sequence[str]) -> bool:
        """Whether a header holds everything that is sought, and anything is."""
        return bool(self.names) and not self.missing(header)

    def across(self, header: Sequence[str]) -> list[str]:
        """The headings of a wide table's own columns."""
        others = (name for name in header if name not in self.names)
        return [name for name in others if any(fnmatchcase(name, like) for like in self.wide)]


def sought(source: Source) -> Sought:
    """What a file must have to be of a source."""
    names = [heading(name) for name in (*source.columns.values(), *source.questions.values())]
    typed_ones = {
        heading(name)
        for ours, (name, column) in brought(source.kind, source.columns).items()
        if column.type != "text" or ours in CODED
    }
    return Sought(
        names=tuple(names),
        wide=source.wide.columns if source.wide else (),
        figures=frozenset(typed_ones),
    )


def columns_of(source: Source) -> dict[str, Column]:
    """The columns a source really brings, the answers to its questions among them."""
    fixed = {n: column for n, (_, column) in brought(source.kind, source.mapped).items()}
    answers = Column(type="text", required=False, empty=True)
    return fixed | {f"{QUESTION}{name}": answers for name in source.questions}


def called(source: Source) -> dict[str, str]:
    """What the file itself calls each column of ours; a period is two of them."""
    own = {n: heading(column) for n, (column, _) in brought(source.kind, source.mapped).items()}
    return own | {f"{QUESTION}{q}": heading(column) for q, column in source.questions.items()}


def typed(text: Expression, source: Source) -> Expression:
    """A table of cells as text, with beside each what it was read as; null where it cannot be.

    What came as numbers, and stands beside its text already, is left as it is.
    """
    return text.mutate(
        **{
            f"{TYPED}{name}": PARSERS[column.type](text[name], source.read)
            for name, column in columns_of(source).items()
            if f"{TYPED}{name}" not in text.columns
        }
    )


def _day(text: Expression, reading: Reading) -> Expression:
    """A date in the source's own form, or as yyyy-mm-dd, which can be read in one way only.

    A chain of replacements: an engine that holds a column's few days once works on those alone.
    """
    pattern, order = FORMS[reading.dates or "dd-mm-yyyy"]
    form = text.re_replace(f"^({ISO}){TIME}$", r"\1").re_replace(f"^{pattern}$", order)
    return _only(form, r"\d{4}-\d{1,2}-\d{1,2}").try_cast("date")


def _only(text: Expression, pattern: str) -> Expression:
    """A text that fits a pattern from end to end; null where it does not."""
    return text.re_extract(f"^(?:{pattern})$", 0).nullif("")


def _month(text: Expression, reading: Reading) -> Expression:
    fit = _only(text, r"\d{4}-(0[1-9]|1[0-2])(-01)?")
    return fit.substr(0, 4).try_cast("int64") * 12 + fit.substr(5, 2).try_cast("int64") - 1


def _amount(text: Expression, reading: Reading) -> Expression:
    """An amount; `1.234` alone is refused where the comma is the decimal sign: 1234 or 1.234?"""
    comma = reading.decimal != "."
    thousands, decimal = (r"\.", ",") if comma else (",", r"\.")
    sure = rf"\d{{1,3}}({thousands}\d{{3}})+{decimal}\d+|\d{{1,3}}({thousands}\d{{3}}){{2,}}"
    plain = text.replace(",", ".") if comma else text
    parted = text.replace(".", "").replace(",", ".") if comma else text.replace(",", "")
    form = ibis.cases(
        (text.re_search(rf"^-?\d+({decimal}\d+)?$"), plain),  # most, and quickly seen
        (text.re_search(rf"^-?({sure})$"), parted),
    )
    return form.try_cast("float64")


def _count(text: Expression, reading: Reading) -> Expression:
    sign = "," if reading.decimal == "." else r"\."
    fit = _only(text, rf"\d+|\d{{1,3}}({sign}\d{{3}})+")
    return fit.re_replace(r"[.,]", "").try_cast("int64")


def _year(text: Expression, reading: Reading) -> Expression:
    return _only(text, r"(19|20)\d{2}").try_cast("int64")


PARSERS: dict[ColumnType, Callable[[Expression, Reading], Expression]] = {
    "text": lambda text, _: text,
    "day": _day,
    "month": _month,
    "count": _count,
    "amount": _amount,
    "year": _year,
    "first": lambda text, _: first_month(text),
    "last": lambda text, _: last_month(text),
    "opening": lambda text, _: opening(text),
}
