"""What a basis must hold beside its file's own shape: indicators, assumptions, corrections."""

import re
from collections.abc import Iterable, Iterator

from grundlag.basis.declared import BASES, Definitions
from grundlag.basis.model import Basis, Indicator, Kind
from grundlag.errors import Problem, nearest

NEEDED: dict[Kind, tuple[str, ...]] = {
    "count": ("crime", "dispersion"),
    "rate": ("crime", "per", "population_on", "decimals", "dispersion"),
    "survey_share": ("question", "answers"),
    "activity_share": ("min_partners", "denominator"),
}
MAY_HAVE: dict[Kind, tuple[str, ...]] = {
    "count": ("decimals",),
    "rate": (),
    "survey_share": ("decimals",),
    "activity_share": ("counts_owner", "decimals"),
}
NOTE_FIELDS = (
    "tryg_svar",
    "naevner",
    "ved_ikke",
    "partnerskab",
    "baseline_aar",
    "baseline_vaerdi",
    "udtraeksdato",
    "kodeliste",
    "befolkningsdato",
    "spredning",
    "n",
    "planaar",
    "taeller_kommunen",
    "aflyste",
)


def basis_file(basis: Basis) -> str:
    """The file a basis stands in."""
    return f"{BASES}/{basis.id}.toml"


def unknown(where: str, kind: str, name: str, known: Iterable[str]) -> Problem:
    """That something names a thing which is not declared."""
    return Problem(where=where, what=f'no {kind} is called "{name}".', fix=nearest(name, known))


def indicators(defs: Definitions) -> Iterator[tuple[str, int, Indicator]]:
    """Every indicator with its file and its place there."""
    for basis in defs.bases.values():
        yield from ((basis_file(basis), i, found) for i, found in enumerate(basis.indicator))


def indicators_hold_what_their_kind_needs(defs: Definitions) -> Iterator[Problem]:
    """A rate without a population date, say, cannot be measured."""
    for file, i, indicator in indicators(defs):
        for key in NEEDED[indicator.kind]:
            if getattr(indicator, key) is None:
                what = f'indicator "{indicator.id}" is a {indicator.kind} and has no {key}.'
                where = defs.where(file, "indicator", i)
                yield Problem(where=where, what=what, fix=f"Write {key} = ...")


def indicators_hold_nothing_else(defs: Definitions) -> Iterator[Problem]:
    """A key that a kind does not use would be passed over, or change a figure unseen."""
    every = {key for keys in (*NEEDED.values(), *MAY_HAVE.values()) for key in keys}
    for file, i, indicator in indicators(defs):
        for key in sorted(every - {*NEEDED[indicator.kind], *MAY_HAVE[indicator.kind]}):
            if getattr(indicator, key) is not None:
                what = f'indicator "{indicator.id}" is a {indicator.kind}, which has no {key}.'
                where = defs.where(file, "indicator", i, key)
                yield Problem(where=where, what=what, fix=f"Take {key} out, or change kind.")


def indicators_are_counted_by_a_known_date(defs: Definitions) -> Iterator[Problem]:
    """Only reports have an offence's date, and a source must bring it."""
    dated = any("occurred" in source.columns for source in defs.sources.source)
    for file, i, indicator in indicators(defs):
        if indicator.counted_by != "occurred" or (indicator.crime and dated):
            continue
        where = defs.where(file, "indicator", i, "counted_by")
        if not indicator.crime:
            what = f'indicator "{indicator.id}" is a {indicator.kind}, which has no offences.'
            fix = "Take counted_by out, or change kind."
        else:
            what = f'indicator "{indicator.id}" is counted by offences, and no source dates them.'
            fix = "Map occurred under [source.columns] in sources.toml, or count by reported."
        yield Problem(where=where, what=what, fix=fix)


def indicators_name_crimes(defs: Definitions) -> Iterator[Problem]:
    """A count or rate is of a declared crime type."""
    known = [crime.id for crime in defs.codes.crime]
    for file, i, indicator in indicators(defs):
        if indicator.crime is not None and indicator.crime not in known:
            yield unknown(
                defs.where(file, "indicator", i, "crime"), "crime", indicator.crime, known
            )


def indicators_name_answers(defs: Definitions) -> Iterator[Problem]:
    """A share is of a group of a declared question's answers, one that its denominator holds."""
    questions = {q.id: q for q in defs.survey.question}
    for file, i, indicator in indicators(defs):
        if indicator.question is None or indicator.answers is None:
            continue
        where = defs.where(file, "indicator", i, "answers")
        question = questions.get(indicator.question)
        if question is None:
            at = defs.where(file, "indicator", i, "question")
            yield unknown(at, "question", indicator.question, questions)
        elif indicator.answers not in question.groups:
            yield unknown(where, "group of answers", indicator.answers, question.groups)
        elif indicator.answers not in question.out_of:
            what = f'"{indicator.answers}" is not in what "{question.id}" is out of.'
            fix = "A share is a part of its denominator: add the group to out_of."
            yield Problem(where=where, what=what, fix=fix)


def assumptions_are_declared(defs: Definitions) -> Iterator[Problem]:
    """Whatever leans on an assumption names one that the basis holds."""
    for basis in defs.bases.values():
        known = [a.id for a in basis.assumption]
        for path, names in _leaning(basis):
            for k, name in enumerate(names):
                if name not in known:
                    where = defs.where(basis_file(basis), *path, "assumes", k)
                    yield unknown(where, "assumption", name, known)


def _leaning(basis: Basis) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...]]]:
    for i, goal in enumerate(basis.goal):
        yield ("goal", i), goal.assumes
        yield from ((("goal", i, "target", j), t.assumes) for j, t in enumerate(goal.target))
    yield from ((("exception", i), e.assumes) for i, e in enumerate(basis.exception))
    yield from ((("table", i), t.assumes) for i, t in enumerate(basis.table))


def notes_can_be_filled(defs: Definitions) -> Iterator[Problem]:
    """A note's {fields} are known ones."""
    for basis in defs.bases.values():
        for i, assumption in enumerate(basis.assumption):
            for field in sorted(set(re.findall(r"{([^{}]*)}", assumption.note))):
                if field not in NOTE_FIELDS:
                    where = defs.where_text(
                        basis_file(basis), f"{{{field}}}", "assumption", i, "note"
                    )
                    yield unknown(where, "field of a note", field, NOTE_FIELDS)


def notes_have_no_other_braces(defs: Definitions) -> Iterator[Problem]:
    """A brace that opens or closes no field would stop the printing."""
    for basis in defs.bases.values():
        for i, assumption in enumerate(basis.assumption):
            for line in assumption.note.split("\n"):
                rest = re.sub(r"{[^{}]*}", "", line)
                for brace in sorted({"{", "}"} & set(rest)):
                    what = f'a note has a "{brace}" that is no part of a field.'
                    where = defs.where_text(basis_file(basis), line, "assumption", i, "note")
                    yield Problem(where=where, what=what, fix="Write a field as {n}, or no brace.")


def corrections_are_of_the_source(defs: Definitions) -> Iterator[Problem]:
    """A slip to correct stands in the basis; else nothing would be corrected."""
    for basis in defs.bases.values():
        texts = tuple(_printed(basis))
        for i, slip in enumerate(basis.correction):
            if not slip.source or not any(slip.source in text for text in texts):
                what = f'"{slip.source}" stands in no title, label or text of this basis.'
                where = defs.where(basis_file(basis), "correction", i, "source")
                yield Problem(where=where, what=what, fix="Write it as the source does.")


def _printed(basis: Basis) -> Iterator[str]:
    yield from (i.label for i in basis.indicator)
    yield from (goal.text for goal in basis.goal)
    yield from (target.text for goal in basis.goal for target in goal.target)
    yield from (exempt.text for exempt in basis.exception)
    for table in basis.table:
        yield table.title
        yield from (column.label for column in table.columns)
        yield from (text for row in table.rows for text in (row.label, row.target))
