"""What questions and sources must hold: answers in one group, columns that are there."""

from collections.abc import Iterator

from grundlag.basis.check_bases import unknown
from grundlag.basis.columns import COLUMNS, PERIODS, missing
from grundlag.basis.declared import Definitions
from grundlag.basis.folder import Source, Whereabouts
from grundlag.errors import Problem

SURVEY, SOURCES = "definitions/survey.toml", "sources.toml"


def denominators_are_made_of_groups(defs: Definitions) -> Iterator[Problem]:
    """What a share is out of are groups of its question's answers, one at least."""
    for i, question in enumerate(defs.survey.question):
        for k, name in enumerate(question.out_of):
            if name not in question.groups:
                where = defs.where(SURVEY, "question", i, "out_of", k)
                yield unknown(where, "group of answers", name, question.groups)
        if not question.out_of:
            what = f'"{question.id}" is out of nothing.'
            where = defs.where(SURVEY, "question", i, "out_of")
            yield Problem(where=where, what=what, fix="Name the groups in the denominator.")


def groups_hold_answers(defs: Definitions) -> Iterator[Problem]:
    """A group without answers would be a share of none."""
    for i, question in enumerate(defs.survey.question):
        for name, answers in question.groups.items():
            where = defs.where(SURVEY, "question", i, "groups", name)
            if not answers:
                what = f'the group "{name}" of "{question.id}" has no answers.'
                yield Problem(where=where, what=what, fix="Write its answers, or take it out.")


def answers_are_as_read(defs: Definitions) -> Iterator[Problem]:
    """Answers are read without outer space, so a group's answers have none."""
    for i, question in enumerate(defs.survey.question):
        for name, answers in question.groups.items():
            for k, answer in enumerate(answers):
                if answer != answer.strip():
                    what = f'the answer "{answer}" begins or ends with space.'
                    where = defs.where(SURVEY, "question", i, "groups", name, k)
                    yield Problem(where=where, what=what, fix=f'Write "{answer.strip()}".')


def answers_stand_in_one_group(defs: Definitions) -> Iterator[Problem]:
    """An answer, without regard to case, stands once among a question's groups."""
    for i, question in enumerate(defs.survey.question):
        seen: set[str] = set()
        for name, answers in question.groups.items():
            for k, answer in enumerate(answers):
                if answer.strip().lower() in seen:
                    what = f'the answer "{answer}" stands in two groups of "{question.id}".'
                    where = defs.where(SURVEY, "question", i, "groups", name, k)
                    yield Problem(where=where, what=what, fix="Let it stand in one.")
                seen.add(answer.strip().lower())


def sources_bring_declared_questions(defs: Definitions) -> Iterator[Problem]:
    """Answers are delivered to declared questions."""
    known = [q.id for q in defs.survey.question]
    for i, source in enumerate(defs.sources.source):
        for name in source.questions:
            if name not in known:
                where = defs.where(SOURCES, "source", i, "questions", name)
                yield unknown(where, "question", name, known)


def sources_map_known_columns(defs: Definitions) -> Iterator[Problem]:
    """A source maps no column that its kind does not know."""
    for i, source in enumerate(defs.sources.source):
        known = COLUMNS[source.kind]
        for name in source.columns:
            if name not in known:
                where = defs.where(SOURCES, "source", i, "columns", name)
                yield unknown(where, f"column of {source.kind}", name, known)


def sources_map_columns(defs: Definitions) -> Iterator[Problem]:
    """A source maps every column that its kind needs; what was only guessed need not yet."""
    for i, source in enumerate(defs.sources.source):
        if not source.confirmed:
            continue
        for name in _missing(source):
            what = f'source "{source.id}" does not say which column holds {name}.'
            where = defs.where(SOURCES, "source", i, "columns")
            yield Problem(where=where, what=what, fix="Add it under [source.columns].")
        if source.kind == "survey_answers" and not source.questions:
            what = f'source "{source.id}" does not say which columns hold answers.'
            where = defs.where(SOURCES, "source", i)
            yield Problem(where=where, what=what, fix="Add [source.questions].")


def _missing(source: Source) -> Iterator[str]:
    columns = source.mapped
    yield from missing(source.kind, columns)
    if source.kind == "crime_records":
        if not {"place", "x", "y"} & set(columns):
            yield "place (or x and y)"
        yield from (n for n, o in (("x", "y"), ("y", "x")) if o in columns and n not in columns)
    if "psu_size" in columns:
        yield from (n for n in ("psu", "stratum_size") if n not in columns)


def periods_stand_alone(defs: Definitions) -> Iterator[Problem]:
    """A period tells months or a day: another column that tells them could say otherwise."""
    for i, source in enumerate(defs.sources.source):
        told = [name for name in PERIODS.get(source.kind, {}) if name in source.columns]
        if "period" in source.columns and told:
            what = f'source "{source.id}" maps both period and {told[0]}.'
            where = defs.where(SOURCES, "source", i, "columns", told[0])
            yield Problem(where=where, what=what, fix="Keep one of them.")


def wide_tables_say_what_stands_across(defs: Definitions) -> Iterator[Problem]:
    """What stands across is two columns of ours that no column of the file is mapped to."""
    for i, source in enumerate(defs.sources.source):
        if source.wide is None:
            continue
        known, where = COLUMNS[source.kind], ("source", i, "wide")
        for key in ("heading", "cell"):
            name = getattr(source.wide, key)
            if name not in known:
                yield unknown(
                    defs.where(SOURCES, *where, key), f"{source.kind} column", name, known
                )
            elif name in source.columns or name in source.columns.values():
                what = f'"{name}" of source "{source.id}" stands across, and is a column as well.'
                at = defs.where(SOURCES, *where, key)
                yield Problem(where=at, what=what, fix="Keep one of the two.")


def columns_filled_down_are_mapped(defs: Definitions) -> Iterator[Problem]:
    """A column whose empty cells mean the one above is one that is read."""
    for i, source in enumerate(defs.sources.source):
        mapped = (*source.columns.values(), *source.questions.values())
        for k, name in enumerate(source.read.fill_down):
            if name not in mapped:
                where = defs.where(SOURCES, "source", i, "read", "fill_down", k)
                yield unknown(where, "mapped column", name, mapped)


def sources_map_a_column_once(defs: Definitions) -> Iterator[Problem]:
    """A column of a file holds one thing."""
    for i, source in enumerate(defs.sources.source):
        seen: dict[str, str] = {}
        for table in ("columns", "questions"):
            for name, column in getattr(source, table).items():
                if column in seen:
                    what = f'the column "{column}" is both {seen[column]} and {name}.'
                    where = defs.where(SOURCES, "source", i, table, name)
                    yield Problem(where=where, what=what, fix="Map each to a column of its own.")
                seen.setdefault(column, name)


def sources_hold_nothing_else(defs: Definitions) -> Iterator[Problem]:
    """Questions are for answers, per cent for printed shares, absent cells for counts."""
    only = {
        "questions": "survey_answers",
        "percent": "survey_shares",
        "printed_decimals": "survey_shares",
        "place": "activities",
        "where": "activities",
        "absent": "crime_counts",
        "hidden_as_zero": "crime_counts",
    }
    unset: tuple[object, ...] = ({}, False, None, "", "unknown", Whereabouts())
    for i, source in enumerate(defs.sources.source):
        for key, kind in only.items():
            if source.kind != kind and getattr(source, key) not in unset:
                what = f'source "{source.id}" is {source.kind}, which has no {key}.'
                where = defs.where(SOURCES, "source", i, key)
                yield Problem(where=where, what=what, fix=f"Take {key} out, or change kind.")
