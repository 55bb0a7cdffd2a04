"""A cube is kept beside its delivery, and counted again when anything it depends on has changed."""

import os
from datetime import date

import pyarrow as pa
import pytest

from grundlag.cubes import kept as counting
from grundlag.errors import DeliveryError
from grundlag.run.archive import forget


@pytest.fixture
def passes(monkeypatch) -> list[str]:
    """The kinds of deliveries whose rows were passed over."""
    seen: list[str] = []

    def watched(kind: str, counter):
        def pass_over(*args):
            seen.append(kind)
            return counter(*args)

        return pass_over

    for kind, counter in list(counting.COUNTERS.items()):
        monkeypatch.setitem(counting.COUNTERS, kind, watched(kind, counter))
    return seen


ANSWERS = "År;Kvarter;Lag;Klynge;Vægt;Tryghed;Aften\n2026;Nord;;;1;tryg;utryg\n"


def test_rows_are_passed_over_once(town, reports, passes):
    town.take(reports(years=(2025,)))
    town.take(ANSWERS)
    first = town.count()
    second = town.count()
    assert passes == ["crime_records", "survey_answers"]
    assert second.crime.n.tolist() == first.crime.n.tolist()
    assert second.survey == first.survey


def test_a_removed_cube_is_counted_again(town, reports, passes):
    (town.take(reports(years=(2025,))).delivery.path / "rows.parquet").touch()
    town.count()
    (cube,) = town.root.rglob("cube.parquet")
    cube.unlink()
    assert int(town.count().crime.n.sum()) == 12
    assert len(passes) == 2
    assert cube.is_file()


def test_changed_areas_are_counted_again(town, reports, passes):
    town.take(reports(years=(2025,)))
    assert town.count().crime.atoms == ("in:nord@1",)
    town.change("definitions/areas.toml", 'places = ["Syd"]', 'places = ["Syd", "Nord"]')
    assert town.count().crime.atoms == ("in:nord@1|syd@1",)
    assert len(passes) == 2


def test_a_new_name_or_a_new_type_is_no_reason_to_count_again(town, reports, passes):
    town.take(reports(years=(2025,)))
    town.count()
    town.change("definitions/areas.toml", 'name = "Sydkvarteret"', 'name = "Syd for søen"')
    town.change("definitions/codes.toml", 'codes = ["1330*"]', 'codes = ["1320*"]')
    town.count()
    assert passes == ["crime_records"]


def test_another_reference_system_is_counted_again(town, reports, passes):
    town.take(reports(years=(2025,)))
    town.count()
    town.change(
        "sources.toml", 'place = "Sted"\n', 'place = "Sted"\n[source.read]\ncrs = "EPSG:4326"\n'
    )
    town.count()
    assert len(passes) == 2


def test_a_question_declared_after_its_delivery_was_taken_is_refused_by_name(town):
    town.take(ANSWERS)
    town.count()
    town.change("sources.toml", 'tryghed = "Tryghed"', 'tryghed = "Tryghed"\naften = "Aften"')
    with pytest.raises(DeliveryError, match='before the question "aften" was named') as error:
        town.count()
    assert "Take the file in again" in str(error.value)
    town.take(town.root / "in" / "fil1.csv")
    assert {c.question for c in town.count().survey} == {"tryghed", "aften"}


def test_a_cube_cut_short_by_a_stop_is_never_read(town, reports, monkeypatch):
    town.take(reports(years=(2025,)))

    def stop(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "replace", stop)
    with pytest.raises(OSError, match="no space"):
        town.count()
    monkeypatch.undo()
    assert not list(town.root.rglob("cube.parquet"))
    assert int(town.count().crime.n.sum()) == 12


def test_a_row_that_was_counted_twice_is_never_kept(town, reports, monkeypatch):
    """Whatever placed it in two areas: no copy of a file has more reports than rows."""
    town.take(reports(years=(2025,)))
    twice = pa.table({"month": [24300], "code": ["1320"], "atom": ["in:nord@1"], "n": [13]})
    monkeypatch.setitem(counting.COUNTERS, "crime_records", lambda *_: twice)
    with pytest.raises(DeliveryError, match="13 of its records were counted, and 12 were kept"):
        town.count()
    assert not list(town.root.rglob("cube.parquet"))


def test_a_question_that_is_new_is_not_counted_from_rows_that_are_forgotten(town):
    delivery = town.take(ANSWERS).delivery
    town.count()
    forget(town.root, (delivery,), date(2026, 3, 1))
    assert len(town.count().survey) == 1
    town.change("sources.toml", 'tryghed = "Tryghed"', 'tryghed = "Tryghed"\naften = "Aften"')
    with pytest.raises(DeliveryError, match="its cube was counted of other questions") as error:
        town.count()
    assert str(error.value).startswith(f"{delivery.id}: its rows were forgotten on 2026-03-01")


def test_every_earlier_vintage_is_counted_before_it_is_forgotten(town, reports):
    """A baseline counted on 1 March needs what the newer delivery has long superseded."""
    old = town.take(reports(years=(2025,)), arrived=date(2026, 2, 1)).delivery
    new = town.take(
        reports("1320;02-05-2025;Nord", years=(2025,)), arrived=date(2026, 4, 1)
    ).delivery
    forget(town.root, (old, new), date(2026, 5, 1))
    assert not old.rows.exists()
    assert int(town.count().crime.n.sum()) == 13
    assert int(town.count(date(2026, 3, 1)).crime.n.sum()) == 12
    path = "definitions/partnerships.toml"
    town.write(path, (town.root / path).read_text("utf-8") + BASELINE)
    assert int(town.count().earlier[date(2026, 3, 1)].crime.n.sum()) == 12


BASELINE = """
[[baseline]]
partnership = "nord"
basis = "grund"
indicator = "indbrud"
years = [2025]
as_of = 2026-03-01
"""
