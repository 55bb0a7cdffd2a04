"""An invented city and what is reported in it (*opdigtede data*): the same for the same numbers.

`python benchmarks/invented.py FOLDER ROWS ANSWERS` writes areas.geojson (3 partnerships, 13 districts,
400 quarters with crooked borders), records.parquet and answers.parquet. Reports are skewed as real
ones are: few codes take most, few places, summers and later years more; one in ten has no place.
Every draw is a hash of its row's number, so threads change nothing; memory stays small.
"""

import json
import sys
from pathlib import Path

import duckdb
import numpy as np
import shapely

SEED = 2026
SIDE = 16_000.0  # metres
CORNER = 716_000.0, 6_168_000.0
QUARTERS, DISTRICTS, STEPS = 400, 13, 12  # a border between two corners bends so often
AREAS = ("partnership", "district", "quarter")


def city() -> dict[str, shapely.Geometry]:
    """Areas by id: quarters, and the districts and partnerships they make up."""
    random = np.random.default_rng(SEED)
    seeds = random.uniform(0, SIDE, (QUARTERS, 2)) + CORNER
    frame = shapely.box(*CORNER, CORNER[0] + SIDE, CORNER[1] + SIDE)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(seeds), extend_to=frame, ordered=True)
    )
    quarters = [_crooked(shapely.intersection(cell, frame)) for cell in cells]
    heads = seeds[:DISTRICTS]
    nearest = np.linalg.norm(seeds[:, None] - heads[None], axis=2).argmin(axis=1)
    found = {f"quarter-{i}": q for i, q in enumerate(quarters)}
    for d in range(DISTRICTS):
        found[f"district-{d}"] = shapely.union_all([q for q, n in zip(quarters, nearest) if n == d])
    for p in range(3):
        around = np.linalg.norm(seeds - seeds[p], axis=1).argsort()[:6]
        found[f"partnership-{p}"] = shapely.union_all([quarters[i] for i in around])
    return found


def _crooked(polygon: shapely.Geometry) -> shapely.Geometry:
    """A polygon whose sides bend, alike for both neighbours of a side."""
    ring = shapely.get_coordinates(polygon).tolist()
    points = [p for a, b in zip(ring, ring[1:]) for p in _bent(a, b)]
    return shapely.Polygon(points)


def _bent(a: list[float], b: list[float]) -> list[tuple[float, float]]:
    low, high = sorted((tuple(a), tuple(b)))
    across = high[1] - low[1], low[0] - high[0]  # square to the side
    at = np.arange(1, STEPS) / STEPS
    wave = np.sin(np.arange(1, STEPS) * (2 + (low[0] + high[1]) % 3)) * at * (1 - at) * 0.04
    between = [
        (low[0] - across[1] * t + across[0] * w, low[1] + across[0] * t + across[1] * w)
        for t, w in zip(at, wave)
    ]
    return [low, *between] if tuple(a) == low else [high, *reversed(between)]


def uniform(what: str) -> str:
    """SQL for a number from 0 to 1 that a row's `line` decides."""
    return f"(hash(line * 1000003 + hash('{what}{SEED}')) / 18446744073709551616.0)"


def write_records(path: Path, rows: int, first: int = 0) -> None:
    """Reports, in the columns that `take` leaves: line, date, code, place, x, y."""
    con = duckdb.connect(config={"memory_limit": "2GB"})
    x0, y0 = CORNER
    spread = " + ".join(uniform(f"{{}}{i}") for i in range(4))  # a sum of four is nearly normal
    x, y = (f"({spread.format(*[a] * 4)} - 2) * 900" for a in "xy")
    centre = f"floor(pow({uniform('centre')}, 2.5) * 1500)::bigint"
    con.execute(f"""
        copy (
          with drawn as (
            select line, floor(exp({uniform("code")} * ln(419)))::int - 1 as rank,
              {centre} as centre, {x} as dx, {y} as dy, {uniform("none")} < 0.1 as nowhere,
              floor(pow({uniform("year")}, 0.9) * 10)::int as year,
              {uniform("day")} as day, {uniform("season")} as season
            from (select range + 2 + {first} as line from range({rows})))
          select line,
            make_date(2016 + year, 1, 1)
              + floor(greatest(0, 364 * (day + 0.06 * sin(6.28 * (day - 0.5)) * season)))::int as date,
            (1000000 + rank * 101)::varchar as code,
            case when nowhere then '' else 'Q' || (centre % 400) end as place,
            case when nowhere then null else
              round({x0} + hash(centre) % 16000 + dx, 1) end as x,
            case when nowhere then null else
              round({y0} + hash(centre + 7) % 16000 + dy, 1) end as y
          from drawn)
        to '{path}' (format parquet, compression zstd)""")


def write_answers(path: Path, rows: int) -> None:
    """Answers to one question in two waves: strata are districts, domains are 65 places."""
    con = duckdb.connect(config={"memory_limit": "2GB"})
    con.execute(f"""
        copy (
          select line, 2025 + (line % 2)::int as wave, 'S' || (domain % 13) as stratum,
            'D' || domain as place, round(0.4 + 2 * {uniform("weight")}, 6) as weight,
            case when {uniform("answer")} < 0.55 + 0.004 * domain + 0.02 * (line % 2)
              then 'tryg' else 'utryg' end as "question:tryg"
          from (select range + 2 as line,
                  floor(pow({uniform("domain").replace("line", "(range + 2)")}, 1.5) * 65)::int as domain
                from range({rows})))
        to '{path}' (format parquet, compression zstd)""")


def write_shorter(folder: Path) -> None:
    """Reports without points, and answers as R reads them."""
    con = duckdb.connect(config={"memory_limit": "2GB"})
    con.execute(f"""
        copy (select line, date, code, place from '{folder}/records.parquet')
        to '{folder}/named.parquet' (format parquet, compression zstd)""")
    con.execute(f"""
        copy (select wave, stratum, place, weight, ("question:tryg" = 'tryg')::int as y
              from '{folder}/answers.parquet') to '{folder}/answers.csv'""")


def write_city(path: Path) -> None:
    """The areas as GeoJSON."""
    found = [
        {"type": "Feature", "properties": {"id": key}, "geometry": shapely.geometry.mapping(area)}
        for key, area in city().items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": found}), "utf-8")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    write_city(folder / "areas.geojson")
    write_records(folder / "records.parquet", int(sys.argv[2]))
    write_answers(folder / "answers.parquet", int(sys.argv[3]))
    write_shorter(folder)
