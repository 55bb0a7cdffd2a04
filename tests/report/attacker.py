"""A reader who wants a protected count: all that public reports print, as a linear program.

Written from report.json and the printed code list alone: it shares nothing with what protects.
"""

import tomllib
from collections import defaultdict
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

AREAS = {  # of the example, as its papers tell: Amager's old border lies in its new one
    ("folehaven", "1"): ("f",),
    ("tingbjerg-husum", "1"): ("t",),
    ("amager", "2017"): ("a",),
    ("amager", "2021"): ("a", "b"),
    ("koebenhavn", ""): ("f", "t", "a", "b", "the rest"),
}
BASELINE = 2024
TOTAL = ("chikane", "haervaerk", "narkotika", "trusler")
Report = dict[str, Any]
Cell = tuple[str, str, int]  # a piece of an area, a piece of the code list, a year


class Reader:
    """What a reader puts together of public reports on any basis."""

    def __init__(self, reports: list[Report], definitions: Path) -> None:
        self.reports, self.definitions = reports, definitions
        codes = tomllib.loads((definitions / "codes.toml").read_text("utf-8"))
        listed = (definitions / codes["register"]).read_text("utf-8").splitlines()[1:]
        register = [line.split(";")[0] for line in listed]
        self.types = {c["id"]: _members(c["codes"], register) for c in codes["crime"]}
        self.crime = _crimes(definitions)
        self.cells: dict[Cell, int] = {}
        self.rows: list[dict[int, float]] = []
        self.values: list[float] = []
        self.at_most: list[tuple[dict[int, float], float]] = []
        signs: dict[tuple[str, ...], str] = {}
        wanted = sorted(set(self.crime.values()))
        self.pieces: dict[str, set[str]] = defaultdict(set)
        for code in register:
            of = tuple(t for t in wanted if code in self.types[t])
            for t in of:
                self.pieces[t].add(signs.setdefault(of, code))
        for report in reports:
            self._figures(report)
        for report in reports:
            self._tables(report)
            self._verdicts(report)

    def row(
        self, basis: str, indicator: str, area: str, border: str, year: int
    ) -> dict[int, float]:
        """A figure as a sum of cells."""
        found: dict[int, float] = {}
        for piece in self.pieces[self.crime[basis, indicator]]:
            for place in AREAS[area, border]:
                found[self.cells.setdefault((place, piece, year), len(self.cells))] = 1.0
        return found

    def _figures(self, report: Report) -> None:
        for f in (*report["figures"], *report["replays"]):
            if f["unit"] != "share" and f["n"] is not None:
                border = f["series"]["area_version"]
                where = (f["indicator"], f["area"], border, f["year"])
                self._same(self.row(report["basis"], *where), f["n"])

    def _same(self, row: dict[int, float], value: float) -> None:
        self.rows.append(row)
        self.values.append(value)

    def border(self, report: Report, area: str, year: int) -> str:
        return next(
            f["series"]["area_version"]
            for f in report["figures"]
            if (f["area"], f["year"]) == (area, year) and f["unit"] != "share"
        )

    def _tables(self, report: Report) -> None:
        """Totals and changes of table 2."""
        labels = _labels(report["basis"], self.definitions)
        for paper in report["papers"]:
            for section in paper["sections"]:
                for table in section["blocks"]:
                    if str(table.get("id", "")).startswith("tabel-2-"):
                        self._table(report, table, labels)

    def _table(self, report: Report, table: dict[str, Any], labels: dict[str, str]) -> None:
        area = table["id"].split("-", 2)[2]
        years = {i: int(c["heading"]) for i, c in enumerate(table["columns"])
                 if c["heading"].isdigit()}  # fmt: skip
        first, last = min(years.values()), max(years.values())
        for cells in table["rows"]:
            name = labels.get(cells[0]["words"])
            names = [name] if name else [n for n in labels.values() if n in TOTAL]
            for i, year in years.items():
                if cells[i]["value"] is not None:
                    self._same(self._sum(report, names, area, year), cells[i]["value"])
            change, ratio = (cells[max(years) + i]["value"] for i in (1, 2))
            if change is not None:
                now, then = (self._sum(report, names, area, y) for y in (last, first))
                moved = {k: now.get(k, 0.0) - then.get(k, 0.0) for k in {*now, *then}}
                self._same(moved, change)
            if ratio is not None:
                now, then = (self._sum(report, names, area, y) for y in (last, first))
                moved = {k: now.get(k, 0) - (1 + ratio) * then.get(k, 0) for k in {*now, *then}}
                self._same(moved, 0.0)

    def _sum(self, report: Report, names: list[str], area: str, year: int) -> dict[int, float]:
        found: dict[int, float] = defaultdict(float)
        for name in names:
            border = self.border(report, area, year)
            for k, v in self.row(report["basis"], name, area, border, year).items():
                found[k] += v
        return dict(found)

    def _verdicts(self, report: Report) -> None:
        """Held and not held, of counts: at most the baseline's, or more."""
        for j in report["judgements"]:
            told = j["outcome"] in ("reached", "missed") and j["rule"] == "held_at_baseline"
            if not told or "pr_1000" in j["indicator"] or (j["against"] and j["value"]):
                continue
            last = report["year"] - 1
            now = self._sum(report, [j["indicator"]], j["area"], last)
            sign = 1.0 if j["outcome"] == "reached" else -1.0
            strictly = 0.0 if sign > 0 else -1.0
            if j["against"] is not None:
                row = {k: sign * v for k, v in now.items()}
                self.at_most.append((row, sign * j["against"] + strictly))
            else:  # nobody printed another level of that year: the same is guessed
                base = self._sum(report, [j["indicator"]], j["area"], BASELINE)
                row = {k: sign * (now.get(k, 0.0) - base.get(k, 0.0)) for k in {*now, *base}}
                self.at_most.append((row, strictly))

    def hidden(self) -> list[tuple[str, str, str, str, int]]:
        """Every figure of reports that is protected."""
        return [
            (r["basis"], f["indicator"], f["area"], f["series"]["area_version"], f["year"])
            for r in self.reports
            for f in (*r["figures"], *r["replays"])
            if f["missing"] == "protected" and f["unit"] != "share"
        ]

    def between(self, figure: tuple[str, str, str, str, int]) -> tuple[float, float]:
        """The least and the most that a figure can be."""
        wanted = self.row(*figure)
        cost = np.zeros(len(self.cells))
        for k, v in wanted.items():
            cost[k] = v
        made = {"A_eq": self._matrix(self.rows), "b_eq": self.values}
        if self.at_most:
            made |= {"A_ub": self._matrix([r for r, _ in self.at_most]),
                     "b_ub": [v for _, v in self.at_most]}  # fmt: skip
        low, high = linprog(cost, **made), linprog(-cost, **made)
        assert low.status == 0, f"what is printed contradicts itself: {low.message}"
        return low.fun, np.inf if high.status == 3 else -high.fun

    def _matrix(self, rows: list[dict[int, float]]) -> Any:
        at = [(i, k, v) for i, row in enumerate(rows) for k, v in row.items()]
        i, k, v = zip(*at, strict=True)
        return csr_matrix((v, (i, k)), shape=(len(rows), len(self.cells)))


def _members(sets: list[dict[str, Any]], register: list[str]) -> set[str]:
    """The codes of a type; `1320*` is all that begin so. The example's lists have no dates."""
    return {
        code
        for each in sets
        for code in register
        if any(fnmatch(code, pattern) for pattern in each["codes"])
        and not any(fnmatch(code, pattern) for pattern in each.get("without", ()))
    }


def _bases(definitions: Path) -> list[dict[str, Any]]:
    return [tomllib.loads(p.read_text("utf-8")) for p in (definitions / "bases").glob("*.toml")]


def _crimes(definitions: Path) -> dict[tuple[str, str], str]:
    """The type that each indicator of each basis counts."""
    return {
        (basis["id"], i["id"]): i["crime"]
        for basis in _bases(definitions)
        for i in basis["indicator"]
        if "crime" in i
    }


def _labels(basis: str, definitions: Path) -> dict[str, str]:
    """What table 2's rows are called, and of what they are."""
    known = next(b for b in _bases(definitions) if b["id"] == basis)
    return {i["label"]: i["id"] for i in known["indicator"] if i["id"] in TOTAL}
