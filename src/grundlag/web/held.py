"""A folder as it stands, with its years: each judged once, for as long as no file of it changes."""

from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from secrets import token_hex
from threading import Lock
from typing import Any, TypeVar

from grundlag import run
from grundlag.basis import clocks
from grundlag.basis.load import Definitions
from grundlag.report.model import Pack
from grundlag.run.standing import Mark
from grundlag.web import judging
from grundlag.web.beside import Do, here

T = TypeVar("T")
Day = Callable[[], date]
MOST = 2000  # things that are held of a folder; a page is 40 kB


class Standing:
    """A folder between two changes. What is asked of it twice is made once, whoever asks."""

    def __init__(self, root: Path, today: date, do: Do = here) -> None:
        self.root, self.today, self._do, self._name = root, today, do, token_hex(8)
        self._made: dict[Hashable, Any] = {}
        self._locks: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives; others that ask for it meanwhile wait for it. An error is not kept."""
        with self._lock:
            lock = self._locks.setdefault(key, Lock())
        with lock:
            if key not in self._made:
                self._made[key] = make()
            found: T = self._made[key]
            return found

    def has(self, key: Hashable) -> bool:
        """Whether something is made already."""
        return key in self._made

    @property
    def defs(self) -> Definitions:
        """The folder's definitions; raises DefinitionError with every problem they have."""
        return self.once("defs", lambda: run.load(self.root))

    @property
    def years(self) -> tuple[int, ...]:
        """The report years there are figures for, the latest first."""
        return self.once("years", lambda: run.standing.report_years(self.defs, self.today))

    def in_force(self, year: int) -> str:
        """The basis in force for a year."""
        return clocks.standing_basis(self.defs, year, self.today).id

    def judged(self, year: int) -> "dict[str, run.Run]":
        """A year on every basis, counted, measured and judged, by the id of the basis."""
        asked = self._asked(year)
        return self.once(("judged", year), lambda: self._do(judging.judged, asked))

    def _asked(self, year: int) -> judging.Year:
        return judging.Year(of=self._name, year=year, defs=self.defs, today=self.today)

    def pack(self, year: int, basis: str) -> Pack:
        """A year's pack: judged anew where that is done, else the report that still holds."""
        if not self.has(("pack", year, basis)) and (found := self._report(year, basis)):
            return found
        return self._made_anew(year, basis)

    def _made_anew(self, year: int, basis: str) -> Pack:
        asked = self._asked(year)
        return self.once(("pack", year, basis), lambda: self._do(judging.packed, asked, basis))

    def _report(self, year: int, basis: str) -> Pack | None:
        def look() -> Pack | None:
            return run.standing.report_that_holds(self.defs, year, basis, self.today)

        return self.once(("report", year, basis), look)

    def prepare(self, year: int) -> None:
        """All that the pages of a year ask for, before they do."""
        for basis in self.judged(year):
            self._made_anew(year, basis)

    @property
    def is_full(self) -> bool:
        """Whether so much is held that no more pages should be: a folder has some hundreds."""
        return len(self._made) > MOST

    @property
    def prepared(self) -> tuple[int, ...]:
        """The years that were judged."""
        keys = [key for key in list(self._made) if isinstance(key, tuple)]
        return tuple(key[1] for key in keys if key[0] == "judged")


class Held:
    """The folder that is shown: asked for with every page, and looked at anew once it changed."""

    def __init__(self, root: Path, today: Day, do: Do = here) -> None:
        self.root, self.today, self._do = root, today, do
        self._mark, self._standing = Mark(declared="", stored=""), Standing(root, date.min)
        self._before: Standing | None = None  # what is shown until `_coming` is done
        self._coming: Future[None] = Future()
        self._lock, self._pool = Lock(), ThreadPoolExecutor(1)

    def now(self) -> Standing:
        """The folder as it stands."""
        mark, today = run.standing.mark(self.root), self.today()
        with self._lock:
            if (mark, today) != (self._mark, self._standing.today):
                self._change(mark, today)
            return self._standing

    def shown(self) -> tuple[Standing, bool]:
        """The same; while what just came is counted, as it stood before: True.

        What is declared otherwise, or another day, is waited for: only what arrived is not.
        """
        now = self.now()
        with self._lock:
            before = self._still_before()
            return (before, True) if before else (now, False)

    def _still_before(self) -> Standing | None:
        if self._coming.done():
            self._before = None
        return self._before

    def _change(self, mark: Mark, today: date) -> None:
        last = self._still_before() or self._standing
        self._coming.cancel()  # what is overtaken before it is begun need not be counted
        only_came = (mark.declared, today) == (self._mark.declared, self._standing.today)
        self._mark, self._standing = mark, Standing(self.root, today, self._do)
        if only_came and last.has("defs"):
            self._standing.once("defs", lambda: last.defs)
        self._before = last if only_came and last.prepared else None
        if self._before:
            self._coming = self._pool.submit(_prepare, self._standing, last.prepared)


def _prepare(standing: Standing, years: Iterable[int]) -> None:
    for year in years:
        standing.prepare(year)
