"""The Danish words where a series ends, is joined to another, or is counted on another border."""

from collections.abc import Sequence

from grundlag.basis.folder import Bridge
from grundlag.indicators.model import Series
from grundlag.report.model import Column, Number, Text
from grundlag.report.words import da

FINEST = 4  # decimals of a factor in print
ROWS = {"share": "de enkelte svar", "count": "de enkelte anmeldelser"}
WAYS = {
    "area_version": "Området er afgrænset på ny.",
    "list_version": "Kodelisten er en anden.",
    "question_version": "Spørgsmålet er stillet på en anden måde.",
}


def differs(way: str, then: Series, now: Series, unit: str) -> str:
    """One way in which figures of two series are made differently."""
    if way == "provider":
        return f"Tallene kommer fra {now.provider}; før kom de fra {then.provider}."
    if way == "origin":
        rows = ROWS.get(unit, ROWS["count"])
        if now.origin == "records":
            return f"Tallene er talt op af {rows}; før kom de som færdige tal."
        return f"Tallene kommer som færdige tal; før blev de talt op af {rows}."
    return WAYS[way]


def sentence(text: str) -> str:
    """A declared text as a sentence of its own."""
    said = text.strip()
    return said if said.endswith((".", "!", "?")) else f"{said}."


def ends(area: str, subjects: Sequence[str], first: int, why: Sequence[str], joined: bool) -> Text:
    """That figures are made in another way from a year on, and why."""
    whose = f"{area}, {da.listed(list(subjects))}" if subjects else area
    apart = "" if joined else "; tal før og efter kan ikke sammenlignes"
    said = " ".join((f"{whose}: Opgørelsen er ændret fra {{year}}{apart}.", *why))
    return Text(words=said, numbers={"year": da.year(first)})


def over(bridge: Bridge) -> Text:
    """How earlier figures were carried over a bridge, and why they may be."""
    numbers = {"year": da.year(bridge.to_year)}
    held = "når de holdes op imod senere tal"
    why = sentence(bridge.why)
    if source := bridge.source.strip():
        why = f"{why.rstrip('.')} ({source})."
    sure = " Usikkerheden ved omregningen er regnet med." if bridge.error else ""
    if bridge.factor is not None and bridge.factor != 1:
        numbers["factor"] = Number(
            value=bridge.factor, unit="number", decimals=_decimals(bridge.factor)
        )
        how = f"er ganget med {{factor}}, {held}"
    elif bridge.shift:
        numbers["shift"] = da.points(abs(bridge.shift))
        how = f"har fået {'lagt' if bridge.shift > 0 else 'trukket'} {{shift}}"
        how += f" {'til' if bridge.shift > 0 else 'fra'}, {held}"
    else:
        how = f"er brugt, som de er, {held}"
    said = f"Tal fra før {{year}} {how}: {why}{sure}"
    return Text(words=said, numbers=numbers)


def _decimals(value: float) -> int:
    """How many decimals a declared number is written with, up to FINEST."""
    return min(len(repr(value).partition(".")[2].rstrip("0")), FINEST)


REPLAY = "På begge områder"
UNPLACED_HEADING = "Anmeldelser uden stedfæstelse"
UNPLACED = "Med anmeldelser uden sted fordelt"


def replay_title(area: str, survey: bool) -> str:
    """The title of an area's figures on each of its borders."""
    return f"{area}: {_counted_what(survey)} på hver afgrænsning, alle år"


def unreplayed(area: str, survey: bool) -> Text:
    """That no year can be counted on another border than its own, and why."""
    return da.plain(
        f"{area}: {_counted_what(survey)} kan kun tælles op på den afgrænsning, der gjaldt det "
        "år, for kun områdets navn er oplyst, og ikke et sted i det."
    )


def _counted_what(survey: bool) -> str:
    return "svarene i tryghedsundersøgelsen" if survey else "anmeldelserne"


def replay_columns(years: Sequence[int]) -> tuple[Column, ...]:
    """An indicator, a border, and a column a year."""
    return (
        Column(heading="Indikator", width=7),
        Column(heading="Afgrænsning", width=5),
        *(Column(heading=str(y), align="right", width=2) for y in years),
    )


def border(name: str, first: int | None, last: int | None) -> Text:
    """A version of an area, and the years it was in force."""
    years = {"first": first, "last": last}
    numbers = {k: da.year(y) for k, y in years.items() if y is not None}
    spans = {
        (True, True): "gældende {first} til {last}",
        (True, False): "gældende fra {first}",
        (False, True): "gældende til og med {last}",
    }
    span = spans.get((first is not None, last is not None), "gældende")
    return Text(words=f"{name} ({span})", numbers=numbers)


def counted(label: str) -> str:
    """The reports behind a rate."""
    return f"Antallet bag: {label[:1].lower()}{label[1:]}"


def replayed() -> Text:
    """What a figure on a border of another year is."""
    return da.plain(
        "Hvert år er talt op på hver afgrænsning, også dem, der ikke gjaldt det år. Tal på samme "
        "afgrænsning kan sammenlignes over årene; tal på hver sin kan ikke."
    )


def own_border_only() -> Text:
    """Why a figure is known only on the border of its own year."""
    return da.plain(
        "Hvor kun områdets navn er oplyst, og ikke et sted i det, findes tallet alene på den "
        "afgrænsning, der gjaldt det år."
    )


def no_inhabitants() -> Text:
    """Why a rate is not known on a border of another year."""
    return da.plain(
        "Tal pr. indbygger kræver antallet af indbyggere på afgrænsningen; hvor det ikke er "
        "oplyst, er kun antallet af anmeldelser vist."
    )


SENSITIVITY_COLUMNS = (
    Column(heading="Indikator", width=7),
    Column(heading="talt", over="Tallet nu", align="right", width=3),
    Column(heading="fordelt", over="Tallet nu", align="right", width=3),
    Column(heading="talt", over="Det holdes op imod", align="right", width=3),
    Column(heading="fordelt", over="Det holdes op imod", align="right", width=3),
    Column(heading="talt", over="Ændringen", align="right", width=3),
    Column(heading="fordelt", over="Ændringen", align="right", width=3),
    Column(heading="Udfaldet", width=5),
)


def shared_out() -> Text:
    """What sharing out reports without a place means."""
    return da.plain(
        "Anmeldelser uden stedfæstelse er ikke med i områdets tal. Under „fordelt“ er de delt ud "
        "på områderne i samme forhold som dem, der har et sted, år for år og type for type."
    )


def same() -> str:
    """That an outcome would be the same."""
    return "det samme"


def another(way: str) -> str:
    """What an outcome would be instead."""
    return f"ville være {way}"
