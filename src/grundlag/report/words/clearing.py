"""The Danish sentences of the list of open questions."""

import re
from collections.abc import Sequence
from itertools import groupby

from grundlag.report.model import Text
from grundlag.report.words import da

FIELD = re.compile(r"\{[^}]*\}")
CLAUSE = re.compile(r"(?<=[;.])\s+")
ELSEWHERE = "Står for hvert partnerskab i Om opgørelsen."


def what_it_is(source: str) -> Text:
    """What the list is for."""
    return da.plain(
        f"Kilden, „{source}“, lader disse spørgsmål stå åbne. Her står, hvordan de er læst, og "
        "hvad det betyder for årets vurderinger. Når et spørgsmål er afklaret, rettes grundlagets "
        "fil, og linjen falder bort."
    )


def note(text: str) -> str:
    """How a question is read; what a partnership's own figures fill in is in its own annex."""
    clauses = CLAUSE.split(text.strip())
    kept = [clause for clause in clauses if not FIELD.search(clause)]
    if len(kept) == len(clauses):
        return text.strip()
    said = " ".join(kept).rstrip(";.")
    return f"{said[:1].upper()}{said[1:]}. {ELSEWHERE}" if said else ELSEWHERE


def untried() -> Text:
    """What a dash means."""
    return da.plain("Hvor der står –, er en anden læsning ikke regnet efter.")


def meaning(lines: Sequence[tuple[str, str, str]], tried: bool) -> Text:
    """What the other reading would turn: by partnership, target and figure."""
    if not tried:
        return da.plain("–")
    if not lines:
        return da.plain("En anden læsning ændrer ingen vurdering i år.")
    parts = []
    for area, group in groupby(lines, key=lambda line: line[0]):
        names = dict.fromkeys(f"{target} {subject}" for _, target, subject in group)
        parts.append(f"{area}: {da.listed(list(names))}")
    return da.plain(f"En anden læsning ændrer udfaldet for {'; '.join(parts)}.")


def no_baseline(area: str, subjects: Sequence[str]) -> Text:
    """Which figures of a partnership have nothing to be held against."""
    return da.plain(f"{area}: Der er ikke fastlagt en baseline for {da.listed(list(subjects))}.")
