"""A town of two districts, small enough to count by hand: its definitions, and what arrives."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from filelock import FileLock
from tests.shelf import Shelf
from tests.springs import taken

from grundlag.basis.load import Definitions, load
from grundlag.cubes.count import count
from grundlag.cubes.model import Cubes
from grundlag.engine.connect import Connection, engine
from grundlag.records.alone import part_of
from grundlag.records.keep import keep
from grundlag.records.model import Delivery, Taken
from grundlag.records.take import take
from grundlag.run import report_all

DEFINITIONS = {
    "grundlag.toml": 'schema = 1\ncity = "Byen"\ncomparator = "byen"\nprotect = "none"\n',
    "decisions.toml": '[[decision]]\nbasis = "grund"\nin_force_from = 2020\n',
    "definitions/areas.toml": """
schema = 1

[[area]]
id = "byen"
name = "Byen"
whole = true

[[area]]
id = "nord"
name = "Nordkvarteret"

[[area.version]]
id = "1"
places = ["Nord", "Nordhavn"]

[[area]]
id = "syd"
name = "Sydkvarteret"

[[area.version]]
id = "1"
places = ["Syd"]
""",
    "definitions/codes.toml": """
schema = 1
id = "liste"
version = "1"
known = ["1320*", "1330*", "9*"]

[[crime]]
id = "indbrud"
[[crime.codes]]
codes = ["1320*"]

[[crime]]
id = "tyveri"
[[crime.codes]]
codes = ["1330*"]

[[crime]]
id = "begge"
[[crime.codes]]
codes = ["1320*", "1330*", "13*"]
""",
    "definitions/survey.toml": """
schema = 1
deff = 1.3

[[question]]
id = "tryghed"
version = "1"
out_of = ["tryg", "hverken", "utryg", "ved_ikke"]

[question.groups]
tryg = ["tryg"]
hverken = ["hverken"]
utryg = ["utryg"]
ved_ikke = ["ved ikke"]
ubesvaret = [""]
""",
    "definitions/partnerships.toml": """
schema = 1

[[partnership]]
id = "nord"
name = "Nordkvarteret"

[[partnership]]
id = "syd"
name = "Sydkvarteret"
""",
    "definitions/bases/grund.toml": """
schema = 1
id = "grund"
name = "Grund"
source = "Opdigtet"
goal = []

[[indicator]]
id = "indbrud"
kind = "count"
label = "Indbrud"
crime = "indbrud"
dispersion = 3

[[indicator]]
id = "indbrud_pr_1000"
kind = "rate"
label = "Indbrud pr. 1.000"
crime = "indbrud"
per = 1000
population_on = "after"
decimals = 1
dispersion = 3

[[indicator]]
id = "trygge"
kind = "survey_share"
label = "Trygge"
question = "tryghed"
answers = "tryg"
""",
    "sources.toml": """
schema = 1

[[source]]
id = "anmeldelser"
kind = "crime_records"
provider = "Politiet"
[source.columns]
code = "Kode"
date = "Dato"
place = "Sted"

[[source]]
id = "tal"
kind = "crime_counts"
provider = "Politiet"
[source.columns]
code = "Gerning"
place = "Område"
first_month = "Fra"
last_month = "Til"
n = "Antal"

[[source]]
id = "befolkning"
kind = "population"
provider = "Byen"
[source.columns]
date = "Dag"
place = "Område"
n = "Indbyggere"

[[source]]
id = "svar"
kind = "survey_answers"
provider = "Bureauet"
[source.columns]
wave = "År"
place = "Kvarter"
weight = "Vægt"
stratum = "Lag"
psu = "Klynge"
[source.questions]
tryghed = "Tryghed"

[[source]]
id = "andele"
kind = "survey_shares"
provider = "Bureauet"
percent = true
printed_decimals = 2
[source.columns]
wave = "Årgang"
place = "Kvarter"
question = "Spørgsmål"
answers = "Svar"
share = "Andel"
n = "Svarpersoner"
""",
}


def pytest_configure(config: pytest.Config) -> None:
    """ibis 12 calls what duckdb 1.5 has renamed; the engine room says the same for the product."""
    old = "ignore:fetch_arrow_table.. is deprecated:DeprecationWarning"
    config.addinivalue_line("filterwarnings", old)


SOURCES_OF_ACTIVITIES = """
[[source]]
id = "lister"
kind = "activities"
provider = "Partnerskaberne"
[source.columns]
plan_year = "Planår"
place = "Partnerskab"
theme = "Indsats"
activity = "Aktivitet"
status = "Status"
partners_in = "Inde"
partners_outside = "Ude"
partners_unknown = "Uoplyst"

[[source]]
id = "raekker"
kind = "activities"
provider = "Partnerskaberne"
[source.columns]
plan_year = "Plan"
place = "Hvem"
theme = "Tema"
activity = "Titel"
status = "Stand"
partner = "Partner"
partner_place = "Placering"
"""
GOAL_3 = """
[[goal]]
id = "3"
about = "samarbejde"
applies_to = ["nord", "syd"]
text = "Tre af fire aktiviteter sammen med andre."

[[goal.target]]
id = "3.1"
indicators = ["sammen"]
rule = "at_least"
value = 75
unit = "percent"
assumes = ["partnere"]

[[indicator]]
id = "sammen"
kind = "activity_share"
label = "Aktiviteter sammen med andre"
min_partners = 2
denominator = "all"
counts_owner = false

[[assumption]]
id = "partnere"
open = "Hvem er partner?"
note = "{n} aktiviteter i planen {planaar}; byen {taeller_kommunen}; aflyste {aflyste}."
"""
ACTIVITIES = """
schema = 1
cancelled = ["aflyst"]
known_status = ["i gang", "planlagt"]

[[partner]]
name = "Byen"
also = ["Kommunen"]
owner = true

[[partner]]
name = "Boligforening A"
also = ["BF A"]
"""


class Town:
    """A working folder that a test fills in its own words.

    With a shelf, a file that was taken in all the same before is not read and checked again.
    """

    def __init__(self, root: Path, connection: Connection, shelf: Shelf | None = None) -> None:
        self.root, self.connection, self.shelf = root, connection, shelf
        self.files = 0
        for name, text in DEFINITIONS.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace a piece of a definition file, which must be there."""
        text = (self.root / name).read_text("utf-8")
        assert old in text, old
        self.write(name, text.replace(old, new))

    @property
    def defs(self) -> Definitions:
        return load(self.root)

    def file(self, content: str | bytes, name: str | None = None) -> Path:
        self.files += 1
        path = self.root / "in" / (name or f"fil{self.files}.csv")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def take(
        self,
        content: str | bytes | Path,
        arrived: date = date(2026, 2, 1),
        extracted: date | None = None,
        source: str | None = None,
        covers: range | None = None,
    ) -> Taken:
        path = content if isinstance(content, Path) else self.file(content)
        with self.shelf.used() if self.shelf else nullcontext():
            return take(self.connection, self.defs, path, arrived, extracted, source, covers)

    def count(self, as_of: date | None = None) -> Cubes:
        return count(self.connection, self.defs, as_of)

    def area(self, name: str):
        return next(a for a in self.defs.areas.area if a.id == name)

    def crime(self, name: str):
        return next(c for c in self.defs.codes.crime if c.id == name)


LONGEST = (  # over half a minute each: begun last, one would run on alone
    "test_truth.py", "cli/test_certify.py", "web/test_browser.py",
    "report/test_accessible_html.py", "docs/test_pages.py", "report/test_accessible_pdf.py",
    "cli/test_twin.py", "engine/test_spark.py", "cli/test_files.py", "cli/test_report_all.py",
    "cli/test_extremes.py", "cli/test_adopt.py", "web/test_kills.py", "test_wheel.py",
)  # fmt: skip


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, so that two workers end together."""
    here = Path(__file__).parent
    rank = {here / name: at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path, len(rank)))


@pytest.fixture(scope="session", autouse=True)
def _power_stays_on() -> Iterator[None]:
    """No test pulls the plug: what is written need not reach the disk before the next line."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda opened: None)
        yield


@pytest.fixture(scope="module")
def brief_java() -> Iterator[None]:
    """Java that lives for a minute: to compile for an hour of work takes half of that minute."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        yield


@pytest.fixture(scope="session")
def connection() -> Iterator[Connection]:
    with engine() as opened:
        yield opened


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """What files became that were taken in before."""
    return Shelf(tmp_path_factory.mktemp("shelf"))


READ_ANEW = {"records", "laws", "engine"}  # what is asked there is how files are read


@pytest.fixture
def town(
    tmp_path: Path, connection: Connection, shelf: Shelf, request: pytest.FixtureRequest
) -> Town:
    anew = READ_ANEW & set(request.path.parts)
    return Town(tmp_path / "by", connection, None if anew else shelf)


@pytest.fixture
def mend(town: Town, tmp_path: Path) -> Callable[..., Delivery]:
    """Adds rows that were set aside, mended, to the delivery they are of: read as any file is."""

    def add(mended: Delivery, content: str, arrived: date = date(2026, 3, 1)) -> Delivery:
        apart = Town(tmp_path / f"apart-{town.files}", town.connection)
        for name in DEFINITIONS:
            apart.write(name, (town.root / name).read_text("utf-8"))
        m = mended.manifest
        read = apart.take(apart.file(content), arrived, m.extracted, m.source).delivery
        digest = hashlib.sha256(f"{read.id} {m.digest}".encode()).hexdigest()[:16]
        manifest = replace(read.manifest, digest=digest, mends=m.digest, file="set-aside.xlsx")
        with part_of(town.root, digest) as part:
            for name in ("rows.parquet", "set-aside.csv"):
                shutil.copy(read.path / name, part / name)
            return keep(town.root, manifest, part)

    return add


@pytest.fixture
def register(town: Town) -> Town:
    """The town with a goal on activities, and two sources that bring their lists."""
    sources = (town.root / "sources.toml").read_text("utf-8")
    town.write("sources.toml", sources + SOURCES_OF_ACTIVITIES)
    town.change("definitions/bases/grund.toml", "goal = []\n", GOAL_3)
    town.write("definitions/activities.toml", ACTIVITIES)
    return town


@pytest.fixture(scope="session")
def lists() -> Callable[..., str]:
    """A list of activities: `Planår;Partnerskab;Indsats;Aktivitet;Status;Inde;Ude;Uoplyst`."""

    def write(*rows: str) -> str:
        return "\n".join(
            ("Planår;Partnerskab;Indsats;Aktivitet;Status;Inde;Ude;Uoplyst", *rows, "")
        )

    return write


@pytest.fixture(scope="session")
def partner_rows() -> Callable[..., str]:
    """A list with a row a partner: `Plan;Hvem;Tema;Titel;Stand;Partner;Placering`."""

    def write(*rows: str) -> str:
        return "\n".join(("Plan;Hvem;Tema;Titel;Stand;Partner;Placering", *rows, ""))

    return write


@pytest.fixture(scope="session")
def reports() -> Callable[..., str]:
    """A file of reports: one row a (code, date, place), or one each month of some years."""

    def write(*rows: str, years: tuple[int, ...] = (), row: str = "1320;{};Nord") -> str:
        days = [f"15-{m:02d}-{y}" for y in years for m in range(1, 13)]
        return "\n".join(("Kode;Dato;Sted", *rows, *(row.format(day) for day in days))) + "\n"

    return write


@pytest.fixture
def dated(town: Town) -> Town:
    """The town with dates of offences, and burglaries counted by them."""
    town.change("sources.toml", 'date = "Dato"\n', 'date = "Dato"\noccurred = "Begået"\n')
    for more in ("dispersion = 3", "per = 1000"):
        old = f'crime = "indbrud"\n{more}'
        new = f'counted_by = "occurred"\n{old}'
        town.change("definitions/bases/grund.toml", old, new)
    return town


@pytest.fixture(scope="session")
def offences() -> Callable[..., str]:
    """A file of burglaries in Nord, each (reported, committed), and one of all months of `years`.

    Those were committed on the day they were reported.
    """

    def write(*rows: tuple[str, str], years: tuple[int, ...] = (), place: str = "Nord") -> str:
        days = [f"15-{m:02d}-{y}" for y in years for m in range(1, 13)]
        every = [*rows, *((day, day) for day in days)]
        lines = (f"1320;{made};{done};{place}" for made, done in every)
        return "\n".join(("Kode;Dato;Begået;Sted", *lines)) + "\n"

    return write


@pytest.fixture(scope="session")
def changes() -> ModuleType:
    """Every single change of a basis."""
    return _beside("changes")


@pytest.fixture(scope="session")
def mangled() -> ModuleType:
    """Files as nobody would write them."""
    return _beside("mangled")


@pytest.fixture(scope="session")
def any_file() -> ModuleType:
    """What must become of any file."""
    return _beside("any_file")


def _beside(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # a dataclass looks its own module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def city_files() -> ModuleType:
    """A town's own Word template and logo."""
    return _beside("city_files")


@pytest.fixture
def bank() -> Iterator[Any]:
    """A statbank on this machine, with nothing wrong until a test says so."""
    with _beside("bank").opened() as opened:
        yield opened


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real data for trying and testing; it is no part of the product, and may be absent."""
    found = Path(__file__).parents[2] / "shared" / "data"
    if not found.is_dir():
        pytest.skip("../shared/data is absent")
    return found


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example at its full size, taken in and reported on as a whole in June 2026.

    It is made once, by who asks first of all that test at the same time; each has a copy.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    made = shared / "example"
    with FileLock(shared / "example.lock"):
        if not made.is_dir():
            half = shared / "half made"
            taken(half)
            report_all(half, 2026, date(2026, 6, 1))
            half.rename(made)
    return Path(shutil.copytree(made, own / "example of one's own"))


@pytest.fixture(scope="session")
def tool() -> Callable[..., str]:
    """Runs a program of the machine; without it the test is skipped, but not in CI."""

    def run(*command: str | Path) -> str:
        if shutil.which(str(command[0])) is None:
            missing = f"{command[0]} is not on this machine"
            if os.environ.get("CI") == "true":
                pytest.fail(missing)
            pytest.skip(missing)
        done = subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, timeout=180, check=True
        )
        return done.stdout

    return run
