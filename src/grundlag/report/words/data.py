"""The Danish sentences about the data and the method, one function each."""

from datetime import date

from grundlag.basis.model import Indicator
from grundlag.report.model import Number, Text
from grundlag.report.words import terms
from grundlag.report.words.da import day, listed, plain, whole, year


def intake(files: int, provider: str, latest: date, rows: tuple[int, int, int]) -> Text:
    """A source in one line: what was read, kept and set aside."""
    numbers = {
        "files": whole(files),
        "read": whole(rows[0]),
        "kept": whole(rows[1]),
        "aside": whole(rows[2]),
    }
    name = "fil" if files == 1 else "filer"
    words = (
        f"{provider}: {{files}} {name}, senest modtaget {day(latest)}; {{read}} rækker læst, "
        "{kept} brugt, {aside} lagt til side."
    )
    return Text(words=words, numbers=numbers)


def unplaced(count: int, share: float | None, police_year: int) -> Text:
    """How many reports have no place, and so are in no area."""
    numbers = {"n": whole(count), "year": year(police_year)}
    words = "{n} anmeldelser fra {year} er uden stedfæstelse og indgår kun i byens samlede tal"
    if share is not None:
        numbers["share"] = Number(value=share, unit="share", decimals=1)
        words += " ({share} af alle)"
    return Text(words=f"{words}.", numbers=numbers)


def unknown_codes(count: int) -> Text:
    """How many reports have a code that no list knows."""
    words = "{n} anmeldelser har en gerningskode, som ingen kodeliste kender (ukendt gerningskode)."
    return Text(words=words, numbers={"n": whole(count)})


def no_limits(why: str) -> Text:
    """Why a figure stands without limits."""
    return plain(terms.NO_LIMITS[why])


def shown_unjudged(reason: str | None) -> Text:
    """That a goal's figures are shown without a verdict, and why."""
    why = terms.REASON[reason or "no_data"]
    return plain(f"Tallene vises uden vurdering: {why}.")


def no_baseline(partnership: str) -> Text:
    """That no baseline has been declared."""
    return plain(
        f"Der er ikke fastlagt en baseline for {partnership}; derfor er der ingen ændring fra "
        "baseline og ingen vurdering op imod den."
    )


def baseline(
    partnership: str, years: str, labels: list[str], numbers: dict[str, Number], drawn: date | None
) -> Text:
    """What each baseline is, counted over which years and drawn when."""
    parts = [f"{label} {{{name}}}" for label, name in zip(labels, numbers, strict=True)]
    extract = f", udtræk {day(drawn)}" if drawn else ""
    words = f"Baseline for {partnership} er {years}: {listed(parts)}, opgjort på dette grundlag"
    return Text(words=f"{words}{extract}.", numbers=numbers)


def dispersions(indicators: tuple[Indicator, ...]) -> str:
    """The declared dispersions in words: 3 for antal og 5 for tal pr. 1.000 indbyggere."""
    names = {"count": "antal", "rate": "tal pr. 1.000 indbyggere"}
    found = dict.fromkeys(
        f"{i.dispersion:g}".replace(".", ",") + f" (for {names[i.kind]})"
        for i in indicators
        if i.dispersion is not None
    )
    return listed(sorted(found)) if found else "1"


def out_of(groups: tuple[str, ...]) -> str:
    """What a share is out of, in words."""
    return f"alle svar i grupperne {listed([g.replace('_', ' ') for g in groups])}"


def no_year_before(missing: int) -> Text:
    """That no figures of the year before have been delivered, so no change is shown."""
    words = "Der er ingen tal for {year} at opgøre en ændring fra; derfor vises ingen ændring."
    return Text(words=words, numbers={"year": year(missing)})
