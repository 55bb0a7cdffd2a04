"""The sentences about a whole paper, the titles of charts, and the sentences about the data."""

from datetime import date

import pytest

from grundlag.basis.partnerships import Baseline
from grundlag.indicators.model import Estimate, Series
from grundlag.render.numbers import fill
from grundlag.report.model import Number
from grundlag.report.words import da, data, heads, sums, terms
from grundlag.verdicts.model import Finding, Summary, Verdict, nothing_judged

SERIES = Series(
    indicator="tal", basis="b", area="amager", area_version="1", list_version="",
    question_version="", provider="P", origin="records", since=0,
)  # fmt: skip


def said(text):
    return fill(text).replace("\u00a0", " ")


def total(outcome, certainty, judged=6, reached=2):
    return Summary(
        area="amager", goal=None, target=None, outcome=outcome, certainty=certainty,
        judged=judged, reached=reached, left_out=(),
    )  # fmt: skip


SUMMARY = [
    (total("partly", "within_noise"),
     "For Amager er målene delvist nået: i 2 af 6 vurderinger. Set under ét kan det skyldes "
     "tilfældige udsving, at ikke alle mål er nået."),
    (total("partly", "shown"),
     "For Amager er målene delvist nået: i 2 af 6 vurderinger. Det er statistisk sikkert, at ikke "
     "alle mål er nået."),
    (total("reached", "shown", 6, 6),
     "For Amager er målene nået i alle 6 vurderinger. Det er statistisk sikkert i dem alle."),
    (total("reached", "within_noise", 2, 2),
     "For Amager er målene nået i begge vurderinger. I mindst én af dem ligger forskellen inden "
     "for den statistiske usikkerhed."),
    (total("reached", "unknown", 3, 3),
     "For Amager er målene nået i alle 3 vurderinger. I mindst én af dem kan usikkerheden ikke "
     "beregnes."),
    (total("reached", "counted", 2, 2),
     "For Amager er målene nået i begge vurderinger. Det er opgjort for alle aktiviteter."),
    (total("missed", "within_noise", 4, 0),
     "For Amager er målene ikke nået i nogen af de 4 vurderinger. Set under ét kan det skyldes "
     "tilfældige udsving, at ikke alle mål er nået."),
    (total("missed", "unknown", 4, 0),
     "For Amager er målene ikke nået i nogen af de 4 vurderinger. I mindst én af dem kan "
     "usikkerheden ikke beregnes."),
    (total("missed", "counted", 4, 0),
     "For Amager er målene ikke nået i nogen af de 4 vurderinger. At ikke alle mål er "
     "nået, skyldes ikke tilfældige udsving: Alle aktiviteter er talt op."),
    (total("reached", "shown", 1, 1),
     "For Amager er der én vurdering i år, og i den er målet nået. Forskellen er større, end "
     "tilfældige udsving kan forklare."),
    (total("missed", "unknown", 1, 0),
     "For Amager er der én vurdering i år, og i den er målet ikke nået. Usikkerheden kan ikke "
     "beregnes."),
    (total("not_judged", None, 0, 0), "Ingen af målene for Amager kan vurderes i år."),
]  # fmt: skip


@pytest.mark.parametrize(("found", "words"), SUMMARY)
def test_what_a_paper_says_first(found, words):
    sure = sums.summary_certainty(found)
    parts = [sums.summary(found, "Amager"), *([sure] if sure else [])]
    assert " ".join(map(said, parts)) == words


def test_what_the_overview_says_first():
    found = [
        ("Folehaven", total("partly", "within_noise")),
        ("Amager", total("reached", "shown")),
        ("Valby", total("partly", "unknown")),
        ("Vanløse", total("missed", "unknown")),
        ("Bispebjerg", total("not_judged", None)),
    ]
    assert [said(t) for t in sums.all_summaries(found, without_n=True)] == [
        "Målene er nået for Amager.",
        "Målene er delvist nået for Folehaven og Valby.",
        "Målene er ikke nået for Vanløse.",
        "Målene kan ikke vurderes for Bispebjerg.",
        "Tabellen viser, hvor sikker hver vurdering er.",
        terms.WITHOUT_N,
    ]
    assert len(sums.all_summaries(found[-1:], without_n=False)) == 1


def test_false_alarms_are_those_of_independent_lines():
    """1 - 0.975^6 = 0.1409; 1 - 0.975 = 0.025, which rounds half up to 3 %."""
    assert said(sums.false_alarms(6)) == (
        "Tilfældige udsving kan spille ind i 6 vurderinger: Var intet ændret, ville op til 14 % af "
        "papirerne alligevel have mindst én, der fejlagtigt kaldes statistisk sikker."
    )
    assert sums.false_alarms(1).words.startswith(
        "Tilfældige udsving kan spille ind i {m} vurdering:"
    )
    assert sums.false_alarms(1).numbers["chance"].value == pytest.approx(0.025)


def rise(outcome, certainty, rule="rises_every_year", against=2025):
    def share(year):
        return Estimate(series=SERIES, year=year, unit="share", method="", value=0.8)

    finding = Finding(
        outcome=outcome, certainty=certainty, against=share(against) if against else None
    )
    return Verdict(
        area="amager", goal="1", target="1.1", indicator="tal", year=2026, rule=rule,
        now=share(2026), finding=finding,
    )  # fmt: skip


NEUTRAL = "Amager: Tryghed sammenholdt med København"
PARTED = "Amager: Tryghed i 2025 og 2026, sammenholdt med København"
TITLES = [
    ([rise("reached", "shown")], "Amager: En større andel er trygge i 2026 end i 2025"),
    ([rise("missed", "shown")], "Amager: En mindre andel er trygge i 2026 end i 2025"),
    ([rise("reached", "within_noise")],
     "Amager: Ingen statistisk sikker ændring i trygheden fra 2025 til 2026"),
    ([rise("missed", "unknown")],
     "Amager: Tryghed i 2025 og 2026, sammenholdt med København"),
    ([rise("not_judged", None)], NEUTRAL),
    ([rise("reached", "shown", "approaches", 2024)], NEUTRAL),
    ([rise("reached", "shown", "approaches", 2024), rise("missed", "shown")],
     "Amager: En mindre andel er trygge i 2026 end i 2025"),
    ([rise("not_judged", None, against=None)], NEUTRAL),
    ([rise("reached", "shown")] * 2, "Amager: En større andel er trygge i 2026 end i 2025"),
    ([rise("missed", "shown")] * 2, "Amager: En mindre andel er trygge i 2026 end i 2025"),
    ([rise("reached", "within_noise"), rise("missed", "within_noise")],
     "Amager: Ingen statistisk sikker ændring i trygheden fra 2025 til 2026"),
    ([rise("reached", "shown"), rise("missed", "shown")], PARTED),
    ([rise("reached", "shown"), rise("reached", "within_noise")],
     "Amager: Andelen af trygge er steget fra 2025 til 2026 på 2 tal, 1 af dem statistisk sikkert"),
    ([rise("reached", "within_noise"), rise("missed", "shown")], PARTED),
    ([rise("missed", "within_noise"), rise("missed", "shown")], PARTED),
    ([rise("reached", "shown"), rise("reached", "unknown")], PARTED),
    ([rise("reached", "shown"), rise("not_judged", None)],
     "Amager: En større andel er trygge i 2026 end i 2025"),
    ([rise("not_judged", None), rise("missed", "shown")],
     "Amager: En mindre andel er trygge i 2026 end i 2025"),
    ([], NEUTRAL),
]  # fmt: skip


@pytest.mark.parametrize(("verdicts", "title"), TITLES)
def test_a_chart_on_safety_says_no_more_than_the_rise(verdicts, title):
    """A gap that closed because the city fell is no sign that more feel safe.

    By day and by night are two lines: what holds of one alone is not said of safety.
    """
    assert said(sums.safety_title(verdicts, "Amager", "København")) == title


def test_a_chart_on_crime_counts_the_lines_that_are_held():
    held = sums.crime_title(total("partly", "within_noise", 4, 2), "Amager", 2025)
    assert said(held) == "Amager: 2 af 4 tal for kriminalitet er fastholdt i 2025"
    none = sums.crime_title(total("not_judged", None, 0, 0), "Amager", 2024)
    assert said(none) == "Amager: Anmeldt kriminalitet til og med 2024"


def test_names_in_a_row():
    assert da.listed(["a"]) == "a"
    assert da.listed(["a", "b", "c"]) == "a, b og c"
    assert da.listed(["a", "b, c"]) == "a og b, c"
    assert da.listed(["b, c", "a"]) == "b, c; og a"
    assert da.listed(["a", "d", "b, c"]) == "a; d; og b, c"
    assert da.listed(["a", "b {y}"]) == "a; og b {y}"
    assert da.listed(["a {x}", "b {y}", "c {z}"]) == "a {x}; b {y}; og c {z}"


def baseline(**more):
    return Baseline(partnership="amager", basis="b", indicator="tal", **more)


SPANS = [
    (baseline(years=(2024,)), "2024"),
    (baseline(years=(2022, 2023, 2024)), "2022–2024"),
    (baseline(years=(2021, 2024)), "2021 og 2024"),
    (baseline(months=("2020-08", "2021-07")), "august 2020 til juli 2021"),
    (baseline(value=37.9, source="aftalen, side 4"), "aftalen, side 4"),
    (baseline(value=37.9), "oplyst tal"),
    (None, ""),
]


@pytest.mark.parametrize(("declared", "words"), SPANS)
def test_what_a_baseline_is_counted_over(declared, words):
    assert da.span(declared) == words


def whole(value):
    return Number(value=value, unit="count")


def test_the_sentences_about_the_data():
    rows = (450776, 450754, 22)
    assert said(data.intake(2, "Københavns Politi", date(2026, 2, 19), rows)) == (
        "Københavns Politi: 2 filer, senest modtaget 19. februar 2026; 450.776 rækker læst, "
        "450.754 brugt, 22 lagt til side."
    )
    assert "1 fil, senest" in said(data.intake(1, "P", date(2026, 2, 19), rows))
    assert said(data.unplaced(4242, 4242 / 50337, 2025)) == (
        "4.242 anmeldelser fra 2025 er uden stedfæstelse og indgår kun i byens samlede tal "
        "(8,4 % af alle)."
    )
    assert said(data.unplaced(1, None, 2025)).startswith("1 anmeldelse fra 2025 er uden")
    assert said(data.unknown_codes(12, 2025)) == (
        "12 anmeldelser fra 2025 har en gerningskode, som kodelisten ikke kender."
    )
    assert said(data.unknown_codes(1, 2025)).startswith("1 anmeldelse fra 2025 har")
    assert said(data.no_year_before(2024)) == (
        "Der er ikke indlæst tal for 2024 at opgøre en ændring fra; derfor vises ingen ændring."
    )


def test_the_sentences_about_baselines():
    levels = {"antal indbrud": whole(114), "antal vold": whole(78)}
    assert said(data.baseline("Amager", "2024", levels, date(2025, 2, 17), printed=False)) == (
        "Baseline for Amager er 2024: antal indbrud 114; og antal vold 78, opgjort på dette "
        "grundlag, udtræk 17. februar 2025."
    )
    assert said(data.baseline("Amager", "aftalen", levels, None, printed=True)).endswith(
        "antal vold 78, som trykt."
    )
    assert said(data.revised(2024, levels)) == (
        "Baseline (2024) ligger fast. Med senere rettelser ville den nu være: antal indbrud 114; "
        "og antal vold 78."
    )
    assert said(data.no_baseline("Amager")).startswith(
        "Der er ikke fastlagt en baseline for Amager;"
    )
    assert said(data.no_baseline("")).startswith("Der er ikke fastlagt en baseline; derfor er der")


def test_why_a_goal_is_shown_and_not_judged():
    differs = data.shown_unjudged("agreement_differs", "utryghed", "tryghed")
    assert said(differs) == (
        "Tallene vises uden vurdering, for aftalen gælder utryghed, og målet gælder tryghed."
    )
    exempt = data.shown_unjudged("exception", "utryghed", "tryghed")
    assert said(exempt) == (
        "Tallene vises uden vurdering, for grundlaget gør en undtagelse, så længe aftalen handler "
        "om noget andet."
    )


def test_a_proposal_is_called_not_adopted():
    assert heads.basis("Forslag", True) == "Forslag (ikke vedtaget)"
    assert heads.basis("Nuværende", False) == "Nuværende"


def test_a_goal_without_lines_is_not_judged_and_no_crash():
    found = nothing_judged("nord", "1")
    assert (found.outcome, found.certainty, found.judged, found.left_out) == (
        "not_judged",
        None,
        0,
        (),
    )
