"""Where an area lies: what it lies in, what it borders on, and with whom it shares its ground.

Files draw one border a few metres apart. What is no wider than that is the border itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import shapely

from grundlag.basis.outlines import Outline, outlines
from grundlag.report.context import Context

NEAR = 20.0  # metres: so far from one another two drawings of one border may lie
STRETCH = 3 * NEAR  # of a border: two areas that only meet in a corner have no more
LITTLE = 0.1  # of an area
HELD = 2  # areas: what holds as many is the rest of a city, say, and no place to lie in


@dataclass(frozen=True, kw_only=True)
class Lying:
    """An area's size and neighbours by name; in what it lies, what holds most of it first.

    `little` are those that hold little of it; `partly` says that more lies in none of them.
    `shared` are the partnerships that lie on some of the same ground.
    """

    area: str
    m2: float
    mostly: tuple[str, ...] = ()
    little: tuple[str, ...] = ()
    partly: bool = False
    beside: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()

    @property
    def inside(self) -> tuple[str, ...]:
        """All that it lies in."""
        return (*self.mostly, *self.little)


def drawn(context: Context) -> tuple[Outline, ...]:
    """The areas that polygons show in the report year."""
    return outlines(context.defs.areas, context.defs.geometry, context.year)


def partnerships(context: Context) -> list[Outline]:
    """The partnerships that polygons show."""
    ids = {p.id for p in context.defs.partnerships.partnership}
    return [each for each in drawn(context) if each.area.id in ids]


def surroundings(context: Context) -> list[Outline]:
    """The areas that say where a partnership lies: no partnership, comparator or rest of a city."""
    ids = {p.id for p in context.defs.partnerships.partnership} | {context.defs.folder.comparator}
    found = [e for e in drawn(context) if e.area.id not in ids and not e.area.whole]
    within = [shapely.point_on_surface(each.shape) for each in found]
    held = [sum(shapely.contains(each.shape, within)) - 1 for each in found]
    return [each for each, many in zip(found, held, strict=True) if many < HELD]


def lying(context: Context, own: Outline) -> Lying:
    """Where a partnership's area lies."""
    around = surroundings(context)
    shares = [(_share(own, each), each.area.name) for each in around]
    inside = sorted((each for each in shares if each[0]), key=lambda each: -each[0])
    others = [each for each in partnerships(context) if each.area.id != own.area.id]
    return Lying(
        area=own.area.name,
        m2=float(own.shape.area),
        mostly=tuple(name for share, name in inside if share >= LITTLE),
        little=tuple(name for share, name in inside if share < LITTLE),
        partly=sum(share for share, _ in inside) < 1 - LITTLE,
        beside=tuple(_beside(own, [e for e, s in zip(around, shares, strict=True) if not s[0]])),
        shared=tuple(each.area.name for each in others if _share(own, each)),
    )


def _share(own: Outline, other: Outline) -> float:
    """How much of an area lies in another; nothing where that is no wider than a border."""
    both = shapely.intersection(own.shape, other.shape)
    share = float(both.area / own.shape.area)
    is_wide = not shapely.is_empty(shapely.buffer(both, -NEAR / 2))
    return share if is_wide or share > 1 / 2 else 0.0


def _beside(own: Outline, others: Sequence[Outline]) -> Iterator[str]:
    """The areas that run along an area's border for a stretch."""
    west, south, east, north = shapely.bounds(own.shape)
    edge = shapely.boundary(own.shape)
    for each in others:
        if shapely.distance(own.shape, each.shape) > NEAR:
            continue
        box = (west - 2 * NEAR, south - 2 * NEAR, east + 2 * NEAR, north + 2 * NEAR)
        close = shapely.buffer(shapely.clip_by_rect(each.shape, *box), NEAR)
        if shapely.intersection(edge, close).length > STRETCH:
            yield each.area.name
