"""The Danish sentences about one line, one function each, from its verdict and its numbers.

A word such as *steget*, *faldet* or *fastholdt* stands only where the verdict's state allows it.
"""

from collections.abc import Sequence

from grundlag.indicators.model import Change, Estimate
from grundlag.report.model import Number, Text
from grundlag.report.words import activities, da, terms
from grundlag.verdicts.model import Verdict

POINT = 0.01  # a smaller difference of shares may not be seen in whole per cents
UNSAID = ("unchanged_as_printed", "bridged")  # said by the line itself, and by the bridge
LEAST = 0.0005  # of a share: what prints as 0,0 points


def rose(verdict: Verdict, label: str, decimals: int) -> Text:
    """How a share stands against the wave before."""
    before, now = verdict.finding.against, verdict.now
    if before is None or before.value is None or now.value is None:
        return unjudged(verdict, label, decimals)
    numbers = _two(now, before, decimals)
    finding = verdict.finding
    name, difference = da.subject(label), now.value - before.value
    moved = "steget" if finding.outcome == "reached" else "faldet"
    if "unchanged_as_printed" in finding.notes:
        words = f"{name} er uændret{_as_printed(now)}: {{now}} i både {{first}} og {{last}}."
    elif finding.outcome not in ("reached", "missed"):
        words = f"{name} var {{before}} i {{first}} og {{now}} i {{last}}."
    elif finding.outcome == "missed" and finding.certainty != "shown":
        words = f"{name} er ikke steget: {{before}} i {{first}} og {{now}} i {{last}}."
    elif abs(difference) < LEAST:
        words = f"{name} er {moved} en anelse fra {{first}} til {{last}} og er nu {{now}}."
    elif abs(difference) < POINT:
        numbers = {**numbers, "by": da.points(abs(difference))}
        words = f"{name} er {moved} {{by}} fra {{first}} til {{last}} og er nu {{now}}."
    else:
        words = f"{name} er {moved} fra {{before}} i {{first}} til {{now}} i {{last}}."
    return Text(words=words, numbers={k: n for k, n in numbers.items() if f"{{{k}}}" in words})


def _two(now: Estimate, before: Estimate, decimals: int) -> dict[str, Number]:
    return {
        "before": da.number(before, decimals),
        "now": da.number(now, decimals),
        "first": da.year(before.year),
        "last": da.year(now.year),
    }


def _as_printed(now: Estimate) -> str:
    """Whole per cents are two decimals of a share."""
    return " i hele procent" if now.made.places == 2 else ", som tallene er trykt"


def came_nearer(verdict: Verdict, label: str, gap: Change, start: Change | None, city: str) -> Text:
    """How far a share is from the comparator's, now and at the start wave."""
    if gap.value is None:
        return da.plain(f"{label}: Afstanden til {city} kan ikke opgøres.")
    against = verdict.finding.against
    numbers = {"last": da.year(verdict.now.year)}
    if gap.value == 0:
        words = f"{da.subject(label)} er på niveau med {city} i {{last}}"
    else:
        numbers["now"] = da.points(abs(gap.value))
        side = "under" if gap.value > 0 else "over"
        words = f"{da.subject(label)} ligger {{now}} {side} {city} i {{last}}"
    if start is not None and start.value is not None and against is not None:
        numbers["first"] = da.year(against.year)
        if start.value == 0:
            words += " mod samme niveau i {first}"
        else:
            numbers["then"] = da.points(abs(start.value))
            words += f" mod {{then}} {'under' if start.value > 0 else 'over'} i {{first}}"
    return _with_direction(Text(words=f"{words}.", numbers=numbers), verdict, gap.value, city)


def _with_direction(said: Text, verdict: Verdict, gap: float, city: str) -> Text:
    """The verdict's own verb, and when it is decided."""
    finding = verdict.finding
    if finding.outcome not in ("reached", "missed", "later"):
        if finding.reason in terms.OF_THE_GOAL:  # said once, above all its lines
            return said
        reason = terms.REASON[finding.reason or "no_data"]
        return Text(words=f"{said.words} Det vurderes ikke, for {reason}.", numbers=said.numbers)
    no = "" if "reached" in (finding.outcome, finding.leaning) else " ikke"
    way = f"Området nærmer sig dermed{no} {city}"
    if gap <= 0:
        way = f"Området er dermed mindst på niveau med {city}"
    numbers, when = dict(said.numbers), ""
    if finding.outcome == "later":
        when = "; hvornår det afgøres endeligt, er ikke fastlagt"
        if closing := finding.decides.get("closing"):
            numbers["closing"] = da.year(int(closing))
            when = "; det afgøres endeligt i {closing}"
    return Text(words=f"{said.words} {way}{when}.", numbers=numbers)


def held(verdict: Verdict, label: str, decimals: int, baseline: str) -> Text:
    """How reported crime stands against its baseline."""
    now, base = verdict.now, verdict.finding.against
    if verdict.finding.outcome not in ("reached", "missed") or base is None:
        return unjudged(verdict, label, decimals)
    numbers = {"now": da.number(now, decimals), "last": da.year(now.year)}
    way = terms.outcome("held_at_baseline", verdict.finding)
    words = f"{da.subject(label)} var {{now}} i {{last}}"
    if now.value == base.value:
        words += f", det samme som i baseline ({baseline}), og er dermed {way}."
    else:
        numbers["base"] = da.level(base, decimals)
        words += f" mod {{base}} i baseline ({baseline}) og er dermed {way}."
    return Text(words=words, numbers=numbers)


def followed(verdict: Verdict, label: str, decimals: int) -> Text:
    """How a monitored type stands against the year before: never better, never worse."""
    now, before = verdict.now, verdict.finding.against
    if now.value is None:
        return unjudged(verdict, label, decimals)
    if before is None or before.value is None:
        numbers = {"now": da.number(now, decimals), "last": da.year(now.year)}
        reason = terms.REASON[verdict.finding.reason or "no_data"]
        words = f"{label}: {{now}} i {{last}}. En ændring vises ikke, for {reason}."
        return Text(words=words, numbers=numbers)
    words = f"{label}: {{now}} i {{last}} mod {{before}} i {{first}}."
    return Text(words=words, numbers=_two(now, before, decimals))


def involved(verdict: Verdict, label: str, decimals: int, partners: int) -> Text:
    """How many activities involve enough partners, and how many more or fewer would decide."""
    now, finding = verdict.now, verdict.finding
    if now.value is None:
        return unjudged(verdict, label, decimals)
    said = activities.involve(now, decimals, partners)
    if finding.outcome not in ("reached", "missed"):
        reason = terms.REASON[finding.reason or "no_data"]
        return Text(words=f"{said.words} Det vurderes ikke, for {reason}.", numbers=said.numbers)
    words = f"{said.words} Målet er {terms.outcome(verdict.rule, finding)}."
    if "to_change" not in finding.decides:
        return Text(words=words, numbers=said.numbers)
    change = activities.would_change(finding.outcome, int(finding.decides["to_change"]))
    return Text(words=f"{words} {change.words}", numbers={**said.numbers, **change.numbers})


def unjudged(verdict: Verdict, label: str, decimals: int) -> Text:
    """A line that is not judged: its figure, if there is one, and why it stands alone."""
    finding = verdict.finding
    reason = terms.REASON[finding.reason or "no_data"]
    if finding.outcome == "no_data":
        why = "." if finding.reason in (None, "no_data") else f", for {reason}."
        return da.plain(f"{label}: Der er ingen tal{why}")
    if verdict.now.value is None:
        return da.plain(f"{label}: Det vurderes ikke, for {reason}.")
    numbers = {"now": da.number(verdict.now, decimals), "last": da.year(verdict.now.year)}
    words = f"{da.subject(label)} var {{now}} i {{last}}. Det vurderes ikke, for {reason}."
    return Text(words=words, numbers=numbers)


def certainty(verdict: Verdict) -> Text | None:
    """The sentence about chance that goes with a line; None where the line has none."""
    kind, why = verdict.finding.certainty, verdict.finding.unknown
    if kind is None:
        return None
    if kind == "unknown":
        return da.plain(f"Usikkerheden kan ikke beregnes, fordi {terms.UNKNOWN[why or 'no_n']}.")
    monitored = verdict.rule == "monitored"
    return da.plain((terms.MONITORED_SENTENCE if monitored else terms.CERTAINTY_SENTENCE)[kind])


def certainties(verdicts: Sequence[Verdict]) -> Text | None:
    """The sentence about chance for several lines of which the same is to be said."""
    kind = verdicts[0].finding.certainty
    if kind in terms.CERTAINTIES_SENTENCE:
        return da.plain(terms.CERTAINTIES_SENTENCE[kind])
    return certainty(verdicts[0])


def notes(verdict: Verdict, city: str) -> tuple[Text, ...]:
    """What else must be said with a line."""
    said = [n for n in verdict.finding.notes if n not in UNSAID]
    return tuple(da.plain(terms.NOTE[name].replace("{city}", city)) for name in said)
