"""What every count of a type asks for again is worked out once."""

from grundlag.cubes import police
from grundlag.cubes.check_rows import by_year, unknown_codes


def test_the_codes_of_a_type_are_read_once_however_many_counts_ask(town, reports, monkeypatch):
    town.take(reports(years=(2024, 2025)))
    cube, crime = town.count().crime, town.crime("indbrud")
    asked = []
    real = police.matches
    monkeypatch.setattr(police, "matches", lambda *words: asked.append(words) or real(*words))
    police._of_set.cache_clear()
    totals = [police.total(cube, crime, cube.atoms, cube.months) for _ in range(20)]
    assert totals == [24] * 20
    assert len(asked) <= 2 * len(cube.codes)


def test_the_known_codes_are_listed_once(town, reports, monkeypatch):
    town.take(reports("1320;15-01-2025;Nord", "1330;15-01-2025;Nord", "7777;15-01-2025;Nord"))
    cube, codes = town.count().crime, town.defs.codes
    listed = []
    name = "grundlag.cubes.check_rows.patterns_of"
    monkeypatch.setattr(name, lambda found: listed.append(found) or ("1320*", "1330*"))
    assert unknown_codes(cube, codes) == {"7777": 1}
    assert len(listed) == 1


def test_a_years_reports_of_a_code_are_added(town, reports):
    """By hand: two in January and one in March of 2025, one the year before; another code."""
    dates = ("15-01-2025", "16-01-2025", "01-03-2025", "31-12-2024")
    town.take(reports(*(f"1320;{day};Nord" for day in dates), "1330;15-01-2025;Syd"))
    cube = town.count().crime
    told = by_year(cube, cube.codes, cube.code)
    assert told == {"2024": {"1320": 1}, "2025": {"1320": 3, "1330": 1}}
