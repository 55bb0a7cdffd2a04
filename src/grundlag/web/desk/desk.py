"""The server's desk: opened with the first page that needs it, one server a folder."""

from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import Any

from filelock import FileLock, Timeout
from starlette.requests import Request

from grundlag.errors import GrundlagError, Problem
from grundlag.run.own_folder import own_folder
from grundlag.run.recognising import must_go
from grundlag.web.desk import drafts, jobs
from grundlag.web.desk.database import opened, there
from grundlag.web.desk.model import Job, State
from grundlag.web.desk.worker import Worker
from grundlag.web.held import Day


class Desk:
    """A folder's jobs and waiting files, and the worker that sees to them."""

    def __init__(self, root: Path, today: Day) -> None:
        self.root, self.writing = root, Lock()  # of what two browsers may write at once
        self._lock = FileLock(own_folder(root) / "server.lock", blocking=False)
        try:
            self._lock.acquire()
        except Timeout as error:
            what = "another `grundlag serve` has this folder open."
            fix = "Use the pages of that one, or stop it first."
            raise GrundlagError(Problem(where=str(root), what=what, fix=fix)) from error
        with ExitStack() as undone:
            undone.callback(self._lock.release)
            self.engine = opened(root)
            jobs.interrupt(self.engine)
            drafts.sweep(self.engine, root)
            undone.pop_all()
        self._file = there(root)
        self.worker = Worker(root, self.engine, today, self._done)

    @property
    def is_gone(self) -> bool:
        """Whether its database was deleted under it, which anybody may do."""
        return there(self.root) != self._file

    def ask(self, kind: str, asked: dict[str, Any], of: str) -> int:
        """Put work into the queue; its number. Raises jobs.Full."""
        number = jobs.ask(self.engine, kind, asked, of)
        self.worker.wake()
        return number

    def close(self) -> None:
        """Leave it to the next server."""
        self.worker.close()
        self.engine.dispose()
        self._lock.release()

    def _done(self, job: Job, state: State, result: dict[str, Any]) -> None:
        """A file that was taken in waits no more, nor one in which something personal was found."""
        problems = tuple(Problem(**each) for each in result.get("problems", ()))
        if "draft" in job.asked and (state == "done" or must_go(problems)):
            drafts.discard(self.engine, self.root, job.asked["draft"])


def desk_of(request: Request) -> Desk:
    """The desk of the folder that is served; a new one where its database was deleted."""
    state = request.app.state
    with state.lock:
        if state.desk is not None and state.desk.is_gone:
            state.desk.close()
            state.desk = None
        if state.desk is None:
            state.desk = Desk(state.held.root, state.held.today)
        found: Desk = state.desk
        return found
