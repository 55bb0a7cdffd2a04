"""Parts against wholes, of what came as figures: counts, inhabitants and printed shares."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from grundlag.basis import clocks
from grundlag.basis.clocks import Month, show_month
from grundlag.basis.folder import Area
from grundlag.basis.load import Definitions
from grundlag.cubes.check_rows import LIMIT
from grundlag.cubes.model import Cubes, Found
from grundlag.errors import Problem
from grundlag.records.place import UNPLACED, fold

TYPED = "See whether a figure was typed wrong, a part is missing, or they are of several days."
Figures = Mapping[str, int]


def counts_add_to_the_whole(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """The delivered counts of all parts, and those without a place, add up to the whole's.

    Any difference is told; above 1 % of the whole it stops.
    """
    tables: dict[tuple[str, Month, Month], dict[str, int]] = defaultdict(dict)
    for c in cubes.delivered:
        tables[c.raw, c.first, c.last][c.place] = c.n
    for (code, first, last), given in sorted(tables.items()):
        span = f"{show_month(first)} to {show_month(last)}"
        for area in defs.areas.area:
            yield from _against(area, first // 12, given, f"{code}, {span}", "reports")


def inhabitants_add_to_the_whole(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """The inhabitants of all parts add up to the whole's: told, and above 1 % of it it stops."""
    unplaced = {fold(name) for name in defs.areas.unplaced}
    tables: dict[str, dict[str, int]] = defaultdict(dict)
    for cell in cubes.population:
        place = UNPLACED if cell.place in unplaced else cell.place
        tables[cell.day.isoformat()][place] = cell.n
    for day, given in sorted(tables.items()):
        for area in defs.areas.area:
            yield from _against(area, int(day[:4]), given, f"inhabitants on {day}", "inhabitants")


def _against(area: Area, year: int, given: Figures, where: str, unit: str) -> Iterator[Found]:
    """A whole's own figure against its parts'; without the unplaced it may only be the larger."""
    own, parts = _parts(area, year, given)
    if own is None or not parts:
        return
    whole, unplaced = given[own], given.get(UNPLACED) if area.whole else 0
    added = sum(given[part] for part in parts) + (unplaced or 0)
    if added == whole or (unplaced is None and added < whole):
        return
    beside = f" and {unplaced} without a place" if unplaced else ""
    what = (
        f"the {len(parts)} parts of {area.name}{beside} add up to {added} {unit}, and its own "
        f"figure is {whole}: {abs(added - whole)} {'more' if added > whole else 'fewer'}."
    )
    stops = abs(added - whole) > LIMIT * whole
    yield Found(stops=stops, problem=Problem(where=where, what=what, fix=TYPED))


def _parts(area: Area, year: int, given: Mapping[str, object]) -> tuple[str | None, list[str]]:
    """An area's own name among figures, and the places it is made of, where all came."""
    own = next((n for n in (fold(area.id), fold(area.name)) if n in given), None)
    version = clocks.area_version(area, year)
    parts = sorted({fold(place) for place in version.places}) if version else []
    if own in parts or len(parts) < 2 or not set(parts) <= set(given):
        return own, []
    return own, parts


def shares_lie_between_their_parts(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A whole's printed share lies between its parts' least and greatest: it is their mean."""
    tables: dict[tuple[int, str, str], dict[str, float]] = defaultdict(dict)
    step: dict[tuple[int, str, str], float] = {}
    for share in cubes.shares:
        key = (share.wave, share.question, share.answers)
        tables[key][share.place] = share.share
        step[key] = 10.0 ** -(share.printed_decimals if share.printed_decimals is not None else 9)
    for key, given in sorted(tables.items()):
        for area in defs.areas.area:
            own, parts = _parts(area, key[0], given)
            found = [given[part] for part in parts]
            if own is None or not found:
                continue
            low, high = min(found) - step[key], max(found) + step[key]
            if not low <= given[own] <= high:
                what = (
                    f"{area.name} is {per_cent(given[own])}, and its {len(parts)} parts lie "
                    f"between {per_cent(min(found))} and {per_cent(max(found))}."
                )
                fix = "See which of them was copied or typed wrong."
                where = f"wave {key[0]}, {key[1]} ({key[2]})"
                yield Found(stops=False, problem=Problem(where=where, what=what, fix=fix))


def per_cent(share: float) -> str:
    """A share as it is told on the terminal: 76 %, or 76.4 %."""
    return f"{100 * share:.3g} %"
