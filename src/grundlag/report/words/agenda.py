"""The Danish of the agenda item (indstilling): what is asked, why, and what the year shows."""

from collections.abc import Sequence

from grundlag.report.model import Text
from grundlag.report.words import da

SUMMARY = "Resumé"
ASKED = "Indstilling"
WHY = "Problemstilling"
ANSWER = "Løsning"
ECONOMY = "Økonomi"
NEXT = "Videre proces"
ANNEXES = "Bilag"


def title(year: int) -> str:
    """The title of the item."""
    return f"Status på tryghedspartnerskaberne {year}"


def subtitle(to: str) -> str:
    """Whom it is for."""
    return f"Indstilling til {to}"


def told(to: str, areas: Sequence[str], year: int) -> Text:
    """What the item is, in a sentence."""
    words = (
        f"{to} får her status for {{year}} på målsætningerne for tryghedspartnerskaberne i "
        f"{da.listed(list(areas))}."
    )
    return Text(words=words, numbers={"year": da.year(year)})


def asks(by: str, to: str) -> Text:
    """Who asks whom."""
    return da.plain(f"{by} indstiller over for {to},")


def noted(areas: Sequence[str], year: int) -> Text:
    """What is asked: that the status is noted."""
    words = (
        "at status for {year} på målsætningerne for tryghedspartnerskaberne i "
        f"{da.listed(list(areas))} tages til efterretning."
    )
    return Text(words=words, numbers={"year": da.year(year)})


def goals() -> Text:
    """What stands before the goals, word for word."""
    return da.plain("Målsætningerne lyder:")


def measured(basis: str, police_year: int, wave: int) -> Text:
    """On what, and on which years, the goals are judged."""
    words = (
        f"Status er gjort op på grundlaget {basis}. Kriminaliteten er anmeldelser i hele "
        "{police} (helårsdata), og trygheden er fra tryghedsundersøgelsen {wave}."
    )
    return Text(words=words, numbers={"police": da.year(police_year), "wave": da.year(wave)})


def how_to_read() -> Text:
    """How outcome and certainty are to be read, once."""
    return da.plain(
        "Hver vurdering siger to ting: hvad året viser, og hvor sikker vurderingen er. Ligger "
        "forskellen inden for den statistiske usikkerhed, kan den skyldes tilfældige udsving."
    )


def see(number: int) -> Text:
    """Where a partnership's figures stand."""
    return Text(words="Se bilag\u00a0{number}.", numbers={"number": da.whole(number)})


def next_status(to: str, year: int) -> Text:
    """When the next status comes."""
    words = f"{to} får den næste status i {{year}}."
    return Text(words=words, numbers={"year": da.year(year)})


def annex(number: int, subtitle: str) -> str:
    """What stands under the title of a paper that is an annex."""
    return f"Bilag {number} · {subtitle}"
