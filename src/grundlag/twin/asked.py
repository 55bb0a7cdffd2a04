"""The truth of what the caller asked for, beside the truth of the city itself."""

from collections.abc import Mapping
from dataclasses import asdict

import numpy as np

from grundlag.twin import parameters as p
from grundlag.twin.crime import Reports, known_in, means, shocked_means
from grundlag.twin.designs import design_effect, frame
from grundlag.twin.dirt import repeated
from grundlag.twin.model import Settings
from grundlag.twin.planted import streams_of, touched
from grundlag.twin.sample import Answers, answers_in
from grundlag.twin.survey import QUESTIONS

Tree = dict[str, object]
Waves = Mapping[int, tuple[Answers, ...]]
TRYG, UTRYG = (0, 1), (3, 4)
NOTE = (
    "asked: the settings. expected_counts hold drops, breaks and the shocks of the years: the "
    "means of what is recorded. yearly_shocks: factors common to all areas, real change. late: "
    "reports that a file does not have yet. duplicates: rows that stand twice in a file, to be set "
    "aside once. survey.design_effect: of a share of an area's answers, null where it cannot be "
    "said. survey.shares_of_people: what everyone in the stratum would answer; shares: what their "
    "answers were drawn from."
)


def told_of(settings: Settings, reports: Reports, waves: Waves) -> Tree:
    """What was asked for and what came of it; nothing where nothing was asked for."""
    if settings == Settings(seed=settings.seed, scale=settings.scale):
        return {}
    return {
        "asked_note": NOTE,
        "asked": asdict(settings),
        "drops": [{**asdict(d), "streams": streams_of(d.kind)} for d in settings.drops],
        "breaks": [{**asdict(b), "types": touched(b.kind)} for b in settings.breaks],
        "wordings": [asdict(each) for each in settings.wordings],
        "yearly_shocks": _shocks(settings) if settings.yearly else {},
        "late": _late(reports),
        "duplicates": _duplicates(settings, reports),
        "survey": _survey(settings, waves),
    }


def _shocks(settings: Settings) -> Tree:
    """What each year and stream was multiplied by, everywhere."""
    shock = (shocked_means(settings) / means(settings))[0]
    return {
        str(year): {s.id: round(float(shock[i, j]), 8) for j, s in enumerate(p.STREAMS)}
        for i, year in enumerate(p.YEARS)
    }


def _late(reports: Reports) -> Tree:
    """How many reports of its years a file does not have yet."""
    return {
        extract.file_name: int((reports.late & ~known_in(extract, reports)).sum())
        for extract in p.EXTRACTS
    }


def _duplicates(settings: Settings, reports: Reports) -> Tree:
    return {
        extract.file_name: len(repeated(settings, extract, int(known_in(extract, reports).sum())))
        for extract in p.EXTRACTS
    }


def _survey(settings: Settings, waves: Waves) -> Tree:
    """The design, how many answered where, its design effect, and the people's own shares."""
    return {
        "design": settings.design,
        "answers": {
            str(wave): {each.cell.id: len(each.weight) for each in answers}
            for wave, answers in waves.items()
        },
        "design_effect": {
            cell.id: design_effect(answers_in(cell, settings), settings.design)
            for cell in p.PARTNERSHIPS
        },
        "shares_of_people": _of_people(settings) if settings.design == "two_stage" else {},
    }


def _of_people(settings: Settings) -> Tree:
    """The shares of the people who live in a stratum, which a count of all would find."""
    return {
        cell.id: {str(wave): _counted(cell.id, wave, settings) for wave in p.WAVES}
        for cell in p.PARTNERSHIPS
    }


def _counted(cell: str, wave: int, settings: Settings) -> Tree:
    everyone = frame(cell, wave, settings)
    found: Tree = {}
    for name, when in QUESTIONS.items():
        answer = everyone.day if when == "day" else everyone.night
        said = answer[answer < len(p.ANSWERS)]
        found[name] = {
            "tryg": round(float(np.isin(said, TRYG).mean()), 8),
            "utryg": round(float(np.isin(said, UTRYG).mean()), 8),
        }
    return found
