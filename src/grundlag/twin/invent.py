"""A folder of invented files, and the truth about them."""

from pathlib import Path

import numpy as np

from grundlag.twin.activities import draw_plan
from grundlag.twin.crime import draw_reports
from grundlag.twin.lists import write_lists
from grundlag.twin.model import Settings
from grundlag.twin.parameters import EXTRACTS, WAVES
from grundlag.twin.plans import PLANS
from grundlag.twin.refuse import refuse
from grundlag.twin.sample import draw_wave
from grundlag.twin.truth import tell
from grundlag.twin.write import (
    report_lines,
    write_borders,
    write_extract,
    write_json,
    write_population,
    write_wave,
)

CRIME, SURVEY, ACTIVITIES = 1, 2, 3
"""Reports, answers and activities have a stream of chance each, so that none moves another."""


def invent(folder: Path, settings: Settings) -> None:
    """Write the files and truth.json; the same settings give the same bytes.

    Raises ValueError, with everything that is wrong, where settings cannot be had.
    """
    refuse(settings)
    folder.mkdir(parents=True, exist_ok=True)
    reports = draw_reports(np.random.default_rng((settings.seed, CRIME)), settings)
    survey = np.random.default_rng((settings.seed, SURVEY))
    waves = {wave: draw_wave(survey, wave, settings) for wave in WAVES}
    lines = report_lines(reports)
    for extract in EXTRACTS:
        write_extract(folder, extract, reports, lines, settings)
    for wave, answers in waves.items():
        write_wave(folder, wave, answers, settings)
    write_borders(folder)
    write_population(folder, settings)
    plans = np.random.default_rng((settings.seed, ACTIVITIES))
    deeds = tuple(deed for plan in PLANS for deed in draw_plan(plans, plan))
    listed = write_lists(folder, deeds)
    write_json(folder / "truth.json", tell(settings, reports, waves, deeds, listed))
