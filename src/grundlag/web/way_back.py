"""A number's way back as the page shows it: each delivery, and what of the number comes from it."""

from dataclasses import dataclass
from typing import Literal

from grundlag.indicators.model import Listed
from grundlag.records.model import Delivery
from grundlag.report.model import Number
from grundlag.report.words import da
from grundlag.run.explain import Explanation, Stands

Of = Literal["reports", "part", "whole"]
MILLION = 1_000_000  # a weight is counted in whole millionths


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a number: how many cells of the cube say how much, and what the rows add up to.

    `rows` is None where the rows were forgotten.
    """

    of: Of
    cells: int
    cube: Number
    rows: Number | None


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A delivery with its parts of the number, and the lines of it that the number stands on."""

    delivery: Delivery
    arrived: str
    extracted: str
    parts: tuple[Part, ...]
    stands: tuple[Stands, ...]
    activities: tuple[tuple[tuple[int, ...], Listed], ...]
    forgotten: str


def brought(found: Explanation) -> tuple[Brought, ...]:
    """The deliveries of a number, each with its own."""
    return tuple(
        Brought(
            delivery=delivery,
            arrived=da.day(delivery.manifest.arrived),
            extracted=da.day(delivery.manifest.extracted),
            parts=_parts(found, delivery.id),
            stands=tuple(s for s in found.stands if s.delivery.id == delivery.id),
            activities=_activities(found, delivery.id),
            forgotten=da.day(delivery.forgotten) if delivery.forgotten else "",
        )
        for delivery in found.deliveries
    )


def _parts(found: Explanation, delivery: str) -> tuple[Part, ...]:
    """What a delivery gives: reports; or first what a share is, then what it is out of."""
    kind, half = found.indicator.kind, len(found.steps) // 2
    scale = MILLION if kind == "survey_share" else 1
    parts = []
    for i, step in enumerate(found.steps):
        if step.delivery == delivery:
            of: Of = "reports" if kind in ("count", "rate") else "part" if i < half else "whole"
            rows = None if step.in_rows is None else _number(step.in_rows, scale)
            cube = _number(step.in_cube, scale)
            parts.append(Part(of=of, cells=step.cells, cube=cube, rows=rows))
    return tuple(parts)


def _number(value: int, scale: int) -> Number:
    """A sum as it is printed: a count, or weights with one decimal."""
    if scale == 1:
        return Number(value=value, unit="count")
    return Number(value=value / scale, unit="number", decimals=1)


def _activities(found: Explanation, delivery: str) -> tuple[tuple[tuple[int, ...], Listed], ...]:
    lines = (
        (tuple(line for name, line in listed.lines if name == delivery), listed)
        for listed in found.activities
    )
    return tuple((own, listed) for own, listed in lines if own)
