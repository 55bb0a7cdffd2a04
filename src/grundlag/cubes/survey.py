"""Count survey answers: once per delivery into a cube of sums that every estimate needs."""

from collections.abc import Iterable

import ibis
import pyarrow as pa

from grundlag.basis.folder import Source
from grundlag.cubes.model import PublishedShare, SurveyCell
from grundlag.engine.connect import Connection, Expression
from grundlag.engine.files import result
from grundlag.errors import DeliveryError, Problem
from grundlag.records.kept_rows import rows_of
from grundlag.records.model import Delivery
from grundlag.records.parse import QUESTION
from grundlag.records.place import Geography, fold, named, place, spotted
from grundlag.records.view import View

MILLION = 1_000_000
WHOLE = "decimal(38,0)"  # what sums of weights are: a double would lose some
SIZES = ("stratum_size", "psu_size")


def count_answers(
    connection: Connection, delivery: Delivery, land: Geography, source: Source
) -> pa.Table:
    """One pass over a delivery: wave x stratum x PSU x atom x question x answer -> n, w, w2.

    Weights are whole millionths and their sums decimal(38,0): the same in any order of rows. The
    sizes of strata and PSUs are keys beside them.
    """
    parts = [
        _cells(connection, delivery, land, source, name).mutate(question=ibis.literal(name))
        for name in sorted(source.questions)
    ]
    long = ibis.union(*parts) if len(parts) > 1 else parts[0]
    keys = ("wave", "stratum", "psu", *SIZES, "atom", "question", "answer")
    sums = long.group_by(*keys).agg(
        n=long.n.sum().cast("int64"),
        w=long.w.sum().cast(WHOLE),
        w2=long.w2.sum().cast(WHOLE),
        weightless=long.weightless.sum().cast("int64"),
    )
    return result(connection, sums.order_by(*keys))


def _cells(
    connection: Connection, delivery: Delivery, land: Geography, source: Source, question: str
) -> Expression:
    """Answers of one kind added up, and placed: those without a point after that, for few are left.

    What is written in several ways is several cells still.
    """
    crs, rows = source.read.crs, _answers(connection, delivery, source, question)
    is_pointed = "x" in rows.columns
    rows = spotted(connection, rows, land, crs) if is_pointed else rows
    kinds = rows.group_by(*(name for name in rows.columns if name != "micro")).agg(
        n=rows.count(),
        w=rows.micro.sum().cast(WHOLE),
        w2=(rows.micro * rows.micro).sum().cast(WHOLE),
        weightless=(rows.micro == 0).sum().cast("int64"),
    )
    kinds = kinds if is_pointed else spotted(connection, kinds, land, crs)
    return _plain(named(connection, kinds, land, crs))


def placed_answers(
    connection: Connection, delivery: Delivery, land: Geography, source: Source, question: str
) -> Expression:
    """A delivery's answers to one question, each with its atom and its weight in millionths."""
    rows = _answers(connection, delivery, source, question)
    return _plain(place(connection, rows, land, source.read.crs))


def _plain(placed: Expression) -> Expression:
    """Answers, strata and PSUs as they are told apart; what was not delivered is empty."""
    here = placed.columns
    units = {n: placed[n].strip() if n in here else ibis.literal("") for n in ("stratum", "psu")}
    sizes = {n: placed[n] if n in here else ibis.null("int64") for n in SIZES}
    placed = placed.mutate(**units, **sizes, answer=placed.answer.strip().lower())
    return placed.select(*(name for name in placed.columns if name != "recorded"))


def _answers(
    connection: Connection, delivery: Delivery, source: Source, question: str
) -> Expression:
    """A delivery's answers to one question as they came, each with its weight in millionths."""
    rows = rows_of(connection, delivery, source)
    _refuse_unread(rows, delivery, source)
    told = ("wave", "stratum", "psu", *SIZES, "place", "x", "y")
    return rows.select(
        *(name for name in told if name in rows.columns),
        micro=(rows.weight * MILLION).round().cast("int64").cast("decimal(19,0)"),
        answer=rows[f"{QUESTION}{question}"],
    )


def _refuse_unread(rows: Expression, delivery: Delivery, source: Source) -> None:
    """Raise DeliveryError where a question was declared after its delivery was taken in."""
    unread = sorted(q for q in source.questions if f"{QUESTION}{q}" not in rows.columns)
    if unread:
        what = f'{delivery.manifest.file} was taken in before the question "{unread[0]}" was named.'
        fix = "Take the file in again: it is then read with today's sources.toml."
        raise DeliveryError(Problem(where=delivery.id, what=what, fix=fix))


def survey_cells(table: pa.Table, delivery: str, waves: Iterable[int]) -> list[SurveyCell]:
    """The cells of the waves that a delivery speaks for."""
    spoken = set(waves)
    return [
        SurveyCell(**row | {"w": int(row["w"]), "w2": int(row["w2"])}, delivery=delivery)
        for row in table.to_pylist()
        if row["wave"] in spoken
    ]


def published_shares(
    rows: pa.Table, delivery: Delivery, view: View, source: Source
) -> list[PublishedShare]:
    """The printed shares of the waves that a delivery speaks for, 0 to 1."""
    spoken = {int(unit) for unit in view.units_of(delivery)}
    return [
        PublishedShare(
            wave=row["wave"],
            place=fold(row["place"]),
            question=row["question"].strip(),
            answers=row["answers"].strip(),
            share=row["share"] / 100 if source.percent else row["share"],
            n=row.get("n"),
            printed_decimals=source.printed_decimals,
            delivery=delivery.id,
            provider=delivery.manifest.provider,
        )
        for row in rows.to_pylist()
        if row["wave"] in spoken
    ]
