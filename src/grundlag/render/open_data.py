"""Writes every figure of a pack as open data: a CSV, and what each of its columns means (CSVW).

The metadata follow W3C's *Metadata Vocabulary for Tabular Data*; the flags are those of SDMX's code
list CL_OBS_STATUS. Ids are those of the definitions; numbers are unrounded.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable
from typing import Any

from pydantic.dataclasses import dataclass

from grundlag.engine.listing import inert
from grundlag.report.model import Figure, Pack

CSV, METADATA = "tal.csv", "tal.csv-metadata.json"
CONTEXT = "http://www.w3.org/ns/csvw"
FLAGS = {"A": "normal", "P": "provisional", "M": "missing"}
Said = str | int | float | None


@dataclass(frozen=True, kw_only=True)
class _Column:
    """A column: what it is called, what it means, its type, and where it is empty."""

    name: str
    means: str
    type: str = "string"
    needed: bool = True


COLUMNS: tuple[tuple[_Column, Callable[[Figure], Said]], ...] = (
    (_Column(name="basis", means="The reporting basis."), lambda f: f.series.get("basis", "")),
    (_Column(name="indicator", means="What is counted."), lambda f: f.indicator),
    (_Column(name="area", means="Where."), lambda f: f.area),
    (
        _Column(name="area_version", means="The border that it is counted within.", needed=False),
        lambda f: f.series.get("area_version", ""),
    ),
    (
        _Column(name="year", means="The year that the figure is about.", type="gYear"),
        lambda f: f"{f.year:04}",
    ),
    (
        _Column(name="unit", means="count; per_1000: per 1,000 inhabitants; share: 0 to 1."),
        lambda f: f.unit,
    ),
    (_Column(name="value", means="The figure.", type="number", needed=False), lambda f: f.value),
    (
        _Column(name="low", means="Its lower 95 % limit.", type="number", needed=False),
        lambda f: f.low,
    ),
    (
        _Column(name="high", means="Its upper 95 % limit.", type="number", needed=False),
        lambda f: f.high,
    ),
    (
        _Column(name="n", means="Reports, answers or activities behind it.", type="integer",
                needed=False),
        lambda f: f.n,
    ),
    (
        _Column(name="status", means="; ".join(f"{k}: {v}" for k, v in FLAGS.items())),
        lambda f: _flag(f),
    ),
    (_Column(name="why", means="Why it is missing.", needed=False), lambda f: f.missing),
    (_Column(name="method", means="How limits are found."), lambda f: f.method),
)  # fmt: skip
KEY = ("basis", "indicator", "area", "area_version", "year")


def _flag(figure: Figure) -> str:
    return "M" if figure.value is None else "P" if figure.provisional else "A"


def figures_csv(pack: Pack) -> bytes:
    """Every figure of the pack, a line each: UTF-8, commas, points in numbers (RFC 4180)."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(column.name for column, _ in COLUMNS)
    writer.writerows([_said(tell(figure)) for _, tell in COLUMNS] for figure in _all(pack))
    return text.getvalue().encode()


def _said(value: Said) -> str:
    return "" if value is None else repr(value) if isinstance(value, float) else str(inert(value))


def _all(pack: Pack) -> Iterable[Figure]:
    """The pack's figures, and those on other versions of an area that it does not have already."""
    known = {_key(figure) for figure in pack.figures}
    return (*pack.figures, *(each for each in pack.replays if _key(each) not in known))


def _key(figure: Figure) -> tuple[Said, ...]:
    told = {column.name: tell(figure) for column, tell in COLUMNS if column.name in KEY}
    return tuple(told[name] for name in KEY)


def metadata(pack: Pack) -> bytes:
    """What the CSV is, and what each of its columns means."""
    marks = " · ".join(dict.fromkeys(mark for paper in pack.papers for mark in paper.marks))
    told: dict[str, Any] = {
        "@context": [CONTEXT, {"@language": "en"}],
        "url": CSV,
        "dc:title": f"{pack.basis_name}, {pack.city}, {pack.year}",
        "dc:language": "da",
        **({"dc:description": marks} if marks else {}),
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ","},
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": column.name,
                    "dc:description": column.means,
                    "datatype": column.type,
                    "required": column.needed,
                }
                for column, _ in COLUMNS
            ],
            "primaryKey": list(KEY),
        },
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
