"""The Danish sentences about what two bases say otherwise, one function a kind."""

from collections.abc import Callable

from grundlag.basis.code_sets import label_of
from grundlag.basis.diff import Difference, Kind
from grundlag.report import between as side
from grundlag.report.between import Between
from grundlag.report.model import Text
from grundlag.report.words import changed, da, terms
from grundlag.report.words.codes import code, codes

HEADINGS: dict[Kind, str] = {
    "basis": "Grundlaget",
    "goal": "Målsætninger",
    "target": "Mål",
    "indicator": "Indikatorer",
    "code": "Gerningskoder",
    "table": "Tabeller",
    "column": "Kolonner i tabellerne",
    "row": "Rækker i tabellerne",
    "exception": "Undtagelser",
    "assumption": "Hvordan papiret læses",
    "correction": "Trykfejl, der rettes",
}


def sentence(d: Difference, bases: Between) -> Text:
    """A difference in one sentence, or two."""
    return KINDS[d.kind](d, bases)


def _basis(d: Difference, bases: Between) -> Text:
    if d.field in changed.OF_BASIS:
        return changed.now(changed.OF_BASIS[d.field], d)
    if d.field == "year_starts_in":
        new, old = (terms.MONTHS[int(str(value)) - 1] for value in (d.new, d.old))
        return da.plain(f"Et års anmeldelser tælles nu fra {new}, før fra {old}.")
    numbers = {k: da.year(int(str(v))) for k, v in (("new", d.new), ("old", d.old)) if v}
    if d.new is None:
        return Text(words="Grundlaget har intet første år; før var det {old}.", numbers=numbers)
    before = ", før fra rapport {old}" if d.old else ""
    return Text(words=f"Grundlaget gælder fra rapport {{new}}{before}.", numbers=numbers)


def _goal(d: Difference, bases: Between) -> Text:
    if d.what == "moved":
        return changed.order("Målsætningerne", d)
    if d.what == "added":
        found = side.goal(bases.new, d.id)
        text = changed.quoted(bases.new.corrected(found.text))
        whom = changed.places(found.applies_to, bases)
        return da.plain(f"Mål {d.id} er nyt og gælder {whom}: {text}")
    if d.what == "dropped":
        text = changed.quoted(bases.old.corrected(side.goal(bases.old, d.id).text))
        return da.plain(f"Mål {d.id} udgår: {text}")
    return GOAL.get(d.field, _noun)(d, bases)


def _target(d: Difference, bases: Between) -> Text:
    if d.what == "moved":
        return changed.order(f"Målene under målsætning {d.of}", d)
    if d.what != "changed":
        basis = bases.new if d.what == "added" else bases.old
        found = side.target(basis, d.id)
        what = "er nyt" if d.what == "added" else "udgår"
        labels = changed.labels(basis, found.indicators)
        return da.plain(f"Mål {d.id} {what}: {labels} ({changed.RULES[found.rule]}).")
    return GOAL.get(d.field, _noun)(d, bases)


def _measured(d: Difference, bases: Between) -> Text:
    """Which indicators a target is measured on: those that took a place, came, and went."""
    old, new = changed.names(d.old), changed.names(d.new)
    heirs = {name: bases.before[name] for name in new if bases.before.get(name) in old}
    swapped = [
        " i stedet for ".join(side.told_apart(*bases.labels(name)))
        for name, before in heirs.items()
        if name != before
    ]
    came = tuple(name for name in new if name not in heirs)
    went = tuple(name for name in old if name not in heirs.values())
    said = [f"måles nu på {' og på '.join(swapped)}"] if swapped else []
    said += [f"måles nu også på {changed.labels(bases.new, came)}"] if came else []
    said += [f"måles ikke længere på {changed.labels(bases.old, went)}"] if went else []
    if not said:
        return da.plain(f"Mål {d.id} nævner sine indikatorer i en anden rækkefølge.")
    return da.plain(f"Mål {d.id} {'; det '.join(said)}.")


def _noun(d: Difference, bases: Between) -> Text:
    return changed.noun(f"mål {d.id}", d)


GOAL: dict[str, Callable[[Difference, Between], Text]] = {
    "applies_to": lambda d, bases: changed.applies(f"Mål {d.id}", d, bases),
    "indicators": _measured,
    "text": lambda d, bases: changed.wording(f"mål {d.id}", d, bases),
    "assumes": lambda d, bases: changed.assumes(f"Mål {d.id}", d),
    "goal": lambda d, bases: da.plain(
        f"Mål {d.id} hører nu under målsætning {d.new}, før under {d.old}."
    ),
    "rule": lambda d, bases: da.plain(
        f"Reglen for mål {d.id} er nu „{_rule(d.new)}“, før „{_rule(d.old)}“."
    ),
    "level_of": lambda d, bases: da.plain(
        f"Mål {d.id} sammenlignes nu med {_level(d.new, bases)}, før med {_level(d.old, bases)}."
    ),
}


def _level(value: object, bases: Between) -> str:
    return bases.place(str(value)) if value else "intet område"


def _rule(value: object) -> str:
    return next(words for rule, words in changed.RULES.items() if rule == value)


def _indicator(d: Difference, bases: Between) -> Text:
    if d.what == "moved":
        return da.plain("Indikatorerne står i en anden rækkefølge.")
    if d.what != "changed":
        basis, what = (bases.new, "er ny") if d.what == "added" else (bases.old, "udgår")
        return da.plain(f"Indikatoren „{basis.label(d.id)}“ {what}.")
    new, old = bases.labels(d.id)
    if bases.before[d.id] != d.id and d.field in ("id", "label"):
        return da.plain(f"„{new}“ træder i stedet for „{old}“.")
    if d.field == "label":
        return da.plain(f"„{old}“ hedder nu „{new}“.")
    if d.field == "crime":
        end = "i kodelisten" if new == old else f"end „{old}“"
        return da.plain(f"„{new}“ tælles nu på en anden gerningstype {end}.")
    return changed.noun(f"„{new}“", d)


def _code(d: Difference, bases: Between) -> Text:
    about = side.told_apart(*bases.labels(d.of))[0]
    own = [code(d.id, label_of(bases.defs, d.id))]
    return codes(about, own, []) if d.what == "added" else codes(about, [], own)


def _table(d: Difference, bases: Between) -> Text:
    if d.what == "moved":
        return changed.order("Tabellerne", d)
    if d.what != "changed":
        basis, what = (bases.new, "er ny") if d.what == "added" else (bases.old, "udgår")
        title = basis.corrected(side.table(basis, d.id).title)
        return da.plain(f"Tabel {d.id} {what}: „{title}“.")
    return TABLE[d.field](d, bases)


def _years(d: Difference, bases: Between) -> Text:
    new, old = (
        da.listed([changed.YEARS[year] for year in changed.names(value)] or ["ingen år"])
        for value in (d.new, d.old)
    )
    return da.plain(f"Tabel {d.id} viser nu {new}, før {old}.")


TABLE: dict[str, Callable[[Difference, Between], Text]] = {
    "title": lambda d, bases: da.plain(
        f"Tabel {d.id} hedder nu „{bases.new.corrected(str(d.new))}“, "
        f"før „{bases.old.corrected(str(d.old))}“."
    ),
    "applies_to": lambda d, bases: changed.applies(f"Tabel {d.id}", d, bases),
    "assumes": lambda d, bases: changed.assumes(f"Tabel {d.id}", d),
    "years": _years,
    "change_from": lambda d, bases: da.plain(
        f"Ændringen i tabel {d.id} er nu fra {changed.YEARS[str(d.new)]}, "
        f"før fra {changed.YEARS[str(d.old)]}."
    ),
    "percent_from": lambda d, bases: Text(
        words=f"Tabel {d.id} viser ændringer i procent fra {{new}} anmeldelser, før fra {{old}}.",
        numbers={"new": da.whole(int(str(d.new))), "old": da.whole(int(str(d.old)))},
    ),
}


def _column(d: Difference, bases: Between) -> Text:
    if d.what == "moved":
        return changed.order(f"Kolonnerne i tabel {d.of}", d)
    if d.what == "changed":
        return da.plain(f"Kolonnen „{d.old}“ i tabel {d.of} hedder nu „{d.new}“.")
    return da.plain(f"Kolonnen „{d.id}“ i tabel {d.of} {changed.GOES[d.what]}.")


def _row(d: Difference, bases: Between) -> Text:
    if d.what == "moved":
        return changed.order(f"Rækkerne i tabel {d.of}", d, bases.new.corrected)
    basis = bases.old if d.what == "dropped" else bases.new
    label = basis.corrected(d.id)
    if d.what != "changed":
        return da.plain(f"Rækken „{label}“ i tabel {d.of} {changed.GOES[d.what]}.")
    if d.field == "label":
        return da.plain(
            f"Rækken „{bases.old.corrected(str(d.old))}“ i tabel {d.of} bliver til „{label}“."
        )
    if d.field == "total_of":
        new, old = changed.labels(bases.new, d.new), changed.labels(bases.old, d.old)
        return da.plain(f"Rækken „{label}“ i tabel {d.of} er nu summen af {new}, før af {old}.")
    return changed.now(f"Målet i rækken „{label}“ i tabel {d.of}", d)


def _exception(d: Difference, bases: Between) -> Text:
    if d.what == "moved":
        return da.plain(f"Undtagelserne for mål {d.of} står i en anden rækkefølge.")
    about = f"for {bases.place(d.id)}, mål {d.of},"
    if d.what == "dropped":
        return da.plain(f"En undtagelse {about} udgår.")
    if d.what == "added":
        found = side.exemption(bases.new, d.id, d.of)
        judged = "vurderes" if found.judge else "vises uden vurdering"
        words = (
            f"En ny undtagelse {about} gælder til og med rapport {{year}}: Aftalen handler om "
            f"{found.agreement_about}; der afrapporteres på {found.report_about}, som {judged}."
        )
        return Text(words=words, numbers={"year": da.year(found.to_year)})
    if d.field == "to_year":
        numbers = {"new": da.year(int(str(d.new))), "old": da.year(int(str(d.old)))}
        words = f"Undtagelsen {about} gælder nu til og med rapport {{new}}, før {{old}}."
        return Text(words=words, numbers=numbers)
    if d.field == "text":
        return changed.wording(f"undtagelsen {about}", d, bases)
    if d.field == "assumes":
        return changed.assumes(f"Undtagelsen {about}", d)
    return changed.noun(f"undtagelsen {about}", d)


def _assumption(d: Difference, bases: Between) -> Text:
    if d.what == "moved":
        return da.plain("Læsningerne står i en anden rækkefølge.")
    if d.what != "changed":
        basis, what = (bases.new, "er ny") if d.what == "added" else (bases.old, "udgår")
        note = changed.quoted(side.assumption(basis, d.id).note)
        return da.plain(f"Læsningen „{d.id}“ {what}: {note}")
    if d.field == "other":
        return da.plain(f"Andre måder at læse „{d.id}“ på, der prøves, er nu: {_others(d.new)}.")
    new, old = changed.quoted(str(d.new)), changed.quoted(str(d.old))
    about = "Spørgsmålet i læsningen" if d.field == "open" else "Læsningen"
    return da.plain(f"{about} „{d.id}“ er nu: {new} Før: {old}")


def _others(value: object) -> str:
    """The other readings, each as it begins its sentence in print."""
    found = value if isinstance(value, tuple) else ()
    return da.listed([f"„{other.says} …“" for other in found]) if found else "ingen"


def _correction(d: Difference, bases: Between) -> Text:
    if d.what == "moved":
        return da.plain("Rettelserne af trykfejl står i en anden rækkefølge.")
    if d.what == "changed":
        return da.plain(f"„{d.id}“ trykkes nu som „{d.new}“, før som „{d.old}“.")
    basis = bases.new if d.what == "added" else bases.old
    prints = next(c.prints for c in basis.correction if c.source == d.id)
    what = "rettes nu til" if d.what == "added" else "rettes ikke længere til"
    return da.plain(f"„{d.id}“ {what} „{prints}“.")


KINDS: dict[Kind, Callable[[Difference, Between], Text]] = {
    "basis": _basis,
    "goal": _goal,
    "target": _target,
    "indicator": _indicator,
    "code": _code,
    "table": _table,
    "column": _column,
    "row": _row,
    "exception": _exception,
    "assumption": _assumption,
    "correction": _correction,
}
