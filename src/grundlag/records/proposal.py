"""A guess as it stands in sources.toml and on the terminal: with samples, and how sure it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from shlex import quote

from grundlag.basis.columns import COLUMNS
from grundlag.basis.edit import key, written
from grundlag.basis.folder import Source
from grundlag.records.facts import Facts, samples
from grundlag.records.familiar import Familiar
from grundlag.records.guess import HALF, LIKELY, MOSTLY, Guess, Guessed, word
from grundlag.records.headings import folded, headings, is_personal

UNSHOWN = ("id", "x", "y")  # what could point at a case or a place is not copied anywhere
NOT_SHOWN = "not shown"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A source that nobody has confirmed, as far as it could be guessed from one file.

    `settings` and `reading` are keys with their values and why.
    """

    id: str
    file: str
    header: tuple[str, ...]
    provider: str
    guess: Guess
    settings: tuple[tuple[str, object, str], ...]
    reading: tuple[tuple[str, object, str], ...]
    rest: tuple[str, ...]


def propose(
    guess: Guess,
    file: str,
    columns: Sequence[Facts],
    dress: dict[str, str],
    declared: Sequence[Source],
    known: Familiar,
) -> Proposal:
    """What a file's guess would be as a source, beside those that are declared."""
    words = headings().kind[guess.kind]
    alike = {source.provider for source in declared if source.kind == guess.kind}
    taken = {each.column.name for each in guess.mapped}
    return Proposal(
        id=_free(words.id, {source.id for source in declared}),
        file=file,
        header=tuple(column.name for column in columns),
        provider=alike.pop() if len(alike) == 1 else words.provider,
        guess=guess,
        settings=tuple(_settings(guess, file, known)),
        reading=tuple(_reading(guess, dress, known)),
        rest=tuple(column.name for column in columns if column.name not in taken),
    )


def _free(wanted: str, taken: set[str]) -> str:
    """An id that no source has: the usual one, else with a number."""
    names = (wanted, *(f"{wanted}-{i}" for i in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _settings(guess: Guess, file: str, known: Familiar) -> Iterator[tuple[str, object, str]]:
    """What the kind wants to be told of a whole file."""
    share = next((g.column for g in guess.columns if g.ours == "share"), None)
    if guess.kind == "survey_shares" and share is not None and share.span[1] > 1:
        yield "percent", True, f"the largest is {share.span[1]:g}"
    if guess.kind == "activities" and "place" not in {g.ours for g in guess.mapped}:
        stem = f" {folded(PurePath(file).stem)} "
        named = [id for id in known.partnerships if f" {folded(id)} " in stem]
        if len(named) == 1:
            yield "place", named[0], "likely: the file is called so"


def _reading(
    guess: Guess, dress: dict[str, str], known: Familiar
) -> Iterator[tuple[str, object, str]]:
    """What all the files will have in common; how dates and numbers are written each one tells."""
    if crs := system_of(guess, known):
        yield "crs", crs, "the points lie where the areas do"


def system_of(guess: Guess, known: Familiar) -> str:
    """The reference system in which a file's points lie where the areas do; empty where none."""
    axes = {each.ours: each.column for each in guess.mapped if each.ours in ("x", "y")}
    if len(axes) < 2:
        return ""
    for crs, (x0, y0, x1, y1) in known.boxes.items():
        inside = axes["x"].share_between(x0, x1), axes["y"].share_between(y0, y1)
        if min(inside) >= HALF:
            return crs
    in_degrees = min(axis.share_between(-180, 180) for axis in axes.values()) >= MOSTLY
    return "EPSG:4326" if in_degrees else ""


def block(proposal: Proposal) -> list[str]:
    """The lines of a [[source]] that is not confirmed; what is unsure is only a comment."""
    guess = proposal.guess
    lines = [
        f"# Guessed from {_comment(proposal.file)}, and used by nobody yet. Mend it here, then:",
        f"#   grundlag take --accept {_comment(quote(proposal.file))}",
        "[[source]]",
        *_pairs(
            (
                ("id", proposal.id, ""),
                ("kind", guess.kind, word(guess.sure)),
                ("provider", proposal.provider, "write who it is from, as it is printed"),
                *proposal.settings,
                ("confirmed", False, ""),
            )
        ),
        f"header = {written(proposal.header)}",
        "",
        "[source.columns]",
        *_columns([g for g in guess.columns if g.table == "columns"]),
        *(f'# {name} = ""    # needed, and nothing looks like it' for name in guess.missing),
    ]
    if guess.kind == "survey_answers":
        asked = [g for g in guess.columns if g.table == "questions"]
        lines += ["", "[source.questions]", *_columns(asked)]
    return [*lines, "", "[source.read]", *_pairs(proposal.reading), *_told(guess)]


def _told(guess: Guess) -> Iterator[str]:
    """How dates and numbers are written here, as a comment: each file tells anew, or is refused."""
    days = [g.column for g in guess.mapped if _type(guess, g) == "day"]
    parted = [g.column for g in guess.mapped if _type(guess, g) == "amount" and g.column.parted]
    anew = "found anew in each file, unless it is written here"
    if days:
        yield f'# dates = "{days[0].dates}"    # {anew}'
    if parted:
        yield f'# decimal = "{parted[0].decimal}"    # {anew}'


def _type(guess: Guess, each: Guessed) -> str:
    return "text" if each.table == "questions" else COLUMNS[guess.kind][each.ours].type


def _pairs(pairs: Sequence[tuple[str, object, str]]) -> Iterator[str]:
    wide = max((len(name) for name, _, _ in pairs), default=0)
    for name, value, why in pairs:
        yield f"{name:<{wide}} = {written(value)}" + (f"    # {_comment(why)}" if why else "")


def _columns(guessed: Sequence[Guessed]) -> Iterator[str]:
    names = [key(each.ours) for each in guessed]
    wide = max(map(len, names), default=0)
    for name, each in zip(names, guessed, strict=True):
        off = "" if each.sure >= LIKELY else "# "
        said = f"{off}{name:<{wide}} = {written(each.column.name)}"
        yield f"{said}    # {word(each.sure)}: {_comment(_samples(each))}"


def _samples(each: Guessed) -> str:
    """Some values; none of a column that could point at a case, a place or a person."""
    if each.ours in UNSHOWN or is_personal(each.column.name):
        return NOT_SHOWN
    return ", ".join(samples(each.column)) or "nothing short to show"


def _comment(text: str) -> str:
    """A text that stands on one line of a comment."""
    return re.sub(r"[\x00-\x1f\x7f\u0085\u2028\u2029]", " ", text)


def shown(proposal: Proposal) -> list[str]:
    """The guess as a table for the terminal."""
    guess = proposal.guess
    head = f"kind: {guess.kind} ({word(guess.sure)})"
    rows = [("column", "holds", "how sure", "for example")]
    rows += [(g.column.name, g.ours, word(g.sure), _samples(g)) for g in guess.columns]
    rows += [("-", name, "missing", "needed, and nothing looks like it") for name in guess.missing]
    wide = [max(len(row[i]) for row in rows) for i in range(3)]
    told = [
        "  ".join((*(c.ljust(w) for c, w in zip(row, wide, strict=False)), row[3])) for row in rows
    ]
    known = [f"{n} = {written(v)}" for n, v, _ in (*proposal.settings, *proposal.reading)]
    known += [line.removeprefix("# ").partition("    #")[0] for line in _told(guess)]
    lines = [head, *(line.rstrip() for line in told), *([", ".join(known)] if known else [])]
    if proposal.rest:
        lines.append(f"not mapped, so not kept: {', '.join(map(_comment, proposal.rest))}")
    return lines
