"""The Danish sentences about a whole paper or goal: how its lines add up; titles of charts."""

from collections.abc import Iterator, Sequence

from grundlag.report.model import Number, Text
from grundlag.report.words import da, terms
from grundlag.verdicts.model import Certainty, Summary, Verdict


def summary(found: Summary, partnership: str, only: str | None = None) -> Text:
    """What a paper says first: in how many of its lines the goals are reached.

    `only` is the target of the one line that is judged, where there is one alone.
    """
    if found.outcome == "not_judged":
        return da.plain(f"Ingen af målene for {partnership} kan vurderes i år.")
    way = terms.SUMMARY[found.outcome]
    if only is not None:
        return da.plain(f"For {partnership} vurderes i år kun mål {only}, og det er {way}.")
    if found.judged == 1:
        return da.plain(f"For {partnership} er der én vurdering i år, og i den er målet {way}.")
    numbers = {"judged": da.whole(found.judged)}
    words = f"For {partnership} er målene {way}"
    if found.outcome == "reached":
        words += " i begge vurderinger." if found.judged == 2 else " i alle {judged} vurderinger."
    elif found.outcome == "missed":
        words += " i nogen af de {judged} vurderinger."
    else:
        numbers["reached"] = da.whole(found.reached)
        words += ": i {reached} af {judged} vurderinger."
    return Text(words=words, numbers=numbers if "{" in words else {})


def summary_certainty(found: Summary) -> Text | None:
    """How sure the whole is, in one sentence."""
    if found.certainty is None:
        return None
    if found.judged == 1:
        return da.plain(ONE_CERTAINTY[found.certainty])
    return da.plain(SUMMARY_CERTAINTY[found.outcome == "reached", found.certainty])


ONE_CERTAINTY: dict[Certainty, str] = {
    **terms.CERTAINTY_SENTENCE,
    "unknown": "Usikkerheden kan ikke beregnes.",
}
SUMMARY_CERTAINTY: dict[tuple[bool, Certainty], str] = {
    (True, "shown"): "Det er statistisk sikkert i dem alle.",
    (True, "within_noise"): (
        "I mindst én af dem ligger forskellen inden for den statistiske usikkerhed."
    ),
    (True, "counted"): "Det er opgjort for alle aktiviteter.",
    (True, "unknown"): "I mindst én af dem kan usikkerheden ikke beregnes.",
    (False, "shown"): "Det er statistisk sikkert, at ikke alle mål er nået.",
    (False, "within_noise"): (
        "Set under ét kan det skyldes tilfældige udsving, at ikke alle mål er nået."
    ),
    (False, "counted"): (
        "At ikke alle mål er nået, skyldes ikke tilfældige udsving: Alle aktiviteter er talt op."
    ),
    (False, "unknown"): "I mindst én af dem kan usikkerheden ikke beregnes.",
}


def all_summaries(found: Sequence[tuple[str, Summary]], without_n: bool) -> tuple[Text, ...]:
    """What an overview says first: which areas reached their goals, in part, or not.

    `without_n`: a verdict rests on shares of which nobody printed the number of answers.
    """
    said = list(outcomes(found))
    if any(summary.certainty is not None for _, summary in found):
        said.append(da.plain("Tabellen viser, hvor sikker hver vurdering er."))
    if without_n:
        said.append(da.plain(terms.WITHOUT_N))
    return tuple(said)


def outcomes(found: Sequence[tuple[str, Summary]]) -> Iterator[Text]:
    """Which areas reached their goals, in part, or not: a sentence an outcome."""
    for outcome, words in (
        ("reached", "Målene er nået for {names}."),
        ("partly", "Målene er delvist nået for {names}."),
        ("missed", "Målene er ikke nået for {names}."),
        ("not_judged", "Målene kan ikke vurderes for {names}."),
    ):
        names = [name for name, summary in found if summary.outcome == outcome]
        if names:
            yield da.plain(words.format(names=da.listed(names)))


def left_out(lines: Sequence[tuple[str, str]]) -> Text:
    """The lines, each with its target, that do not count in the summary."""
    names = dict.fromkeys(f"{target} {label[:1].lower()}{label[1:]}" for target, label in lines)
    return da.plain(f"Tæller ikke med i den samlede vurdering: {da.listed(list(names))}.")


def missed(names: Sequence[str]) -> Text:
    """Which figures did not reach their target."""
    known = list(dict.fromkeys(names))
    of = "Målet" if len(names) == 1 else "Målene"
    return da.plain(f"{of} er ikke nået for {da.listed(known)}.")


def decided_later(city: str, closing: float | None) -> Text:
    """That one goal is not decided before its period closes."""
    if closing is None:
        return da.plain(f"Hvornår det afgøres, om trygheden nærmer sig {city}, er ikke fastlagt.")
    words = f"Om trygheden nærmer sig {city}, afgøres endeligt i {{closing}}."
    return Text(words=words, numbers={"closing": da.year(int(closing))})


def not_judged(targets: Sequence[str]) -> Text:
    """Which targets this year's figures do not settle."""
    return da.plain(f"Mål {da.listed(list(targets))} vurderes ikke i år.")


def open_questions() -> Text:
    """What stands before the readings that would turn an outcome."""
    return da.plain("Grundlaget lader enkelte spørgsmål stå åbne, og svaret kan ændre et udfald.")


def turned(says: str, lines: Sequence[tuple[str, str, str]]) -> Text:
    """Another reading, and each line it would turn: target, figure, its outcome then."""
    names = [f"{target} {subject} ({outcome})" for target, subject, outcome in lines]
    return da.plain(f"{says}, bliver udfaldet et andet for {da.listed(names)}.")


def false_alarms(judged: int) -> Text:
    """How often a paper would hold a false alarm had nothing changed."""
    numbers = {
        "m": da.whole(judged),
        "chance": Number(value=1 - 0.975**judged, unit="share"),
    }
    lines, one = ("vurderinger", "mindst én") if judged > 1 else ("vurdering", "en")
    words = (
        f"Tilfældige udsving kan spille ind i {{m}} {lines}: Var intet ændret, ville op til "
        f"{{chance}} af papirerne alligevel have {one}, der fejlagtigt kaldes statistisk sikker."
    )
    return Text(words=words, numbers=numbers)


def chance_only() -> Text:
    """What the limits do not cover, said once."""
    return da.plain(
        "Usikkerheden dækker kun tilfældige udsving. Den siger ikke noget om, hvem der ikke har "
        "svaret, eller hvad der ikke er anmeldt."
    )


def safety_title(verdicts: Sequence[Verdict], area: str, city: str) -> Text:
    """A chart's message on safety: what holds of all its lines about a rise, by day and night."""
    rises = [v for v in verdicts if v.rule == "rises_every_year" and v.is_judged]
    against = rises[0].finding.against if rises else None
    if not rises or against is None:
        return da.plain(f"{area}: Tryghed sammenholdt med {city}")
    numbers = {"first": da.year(against.year), "last": da.year(rises[0].now.year)}
    states = {(v.finding.outcome, v.finding.certainty) for v in rises}
    if states in ({("reached", "shown")}, {("missed", "shown")}):
        part = "større" if ("reached", "shown") in states else "mindre"
        words = f"{area}: En {part} andel er trygge i {{last}} end i {{first}}"
    elif {certainty for _, certainty in states} == {"within_noise"}:
        words = f"{area}: Ingen statistisk sikker ændring i trygheden fra {{first}} til {{last}}"
    elif states == {("reached", "shown"), ("reached", "within_noise")}:
        sure = [v.finding.certainty for v in rises].count("shown")
        numbers |= {"all": da.whole(len(rises)), "sure": da.whole(sure)}
        words = (
            f"{area}: Andelen af trygge er steget fra {{first}} til {{last}} på {{all}} tal, "
            "{sure} af dem statistisk sikkert"
        )
    else:
        words = f"{area}: Tryghed i {{first}} og {{last}}, sammenholdt med {city}"
    return Text(words=words, numbers=numbers)


def crime_title(found: Summary, area: str, police_year: int) -> Text:
    """A chart's message on crime: how many lines are held."""
    numbers = {"year": da.year(police_year)}
    if found.judged == 0:
        return Text(words=f"{area}: Anmeldt kriminalitet til og med {{year}}", numbers=numbers)
    numbers |= {"reached": da.whole(found.reached), "judged": da.whole(found.judged)}
    words = f"{area}: {{reached}} af {{judged}} tal for kriminalitet er fastholdt i {{year}}"
    return Text(words=words, numbers=numbers)


def monitored(names: Sequence[str], larger: Sequence[str]) -> Text | None:
    """The monitored types in one sentence: whose change is larger than chance explains."""
    quiet = [name for name in names if name not in larger]
    if len(quiet) > 1 and not larger:
        more = "er større, end tilfældige udsving kan forklare."
        return da.plain(f"Ingen af ændringerne i {da.listed(quiet)} {more}")
    said = []
    for found, no in ((list(larger), ""), (quiet, "ikke ")):
        if found:
            changes = "Ændringen i" if len(found) == 1 else "Ændringerne i"
            more = f"er {no}større, end tilfældige udsving kan forklare."
            said.append(f"{changes} {da.listed(found)} {more}")
    return da.plain(" ".join(said)) if said else None


def in_baseline(levels: Sequence[tuple[str, Number]], police_year: int) -> Text:
    """Figures of a year that is their own baseline, and so judged by nothing."""
    numbers = {f"b{i}": level for i, (_, level) in enumerate(levels)}
    said = [f"{subject} {{b{i}}}" for i, (subject, _) in enumerate(levels)]
    words = f"I {{year}} var {da.listed(said)}. De vurderes ikke, for året indgår i baseline."
    return Text(words=words, numbers={"year": da.year(police_year), **numbers})


def beside(people: float, rates: Sequence[tuple[str, Number, Number]]) -> Text:
    """What counts are per 1,000 inhabitants, where the inhabitants have become more or fewer."""
    way = "steget" if people > 0 else "faldet"
    numbers = {"people": Number(value=abs(people), unit="share")}
    parts = []
    for i, (subject, then, now) in enumerate(rates):
        numbers |= {f"then{i}": then, f"now{i}": now}
        parts.append(f"{subject} gået fra {{then{i}}} til {{now{i}}}")
    first = f"Antallet af indbyggere er {way} {{people}} siden baseline."
    words = f"{first} Målt pr. 1.000 indbyggere er {da.listed(parts)}."
    return Text(words=words, numbers=numbers)
