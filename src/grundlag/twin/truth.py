"""What a correct program must find in the files, from the parameters and the draws alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray

from grundlag.twin import parameters as p
from grundlag.twin import plans, planted
from grundlag.twin.activities import told
from grundlag.twin.asked import told_of
from grundlag.twin.borders import COLUMNS, ROWS
from grundlag.twin.crime import (
    DRAWN,
    NOWHERE,
    Reports,
    known_in,
    shares_of_cell,
    shocked_means,
)
from grundlag.twin.dirt import kinds, repeated
from grundlag.twin.model import Deed, Extract, Settings
from grundlag.twin.people import atoms_of, living_in, population_files, version
from grundlag.twin.sample import Answers
from grundlag.twin.shocks import Floats
from grundlag.twin.survey import QUESTIONS, Shares, city_shares, shares

Tree = dict[str, object]

NOTE = (
    "Opdigtede data. Everything is invented; no number is about a real place or person. "
    "counts: placed reports by area (koebenhavn: the unplaced too), as vintage 2025 (the first "
    "file alone) and vintage 2026 (the later file speaks for its years) know them; "
    "amager is amager/2017 until 2020 and amager/2021 from 2021. "
    "expected_counts: the true means, as known in the end. "
    "expected_rates: per 1,000 inhabitants of 1 January after the year, null where the border "
    "changes between the two. "
    "shares: of all who answered the question, ved ikke and the middle answer among them; "
    "the city by its strata's adults. "
    "activities: all of a plan, and those with two distinct partners or more beside the "
    "municipality itself; the same where cancelled ones are left out, and where it counts."
)
_VERSIONS = ("amager/2017", "amager/2021")
_PARTNERSHIPS = (*(cell.id for cell in p.PARTNERSHIPS), *_VERSIONS)
_BYDELE = tuple(f"bydel-{number}" for number in range(1, COLUMNS * ROWS + 1))
_AREAS = (*_PARTNERSHIPS, *_BYDELE, "koebenhavn", "uden_stedfaestelse")


def tell(
    settings: Settings,
    reports: Reports,
    waves: Mapping[int, tuple[Answers, ...]],
    deeds: Sequence[Deed] = (),
    listed: Mapping[str, int] | None = None,
) -> Tree:
    """The whole truth as one document; `listed` is how many rows each list of activities has."""
    expected = _expected(settings)
    return {
        "note": NOTE,
        "seed": settings.seed,
        "parameters": _parameters(settings),
        "counts": _counts(reports),
        "expected_counts": _by_area(expected, (*_PARTNERSHIPS, "koebenhavn"), p.YEARS),
        "expected_rates": _rates(expected, settings),
        "shares": _shares(settings),
        "population": _population(settings),
        "activities": _activities(deeds),
        "rows": {
            **_rows(reports, waves, settings),
            **{n: _clean(rows) for n, rows in (listed or {}).items()},
        },
        "planted": [*planted.sentences(settings), *plans.SAYS],
        **told_of(settings, reports, waves),
    }


def _activities(deeds: Sequence[Deed]) -> Tree:
    found: dict[str, Tree] = {}
    for plan in plans.PLANS:
        mine = [d for d in deeds if (d.cell, d.year) == (plan.cell, plan.year)]
        found.setdefault(plan.cell, {})[str(plan.year)] = told(mine)
    return {**found}


def _parameters(settings: Settings) -> Tree:
    return {
        "scale": settings.scale,
        "streams": [asdict(stream) for stream in p.STREAMS],
        "types": {kind.id: list(kind.streams) for kind in p.TYPES},
        "cells": [asdict(cell) for cell in p.CELLS],
        "atoms": [asdict(atom) for atom in p.ATOMS],
        "trends": [asdict(trend) for trend in planted.trends(settings)],
        "feelings": [asdict(feeling) for feeling in p.FEELINGS],
        "extracts": [asdict(extract) for extract in p.EXTRACTS],
        "phi": {"type": settings.phi or p.PHI_TYPE, "total": settings.phi or p.PHI_TOTAL},
        "share_unplaced": p.UNPLACED,
        "share_late": planted.late_share(settings),
        "survey": {"middle": p.MIDDLE, "do_not_know": p.DO_NOT_KNOW, "no_answer": p.NO_ANSWER},
    }


def _counts(reports: Reports) -> Tree:
    first, later = (_tally(reports, known_in(extract, reports)) for extract in p.EXTRACTS)
    years = [year for year in p.YEARS if year in p.EXTRACTS[0].years]
    speaks = np.array([year in p.EXTRACTS[1].years for year in p.YEARS])[None, :, None]
    latest = np.where(speaks, later, first)
    return {
        p.EXTRACTS[0].vintage: _by_area(first, _AREAS, years),
        p.EXTRACTS[1].vintage: _by_area(latest, _AREAS, p.YEARS),
    }


def _tally(reports: Reports, known: NDArray[np.bool_]) -> Floats:
    """Known reports by atom (last: without a place), year and drawn stream."""
    table = np.zeros((NOWHERE + 1, len(p.YEARS), len(DRAWN)), dtype=np.float64)
    at = (reports.atom[known], reports.year[known], reports.stream[known])
    np.add.at(table, at, 1)
    return table


def _by_area(table: Floats, areas: Iterable[str], years: Iterable[int]) -> Tree:
    """Area, type and year over a table of atoms, years and streams."""
    listed = tuple(years)
    return {area: _by_type(table, area, listed) for area in areas}


def _by_type(table: Floats, area: str, years: tuple[int, ...]) -> Tree:
    return {
        kind.id: {str(year): _sum(table, area, kind.streams, year) for year in years}
        for kind in p.TYPES
    }


def _sum(table: Floats, area: str, streams: tuple[str, ...], year: int) -> float | int:
    columns = [at for at, stream in enumerate(DRAWN) if stream.id in streams]
    part = table[np.ix_(_atoms(area, year), [p.YEARS.index(year)], columns)]
    total = round(float(part.sum()), 6)
    return int(total) if total.is_integer() else total


def _atoms(area: str, year: int) -> list[int]:
    if area == "uden_stedfaestelse":
        return [NOWHERE]
    atoms = [p.ATOMS.index(atom) for atom in atoms_of(version(area, year))]
    return [*atoms, NOWHERE] if area == "koebenhavn" else atoms


def _expected(settings: Settings) -> Floats:
    """True means by atom (last: without a place), year and drawn stream."""
    mean = shocked_means(settings)
    cells = [cell.id for cell in p.CELLS]
    table = np.zeros((NOWHERE + 1, len(p.YEARS), len(DRAWN)), dtype=np.float64)
    share = shares_of_cell(settings)
    for at, atom in enumerate(p.ATOMS):
        table[at, :, :-1] = mean[cells.index(atom.cell)] * share[at][:, None]
    table[NOWHERE, :, :-1] = mean.sum(axis=0) * p.UNPLACED / (1 - p.UNPLACED)
    return table


def _rates(expected: Floats, settings: Settings) -> Tree:
    totals = [kind for kind in p.TYPES if kind.id in p.TOTALS]
    return {
        area: {
            kind.id: {
                str(year): _rate(expected, area, kind.streams, year, settings) for year in p.YEARS
            }
            for kind in totals
        }
        for area in (*_PARTNERSHIPS, "koebenhavn")
    }


def _rate(
    expected: Floats, area: str, streams: tuple[str, ...], year: int, settings: Settings
) -> float | None:
    if version(area, year) != version(area, year + 1):
        return None
    people = living_in(atoms_of(version(area, year)), year + 1, settings)
    return round(1000 * _sum(expected, area, streams, year) / people, 6)


def _population(settings: Settings) -> Tree:
    return {
        area: {
            str(year): living_in(atoms_of(version(area, year)), year, settings) for year in p.DATES
        }
        for area in (*_PARTNERSHIPS, *_BYDELE, "koebenhavn")
    }


def _shares(settings: Settings) -> Tree:
    areas = [cell.id for cell in p.PARTNERSHIPS]
    found: Tree = {area: _waves(area, settings) for area in areas}
    return {**found, "koebenhavn": _waves("koebenhavn", settings)}


def _waves(area: str, settings: Settings) -> Tree:
    return {
        str(wave): {name: _share(area, wave, when, settings) for name, when in QUESTIONS.items()}
        for wave in p.WAVES
    }


def _share(area: str, wave: int, when: str, settings: Settings) -> Tree:
    if area == "koebenhavn":
        return _rounded(city_shares(wave, when, settings))
    return _rounded(shares(area, wave, when, settings))


def _rounded(true: Shares) -> Tree:
    return {"tryg": round(true.tryg, 8), "utryg": round(true.utryg, 8)}


def _rows(reports: Reports, waves: Mapping[int, tuple[Answers, ...]], settings: Settings) -> Tree:
    police = {each.file_name: _police_rows(reports, each, settings) for each in p.EXTRACTS}
    surveys = {
        f"tryghed-{wave}.csv": _clean(sum(len(each.weight) for each in answers))
        for wave, answers in waves.items()
    }
    people = {
        name: _clean(len(dates) * (len(p.PARTNERSHIPS) + 1))
        for name, dates in population_files().items()
    }
    return {**police, **people, **surveys}


def _police_rows(reports: Reports, extract: Extract, settings: Settings) -> Tree:
    known = known_in(extract, reports)
    faults = kinds(extract, len(repeated(settings, extract, int(known.sum()))))
    return {
        "written": int(known.sum()) + sum(faults.values()),
        "set_aside": faults,
        "unknown_code": int((reports.stream[known] == len(p.STREAMS)).sum()),
        "uden_stedfaestelse": int((reports.atom[known] == NOWHERE).sum()),
    }


def _clean(written: int) -> Tree:
    return {"written": written, "set_aside": {}}
