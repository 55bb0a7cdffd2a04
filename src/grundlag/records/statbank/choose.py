"""Which values of a table are asked for, one by one: so the answer can be held against them."""

import re
from collections.abc import Iterable, Iterator

from grundlag.basis.periods import EXAMPLES, months_of
from grundlag.errors import FetchError, Problem, nearest
from grundlag.records.statbank.model import Grid, Table, Variable, Wanted

ALL = ("*",)
NEWEST = re.compile(r"\((?:(\d+)|-n\+(\d+))\)")  # (1) is the newest, (-n+8) are the eight newest
SPAN = re.compile(r"(?:(>=?)([^<>=]+))?(?:(<=?)([^<>=]+))?")
WAYS = "codes or names, 2024*, ????, >=2024K1<=2025K4, (1) or (-n+8)"


def choose(table: Table, wanted: Wanted, where: str) -> Grid:
    """The grid that is asked for; raises FetchError with all that the table does not have."""
    problems = list(_unknown_variables(table, wanted, where))
    chosen: list[tuple[Variable, tuple[str, ...]]] = []
    for variable in table.variables:
        try:
            if codes := _codes(table, variable, wanted, where):
                chosen.append((variable, codes))
        except FetchError as error:
            problems += error.problems
    if problems:
        raise FetchError(problems)
    return Grid(table=table.id, format=wanted.fetch.format, chosen=tuple(chosen))


def _named(variable: Variable, name: str) -> bool:
    """Whether a name is the variable's, by its id or in words."""
    return name.casefold() in (variable.id.casefold(), variable.text.casefold(), variable.head)


def _unknown_variables(table: Table, wanted: Wanted, where: str) -> Iterator[Problem]:
    named = (*wanted.fetch.values, *filter(None, [wanted.fetch.area]))
    for name in dict.fromkeys(named):
        if not any(_named(v, name) for v in table.variables):
            what = f'{table.id} has no variable called "{name}".'
            fix = nearest(name, [v.id for v in table.variables])
            yield Problem(where=where, what=what, fix=fix)


def _codes(table: Table, variable: Variable, wanted: Wanted, where: str) -> tuple[str, ...]:
    """The codes of a variable that are asked for; none where the bank is to sum it up."""
    asked = next((v for n, v in wanted.fetch.values.items() if _named(variable, n)), None)
    is_area = bool(wanted.fetch.area) and _named(variable, wanted.fetch.area)
    if is_area:
        asked = wanted.areas or asked
    if variable.time:
        asked = ALL if asked is None else asked
    if asked is None and (is_area or not variable.left_out or wanted.fetch.format == "BULK"):
        raise FetchError(_unsaid(table, variable, is_area, where))
    if asked is None:
        return ()
    codes = _picked(table, variable, asked, where)
    return _in_time(table, variable, codes, wanted) if variable.time else codes


def _unsaid(table: Table, variable: Variable, is_area: bool, where: str) -> Problem:
    few = ", ".join(f"{v.id} ({v.text})" for v in variable.values[:6])
    more = f" and {len(variable.values) - 6} more" if len(variable.values) > 6 else ""
    what = f"{table.id} is not told which {variable.id}."
    how = "--area CODE" if is_area else f'"{variable.id}" = [...] under [fetch.values]'
    return Problem(where=where, what=what, fix=f"Say {how}: {few}{more}.")


def _picked(table: Table, variable: Variable, asked: Iterable[str], where: str) -> tuple[str, ...]:
    """The codes that some words stand for, each once and in the table's own order."""
    found: set[str] = set()
    problems: list[Problem] = []
    for word in asked:
        codes = _meant(variable, word.strip())
        found |= set(codes)
        if not codes:
            what = f'{variable.id} of {table.id} has no value "{word}".'
            known = {v.id for v in variable.values} | {v.text for v in variable.values}
            near = nearest(word, known)
            near = f"{near} " if near.startswith("Did") else ""
            problems.append(Problem(where=where, what=what, fix=f"{near}Write {WAYS}."))
    if problems or not found:
        what = f"{variable.id} of {table.id} is asked for with no value."
        none = Problem(where=where, what=what, fix=f"Write {WAYS}.")
        raise FetchError(problems or none)
    return tuple(v.id for v in variable.values if v.id in found)


def _meant(variable: Variable, word: str) -> list[str]:
    """The codes that one word stands for: a code before all, then a name, then a rule."""
    codes = [v.id for v in variable.values]
    if word in codes:
        return [word]
    if named := [v.id for v in variable.values if v.text.casefold() == word.casefold()]:
        return named if len(named) == 1 else []
    if alike := [code for code in codes if code.casefold() == word.casefold()]:
        return alike
    if newest := NEWEST.fullmatch(word):
        return _newest(codes, newest) if variable.time else []
    if word[:1] in "<>" and (span := SPAN.fullmatch(word)):
        return _between(codes, span)
    pattern = "".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in word)
    wild = "*" in word or "?" in word
    return [code for code in codes if re.fullmatch(pattern, code)] if wild else []


def _newest(codes: list[str], rule: re.Match[str]) -> list[str]:
    if rule[1]:
        place = len(codes) - int(rule[1])
        return codes[place : place + 1] if 0 <= place < len(codes) else []
    return codes[-int(rule[2]) :] if int(rule[2]) else []


def _between(codes: list[str], span: re.Match[str]) -> list[str]:
    """The codes from one to another, in the order in which the bank has them."""
    first, last = 0, len(codes) - 1
    for sign, code in ((span[1], span[2]), (span[3], span[4])):
        if sign and code not in codes:
            return []
    if span[1]:
        first = codes.index(span[2]) + (span[1] == ">")
    if span[3]:
        last = codes.index(span[4]) - (span[3] == "<")
    return codes[first : last + 1]


def _in_time(
    table: Table, variable: Variable, codes: tuple[str, ...], wanted: Wanted
) -> tuple[str, ...]:
    """Those of some periods that --from and --to leave."""
    since, until = (_bound(option, text) for option, text in _bounds(wanted))
    if since is None and until is None:
        return codes
    spans = {code: months_of(code) for code in codes}
    if odd := next((code for code, span in spans.items() if span is None), None):
        what = f'{table.id} has periods as "{odd}", which --from and --to cannot read.'
        fix = f'Name them under [fetch.values]: "{variable.id}" = [">={odd}"].'
        raise FetchError(Problem(where="--from", what=what, fix=fix))
    kept = tuple(
        code
        for code, span in spans.items()
        if span
        and (since is None or span[0] >= since[0])
        and (until is None or span[-1] <= until[-1])
    )
    if not kept:
        what = f"{table.id} has no period there: it has {codes[0]} to {codes[-1]}."
        raise FetchError(Problem(where="--from", what=what, fix="Ask for one of these."))
    return kept


def _bounds(wanted: Wanted) -> tuple[tuple[str, str], ...]:
    return ("--from", wanted.since), ("--to", wanted.until)


def _bound(option: str, text: str) -> range | None:
    if not text:
        return None
    months = months_of(text)
    if months is None:
        what = f'"{text}" is no period.'
        raise FetchError(Problem(where=option, what=what, fix=f"Write one as {EXAMPLES}."))
    return months
