"""The Danish sentences, one function each, from verdicts and numbers.

A word such as *steget*, *faldet* or *fastholdt* stands only where the verdict's state allows it.
"""

from datetime import date

from grundlag.indicators.model import Change, Estimate
from grundlag.report.model import Number, Text
from grundlag.report.words import terms
from grundlag.verdicts.model import Summary, Verdict


def plain(words: str) -> Text:
    """A sentence without numbers."""
    return Text(words=words, numbers={})


def day(value: date) -> str:
    """A date as one says it: 17. februar 2025."""
    return f"{value.day}. {terms.MONTHS[value.month - 1]} {value.year}"


def listed(names: list[str]) -> str:
    """Names as a sentence lists them: a, b og c."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} og {names[-1]}"


def number(estimate: Estimate, decimals: int) -> Number:
    """An estimate's value as a number, marked where it is missing."""
    return Number(
        value=estimate.value,
        unit=estimate.unit,
        decimals=decimals,
        status="unknown" if estimate.value is None else "value",
    )


def points(value: float) -> Number:
    """A difference of shares, in points."""
    return Number(value=value, unit="points", decimals=1)


def year(value: int) -> Number:
    """A year, never with a thousands point."""
    return Number(value=value, unit="year")


def whole(value: int) -> Number:
    """A whole number."""
    return Number(value=value, unit="count")


def rose(verdict: Verdict, label: str, decimals: int) -> Text:
    """How a share stands against the wave before."""
    before, now = verdict.finding.against, verdict.now
    if before is None or before.value is None or now.value is None:
        return unjudged(verdict, label, decimals)
    numbers = {
        "before": number(before, decimals),
        "now": number(now, decimals),
        "first": year(before.year),
        "last": year(now.year),
    }
    if "unchanged_as_printed" in verdict.finding.notes:
        words = f"{label} er uændret i hele procent: {{now}} i både {{first}} og {{last}}."
    elif verdict.finding.outcome == "reached":
        words = f"{label} er steget fra {{before}} i {{first}} til {{now}} i {{last}}."
    elif verdict.finding.outcome == "missed" and verdict.finding.certainty == "shown":
        words = f"{label} er faldet fra {{before}} i {{first}} til {{now}} i {{last}}."
    elif verdict.finding.outcome == "missed":
        words = f"{label} er ikke steget: {{before}} i {{first}} og {{now}} i {{last}}."
    else:
        words = f"{label} var {{before}} i {{first}} og {{now}} i {{last}}."
    return Text(words=words, numbers=numbers)


def came_nearer(verdict: Verdict, label: str, gap: Change, start: Change | None, city: str) -> Text:
    """How far a share is from the comparator's, now and at the start wave."""
    if gap.value is None:
        return plain(f"{label}: afstanden til {city} kan ikke opgøres.")
    numbers = {"now": points(abs(gap.value)), "last": year(verdict.now.year)}
    side = "under" if gap.value > 0 else "over"
    if gap.value == 0:
        words = f"{label} er på niveau med {city} i {{last}}."
    else:
        words = f"{label} ligger {{now}} {side} {city} i {{last}}"
        against = verdict.finding.against
        if start is not None and start.value is not None and against is not None:
            before = "under" if start.value > 0 else "over"
            numbers |= {"then": points(abs(start.value)), "first": year(against.year)}
            words += f" mod {{then}} {before} i {{first}}"
        words += "."
    return Text(words=f"{words} {_direction(verdict, city)}".strip(), numbers=numbers)


def _direction(verdict: Verdict, city: str) -> str:
    finding = verdict.finding
    if finding.outcome == "not_judged":
        return ""
    way = terms.outcome("approaches", finding)
    closing = finding.decides.get("closing")
    when = f" (afgøres {closing})" if closing else " (afgøres senere)"
    return f"Området {way} {city}{when if finding.outcome == 'later' else ''}."


def held(verdict: Verdict, label: str, decimals: int, baseline: str) -> Text:
    """How reported crime stands against its baseline."""
    now, base = verdict.now, verdict.finding.against
    if verdict.finding.outcome not in ("reached", "missed") or base is None:
        return unjudged(verdict, label, decimals)
    numbers = {"now": number(now, decimals), "base": number(base, decimals), "last": year(now.year)}
    way = terms.outcome("held_at_baseline", verdict.finding)
    words = f"{label}: {{now}} i {{last}} mod {{base}} i baseline ({baseline}), altså {way}."
    return Text(words=words, numbers=numbers)


def followed(verdict: Verdict, label: str, decimals: int) -> Text:
    """How a monitored type stands against the year before: never better, never worse."""
    now, before = verdict.now, verdict.finding.against
    if now.value is None or before is None or before.value is None:
        return unjudged(verdict, label, decimals)
    numbers = {
        "now": number(now, decimals),
        "before": number(before, decimals),
        "last": year(now.year),
        "first": year(before.year),
    }
    return Text(words=f"{label}: {{now}} i {{last}} mod {{before}} i {{first}}.", numbers=numbers)


def unjudged(verdict: Verdict, label: str, decimals: int) -> Text:
    """A line that is not judged: its figure, if there is one, and why it stands alone."""
    reason = terms.REASON[verdict.finding.reason or "no_data"]
    if verdict.now.value is None:
        return plain(f"{label}: ingen data, for {reason}.")
    numbers = {"now": number(verdict.now, decimals), "last": year(verdict.now.year)}
    return Text(words=f"{label}: {{now}} i {{last}}. Vurderes ikke, for {reason}.", numbers=numbers)


def certainty(verdict: Verdict) -> Text | None:
    """The sentence about chance that goes with a line; None where the line has none."""
    kind = verdict.finding.certainty
    if kind is None:
        return None
    sentences = (
        terms.MONITORED_SENTENCE if verdict.rule == "monitored" else terms.CERTAINTY_SENTENCE
    )
    return plain(sentences[kind])


def notes(verdict: Verdict, city: str) -> tuple[Text, ...]:
    """What else must be said with a line."""
    said = [n for n in verdict.finding.notes if n != "unchanged_as_printed"]
    return tuple(plain(terms.NOTE[name].replace("{city}", city)) for name in said)


def summary(found: Summary, partnership: str) -> Text:
    """What a paper says first: how many lines are reached, and how sure that is."""
    if found.outcome == "not_judged":
        return plain(f"Ingen af målene for {partnership} kan vurderes i år.")
    numbers = {"reached": whole(found.reached), "judged": whole(found.judged)}
    words = f"{{reached}} af {{judged}} vurderede mål for {partnership} er nået i år. Samlet er "
    words += f"målene {terms.SUMMARY[found.outcome]}."
    return Text(words=words, numbers=numbers)


def summary_certainty(found: Summary) -> Text | None:
    """How sure the whole is, in one sentence."""
    if found.certainty is None:
        return None
    return plain(SUMMARY_CERTAINTY[found.outcome == "reached", found.certainty])


def all_summaries(found: list[tuple[str, Summary]]) -> tuple[Text, ...]:
    """What an overview says first: which areas reached their goals, in part, or not."""
    said: list[Text] = []
    for outcome, words in (
        ("reached", "Målene er nået for {names}."),
        ("partly", "Målene er delvist nået for {names}."),
        ("missed", "Målene er ikke nået for {names}."),
        ("not_judged", "Målene kan ikke vurderes for {names}."),
    ):
        names = [name for name, summary in found if summary.outcome == outcome]
        if names:
            said.append(plain(words.format(names=listed(names))))
    if any(summary.certainty == "unknown" for _, summary in found):
        said.append(plain(terms.UNKNOWN_SENTENCE))
    return tuple(said)


SUMMARY_CERTAINTY = {
    (True, "shown"): "Det er statistisk sikkert for hver af dem.",
    (True, "within_noise"): "For en del af dem ligger forskellen inden for usikkerheden.",
    (True, "counted"): "Alle er opgjort for samtlige aktiviteter.",
    (True, "unknown"): "For en del af dem kan usikkerheden ikke beregnes.",
    (False, "shown"): "Det er statistisk sikkert, at ikke alle mål er nået.",
    (False, "within_noise"): "Det kan skyldes tilfældige udsving, at ikke alle mål er nået.",
    (False, "counted"): "Det er opgjort for samtlige aktiviteter, at ikke alle mål er nået.",
    (False, "unknown"): "For en del af dem kan usikkerheden ikke beregnes.",
}


def false_alarms(judged: int) -> Text:
    """How often a paper would hold a false alarm had nothing changed."""
    numbers = {
        "m": whole(judged),
        "chance": Number(value=1 - 0.975**judged, unit="share"),
    }
    words = (
        "{m} vurderinger: var intet ændret, ville op til {chance} af papirerne alligevel have "
        "mindst én fejlagtig."
    )
    return Text(words=words, numbers=numbers)


def chance_only() -> Text:
    """What the limits do not cover, said once."""
    return plain(
        "Usikkerheden dækker kun tilfældige udsving. Den siger ikke noget om, hvem der ikke har "
        "svaret, eller hvad der ikke er anmeldt."
    )


def safety_title(verdict: Verdict, area: str) -> Text:
    """A chart's message on safety, from the verdict of the day's line."""
    against, finding = verdict.finding.against, verdict.finding
    if against is None or verdict.now.value is None:
        return plain(f"Trygheden i {area} og i byen som helhed")
    numbers = {"first": year(against.year), "last": year(verdict.now.year)}
    if finding.certainty == "shown" and finding.outcome == "reached":
        return Text(words=f"Flere er trygge i {area} i {{last}} end i {{first}}", numbers=numbers)
    if finding.certainty == "shown" and finding.outcome == "missed":
        return Text(words=f"Færre er trygge i {area} i {{last}} end i {{first}}", numbers=numbers)
    if finding.certainty == "within_noise":
        words = f"Ingen sikker ændring i trygheden i {area} fra {{first}} til {{last}}"
        return Text(words=words, numbers=numbers)
    return Text(words=f"Trygheden i {area} fra {{first}} til {{last}}", numbers=numbers)


def crime_title(found: Summary, area: str, police_year: int) -> Text:
    """A chart's message on crime: how many lines are held."""
    numbers = {"year": year(police_year)}
    if found.judged == 0:
        return Text(words=f"Anmeldt kriminalitet i {area} til og med {{year}}", numbers=numbers)
    numbers |= {"reached": whole(found.reached), "judged": whole(found.judged)}
    words = f"{{reached}} af {{judged}} mål for kriminalitet er fastholdt i {area} i {{year}}"
    return Text(words=words, numbers=numbers)


def chart_alt(names: list[str], first: int, last: int, area: str) -> Text:
    """What is seen in a chart, for one who does not see it."""
    numbers = {"first": year(first), "last": year(last)}
    words = (
        f"Kurver for {area}: {listed(names)}, fra {{first}} til {{last}}. "
        "Tallene står i tabellerne nedenfor."
    )
    return Text(words=words, numbers=numbers)
