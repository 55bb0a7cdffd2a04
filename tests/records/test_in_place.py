"""Records that stay where they lie: rows kept and set aside as of a copy, and nothing copied."""

import hashlib
import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from grundlag.errors import DeliveryError
from grundlag.records import check_lying, noted
from grundlag.records.keep import changed_where_it_lies, deliveries
from grundlag.records.kept_rows import rows_of
from grundlag.records.take import take

ARRIVED = date(2026, 2, 1)
Row = tuple[Any, ...]


def write(path: Path, *rows: Row, names: tuple[str, ...] = ("Kode", "Dato", "Sted")) -> Path:
    """A Parquet file of some rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = zip(*rows, strict=True)
    pq.write_table(pa.table(dict(zip(names, columns, strict=True))), path)
    return path


@pytest.fixture
def lying(tmp_path: Path) -> Path:
    """Two months of reports: two burglaries in Nord, one in Syd, and a date there never was."""
    place = tmp_path / "politi"
    january, february = ("1320", "05-01-2025", "Nord"), ("1320", "07-02-2025", "Syd")
    write(place / "month=2025-01" / "a.parquet", january, ("1320", "31-02-2025", "Nord"))
    write(place / "month=2025-02" / "a.parquet", february, ("1320", "08-02-2025", " nord "))
    (place / "_SUCCESS").touch()
    return place


@pytest.fixture
def leave(town: Any) -> Callable[..., Any]:
    """Takes records in and leaves them where they lie."""

    def take_in(place: Path, **told: Any) -> Any:
        return take(town.connection, town.defs, place, ARRIVED, in_place=True, **told)

    return take_in


def test_rows_are_kept_or_set_aside_and_none_is_copied(town, lying, leave):
    taken = leave(lying)
    m = taken.delivery.manifest
    assert (m.rows_read, m.rows_kept, m.rows_set_aside) == (4, 3, 1)
    assert m.reasons == {"cells_can_be_read": 1}
    assert m.scope == ("2025-01", "2025-02")
    assert m.lies == str(lying)
    assert [(c.line, c.column, c.found) for c in taken.set_aside] == [(2, "Dato", "31-02-2025")]
    names = {path.name for path in taken.delivery.path.iterdir()}
    assert names == {
        "manifest.json", "files.csv", "left-out.parquet", "set-aside.csv", "set-aside.xlsx",
    }  # fmt: skip
    left_out = pq.read_table(taken.delivery.rows).to_pylist()
    assert left_out == [{"row": 1}]  # the second row of the first file


def test_what_is_left_out_is_counted_nowhere(town, lying, leave):
    leave(lying)
    cube = town.count().crime
    cells = zip(cube.month, cube.atom, cube.n, strict=True)
    found = {(month % 12 + 1, cube.atoms[atom]): n for month, atom, n in cells}
    assert found == {(1, "in:nord@1"): 1, (2, "in:syd@1"): 1, (2, "in:nord@1"): 1}


def test_a_look_at_rows_that_stay_is_one_pass_over_the_columns_it_asks_for(town, tmp_path, leave):
    """Words for totals and blanks are looked for when rows are checked, and not in each query."""
    rows = [("1320", "05-01-2025", "Nord"), ("1320", "06-01-2025", "Syd ")]
    delivery = leave(write(tmp_path / "politi" / "a.parquet", *rows)).delivery
    source = next(s for s in town.defs.sources.source if s.id == delivery.manifest.source)
    kept = rows_of(town.connection, delivery, source)
    asked = town.connection.compile(kept.group_by("place").agg(n=kept.count()))
    plan = town.connection.raw_sql(f"explain {asked}").fetchall()[0][1]
    assert "JOIN" not in plan
    assert "Kode" not in plan
    assert "Dato" not in plan
    assert {row["place"] for row in kept.to_pyarrow().to_pylist()} == {"Nord", "Syd"}


def test_the_digest_is_of_paths_sizes_and_bytes(lying, leave):
    told = ""
    for month in ("01", "02"):
        content = (lying / f"month=2025-{month}" / "a.parquet").read_bytes()
        sha = hashlib.sha256(content).hexdigest()
        told += f"month=2025-{month}/a.parquet\t{len(content)}\t{sha}\n"
    expected = hashlib.sha256(told.encode()).hexdigest()
    assert leave(lying).delivery.manifest.sha256 == expected


def test_the_same_records_again_are_noticed(town, lying, leave):
    assert leave(lying).delivery.id == leave(lying).delivery.id
    assert leave(lying).known
    assert len(deliveries(town.root)) == 1


def test_typed_columns_are_read_as_their_texts_are(town, tmp_path, leave):
    """Dates, moments without a zone and whole numbers; a point is a double."""
    town.change("sources.toml", 'place = "Sted"', 'x = "X"\ny = "Y"')
    names = ("Kode", "Dato", "X", "Y")
    rows = [
        (1320, datetime.fromisoformat("2025-01-05T23:59"), 1.5, 2.5),
        (1320, datetime.fromisoformat("2025-02-07"), None, None),
        (1330, datetime.fromisoformat("2025-02-08"), 1.5, None),
        (1330, datetime.fromisoformat("2025-02-09"), float("nan"), float("nan")),
    ]
    taken = leave(write(tmp_path / "f.parquet", *rows, names=names))
    m = taken.delivery.manifest
    assert (m.rows_read, m.rows_kept) == (4, 3)
    assert [(c.line, c.column, c.rule) for c in taken.set_aside] == [
        (3, "Y", "points_have_both_coordinates")
    ]
    cube = town.count().crime
    cells = zip(cube.month, cube.code, strict=True)
    found = sorted((month % 12 + 1, cube.codes[code]) for month, code in cells)
    assert found == [(1, "1320"), (2, "1320"), (2, "1330")]


def test_files_are_those_that_are_called_so(town, tmp_path, leave):
    """`p[1]` is not `p1`, and `a*` not `ab`; a name may begin as a formula or a quotation does."""
    write(tmp_path / "p1" / "a.parquet", *[("1330", "05-01-2025", "Syd")] * 7)
    for name in ("a*", "ab", "a?", "=1", "'=1", "'a'", "😀 %20"):
        write(tmp_path / "p[1]" / f"{name}.parquet", ("1320", "05-01-2025", "Nord"))
    assert leave(tmp_path / "p[1]").delivery.manifest.rows_kept == 7
    assert town.count().crime.codes == ("1320",)


def test_of_two_rows_with_one_id_the_first_file_has_the_one_that_stands(town, tmp_path, leave):
    town.change("sources.toml", 'code = "Kode"', 'id = "Sag"\ncode = "Kode"')
    place, names = tmp_path / "p", ("Sag", "Kode", "Dato", "Sted")
    write(place / "b.parquet", ("7", "1330", "05-01-2025", "Nord"), names=names)
    write(place / "a.parquet", ("7", "1320", "06-01-2025", "Nord"), names=names)
    taken = leave(place)
    assert [(r.rule, r.rows, r.lines) for r in taken.reasons] == [("ids_stand_once", 1, (2,))]
    assert town.count().crime.codes == ("1320",)


def test_answers_can_stay_too_with_their_weights(town, tmp_path, leave):
    names = ("År", "Kvarter", "Vægt", "Lag", "Klynge", "Tryghed")
    rows = [(2026, "Nord", 1.25, "1", "", "Ved ikke"), (2026, "Nord", -1.0, "1", "", "tryg")]
    taken = leave(write(tmp_path / "svar.parquet", *rows, names=names))
    assert taken.reasons[0].rule == "weights_are_not_negative"
    (cell,) = town.count().survey
    assert (cell.answer, cell.n, cell.w, cell.w2) == ("ved ikke", 1, 1_250_000, 1_250_000**2)


def test_words_that_nobody_declared_are_told(town, tmp_path, leave):
    town.change("definitions/areas.toml", "schema = 1", 'schema = 1\nelsewhere = "unknown"')
    taken = leave(write(tmp_path / "f.parquet", *[("1320", "05-01-2025", "Nrod")] * 2))
    assert [(u.what, u.found, u.rows) for u in taken.unknown] == [("place", "Nrod", 2)]


def _later(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def _more(path: Path) -> None:
    write(path, *[("1320", "05-01-2025", "Nord")] * 9)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_later, "was changed since"),
        (_more, "was changed since"),
        (Path.unlink, "the file is gone"),
        (lambda path: write(path.with_name("b.parquet"), ("1", "2", "3")), "the file is new"),
        (lambda path: path.with_name("b.csv").touch(), "is no Parquet file"),
    ],
)
def test_files_that_changed_are_counted_no_more(town, lying, leave, change, said):
    leave(lying)
    change(lying / "month=2025-01" / "a.parquet")
    with pytest.raises(DeliveryError, match=said):
        town.count()


def test_a_change_that_keeps_size_and_time_is_found_by_reading_through(town, lying, leave):
    delivery = leave(lying).delivery
    path = lying / "month=2025-01" / "a.parquet"
    stat, content = path.stat(), path.read_bytes()
    path.write_bytes(content.replace(b"Nord", b"Nora"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert not [*changed_where_it_lies(delivery)]
    (problem,) = changed_where_it_lies(delivery, whole=True)
    assert problem.where == str(path)
    assert "was changed since" in problem.what


def test_a_list_of_files_or_of_rows_that_was_edited_is_refused(town, lying, leave):
    delivery = leave(lying).delivery
    for name, said in (("files.csv", "was changed since"), ("left-out.parquet", "were changed")):
        path = delivery.path / name
        before = path.read_bytes()
        path.chmod(0o644)
        path.write_bytes(before.replace(b"a.parquet", b"b.parquet") + b"\n")
        with pytest.raises(DeliveryError, match=said):
            town.count()
        path.write_bytes(before)
    assert town.count().crime.n.sum() == 3


def test_another_declaration_is_another_delivery(town, lying, leave):
    leave(lying)
    town.change("sources.toml", 'place = "Sted"\n', "")
    with pytest.raises(DeliveryError, match="declared otherwise in sources") as error:
        town.count()
    assert f"Take {lying} in again" in str(error.value)


def test_forgetting_leaves_the_records_alone(town, lying, leave):
    delivery = leave(lying).delivery
    before = town.count().crime.n.sum()
    noted.forget(town.root, delivery, ARRIVED)
    assert len([*lying.rglob("*.parquet")]) == 2
    for path in lying.rglob("*.parquet"):
        path.unlink()
    assert town.count().crime.n.sum() == before == 3


def test_more_rows_set_aside_than_are_listed_are_counted(town, tmp_path, leave, monkeypatch):
    monkeypatch.setattr(check_lying, "LISTED", 2)
    bad = [("1320", f"{day}. januar", "Nord") for day in range(5)]
    taken = leave(write(tmp_path / "f.parquet", ("1320", "05-01-2025", "Nord"), *bad))
    assert [(r.rows, r.lines) for r in taken.reasons] == [(5, (2, 3))]
    assert (len(taken.set_aside), taken.unlisted) == (2, 3)
    assert taken.delivery.manifest.reasons == {"cells_can_be_read": 5}
    assert pq.read_metadata(taken.delivery.rows).num_rows == 5


def test_so_many_set_aside_that_the_mapping_must_be_wrong_are_refused(lying, leave, monkeypatch):
    monkeypatch.setattr(check_lying, "MOST", 0)
    with pytest.raises(DeliveryError, match="1 rows would be set aside; at most 0 are") as error:
        leave(lying)
    assert "mapped right in sources.toml" in str(error.value)


def test_numbers_of_persons_stop_records_where_they_lie(town, tmp_path, leave):
    path = write(tmp_path / "f.parquet", *[("1320", "05-01-2025", "010203-9999")] * 3)
    with pytest.raises(DeliveryError) as error:
        leave(path)
    where = 'f.parquet, column "Sted", line 1 (and 2 more)'
    assert f"{where}: look like CPR numbers" in str(error.value)
    assert "010203" not in str(error.value)
    assert not deliveries(town.root)


def test_a_number_of_a_person_that_came_as_a_double_is_found_too(town, tmp_path, leave):
    town.change("sources.toml", 'place = "Sted"', 'x = "X"\ny = "Y"')
    rows = [("1320", date(2025, 1, 5), 102039999.0, 1.5)] * 3  # its first zero is lost
    path = write(tmp_path / "f.parquet", *rows, names=("Kode", "Dato", "X", "Y"))
    with pytest.raises(DeliveryError, match='column "X", line 1') as error:
        leave(path)
    assert "look like CPR numbers" in str(error.value)


COPENHAGEN = datetime(2025, 1, 5, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("1320", COPENHAGEN, "Nord")], '"Dato" holds timestamp'),
        ([(1320.0, "05-01-2025", "Nord")], '"Kode" holds double'),
    ],
)
def test_what_engines_read_in_two_ways_is_refused(tmp_path, leave, rows, said):
    with pytest.raises(DeliveryError, match=said) as error:
        leave(write(tmp_path / "f.parquet", *rows))
    assert "Write it as text, a date, a moment without a zone or a whole number" in str(error.value)


def test_figures_that_are_read_each_time_are_copied(tmp_path, leave):
    names = ("Dag", "Område", "Indbyggere")
    path = write(tmp_path / "f.parquet", ("01-01-2025", "Nord", "5"), names=names)
    with pytest.raises(DeliveryError, match='"befolkning" brings population') as error:
        leave(path)
    assert "Take it in without --in-place" in str(error.value)


def test_files_of_one_place_have_the_same_columns(lying, leave):
    path = write(lying / "month=2025-03" / "a.parquet", (1320, "05-03-2025", "Nord"))
    with pytest.raises(DeliveryError, match='"Kode" is int64, and string in the first') as error:
        leave(lying)
    assert str(path) in str(error.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("FILE_INDEX", 'has a column "FILE_INDEX": engines call one of their own so'),
        ("file_row_number", "Give it another name, or leave it out"),
        ("_metadata", "engines call one of their own so"),
        ("sted", 'has "Sted" twice, in small letters and capitals'),
    ],
)
def test_a_column_that_an_engine_takes_for_another_is_refused(lying, leave, name, said):
    """By a column that is called as an engine's own number of a row, other rows were left out."""
    names = (name, "Kode", "Dato", "Sted")
    row = (0, "1320", "05-03-2025", "Syd")
    path = write(lying / "month=2025-03" / "a.parquet", row, names=names)
    with pytest.raises(DeliveryError, match=said) as error:
        leave(lying)
    assert str(path) in str(error.value)


def test_a_folder_without_records_and_a_broken_file_are_told(tmp_path, lying, leave):
    (tmp_path / "tom").mkdir()
    with pytest.raises(DeliveryError, match="there is no Parquet file in it"):
        leave(tmp_path / "tom")
    (lying / "month=2025-03").mkdir()
    (lying / "month=2025-03" / "a.parquet").write_bytes(b"PAR1 and nothing more")
    with pytest.raises(DeliveryError, match="is no whole Parquet file"):
        leave(lying)


def test_a_folder_that_is_only_linked_to_is_not_passed_over(lying, leave, tmp_path):
    write(tmp_path / "andre" / "a.parquet", ("1320", "05-03-2025", "Nord"))
    (lying / "month=2025-03").symlink_to(tmp_path / "andre")
    with pytest.raises(DeliveryError, match="is a link to a folder"):
        leave(lying)


def test_rows_that_were_mended_are_added_to_what_stays(town, lying, leave, mend):
    delivery = leave(lying).delivery
    mend(delivery, "Kode;Dato;Sted\n1320;28-02-2025;Nord\n")
    assert town.count().crime.n.sum() == 4
