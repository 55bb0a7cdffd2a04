"""What a bank tells of a table before anything is asked of it: variables, values, last update."""

import json
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from grundlag.basis.fetches import Bank
from grundlag.errors import FetchError, Problem, nearest
from grundlag.records.statbank.door import host_of, post
from grundlag.records.statbank.model import Answer, Patience, Table, Value, Variable

NO_TABLE = "EXTRACT-NOTFOUND"


@dataclass(frozen=True, kw_only=True)
class _Value:
    """A value as the bank writes it."""

    id: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class _Variable:
    """A variable as the bank writes it."""

    id: str
    values: tuple[_Value, ...]
    text: str = ""
    elimination: bool = False
    time: bool = False


@dataclass(frozen=True, kw_only=True)
class _Told:
    """A table as the bank writes it; what else it writes is passed over."""

    id: str
    variables: tuple[_Variable, ...]
    text: str = ""
    updated: str = ""
    active: bool = True
    suppressedDataValue: str | None = None


_TOLD = TypeAdapter(_Told)


def table_of(bank: Bank, name: str, patience: Patience) -> Table:
    """A table's variables and values; raises FetchError where the bank has no such table."""
    question = {"table": name, "lang": "da", "format": "JSON"}
    answer = post(bank, "tableinfo", question, patience)
    if answer.status != 200:
        raise FetchError(_no_table(bank, name, answer, patience))
    try:
        told = _TOLD.validate_json(answer.body)
    except ValidationError as error:
        what = f"does not tell of the table {name} as it should: {error.errors()[0]['msg']}."
        fix = f"See that the address is a statbank's: {bank.address}."
        raise FetchError(Problem(where=host_of(bank), what=what, fix=fix)) from error
    return Table(
        id=told.id,
        title=told.text,
        updated=told.updated,
        active=told.active,
        hidden=told.suppressedDataValue or "",
        variables=tuple(
            Variable(
                id=v.id,
                text=v.text,
                time=v.time,
                left_out=v.elimination,
                values=tuple(Value(id=each.id, text=each.text) for each in v.values),
            )
            for v in told.variables
        ),
    )


def refusal(answer: Answer) -> tuple[str, str]:
    """The bank's own code and words for why it does not answer; empty where it gives none."""
    try:
        told: Any = json.loads(answer.body)
        return str(told["errorTypeCode"]), str(told["message"])
    except (ValueError, KeyError, TypeError):
        return "", ""


def _no_table(bank: Bank, name: str, answer: Answer, patience: Patience) -> Problem:
    code, words = refusal(answer)
    if code == NO_TABLE:
        what = f'has no table called "{name}".'
        return Problem(where=host_of(bank), what=what, fix=_near(bank, name, patience))
    said = f" ({words})" if words else ""
    what = f"answers {answer.status} to what is in the table {name}{said}."
    fix = f"See that the address is a statbank's: {bank.address}."
    return Problem(where=host_of(bank), what=what, fix=fix)


def _near(bank: Bank, name: str, patience: Patience) -> str:
    """The nearest table there is, where the bank will list them."""
    page = f"Look for it on {bank.page}."
    answer = post(bank, "tables", {"lang": "da", "format": "JSON"}, patience)
    try:
        near = nearest(name.upper(), [str(each["id"]) for each in json.loads(answer.body)])
    except (ValueError, KeyError, TypeError):
        return page
    return f"{near} {page}" if near.startswith("Did") else page
