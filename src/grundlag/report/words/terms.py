"""The Danish words that stand for states: outcomes, certainties, reasons."""

from grundlag.basis.model import Rule
from grundlag.report.model import Tone
from grundlag.verdicts.model import Certainty, Finding, Summary, SummaryOutcome, Unknown

REACHED: dict[Rule, str] = {
    "rises_every_year": "steget",
    "approaches": "nærmer sig",
    "held_at_baseline": "fastholdt",
    "at_least": "nået",
    "monitored": "monitoreres",
}
MISSED: dict[Rule, str] = {
    "rises_every_year": "ikke steget",
    "approaches": "nærmer sig ikke",
    "held_at_baseline": "ikke fastholdt",
    "at_least": "ikke nået",
    "monitored": "monitoreres",
}
SUMMARY: dict[SummaryOutcome, str] = {
    "reached": "nået",
    "partly": "delvist nået",
    "missed": "ikke nået",
    "not_judged": "vurderes ikke",
}
SUMMARY_TONE: dict[SummaryOutcome, Tone] = {
    "reached": "reached",
    "partly": "partly",
    "missed": "missed",
    "not_judged": "open",
}
CERTAINTY: dict[Certainty, str] = {
    "shown": "statistisk sikkert",
    "within_noise": "inden for usikkerheden",
    "counted": "optalt",
    "unknown": "ukendt usikkerhed",
}
CERTAINTY_SENTENCE: dict[Certainty, str] = {
    "shown": "Forskellen er større, end tilfældige udsving kan forklare.",
    "within_noise": "Forskellen ligger inden for den statistiske usikkerhed.",
    "counted": "Opgjort for alle aktiviteter.",
}
CERTAINTIES_SENTENCE: dict[Certainty, str] = {
    "shown": "Forskellene er større, end tilfældige udsving kan forklare.",
    "within_noise": "Forskellene ligger inden for den statistiske usikkerhed.",
}
UNKNOWN: dict[Unknown, str] = {
    "no_n": "antallet af svar mangler",
    "no_spread": "svarene er for få eller for samlede til at vise, hvor meget de svinger",
    "no_population": "områdets andel af byens indbyggere ikke er oplyst",
    "zero_baseline": "baseline er et trykt tal på nul",
    "protected": "tallet er beskyttet",
}
WITHOUT_N = (
    "Hvor usikkerheden er ukendt, er antallet af svar ikke offentliggjort: Udfaldet er da kun en "
    "sammenligning af de trykte tal."
)
MONITORED_SENTENCE: dict[Certainty, str] = {
    "shown": "Ændringen er større, end tilfældige udsving kan forklare.",
    "within_noise": "Ændringen er ikke større, end tilfældige udsving kan forklare.",
    "counted": "Opgjort for alle aktiviteter.",
}
REASON = {  # each follows "for": the main clause's order of words
    "in_baseline": "året indgår i baseline",
    "before_baseline": "året ligger før baseline",
    "no_baseline": "der er ingen baseline at holde tallet op imod",
    "break": "opgørelsen er ændret, så tallene ikke kan sammenlignes",
    "no_wave_before": "der er ingen undersøgelse fra året før",
    "no_year_before": "der er ingen tal fra året før",
    "no_start_wave": "undersøgelsen før perioden mangler",
    "too_few_waves": "perioden har endnu for få undersøgelser til at slå flere sammen",
    "no_comparator": "der er intet tal at sammenligne med",
    "no_period": "året ligger uden for en aftalt periode",
    "no_end": "periodens slutning er ikke fastlagt",
    "before_closing": "målet gælder ved periodens slutning",
    "exception": "grundlaget gør en undtagelse, så længe aftalen handler om noget andet",
    "not_in_basis": "målet gælder ikke dette partnerskab på dette grundlag",
    "agreement_differs": "aftalen og målet handler ikke om det samme",
    "no_agreement": "partnerskabet har ingen aftale for året",
    "codes_not_dated": "kodelisten dækker ikke hele året",
    "no_register": "der er ikke indlæst en aktivitetsliste for planåret",
    "no_activities": "der er ingen aktiviteter i planen",
    "no_wave": "der er ikke indlæst en undersøgelse for året",
    "no_answers": "ingen har svaret",
    "not_asked": "der blev ikke spurgt om det",
    "not_asked_before": "der blev ikke spurgt om det året før",
    "month_not_delivered": "anmeldelserne for året er ikke indlæst helt",
    "no_reports_in": "der mangler anmeldelser for en hel måned",
    "no_offence_dates": "anmeldelserne er indlæst uden gerningsdato",
    "coarser_than_asked": "tallene er opgjort for en anden periode",
    "place_not_delivered": "området er ikke opgjort for sig",
    "cell_not_delivered": "en del af tallet er ikke oplyst",
    "counted_twice": "det samme tal er oplyst to gange",
    "area_not_begun": "området var ikke afgrænset endnu",
    "no_population": "antallet af indbyggere mangler",
    "no_inhabitants": "området har ingen indbyggere",
    "area_redrawn": "områdets grænse blev ændret, før indbyggerne blev opgjort",
    "counted_otherwise": "årene er ikke opgjort på samme måde",
    "own_border_only": "tallet findes kun på den afgrænsning, der gjaldt i året",
    "no_data": "der er ingen data",
    "protected": "tallet er beskyttet",
}
OF_THE_GOAL = ("exception", "not_in_basis", "agreement_differs", "no_agreement")
NO_LIMITS = {
    "no_n": "Antallet af svar er ikke offentliggjort, så usikkerheden kan ikke beregnes.",
    "constant": "Baseline er et trykt tal uden antal bag og regnes som fast.",
    "full_count": "Alle aktiviteter er talt, så der er ingen statistisk usikkerhed.",
    "protected": "Usikkerheden vises ikke, hvor den er målt på tal, der er beskyttet.",
}
NOTE = {
    "constant_baseline": "Baseline er et trykt tal uden antal bag og regnes som fast.",
    "unplaced_decides": (
        "Fordeles anmeldelserne uden stedfæstelse forholdsmæssigt på områderne, bliver udfaldet "
        "et andet; derfor kan det ikke kaldes statistisk sikkert."
    ),
    "bridged": "Det tidligere tal er omregnet, så det kan holdes op imod det nye.",
    "unchanged_as_printed": "Andelen er uændret, som den er trykt.",
    "comparator_fell": "Afstanden er blevet mindre, fordi {city} er faldet.",
}
HIDDEN_CERTAINTY = "usikkerheden vises ikke"
NOT_IN_PUBLIC = "vurderes ikke offentligt"
IN_BASELINE = "baseline"
NOT_JUDGED_OUTCOME = "vurderes ikke"
SEVERAL_REASONS = "af flere grunde, som står ved tallene"
NOT_JUDGED = "følges uden vurdering"
PARTLY_NEARER = "nærmer sig delvist"
CODE_STATUS = {"confirmed": "bekræftet", "proposal": "forslag, skal bekræftes"}
ANSWER_COUNTS = {True: "tæller med", False: "tæller ikke med"}
MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]


def outcome(rule: Rule, finding: Finding) -> str:
    """The printed outcome of a line, in the agreement's own verb."""
    if finding.outcome == "reached":
        return REACHED[rule]
    if finding.outcome == "missed":
        return MISSED[rule]
    if finding.outcome == "later":
        return (REACHED if finding.leaning == "reached" else MISSED)[rule]
    if finding.outcome == "not_judged" and finding.reason == "protected":
        return NOT_IN_PUBLIC
    return {
        "monitored": "monitoreres",
        "not_judged": "vurderes ikke",
        "no_data": "ingen data",
    }[finding.outcome]


def way(rule: Rule, outcome: str) -> str:
    """The agreement's verb for an outcome that is reached or missed."""
    return (REACHED if outcome == "reached" else MISSED)[rule]


def when(closing: float | None) -> str:
    """When a target is decided that is decided later."""
    return f"afgøres {closing}" if closing else "afgøres senere"


def decided_in(outcome: str, closing: float | None) -> str:
    """An outcome so far, and the year in which it is decided."""
    return f"{outcome} ({when(closing)})"


def reached_of(found: Summary) -> str:
    """How many of a summary's lines are reached, and how sure the whole is."""
    certainty = f", {CERTAINTY[found.certainty]}" if found.certainty else ""
    return f"{found.reached} af {found.judged}{certainty}"


def of_one(reached: int, certainty: str) -> str:
    """What a target's single judged line adds up to, with its own certainty."""
    return f"{reached} af 1, {certainty}"


def tone(finding: Finding) -> Tone:
    """The tone of a line's icon: open wherever nothing is decided."""
    return {"reached": "reached", "missed": "missed"}.get(finding.outcome, "open")  # type: ignore[return-value]
