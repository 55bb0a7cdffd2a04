"""Of two deliveries that speak for the same month the later one speaks alone, month by month."""

from datetime import date

import pytest

from grundlag.cubes import police
from grundlag.cubes.delivered import in_delivered
from grundlag.cubes.model import Count
from grundlag.errors import DeliveryError

YEAR_2025 = range(2025 * 12, 2026 * 12)


def burglaries(
    town, months: range = YEAR_2025, area: str = "nord", as_of: date | None = None
) -> Count:
    found = town.area(area)
    version = found.version[0] if found.version else None
    cubes = town.count(as_of)
    count = police.in_area(cubes.crime, town.crime("indbrud"), found, version, months)
    if count.n is None and cubes.delivered:
        return in_delivered(cubes.delivered, town.crime("indbrud"), found, version, months)
    return count


def test_the_total_is_the_later_ones_for_the_months_it_covers(town, reports):
    town.take(reports(years=(2024, 2025)), arrived=date(2026, 1, 10))
    town.take(
        reports("1320;01-12-2025;Nord", "1320;02-12-2025;Nord", "1320;02-11-2025;Nord"),
        arrived=date(2026, 2, 10),
    )
    assert burglaries(town).n == 10 + 3
    assert burglaries(town, range(2024 * 12, 2025 * 12)).n == 12
    assert burglaries(town, as_of=date(2026, 2, 9)).n == 12
    assert len(burglaries(town).deliveries) == 2


def test_a_later_delivery_that_has_nothing_of_a_type_says_so_for_its_months(town, reports):
    town.take(reports(years=(2025,)), arrived=date(2026, 1, 10))
    town.take(reports(years=(2025,), row="1330;{};Syd"), arrived=date(2026, 2, 10))
    assert burglaries(town).n == 0


def test_what_arrived_later_speaks_in_whatever_order_it_is_taken(town, reports):
    town.take(reports(years=(2025,)), arrived=date(2026, 2, 10))
    town.take(reports("1320;01-12-2025;Nord"), arrived=date(2026, 1, 10))
    assert burglaries(town).n == 12


def test_taken_on_one_day_the_one_taken_last_speaks(town, reports):
    town.take(reports(years=(2025,)))
    town.take(reports("1320;02-05-2025;Nord", "1320;03-05-2025;Nord"))
    assert burglaries(town).n == 13


@pytest.mark.parametrize(
    ("drawn", "whole"), [(date(2025, 12, 31), False), (date(2026, 1, 1), True)]
)
def test_a_month_is_spoken_for_when_it_was_over_on_the_extract_date(town, reports, drawn, whole):
    town.take(reports(years=(2025,)), arrived=date(2026, 3, 1), extracted=drawn)
    assert (2025 * 12 + 11 in town.count().crime.months) is whole
    count = burglaries(town)
    assert (count.n == 12) is whole
    if not whole:
        assert (count.missing.why, count.missing.what) == ("month_not_delivered", "2025-12")


def test_rows_of_a_month_that_is_not_spoken_for_are_in_no_sum(town, reports):
    town.take(reports(years=(2025,)), extracted=date(2025, 12, 20))
    cubes = town.count()
    assert police.total(cubes.crime, town.crime("indbrud"), cubes.crime.atoms, YEAR_2025) == 11


def test_a_part_month_of_a_later_delivery_leaves_the_earlier_one_alone(town, reports):
    town.take(reports(years=(2025,)), arrived=date(2026, 1, 10))
    town.take(reports("1320;02-01-2026;Nord"), arrived=date(2026, 1, 20))
    assert burglaries(town).n == 12
    assert 2026 * 12 not in town.count().crime.months


def test_a_month_without_a_report_in_the_whole_delivery_is_missing_by_name(town, reports):
    rows = reports(years=(2025,)).replace("1320;15-05-2025;Nord\n", "")
    town.take(rows)
    assert burglaries(town).missing.why == "no_reports_in"
    assert burglaries(town).missing.what == "2025-05"


def test_a_month_without_a_report_of_one_type_in_one_area_is_a_zero(town, reports):
    rows = reports(years=(2025,)).replace("1320;15-05-2025;Nord", "1330;15-05-2025;Syd")
    town.take(rows)
    assert burglaries(town).n == 11


COUNTS = "Gerning;Område;Fra;Til;Antal\n"


def monthly(n: int, months: range = range(1, 13)) -> str:
    return "".join(
        f"1320;{p};2025-{m:02d};2025-{m:02d};{n}\n" for m in months for p in ("Nord", "Nordhavn")
    )


def test_a_year_as_one_cell_cut_by_later_months_is_counted_once_or_refused(town):
    year = "".join(f"1320;{p};2025-01;2025-12;100\n" for p in ("Nord", "Nordhavn"))
    town.take(COUNTS + year, arrived=date(2026, 1, 10))
    assert burglaries(town).n == 200
    town.take(COUNTS + monthly(5, range(7, 13)), arrived=date(2026, 2, 10))
    assert burglaries(town).missing.why == "month_not_delivered"
    assert burglaries(town, range(2025 * 12 + 6, 2026 * 12)).n == 60


def test_delivered_counts_coarser_than_asked_are_refused_by_name(town):
    town.take(COUNTS + "".join(f"1320;{p};2025-01;2025-12;100\n" for p in ("Nord", "Nordhavn")))
    missing = burglaries(town, range(2025 * 12, 2025 * 12 + 6)).missing
    assert (missing.why, missing.what) == ("coarser_than_asked", "2025-01-2025-12")


def test_a_year_and_its_own_months_in_one_delivery_are_not_added(town):
    town.take(COUNTS + monthly(5) + "1320;Nord;2025-01;2025-12;60\n")
    assert burglaries(town).missing.why == "counted_twice"


def test_a_coarse_cell_of_another_place_is_in_nobodys_way(town):
    town.take(COUNTS + monthly(5) + "1320;Byen;2024-07;2025-06;60\n")
    assert burglaries(town).n == 120


def test_a_wave_is_the_later_deliverys_alone(town):
    head = "År;Kvarter;Lag;Klynge;Vægt;Tryghed\n"
    town.take(head + "2025;Nord;;;1;tryg\n2026;Nord;;;1;tryg\n", arrived=date(2026, 2, 1))
    town.take(head + "2026;Nord;;;1;utryg\n2026;Nord;;;1;utryg\n", arrived=date(2026, 3, 1))
    assert [(c.wave, c.answer, c.n) for c in town.count().survey] == [
        (2025, "tryg", 1),
        (2026, "utryg", 2),
    ]
    assert [c.answer for c in town.count(date(2026, 2, 1)).survey] == ["tryg", "tryg"]


def test_a_day_of_inhabitants_is_the_later_deliverys_alone(town):
    head = "Dag;Område;Indbyggere\n"
    town.take(
        head + "01-01-2025;Nord;1\n01-01-2026;Nord;2\n01-01-2026;Syd;3\n", arrived=date(2026, 2, 1)
    )
    town.take(head + "01-01-2026;Nord;9\n", arrived=date(2026, 3, 1))
    assert [(c.day.year, c.place, c.n) for c in town.count().population] == [
        (2025, "nord", 1),
        (2026, "nord", 9),
    ]


def second_source(town, kind: str, of: str) -> None:
    """A second source of a kind, with the columns of the first."""
    text = (town.root / "sources.toml").read_text("utf-8")
    block = text[text.index(f'id = "{of}"') :].split("[[source]]")[0]
    copied = block.replace(f'id = "{of}"', 'id = "anden"').replace(
        'provider = "', 'provider = "Ny '
    )
    town.write("sources.toml", f"{text}\n[[source]]\n{copied}")
    assert kind in copied


def test_two_sources_that_bring_one_month_are_refused(town, reports):
    second_source(town, "crime_records", "anmeldelser")
    town.take(reports(years=(2024, 2025)), source="anmeldelser")
    town.take(reports(years=(2025, 2026)), source="anden", arrived=date(2027, 1, 1))
    with pytest.raises(DeliveryError, match="both bring crime_records for 2025-01") as error:
        town.count()
    assert "twice" in str(error.value)


def test_two_sources_that_bring_one_areas_inhabitants_are_not_added(town):
    second_source(town, "population", "befolkning")
    for name in ("befolkning", "anden"):
        town.take("Dag;Område;Indbyggere\n01-01-2026;Syd;500\n", source=name)
    from grundlag.cubes.population import inhabitants

    area = town.area("syd")
    count = inhabitants(town.count().population, area, area.version[0], date(2026, 1, 1))
    assert count.missing.why == "counted_twice"


def test_two_sources_that_print_one_share_are_refused(town):
    second_source(town, "survey_shares", "andele")
    for name in ("andele", "anden"):
        town.take(
            "Årgang;Kvarter;Spørgsmål;Svar;Andel;Svarpersoner\n2026;Nord;tryghed;tryg;80;\n",
            source=name,
        )
    with pytest.raises(DeliveryError, match="both print tryghed for nord, 2026"):
        town.count()


def test_a_delivery_of_a_source_that_is_no_more_is_refused(town, reports):
    town.take(reports(years=(2025,)))
    town.change("sources.toml", 'id = "anmeldelser"', 'id = "anmeldelserne"')
    with pytest.raises(DeliveryError, match='deliveries of "anmeldelser"') as error:
        town.count()
    assert 'Did you mean "anmeldelserne"?' in str(error.value)


def test_a_year_brought_by_two_providers_is_a_series_of_both(town, reports):
    second_source(town, "crime_records", "anmeldelser")
    town.take(reports(*(f"1320;15-{m:02d}-2025;Nord" for m in range(1, 7))), source="anmeldelser")
    town.take(reports(*(f"1320;15-{m:02d}-2025;Nord" for m in range(7, 13))), source="anden")
    assert burglaries(town).provider == "Politiet + Ny Politiet"
