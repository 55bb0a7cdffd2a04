"""The command: `python -m grundlag.twin OUT_DIR [--seed 20260301] [--scale 1.0]`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from grundlag.twin.invent import invent
from grundlag.twin.model import Settings
from grundlag.twin.refuse import SMALLEST


def main(arguments: Sequence[str] | None = None) -> int:
    """Invent the files into a folder, and say where they are."""
    given = _parser().parse_args(arguments)
    invent(given.folder, Settings(seed=given.seed, scale=given.scale))
    sys.stdout.write(f"Opdigtede data: {given.folder}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m grundlag.twin",
        description="Invents police, population, survey and activity files with a known truth.",
        epilog="Example: python -m grundlag.twin opdigtet --scale 0.02",
    )
    parser.add_argument("folder", type=Path, metavar="OUT_DIR")
    parser.add_argument("--seed", type=_seed, default=20260301)
    parser.add_argument("--scale", type=_scale, default=1.0, help="1.0 is a city of 640,000")
    return parser


def _seed(text: str) -> int:
    seed = int(text)
    if seed < 0:
        raise argparse.ArgumentTypeError(f"{text} is below 0. Give 0 or any whole number above.")
    return seed


def _scale(text: str) -> float:
    scale = float(text)
    if not SMALLEST <= scale <= 10:
        raise argparse.ArgumentTypeError(f"{text} is not between {SMALLEST} and 10.")
    return scale


if __name__ == "__main__":
    sys.exit(main())
