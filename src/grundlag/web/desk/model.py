"""What lies on the server's desk: jobs, files that wait, and lines of the log."""

from dataclasses import dataclass
from typing import Any, Literal

State = Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]
WAITING, ENDED = ("queued", "running"), ("done", "failed", "cancelled", "interrupted")


@dataclass(frozen=True, kw_only=True)
class Job:
    """Work that takes time: of which kind, what was asked, how far it is, and what came of it."""

    id: int
    kind: str
    asked: dict[str, Any]
    state: State
    stage: str
    share: float
    result: dict[str, Any]
    asked_at: str
    ended_at: str

    @property
    def has_ended(self) -> bool:
        """Whether nothing more happens to it."""
        return self.state in ENDED


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A line of the log: when, what was done, to what, and what came of it."""

    at: str
    what: str
    of: str
    result: str


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A file that was sent and is not taken in yet; `name` is what it was called, made plain."""

    id: str
    name: str
    size: int
    came_at: str
