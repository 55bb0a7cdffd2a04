"""Certainty, read off the printed 95 % limits and nothing else; and why it may be unknown."""

from dataclasses import replace
from typing import Literal

from grundlag.indicators.model import Change, Estimate
from grundlag.verdicts.model import Certainty, Finding, Unknown


def beyond(found: Change, null: float, side: Literal["below", "above"]) -> bool:
    """Whether the printed limit lies strictly beyond the null value."""
    if found.limits is None:
        return False
    return found.limits.high < null if side == "below" else found.limits.low > null


def certainty_of(found: Change, shown: bool) -> Certainty:
    """The certainty of an outcome: unknown where its change has no limits."""
    if found.limits is None:
        return "unknown"
    return "shown" if shown else "within_noise"


def half_width(found: Change) -> dict[str, float | int]:
    """How large a difference has to be before it is shown."""
    if found.limits is None:
        return {}
    return {"shown_from": (found.limits.high - found.limits.low) / 2}


def why_unknown(certainty: Certainty, *shares: Estimate | None) -> Unknown | None:
    """Why a difference of shares has no limits; None where it has.

    No number of answers; or answers so few or so clustered that their spread cannot be measured;
    or printed shares of which the part of the whole is not known.
    """
    if certainty != "unknown":
        return None
    found = [share for share in shares if share is not None and share.value is not None]
    if any(each.made.variance is None and each.n is None for each in found):
        return "no_n"
    if any(each.made.variance is None for each in found):
        return "no_spread"
    if any(each.made.df is not None and each.made.df < 1 for each in found):
        return "no_spread"
    return "no_population"


def over_bridges(finding: Finding) -> Finding:
    """A finding with the note that the earlier figure was carried over a bridge, where it was."""
    bridged = finding.change is not None and finding.change.bridges
    return replace(finding, notes=("bridged", *finding.notes)) if bridged else finding
