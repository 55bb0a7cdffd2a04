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
from grundlag.records.place import Geography, fold, place
from grundlag.records.view import View

MILLION = 1_000_000
SIZES = ("stratum_size", "psu_size")


def count_answers(
    connection: Connection, delivery: Delivery, land: Geography, source: Source
) -> pa.Table:
    """One pass over a delivery: wave x stratum x PSU x atom x question x answer -> n, w, w2.

    Weights are whole millionths and their sums decimal(38,0): the same in any order of rows. The
    sizes of strata and PSUs are keys beside them.
    """
    parts = [
        placed_answers(connection, delivery, land, source, name)
        for name in sorted(source.questions)
    ]
    long = ibis.union(*parts) if len(parts) > 1 else parts[0]
    keys = ("wave", "stratum", "psu", *SIZES, "atom", "question", "answer")
    sums = long.group_by(*keys).agg(
        n=long.count(),
        w=long.micro.cast("decimal(38,0)").sum().cast("decimal(38,0)"),
        w2=(long.micro * long.micro).sum().cast("decimal(38,0)"),
        weightless=(long.micro == 0).sum().cast("int64"),
    )
    return result(connection, sums.order_by(*keys))


def placed_answers(
    connection: Connection, delivery: Delivery, land: Geography, source: Source, question: str
) -> Expression:
    """A delivery's answers to one question, each with its atom and its weight in millionths."""
    rows = rows_of(connection, delivery, source)
    _refuse_unread(rows, delivery, source)
    spare = {name: ibis.literal("") for name in ("stratum", "psu")}
    spare |= {name: ibis.null("int64") for name in SIZES}
    absent = {name: value for name, value in spare.items() if name not in rows.columns}
    rows = place(connection, rows.mutate(**absent), land, source.read.crs)
    return rows.select(
        "wave",
        "atom",
        *SIZES,
        micro=(rows.weight * MILLION).round().cast("int64").cast("decimal(19,0)"),
        stratum=rows.stratum.strip(),
        psu=rows.psu.strip(),
        question=ibis.literal(question),
        answer=rows[f"{QUESTION}{question}"].strip().lower(),
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
