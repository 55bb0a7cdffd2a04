"""Where the names on a map stand: inside their own area, none over another, or not at all."""

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product

from grundlag.render.labels import width, wrap
from grundlag.report.map_model import Shape

Point = tuple[float, float]
LEADING = 1.15
AIR = 4.0  # between a name and what it must not touch
LEVELS = 5  # lines across a name along which it is held against borders
SPOTS = 32  # places along each side of an area that its name is tried at
MOST_LINES = 3


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle on the map, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """Whether two boxes are nearer to one another than a name may be."""
        return (
            self.left < other.right + AIR
            and other.left < self.right + AIR
            and self.top < other.bottom + AIR
            and other.top < self.bottom + AIR
        )

    def holds(self, halves: Point) -> bool:
        """Whether it is wide and high enough for what reaches so far from its middle."""
        across, down = halves
        return 2 * across <= self.right - self.left and 2 * down <= self.bottom - self.top

    def levels(self) -> Iterator[float]:
        """Heights all down it, its edges among them."""
        return (self.top + (self.bottom - self.top) * i / (LEVELS - 1) for i in range(LEVELS))

    def within(self, other: "Box") -> "Box":
        """What lies in another one, too."""
        return Box(
            left=max(self.left, other.left),
            top=max(self.top, other.top),
            right=min(self.right, other.right),
            bottom=min(self.bottom, other.bottom),
        )

    def wider(self, by: float) -> "Box":
        """It and so much around it."""
        return Box(
            left=self.left - by,
            top=self.top - by,
            right=self.right + by,
            bottom=self.bottom + by,
        )

    @property
    def size(self) -> float:
        """How much it fills."""
        return (self.right - self.left) * (self.bottom - self.top)

    @property
    def middle(self) -> Point:
        """Its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name in its lines, and the box that they fill."""

    lines: tuple[str, ...]
    box: Box


@dataclass(frozen=True, kw_only=True)
class Land:
    """A shape in pixels, and the box around it."""

    shape: Shape
    rings: tuple[tuple[Point, ...], ...]
    box: Box

    def crossings(self, y: float) -> list[float]:
        """Where a level line crosses its rings, from the left: between the first two is inside."""
        return sorted(
            ax + (y - ay) * (bx - ax) / (by - ay)
            for ring in self.rings
            for (ax, ay), (bx, by) in pairwise((*ring, ring[0]))
            if (ay > y) != (by > y)
        )

    def meets(self, box: Box) -> bool:
        """Whether some of it lies in a box."""
        if not self.box.touches(box):
            return False
        return any(_found(self.crossings(y), box) != (0, 0) for y in box.levels())


def land(shape: Shape, scale: float) -> Land:
    """A shape at a scale."""
    rings = tuple(
        tuple((scale * int(x), scale * int(y)) for x, y in _corners(ring)) for ring in shape.rings
    )
    return Land(shape=shape, rings=rings, box=_box([at for ring in rings for at in ring]))


def _box(points: Sequence[Point]) -> Box:
    """What some points fill."""
    xs, ys = zip(*points, strict=True)
    return Box(left=min(xs), top=min(ys), right=max(xs), bottom=max(ys))


def _corners(ring: str) -> Iterator[list[str]]:
    return (corner.split(",") for corner in ring.split())


def _found(crossings: Sequence[float], box: Box) -> tuple[int, int]:
    """Whether a level line is inside where a box begins, and how often it crosses in it."""
    before, after = bisect(crossings, box.left), bisect(crossings, box.right)
    return before % 2, after - before


def named_inside(own: Land, size: float, seen: Box, free: Callable[[Box], bool]) -> Name | None:
    """A name on its own area near the middle of what is seen of it; None where it has no room.

    On one line, or on several where it would have none.
    """
    crossings = cache(own.crossings)  # many places that are tried lie level
    spots = _spots(own.box.within(seen))
    for lines in _broken(own.shape.name, size):
        halves = _halves(lines, size)
        if not own.box.holds(halves):
            continue
        for spot in spots:
            box = _around(spot, halves)
            around = box.wider(AIR / 2)
            if all(_found(crossings(y), around) == (1, 0) for y in around.levels()) and free(box):
                return Name(lines=lines, box=box)
    return None


def named_beside(
    own: Land, size: float, around: Sequence[Land], free: Callable[[Box], bool]
) -> Name | None:
    """A name right beside its area, over no other one if it can be: beside its largest part."""
    lines = (own.shape.name,)
    parts = sorted(map(_box, own.rings), key=lambda part: -part.size)
    boxes = [
        b
        for part in parts
        for spot in _sides(part, lines, size)
        if free(b := box_of(lines, size, spot))
    ]
    boxes.sort(key=lambda box: any(each.meets(box) for each in around))
    return Name(lines=lines, box=boxes[0]) if boxes else None


def _sides(part: Box, lines: Sequence[str], size: float) -> Iterator[Point]:
    """Where a name is beside a box: right, left, above and below."""
    (x, y), flat = part.middle, box_of(lines, size, (0.0, 0.0))
    away, over = flat.right + AIR, flat.bottom + AIR
    yield part.right + away, y
    yield part.left - away, y
    yield x, part.top - over
    yield x, part.bottom + over


def _spots(box: Box) -> list[Point]:
    """Points all over a box, those nearest to its middle first."""
    x, y = box.middle
    steps = [(i + 0.5) / SPOTS for i in range(SPOTS)]
    found = (
        (box.left + (box.right - box.left) * i, box.top + (box.bottom - box.top) * j)
        for i, j in product(steps, steps)
    )
    return sorted(found, key=lambda p: (p[0] - x) ** 2 + (p[1] - y) ** 2)


def box_of(lines: Sequence[str], size: float, middle: Point) -> Box:
    """What lines of text around a middle fill."""
    return _around(middle, _halves(lines, size))


def _halves(lines: Sequence[str], size: float) -> Point:
    """How far lines of text reach from their middle, across and down."""
    return max(width(line, size) for line in lines) / 2, len(lines) * size * LEADING / 2


def _around(middle: Point, halves: Point) -> Box:
    (x, y), (across, down) = middle, halves
    return Box(left=x - across, top=y - down, right=x + across, bottom=y + down)


def _broken(name: str, size: float) -> Iterable[tuple[str, ...]]:
    """A name on one line, then on more, never broken within a word."""
    words = max(width(w, size) for w in name.replace("-", "- ").split() or [name])
    whole = width(name, size)
    for lines in range(1, MOST_LINES + 1):
        found = wrap(name, size, max(words, whole / lines) * 1.001)
        if len(found) >= lines:
            yield found
