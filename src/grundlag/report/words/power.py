"""The Danish words on what a coming year can show, and what would decide it."""

import math
from typing import Literal

from grundlag.indicators.power import MOST_YEARS
from grundlag.report.model import Cell, Column, Number, Text
from grundlag.report.words import activities, da, terms
from grundlag.verdicts.coming import Outlook, Size

SECTION = "Hvad der kan ses næste år"
HOW = "Sådan læses tallene"
BASED_ON = "Bygger på"
TARGET = Column(heading="Mål", width=1)
INDICATOR = Column(heading="Indikator", width=7)
AGAINST = Column(heading="Fra", align="right", width=3)
SEEN = Column(heading="Mindste ændring, der kan ses", width=5)
ALARM = Column(heading="Falsk alarm", align="right", width=2)
WITHIN = Column(heading="Inden for udsving", align="right", width=3)
FAILS = Column(heading="Udfald alene", align="right", width=2)
OVERLOOKED = Column(heading="Overses", align="right", width=2)
SHORT = (TARGET, INDICATOR, SEEN, ALARM, WITHIN)
FULL = (TARGET, INDICATOR, AGAINST, SEEN, ALARM, WITHIN, FAILS, OVERLOOKED)
LINES = "Målene, linje for linje"


def title(year: int) -> str:
    """What the annex' table, and the paper, are called."""
    return f"Hvad der kan ses i rapport {year}"


def seen(found: Outlook) -> Text:
    """The smallest changes that are shown 8 times in 10; or why nothing can be said."""
    if found.reason is not None:
        return da.plain(f"vurderes ikke, for {terms.REASON[found.reason]}")
    if found.unknown is not None:
        return da.plain(f"kan ikke beregnes, fordi {terms.UNKNOWN[found.unknown]}")
    if found.kind == "counted":
        return da.plain("alt er talt")
    if found.rise is None:
        return da.plain("ingen, for baseline er nul")
    if found.kind == "difference":
        return Text(words="±{rise}", numbers={"rise": da.points(found.rise)})
    numbers = {"rise": _per_cent(found.rise)}
    if found.fall is None:
        return Text(words="{rise}; intet fald", numbers=numbers)
    numbers["fall"] = _per_cent(found.fall)
    return Text(words="{fall} eller {rise}", numbers=numbers)


def _per_cent(value: float) -> Number:
    return Number(value=value, unit="percent_change", signed=True)


def chance(value: float | None, decimals: int = 0) -> Cell:
    """A chance in per cent; the mark of what there is none of."""
    if value is None:
        return Number(value=None, unit="share", status="none")
    return Number(value=value, unit="share", decimals=decimals)


def based_on(waves: int | None, police_year: int | None) -> Text:
    """The latest figures that an outlook leans on."""
    words, numbers = [], {}
    if police_year is not None:
        words.append("anmeldelser til og med {police}")
        numbers["police"] = da.year(police_year)
    if waves is not None:
        words.append("tryghedsundersøgelsen {wave}")
        numbers["wave"] = da.year(waves)
    return Text(words=" og ".join(words) or "ingen tal endnu", numbers=numbers)


def short_notes() -> tuple[Text, ...]:
    """How the annex' table is read."""
    return (_SEEN, _ALARM)


def full_notes(size: Size) -> tuple[Text, ...]:
    """How the whole table is read."""
    numbers = {
        "counts": _asked(size.counts, "percent_change"),
        "shares": _asked(size.shares, "points"),
    }
    overlooked = (
        "Overses: chancen for, at en virkelig forværring af et antal på {counts}, eller en "
        "virkelig ændring af en andel eller en afstand på {shares}, ikke bliver vist. Hvor heller "
        "ikke mange år lagt sammen er nok, er det baseline, der er for lille: dens egne udsving "
        "bliver stående."
    )
    return (_FROM, _SEEN, _ALARM, _FAILS, Text(words=overlooked, numbers=numbers))


def _asked(value: float, unit: Literal["percent_change", "points"]) -> Number:
    """The size that is asked about, with a decimal only where it has one."""
    is_whole = math.isclose(100 * value, int(100 * value + 0.5))
    return Number(value=value, unit=unit, decimals=0 if is_whole else 1)


_FROM = da.plain("Fra: baseline, eller det seneste tal fra undersøgelsen eller tryghedsplanen.")
_SEEN = da.plain(
    "Mindste ændring, der kan ses: er den virkelige ændring så stor, vises den som statistisk "
    "sikker i otte af ti år. Antal regnes fra baseline, som den er trykt, og andele fra én "
    "undersøgelse til en anden med lige så mange svar."
)
_ALARM = da.plain(
    "Falsk alarm: hvor ofte linjen ville få det dårlige udfald og blive kaldt statistisk sikker, "
    "selv om intet var ændret. Inden for udsving: hvor ofte hverken det ene eller det andet kan "
    "vises, når intet er ændret. Begge dele er set over mange baselines, for også "
    "baseline er et tal, der kunne være faldet anderledes ud."
)
_FAILS = da.plain(
    "Udfald alene: hvor ofte udfaldet ville være det dårlige, selv om intet var ændret. Derfor "
    "står den statistiske sikkerhed ved siden af udfaldet."
)


def decides(found: Outlook, label: str, size: Size, lower: bool) -> Text | None:
    """What would decide a line, and what it would take to see a change of the size asked about."""
    if found.reason is not None or found.unknown is not None:
        return None
    if found.kind == "counted":
        told = _activities(found)
    elif found.kind == "ratio":
        told = _counts(found, size, lower)
    else:
        told = _answers(found, size)
    return Text(words=f"{found.target} {label}: {told.words}", numbers=told.numbers)


def _counts(found: Outlook, size: Size, lower: bool) -> Text:
    decide, words = found.decides, ""
    numbers = {"size": _asked(size.counts, "percent_change")}
    if "held_up_to" in decide:
        numbers["held"] = da.whole(int(decide["held_up_to"]))
        numbers["missed"] = da.whole(int(decide["shown_missed_from"]))
        people = ""
        if found.held_against is not None and found.held_against.unit == "per_1000":
            numbers["people"] = da.whole(int(decide["exposure"]))
            people = " ved {people} indbyggere"
        words = f"fastholdt til og med {{held}} anmeldelser{people}; "
        if "shown_held_up_to" in decide:
            numbers["low"] = da.whole(int(decide["shown_held_up_to"]))
            words += "statistisk sikkert fastholdt til og med {low}, "
        else:
            words += "intet fald er stort nok til at blive vist, "
        words += "statistisk sikkert ikke fastholdt fra {missed}. "
    way, years = "En stigning" if lower else "Et fald", _years(decide)
    if "{years}" in years:
        numbers["years"] = da.whole(int(decide.get("years", MOST_YEARS)))
    return Text(words=f"{words}{way} på {{size}} {years}", numbers=numbers)


def _years(decide: dict[str, float | int]) -> str:
    years = decide.get("years")
    if years is None:
        return "kan ikke ses, selv om {years} år lægges sammen."
    if years == 1:
        return "kan ses i et enkelt år."
    return "kan ses, når {years} år lægges sammen."


def _answers(found: Outlook, size: Size) -> Text:
    decide, numbers = found.decides, {"size": _asked(size.shares, "points")}
    of = " af afstanden" if found.rule == "approaches" else ""
    no = "" if (found.rise or 0.0) <= size.shares else "ikke "
    words = f"en ændring{of} på {{size}} kan {no}ses"
    if "n" in decide:
        numbers["n"] = da.whole(int(decide["n"]))
        words = f"med {{n}} svar kan en ændring{of} på {{size}} {no}ses"
    if "n" in decide and no:
        numbers["needed"] = da.whole(int(decide["answers"]))
        words += "; det kræver {needed} svar i hver undersøgelse"
    if closing := decide.get("closing"):
        numbers["closing"] = da.year(int(closing))
        words += ". Det afgøres endeligt i {closing}"
    return Text(words=f"{words}.", numbers=numbers)


def _activities(found: Outlook) -> Text:
    decide, now = found.decides, found.held_against
    numbers = {"k": da.whole(int(decide["k"])), "n": da.whole(int(decide["n"]))}
    words = "alt er talt, så tilfældige udsving afgør intet."
    if now is not None:
        numbers["year"] = da.year(now.year)
        words += " I planen for {year} var det {k} af {n}."
    if "to_change" not in decide:
        return Text(words=words, numbers=numbers)
    change = activities.would_change(found.outcome or "", int(decide["to_change"]))
    return Text(words=f"{words} {change.words}", numbers={**numbers, **change.numbers})
