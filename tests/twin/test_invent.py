"""The files against the truth, read with other means than they were written with."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import shapely

from grundlag.twin.invent import invent
from grundlag.twin.lists import AMAGER, FOLEHAVEN, TINGBJERG
from grundlag.twin.model import Settings
from grundlag.twin.parameters import EXTRACTS, WAVES

Row = dict[str, str]
Truth = dict[str, Any]
ENCODINGS = {
    "anmeldelser-2025.csv": "utf-8-sig",
    "anmeldelser-2026.csv": "latin-1",
    "befolkning-2025.csv": "utf-8",
    "befolkning-2026.csv": "utf-8",
    **{f"tryghed-{wave}.csv": "cp1252" for wave in WAVES},
}
LISTS = (AMAGER, TINGBJERG, FOLEHAVEN)
INDBRUD = ("1316", "1320", "1324")
VOLD = ("1252", "1255", "1258", "1250", "1210")
CHIKANE = ("3810507", "3810514", "1485320", "1485510")


def _read(path: Path) -> list[Row]:
    with path.open(encoding=ENCODINGS[path.name], newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _clean(folder: Path, vintage: str) -> list[Row]:
    rows = _read(folder / f"anmeldelser-{vintage}.csv")
    return [row for row in rows if "-F" not in row["Journalnummer"]]


def _area(folder: Path, area: str, version: str) -> shapely.Polygon:
    features = json.loads((folder / "areas.geojson").read_text("utf-8"))["features"]
    wanted = {"id": area, "version": version}
    (found,) = [each for each in features if each["properties"] == wanted]
    return shapely.from_geojson(json.dumps(found["geometry"]))


def _within(row: Row, area: shapely.Polygon | None) -> bool:
    """Whether a row lies in an area; without an area, whether it has no place."""
    if not row["X"]:
        return area is None
    x, y = (float(row[axis].replace(",", ".")) for axis in "XY")
    return area is not None and bool(shapely.contains_xy(area, x, y))


def _count(rows: list[Row], codes: tuple[str, ...], year: int, area: Any) -> int:
    chosen = [row for row in rows if row["Anmeldelsesdato"].endswith(str(year))]
    return sum(row["Gerningskode"].startswith(codes) and _within(row, area) for row in chosen)


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    invent(tmp_path, Settings(seed=7, scale=0.02))
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted([*ENCODINGS, *LISTS, "areas.geojson", "truth.json"])
    for name in names:
        assert (folder / name).read_bytes() == (tmp_path / name).read_bytes()


def test_another_seed_gives_other_files_on_the_same_truth(folder: Path, tmp_path: Path) -> None:
    invent(tmp_path, Settings(seed=8, scale=0.02))
    for name in ("anmeldelser-2025.csv", "tryghed-2026.csv", *LISTS):
        assert (folder / name).read_bytes() != (tmp_path / name).read_bytes()
    one, other = (json.loads((at / "truth.json").read_text("utf-8")) for at in (folder, tmp_path))
    for fixed in ("expected_counts", "expected_rates", "shares", "population", "planted"):
        assert one[fixed] == other[fixed]
    assert one["counts"] != other["counts"]


@pytest.mark.parametrize("name", ENCODINGS)
def test_the_rows_of_each_file_are_those_told(folder: Path, truth: Truth, name: str) -> None:
    assert len(_read(folder / name)) == truth["rows"][name]["written"]
    assert (folder / name).read_bytes().count(b"\r\n") == truth["rows"][name]["written"] + 1


@pytest.mark.parametrize("extract", EXTRACTS, ids=lambda extract: extract.vintage)
def test_the_faulty_unknown_and_unplaced_rows_are_those_told(
    folder: Path, truth: Truth, extract: Any
) -> None:
    told = truth["rows"][extract.file_name]
    rows = _clean(folder, extract.vintage)
    assert told["written"] - len(rows) == sum(told["set_aside"].values())
    unknown = [row for row in rows if row["Gerningskode"] in ("9999999", "8888001")]
    one_a_year = {"2025": 7, "2026": 2}  # in a city this small
    assert len(unknown) == told["unknown_code"] == one_a_year[extract.vintage]
    assert sum(row["X"] == "" for row in rows) == told["uden_stedfaestelse"]
    assert all((row["X"] == "") == (row["Y"] == "") for row in rows)


@pytest.mark.parametrize("extract", EXTRACTS, ids=lambda extract: extract.vintage)
def test_every_month_of_every_year_has_several_reports(folder: Path, extract: Any) -> None:
    months = Counter(row["Anmeldelsesdato"][3:] for row in _clean(folder, extract.vintage))
    assert len(months) == 12 * len(extract.years)
    assert min(months.values()) >= 10


@pytest.mark.parametrize(
    ("key", "area", "version"),
    [
        ("folehaven", "folehaven", "1"),
        ("tingbjerg-husum", "tingbjerg-husum", "1"),
        ("amager/2017", "amager", "2017"),
        ("amager/2021", "amager", "2021"),
        ("bydel-7", "bydel-7", "1"),
    ],
)
@pytest.mark.parametrize(
    ("kind", "codes"),
    [("indbrud", INDBRUD), ("vold", VOLD), ("chikane", CHIKANE), ("straffelovskriminalitet", "1")],
)
def test_counts_in_an_area_are_those_told(
    folder: Path, truth: Truth, key: str, area: str, version: str, kind: str, codes: Any
) -> None:
    polygon = _area(folder, area, version)
    for vintage, year in (("2025", 2019), ("2025", 2024), ("2026", 2024), ("2026", 2025)):
        found = _count(_clean(folder, vintage), tuple(codes), year, polygon)
        assert found == truth["counts"][vintage][key][kind][str(year)]


def test_unplaced_and_city_are_those_told(folder: Path, truth: Truth) -> None:
    rows = _clean(folder, "2026")
    counts = truth["counts"]["2026"]
    unplaced = _count(rows, ("1",), 2025, None)
    assert unplaced == counts["uden_stedfaestelse"]["straffelovskriminalitet"]["2025"] > 0
    city = _area(folder, "koebenhavn", "1")
    whole = counts["koebenhavn"]["straffelovskriminalitet"]["2025"]
    assert _count(rows, ("1",), 2025, city) + unplaced == whole


def test_2024_is_delivered_again_with_the_same_rows_and_some_more(folder: Path) -> None:
    first, again = (
        {tuple(r.values()) for r in _clean(folder, each) if r["Anmeldelsesdato"].endswith("2024")}
        for each in ("2025", "2026")
    )
    assert first < again
    assert 0 < len(again - first) / len(first) < 0.03


def test_no_journal_number_is_used_twice_in_a_file(folder: Path) -> None:
    for extract in EXTRACTS:
        numbers = [row["Journalnummer"] for row in _read(folder / extract.file_name)]
        assert len(set(numbers)) == len(numbers)


def test_the_encodings_matter(folder: Path) -> None:
    assert (folder / "anmeldelser-2025.csv").read_bytes().startswith(b"\xef\xbb\xbfJournal")
    for name in ("anmeldelser-2026.csv", "tryghed-2026.csv"):
        with pytest.raises(UnicodeDecodeError):
            (folder / name).read_bytes().decode("utf-8")


def test_the_population_is_that_told(folder: Path, truth: Truth) -> None:
    names = {"Folehaven": "folehaven", "Amager": "amager", "København": "koebenhavn"}
    rows = [*_read(folder / "befolkning-2025.csv"), *_read(folder / "befolkning-2026.csv")]
    for row in rows:
        area = names.get(row["Område"], "tingbjerg-husum")
        assert int(row["Indbyggere"]) == truth["population"][area][row["Dato"][6:]]


@pytest.mark.parametrize("question", ["Tryghed", "Tryghed aften og nat"])
def test_weighted_shares_of_the_city_come_near_those_told(
    folder: Path, truth: Truth, question: str
) -> None:
    told = question.lower().replace(" aften og nat", "_aften_nat")
    gaps = []
    for wave in WAVES:
        rows = [row for row in _read(folder / f"tryghed-{wave}.csv") if row[question]]
        weights = [float(row["Vægt"].replace(",", ".")) for row in rows]
        tryg = [row[question] in ("meget tryg", "tryg") for row in rows]
        share = sum(w for w, is_tryg in zip(weights, tryg, strict=True) if is_tryg) / sum(weights)
        gaps.append(share - truth["shares"]["koebenhavn"][str(wave)][told]["tryg"])
    assert abs(sum(gaps) / len(gaps)) < 0.06
    assert max(abs(gap) for gap in gaps) < 0.2
