"""Writes figures of a pack as JSON-stat 2.0: a cube of indicator, area, year and statistic.

Every cell is there: one without a value is null, and its status and its reason say why. The flags
are those of SDMX's code list CL_OBS_STATUS, as in the open data; a cell can have two.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from grundlag.report.marks import of_pack
from grundlag.report.model import Figure, Pack

SOURCE = "grundlag"
FLAGS = {
    "B": "break: another series than the year before",
    "P": "provisional: reports of its year still come in",
    "M": "missing: `why` says for what reason, where there is a figure without a value",
    "Q": "hidden: it could point at a person",
}
STATISTICS = {
    "value": "the figure, unrounded",
    "low": "its lower 95 % limit",
    "high": "its upper 95 % limit",
    "n": "reports, answers or activities behind it",
}
UNITS = {"count": "reports", "per_1000": "per 1,000 inhabitants", "share": "share, 0 to 1"}
DIMENSIONS = ("indicator", "area", "year", "statistic")
PER_CENT = 2  # decimals of a share that a per cent has not
Key = tuple[str, str, int]


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """What an indicator is called in print, and with how many decimals."""

    label: str
    decimals: int


def dataset(
    pack: Pack,
    label: str,
    indicators: Mapping[str, Labelled],
    areas: Mapping[str, str],
    notes: Sequence[str] = (),
) -> dict[str, Any]:
    """The figures of some indicators and areas, both by id, in that order."""
    figures: dict[Key, Figure] = {
        (f.indicator, f.area, f.year): f
        for f in pack.figures
        if f.indicator in indicators and f.area in areas
    }
    years = sorted({year for _, _, year in figures})
    cells = list(product(indicators, areas, years, STATISTICS))
    values = [_value(figures.get(cell[:3]), cell[3]) for cell in cells]
    return {
        "version": "2.0",
        "class": "dataset",
        "label": label,
        "source": SOURCE,
        **({"note": list(notes)} if notes else {}),
        "id": list(DIMENSIONS),
        "size": [len(indicators), len(areas), len(years), len(STATISTICS)],
        "role": {"time": ["year"], "geo": ["area"], "metric": ["indicator", "statistic"]},
        "dimension": _dimensions(figures, indicators, areas, years),
        "value": values,
        "status": dict(_status(cells, values, flags(figures.values()))),
        "extension": {
            "basis": pack.basis,
            "report_year": pack.year,
            "marks": list(of_pack(pack)),
            "status": {"label": FLAGS},
            "why": dict(_why(cells, figures)),
        },
    }


def flags(figures: Iterable[Figure]) -> dict[Key, str]:
    """The flags of figures by indicator, area and year; empty where a figure is as it should be."""
    known = {(f.indicator, f.area, f.year): f for f in figures}
    return {key: _flag(figure, _before(known, key)) for key, figure in known.items()}


def _dimensions(
    figures: Mapping[Key, Figure],
    indicators: Mapping[str, Labelled],
    areas: Mapping[str, str],
    years: Sequence[int],
) -> dict[str, Any]:
    labels = {id: each.label for id, each in indicators.items()}
    return {
        "indicator": _dimension("Indicator", labels, dict(_units(figures, indicators))),
        "area": _dimension("Area", areas),
        "year": _dimension("Year", {str(year): str(year) for year in years}),
        "statistic": _dimension("Statistic", STATISTICS),
    }


def _dimension(
    label: str, categories: Mapping[str, str], units: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    category: dict[str, Any] = {"index": list(categories), "label": dict(categories)}
    if units:
        category["unit"] = dict(units)
    return {"label": label, "category": category}


def _units(
    figures: Mapping[Key, Figure], indicators: Mapping[str, Labelled]
) -> Iterator[tuple[str, Any]]:
    """What each indicator is counted in; what has no figure has none. `n` is always a count."""
    found = {indicator: f.unit for (indicator, _, _), f in figures.items()}
    for id, each in indicators.items():
        if unit := found.get(id):
            decimals = each.decimals + (PER_CENT if unit == "share" else 0)
            yield id, {"label": UNITS.get(unit, unit), "decimals": decimals}


def _value(figure: Figure | None, statistic: str) -> float | int | None:
    found: float | int | None = getattr(figure, statistic) if figure else None
    return found


def _before(figures: Mapping[Key, Figure], key: Key) -> Figure | None:
    """The latest earlier figure that has a value."""
    indicator, area, year = key
    own = (f for k, f in figures.items() if k[:2] == (indicator, area) and k[2] < year)
    return max((f for f in own if f.value is not None), key=lambda f: f.year, default=None)


def _flag(figure: Figure, before: Figure | None) -> str:
    if figure.value is None:
        return "Q" if (figure.missing or "").startswith("protected") else "M"
    is_other = before is not None and before.series != figure.series
    return ("B" if is_other else "") + ("P" if figure.provisional else "")


def _status(
    cells: Sequence[tuple[str, str, int, str]],
    values: Sequence[float | int | None],
    known: Mapping[Key, str],
) -> Iterator[tuple[str, str]]:
    """The flags by the place of their cell; a cell without one is as it should be."""
    for i, (cell, value) in enumerate(zip(cells, values, strict=True)):
        flag = known.get(cell[:3], "M")
        if value is None and flag != "Q":
            flag = "M"
        if flag:
            yield str(i), flag


def _why(
    cells: Sequence[tuple[str, str, int, str]], figures: Mapping[Key, Figure]
) -> Iterator[tuple[str, str]]:
    for i, cell in enumerate(cells):
        figure = figures.get(cell[:3])
        if cell[3] == "value" and figure and figure.value is None and figure.missing:
            yield str(i), figure.missing
