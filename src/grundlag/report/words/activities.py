"""The Danish sentences and headings about a plan's activities and their partners."""

from collections.abc import Mapping, Sequence

from grundlag.indicators.model import Estimate
from grundlag.report.model import Column, Number, Text
from grundlag.report.words import da, terms

ASKED = ("", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")
NO_THEME, TOTAL = "Uden indsatsområde", "I alt"
NO_STATUS, OTHER_STATUS = "ikke oplyst", "andet"
YES, NO, LEFT_OUT = "ja", "nej", "tæller ikke med"
OWNER_LEFT_OUT = "Kommunen selv er ikke talt med som samarbejdspartner."
TWO_COLUMNS = "En partner, der er oplyst både i området og uden for, står i begge kolonner."
NO_MATTER = "Hvor de ligger, har ingen betydning for vurderingen."


def asked(partners: int) -> str:
    """How many partners an activity must have: to eller flere."""
    word = ASKED[partners] if partners < len(ASKED) else str(partners)
    return "mindst én" if partners == 1 else f"{word} eller flere"


def involve(now: Estimate, decimals: int, partners: int) -> Text:
    """How many of all activities involve enough partners."""
    numbers = {**_of(now), "now": da.number(now, decimals)}
    name = "aktivitet" if now.n == 1 else "aktiviteter"
    kind = "samarbejdspartner" if partners == 1 else "samarbejdspartnere"
    words = f"{{k}} af {{n}} {name} ({{now}}) involverer {asked(partners)} {kind}."
    return Text(words=words, numbers=numbers)


def _of(found: Estimate) -> dict[str, Number]:
    return {"k": da.whole(int(found.made.count or 0)), "n": da.whole(found.n or 0)}


def would_change(outcome: str, change: int) -> Text:
    """What would have to be otherwise for the target to be reached, or not to be."""
    numbers = {"change": da.whole(change)}
    more = "færre" if outcome == "reached" else "mere" if change == 1 else "flere"
    no = " ikke" if outcome == "reached" else ""
    if change == 1:
        return da.plain(f"Hvis én aktivitet {more} gjorde det, ville målet{no} være nået.")
    words = f"Hvis {{change}} {more} gjorde det, ville målet{no} være nået."
    return Text(words=words, numbers=numbers)


def earlier(then: Estimate, decimals: int) -> Text:
    """The same of an earlier plan year."""
    numbers = {**_of(then), "year": da.year(then.year), "then": da.number(then, decimals)}
    name = "aktivitet" if then.n == 1 else "aktiviteter"
    words = f"I tryghedsplanen for {{year}} var det {{k}} af {{n}} {name} ({{then}})."
    return Text(words=words, numbers=numbers)


def whereabouts(places: Mapping[str, int]) -> Text:
    """How many distinct partners there are and where they lie; it decides nothing.

    `places` counts them by where they lie: in, outside, both, unknown.
    """
    n, unknown = sum(places.values()), places.get("unknown", 0)
    if n == 0:
        return da.plain("Ingen af aktiviteterne har en samarbejdspartner.")
    numbers = {"partners": da.whole(n)}
    if n == 1:
        return Text(words="Der er {partners} samarbejdspartner i alt.", numbers=numbers)
    outside = "uden for" if places.get("in") else "uden for området"
    names = {"in": "i området", "outside": outside, "both": "begge steder"}
    told = {where: name for where, name in names.items() if places.get(where)}
    numbers |= {where: da.whole(places[where]) for where in told}
    parts = [f"{{{where}}} {name}" for where, name in told.items()]
    words = "Der er {partners} forskellige samarbejdspartnere."
    if parts:
        words += f" Af dem ligger {_and(parts)}"
        words += "; for {unknown} er det ikke oplyst." if unknown else "."
    else:
        words += " Det er ikke oplyst, hvor de ligger."
    if parts and unknown:
        numbers["unknown"] = da.whole(unknown)
    return Text(words=f"{words} {NO_MATTER}", numbers=numbers)


def _and(parts: Sequence[str]) -> str:
    return " og ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else parts[0]


def status(counts: Sequence[tuple[str, int]], cancelled: int, counted: bool) -> Text:
    """How many activities have each status, and whether the cancelled ones count."""
    numbers = {f"s{i}": da.whole(n) for i, (_, n) in enumerate(counts)}
    parts = [f"{_safe(word)} ({{s{i}}})" for i, (word, _) in enumerate(counts)]
    words = f"Status på planens aktiviteter: {', '.join(parts)}."
    if cancelled:
        words += f" Aflyste aktiviteter {terms.ANSWER_COUNTS[counted]}."
    return Text(words=words, numbers=numbers)


def _safe(word: str) -> str:
    """A word from a list, without the braces that mark a number."""
    return word.replace("{", "(").replace("}", ")")


def themes_title(year: int) -> str:
    """The title of the activities by theme."""
    return f"Aktiviteter i tryghedsplanen {year} efter indsatsområde"


def theme_columns(partners: int) -> tuple[Column, ...]:
    """A theme, its activities, and those with enough partners."""
    return (
        Column(heading="Indsatsområde", width=7),
        Column(heading="Aktiviteter", align="right", width=3),
        Column(heading=f"Med {asked(partners)} partnere", align="right", width=5),
        Column(heading="Andel", align="right", width=2),
    )


def register_title(area: str, year: int) -> str:
    """The title of the list of all activities."""
    return f"Alle aktiviteter i tryghedsplanen for {area}, {year}"


def register_columns(partners: int) -> tuple[Column, ...]:
    """An activity, its partners by where they lie, and whether they are enough."""
    return (
        Column(heading="Indsatsområde", width=5),
        Column(heading="Aktivitet", width=7),
        Column(heading="Status", width=3),
        Column(heading="Partnere", align="right", width=3),
        Column(heading="I området", align="right", width=3),
        Column(heading="Uden for", align="right", width=3),
        Column(heading="Uoplyst", align="right", width=3),
        Column(heading=asked(partners).capitalize(), width=3),
    )
