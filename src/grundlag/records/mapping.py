"""A mapping is written once: guessed, confirmed, used silently, refused when columns changed."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from shlex import quote

import pyarrow as pa
from pydantic import TypeAdapter

from grundlag.basis import lines
from grundlag.basis.check import check
from grundlag.basis.declared import Definitions
from grundlag.basis.edit import BOM, appended, with_value, written
from grundlag.basis.folder import Source, Sources
from grundlag.errors import DefinitionError, Problem
from grundlag.records.facts import Facts, facts
from grundlag.records.familiar import familiar
from grundlag.records.guess import guess
from grundlag.records.headings import folded
from grundlag.records.parse import heading, sought
from grundlag.records.proposal import Proposal, block, propose, shown

FILE = "sources.toml"
HALF = 0.5  # of a source's columns: a file that has as many is of that source, changed


def mapped(source: Source) -> dict[str, str]:
    """The file's column for each thing of ours that a source maps."""
    both = source.columns | source.questions
    return {ours: heading(name) for ours, name in both.items()}


def is_of(source: Source, header: Sequence[str]) -> bool:
    """Whether a file is of a source, if with other columns than it had."""
    wanted = set(mapped(source).values())
    return bool(wanted) and len(wanted & set(header)) >= HALF * len(wanted)


def changed(
    defs: Definitions, source: Source, header: Sequence[str], file: str
) -> Iterator[Problem]:
    """How a file's columns differ from those that a source was confirmed with.

    A source that never noted its header only needs the columns that it maps.
    """
    header = _upright(source, header)
    before = _upright(source, source.header)
    fresh = [name for name in header if name not in (before or mapped(source).values())]
    gone = {ours: name for ours, name in mapped(source).items() if name not in header}
    alike: dict[str, str] = {}
    for ours, name in gone.items():
        near = _near(name, [each for each in fresh if each not in alike.values()])
        alike |= {ours: near} if near else {}
    for ours, name in gone.items():
        yield _gone(defs, source, file, ours, name, alike.get(ours))
    new = [name for name in fresh if name not in alike.values()] if before else []
    lost = [n for n in before if n not in header and n not in mapped(source).values()]
    for word, names in (("new", new), ("gone", lost)):
        if names:
            many = "columns that are" if len(names) > 1 else "a column that is"
            has = "has" if word == "new" else "had"
            what = f'{has} {many} {word} since "{source.id}" was confirmed: {", ".join(names)}.'
            fix = f"If that is as it should be: grundlag take --accept {quote(file)}"
            yield Problem(where=file, what=what, fix=fix)


def _upright(source: Source, header: Sequence[str]) -> list[str]:
    """The headings of a file but those that stand across: they are others each year."""
    across = sought(source).across(header)
    return [name for name in header if name not in across]


def _near(name: str, others: Sequence[str]) -> str | None:
    plain = {folded(other): other for other in others}
    found = get_close_matches(folded(name), plain, n=1, cutoff=0.6)
    return plain[found[0]] if found else None


def _gone(
    defs: Definitions, source: Source, file: str, ours: str, name: str, near: str | None
) -> Problem:
    place = next(i for i, each in enumerate(defs.sources.source) if each.id == source.id)
    table = "columns" if ours in source.columns else "questions"
    where = defs.where(FILE, "source", place, table, ours)
    what = f'the column {name}, which holds {ours} of "{source.id}", is gone.'
    fix = f"Export it again with that column, or say in {where} which one holds {ours}."
    if near is not None:
        fix = (
            f'Did you mean "{near}"? If it is the same: write {ours} = {written(near)} in {where}.'
        )
    return Problem(where=file, what=what, fix=fix)


def guessed(
    defs: Definitions,
    file: str,
    header: tuple[str, ...],
    cells: pa.Table,
    dress: dict[str, str],
    before: bytes,
) -> tuple[bytes, Problem] | None:
    """sources.toml with a guess of a file at its end, and what to say; None where it is no guess.

    A guess that waits there already is shown and not written again.
    """
    for place, source in enumerate(defs.sources.source):
        if not source.confirmed and set(source.header) == set(header):
            return before, _waiting(defs.where(FILE, "source", place), source, file)
    proposal = proposed(defs, file, facts(cells.select(header)), dress)
    if proposal is None:
        return None
    if defs.home(FILE, "source") != FILE:
        return before, _into_sheet(defs.home(FILE, "source"), proposal)
    after = appended(before, block(proposal))
    where = f"{FILE}:{_line_of(after, proposal.id)}"
    _sources(after)
    what = f"fits no source. A guess stands in {where}, and is not used until it is confirmed."
    return after, Problem(where=file, what=what, fix=_indented([*shown(proposal), _next(file)]))


def proposed(
    defs: Definitions, file: str, columns: Sequence[Facts], dress: dict[str, str]
) -> Proposal | None:
    """What a file of some columns would be as a source; None where it looks like no kind."""
    known = familiar(defs)
    found = guess(columns, known)
    return propose(found, file, columns, dress, defs.sources.source, known) if found else None


def added(defs: Definitions, proposal: Proposal, before: bytes) -> bytes:
    """sources.toml with a proposal at its end, confirmed as it is.

    Raises DefinitionError with all that is wrong with it; then nothing is written.
    """
    if (home := defs.home(FILE, "source")) != FILE:
        raise DefinitionError(_into_sheet(home, proposal))
    guess = appended(before, block(proposal))
    return accepted(_with_sources(defs, guess), proposal.file, proposal.header, guess)[1]


def _with_sources(defs: Definitions, content: bytes) -> Definitions:
    """The definitions with the sources of another sources.toml."""
    text = text_of(content)
    return replace(
        defs,
        sources=_sources(content),
        lines={**defs.lines, FILE: lines.lines(text)},
        texts={**defs.texts, FILE: text},
    )


def _next(file: str) -> str:
    return f"Mend it there, then: grundlag take --accept {quote(file)}"


def _indented(said: Sequence[str]) -> str:
    return "\n    ".join(said)


def _into_sheet(where: str, proposal: Proposal) -> Problem:
    """What is guessed where a workbook speaks for the sources: it is filled in there."""
    what = f"fits no source. It looks like this; write what is right into {where}."
    said = [*shown(proposal), "Then take it in again."]
    return Problem(where=proposal.file, what=what, fix=_indented(said))


def _waiting(where: str, source: Source, file: str) -> Problem:
    what = f'the guess "{source.id}" in {where} is not confirmed yet.'
    said = [f"{ours}: {name}" for ours, name in mapped(source).items()]
    return Problem(where=file, what=what, fix=_indented([*said, _next(file)]))


def _line_of(text: bytes, id: str) -> int:
    """The line on which a [[source]] begins."""
    ids = [source.id for source in _sources(text).source]
    return int(str(lines.lines(text_of(text))["source", ids.index(id)]))


def text_of(content: bytes) -> str:
    """A file's bytes as its text, without what Windows adds."""
    return content.removeprefix(BOM).decode().replace("\r\n", "\n")


def _sources(content: bytes) -> Sources:
    try:
        return TypeAdapter(Sources).validate_python(tomllib.loads(text_of(content)))
    except tomllib.TOMLDecodeError as error:
        what = f"a source cannot be added at its end: {error}."
        fix = "Write each source under a heading of its own, [[source]]. Nothing was written."
        raise DefinitionError(Problem(where=FILE, what=what, fix=fix)) from error


def accepted(
    defs: Definitions, file: str, header: Sequence[str], before: bytes
) -> tuple[Definitions, bytes]:
    """The definitions and sources.toml with the mapping of a file confirmed, its header noted.

    That is the guess which waits for a file of these columns, or a confirmed source whose columns
    are all there. Raises DefinitionError with all that is still wrong; then nothing is written.
    """
    place, source = _to_accept(defs, file, header)
    if source.confirmed and set(source.header) == set(header):
        return defs, before
    after = with_value(before, ("source", place, "header"), tuple(header), "id")
    if not source.confirmed:
        after = with_value(after, ("source", place, "confirmed"), True, "id")
    decided = _with_sources(defs, after)
    confirmed = replace(source, confirmed=True, header=tuple(header))
    if decided.sources.source[place] != confirmed:
        what = f'"{source.id}" cannot be confirmed by itself, as it is written.'
        fix = f"Write confirmed = true and header = {written(tuple(header))} in {FILE}."
        raise DefinitionError(Problem(where=file, what=what, fix=fix))
    if problems := [*check(decided), *changed(decided, confirmed, header, file)]:
        raise DefinitionError(
            replace(each, fix=f"{each.fix} Nothing was confirmed.") for each in problems
        )
    return decided, after


def waiting(defs: Definitions, header: Sequence[str]) -> list[tuple[int, Source]]:
    """The sources that may be confirmed for a file's columns, with their places; guesses first."""
    declared, known = list(enumerate(defs.sources.source)), set(header)
    guesses = [(i, s) for i, s in declared if not s.confirmed and set(s.header) == known]
    return guesses or [
        (i, s) for i, s in declared if s.confirmed and set(mapped(s).values()) <= known
    ]


def _to_accept(defs: Definitions, file: str, header: Sequence[str]) -> tuple[int, Source]:
    """The source that a file's columns would be confirmed for, and its place among them."""
    found = waiting(defs, header)
    where = defs.home(FILE, "source")
    if found and where != FILE:
        fix = f"Write it into {where}: the file's columns, and that it is confirmed."
        raise DefinitionError(Problem(where=file, what=f"{where} speaks here.", fix=fix))
    if len(found) == 1:
        return found[0]
    if not found:
        what, fix = "nothing waits to be confirmed for it.", f"First: grundlag take {quote(file)}"
    else:
        what = f"fits more than one source: {', '.join(s.id for _, s in found)}."
        fix = f"Take out all but one of them in {FILE}."
    raise DefinitionError(Problem(where=file, what=what, fix=fix))
