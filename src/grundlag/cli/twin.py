"""The command `grundlag twin`: an invented city, in a working folder that can be reported on."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from shlex import quote
from typing import Annotated, TypeVar

import typer

from grundlag import run
from grundlag.twin.model import DESIGNS, Break, Drop, Settings, Wording

T = TypeVar("T")
YEAR = 2026  # the report year that the invented files are enough for


Text = list[str] | None
Where = Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet.")]
Seed = Annotated[
    int, typer.Option(metavar="N", help="Another number is another draw of the same city.")
]
Scale = Annotated[float, typer.Option(metavar="X", help="1 is a city of 640,000; 0.02 to 10.")]
Phi = Annotated[
    float | None,
    typer.Option(
        metavar="X",
        help="Variance over mean of counts; 1 is pure chance (3 for a type, 5 for a total).",
    ),
]
Yearly = Annotated[
    float,
    typer.Option(metavar="X", help="Shocks of a year that all areas share; 0.1 is about 10 %."),
]
Drops = Annotated[
    Text,
    typer.Option(
        metavar="AREA:TYPE:YEAR:FACTOR",
        help="A real change from a police year on; koebenhavn is everywhere. May be repeated.",
    ),
]
Breaks = Annotated[
    Text,
    typer.Option(
        "--break",
        metavar="TYPE:YEAR:FACTOR",
        help="A change of how it is recorded, everywhere; no real change. May be repeated.",
    ),
]
Wordings = Annotated[
    Text,
    typer.Option(
        metavar="WAVE:POINTS",
        help="A change of the question: 2024:0.03 makes 3 points more tryg. May be repeated.",
    ),
]
Late = Annotated[
    float | None,
    typer.Option(metavar="X", help="Share of 2024 that comes a year later (0.01; flat: 0)."),
]
Duplicates = Annotated[
    float,
    typer.Option(
        metavar="X",
        help="Share of a police file's rows that stand twice; about 0.01 stops a report.",
    ),
]
Design = Annotated[str, typer.Option(metavar="NAME", help=f"Of the survey: {', '.join(DESIGNS)}.")]
Flat = Annotated[bool, typer.Option("--flat", help="Nothing changes from year to year.")]


def twin(
    folder: Where,
    seed: Seed = 20260301,
    scale: Scale = 1.0,
    phi: Phi = None,
    yearly: Yearly = 0.0,
    drop: Drops = None,
    break_: Breaks = None,
    wording: Wordings = None,
    late: Late = None,
    duplicates: Duplicates = 0.0,
    design: Design = DESIGNS[0],
    flat: Flat = False,
) -> None:
    """Invent a city with a known truth, in a folder to report on.

    Definitions, borders, reports, inhabitants, answers and activities, all of it made up; what is
    true of it stands in data/truth.json. What is not asked for is as in examples/partnerskaber.

    Example: grundlag twin opdigtet --scale 0.02 --phi 2 --design two_stage
    """
    malformed: list[str] = []
    drops = tuple(_read(drop, _drop, "amager:indbrud:2025:0.6", malformed))
    breaks = tuple(_read(break_, _break, "vold:2023:1.3", malformed))
    wordings = tuple(_read(wording, _wording, "2024:0.03", malformed))
    if malformed:
        raise typer.BadParameter("; ".join(malformed))
    settings = Settings(
        seed=seed, scale=scale, phi=phi, yearly=yearly, drops=drops, breaks=breaks,
        wordings=wordings, late=late, duplicates=duplicates, design=design, flat=flat,
    )  # fmt: skip
    springs = run.inventing.make(folder, settings)
    for line in _next(folder, springs):
        typer.echo(line)


def _read(
    given: Iterable[str] | None, parse: Callable[[str], T], example: str, malformed: list[str]
) -> Iterator[T]:
    """What was typed, part by part; what has another form is noted with an example."""
    for text in given or ():
        try:
            yield parse(text)
        except ValueError:
            malformed.append(f'"{text}" is not written like {example}')


def _drop(text: str) -> Drop:
    cell, kind, year, factor = text.split(":")
    return Drop(cell=cell, kind=kind, from_year=int(year), factor=float(factor))


def _break(text: str) -> Break:
    kind, year, factor = text.split(":")
    return Break(kind=kind, from_year=int(year), factor=float(factor))


def _wording(text: str) -> Wording:
    wave, points = text.split(":")
    return Wording(from_wave=int(wave), points=float(points))


def _next(folder: Path, springs: Iterable[tuple[str, str, tuple[str, ...]]]) -> Iterator[str]:
    """What was made, and the commands that make its first report."""
    yield f"Made {folder}: opdigtede data. What is true of it: {folder / 'data' / 'truth.json'}"
    yield "Next:"
    where, data = quote(str(folder)), quote(str(folder / "data"))
    for came, drawn, files in springs:
        named = " ".join(f"{data}/{name}" for name in files)
        yield f"  grundlag take --arrived {came} --extracted {drawn} -C {where} {named}"
    yield f"  grundlag report {YEAR} -C {where}"
