"""The Danish sentences over a period: what has held through its years, so far or for good.

A word such as *steget* or *fastholdt* stands only where the verdict over the period allows it.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from grundlag.basis.model import Rule
from grundlag.report.model import Column, Number, Text
from grundlag.report.words import da, terms
from grundlag.verdicts.model import Certainty, PeriodFinding, PeriodVerdict

REACHED: dict[Rule, str] = {**terms.REACHED, "rises_every_year": "steget hver gang"}
MISSED: dict[Rule, str] = {**terms.MISSED, "rises_every_year": "ikke steget hver gang"}
UNKNOWN = "Usikkerheden kan ikke beregnes."
RISES: dict[tuple[bool, Certainty], str] = {
    (True, "shown"): "Hver stigning er større, end tilfældige udsving kan forklare.",
    (
        True,
        "within_noise",
    ): "Mindst én af stigningerne ligger inden for den statistiske usikkerhed.",
    (False, "shown"): "Mindst ét fald er større, end tilfældige udsving kan forklare.",
    (False, "within_noise"): "Set under ét kan det skyldes tilfældige udsving.",
}
TREND = "Tryghedens udvikling pr. år over perioden"
COLUMNS = (
    Column(heading="Mål", width=4),
    Column(heading="Indikator", width=21),
    Column(heading="År", width=7),
    Column(heading="Tallet (og hvad det holdes op imod)", width=17),
    Column(heading="Over perioden", width=23),
    Column(heading="Ændring", align="right", width=10),
    Column(heading="95 %-grænser", align="right", width=18),
)
TREND_COLUMNS = (
    Column(heading="Mål", width=2),
    Column(heading="Indikator", width=8),
    Column(heading="Undersøgelser", width=4),
    Column(heading="Procentpoint pr. år", align="right", width=5),
    Column(heading="95 %-grænser", align="right", width=5),
)


def heading(names: Sequence[str], provisional: bool) -> str:
    """The heading of what is said over a period, or over the two that a report's years are in."""
    known = da.listed(list(dict.fromkeys(names)))
    return f"Over perioden {known}{' (foreløbig)' if provisional else ''}"


def outcome(verdict: PeriodVerdict) -> str:
    """A line's outcome over the period, in the agreement's own verb."""
    if not verdict.is_judged:
        return terms.NOT_JUDGED_OUTCOME
    words = REACHED if verdict.finding.outcome == "reached" else MISSED
    return words[verdict.rule]


def stands(verdict: PeriodVerdict) -> str:
    """Whether a line's verdict over the period is final."""
    return "foreløbig" if verdict.provisional else "afgjort"


def certainty(found: PeriodFinding) -> str:
    """How sure a line is over the period; or why it is not judged, and which year that is about."""
    if found.finding.certainty:
        return terms.CERTAINTY[found.finding.certainty]
    reason = terms.REASON[found.finding.reason or "no_data"]
    return f"{reason} ({found.at})" if found.at else reason


def with_year(words: str, year: int | None) -> Text:
    """Words with the year they are about in brackets."""
    if year is None:
        return da.plain(words)
    return Text(words=f"{words} ({{at}})", numbers={"at": da.year(year)})


def years(found: Sequence[int], name: str = "y") -> Text:
    """Years in a row: 2025, 2025 og 2026, 2025–2027."""
    follow = all(b == a + 1 for a, b in pairwise(found))
    if len(found) > 2 and follow:
        ends = {f"{name}0": da.year(found[0]), f"{name}1": da.year(found[-1])}
        return Text(words=f"{{{name}0}}–{{{name}1}}", numbers=ends)
    numbers = {f"{name}{i}": da.year(year) for i, year in enumerate(found)}
    fields = [f"{{{field}}}" for field in numbers]
    before = f"{', '.join(fields[:-1])} og " if len(fields) > 1 else ""
    return Text(words=f"{before}{fields[-1]}", numbers=numbers)


def rises(names: Sequence[str], first: PeriodVerdict) -> tuple[Text, ...]:
    """Whether shares rose in every wave of the period, and in which they did not."""
    found, good = first.found, first.finding.outcome == "reached"
    over = years(found.years)
    no = "" if good else "ikke "
    words = f"{_large(names)} er {no}steget i hver af periodens undersøgelser, {over.words}."
    numbers = dict(over.numbers)
    if found.fell:
        fell = years(found.fell, "f")
        words += f" Der var ingen stigning i {fell.words}."
        numbers |= fell.numbers
    return Text(words=words, numbers=numbers), _rises_sure(good, first.finding.certainty)


def _rises_sure(good: bool, found: Certainty | None) -> Text:
    return da.plain(RISES.get((good, found or "unknown"), UNKNOWN))


def held(names: Sequence[str], first: PeriodVerdict) -> tuple[Text, ...]:
    """Whether reports are held over the period's years taken together."""
    over = years(first.found.years)
    way = terms.way("held_at_baseline", first.finding.outcome)
    of = "{n} af periodens år" if first.found.left_out else "periodens {n} år"
    words = f"Set under ét er {_row(names)} {way} over {of}, {over.words}."
    numbers = {"n": da.whole(len(first.found.years)), **over.numbers}
    left = (left_out((), first),) if first.found.left_out else ()
    said = Text(words=words, numbers=numbers)
    return said, sure(len(names), first.finding.certainty), *left


def sure(lines: int, found: Certainty | None) -> Text:
    """How sure one difference is, or several alike."""
    words = terms.CERTAINTY_SENTENCE if lines == 1 else terms.CERTAINTIES_SENTENCE
    return da.plain(words.get(found or "unknown", UNKNOWN))


def nearer(names: Sequence[str], first: PeriodVerdict, city: str) -> tuple[Text, ...]:
    """Whether shares came nearer to the comparator's, several waves taken together."""
    found, start = first.found, first.found.start
    now = years(found.years)
    words = f"{_large(names)} {_way(first)} {city}, når undersøgelserne {now.words} slås sammen"
    numbers = dict(now.numbers)
    if start is not None:
        then = years(_up_to(start.year, first.pooled), "s")
        words += f" og holdes op imod {then.words}"
        numbers |= then.numbers
    return Text(words=f"{words}.", numbers=numbers), sure(len(names), first.finding.certainty)


def _way(verdict: PeriodVerdict) -> str:
    gap = verdict.found.gap
    if gap is not None and gap.value is not None and gap.value <= 0:
        return "er mindst på niveau med"
    return terms.way("approaches", verdict.finding.outcome)


def lowest(label: str, share: Number, year: int) -> Text:
    """The plan year with the lowest share of activities."""
    words = f"{da.subject(label)} var lavest i {{year}} med {{share}}."
    return Text(words=words, numbers={"year": da.year(year), "share": share})


def with_lowest(now: Number, low: Number, year: int) -> Text:
    """The last plan year's share, and in brackets the lowest of the period."""
    numbers = {"now": now, "low": low, "year": da.year(year)}
    return Text(words="{now} (lavest {low} i {year})", numbers=numbers)


def against_baseline(now: Number, base: Number, a_year: bool) -> Text:
    """The period's figure (a year's, where counts are summed) and its baseline."""
    words = f"{{now}}{' om året' if a_year else ''} mod {{base}} i baseline"
    return Text(words=words, numbers={"now": now, "base": base})


def against_start(now: Number, start: Number, last: int, first: PeriodVerdict) -> Text:
    """A share and that of the start wave; or both of several waves as one, each with its years."""
    then = years(_up_to(last, first.pooled), "s")
    words, numbers = "{now}", {"now": now, "start": start, **then.numbers}
    if first.pooled > 1:
        own = years(first.found.years[-first.pooled :])
        words, numbers = f"{{now}} i {own.words}", {**numbers, **own.numbers}
    return Text(words=f"{words} mod {{start}} i {then.words}", numbers=numbers)


def with_years(gap: Text, last: int, pooled: int) -> Text:
    """A gap whose start is several waves as one: all their years for the last alone."""
    if pooled == 1 or "year" not in gap.numbers:
        return gap
    then = years(_up_to(last, pooled), "s")
    numbers = {name: number for name, number in gap.numbers.items() if name != "year"}
    words = gap.words.replace("{year}", then.words)
    return Text(words=words, numbers={**numbers, **then.numbers})


def _up_to(last: int, many: int) -> range:
    """So many years that follow one another, up to a last one."""
    return range(last - many + 1, last + 1)


def noted(names: Sequence[str], said: str) -> Text:
    """A note on some of the lines."""
    return da.plain(f"{_about(names)} {said}")


def same_as_the_year(targets: Sequence[str]) -> Text:
    """For which targets the period says nothing else than the year."""
    known = da.listed(list(dict.fromkeys(targets)))
    return da.plain(f"For mål {known} er vurderingen over perioden den samme som årets.")


def unjudged(names: Sequence[str], first: PeriodFinding) -> Text:
    """Which lines are not judged over the period, and why."""
    why = with_year(terms.REASON[first.finding.reason or "no_data"], first.at)
    words = f"{_large(names)} vurderes ikke over perioden, for {why.words}."
    return Text(words=words, numbers=why.numbers)


def left_out(names: Sequence[str], first: PeriodVerdict) -> Text:
    """Which years of the period do not count, and why; of which lines, where that is not said."""
    over, several = years(first.found.left_out), len(first.found.left_out) > 1
    why = "årene indgår i baseline eller ligger før den"
    if first.rule == "at_least":
        why = "der er ikke indlæst en liste med aktiviteter for " + ("dem" if several else "det")
    elif not several:
        why = "året indgår i baseline eller ligger før den"
    about = f"{_about(names)} " if names else ""
    words = f"{about}{over.words} er ikke regnet med, for {why}."
    return Text(words=words, numbers=over.numbers)


def no_start(names: Sequence[str], first: PeriodFinding) -> Text:
    """Why the latest survey is not held against the one before the period."""
    why = with_year(terms.REASON[first.no_start or "no_data"], first.at)
    words = f"{_about(names)} Ændringen siden starten vises ikke, for {why.words}."
    return Text(words=words, numbers=why.numbers)


def decided(closing: Mapping[int | None, Sequence[str]], final: Sequence[str]) -> tuple[Text, ...]:
    """When each subject is decided for good, and which is."""
    said: list[Text] = []
    dated = {year: about for year, about in closing.items() if year is not None}
    if dated:
        numbers = {f"c{i}": da.year(year) for i, year in enumerate(dated)}
        parts = [
            f"i rapport {{c{i}}} for {da.listed(list(about))}"
            for i, about in enumerate(dated.values())
        ]
        words = f"Vurderingen er foreløbig: Den afgøres endeligt {' og '.join(parts)}."
        said.append(Text(words=words, numbers=numbers))
    if about := closing.get(None):
        words = "Vurderingen er foreløbig, og hvornår den afgøres endeligt for"
        said.append(da.plain(f"{words} {da.listed(list(about))}, er ikke fastlagt."))
    if final and closing:
        said.append(da.plain(f"For {da.listed(list(final))} er vurderingen endelig."))
    return tuple(said)


def changes(city: str) -> Text:
    """What the changes of the table are from, and what is summed."""
    return da.plain(
        "Kriminalitet: alle periodens år lagt sammen, holdt op imod baseline. Tryghed: den seneste "
        "undersøgelse holdt op imod den sidste før perioden, i procentpoint; hvor tallet er "
        f"afstanden til {city}, er det afstandens ændring. Om der er en stigning hvert år, afgøres "
        "af hver undersøgelse for sig."
    )


def pooled(many: int) -> Text:
    """That several surveys are taken together at each end."""
    words = (
        "Ændringen i tryghed er beregnet af {n} undersøgelser slået sammen i hver ende: de seneste "
        "og dem op til periodens start."
    )
    return Text(words=words, numbers={"n": da.whole(many)})


def trend() -> Text:
    """How the slope is made."""
    return da.plain(
        "Udviklingen er lagt gennem undersøgelsen før perioden og alle periodens undersøgelser; en "
        "undersøgelse med mindre usikkerhed vejer mere."
    )


def _row(names: Sequence[str]) -> str:
    """Names in a row inside a sentence: a last one with a comma in it gets another after it."""
    said = da.listed(list(names))
    return f"{said}," if "," in names[-1] else said


def _large(names: Sequence[str]) -> str:
    """Names as the subject of a sentence, which begins large."""
    said = _row(names)
    return f"{said[:1].upper()}{said[1:]}"


def _about(names: Sequence[str]) -> str:
    """Names before a colon."""
    return f"{_large(names).removesuffix(',')}:"
