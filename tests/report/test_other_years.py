"""A police year that is not the calendar's is called by its year, with its months on top."""

from dataclasses import replace

from grundlag.render.numbers import fill
from grundlag.run import pack_of


def test_a_year_that_is_not_the_calendars_says_its_months(now):
    """Trap: "2025" above the reports of July 2025 to June 2026."""
    run = now.run
    summer = replace(run.measures, basis=replace(run.measures.basis, year_starts_in=7))
    for paper in pack_of(replace(run, measures=summer)).papers:
        for fact in paper.facts:
            if fact.label == "Anmeldelser (helårsdata)":
                assert fill(fact.text) == "2025 (juli 2025 til juni 2026)"
                break
        else:
            assert paper.id == "afklaring"
