"""The files, as the police, the statistics office and the survey's provider would send them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from grundlag.twin.borders import feature_collection
from grundlag.twin.crime import CODES, NOWHERE, Reports, known_in
from grundlag.twin.dirt import dirty_rows, repeated
from grundlag.twin.model import Extract, Settings
from grundlag.twin.parameters import ANSWERS, PARTNERSHIPS, YEARS
from grundlag.twin.people import atoms_of, living_in, population_files, version
from grundlag.twin.sample import MILLION, Answers

POLICE_HEADER = "Journalnummer;Gerningskode;Anmeldelsesdato;X;Y"
POPULATION_HEADER = "Dato;Område;Indbyggere"
SURVEY_HEADER = "Undersøgelse;Område;Stratum;Vægt;Tryghed;Tryghed aften og nat"
_PSU = {"psu": "Klynge"}
DESIGN_COLUMNS = {
    "clusters": _PSU,
    "two_stage": {
        **_PSU, "stratum_size": "Klynger i stratum", "psu_size": "Personer i klynge",
    },
}  # fmt: skip
"""What a design's files say more, and what the columns are called."""


def write_lines(path: Path, header: str, lines: Iterable[str], encoding: str) -> None:
    """A text file with CRLF after each line."""
    text = "".join(f"{line}\r\n" for line in (header, *lines))
    path.write_bytes(text.encode(encoding))


def write_json(path: Path, document: object, indent: int | None = 1) -> None:
    """A JSON file with sorted keys."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=indent)
    path.write_bytes(f"{text}\n".encode())


def write_borders(folder: Path) -> None:
    """The invented borders."""
    write_json(folder / "areas.geojson", feature_collection())


def report_lines(reports: Reports) -> list[str]:
    """A line for each report."""
    codes = [CODES[code] for code in reports.code.tolist()]
    numbers = _journal_numbers(reports)
    places = _places(reports)
    rows = zip(numbers, codes, _dates(reports), places, strict=True)
    return [";".join(row) for row in rows]


def _journal_numbers(reports: Reports) -> list[str]:
    first = np.searchsorted(reports.year, np.arange(len(YEARS)))
    running = np.arange(len(reports.year)) - first[reports.year] + 1
    years = [YEARS[year] for year in reports.year.tolist()]
    return [f"OPD-{year}-{at:06d}" for year, at in zip(years, running.tolist(), strict=True)]


def _dates(reports: Reports) -> list[str]:
    days = [
        [(date(year, 1, 1) + timedelta(days=day)).strftime("%d-%m-%Y") for day in range(366)]
        for year in YEARS
    ]
    pairs = zip(reports.year.tolist(), reports.day.tolist(), strict=True)
    return [days[year][day] for year, day in pairs]


def _places(reports: Reports) -> list[str]:
    rows = zip(reports.atom.tolist(), reports.x.tolist(), reports.y.tolist(), strict=True)
    return [";" if atom == NOWHERE else f"{_metres(x)};{_metres(y)}" for atom, x, y in rows]


def _metres(centimetres: int) -> str:
    return f"{centimetres // 100},{centimetres % 100:02d}"


def write_extract(
    folder: Path, extract: Extract, reports: Reports, lines: Sequence[str], settings: Settings
) -> None:
    """A police file: what its extract knew of its years, with faulty rows here and there.

    At its end are the rows that stand in it twice.
    """
    known = known_in(extract, reports)
    kept = [lines[at] for at in np.flatnonzero(known).tolist()]
    again = [kept[at] for at in repeated(settings, extract, len(kept)).tolist()]
    dirty = [line for _, line in dirty_rows(extract)]
    apart = len(kept) // (len(dirty) + 1)
    for number, line in reversed(list(enumerate(dirty, start=1))):
        kept.insert(number * apart, line)
    write_lines(folder / extract.file_name, POLICE_HEADER, [*kept, *again], extract.encoding)


def write_population(folder: Path, settings: Settings) -> None:
    """The population, as it came each spring: amager within the border valid on the date."""
    areas = [*((cell.id, cell.name) for cell in PARTNERSHIPS), ("koebenhavn", "København")]
    for spring, dates in population_files().items():
        lines = [
            f"01-01-{year};{name};{living_in(atoms_of(version(area, year)), year, settings)}"
            for year in dates
            for area, name in areas
        ]
        write_lines(folder / spring, POPULATION_HEADER, lines, "utf-8")


def write_wave(folder: Path, wave: int, answers: Iterable[Answers], settings: Settings) -> None:
    """A survey file, with a column for each thing its design knows; empty is no answer."""
    lines = [line for cell in answers for line in _answer_lines(wave, cell)]
    header = ";".join((SURVEY_HEADER, *DESIGN_COLUMNS.get(settings.design, {}).values()))
    write_lines(folder / f"tryghed-{wave}.csv", header, lines, "cp1252")


def _answer_lines(wave: int, answers: Answers) -> list[str]:
    words = (*ANSWERS, "")
    start = f"{wave};{answers.cell.name};{answers.stratum}"
    rows = zip(answers.weight.tolist(), answers.day.tolist(), answers.night.tolist(), strict=True)
    lines = [f"{start};{_weight(w)};{words[day]};{words[night]}" for w, day, night in rows]
    return [";".join(cells) for cells in zip(lines, *_design_cells(answers), strict=True)]


def _design_cells(answers: Answers) -> Iterator[list[str]]:
    """The columns of the design: the PSU, how many the stratum has, how many people live in it."""
    if answers.psu is not None:
        yield [f"{answers.stratum}-{psu + 1:04d}" for psu in answers.psu.tolist()]
    if answers.living is not None:
        yield [str(answers.psus)] * len(answers.day)
        yield [str(people) for people in answers.living.tolist()]


def _weight(millionths: int) -> str:
    whole, rest = divmod(millionths, MILLION)
    return f"{whole},{rest:06d}".rstrip("0").rstrip(",")
