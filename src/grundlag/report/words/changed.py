"""The smallest Danish phrases of a change: what something is now, and what it was before."""

import re
from collections.abc import Callable, Sequence

from grundlag.basis.diff import Difference
from grundlag.basis.model import Basis, Rule
from grundlag.report.between import Between
from grundlag.report.model import Number, Text
from grundlag.report.words import da

RULES: dict[Rule, str] = {
    "rises_every_year": "stiger hvert år",
    "approaches": "nærmer sig byens niveau",
    "held_at_baseline": "fastholdes på baseline",
    "at_least": "når en mindste andel",
    "monitored": "monitoreres uden vurdering",
}
GOES = {"added": "kommer til", "dropped": "udgår"}
OF_BASIS = {
    "name": "Grundlagets navn",
    "adopted_name": "Grundlagets navn som vedtaget",
    "source": "Kilden til grundlagets ordlyd",
    "replaces": "Det grundlag, der afløses,",
    "goals_heading": "Overskriften over målsætningerne",
    "tables_heading": "Overskriften over tabellerne",
}
YEARS = {
    "baseline": "baseline",
    "period": "periodens år",
    "latest": "det seneste hele år",
    "year_before": "året før",
}
NOUNS = {
    "about": "emnet",
    "better": "den bedste retning",
    "by": "tidspunktet for afgørelsen",
    "every": "hyppigheden",
    "value": "grænsen",
    "unit": "grænsens enhed",
    "kind": "opgørelsens art",
    "crime": "gerningstypen i kodelisten",
    "per": "antallet af indbyggere, der regnes pr.,",
    "population_on": "dagen, indbyggerne tælles på,",
    "decimals": "antallet af decimaler",
    "counted_by": "datoen, der tælles efter,",
    "dispersion": "den antagne spredning",
    "question": "spørgsmålet i undersøgelsen",
    "answers": "gruppen af svar, der tælles,",
    "min_partners": "det mindste antal samarbejdspartnere",
    "denominator": "det, andelen er ud af,",
    "counts_owner": "svaret på, om kommunen selv tæller som partner,",
    "replaces": "den indikator, der afløses,",
    "agreement_about": "det, aftalen handler om,",
    "report_about": "det, der afrapporteres på,",
    "judge": "svaret på, om der vurderes,",
}
WORDS = {
    "None": "ikke angivet",
    "True": "ja",
    "False": "nej",
    "lower": "lavere",
    "higher": "højere",
    "period_end": "periodens slutning",
    "year": "hvert år",
    "percent": "procent",
    "count": "antal",
    "rate": "tal pr. indbygger",
    "survey_share": "andel af svar",
    "activity_share": "andel af aktiviteter",
    "before": "1. januar før årets anmeldelser",
    "after": "1. januar efter årets anmeldelser",
    "reported": "anmeldelsens",
    "occurred": "gerningens",
    "all": "alle aktiviteter",
    "carried_out": "gennemførte aktiviteter",
}


def now(subject: str, d: Difference) -> Text:
    """A text that is another now."""
    new, old = (f"„{value}“" if value else "ingen" for value in (d.new, d.old))
    return da.plain(f"{subject} er nu {new}, før {old}.")


def noun(about: str, d: Difference) -> Text:
    """A declared key that has another value now."""
    said, numbers = [], {}
    for name, value in (("new", d.new), ("old", d.old)):
        if isinstance(value, int | float) and not isinstance(value, bool):
            numbers[name] = _number(d.field, value)
            said.append(f"{{{name}}}")
        else:
            said.append(WORDS.get(str(value), str(value).replace("_", " ")))
    return Text(
        words=f"For {about} er {NOUNS[d.field]} nu {said[0]}, før {said[1]}.", numbers=numbers
    )


def _number(field: str, value: float) -> Number:
    if field == "value":
        return Number(value=value / 100, unit="share")
    decimals = 0 if float(value).is_integer() else 1
    return Number(value=value, unit="number", decimals=decimals)


def wording(about: str, d: Difference, bases: Between) -> Text:
    """A text of the paper that is another now, both in full."""
    new, old = bases.new.corrected(str(d.new)), bases.old.corrected(str(d.old))
    said = [quoted(text) if text else "ingen." for text in (new, old)]
    return da.plain(f"Ordlyden af {about} er nu: {said[0]} Før: {said[1]}")


def applies(about: str, d: Difference, bases: Between) -> Text:
    """Whom something applies to now, and no longer."""
    new, old = names(d.new), names(d.old)
    came, went = ([n for n in a if n not in b] for a, b in ((new, old), (old, new)))
    said = [f"gælder nu også {places(came, bases)}"] if came else []
    said += [f"gælder ikke længere {places(went, bases)}"] if went else []
    if not said:
        return da.plain(f"{about} nævner partnerskaberne i en anden rækkefølge.")
    return da.plain(f"{about} {' og '.join(said)}.")


def assumes(about: str, d: Difference) -> Text:
    """Which readings something leans on now, and no longer."""
    new, old = names(d.new), names(d.old)
    came, went = ([f"„{n}“" for n in a if n not in b] for a, b in ((new, old), (old, new)))
    said = [f"bygger nu også på læsningen {da.listed(came)}"] if came else []
    said += [f"bygger ikke længere på læsningen {da.listed(went)}"] if went else []
    if not said:
        return da.plain(f"{about} nævner sine læsninger i en anden rækkefølge.")
    return da.plain(f"{about} {' og '.join(said)}.")


def order(subject: str, d: Difference, printed: Callable[[str], str] = str) -> Text:
    """A list in another order, each thing as it is printed."""
    said = [printed(name) for name in names(d.new)]
    return da.plain(f"{subject} står nu i rækkefølgen {da.listed(said)}.")


def quoted(text: str) -> str:
    """A declared text in quotation marks; what is filled in later is shown by dots."""
    said = re.sub("{[^{}]*}", "…", " ".join(text.split()))
    return f"„{said}“" if said.endswith((".", "?", "!")) else f"„{said}“."


def names(value: object) -> tuple[str, ...]:
    """A declared list."""
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def places(found: Sequence[str], bases: Between) -> str:
    """Partnerships in a row, as they are called."""
    return da.listed([bases.place(name) for name in found]) if found else "ingen"


def labels(basis: Basis, found: object) -> str:
    """Indicators in a row, in the middle of a sentence."""
    known = [low(basis.label(name)) for name in names(found)]
    return da.listed(known) if known else "ingen"


def low(label: str) -> str:
    """A label in the middle of a sentence."""
    return label[:1].lower() + label[1:]
