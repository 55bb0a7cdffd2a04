"""The peer of benchmarks/intake.py: the same rules as bare Polars expressions, streaming."""

import sys
from datetime import date
from pathlib import Path

import polars as pl

EXTRACTED = date(2026, 2, 16)
NUMBER = r"^-?\d+(,\d+)?$"


def main(file: Path, out: Path) -> None:
    """Read, type and check; good rows as Parquet, bad cells as a list of line and reasons."""
    names = ("id", "code", "date", "x", "y")
    rows = pl.scan_csv(
        file, separator=";", infer_schema=False, row_index_name="line", empty_string_is_null=False
    ).rename(dict(zip(("Journalnummer", "Gerningskode", "Anmeldelsesdato", "X", "Y"), names)))
    typed = rows.with_columns(pl.col(names).str.strip_chars()).with_columns(
        day=pl.col("date").str.to_date("%d-%m-%Y", strict=False),
        **{
            f"{n}_read": pl.when(pl.col(n).str.contains(NUMBER))
            .then(pl.col(n).str.replace(",", ".", literal=True))
            .cast(pl.Float64, strict=False)
            for n in ("x", "y")
        },
    )
    faults = {
        "code": (pl.col("code") == "") | pl.col("code").str.starts_with("#"),
        "date": pl.col("day").is_null() | (pl.col("day") > EXTRACTED),
        "x": (pl.col("x_read").is_null() & (pl.col("x") != ""))
        | ((pl.col("x") == "") & (pl.col("y") != "")),
        "y": (pl.col("y_read").is_null() & (pl.col("y") != ""))
        | ((pl.col("y") == "") & (pl.col("x") != "")),
    }
    judged = typed.with_columns(**{f"bad_{n}": test.fill_null(True) for n, test in faults.items()})
    bad = pl.any_horizontal([f"bad_{n}" for n in faults])
    good = judged.filter(~bad)
    good = good.with_columns(later=~pl.col("id").is_first_distinct() & (pl.col("id") != ""))
    kept = good.filter(~pl.col("later")).select("line", "code", "day", "x_read", "y_read")
    reasons = pl.concat_str(
        [pl.when(pl.col(f"bad_{n}")).then(pl.lit(n)) for n in faults], separator=",", ignore_nulls=True
    )
    aside = judged.filter(bad).select("line", *names, reasons=reasons)
    repeats = good.filter("later").select("line", *names, reasons=pl.lit("id"))
    written = (
        kept.sink_parquet(out / "rows.parquet", compression="zstd", lazy=True),
        pl.concat([aside, repeats]).sink_csv(out / "set-aside.csv", separator=";", lazy=True),
    )
    pl.collect_all(written, engine="streaming")
    n = pl.scan_parquet(out / "rows.parquet").select(pl.len()).collect().item()
    (out / "kept.txt").write_text(str(n))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
