"""The Danish words of a note to a steering group: what a decision changes for its partnership."""

from datetime import date

from grundlag.basis.folder import Decision
from grundlag.report.model import Column, Text
from grundlag.report.words import da

FACTS = {
    "by": "Besluttet af",
    "on": "Dato",
    "case": "Sagsnummer",
    "year": "Gælder fra rapport",
}
DECIDED = "Hvad er besluttet"
UNCHANGED = "Hvad ændrer sig ikke"
EXCEPTION = "Undtagelse"
BASELINES = "Baseline"
GOALS = "Målsætningerne, hidtil og fremover"
GOAL_COLUMNS = (
    Column(heading="Mål", width=1),
    Column(heading="Hidtil", width=6),
    Column(heading="Fremover", width=6),
)


def title(area: str) -> str:
    """The title of a partnership's note."""
    return f"Orientering til styregruppen for {area}: Ændret afrapporteringsgrundlag"


def subtitle(basis: str) -> str:
    """Which basis it is about."""
    return f"Nyt grundlag: {basis}"


def changes(area: str) -> str:
    """The heading above what changes."""
    return f"Hvad ændrer sig for {area}"


def decided(decision: Decision, new: str, old: str, area: str, first: int) -> Text:
    """What was decided, by whom and when, and from which report it holds."""
    by = f" af {decision.decided_by}" if decision.decided_by else ""
    on = f" den {da.day(decision.decided_on)}" if decision.decided_on else ""
    case = f" (sag {decision.case})" if decision.case else ""
    words = (
        f"„{new}“ er vedtaget{by}{on}{case}. Det gælder for {area} fra rapport {{year}} og afløser "
        f"„{old}“."
    )
    return Text(words=words, numbers={"year": da.year(first)})


def did_not_apply(area: str, agreed: str | None) -> Text:
    """A goal that is new for a partnership."""
    own = f"; aftalen handler om {agreed}" if agreed else ""
    return da.plain(f"Gjaldt ikke {area}{own}.")


def applies_no_longer(area: str) -> Text:
    """A goal that no longer applies to a partnership."""
    return da.plain(f"Gælder ikke længere {area}.")


def no_goal_changes(area: str) -> Text:
    """That the goals' wording is the same."""
    return da.plain(f"Målsætningerne for {area} har den samme ordlyd som hidtil.")


def nothing_changes(area: str) -> Text:
    """That a decision changes nothing for a partnership."""
    return da.plain(f"Intet ændrer sig for {area}.")


def same_goals(goals: list[str], targets: list[str]) -> Text:
    """The goals, and single targets of others, that are as they were."""
    said = [f"målsætning {da.listed(goals)}"] if goals else []
    said += [f"mål {da.listed(targets)}"] if targets else []
    words = f"{' og '.join(said)} er som hidtil."
    return da.plain(words[:1].upper() + words[1:])


def same_tables(tables: list[str]) -> Text:
    """The tables that are as they were."""
    return da.plain(f"Tabel {da.listed(tables)} er som hidtil.")


def goal(number: str, about: str) -> str:
    """A goal by its number and what it is about."""
    return f"{number} ({about})"


def shown(area: str, about: str, first: int, last: int) -> Text:
    """That a goal is shown and not judged, in one report or several."""
    numbers = {"first": da.year(first)}
    years = "I rapport {first}"
    if last > first:
        numbers["last"] = da.year(last)
        years = "I rapport {first} til {last}"
    return Text(words=f"{years} vises {about} for {area} uden vurdering.", numbers=numbers)


def judged_from(year: int, expected: bool) -> Text:
    """From which report a goal is judged, and that it hangs on an agreement still to come."""
    when = ", hvis aftalen ændres som forventet" if expected else ""
    words = f"Fra rapport {{year}} vurderes målsætningen{when}."
    return Text(words=words, numbers={"year": da.year(year)})


def own_baselines() -> Text:
    """Why a baseline of the old basis cannot be used on the new one."""
    return da.plain(
        "Et nyt grundlag har sine egne baselines: Tal på det ene grundlag holdes aldrig op imod en "
        "baseline på det andet."
    )


def missing_baselines(area: str, labels: list[str]) -> Text:
    """Which baselines must be declared anew."""
    return da.plain(
        f"For {area} skal der fastlægges en ny baseline for {da.listed(labels)}. Indtil da vises "
        "tallene uden vurdering."
    )


def declared_baselines(labels: list[str]) -> Text:
    """Which baselines have been declared on the new basis."""
    return da.plain(f"Fastlagt på det nye grundlag: {da.listed(labels)}.")


def day(value: date) -> Text:
    """A day."""
    return da.plain(da.day(value))
