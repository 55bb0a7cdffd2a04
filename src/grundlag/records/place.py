"""Where each row lies: the atom, the smallest piece that no declared area cuts.

An atom is named by the area versions that hold it, so an area of any version is a list of atoms.
A row with a point is placed by it; a point far from every area is no place, and is told apart.
"""

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache

import ibis
import pyarrow as pa
from shapely.geometry import shape

from grundlag.basis import systems
from grundlag.basis.features import features, parts, wanted
from grundlag.basis.folder import Areas
from grundlag.basis.place_lists import fold as fold  # every room after this one takes it here
from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import table_of
from grundlag.records.grid import OFF, Grid, Polygons, bounds, grid_of, holders, polygons_in

UNPLACED = "unplaced"
ELSEWHERE = "elsewhere"
UNKNOWN = "unknown:"
ASTRAY = "astray:"  # before what a point far from every area looks like
FAR, SWAPPED, ZERO = "far", "swapped", "0;0"
INSIDE = "in:"
LOOKS = {-1: None, -2: INSIDE, -3: ZERO, -4: SWAPPED, -5: FAR}  # spots of points off the grid
SPOTTED = ("atom", "no polygon", "spot")
RULE = 3  # how rows are placed: another number counts every delivery again


@dataclass(frozen=True, kw_only=True)
class Geography:
    """The declared areas as places and polygons; `digest` changes when any of them does.

    A polygon is one feature: an area version may be put together of several.
    """

    digest: str
    places: dict[str, str] = field(compare=False)
    unplaced: tuple[str, ...] = field(compare=False)
    elsewhere: str = field(compare=False)
    polygons: Polygons = field(compare=False)
    crs: str = field(compare=False)


@lru_cache(maxsize=4)  # each delivery is placed by the same areas
def geography(areas: Areas, geometry: str) -> Geography:
    """The declared areas, ready for placing rows."""
    held: dict[str, list[str]] = {}
    named: dict[str, tuple[object, ...]] = {}
    polygons: dict[str, tuple[object, ...]] = {}
    found = features(areas, geometry)
    for area in areas.area:
        for version in area.version:
            key = f"{area.id}@{version.id}"
            for place in {fold(place) for place in version.places}:
                held.setdefault(place, []).append(key)
            if version.is_drawn:
                named[key] = (*wanted(version), version.feature_version)
                polygons[key] = tuple(shape(each.geometry) for each in parts(version, found))
    places = {place: atom(keys) for place, keys in held.items()}
    words = [areas.elsewhere, areas.unplaced, areas.crs, areas.feature_id, RULE]
    stuff = json.dumps([sorted(places.items()), sorted(named.items()), words])
    return Geography(
        places=places,
        unplaced=tuple(fold(name) for name in areas.unplaced),
        elsewhere=areas.elsewhere,
        polygons=polygons,
        crs=areas.crs,
        digest=hashlib.sha256((stuff + geometry).encode()).hexdigest()[:16],
    )


def atom(keys: list[str]) -> str:
    """The name of the piece that lies in just these area versions."""
    return INSIDE + "|".join(sorted(keys)) if keys else ELSEWHERE


def holds(atom_name: str, key: str) -> bool:
    """Whether an atom lies in an area version."""
    return atom_name.startswith(INSIDE) and key in atom_name.removeprefix(INSIDE).split("|")


def place(connection: Connection, rows: Expression, land: Geography, crs: str) -> Expression:
    """The rows (with `place` or `x`, `y`, or both) with their `atom` in place of these.

    A row with a point is placed by its point among the polygons, and by its place's name in areas
    that have none; any other row by its place's name. 0;0 far from all areas is no point. Where
    rows have points, `recorded` holds what a row's place says beside its point: an atom, UNKNOWN
    for any name that no area knows, or ZERO for a point that is none.
    """
    return named(connection, spotted(connection, rows, land, crs), land, crs)


def spotted(connection: Connection, rows: Expression, land: Geography, crs: str) -> Expression:
    """The rows with what tells where they lie, SPOTTED: an `atom` by name, a number by point.

    Numbers are few: rows are counted by them, and then `named`. To name each row takes far longer.
    """
    by_name = _by_name(connection, rows, land)
    if "x" not in rows.columns or not land.polygons:
        return by_name.drop("no polygon", *(name for name in "xy" if name in rows.columns))
    box, grid = _gridded(land, crs)
    held = holders(connection, by_name, grid)
    spot = ibis.ifelse(held.spot == OFF, _looks(held, box, systems.far(crs)), held.spot)
    return held.mutate(spot=spot.cast("int32")).drop("x", "y")


def named(connection: Connection, rows: Expression, land: Geography, crs: str) -> Expression:
    """Rows, or counts, that are `spotted`, with their `atom`, and `recorded` where they have it."""
    if "spot" not in rows.columns:
        return rows
    keys = _gridded(land, crs)[1].keys
    said = {
        "seen": pa.array([*range(len(keys)), *LOOKS], pa.int32()),
        "keys": pa.array([*keys, *(None for _ in LOOKS)], pa.string()),
        "point": pa.array([*(INSIDE for _ in keys), *LOOKS.values()], pa.string()),
    }
    known = table_of(connection, pa.table(said))
    joined = rows.inner_join(known, rows.spot == known.seen)
    own = (name for name in rows.columns if name not in SPOTTED)
    return joined.select(*own, atom=_atoms(joined), recorded=_recorded(joined))


def _atoms(rows: Expression) -> Expression:
    """Each row's atom, by its point, and by its place where the point says nothing."""
    more, point = rows["no polygon"], rows.point
    inside = ibis.coalesce(rows.keys + "|" + more, rows.keys, more)
    return ibis.cases(
        (point == INSIDE, ibis.coalesce(INSIDE + inside, ELSEWHERE)),
        (point.isnull() | (point == ZERO), rows.atom),
        else_=ASTRAY + point,
    )


@lru_cache(maxsize=4)
def _gridded(land: Geography, crs: str) -> tuple[systems.Box, Grid]:
    """The polygons in the points' own reference system: the box around them, and their grid."""
    polygons = polygons_in(land.polygons, land.crs, crs)
    return bounds(polygons), grid_of(polygons)


def _looks(rows: Expression, box: systems.Box, far: float) -> Expression:
    """What a row's point off the grid looks like, of LOOKS.

    Swapped is what lies near once x is y: Danish coordinates are then a continent away.
    """
    west, south, east, north = box
    number = {look: spot for spot, look in LOOKS.items()}

    def near(x: Expression, y: Expression) -> Expression:
        return x.between(west - far, east + far) & y.between(south - far, north + far)

    return ibis.cases(
        (rows.x.isnull() | rows.y.isnull(), number[None]),
        (near(rows.x, rows.y), number[INSIDE]),
        ((rows.x == 0) & (rows.y == 0), number[ZERO]),
        (near(rows.y, rows.x), number[SWAPPED]),
        else_=number[FAR],
    )


def _recorded(rows: Expression) -> Expression:
    """What a row's place says beside its point; null where one of the two says nothing."""
    return ibis.cases(
        (rows.point == ZERO, ZERO),
        (rows.point.isnull() | (rows.atom == UNPLACED), ibis.null("string")),
        (rows.atom.startswith(UNKNOWN), UNKNOWN),
        else_=rows.atom,
    )


def _by_name(connection: Connection, rows: Expression, land: Geography) -> Expression:
    if "place" not in rows.columns:
        nothing = {"atom": ibis.literal(UNPLACED), "no polygon": ibis.null("string")}
        return rows.mutate(**nothing)
    atoms = land.places | dict.fromkeys((*land.unplaced, ""), UNPLACED)
    names = {
        "known": list(atoms),
        "named": list(atoms.values()),
        "no polygon": pa.array([_without_polygon(name, land) for name in atoms.values()], "string"),
    }
    known = table_of(connection, pa.table(names))
    joined = rows.left_join(known, rows.place.strip().lower() == known.known)
    other = UNKNOWN + joined.place.strip() if land.elsewhere == "unknown" else ELSEWHERE
    atom = ibis.coalesce(joined.named, other)
    own = (name for name in rows.columns if name != "place")
    return joined.select(*own, "no polygon", atom=atom)


def _without_polygon(atom_name: str, land: Geography) -> str | None:
    """The versions of an atom that no polygon shows, as part of an atom's name."""
    if not atom_name.startswith(INSIDE):
        return None
    keys = atom_name.removeprefix(INSIDE).split("|")
    return "|".join(key for key in keys if key not in land.polygons) or None
