"""A plan that a page or a form is about: its register, its addresses, and how it is edited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from grundlag import run
from grundlag.basis.declared import Definitions
from grundlag.cubes.edited import Edit
from grundlag.cubes.register import Entry, Register
from grundlag.report.words.register import list_name
from grundlag.web.asked import ACTIVITIES, Asked, asked
from grundlag.web.forms import seen_at, with_query


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A partnership's plan of a year, as an address asks for it."""

    found: Asked
    area: str
    of: run.registering.Plan

    @property
    def defs(self) -> Definitions:
        """The folder's definitions."""
        return self.found.standing.defs

    @property
    def name(self) -> str:
        """What the partnership is called."""
        return self.found.names[self.area]

    @property
    def register(self) -> Register:
        """Its register as it stands; raises DeliveryError where no source brings one."""
        return run.registering.register(self.defs, self.of)

    def at(self, *path: str) -> str:
        """The address of a page about it."""
        return self.found.address(ACTIVITIES, self.area, *path)

    def entry(self, key: str | None) -> Entry:
        """An activity of it; raises HTTPException where there is none of that key."""
        entry = self.register.find(key or "")
        if entry is None:
            raise HTTPException(404)
        return entry

    def edit(self, edits: Sequence[Edit], what: str) -> str:
        """Edit it: the new delivery, or nothing. Raises what `run.registering.edit` raises."""
        today = self.found.standing.today
        name = list_name(what, today, datetime.now().astimezone().time())
        return run.registering.edit(self.defs, self.of, edits, today, name)

    def led_back(self, kept: str, done: str) -> Response:
        """Back to the register, which says what was done."""
        return seen_at(with_query(self.at(), gjort=done if kept else "uaendret"))


def planned(request: Request) -> Planned:
    """The plan of an address; raises HTTPException where there is no such partnership or year."""
    area = request.path_params["partnership"]
    found = asked(request, ACTIVITIES, area)
    of = run.registering.Plan(partnership=area, year=found.year)
    return Planned(found=found, area=area, of=of)
