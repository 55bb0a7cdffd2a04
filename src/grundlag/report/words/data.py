"""The Danish sentences about the data and the method, one function each."""

from collections.abc import Iterator, Sequence
from datetime import date

from grundlag.basis.folder import PublishedTotal
from grundlag.basis.model import Indicator
from grundlag.indicators.model import Spread
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
    reports = "anmeldelse" if count == 1 else "anmeldelser"
    words = f"{{n}} {reports} fra {{year}} er uden stedfæstelse og indgår kun i byens samlede tal"
    if share is not None:
        numbers["share"] = Number(value=share, unit="share", decimals=1)
        words += " ({share} af alle)"
    return Text(words=f"{words}.", numbers=numbers)


def unknown_codes(count: int, police_year: int) -> Text:
    """How many reports have a code that the list does not know."""
    name = "anmeldelse" if count == 1 else "anmeldelser"
    words = f"{{n}} {name} fra {{year}} har en gerningskode, som kodelisten ikke kender."
    return Text(words=words, numbers={"n": whole(count), "year": year(police_year)})


def uncounted(is_unplaced: bool, is_unknown: bool) -> Iterator[Text]:
    """The same for the public, who are not told how many."""
    if is_unplaced:
        yield plain("Anmeldelser uden stedfæstelse indgår kun i byens samlede tal.")
    if is_unknown:
        unknown = "Anmeldelser med en gerningskode, som kodelisten ikke kender, "
        yield plain(unknown + "er af ingen gerningstype.")


def published(printed: PublishedTotal, area: str, counted: int) -> Text:
    """That a total printed elsewhere is another than the one counted here, and by how much."""
    off = counted / printed.n - 1
    numbers = {
        "printed": whole(printed.n),
        "year": year(printed.year),
        "counted": whole(counted),
        "off": Number(value=abs(off), unit="share", decimals=1),
    }
    words = (
        f"{printed.source} opgør {{printed}} {printed.label or 'anmeldelser'} i {area} i {{year}}; "
        f"opgørelsen her giver {{counted}}, {{off}} {'mere' if off > 0 else 'mindre'}. "
        "Hvorfor, er ikke oplyst."
    )
    return Text(words=words, numbers=numbers)


def changes() -> Text:
    """How to read the limits of a change."""
    return plain(
        "Ligger nul mellem grænserne, kan ændringen skyldes tilfældige udsving. Antal og tal pr. "
        "indbygger er ændringer i procent, andele og afstande i procentpoint."
    )


def source(name: str) -> Text:
    """Which paper the goals' words are taken from."""
    return plain(f"Ordene er taget fra „{name}“.")


def expected(goal: str, about: str) -> Text:
    """That a goal is judged by an agreement that is foreseen and not decided."""
    return plain(
        f"Vurderingen af målsætning {goal} forudsætter, at aftalen som ventet kommer til at gælde "
        f"{about}. Det er endnu ikke registreret som besluttet."
    )


def utrygge_beside(agreed: str) -> Text:
    """Why the shares of utrygge stand beside those of trygge."""
    return plain(f"Aftalen gælder {agreed}; derfor er andelen af utrygge vist ved siden af.")


def small_base(least: int) -> Text:
    """Why some changes are not given in per cent."""
    words = "Ændringer i procent vises ikke, når de regnes fra færre end {least} anmeldelser."
    return Text(words=words, numbers={"least": whole(least)})


def crime_changes() -> Text:
    """How to read the limits of changes in reported crime."""
    return plain(
        "Grænserne for ændringen er i procent. Ligger nul imellem dem, kan ændringen skyldes "
        "tilfældige udsving."
    )


def worth() -> Text:
    """How to read the number of independent answers that a share is worth."""
    return plain(
        "Svarer til: så mange svar fra en enkel, tilfældig stikprøve ville give den samme "
        "usikkerhed."
    )


def no_limits(why: str) -> Text:
    """Why a figure stands without limits."""
    return plain(terms.NO_LIMITS[why])


def shown_unjudged(reason: str | None, agreed: str, goal: str) -> Text:
    """That a goal's figures are shown without a verdict, and why."""
    why = terms.REASON[reason or "no_data"]
    if reason == "agreement_differs":
        why = f"aftalen gælder {agreed}, og målet gælder {goal}"
    return plain(f"Tallene vises uden vurdering, for {why}.")


def no_baseline(partnership: str) -> Text:
    """That no baseline has been declared for a partnership, or for any area."""
    whom = f" for {partnership}" if partnership else ""
    return plain(
        f"Der er ikke fastlagt en baseline{whom}; derfor er der ingen ændring fra "
        "baseline og ingen vurdering op imod den."
    )


def baseline(
    partnership: str, span: str, levels: dict[str, Number], drawn: date | None, printed: bool
) -> Text:
    """What each baseline is, counted over which years and drawn when, or where it is printed."""
    numbers = {f"b{i}": level for i, level in enumerate(levels.values())}
    parts = [f"{label} {{{name}}}" for label, name in zip(levels, numbers, strict=True)]
    made = "som trykt" if printed else "opgjort på dette grundlag"
    extract = f", udtræk {day(drawn)}" if drawn else ""
    words = f"Baseline for {partnership} er {span}: {listed(parts)}, {made}{extract}."
    return Text(words=words, numbers=numbers)


def revised(span: str, levels: dict[str, Number]) -> Text:
    """What a baseline has become since: shown, and it moves nothing."""
    numbers = {f"r{i}": level for i, level in enumerate(levels.values())}
    parts = [f"{label} {{{name}}}" for label, name in zip(levels, numbers, strict=True)]
    words = f"Baseline ({span}) ligger fast. Med senere rettelser ville den nu være: "
    return Text(words=f"{words}{listed(parts)}.", numbers=numbers)


def fixed(span: str, levels: dict[str, Number]) -> Text:
    """What the baselines are, where the same year stands above as it has been revised since."""
    numbers = {f"b{i}": level for i, level in enumerate(levels.values())}
    parts = [f"{area} {{{name}}}" for area, name in zip(levels, numbers, strict=True)]
    words = f"Baseline ({span}) ligger fast: {listed(parts)}. Ovenfor står {span} "
    return Text(words=f"{words}med senere rettelser.", numbers=numbers)


def spread(found: Spread) -> Text:
    """How much more than by pure chance a figure varies, and whence that is known."""
    whence = _measured(found)
    said = f"målt {whence.words} til" if found.source == "measured" else "antaget at være"
    why = "" if found.source == "measured" else f"; {TOO_FEW}"
    numbers = {"phi": times(found.phi), **whence.numbers}
    return Text(words=f"Variansen er {said} {{phi}} gange gennemsnittet{why}.", numbers=numbers)


def spreads(measured: Sequence[Spread], assumed: Sequence[str]) -> Text:
    """What the spreads of a table are, where they were measured, and those that are assumed."""
    words, numbers = "Spredningen er variansen i forhold til gennemsnittet", dict[str, Number]()
    if measured:
        areas = sorted({found.areas for found in measured})
        numbers = {
            "few": whole(areas[0]),
            "many": whole(areas[-1]),
            "first": year(min(found.first for found in measured)),
            "last": year(max(found.last for found in measured)),
        }
        words += ", målt i {few}" + ("–{many}" if len(areas) > 1 else "") + " områder i {first}"
        words += "–{last}" if numbers["last"] != numbers["first"] else ""
    if assumed:
        of = f" for {listed(list(assumed))}" if measured else ""
        words += f"{'; den' if measured else ', som'} er antaget{of}, for {TOO_FEW}"
    kept = {name: number for name, number in numbers.items() if f"{{{name}}}" in words}
    return Text(words=f"{words}.", numbers=kept)


TOO_FEW = "der er for få områder og år at måle den på"


def _measured(found: Spread) -> Text:
    """In which areas and years a spread was measured; nothing where it is declared."""
    if found.source == "declared":
        return plain("")
    numbers = {"areas": whole(found.areas), "first": year(found.first)}
    if found.last == found.first:
        return Text(words="i {areas} områder i {first}", numbers=numbers)
    numbers["last"] = year(found.last)
    return Text(words="i {areas} områder i {first}–{last}", numbers=numbers)


def times(phi: float) -> Number:
    """How many times the mean a variance is, with a decimal only where it has one."""
    return Number(value=phi, unit="number", decimals=0 if phi.is_integer() else 1)


def dispersions(indicators: tuple[Indicator, ...]) -> str:
    """The declared dispersions in words: 3 (antal) og 5 (tal pr. indbygger)."""
    names = {"count": "antal", "rate": "tal pr. indbygger"}
    found = sorted({(i.dispersion, names[i.kind]) for i in indicators if i.dispersion is not None})
    said = [f"{spread:g}".replace(".", ",") + f" ({name})" for spread, name in found]
    return listed(said) if said else "1"


def out_of(groups: tuple[str, ...]) -> str:
    """What a share is out of, in words."""
    return f"alle svar i grupperne {listed([g.replace('_', ' ') for g in groups])}"


def no_year_before(missing: int) -> Text:
    """That no figures of the year before have been delivered, so no change is shown."""
    words = (
        "Der er ikke indlæst tal for {year} at opgøre en ændring fra; derfor vises ingen ændring."
    )
    return Text(words=words, numbers={"year": year(missing)})
