"""How the files of a source are read: their dress, and how their tables stand."""

from typing import Literal

from pydantic.dataclasses import dataclass

from grundlag.basis.model import STRICT, Count

Decimal = Literal[",", "."]
Dates = Literal["yyyy-mm-dd", "dd-mm-yyyy", "mm-dd-yyyy", "yyyymmdd", "yyyy-mm"]
Encoding = Literal["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Reading:
    """How a source's files are read; what is left out is detected and told in the manifest."""

    encoding: Encoding | None = None
    separator: Literal[";", ",", "\t", "|"] | None = None
    decimal: Decimal | None = None
    dates: Dates | None = None
    crs: str = "EPSG:25832"
    sheet: str | None = None
    header: Count | None = None
    fill_down: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Wide:
    """A table with years, quarters or answers side by side: each cell of those columns is a row.

    `columns` are their headings, "20*" for all that begin so; what such a heading tells and what
    the cells below it hold are columns of ours.
    """

    columns: tuple[str, ...]
    heading: str = "period"
    cell: str = "n"
