"""The Danish words of a comparison of two bases: headings, columns, and what stands by tables."""

from collections.abc import Sequence

from grundlag.report.model import Column, Text, VerdictCell
from grundlag.report.words import da

TITLE = "Sammenligning af grundlag"
FACTS = {
    "old": "Fra",
    "new": "Til",
    "year": "Rapportår",
    "police": "Anmeldelser (helårsdata)",
}
SAME = "De to grundlag siger det samme."
VERDICTS = "Vurderinger, der skifter"
MOVED = "Anmeldelser, der flyttes"
CODES = "Gerningskoder, der kommer til og udgår"
CODE_COLUMNS = (
    Column(heading="Gerningstype", width=3),
    Column(heading="Kommer til", width=6),
    Column(heading="Udgår", width=3),
)
CELLS = "Celler i tabellerne, der er forskellige"
CELL_COLUMNS = (
    Column(heading="Tabel", width=2),
    Column(heading="Række", width=11),
    Column(heading="Kolonne", width=5),
    Column(heading="Fra", align="right", width=3),
    Column(heading="Til", align="right", width=3),
)
SIDE_COLUMNS = (
    Column(heading="Indikator", width=7),
    Column(heading="Fra: tal", align="right", width=3),
    Column(heading="Fra: 95 %-grænser", align="right", width=4),
    Column(heading="Fra: baseline", align="right", width=3),
    Column(heading="Til: tal", align="right", width=3),
    Column(heading="Til: 95 %-grænser", align="right", width=4),
    Column(heading="Til: baseline", align="right", width=3),
)
COMES, GOES = "kommer til", "udgår"
BOTH_SUMS = {"added": "Kommer til i alt", "dropped": "Udgår i alt"}


def subtitle(old: str, new: str) -> str:
    """Which bases are compared, in their order."""
    return f"{old} og {new}"


def side_title(area: str, year: int) -> str:
    """The title of an area's figures on both bases."""
    return f"{area}: tal på begge grundlag, rapport {year}"


def years_title(area: str, basis: str) -> str:
    """The title of an area's figures of all years on one basis."""
    return f"{area}: alle år på {basis}"


def year_columns(years: Sequence[int]) -> tuple[Column, ...]:
    """One column a year, beside the indicator."""
    narrow = (Column(heading=str(year), align="right", width=2) for year in years)
    return (Column(heading="Indikator", width=7), *narrow)


def moved_title(new: str, old: str, police_year: int) -> str:
    """The title of what moves between two crime types."""
    return f"Fra {old} til {new}: anmeldelser fra {police_year} efter gerningskode"


def moved_columns(areas: Sequence[str], labelled: bool) -> tuple[Column, ...]:
    """A code, what it is called where a list says so, which way it goes, and a column an area."""
    named = (Column(heading="Gerning", width=5),) if labelled else ()
    counts = (Column(heading=area, align="right", width=3) for area in areas)
    first = (Column(heading="Gerningskode", width=3), *named)
    return (*first, Column(heading="Retning", width=3), *counts)


def was_called(new: str, old: str) -> str:
    """An indicator with what it was called before."""
    return f"{new} (før {old})"


def panel(label: str, is_new: bool) -> str:
    """The title of one basis' panel in a chart."""
    return f"{FACTS['new' if is_new else 'old']}: {label}"


def chart_title(area: str) -> Text:
    """The title of an area's charts, a panel a basis."""
    return da.plain(f"{area}: hvert grundlag for sig")


def own_series() -> Text:
    """That the figures of two bases stand side by side and are never subtracted."""
    return da.plain(
        "De to grundlag tæller ikke det samme: Tallene kan stå side om side, men ikke trækkes fra "
        "hinanden eller tegnes på samme kurve."
    )


def not_by_code(new: str) -> Text:
    """That what moves cannot be told, where counts were delivered or a year has other months."""
    return da.plain(
        f"For {new} kan det ikke opgøres kode for kode, hvad der flyttes: Det kræver anmeldelser "
        "for de samme tolv måneder på begge grundlag."
    )


def nothing_moves() -> Text:
    """That no report moves."""
    return da.plain(
        "Ingen anmeldelser flyttes: De indikatorer, der er på begge grundlag, er af de samme "
        "gerningstyper."
    )


def same_cells(area: str) -> Text:
    """That no cell of the declared tables differs."""
    return da.plain(f"Alle celler i tabellerne for {area} er ens på begge grundlag.")


def shifts(area: str, target: str, label: str, old: VerdictCell, new: VerdictCell) -> Text:
    """That a verdict shifts, in its own words."""
    before, now = (f"{c.outcome} ({c.certainty})" if c.certainty else c.outcome for c in (old, new))
    return da.plain(f"{area}, mål {target}, {label}: fra „{before}“ til „{now}“.")


def before() -> Text:
    """What follows is said on the old basis."""
    return da.plain("Før:")


def now() -> Text:
    """What follows is said on the new basis."""
    return da.plain("Nu:")


def alone(area: str, target: str, label: str, cell: VerdictCell, is_new: bool) -> Text:
    """A line that only one of the bases has."""
    said = f"{cell.outcome} ({cell.certainty})" if cell.certainty else cell.outcome
    where = "kun på det nye grundlag" if is_new else "kun på det gamle grundlag"
    return da.plain(f"{area}, mål {target}, {label}: {where}: {said}.")


def counted(shifted: int, same: int, alone: int) -> Text:
    """How many lines shift, stay, and stand on one basis alone."""
    numbers = {"shifted": da.whole(shifted), "same": da.whole(same)}
    words = "Ingen linjer i vurderingen skifter"
    if shifted:
        words = f"{{shifted}} {'linje' if shifted == 1 else 'linjer'} i vurderingen skifter"
    words += "; {same} er ens på begge grundlag"
    if alone:
        numbers["alone"] = da.whole(alone)
        words += "; {alone} findes kun på det ene"
    found = {name: n for name, n in numbers.items() if f"{{{name}}}" in words}
    return Text(words=f"{words}.", numbers=found)
