"""A file looked at before it is taken in, and the mapping of its columns confirmed as chosen."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from grundlag.basis.load import Definitions
from grundlag.errors import DeliveryError, Problem, nearest
from grundlag.records.facts import Facts
from grundlag.records.guess import SURE, Guessed
from grundlag.records.mapping import added
from grundlag.records.opening import Piece, pieces, told_of
from grundlag.records.personal import KEPT, refuse_named
from grundlag.records.recognise import Recognised, recognised
from grundlag.records.rewriting import rewritten

Chosen = Mapping[tuple[str, str], str]  # the file's column for a table of a source, and ours


@dataclass(frozen=True, kw_only=True)
class Found:
    """A file that a path holds, and what it was found to be; with what stops it."""

    name: str
    each: tuple[Recognised, ...] = ()
    problems: tuple[Problem, ...] = ()


def must_go(problems: tuple[Problem, ...]) -> bool:
    """Whether something personal was found: what it was found in is not kept for another try."""
    return any(KEPT in problem.fix for problem in problems)


def look(defs: Definitions, path: Path, source: str | None = None) -> tuple[Found, ...]:
    """Every file that a path holds, an archive each of its own; nothing is kept or written."""
    return tuple(_looked_at(defs, path, source))


def _looked_at(defs: Definitions, path: Path, source: str | None) -> Iterator[Found]:
    passed: list[Problem] = []
    with closing(pieces(path, defs.root, passed.append)) as found:
        try:
            for piece in found:
                yield _piece(defs, piece, source)
        except DeliveryError as error:
            yield Found(name=path.name, problems=error.problems)
    if passed:
        yield Found(name=path.name, problems=tuple(passed))


def _piece(defs: Definitions, piece: Piece, source: str | None) -> Found:
    try:
        refuse_named(piece.name)
        return Found(name=piece.name, each=recognised(defs, piece.path, source))
    except DeliveryError as error:
        return Found(name=piece.name, problems=tuple(told_of(piece, error.problems)))


def confirm(defs: Definitions, found: Recognised, provider: str, chosen: Chosen) -> None:
    """Write a new source into sources.toml with the columns that were chosen, confirmed.

    Raises DefinitionError with all that is wrong with it, or DeliveryError where a column is none
    of the file's; then nothing is written.
    """
    proposal = found.proposal
    if proposal is None:
        raise DeliveryError(found.problems)
    columns = tuple(_columns(proposal.file, found.facts, chosen))
    guess = replace(proposal.guess, sure=SURE, columns=columns, missing=())
    proposal = replace(proposal, guess=guess, provider=provider)
    rewritten(defs, lambda now, before: (None, added(now, proposal, before)))


def _columns(file: str, columns: Sequence[Facts], chosen: Chosen) -> Iterator[Guessed]:
    """What was chosen, which is sure."""
    known = {each.name: each for each in columns}
    for (table, ours), name in chosen.items():
        if name not in known:
            what = f'it has no column called "{name}".'
            raise DeliveryError(Problem(where=file, what=what, fix=nearest(name, known)))
        yield Guessed(ours=ours, column=known[name], sure=SURE, table=table)
