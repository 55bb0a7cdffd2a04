"""Words that no definition knows are listed where they come in, each with its count."""

import time

import pytest

from grundlag.records.unknown import Unknown, as_csv, columns_with_words, unknown


def _source(town, name: str):  # type: ignore[no-untyped-def]
    return next(s for s in town.defs.sources.source if s.id == name)


def test_codes_and_places_are_listed_with_counts_and_the_nearest(town) -> None:
    counts = {
        "code": {"1320705": 90, "7777": 3},
        "place": {"nord ": 5, "Nrod": 7, "": 2, "Mars": 1},
    }
    assert unknown(town.defs, _source(town, "anmeldelser"), counts) == (
        Unknown(what="place", found="Nrod", rows=7, near='Did you mean "Nord"?'),
        Unknown(what="offence code", found="7777", rows=3),
        Unknown(what="place", found="Mars", rows=1),
    )


def test_answers_are_compared_as_they_are_counted(town) -> None:
    counts = {"question:tryghed": {" Tryg": 50, "trygg": 2, "": 9, "Ved  ikke": 1}}
    found = unknown(town.defs, _source(town, "svar"), counts)
    assert [(u.what, u.found, u.near) for u in found] == [
        ('answer to "tryghed"', "trygg", 'Did you mean "tryg"?'),
        ('answer to "tryghed"', "Ved  ikke", 'Did you mean "ved ikke"?'),
    ]


def test_a_whole_area_s_name_is_a_place_of_figures_and_none_of_reports(town) -> None:
    counts = {"place": {"Byen": 4}}
    assert not unknown(town.defs, _source(town, "befolkning"), counts)
    (found,) = unknown(town.defs, _source(town, "anmeldelser"), counts)
    assert found.found == "Byen"


def test_places_are_not_asked_for_where_others_are_to_be_expected(town) -> None:
    town.change("definitions/areas.toml", "schema = 1", 'schema = 1\nelsewhere = "known"')
    assert not unknown(town.defs, _source(town, "anmeldelser"), {"place": {"Mars": 4}})


def test_codes_of_a_form_that_is_not_read_are_unknown(town) -> None:
    town.change("definitions/codes.toml", "schema = 1", "schema = 1\nlengths = [7]")
    counts = {"code": {"1320705": 9, "13207": 2}}
    (found,) = unknown(town.defs, _source(town, "anmeldelser"), counts)
    assert (found.found, found.rows) == ("13207", 2)
    assert not found.near, "no code that is read is near to one of another form"


def test_the_columns_that_are_looked_at(town) -> None:
    assert columns_with_words(_source(town, "anmeldelser")) == ("code", "place")
    assert columns_with_words(_source(town, "svar")) == ("place", "question:tryghed")


def test_the_list_opens_in_excel_and_runs_nothing() -> None:
    words = (Unknown(what="place", found=found, rows=2) for found in ("=1+1", "a;b"))
    text = as_csv(words).decode("utf-8-sig")
    assert text.splitlines() == [
        "what;found;rows;nearest",
        "place;'=1+1;2;",
        'place;"a;b";2;',
    ]


def test_a_huge_cell_is_no_code_in_no_time(town) -> None:
    """Each of its 400,000 beginnings was looked up: 80 thousand million letters."""
    before = time.perf_counter()
    words = {"code": {"1320" * 100_000: 1, "8" * 400_000: 1}}
    assert len(unknown(town.defs, _source(town, "anmeldelser"), words)) == 1
    assert time.perf_counter() - before < 2


@pytest.mark.slow
def test_very_many_unknown_words_take_no_time(town) -> None:
    before = time.perf_counter()
    found = unknown(
        town.defs, _source(town, "anmeldelser"), {"place": {f"p{i}": 1 for i in range(50_000)}}
    )
    assert len(found) == 50_000
    assert time.perf_counter() - before < 5
