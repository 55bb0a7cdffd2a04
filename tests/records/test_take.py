"""Taking in: the right source, once, whole or not at all."""

import os
from datetime import date

import pytest

from grundlag.errors import DeliveryError
from grundlag.records.keep import deliveries


def test_the_same_file_again_is_noticed_whenever_it_comes(town, reports):
    path = town.file(reports(years=(2025,)))
    first = town.take(path, arrived=date(2026, 1, 10))
    for again in (
        town.take(path, arrived=date(2026, 1, 10)),
        town.take(path, arrived=date(2026, 3, 1)),
    ):
        assert again.known
        assert again.delivery.id == first.delivery.id
    assert len(deliveries(town.root)) == 1


def test_another_mapping_is_a_new_delivery_and_the_last_reading_is_heard(town):
    path = town.file("Kode;Dato;Sted;Område\n1320;09-03-2025;Nord;Syd\n")
    town.take(path)
    town.change("sources.toml", 'place = "Sted"', 'place = "Område"')
    again = town.take(path, source="anmeldelser")
    assert not again.known
    assert town.count().crime.atoms == ("in:syd@1",)
    assert again.delivery.manifest.number == 2


def test_a_file_read_again_as_drawn_earlier_speaks_for_no_more_than_that(town, reports):
    """The first reading took the day of arrival for the extract date, and December for whole."""
    path = town.file(reports(years=(2025,)))
    town.take(path, arrived=date(2026, 1, 5))
    assert len(town.count().crime.months) == 12
    town.take(path, arrived=date(2026, 1, 6), extracted=date(2025, 12, 20))
    assert max(town.count().crime.months) == 2025 * 12 + 10


def test_a_file_whose_column_is_gone_is_told_which_and_the_nearest(town):
    with pytest.raises(DeliveryError) as error:
        town.take("Kode;Datoen;Sted\n1320;09-03-2025;Nord\n")
    assert 'the column Dato, which holds date of "anmeldelser", is gone' in str(error.value)
    assert 'Did you mean "Datoen"?' in str(error.value)


def test_a_file_that_fits_two_sources_is_not_guessed(town):
    town.write(
        "sources.toml",
        (town.root / "sources.toml").read_text("utf-8").replace('id = "tal"', 'id = "andre"')
        + '\n[[source]]\nid = "nye"\nkind = "population"\nprovider = "DST"\n'
        '[source.columns]\ndate = "Dag"\nplace = "Område"\nn = "Indbyggere"\n',
    )
    content = "Dag;Område;Indbyggere\n01-01-2026;Nord;500\n"
    with pytest.raises(DeliveryError, match="fits more than one source: befolkning, nye"):
        town.take(content)
    assert town.take(content, source="nye").delivery.manifest.provider == "DST"
    with pytest.raises(DeliveryError, match='no source is called "nyt"'):
        town.take(content, source="nyt")


def test_a_source_that_cannot_read_a_file_does_not_stop_another(town, excel):
    text = (town.root / "sources.toml").read_text("utf-8")
    town.write("sources.toml", text + '[source.read]\nsheet = "Ark9"\n')
    taken = town.take(
        excel(
            town.root / "a.xlsx",
            ("Ark1", [["Kode", "Dato", "Sted"], ["1320", "09-03-2025", "Nord"]]),
        )
    )
    assert taken.delivery.manifest.source == "anmeldelser"


def test_a_file_with_a_header_and_no_rows_is_refused(town):
    with pytest.raises(DeliveryError, match="has a header and no rows"):
        town.take("Kode;Dato;Sted\n")
    assert deliveries(town.root) == ()


def test_a_file_of_nothing_but_faults_is_kept_with_its_reasons_and_speaks_for_nothing(
    town, reports
):
    taken = town.take(reports("1320;i går;Nord"))
    assert taken.delivery.manifest.scope == ()
    assert len(taken.set_aside) == 1
    assert town.count().crime.months == frozenset()


def test_no_such_file(town):
    with pytest.raises(DeliveryError, match="there is no such file"):
        town.take(town.root / "intet.csv")


@pytest.mark.parametrize("fails_at", ["write_set_aside", "scope_of", "manifest.json", "folder"])
def test_a_stop_on_the_way_leaves_the_store_as_it_was(town, reports, monkeypatch, fails_at):
    town.take(reports(years=(2024,)))
    before = sorted(p for p in town.root.rglob("*") if "store" in p.parts)
    move = os.replace

    def stop(source, target):
        if fails_at in (
            target.name,
            "folder" if target.name[0] != "." and not target.suffix else "",
        ):
            raise OSError("no space left on device")
        move(source, target)

    def fail(*args: object) -> None:
        raise OSError("no space left on device")

    path = town.file(reports(years=(2025,)))
    monkeypatch.setattr(os, "replace", stop)
    if "_" in fails_at:
        monkeypatch.setattr(f"grundlag.records.take.{fails_at}", fail)
    with pytest.raises(OSError, match="no space left"):
        town.take(path)
    monkeypatch.undo()
    assert sorted(p for p in town.root.rglob("*") if "store" in p.parts) == before
    assert len(deliveries(town.root)) == 1
    assert not town.take(path).known


def test_what_a_killed_process_left_is_no_delivery(town, reports):
    taken = town.take(reports(years=(2025,)))
    taken.delivery.path.rename(taken.delivery.path.with_name(".0123456789abcdef.part"))
    assert deliveries(town.root) == ()
    assert deliveries(town.root, "anmeldelser") == ()


def test_a_manifest_that_is_broken_or_newer_is_refused_by_name(town, reports):
    path = town.take(reports(years=(2025,))).delivery.path / "manifest.json"
    path.write_text(path.read_text().replace('"schema": 2', '"schema": 9'))
    with pytest.raises(DeliveryError, match="schema 9 is newer") as error:
        deliveries(town.root)
    assert str(path) in str(error.value)
    path.write_text("{")
    with pytest.raises(DeliveryError, match="cannot be read"):
        deliveries(town.root)


def test_counts_of_a_month_that_was_not_over_are_refused(town):
    content = "Gerning;Område;Fra;Til;Antal\n1320;Nord;2025-01;2025-12;10\n"
    with pytest.raises(DeliveryError, match="counts 2025-12, which was not over"):
        town.take(content, extracted=date(2025, 12, 31))
    assert town.take(content, extracted=date(2026, 1, 1)).delivery.manifest.scope[-1] == "2025-12"


def test_a_file_is_not_drawn_after_it_came(town, reports):
    """A month that was half over would be taken for a whole one."""
    with pytest.raises(DeliveryError, match="was drawn on 2026-03-01, after it came on 2026-02-15"):
        town.take(reports(), arrived=date(2026, 2, 15), extracted=date(2026, 3, 1))
