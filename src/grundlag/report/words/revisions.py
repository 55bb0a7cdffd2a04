"""The Danish words on figures that became others, and on how a year's reports are counted."""

from collections.abc import Sequence
from datetime import date

from grundlag.indicators.model import Happened
from grundlag.report.model import Column, Number, Text
from grundlag.report.words import da
from grundlag.report.words.joins import counted as counted_behind

HEADING = "Tal, der er ændret siden sidste rapport"
COLUMNS = (
    Column(heading="Tal", width=7),
    Column(heading="År", align="right", width=2),
    Column(heading="Sidste rapport", align="right", width=3),
    Column(heading="Nu", align="right", width=3),
    Column(heading="Ændring", align="right", width=3),
)
SECTION = "Rettelser og foreløbige tal"
CHANGED = "Tal, der er ændret"
TITLE = "Det, leverancerne har ændret"
NOTHING = "Ingen tal, der var kendt i forvejen, er ændret."
ALL_COLUMNS = (
    Column(heading="Tal", width=7),
    Column(heading="Område", width=5),
    Column(heading="År", align="right", width=2),
    Column(heading="Før", align="right", width=3),
    Column(heading="Nu", align="right", width=3),
    Column(heading="Ændring", align="right", width=3),
    Column(heading="I procent", align="right", width=3),
    Column(heading="Hvad", width=5),
)
DAY = Column(heading="Modtaget", width=3)
HAPPENED: dict[Happened, str] = {
    "new": "nyt",
    "grew": "kommet til",
    "corrected": "rettet",
    "gone": "ikke længere oplyst",
}


def figure(label: str | None, kind: str, day: date | None, area: str = "") -> str:
    """What a figure is of: reports of a type, a share, inhabitants on a day."""
    if label is None:
        said = f"Indbyggere {da.day(day)}" if day else "Indbyggere"
    else:
        said = counted_behind(label) if kind == "rate" else label
    return f"{said}, {area}" if area else said


def unchanged(day: date) -> Text:
    """That no figure of an earlier year has become another since the last report."""
    return da.plain(
        f"Ingen tal for tidligere år er ændret siden sidste rapport, som byggede på det, der var "
        f"modtaget {da.day(day)}."
    )


def last_report(day: date, police_year: int) -> Text:
    """What the last report is taken to have known."""
    words = (
        f"Sidste rapport: det, der var modtaget {da.day(day)}, dagen før anmeldelserne for hele "
        "{year} var modtaget. Baseline ligger fast, hvad der end er ændret."
    )
    return Text(words=words, numbers={"year": da.year(police_year)})


def provisional(police_year: int) -> Text:
    """That a year's reports may still become more."""
    words = (
        "Anmeldelserne for {year} er foreløbige: de er trukket mindre end et år efter årets "
        "udgang, og der kan komme flere til."
    )
    return Text(words=words, numbers={"year": da.year(police_year)})


def by_offence(labels: Sequence[str], age: int) -> Text:
    """How figures are made whose year is that of the offence, and how old each year is."""
    what = da.listed(list(labels)) if labels else "Anmeldelserne"
    month = "måned" if age == 1 else "måneder"
    till = f"senest {{age}} {month} efter årets udgang" if age else "inden årets udgang"
    words = (
        f"{what} er talt efter gerningens dato: et år er det, der er begået i året og anmeldt "
        f"{till}. Alle år er talt op med samme frist."
    )
    return Text(words=words, numbers={"age": da.whole(age)} if age else {})


def undated(count: int, share: float, police_year: int, before: float | None) -> Text:
    """How many reports do not tell when their offence was, and so are in no year by offences."""
    numbers = {"n": da.whole(count), "year": da.year(police_year), "share": _share(share)}
    reports = "anmeldelse" if count == 1 else "anmeldelser"
    words = (
        f"{{n}} {reports} fra {{year}} ({{share}}) har ingen brugbar dato for gerningen og indgår "
        "ikke i tal, der er talt efter den"
    )
    if before is not None:
        numbers |= {"then": da.year(police_year - 1), "before": _share(before)}
        words += "; for {then} var det {before}"
    return Text(words=f"{words}.", numbers=numbers)


def _share(value: float) -> Number:
    return Number(value=value, unit="share", decimals=1)


def arrived(files: Sequence[tuple[str, str, tuple[str, ...]]]) -> Text:
    """What came on a day: each file, its source and what it speaks for."""
    said = [f"{file} ({source}: {_scope(scope)})" for file, source, scope in files]
    return da.plain(f"Modtaget: {'; '.join(said)}.")


def withdrawn(files: Sequence[tuple[str, str]]) -> Text:
    """What was taken back on a day: each file, and its source."""
    said = [f"{file} ({source})" for file, source in files]
    return da.plain(f"Trukket tilbage: {'; '.join(said)}.")


def _scope(scope: Sequence[str]) -> str:
    return " til ".join(dict.fromkeys((scope[0], scope[-1]))) if scope else "intet"


def new(reports: Sequence[int], waves: Sequence[int], people: Sequence[int]) -> Text:
    """What a day brought that was not known at all: years of reports, surveys, inhabitants."""
    said: list[str] = []
    numbers: dict[str, Number] = {}
    known = (("anmeldelser", reports), ("undersøgelser", waves), ("indbyggere 1. januar", people))
    for i, (words, years) in enumerate((w, y) for w, y in known if y):
        ends = dict.fromkeys((min(years), max(years)))
        names = {f"y{i}{k}": da.year(year) for k, year in enumerate(ends)}
        numbers |= names
        said.append(f"{words} {'–'.join(f'{{{name}}}' for name in names)}")
    return Text(words=f"Nyt: {'; '.join(said)}.", numbers=numbers)
