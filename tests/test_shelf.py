"""What was read once and is laid down again is what reading it again would give."""

from tests.shelf import Shelf

FILES = ("rows.parquet", "set-aside.csv", "manifest.json")


def taken_in(town, shelf, content):
    """The delivery of a file, byte for byte, and what is told of it."""
    town.shelf = shelf
    taken = town.take(content, source="anmeldelser")
    found = {name: (taken.delivery.path / name).read_bytes() for name in FILES}
    return found, taken.delivery.manifest, taken.reasons, taken.unknown, taken.warned


def test_what_lies_there_is_what_is_read(town, tmp_path, reports, connection):
    file = town.file(reports("0000;15-01-2025;Nord", "1320;32-01-2025;Nord", years=(2025,)))
    shelf, other = Shelf(tmp_path / "shelf"), type(town)(tmp_path / "other", connection)
    first, again = taken_in(town, shelf, file), taken_in(other, shelf, file)
    anew = taken_in(type(town)(tmp_path / "third", connection), None, file)
    assert len(shelf.found) == 1
    assert first == again == anew
    assert again[1].rows_set_aside == 1


def test_under_another_declaration_it_is_read_anew(town, tmp_path, reports, connection):
    shelf, file = Shelf(tmp_path / "shelf"), town.file(reports(years=(2025,)))
    other = type(town)(tmp_path / "other", connection)
    other.change("definitions/codes.toml", '"1320*", "1330*", "9*"', '"1330*", "9*"')
    for name in ('codes = ["1320*"]', '"1320*", "1330*", "13*"'):
        other.change("definitions/codes.toml", name, name.replace("1320*", "1330*"))
    other.change("definitions/codes.toml", '"1330*", "13*"', '"1330*"')
    town.shelf = other.shelf = shelf
    assert not town.take(file).unknown
    assert [each.found for each in other.take(file).unknown] == ["1320"]
    assert len(shelf.found) == 2
