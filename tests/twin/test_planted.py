"""What is planted is in the means and in the files, and nothing else is moved by it."""

import csv
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grundlag.twin.crime import means, shocked_means
from grundlag.twin.invent import invent
from grundlag.twin.model import Asked, Break, Drop, Felt, Settings, Wording
from grundlag.twin.parameters import ATOMS, CELLS, DATES, PARTNERSHIPS, STREAMS, WAVES, YEARS
from grundlag.twin.people import living_in
from grundlag.twin.sample import answers_in
from grundlag.twin.survey import city_shares, shares

PLAIN = Settings(seed=7, scale=0.02)
FALL = Drop(cell="amager", kind="tyveri_roeveri", from_year=2024, factor=0.5)
DOUBLED = Break(kind="vold", from_year=2023, factor=2.0)
NEW_WORDS = Wording(from_wave=2024, points=0.03)


def _told(folder: Path, settings: Settings) -> dict[str, Any]:
    invent(folder, settings)
    found: dict[str, Any] = json.loads((folder / "truth.json").read_text("utf-8"))
    return found


def _ratio(settings: Settings) -> Any:
    """Planted means over plain ones: by cell, year and stream."""
    return means(settings) / means(PLAIN)


def _streams(*names: str) -> list[int]:
    return [[stream.id for stream in STREAMS].index(name) for name in names]


def test_a_drop_is_in_its_cell_its_streams_and_from_its_year() -> None:
    expected = np.ones((len(CELLS), len(YEARS), len(STREAMS)))
    amager = [cell.id for cell in CELLS].index("amager")
    for stream in _streams("tyveri", "roeveri"):
        expected[amager, YEARS.index(2024) :, stream] = 0.5
    assert _ratio(replace(PLAIN, drops=(FALL,))) == pytest.approx(expected)


def test_a_break_and_a_drop_everywhere_are_in_every_cell() -> None:
    expected = np.ones((len(CELLS), len(YEARS), len(STREAMS)))
    expected[:, YEARS.index(2023) :, _streams("vold")[0]] = 2.0
    expected[:, YEARS.index(2025) :, _streams("haervaerk")[0]] = 0.25
    everywhere = Drop(cell="koebenhavn", kind="haervaerk", from_year=2025, factor=0.25)
    planted = replace(PLAIN, drops=(everywhere,), breaks=(DOUBLED,))
    assert _ratio(planted) == pytest.approx(expected)


def test_where_all_is_flat_nothing_changes() -> None:
    flat = replace(PLAIN, flat=True, scale=1.0)
    mean = means(flat)
    assert (mean == mean[:, :1]).all()
    for cell in CELLS:
        for when in ("day", "night"):
            (share,) = {shares(cell.id, wave, when, flat) for wave in WAVES}
            assert share == shares(cell.id, WAVES[0], when, PLAIN)
    assert len({living_in(ATOMS, year, flat) for year in DATES}) == 1


def test_a_wording_lifts_tryg_everywhere_and_takes_it_from_utryg() -> None:
    worded = replace(PLAIN, wordings=(NEW_WORDS,))
    for wave in WAVES:
        lift = 0.03 if wave >= 2024 else 0.0
        for when in ("day", "night"):
            one, other = (city_shares(wave, when, each) for each in (PLAIN, worded))
            assert other.tryg - one.tryg == pytest.approx(lift)
            assert one.utryg - other.utryg == pytest.approx(lift)


def test_shares_and_answers_may_be_set_by_hand() -> None:
    felt = Felt(cell="amager", wave=2025, when="night", tryg=0.5)
    own = replace(PLAIN, scale=1.0, felt=(felt,), asked=(Asked(cell="amager", answers=900),))
    assert shares("amager", 2025, "night", own).tryg == 0.5
    assert shares("amager", 2025, "day", own) == shares("amager", 2025, "day", PLAIN)
    assert shares("amager", 2026, "night", own) == shares("amager", 2026, "night", PLAIN)
    assert [answers_in(cell, own) for cell in PARTNERSHIPS] == [310, 400, 900]


def test_shocks_of_the_years_are_one_for_all_areas_and_new_with_each_seed() -> None:
    shocked = replace(PLAIN, yearly=0.2)
    shock = shocked_means(shocked) / means(shocked)
    assert shock == pytest.approx(np.broadcast_to(shock[0], shock.shape))
    assert len(np.unique(shock[0].round(12))) == len(YEARS) * len(STREAMS)
    other = shocked_means(replace(shocked, seed=8)) / means(shocked)
    assert (other != shock).all()
    many = [shocked_means(replace(shocked, seed=s)) / means(shocked) for s in range(60)]
    log = np.log(np.array(many)[:, 0])
    assert log.std() == pytest.approx(0.2, rel=0.03)
    assert np.array(many)[:, 0].mean() == pytest.approx(1, abs=0.015)


def test_what_was_asked_for_is_told(tmp_path: Path) -> None:
    settings = replace(
        PLAIN, drops=(FALL,), breaks=(DOUBLED,), wordings=(NEW_WORDS,), yearly=0.1, phi=2.0
    )
    told = _told(tmp_path, settings)
    assert told["parameters"]["phi"] == {"type": 2.0, "total": 2.0}
    assert told["asked"]["yearly"] == 0.1
    assert told["drops"][0]["streams"] == ["tyveri", "roeveri"]
    assert set(told["breaks"][0]["types"]) == {
        "vold", "vold_vaaben", "straffelovskriminalitet", "borgervendt_kriminalitet",
    }  # fmt: skip
    assert "amager: tyveri_roeveri is 0.5 times what it was, from 2024" in told["planted"]
    assert any("vold is recorded 2 times as often" in says for says in told["planted"])
    assert any("in wave 2024, and tryg jumps by 3 points" in says for says in told["planted"])
    shock = told["yearly_shocks"]["2025"]["indbrud"]
    plain = _told(tmp_path / "plain", PLAIN)
    for area in ("amager", "koebenhavn"):
        now, before = (t["expected_counts"][area]["indbrud"]["2025"] for t in (told, plain))
        assert now / before == pytest.approx(shock, rel=1e-5)


def test_nothing_is_told_beside_the_city_where_nothing_was_asked_for(truth: Any) -> None:
    assert not {"asked", "drops", "breaks", "wordings", "late", "duplicates"} & set(truth)


def test_a_flat_city_says_so_and_its_reports_are_never_late(tmp_path: Path) -> None:
    told = _told(tmp_path, replace(PLAIN, flat=True))
    assert told["planted"][0].startswith("nothing changes")
    assert len(told["planted"]) == 1 + 3
    assert told["late"] == {"anmeldelser-2025.csv": 0, "anmeldelser-2026.csv": 0}
    for area in told["counts"]["2025"]:
        early, known = (told["counts"][v][area]["indbrud"]["2024"] for v in ("2025", "2026"))
        assert early == known


def _numbers(folder: Path, name: str, encoding: str) -> list[str]:
    with (folder / name).open(encoding=encoding, newline="") as file:
        return [row["Journalnummer"] for row in csv.DictReader(file, delimiter=";")]


def test_late_and_double_reports_are_as_many_as_told(tmp_path: Path) -> None:
    told = _told(tmp_path, replace(PLAIN, late=0.1, duplicates=0.02))
    first = _numbers(tmp_path, "anmeldelser-2025.csv", "utf-8-sig")
    second = _numbers(tmp_path, "anmeldelser-2026.csv", "latin-1")
    for name, numbers in (("anmeldelser-2025.csv", first), ("anmeldelser-2026.csv", second)):
        twice = [number for number, often in Counter(numbers).items() if often == 2]
        assert len(twice) == len(numbers) - len(set(numbers)) == told["duplicates"][name]
        assert len(twice) / len(numbers) == pytest.approx(0.02, abs=0.008)
        assert told["rows"][name]["written"] == len(numbers)
        assert told["rows"][name]["set_aside"]["number_twice"] == len(twice)
    of_2024 = {number for number in second if number.startswith("OPD-2024-")}
    late = of_2024 - set(first)
    assert told["late"] == {"anmeldelser-2025.csv": len(late), "anmeldelser-2026.csv": 0}
    assert len(late) / len(of_2024) == pytest.approx(0.1, abs=0.025)


def test_planting_duplicates_moves_no_other_byte(tmp_path: Path, folder: Path) -> None:
    invent(tmp_path, replace(PLAIN, duplicates=0.02))
    for path in folder.iterdir():
        plain, now = path.read_bytes(), (tmp_path / path.name).read_bytes()
        if path.name.startswith("anmeldelser"):
            assert now.startswith(plain)
        elif path.name != "truth.json":
            assert now == plain
