"""The Danish sentences about what is protected, one function each."""

from collections.abc import Sequence

from grundlag.report.model import Text
from grundlag.report.words import da, terms
from grundlag.verdicts.model import Verdict

WHY = "fordi små tal er beskyttet"


def line(verdict: Verdict, label: str) -> Text:
    """A line without its figures: the outcome alone, or that it is not judged in public."""
    finding = verdict.finding
    if finding.outcome in ("reached", "missed"):
        way = terms.outcome(verdict.rule, finding)
        return da.plain(f"{da.subject(label)} er {way}. Tallene vises ikke, {WHY}.")
    if finding.outcome == "not_judged" and finding.reason != "protected":
        reason = terms.REASON[finding.reason or "no_data"]
        said = f"{label}: Tallet vises ikke, {WHY}. Det vurderes ikke, for {reason}."
        return da.plain(said)
    if finding.outcome == "not_judged":
        return da.plain(f"{label}: Det vurderes ikke offentligt, {WHY}.")
    return da.plain(f"{label}: Ændringen vises ikke, {WHY}.")


def types(names: Sequence[str]) -> Text:
    """The monitored types of which a count is hidden."""
    return da.plain(f"Ændringen i {da.listed(list(names))} vises ikke, {WHY}.")


def levels(names: Sequence[str], police_year: int) -> Text:
    """Figures of a year that is its own baseline, hidden."""
    numbers = {"year": da.year(police_year)}
    words = f"Tallet for {da.listed(list(names))} i {{year}} vises ikke, {WHY}."
    return Text(words=words, numbers=numbers)


def uncertain() -> Text:
    """That how sure the whole is, is not told."""
    return da.plain(f"I mindst én af vurderingerne vises usikkerheden ikke, {WHY}.")


def cells() -> Text:
    """The note below a table or chart that has a protected figure."""
    return da.plain(
        "Et tal er beskyttet, når det er lille, eller når et lille tal kan regnes ud af det."
    )


def chart() -> Text:
    """The note below a chart in which a year is left out."""
    return da.plain("Et år, hvor tallet er beskyttet, er ikke tegnet.")
