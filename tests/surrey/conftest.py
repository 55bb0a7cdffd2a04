"""197,435 real police records (data.police.uk, Open Government Licence v3.0), taken in once."""

import csv
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from grundlag.errors import Problem
from grundlag.records.model import Taken
from grundlag.run import load, take_files

CASE = Path(__file__).parents[1] / "cases" / "surrey"
ARRIVED = date(2023, 2, 1)


@dataclass(frozen=True, kw_only=True)
class Surrey:
    """The working folder with all files in its store, and what taking them said."""

    root: Path
    files: tuple[Path, ...]
    taken: tuple[Taken, ...]
    problems: tuple[Problem, ...]


@pytest.fixture(scope="session")
def street(shared: Path) -> Path:
    found = shared / "surrey-street"
    if not found.is_dir():
        pytest.skip("../shared/data/surrey-street is absent")
    return found


@pytest.fixture(scope="session")
def lsoas(street: Path) -> list[dict[str, str]]:
    with (street / "areas_lsoa.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def surrey(
    street: Path, lsoas: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> Surrey:
    root = tmp_path_factory.mktemp("surrey") / "folder"
    shutil.copytree(CASE, root)
    people = root.parent / "people.csv"
    rows = (f"{y}-01-01,{r['GEO_CODE']},{r['pop']}\n" for y in (2022, 2023) for r in lsoas)
    people.write_text("Date,LSOA code,Inhabitants\n" + "".join(rows), "utf-8")
    files = (*sorted((street / "street").glob("*.csv")), people)
    taken, problems = take_files(load(root), files, ARRIVED)
    return Surrey(root=root, files=files, taken=tuple(taken), problems=tuple(problems))
