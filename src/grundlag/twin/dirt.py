"""Rows that a careful reader must set aside, each for one known reason."""

from collections import Counter

import numpy as np

from grundlag.twin.model import Extract, Settings
from grundlag.twin.shocks import Counts

COPIES = 9
"""Rows that are written twice have a stream of chance of their own."""
TWICE = "number_twice"

_PLACE = "724500,25;6175400,75"


def dirty_rows(extract: Extract) -> tuple[tuple[str, str], ...]:
    """The faulty rows of a police file: why each must be set aside, and its line."""
    year = extract.years[-1]
    day = f"14-05-{year}"
    after = f"03-{int(extract.taken_on[3:5]) + 2:02d}{extract.taken_on[5:]}"
    faults = (
        ("date_unreadable", f"1336572;32-13-{year};{_PLACE}"),
        ("date_unreadable", f"1252505;31-02-{year};{_PLACE}"),
        ("date_missing", f"1390505;;{_PLACE}"),
        ("code_missing", f";{day};{_PLACE}"),
        ("code_missing", f";{day};;"),
        ("coordinate_half", f"1345505;{day};724500,25;"),
        ("coordinate_half", f"1320705;{day};;6175400,75"),
        ("coordinate_unreadable", f"1292505;{day};på vejen;6175400,75"),
        ("coordinate_unreadable", f"1336556;{day};gården, bagest;bagest"),
        ("date_after_extract", f"1336572;{after};{_PLACE}"),
        ("date_after_extract", f"1390505;24-12-{year + 2};{_PLACE}"),
    )
    return tuple(
        (kind, f"OPD-{extract.vintage}-F{number:05d};{rest}")
        for number, (kind, rest) in enumerate(faults, start=1)
    )


def repeated(settings: Settings, extract: Extract, rows: int) -> Counts:
    """Which of a file's so many good rows stand in it once more, with the same journal number."""
    rng = np.random.default_rng((settings.seed, COPIES, int(extract.vintage)))
    return np.flatnonzero(rng.random(rows) < settings.duplicates)


def kinds(extract: Extract, copies: int = 0) -> dict[str, int]:
    """How many rows of a file must be set aside, for each reason."""
    twice = {TWICE: copies} if copies else {}
    return {**Counter(kind for kind, _ in dirty_rows(extract)), **twice}
