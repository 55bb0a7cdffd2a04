"""The page of docs/benchmarks/results.json: a table and bars a bench. `python benchmarks/page.py`."""

import json
from html import escape
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs" / "benchmarks"
NAMES = {
    "police": "Grundlag", "places": "Grundlag", "survey": "Grundlag", "scan": "reading x and y",
    "police_duckdb": "DuckDB, SQL by hand", "police_polars": "Polars, streaming",
    "police_pandas": "pandas", "places_sedona": "SedonaDB", "places_spatial": "DuckDB spatial",
    "places_geopandas": "GeoPandas", "survey_svy": "svy", "survey_r": "R survey",
}  # fmt: skip
TITLES = {
    "police": "Reports to a cube of month, code and area, the area by its place's name",
    "places": "Points in 3 partnerships, 13 districts and 400 quarters",
    "survey": "Answers to shares of 65 domains in two waves, with their errors",
}
INK, OURS, THEIRS = "#1f2933", "#0b5f8a", "#b8c4ce"
HIGH, LEFT, WIDE = 26, 170, 430


def bars(found: dict) -> str:
    """The seconds of each program as an SVG."""
    programs = found["programs"]
    most = max(each["worked"] for each in programs.values())
    drawn = []
    for at, (name, each) in enumerate(programs.items()):
        y, wide = 6 + at * HIGH, max(1.0, WIDE * each["worked"] / most)
        fill = OURS if name == found["bench"] else THEIRS
        drawn += [
            f'<text x="{LEFT - 8}" y="{y + 14}" text-anchor="end">{escape(NAMES[name])}</text>',
            f'<rect x="{LEFT}" y="{y}" width="{wide:.1f}" height="18" fill="{fill}"/>',
            f'<text x="{LEFT + wide + 6:.1f}" y="{y + 14}">{each["worked"]:.2f} s</text>',
        ]
    high = 12 + len(programs) * HIGH
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 {high}" role="img" '
    head += f'font-family="sans-serif" font-size="13" fill="{INK}">'
    title = f"<title>{escape(TITLES[found['bench']])}, {found['rows']:,} rows</title>"
    ground = f'<rect width="680" height="{high}" fill="#ffffff"/>'
    return "\n".join([head, title, ground, *drawn, "</svg>", ""])


def section(found: dict, picture: str) -> str:
    """A bench's heading, bars and table."""
    head = f"## {TITLES[found['bench']]}: {found['rows']:,} rows"
    times = "once" if found["times"] == 1 else f"median of {found['times']}"
    told = f"{times.capitalize()}; load of the machine before: {found['load']}."
    if found["building"]:
        told += f" Of Grundlag's seconds, {found['building']:.2f} cut the areas into pieces, once a run."
    lines = [
        head, "", f"![Seconds on the processor]({picture})", "", told, "",
        "| | work, s | on the processor, s | whole process, s | memory, MB | ratio | on the processor |",
        "|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for name, p in found["programs"].items():
        ratio = found["ratios"].get(name, 1), found["worked_ratios"].get(name, 1)
        cells = [f"{p['inside']:.2f}", f"{p['worked']:.2f}", f"{p['seconds']:.2f}",
                 f"{p['memory']:,}", *(f"{r:.3g}" for r in ratio)]  # fmt: skip
        lines.append(f"| {NAMES[name]} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def main() -> None:
    """Write the page and its pictures."""
    told = json.loads((FOLDER / "results.json").read_text("utf-8"))
    at, parts = told["machine"], []
    for found in sorted(
        told["measured"], key=lambda e: (list(TITLES).index(e["bench"]), e["rows"])
    ):
        picture = f"{found['bench']}-{found['rows']}.svg"
        (FOLDER / picture).write_text(bars(found), "utf-8")
        parts.append(section(found, picture))
    versions = ", ".join(f"{name} {number}" for name, number in at["versions"].items())
    head = f"""# Beside peers

Made by `benchmarks/page.py` from [results.json](results.json), which
[benchmarks/suite.py](../../benchmarks/suite.py) wrote on {at["date"]} at {at["commit"]}: {at["cores"]} cores,
{at["memory_gb"]} GB, {at["system"]}, Python {at["python"]}, {versions}.

All data is invented (*opdigtede data*). Every program reads the same files and must find the same, a survey's
estimates and errors to ten digits. A ratio is Grundlag's time over the other's: below 1, Grundlag is faster.
*Work* leaves out starting and imports. What is meant to be reached, and what is not, stands in
[Benchmarks](../benchmarks.md#beside-peers).
"""
    (FOLDER / "peers.md").write_text("\n".join([head, *parts]), "utf-8")


if __name__ == "__main__":
    main()
