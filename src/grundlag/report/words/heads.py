"""The Danish titles and headings: of papers, sections, tables, columns, and the facts on top."""

from collections.abc import Sequence

from grundlag.basis.model import Rule
from grundlag.report.model import Column, Number, Text
from grundlag.report.words import da
from grundlag.report.words.da import year
from grundlag.verdicts.model import Verdict

OVERVIEW = "Vurderingen kort"
SAFETY = "Tryghed"
CRIME = "Kriminalitet"
FIGURES = "Tallene område for område"
REMARKS = "Bemærkninger"
ABOUT = "Om opgørelsen"
READINGS = "Sådan er grundlaget læst"
DATA = "Det, tallene er lavet af"
METHODS = "Sådan er usikkerheden beregnet"
LIMITS = "Usikkerhed på tryghedens tal"
HISTORY = "Kriminaliteten år for år"
PERIOD = "Over perioden"
REGISTER = "Aktiviteterne i tryghedsplanen"
SHARES = "Andele i tryghedsundersøgelsen, efter undersøgelsens år"
LIMITS_SURVEY = "Usikkerhed og antal svar, seneste undersøgelse"
BASELINE = "Baseline"

FACTS = {
    "year": "Rapportår",
    "wave": "Tryghedsundersøgelse",
    "police": "Anmeldelser (helårsdata)",
    "people": "Indbyggere",
    "basis": "Grundlag",
}


def paper(area: str) -> str:
    """The title of a partnership's paper."""
    return f"{area}: Status på tryghed og kriminalitet"


def year_of(found: int, first: str, last: str) -> Text:
    """A year that begins in another month than January, with its months."""
    words = f"{{year}} ({da.month(first)} til {da.month(last)})"
    return Text(words=words, numbers={"year": year(found)})


def goals_as(proposal: bool) -> str:
    """The heading above the goals word for word."""
    return f"Målsætningerne, som de er {'foreslået' if proposal else 'vedtaget'}"


CLEARING_COLUMNS = (
    Column(heading="Spørgsmålet", width=7),
    Column(heading="Sådan er det læst her", width=8),
    Column(heading="Hvad det betyder i år", width=7),
    Column(heading="Afklaret", width=3),
)
OPEN_QUESTIONS = "Det, papiret ikke siger"
OPEN_LIST = "Åbne spørgsmål, og hvordan de er læst"
OPEN_CODES = "Gerningstyper, der skal bekræftes"
OPEN_CODES_LIST = "Forslag til gerningstyper"
OPEN_CODES_COLUMNS = (
    Column(heading="Gerningstype", width=5),
    Column(heading="Sat sammen af", width=12),
    Column(heading="Bekræftet", width=3),
)
OPEN_BASELINES = "Tal uden baseline"


def clearing_title(basis: str) -> str:
    """The title of the list of open questions."""
    return f"Til afklaring: {basis}"


def of_area(area: str, heading: str) -> str:
    """A heading in the annex to all, of what is one partnership's."""
    return f"{area}: {heading}"


def overview(city: str) -> str:
    """The title of the paper on all areas."""
    return f"Overblik over {city}: Tryghed og kriminalitet"


def subtitle(year: int) -> str:
    """What stands under a paper's title."""
    return f"Rapport {year}"


def basis(name: str, proposal: bool, in_force: bool = True) -> str:
    """A basis' name, and that it is not in force."""
    if proposal:
        return f"{name} (ikke vedtaget)"
    return name if in_force else f"{name} (ikke gældende for rapportåret)"


def verdicts(area: str, year: int) -> str:
    """The title of a partnership's verdicts."""
    return f"Vurdering af målene for {area}, rapport {year}"


def goals(year: int) -> str:
    """The title of all areas' goals."""
    return f"Målene samlet, rapport {year}"


def goal(number: str, about: str) -> str:
    """A goal's heading."""
    return f"{number}. {about.capitalize()}"


def code_list(name: str, version: str) -> str:
    """A code list by its name and version."""
    return f"{name}, version {version}"


def codes(name: str, version: str) -> str:
    """The title of the code list."""
    return f"Kodeliste {code_list(name, version)}"


def baseline(span: str) -> str:
    """A baseline's name, at its line in a chart."""
    return f"{BASELINE} {span}"


def baseline_beside(span: str) -> str:
    """A baseline's name, beside its level in a cell."""
    return f"baseline {span}"


def counted(survey: bool) -> str:
    """What a figure rests on."""
    return "Antal svar" if survey else "Antal anmeldelser"


VERDICT_COLUMNS = (
    Column(heading="Mål", width=5),
    Column(heading="Tallene (og hvad de holdes op imod)", width=14),
    Column(heading="Vurdering", width=7),
)
CODE_COLUMNS = (
    Column(heading="Gerningstype", width=5),
    Column(heading="Gerningskoder", width=9),
    Column(heading="Status", width=4),
)


def goal_columns(headings: Sequence[str]) -> tuple[Column, ...]:
    """One column a goal, beside the area."""
    return (Column(heading="Område", width=3), *(Column(heading=h, width=4) for h in headings))


def figure_columns(years: Sequence[int], survey: bool) -> tuple[Column, ...]:
    """An area's figures with limits and what they rest on."""
    return (
        Column(heading="Område", width=5),
        *(Column(heading=str(y), align="right", width=2) for y in years),
        Column(heading="95 %-grænser", align="right", width=3),
        Column(heading=counted(survey), align="right", width=3),
    )


def share_columns(waves: Sequence[int]) -> tuple[Column, ...]:
    """Shares by wave."""
    return (
        Column(heading="Indikator", width=7),
        Column(heading="Område", width=4),
        *(Column(heading=str(w), align="right", width=2) for w in waves),
    )


CHANGES = "Ændringernes 95 %-grænser"
CHANGES_COLUMNS = (
    Column(heading="Mål", width=2),
    Column(heading="Indikator", width=7),
    Column(heading="Sammenlignet med", width=5),
    Column(heading="Ændring", align="right", width=3),
    Column(heading="95 %-grænser", align="right", width=5),
)


def at_least(low: Number) -> Text:
    """A lower limit that has no upper one."""
    return Text(words="mindst {low}", numbers={"low": low})


def beyond(low: Number, most: Number) -> Text:
    """Limits of which the upper one is too large to say anything."""
    return Text(words="{low} til over {most}", numbers={"low": low, "most": most})


def compared(verdict: Verdict, span: str) -> Text:
    """What a line's change is a change from."""
    against = verdict.finding.against
    if verdict.rule == "held_at_baseline":
        return Text(words=baseline_beside(span), numbers={})
    name = "afstanden" if verdict.rule == "approaches" else "niveauet"
    if against is None:
        return Text(words=name, numbers={})
    return Text(words=f"{name} i {{year}}", numbers={"year": year(against.year)})


def limits_columns(survey: bool) -> tuple[Column, ...]:
    """A figure, its limits and what it rests on."""
    return (
        Column(heading="Indikator", width=7),
        Column(heading="Område", width=4),
        Column(heading="År", align="right", width=2),
        Column(heading="Værdi", align="right", width=2),
        Column(heading="95 %-grænser", align="right", width=4),
        Column(heading=counted(survey), align="right", width=3),
        *((Column(heading="Svarer til", align="right", width=3),) if survey else ()),
    )


def year_columns(label: str, names: Sequence[str]) -> tuple[Column, ...]:
    """A declared column of figures: one a year under its common heading."""
    return tuple(Column(heading=n, over=label, align="right", width=3) for n in names)


def change_columns(label: str) -> tuple[Column, ...]:
    """A declared column of changes: in the figure's own unit, and in per cent."""
    return tuple(
        Column(heading=name, over=label, align="right", width=3) for name in ("i tal", "i procent")
    )


def asks(rule: Rule, city: str, least: int | None) -> Text:
    """What a target asks for, in few words."""
    if rule == "at_least" and least is not None:
        numbers = {"least": Number(value=least / 100, unit="share")}
        return Text(words="mindst {least} af alle", numbers=numbers)
    words = {
        "rises_every_year": "stiger hvert år",
        "approaches": f"nærmer sig {city}",
        "held_at_baseline": "fastholdes",
        "at_least": "mindst så mange",
        "monitored": "følges",
    }
    return Text(words=words[rule], numbers={})


def gap(now: float, before: tuple[float, int] | None, city: str) -> Text:
    """How far under or over the comparator, and in brackets how far before, and when."""
    numbers = {"now": da.points(abs(now))}
    words = f"{{now}} {_side(now)} {city}" if now else f"på niveau med {city}"
    if before is not None:
        value, when = before
        numbers |= {"then": da.points(abs(value)), "year": year(when)}
        words += f" ({{then}} {_side(value)} i {{year}})"
    kept = {name: number for name, number in numbers.items() if f"{{{name}}}" in words}
    return Text(words=words, numbers=kept)


def _side(value: float) -> str:
    return "under" if value >= 0 else "over"


def signed(initials: str, day: str) -> str:
    """Who wrote a remark, and when."""
    return f"({initials}, {day})"


def elsewhere(label: str, text: str) -> str:
    """A remark on what this paper does not show."""
    return f"Skrevet til {label[:1].lower()}{label[1:]}, som ikke vises her: {text}"


def goal_called(goal: str) -> str:
    """A goal that a remark is about."""
    return f"målsætning {goal}"


def written_to(then: Number, now: Number) -> Text:
    """That the figure a remark is about has changed since it was written."""
    return Text(words="Skrevet til {then}, nu {now}.", numbers={"then": then, "now": now})


UNCERTAINTY = "Usikkerhed på tallene i tabellerne"


def uncertainty_columns(year: int) -> tuple[Column, ...]:
    """How many reports a figure rests on, how they vary, its limits, those of its change."""
    figure, change = f"Tallet for {year}", "Ændringen"
    return (
        Column(heading="Gerningstype", width=10),
        Column(heading="anmeldelser", over=figure, align="right", width=4),
        Column(heading="spredning", over=figure, align="right", width=3),
        Column(heading="95 %-grænser", over=figure, align="right", width=4),
        Column(heading="fra", over=change, align="right", width=2),
        Column(heading="95 %-grænser", over=change, align="right", width=6),
    )
