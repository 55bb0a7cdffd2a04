"""Inhabitants of an area on a day: its own delivered cell, or the sum of all its places' cells."""

from collections.abc import Iterable
from datetime import date

import pyarrow as pa

from grundlag.basis.folder import Area, AreaVersion
from grundlag.cubes.model import Count, Missing, PopulationCell
from grundlag.cubes.places import places_of
from grundlag.records.model import Delivery
from grundlag.records.place import fold
from grundlag.records.view import View


def population_cells(rows: pa.Table, delivery: Delivery, view: View) -> list[PopulationCell]:
    """The cells of the days that a delivery speaks for."""
    mine = view.units_of(delivery)
    return [
        PopulationCell(
            day=row["date"],
            place=fold(row["place"]),
            n=row["n"],
            delivery=delivery.id,
            provider=delivery.manifest.provider,
        )
        for row in rows.to_pylist()
        if str(row["date"]) in mine
    ]


def inhabitants(
    cells: Iterable[PopulationCell], area: Area, version: AreaVersion | None, day: date
) -> Count:
    """The inhabitants of an area on a day, or why they are not known."""
    on_day = [cell for cell in cells if cell.day == day]
    if not on_day:
        return Count(n=None, missing=Missing(why="no_population", what=day.isoformat()))
    given = {cell.place for cell in on_day}
    places = places_of(given, area, version)
    picked = [cell for cell in on_day if cell.place in places]
    if not places or places - given:
        return Count(n=None, missing=Missing(why="no_population", what=area.name))
    if len(picked) > len(places):
        return Count(n=None, missing=Missing(why="counted_twice", what=area.name))
    return Count(
        n=sum(cell.n for cell in picked),
        deliveries=tuple(sorted({cell.delivery for cell in picked})),
        provider=picked[0].provider,
    )
