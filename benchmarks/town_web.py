"""Lilleby in a browser (*opdigtede data*): made anew, looked at, and forms sent to it."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from killing import Acknowledge
from sqlalchemy import text
from starlette.testclient import TestClient

from grundlag import run, web
from grundlag.records.keep import deliveries, refuse_changed_rows
from grundlag.run.registering import Plan
from grundlag.web.desk import worker
from grundlag.web.desk.database import opened
from grundlag.web.tokens import FIELD

TOWN = Path(__file__).parents[1] / "tests" / "cases" / "lilleby"
HOME, PORT, TODAY = "http://127.0.0.1:8020", 8020, date(2026, 6, 1)
HAVNEN = Plan(partnership="havnen", year=2026)
LIST = "/2026/aktiviteter/havnen"
PERSONAL = b"CPR;Navn\n010203-1234;x\n"
SENT = b"Sag;Kode;Dato;Sted\n" + b"a;1320;15-01-2026;Havnen\n" * 200
COMING = b"Sag;Kode;Dato;Sted\nz;1320;15-01-2026;Havnen\n"
NEW = "Dato{n};Kvarter{n};Folketal{n}\n01-01-2027;Havnen;1010\n"
IDLE = ("cat",)  # a worker's child that does nothing, and ends with the server
PLAN = """

[[source]]
id       = "plan-havnen"
kind     = "activities"
provider = "Havnen"
place    = "havnen"

[source.columns]
plan_year        = "Planår"
theme            = "Indsats"
activity         = "Aktivitet"
status           = "Status"
partners_in      = "Inde"
partners_outside = "Ude"
"""
WHO = 'schema = 1\n\n[[partner]]\nname = "Boligforening A"\nalso = ["BF A"]\n'
LISTED = """Planår;Indsats;Aktivitet;Status;Inde;Ude
2026;Naboskab;Gadefest;i gang;Boligforening A;Klubben
2026;Naboskab;Nabovandring;i gang;BF A;
2026;Børn;Æblehøst;planlagt;Skolen;Museet
"""
Said = tuple[str, ...]


def nothing(root: Path) -> None:
    """Nothing more has to be ready."""


def made(root: Path) -> None:
    """Lilleby with two years of reports, its people and Havnen's plan."""
    shutil.copytree(TOWN, root)
    (root / "in").mkdir()
    people = "".join(f"01-01-{y};{a};1000\n" for y in (2025, 2026) for a in ("Havnen", "Skoven"))
    with (root / "sources.toml").open("a", encoding="utf-8") as file:
        file.write(PLAN)
    (root / "definitions" / "activities.toml").write_text(WHO, "utf-8")
    for name, said, arrived in (
        ("a.csv", _reports(2024), date(2025, 2, 1)),
        ("b.csv", _reports(2025), date(2026, 2, 1)),
        ("c.csv", f"Dag;Område;Indbyggere\n{people}", date(2026, 2, 1)),
        ("d.csv", LISTED, date(2026, 3, 1)),
    ):
        (root / "in" / name).write_text(said, "utf-8")
        assert not run.take_files(run.load(root), [root / "in" / name], arrived)[1]


def _reports(year: int) -> str:
    rows = (
        f"{year}{month}{place};1320;15-{month:02d}-{year};{place}"
        for month in range(1, 13)
        for place in ("Havnen", "Skoven")
    )
    return "\n".join(("Sag;Kode;Dato;Sted", *rows)) + "\n"


def sound(root: Path) -> None:
    """The database is whole, so is all that lies in the store, and the folder can be read."""
    with database(root) as engine, engine.connect() as connection:
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
    found = deliveries(root)
    for delivery in found:
        refuse_changed_rows(delivery)
    numbers = [(d.manifest.source, d.manifest.number) for d in found]
    assert len({*numbers}) == len(numbers)
    run.load(root)


@contextmanager
def database(root: Path) -> Iterator[Any]:
    """The folder's database as the next server opens it."""
    engine = opened(root)
    try:
        yield engine
    finally:
        engine.dispose()


def post(
    root: Path,
    address: str,
    acknowledge: Acknowledge,
    fields: Mapping[str, str],
    files: Any = None,
) -> None:
    """Send a form to the application; where it is answered that it is done, acknowledge that."""
    worker.COMMAND = IDLE
    app: Any = web.app(root, lambda: TODAY, PORT)
    own = {"origin": HOME, "sec-fetch-site": "same-origin", "cookie": "grundlag=en-browser"}
    data = {FIELD: app.app.state.tokens.of("en-browser"), **fields}
    with TestClient(app, base_url=HOME) as browser:
        told = {"data": data, "headers": own, "follow_redirects": False}
        answer = browser.post(address, files=files, **told)
        assert answer.status_code < 500, answer.text
        if answer.status_code < 400:
            acknowledge(answer.headers["location"])


def base_of(root: Path) -> Path:
    """The folder as it was before."""
    return root.with_name("before")


def coming(root: Path) -> dict[str, Any]:
    """What is asked of a worker that takes a file in."""
    (root / "in" / "ny.csv").write_bytes(COMING)
    told = {"draft": "", "called": "ny.csv", "path": "in/ny.csv", "arrived": "2026-03-01"}
    return {**told, "extracted": "", "source": "", "covers": "", "accepts": False}
