"""Every sentence about a line, for each state of its verdict, as it is read aloud."""

import pytest

from grundlag.indicators.model import Change, Estimate, Made, Series
from grundlag.render.numbers import fill
from grundlag.report.words import lines
from grundlag.verdicts.model import Finding, Verdict

SERIES = Series(
    indicator="tal", basis="b", area="amager", area_version="1", list_version="",
    question_version="", provider="P", origin="records", since=0,
)  # fmt: skip
TRYGGE = "Andelen af trygge borgere"
NAT = "Andelen af trygge borgere, aften og nat"


def share(p, year=2026, places=None):
    return Estimate(series=SERIES, year=year, unit="share", method="", value=p,
                    made=Made(places=places))  # fmt: skip


def count(x, year=2025):
    return Estimate(series=SERIES, year=year, unit="count", method="", value=x)


def verdict(rule, now, outcome, certainty=None, against=None, **more):
    finding = Finding(outcome=outcome, certainty=certainty, against=against, **more)
    return Verdict(
        area="amager", goal="1", target="1.1", indicator="tal", year=2026, rule=rule, now=now,
        finding=finding,
    )  # fmt: skip


def said(text):
    return fill(text).replace("\u00a0", " ").replace("\u2212", "-")


def rise(outcome, certainty, now=0.81, before=0.75, places=None, **more):
    against = None if before is None else share(before, 2025, places)
    return verdict("rises_every_year", share(now, places=places), outcome, certainty, against,
                   **more)  # fmt: skip


ROSE = [
    (TRYGGE, rise("reached", "shown"),
     "Andelen af trygge borgere er steget fra 75 % i 2025 til 81 % i 2026."),
    (NAT, rise("reached", "within_noise"),
     "Andelen af trygge borgere, aften og nat, er steget fra 75 % i 2025 til 81 % i 2026."),
    (TRYGGE, rise("reached", "within_noise", 0.752, 0.75),
     "Andelen af trygge borgere er steget 0,2 procentpoint fra 2025 til 2026 og er nu 75 %."),
    (TRYGGE, rise("reached", "within_noise", 0.7502, 0.75),
     "Andelen af trygge borgere er steget en anelse fra 2025 til 2026 og er nu 75 %."),
    (TRYGGE, rise("missed", "shown", 0.68, 0.75),
     "Andelen af trygge borgere er faldet fra 75 % i 2025 til 68 % i 2026."),
    (TRYGGE, rise("missed", "shown", 0.746, 0.75),
     "Andelen af trygge borgere er faldet 0,4 procentpoint fra 2025 til 2026 og er nu 75 %."),
    (NAT, rise("missed", "within_noise", 0.74, 0.75),
     "Andelen af trygge borgere, aften og nat, er ikke steget: 75 % i 2025 og 74 % i 2026."),
    (TRYGGE, rise("missed", "unknown", 0.74, 0.75),
     "Andelen af trygge borgere er ikke steget: 75 % i 2025 og 74 % i 2026."),
    (TRYGGE, rise("missed", "unknown", 0.85, 0.85, 2, notes=("unchanged_as_printed",)),
     "Andelen af trygge borgere er uændret i hele procent: 85 % i både 2025 og 2026."),
    (TRYGGE, rise("missed", "unknown", 0.85, 0.85, 3, notes=("unchanged_as_printed",)),
     "Andelen af trygge borgere er uændret, som tallene er trykt: 85 % i både 2025 og 2026."),
    (TRYGGE, rise("not_judged", None, reason="exception"),
     "Andelen af trygge borgere var 75 % i 2025 og 81 % i 2026."),
    (TRYGGE, rise("not_judged", None, before=None, reason="break"),
     "Andelen af trygge borgere var 81 % i 2026. Det vurderes ikke, for opgørelsen er ændret, så "
     "tallene ikke kan sammenlignes."),
    (TRYGGE, rise("not_judged", None, before=None, reason="no_wave_before"),
     "Andelen af trygge borgere var 81 % i 2026. Det vurderes ikke, for der er ingen undersøgelse "
     "fra året før."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "line", "words"), ROSE)
def test_a_share_against_the_wave_before(label, line, words):
    assert said(lines.rose(line, label, 0)) == words


def near(outcome, start=0.142, closing=2028, **more):
    against = None if start is None else share(0.73, 2024)
    decides = {"closing": closing} if closing else {}
    return verdict("approaches", share(0.81), outcome, "shown", against, decides=decides, **more)


NEARER = [
    (near("later", leaning="reached"), 0.054, 0.142,
     "Andelen af trygge borgere ligger 5,4 procentpoint under København i 2026 mod 14,2 "
     "procentpoint under i 2024. Området nærmer sig dermed København; det afgøres endeligt i "
     "2028."),
    (near("later", leaning="missed"), 0.199, 0.142,
     "Andelen af trygge borgere ligger 19,9 procentpoint under København i 2026 mod 14,2 "
     "procentpoint under i 2024. Området nærmer sig dermed ikke København; det afgøres endeligt i "
     "2028."),
    (near("later", closing=None, leaning="reached"), 0.054, 0.142,
     "Andelen af trygge borgere ligger 5,4 procentpoint under København i 2026 mod 14,2 "
     "procentpoint under i 2024. Området nærmer sig dermed København; hvornår det afgøres "
     "endeligt, er ikke fastlagt."),
    (near("reached"), 0.054, 0.142,
     "Andelen af trygge borgere ligger 5,4 procentpoint under København i 2026 mod 14,2 "
     "procentpoint under i 2024. Området nærmer sig dermed København."),
    (near("missed"), 0.199, 0.142,
     "Andelen af trygge borgere ligger 19,9 procentpoint under København i 2026 mod 14,2 "
     "procentpoint under i 2024. Området nærmer sig dermed ikke København."),
    (near("reached"), -0.02, 0.142,
     "Andelen af trygge borgere ligger 2,0 procentpoint over København i 2026 mod 14,2 "
     "procentpoint under i 2024. Området er dermed mindst på niveau med København."),
    (near("reached"), 0.0, -0.01,
     "Andelen af trygge borgere er på niveau med København i 2026 mod 1,0 procentpoint over i "
     "2024. Området er dermed mindst på niveau med København."),
    (near("reached"), -0.02, 0.0,
     "Andelen af trygge borgere ligger 2,0 procentpoint over København i 2026 mod samme niveau i "
     "2024. Området er dermed mindst på niveau med København."),
    (near("reached", start=None), -0.02, None,
     "Andelen af trygge borgere ligger 2,0 procentpoint over København i 2026. Området er dermed "
     "mindst på niveau med København."),
    (near("not_judged", start=None, reason="no_start_wave"), 0.054, None,
     "Andelen af trygge borgere ligger 5,4 procentpoint under København i 2026. Det vurderes ikke, "
     "for undersøgelsen før perioden mangler."),
    (near("not_judged", start=None, reason="break"), 0.054, None,
     "Andelen af trygge borgere ligger 5,4 procentpoint under København i 2026. Det vurderes ikke, "
     "for opgørelsen er ændret, så tallene ikke kan sammenlignes."),
    (near("not_judged", reason="exception"), 0.054, 0.142,
     "Andelen af trygge borgere ligger 5,4 procentpoint under København i 2026 mod 14,2 "
     "procentpoint under i 2024."),
    (near("not_judged", start=None, reason="no_comparator"), None, None,
     "Andelen af trygge borgere: Afstanden til København kan ikke opgøres."),
]  # fmt: skip


def difference(value):
    return None if value is None else Change(kind="difference", value=value, limits=None)


@pytest.mark.parametrize(("line", "gap", "start", "words"), NEARER)
def test_the_distance_to_the_comparator(line, gap, start, words):
    now = Change(kind="difference", value=gap, limits=None)
    text = lines.came_nearer(line, TRYGGE, now, difference(start), "København")
    assert said(text) == words


def held(outcome, now=116, base=114.0, **more):
    against = None if base is None else count(base, 2024)
    return verdict("held_at_baseline", count(now), outcome, "within_noise", against, **more)


HELD = [
    (held("missed"), "Antal indbrud var 116 i 2025 mod 114 i baseline (2024) og er dermed ikke "
                     "fastholdt."),
    (held("reached", 60), "Antal indbrud var 60 i 2025 mod 114 i baseline (2024) og er dermed "
                          "fastholdt."),
    (held("reached", 114), "Antal indbrud var 114 i 2025, det samme som i baseline (2024), og er "
                           "dermed fastholdt."),
    (held("missed", 37, 110 / 3), "Antal indbrud var 37 i 2025 mod 36,7 i baseline (2024) og er "
                                  "dermed ikke fastholdt."),
    (held("not_judged", 24, None, reason="in_baseline"),
     "Antal indbrud var 24 i 2025. Det vurderes ikke, for året indgår i baseline."),
    (held("not_judged", 24, None, reason="no_baseline"),
     "Antal indbrud var 24 i 2025. Det vurderes ikke, for der er ingen baseline at holde tallet op "
     "imod."),
]  # fmt: skip


@pytest.mark.parametrize(("line", "words"), HELD)
def test_crime_against_its_baseline(line, words):
    assert said(lines.held(line, "Antal indbrud", 0, "2024")) == words


FOLLOWED = [
    (verdict("monitored", count(20), "monitored", "shown", count(17, 2024)),
     "Chikane: 20 i 2025 mod 17 i 2024."),
    (verdict("monitored", count(20), "monitored", reason="no_year_before"),
     "Chikane: 20 i 2025. En ændring vises ikke, for der er ingen tal fra året før."),
    (verdict("monitored", count(20), "monitored", reason="break"),
     "Chikane: 20 i 2025. En ændring vises ikke, for opgørelsen er ændret, så tallene ikke kan "
     "sammenlignes."),
    (verdict("monitored", count(None), "no_data", reason="no_reports_in"),
     "Chikane: Der er ingen tal, for der mangler anmeldelser for en hel måned."),
]  # fmt: skip


@pytest.mark.parametrize(("line", "words"), FOLLOWED)
def test_a_monitored_type_is_neither_good_nor_bad(line, words):
    assert said(lines.followed(line, "Chikane", 0)) == words


AKTIVITETER = "Andel aktiviteter med to eller flere samarbejdspartnere"


def activities(k, n, outcome, certainty="counted", **more):
    made = Made(count=k, exposure=n)
    value = k / n if n else None
    now = Estimate(series=SERIES, year=2026, unit="share", method="counted", value=value, n=n,
                   made=made)  # fmt: skip
    return verdict("at_least", now, outcome, certainty, **more)


TWO = "involverer to eller flere samarbejdspartnere."
INVOLVED = [
    (activities(4, 5, "reached", decides={"to_change": 1}),
     f"4 af 5 aktiviteter (80 %) {TWO} Målet er nået. Hvis én aktivitet færre gjorde det, ville "
     "målet ikke være nået."),
    (activities(20, 20, "reached", decides={"to_change": 6}),
     f"20 af 20 aktiviteter (100 %) {TWO} Målet er nået. Hvis 6 færre gjorde det, ville målet "
     "ikke være nået."),
    (activities(2, 4, "missed", decides={"to_change": 1}),
     f"2 af 4 aktiviteter (50 %) {TWO} Målet er ikke nået. Hvis én aktivitet mere gjorde det, "
     "ville målet være nået."),
    (activities(0, 1, "missed", decides={"to_change": 1}),
     f"0 af 1 aktivitet (0 %) {TWO} Målet er ikke nået. Hvis én aktivitet mere gjorde det, ville "
     "målet være nået."),
    (activities(1, 4, "missed", decides={"to_change": 2}),
     f"1 af 4 aktiviteter (25 %) {TWO} Målet er ikke nået. Hvis 2 flere gjorde det, ville målet "
     "være nået."),
    (activities(0, 4, "reached"), f"0 af 4 aktiviteter (0 %) {TWO} Målet er nået."),
    (activities(3, 4, "not_judged", None, reason="not_in_basis"),
     f"3 af 4 aktiviteter (75 %) {TWO} Det vurderes ikke, for målet gælder ikke dette partnerskab "
     "på dette grundlag."),
    (verdict("at_least", share(None), "not_judged", reason="no_register"),
     f"{AKTIVITETER}: Det vurderes ikke, for der er ikke indlæst en aktivitetsliste for planåret."),
    (activities(0, 0, "no_data", None, reason="no_activities"),
     f"{AKTIVITETER}: Der er ingen tal, for der er ingen aktiviteter i planen."),
    (verdict("at_least", share(None), "no_data", reason="no_data"),
     f"{AKTIVITETER}: Der er ingen tal."),
]  # fmt: skip


@pytest.mark.parametrize(("line", "words"), INVOLVED)
def test_activities(line, words):
    assert said(lines.involved(line, AKTIVITETER, 0, 2)) == words


def test_one_partner_is_enough_where_that_is_asked():
    line = activities(4, 5, "reached")
    words = "4 af 5 aktiviteter (80 %) involverer mindst én samarbejdspartner. Målet er nået."
    assert said(lines.involved(line, AKTIVITETER, 0, 1)) == words


SURE = [
    ("rises_every_year", "shown", None,
     "Forskellen er større, end tilfældige udsving kan forklare."),
    ("held_at_baseline", "within_noise", None,
     "Forskellen ligger inden for den statistiske usikkerhed."),
    ("at_least", "counted", None, "Opgjort for alle aktiviteter."),
    ("rises_every_year", "unknown", "no_n",
     "Usikkerheden kan ikke beregnes, fordi antallet af svar mangler."),
    ("rises_every_year", "unknown", "no_spread",
     "Usikkerheden kan ikke beregnes, fordi svarene er for få eller for samlede til at vise, hvor "
     "meget de svinger."),
    ("approaches", "unknown", "no_population",
     "Usikkerheden kan ikke beregnes, fordi områdets andel af byens indbyggere ikke er oplyst."),
    ("held_at_baseline", "unknown", "zero_baseline",
     "Usikkerheden kan ikke beregnes, fordi baseline er et trykt tal på nul."),
    ("monitored", "shown", None, "Ændringen er større, end tilfældige udsving kan forklare."),
    ("monitored", "within_noise", None,
     "Ændringen er ikke større, end tilfældige udsving kan forklare."),
    ("monitored", "unknown", "no_n",
     "Usikkerheden kan ikke beregnes, fordi antallet af svar mangler."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "certainty", "why", "words"), SURE)
def test_certainty_is_a_sentence_of_its_own(rule, certainty, why, words):
    line = verdict(rule, count(1), "reached", certainty, unknown=why)
    assert said(lines.certainty(line)) == words


def test_a_line_that_is_not_judged_has_no_certainty():
    assert lines.certainty(verdict("approaches", count(1), "not_judged")) is None


NOTES = {
    "constant_baseline": "Baseline er et trykt tal uden antal bag og regnes som fast.",
    "unplaced_decides": "Fordeles anmeldelserne uden stedfæstelse forholdsmæssigt på områderne, "
    "bliver udfaldet et andet; derfor kan det ikke kaldes statistisk sikkert.",
    "comparator_fell": "Afstanden er blevet mindre, fordi København er faldet.",
}


def test_what_else_is_said_with_a_line():
    line = verdict("approaches", count(1), "reached", "shown",
                   notes=("unchanged_as_printed", *NOTES))  # fmt: skip
    assert [said(t) for t in lines.notes(line, "København")] == list(NOTES.values())
