"""The reference pages made from the program itself: `python tests/docs/made.py` writes them."""

import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from typer.main import get_command
from typer.testing import CliRunner

from grundlag.basis.check import CHECKS as DEFINITION_CHECKS
from grundlag.cli.app import app
from grundlag.cubes.check import LEVELS
from grundlag.engine.connect import ENGINES
from grundlag.indicators.measure import KINDS
from grundlag.records.read import READERS
from grundlag.render import RENDERERS
from grundlag.report.words import terms
from grundlag.verdicts.doubts import DOUBTS
from grundlag.verdicts.leaps import LEAPS
from grundlag.verdicts.rules import RULES

UNKNOWN = "Usikkerheden kan ikke beregnes, fordi ... mangler."
MORE = ", `json` (report.json and its schema), `csv` (open data, with their metadata)"
FOLDER = Path(__file__).parents[2] / "docs" / "reference"
WIDTH = 100
MADE = "Made from the program by `python tests/docs/made.py`; a test compares the two."

CLI = f"""\
# The command line

{MADE}

Exit code 0: done, whatever the verdicts. 1: something in the input must be mended, and it is
listed: where, what, what to do. 2: the command was used wrongly. Nothing asks questions, and
nothing writes outside the working folder. Programs read `report.json`, not what is printed.
"""
RULES_PAGE = f"""\
# Rules, kinds and checks

{MADE}
"""


def cli() -> str:
    """docs/reference/cli.md: the help of every command, as it is printed."""
    pages = [CLI]
    for name in get_command(app).commands:  # type: ignore[attr-defined]
        ran = CliRunner().invoke(
            app,
            [name, "--help"],
            prog_name="grundlag",
            terminal_width=WIDTH,
            max_content_width=WIDTH,
        )
        pages.append(f"## grundlag {name}\n\n```text\n{ran.output.strip()}\n```\n")
    return "\n".join(pages)


def rules() -> str:
    """docs/reference/rules.md: every rule, kind, check, reader, renderer and engine."""
    return "\n".join((RULES_PAGE, *_rules(), *_kinds(), *_checks(), *_formats()))


def _first(function: Any) -> str:
    return (inspect.getdoc(function) or "").partition("\n\n")[0].replace("\n", " ")


def _rows(heading: str, columns: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield f"## {heading}\n"
    yield "| " + " | ".join(columns) + " |"
    yield "|" + "---|" * len(columns)
    yield from ("| " + " | ".join(row) + " |" for row in rows)
    yield ""


def _rules() -> Iterator[str]:
    yield from _rows(
        "Rules of targets",
        ("rule", "reached", "missed", "what it asks"),
        (
            (f"`{name}`", terms.REACHED[name], terms.MISSED[name], _first(rule))
            for name, rule in RULES.items()
        ),
    )
    yield from _rows(
        "Certainty",
        ("word", "in a table", "as a sentence"),
        (
            (f"`{name}`", words, terms.CERTAINTY_SENTENCE.get(name, UNKNOWN))
            for name, words in terms.CERTAINTY.items()
        ),
    )
    yield from _rows(
        "Why there is no verdict, or no figure",
        ("word", "as it is printed"),
        ((f"`{name}`", words) for name, words in terms.REASON.items()),
    )


KIND = {
    "count": ("[count](../methods/count.md)", "Reports of a crime type in twelve whole months."),
    "rate": ("[rate](../methods/rate.md)", "The same per so many inhabitants."),
    "survey_share": ("[share](../methods/share.md)", "The share of a survey's answers."),
    "activity_share": (
        "[activities](../methods/activities.md)",
        "The share of a plan's activities that involve enough partners.",
    ),
}


def _kinds() -> Iterator[str]:
    yield from _rows(
        "Kinds of indicators",
        ("kind", "method", "what it is"),
        ((f"`{name}`", *KIND[name]) for name in KINDS),
    )


def _checks() -> Iterator[str]:
    stop = {"stop": tuple(DEFINITION_CHECKS.values())}
    told: Mapping[str, Mapping[str, Any]] = {
        "Checks of definitions": stop,
        "Checks of deliveries": LEVELS,
        "Leaps from an own history": {"notice": tuple(LEAPS.values())},
        "Doubts about targets": {"notice": tuple(DOUBTS.values())},
    }
    for heading, levels in told.items():
        rows = (
            (f"`{check.__name__}`", level, _first(check))
            for level, checks in levels.items()
            for check in checks
        )
        yield from _rows(heading, ("check", "level", "what it holds"), rows)


def _formats() -> Iterator[str]:
    yield "## Formats\n"
    for heading, words in (("Read", READERS), ("Written", RENDERERS), ("Engines", ENGINES)):
        more = MORE if words is RENDERERS else ""
        yield f"- {heading}: {', '.join(f'`{word}`' for word in words)}{more}"
    yield ""


PAGES = {"cli.md": cli, "rules.md": rules}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), "utf-8")
