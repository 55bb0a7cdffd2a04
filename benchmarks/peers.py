"""What other programs need for the same: `peers.py WHAT FOLDER OUT`, in an environment of their own.

Each reads the same files, finds the same, and says what it found and how long the work alone took.
"""

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

Told = dict[str, object]


def police_duckdb(folder: Path) -> Told:
    import duckdb

    con = duckdb.connect(config={"memory_limit": "4GB"})
    con.execute(
        "create table names as select 'q' || range as name, 'in:district-' || range % 13 as atom from range(400)"
    )
    rows = con.execute(f"""
        select year(date) * 12 + month(date) - 1 as month, code,
          case when trim(place) = '' then 'unplaced' else coalesce(atom, 'elsewhere') end as atom,
          count(*) as n
        from read_parquet('{folder}/named.parquet') left join names on lower(trim(place)) = name
        group by all order by all""").to_arrow_table()
    atoms = rows.group_by("atom").aggregate([("n", "sum")]).to_pydict()
    return _sums(rows["n"].to_numpy(), dict(zip(atoms["atom"], atoms["n_sum"])))


def police_polars(folder: Path) -> Told:
    import polars as pl

    names = pl.LazyFrame(
        {
            "name": [f"q{i}" for i in range(400)],
            "atom": [f"in:district-{i % 13}" for i in range(400)],
        }
    )
    table = (
        pl.scan_parquet(folder / "named.parquet")
        .with_columns(
            month=pl.col("date").dt.year().cast(pl.Int64) * 12 + pl.col("date").dt.month() - 1,
            name=pl.col("place").str.strip_chars().str.to_lowercase(),
        )
        .join(names, on="name", how="left")
        .with_columns(atom=pl.when(pl.col("name") == "").then(pl.lit("unplaced")).otherwise(pl.col("atom").fill_null("elsewhere")))
        .group_by("month", "code", "atom").agg(n=pl.len())
        .sort("month", "code", "atom")
        .collect(engine="streaming")
    )  # fmt: skip
    atoms = table.group_by("atom").agg(pl.col("n").cast(pl.Int64).sum())
    return _sums(table["n"].cast(pl.Int64).to_numpy(), dict(atoms.iter_rows()))


def police_pandas(folder: Path) -> Told:
    import pandas as pd

    rows = pd.read_parquet(folder / "named.parquet", columns=["date", "code", "place"])
    date = pd.to_datetime(rows["date"])
    rows["month"] = date.dt.year * 12 + date.dt.month - 1
    names = {f"q{i}": f"in:district-{i % 13}" for i in range(400)}
    name = rows["place"].str.strip().str.lower()
    rows["atom"] = name.map(names).fillna("elsewhere").where(name != "", "unplaced")
    n = rows.groupby(["month", "code", "atom"]).size()
    return _sums(n.to_numpy(), n.groupby("atom").sum().to_dict())


def _sums(n, atoms: dict[str, int]) -> Told:
    n = n.astype("int64")
    return {"cells": len(n), "squares": int((n * n).sum()), "atoms": atoms}


def places_spatial(folder: Path) -> Told:
    import duckdb
    import duckdb_extension_spatial

    con = duckdb.connect(config={"memory_limit": "4GB"})
    extension, = Path(duckdb_extension_spatial.__file__).parent.rglob("spatial.duckdb_extension")
    con.execute(f"load '{extension}'")  # from the package: nothing is fetched
    areas = json.loads((folder / "areas.geojson").read_text("utf-8"))["features"]
    con.execute("create table areas (id varchar, geom geometry)")
    for f in areas:
        con.execute(
            "insert into areas select ?, ST_GeomFromGeoJSON(?)",
            [f["properties"]["id"], json.dumps(f["geometry"])],
        )
    rows = con.execute(f"""
        select a.id, count(*) from (select ST_Point(x, y) as p from read_parquet('{folder}/records.parquet')
          where x is not null) join areas a on ST_Contains(a.geom, p) group by all""").fetchall()
    return {"held": dict(rows)}


def places_sedona(folder: Path) -> Told:
    import geopandas
    import sedonadb

    sd = sedonadb.connect()
    areas = geopandas.read_file(folder / "areas.geojson")[["id", "geometry"]].set_crs(
        None, allow_override=True
    )
    sd.create_data_frame(areas).to_view("areas")
    sd.read_parquet(str(folder / "records.parquet")).to_view("records")
    rows = sd.sql("""
        select a.id, count(*) as n from areas a join
          (select ST_Point(x, y) as p from records where x is not null) r on ST_Contains(a.geometry, r.p)
        group by a.id""").to_pandas()
    return {"held": {k: int(n) for k, n in zip(rows["id"], rows["n"])}}


def places_geopandas(folder: Path) -> Told:
    import geopandas
    import pandas as pd

    areas = geopandas.read_file(folder / "areas.geojson")[["id", "geometry"]].set_crs(
        None, allow_override=True
    )
    rows = pd.read_parquet(folder / "records.parquet", columns=["x", "y"]).dropna()
    points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(rows["x"], rows["y"]))
    found = geopandas.sjoin(points, areas, predicate="within").groupby("id").size()
    return {"held": {k: int(n) for k, n in found.items()}}


def survey_svy(folder: Path) -> Told:
    import polars as pl
    import svy

    told = {}
    for wave in (2025, 2026):
        rows = pl.read_parquet(folder / "answers.parquet").filter(pl.col("wave") == wave)
        rows = rows.with_columns(y=(pl.col("question:tryg") == "tryg").cast(pl.Float64))
        sample = svy.Sample(rows, svy.Design(stratum="stratum", wgt="weight"))
        for each in sample.estimation.mean("y", by="place").estimates:
            told[f"{each.by_level[0]} {wave}"] = [each.est, each.se]
    return {"shares": told}


WORK: dict[str, Callable[[Path], Told]] = {
    name: work
    for name, work in globals().items()
    if name.startswith(("police_", "places_", "survey_"))
}
PACKAGES = {  # what each imports, at once or on the way; others are called as their bench is
    "spatial": ("duckdb",),
    "sedona": ("geopandas", "pyogrio", "sedonadb"),
    "geopandas": ("geopandas", "pyogrio"),
    "svy": ("svy", "numpy.testing", "scipy.stats"),
}
ALL = ("numpy", "pyarrow.acero", "pyarrow.parquet")  # with them pandas, which Arrow loads else

if __name__ == "__main__":
    what, folder, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    name = what.partition("_")[2]
    for each in (*ALL, *PACKAGES.get(name, (name,))):  # no import is work
        import_module(each)
    start, worked = time.perf_counter(), time.process_time()
    found = WORK[what](folder)
    found["inside"] = time.perf_counter() - start
    found["worked"] = time.process_time() - worked
    out.write_text(json.dumps(found), "utf-8")
