"""The Danish words of the decision paper: what is in force, what is proposed, and for whom."""

from datetime import date

from grundlag.basis.clocks import Stands
from grundlag.basis.folder import Decision
from grundlag.basis.partnerships import Agreement
from grundlag.report.model import Number, Text
from grundlag.report.words import da

FALLBACK = "Afrapporteringsgrundlag"
STANDS = "Hvad der gælder"
GOALS: dict[Stands, str] = {
    "in_force": "Nuværende målsætninger",
    "former": "Tidligere målsætninger",
    "coming": "Kommende målsætninger",
    "proposal": "Forslag til målsætninger",
}
TABLES: dict[Stands, str] = {
    "in_force": "Nuværende afrapportering på kriminalitetsmålsætninger",
    "former": "Tidligere afrapportering på kriminalitetsmålsætninger",
    "coming": "Kommende afrapportering på kriminalitetsmålsætninger",
    "proposal": "Forslag til afrapportering på kriminalitetsmålsætninger",
}
PROPOSAL = "forslag"


def title(sources: list[str]) -> str:
    """The title: that of the paper all bases are taken from, where it is one."""
    return sources[0] if len(set(sources)) == 1 else FALLBACK


def subtitle(day: date) -> str:
    """On which day it stands so."""
    return f"Status pr. {da.day(day)}"


def heading(words: str, places: list[str], is_all: bool, kind: str) -> str:
    """A heading that no paper gives: what stands below it, and for whom."""
    if is_all or not places:
        return f"{words} {'for partnerskaberne' if kind == 'goals' else 'i partnerskaberne'}"
    name = "partnerskabet" if len(places) == 1 else "partnerskaberne"
    return f"{words} {'for' if kind == 'goals' else 'i'} {name} {da.listed(places)}"


def marked(heading: str, stands: Stands) -> str:
    """A proposal's heading says that it is one."""
    says = PROPOSAL in heading.lower()
    return heading if stands != "proposal" or says else f"{PROPOSAL.upper()}: {heading}"


def below(places: list[str], stands: list[Stands]) -> Text:
    """What stands below."""
    kinds = {"in_force": "nuværende", "former": "tidligere", "coming": "kommende"}
    kinds |= {"proposal": "foreslåede"}
    said = [word for kind, word in kinds.items() if kind in stands]
    return da.plain(f"Herunder står de {da.listed(said)} målsætninger for {da.listed(places)}.")


def standing(
    name: str,
    stands: Stands,
    decision: Decision | None,
    years: tuple[int, int],
    places: list[str],
) -> Text:
    """How a basis stands: since when, until when, or that it is a proposal.

    `years` are its first report year and, of one that was replaced, its last; 0 where not said.
    `places` are the partnerships it is for; none where it is for all.
    """
    first, last = years
    numbers = {k: da.year(y) for k, y in (("first", first), ("last", last)) if y}
    if stands == "proposal":
        whom = da.listed(places) if places else "dem alle"
        then = f": Vedtages det, gælder det for {whom} fra rapport {{first}}" if first else ""
        return _said(f"„{name}“ er et forslag{then}.", numbers)
    decided = _decided(decision)
    if stands == "coming":
        return _said(f"„{name}“ er vedtaget{decided} og gælder fra rapport {{first}}.", numbers)
    since = " fra rapport {first}" if first else ""
    if stands == "former":
        until = " til og med rapport {last}" if last else ""
        return _said(
            f"„{name}“ var gældende{since}{until}{decided and f' ({decided[1:]})'}.", numbers
        )
    return _said(f"„{name}“ er gældende{since}{decided and f' (vedtaget{decided})'}.", numbers)


def _decided(decision: Decision | None) -> str:
    """By whom a basis was decided, when, and where it can be read."""
    if decision is None:
        return ""
    by = f" af {decision.decided_by}" if decision.decided_by else ""
    on = f" {da.day(decision.decided_on)}" if decision.decided_on else ""
    return f"{by}{on}{f', sag {decision.case}' if decision.case else ''}"


def _said(words: str, numbers: dict[str, Number]) -> Text:
    return Text(words=words, numbers={k: n for k, n in numbers.items() if f"{{{k}}}" in words})


def steering_groups() -> Text:
    """That the steering groups are told."""
    return da.plain(
        "Vedtages forslaget, orienteres styregruppen i hvert partnerskab om, hvad der ændrer sig "
        "for det."
    )


def agreement(places: list[str], before: str, now: Agreement) -> Text:
    """That some partnerships' agreements changed what goal 1 is about, or are expected to."""
    numbers = {"first": da.year(now.from_year or 0), "last": da.year(now.to_year or 0)}
    many = len(places) > 1
    agreements = "aftalerne" if many else "aftalen"
    change = f"fra {before} til {now.goal_1_about} fra {{first}}"
    whose = f"I {agreements} for {da.listed(places)}"
    if now.status == "expected":
        words = f"{whose} ventes den første målsætning ændret {change}"
        return _said(f"{words}.", numbers)
    prolonged = "partnerskaberne" if many else "partnerskabet"
    if now.to_year:
        span = f"i forbindelse med, at {prolonged} blev forlænget fra {{first}} til {{last}}"
        change = f"fra {before} til {now.goal_1_about} {span}"
    by = [now.decided_by or "", da.day(now.decided_on) if now.decided_on else ""]
    source = f" ({' '.join(filter(None, by))})" if any(by) else ""
    words = f"{whose} er den første målsætning ændret {change}"
    return _said(f"{words}{source}.", numbers)
