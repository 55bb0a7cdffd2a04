"""The shipped example's folder with an invented city's files, as they came in two springs."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from grundlag.run import load, take_files
from grundlag.twin.invent import invent
from grundlag.twin.model import Settings

EXAMPLE = Path(__file__).parents[1] / "examples" / "partnerskaber"
SEED = 20260301
SPRINGS = {  # the day files came, the day they were drawn
    (date(2025, 2, 20), date(2025, 2, 17)): ("anmeldelser-2025.csv", "befolkning-2025.csv"),
    (date(2026, 2, 19), date(2026, 2, 16)): (
        "anmeldelser-2026.csv", "befolkning-2026.csv", "tryghed-*.csv", "aktiviteter-*",
    ),
}  # fmt: skip


def taken(root: Path, seed: int = SEED, scale: float = 1.0) -> dict[str, Any]:
    """Make a folder with a city's files taken in; the truth about it."""
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("store", "out", "data"))
    data = root / "data"
    invent(data, Settings(seed=seed, scale=scale))
    defs = load(root)
    for (arrived, extracted), kinds in SPRINGS.items():
        files = [path for kind in kinds for path in sorted(data.glob(kind))]
        assert take_files(defs, files, arrived, extracted)[1] == []
    return dict(json.loads((data / "truth.json").read_text("utf-8")))
