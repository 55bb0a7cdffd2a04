"""A fetch put to the bank on this machine, in a test's own words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from grundlag.basis.fetches import Bank, Fetch
from grundlag.basis.folder import Source
from grundlag.records.statbank.fetch import fetch
from grundlag.records.statbank.model import Fetched, Patience, Wanted

DAY = date(2026, 2, 20)
ANSWERS = {"OVERTRÆD": ("1320", "1252")}


@pytest.fixture
def patience() -> Patience:
    return Patience(seconds=5, now=monotonic, pause=0.01)


@pytest.fixture
def ask(bank: Any, tmp_path: Path, patience: Patience) -> Callable[..., Fetched]:
    """Fetches from STRAF11 (or another table) into an empty folder, impatiently."""

    def run(
        areas: tuple[str, ...] = ("101",),
        since: str = "2025",
        until: str = "",
        again: bool = False,
        day: date = DAY,
        source: Source | None = None,
        limits: dict[str, Any] | None = None,
        **declared: Any,
    ) -> Fetched:
        words = {"id": "f", "source": "s", "table": "STRAF11", "area": "OMRÅDE", "values": ANSWERS}
        wanted = Wanted(
            fetch=Fetch(**{**words, **declared}),
            bank=Bank(id="b", name="Banken", address=bank.address, page="https://banken.example"),
            areas=areas,
            since=since,
            until=until,
        )
        return fetch(tmp_path, wanted, day, replace(patience, **(limits or {})), source, again)

    return run
