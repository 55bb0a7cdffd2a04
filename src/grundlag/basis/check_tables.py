"""What declared tables must hold: rows that are one thing, totals that add up, a change to show."""

from collections.abc import Iterator
from itertools import combinations, product

from grundlag.basis.check_bases import basis_file, unknown
from grundlag.basis.declared import Definitions
from grundlag.basis.folder import CodeSet, Crime
from grundlag.basis.model import Basis, Row, Table
from grundlag.basis.patterns import covered, narrower, overlap
from grundlag.errors import Problem


def tables(defs: Definitions) -> Iterator[tuple[Basis, int, Table]]:
    """Every declared table with its basis and its place there."""
    for basis in defs.bases.values():
        yield from ((basis, i, table) for i, table in enumerate(basis.table))


def rows(defs: Definitions) -> Iterator[tuple[Basis, tuple[str | int, ...], Row]]:
    """Every row of every table with its basis and its path there."""
    for basis, i, table in tables(defs):
        yield from ((basis, ("table", i, "rows", j), row) for j, row in enumerate(table.rows))


def tables_name_partnerships(defs: Definitions) -> Iterator[Problem]:
    """A table applies to declared partnerships."""
    known = [p.id for p in defs.partnerships.partnership]
    for basis, i, table in tables(defs):
        for j, name in enumerate(table.applies_to):
            if name not in known:
                where = defs.where(basis_file(basis), "table", i, "applies_to", j)
                yield unknown(where, "partnership", name, known)


def tables_name_indicators(defs: Definitions) -> Iterator[Problem]:
    """Rows and totals name indicators of the table's own basis."""
    for basis, path, row in rows(defs):
        known = [i.id for i in basis.indicator]
        named = [((*path, "total_of", k), name) for k, name in enumerate(row.total_of)]
        if row.indicator is not None:
            named.append(((*path, "indicator"), row.indicator))
        for at, name in named:
            if name not in known:
                yield unknown(defs.where(basis_file(basis), *at), "indicator", name, known)


def tables_hold_what_they_change_from(defs: Definitions) -> Iterator[Problem]:
    """A column of changes needs the year they are from; else it stays empty."""
    for basis, i, table in tables(defs):
        changes = any(column.shows == "change" for column in table.columns)
        if changes and table.change_from not in table.years:
            what = f'table {table.number} shows a change from "{table.change_from}" and not itself.'
            where = defs.where(basis_file(basis), "table", i, "change_from")
            yield Problem(where=where, what=what, fix=f'Add "{table.change_from}" to years.')


def rows_are_one_thing(defs: Definitions) -> Iterator[Problem]:
    """A row is an indicator, or a total with a label of its own."""
    for basis, path, row in rows(defs):
        where = defs.where(basis_file(basis), *path)
        if (row.indicator is None) == (not row.total_of):
            what = "a row needs one of indicator and total_of."
            yield Problem(where=where, what=what, fix='Write { indicator = "..." }.')
        elif row.total_of and not row.label:
            what = "a total has no label."
            yield Problem(where=where, what=what, fix='Write label = "Total".')


def totals_are_of_counts(defs: Definitions) -> Iterator[Problem]:
    """Counts add; rates and shares do not."""
    for basis, path, row in rows(defs):
        kinds = {i.id: i.kind for i in basis.indicator}
        for k, name in enumerate(row.total_of):
            if kinds.get(name, "count") != "count":
                what = f'"{name}" is a {kinds[name]}: it cannot be part of a total.'
                where = defs.where(basis_file(basis), *path, "total_of", k)
                yield Problem(where=where, what=what, fix="Let a total be of counts alone.")


def totals_are_by_one_date(defs: Definitions) -> Iterator[Problem]:
    """Counts by report and counts by offence do not add."""
    for basis, path, row in rows(defs):
        by = {i.id: i.counted_by for i in basis.indicator}
        parts = [(k, name) for k, name in enumerate(row.total_of) if name in by]
        for k, name in parts:
            if by[name] != by[parts[0][1]]:
                what = f'"{name}" is counted by {by[name]}, and "{parts[0][1]}" is not.'
                where = defs.where(basis_file(basis), *path, "total_of", k)
                yield Problem(where=where, what=what, fix="Let a total be by one date alone.")


def totals_count_nothing_twice(defs: Definitions) -> Iterator[Problem]:
    """No offence code is in two parts of one total at the same time."""
    for basis, path, row in rows(defs):
        for k, shared in shared_codes(defs, basis, row.total_of):
            where = defs.where(basis_file(basis), *path, "total_of", k)
            fix = "Take it out of one, or keep one of them out of the total."
            yield Problem(where=where, what=f"{shared} of one total.", fix=fix)


def shared_codes(
    defs: Definitions, basis: Basis, names: tuple[str, ...]
) -> Iterator[tuple[int, str]]:
    """Which code is in which two of some indicators, and the place of the second."""
    crimes = {crime.id: crime for crime in defs.codes.crime}
    named = {i.id: crimes.get(i.crime or "") for i in basis.indicator}
    parts = [(k, name, found) for k, name in enumerate(names) if (found := named.get(name))]
    for (_, one, first), (k, other, second) in combinations(parts, 2):
        if one != other and (code := shared_code(first, second)):
            offence = defs.offence(code)
            label = f" ({offence.label})" if offence else ""
            yield k, f'code "{code}"{label} is in both "{one}" and "{other}"'


def shared_code(one: Crime, other: Crime) -> str | None:
    """A code, or all that begin so (`1320*`), that is in two crime types at the same time."""
    for first, second in product(one.codes, other.codes):
        if _at_once(first, second):
            for p, q in product(first.codes, second.codes):
                both, without = narrower(p, q), (*first.without, *second.without)
                if overlap(p, q) and not covered(both, without):
                    return both
    return None


def _at_once(one: CodeSet, other: CodeSet) -> bool:
    return (one.from_month or "0000") <= (other.to_month or "9999") and (
        other.from_month or "0000"
    ) <= (one.to_month or "9999")
