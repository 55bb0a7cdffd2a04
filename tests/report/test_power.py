"""The annex' table on the coming year: its columns and rows, and what would decide each line."""

from typing import Any

import pytest

from grundlag.render.numbers import cell_text, fill
from grundlag.report.model import Table
from grundlag.report.power import power_blocks
from grundlag.report.words import power as words
from grundlag.verdicts.coming import Outlook, Size


def _line(**known: Any) -> Outlook:
    given: dict[str, Any] = {
        "area": "nord", "goal": "2", "target": "2.1", "indicator": "indbrud",
        "rule": "held_at_baseline", "kind": "ratio",
    }  # fmt: skip
    return Outlook(**{**given, **known})


def _said(line: Outlook) -> str:
    return fill(words.seen(line)).replace("\u00a0", " ").replace("\u2212", "-")


def test_the_annex_has_a_table_on_next_year(now: Any) -> None:
    paper = now.annex("amager")
    (section,) = [s for s in paper.sections if s.id == "kan-ses"]
    (table,) = section.blocks
    assert isinstance(table, Table)
    assert table.title == "Hvad der kan ses i rapport 2027"
    assert [c.heading for c in table.columns][1:] == [
        "Indikator", "Mindste ændring, der kan ses", "Falsk alarm", "Inden for udsving",
    ]  # fmt: skip
    lines = [v for v in now.context.judgements.of("amager") if v.rule != "monitored"]
    assert [cell_text(row[0]) for row in table.rows] == [v.target for v in lines]


def test_the_table_is_on_the_year_after_the_report(made: Any) -> None:
    """Report 2025 holds the baseline's own year; the year after it can be told all the same."""
    (table,) = power_blocks(made[2025, "forslag-2025"].context, "folehaven")
    assert isinstance(table, Table)
    assert table.title.endswith("2026")


def test_where_nothing_can_be_seen_there_is_no_table(bydele: Any) -> None:
    area = bydele.context.defs.partnerships.partnership[0].id
    assert list(power_blocks(bydele.context, area)) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (_line(rise=0.771, fall=-0.5496), "-55 % eller +77 %"),
        (_line(rise=3.07), "+307 %; intet fald"),
        (_line(), "ingen, for baseline er nul"),
        (_line(kind="difference", rise=0.1043, fall=-0.1043), "±10,4 procentpoint"),
        (_line(kind="counted"), "alt er talt"),
        (_line(reason="in_baseline"), "vurderes ikke, for året indgår i baseline"),
        (_line(unknown="no_n"), "kan ikke beregnes, fordi antallet af svar mangler"),
    ],
)
def test_the_smallest_change_in_words(line: Outlook, said: str) -> None:
    assert _said(line) == said


COUNTS = {"held_up_to": 100, "shown_missed_from": 158, "exposure": 1.0}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (_line(rise=0.8, decides=COUNTS | {"shown_held_up_to": 54, "years": 3}),
         "2.1 Indbrud: fastholdt til og med 100 anmeldelser; statistisk sikkert fastholdt til og "
         "med 54, statistisk sikkert ikke fastholdt fra 158. En stigning på 25 % kan ses, når 3 år "
         "lægges sammen."),
        (_line(rise=3.1, decides=COUNTS),
         "2.1 Indbrud: fastholdt til og med 100 anmeldelser; intet fald er stort nok til at blive "
         "vist, statistisk sikkert ikke fastholdt fra 158. En stigning på 25 % kan ikke ses, selv "
         "om 20 år lægges sammen."),
        (_line(rise=0.2, decides=COUNTS | {"shown_held_up_to": 90, "years": 1}),
         "2.1 Indbrud: fastholdt til og med 100 anmeldelser; statistisk sikkert fastholdt til og "
         "med 90, statistisk sikkert ikke fastholdt fra 158. En stigning på 25 % kan ses i et "
         "enkelt år."),
        (_line(kind="difference", rule="rises_every_year", rise=0.1,
               decides={"n": 300, "answers": 1200}),
         "2.1 Indbrud: med 300 svar kan en ændring på 5 procentpoint ikke ses; det kræver 1.200 "
         "svar i hver undersøgelse."),
        (_line(kind="difference", rule="approaches", rise=0.04,
               decides={"n": 3000, "answers": 1920, "closing": 2028}),
         "2.1 Indbrud: med 3.000 svar kan en ændring af afstanden på 5 procentpoint ses. Det "
         "afgøres endeligt i 2028."),
        (_line(kind="difference", rule="rises_every_year", rise=0.1),
         "2.1 Indbrud: en ændring på 5 procentpoint kan ikke ses."),
        (_line(kind="counted", outcome="reached", decides={"k": 3, "n": 4, "to_change": 1}),
         "2.1 Indbrud: alt er talt, så tilfældige udsving afgør intet. Hvis én aktivitet færre "
         "gjorde det, ville målet ikke være nået."),
    ],
)  # fmt: skip
def test_what_would_decide_a_line_in_words(line: Outlook, said: str) -> None:
    text = words.decides(line, "Indbrud", Size(), lower=True)
    assert text is not None
    assert fill(text).replace("\u00a0", " ") == said


def test_what_is_not_judged_has_nothing_that_decides() -> None:
    assert words.decides(_line(reason="break"), "Indbrud", Size(), lower=True) is None
