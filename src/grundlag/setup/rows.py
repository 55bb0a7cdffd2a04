"""Declared records as the rows of a sheet, as people write them."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from grundlag.basis.declared import Definitions
from grundlag.basis.load import FILES
from grundlag.basis.names import Known, Names, named
from grundlag.basis.sheet import NO, TO, YES, Heading, Sheet
from grundlag.basis.sheet_columns import CONTENTS, QUESTION


def names_of(defs: Definitions) -> Known:
    """The names that the workbook writes for ids."""
    return Known(
        partnerships={p.id: p.name for p in defs.partnerships.partnership},
        bases={basis.id: basis.name for basis in defs.bases.values()},
        indicators={
            basis.id: {indicator.id: indicator.label for indicator in basis.indicator}
            for basis in defs.bases.values()
        },
    )


def records(defs: Definitions, sheet: Sheet) -> tuple[Any, ...]:
    """The records that a sheet holds."""
    field = next(field for field, (file, _) in FILES.items() if file == sheet.file)
    found: tuple[Any, ...] = getattr(getattr(defs, field), sheet.section)
    return found


def lines(sheet: Sheet, record: Any) -> Iterator[dict[str, Any]]:
    """The rows of a record: what is not left to its default, by key."""
    values = {
        h.key: _value(record, h) for h in sheet.headings if h.key not in ("columns", "column")
    }
    line = {key: value for key, value in values.items() if value is not None}
    if sheet.rows_of is None:
        yield line
        return
    maps = [(t, *pair) for t in ("columns", "questions") for pair in getattr(record, t).items()]
    for i, (table, name, column) in enumerate(maps):
        whole = line if i == 0 else {sheet.rows_of: line[sheet.rows_of]}
        content = CONTENTS.get(name, name) if table == "columns" else f"{QUESTION}: {name}"
        yield whole | {"columns": content, "column": column}


def _value(record: Any, heading: Heading) -> Any:
    """What a record says under a key; None where an empty cell would say the same."""
    *outer, key = heading.key.split(".")
    for name in outer:
        record = getattr(record, name)
        if record is None:
            return None
    value = getattr(record, key)
    default = next(field.default for field in fields(record) if field.name == key)
    return None if value == default and not heading.shown else value


def written(value: Any, heading: Heading, line: dict[str, Any], known: Known) -> Any:
    """A value as people write it."""
    match heading.holds:
        case "partnership":
            return _name(value, known.partnerships)
        case "basis":
            return _name(value, known.bases)
        case "indicator":
            return _name(value, known.indicators.get(line["basis"], {}))
        case "word":
            return heading.words[value]
        case "yes":
            return YES if value else NO
        case "years":
            return _years(value)
        case "months":
            return f" {TO} ".join(value)
        case "texts":
            return "; ".join(value)
    return value


def _name(id: str, names: Names) -> str:
    """A thing's name; its id, where its name would not lead back to it."""
    name = names.get(id, id)
    return name if named(name, names) == id else id


def _years(years: tuple[int, ...]) -> str | int:
    """2024, 2022-2024, or 2022; 2024."""
    if len(years) == 1:
        return years[0]
    if years == tuple(range(years[0], years[-1] + 1)):
        return f"{years[0]}-{years[-1]}"
    return "; ".join(map(str, years))
