"""How many reports: from records where all months of a span have come, else from counts."""

from grundlag.basis.folder import Area, AreaVersion, Crime
from grundlag.cubes import delivered, police
from grundlag.cubes.model import Count, Cubes


def how_many(
    cubes: Cubes,
    crime: Crime,
    area: Area,
    version: AreaVersion | None,
    months: range,
    committed: range | None = None,
) -> Count:
    """The reports of a type in an area and a span of whole months, or why they are not known.

    Of those of offences `committed` in some months, where these are given: only records tell that.
    """
    found = police.in_area(cubes.crime, crime, area, version, months, committed)
    if found.n is not None or not cubes.delivered or committed is not None:
        return found
    given = delivered.in_delivered(cubes.delivered, crime, area, version, months, cubes.known_codes)
    untold = given.missing is not None and given.missing.why == "month_not_delivered"
    return found if untold and cubes.crime.months else given
