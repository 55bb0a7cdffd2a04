"""One worker: jobs one after another, each in a process of its own that can be ended at any time.

What is killed leaves the folder whole: the store and the papers see to that themselves.
"""

import json
import os
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from grundlag.web.desk import jobs
from grundlag.web.desk.model import Job, State
from grundlag.web.held import Day
from grundlag.web.processes import begun, command

COMMAND = command("grundlag.web.desk.child")
OFTEN, PAUSE = 0.25, 1.0  # seconds between two notes of how far a job is; after what went wrong
Done = Callable[[Job, State, dict[str, Any]], None]


class Worker:
    """A thread that waits for work; `done` is told of what ended."""

    def __init__(self, root: Path, engine: Engine, today: Day, done: Done) -> None:
        self.root, self.engine, self.today, self.done = root.resolve(), engine, today, done
        self._child: tuple[int, subprocess.Popen[bytes]] | None = None
        self._lock, self._wake, self._stopped = Lock(), Event(), Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """There is work."""
        self._wake.set()

    def cancel(self, number: int) -> None:
        """End a job that waits or runs."""
        if jobs.end(self.engine, number, "cancelled", {}):
            self._kill(number)

    def close(self) -> None:
        """End with what runs; the next server tells of it."""
        self._stopped.set()
        self._wake.set()
        self._kill(None)
        self._thread.join(10)

    def _kill(self, number: int | None) -> None:
        with self._lock:
            if self._child and number in (None, self._child[0]):
                self._child[1].kill()

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._wake.clear()
            try:
                if not self._next():
                    self._wake.wait()
            except (OSError, SQLAlchemyError):  # as a full disk: what began is told as interrupted
                self._wake.wait(PAUSE)
                with suppress(SQLAlchemyError):
                    jobs.interrupt(self.engine)

    def _next(self) -> bool:
        """Do what has waited longest; whether anything did."""
        job = jobs.begin_next(self.engine)
        if job is not None:
            self._work(job)
        return job is not None

    def _work(self, job: Job) -> None:
        asked = {"kind": job.kind, "asked": job.asked, "root": str(self.root)}
        asked["today"] = self.today().isoformat()
        with begun(COMMAND) as child:
            with self._lock:
                self._child = job.id, child
            if self._is_over(job.id):
                child.kill()
            result = self._listen(job.id, child, json.dumps(asked))
            with self._lock:
                self._child = None
        self._ended(job, result)

    def _is_over(self, number: int) -> bool:
        """Whether it was cancelled, or the server stopped, before there was a child to end."""
        now = jobs.job(self.engine, number)
        return self._stopped.is_set() or now is None or now.has_ended

    def _listen(
        self, number: int, child: "subprocess.Popen[bytes]", asked: str
    ) -> dict[str, Any] | None:
        """What a child gave; None where it ended without a word."""
        assert child.stdin is not None
        assert child.stdout is not None
        with suppress(BrokenPipeError):  # it was ended already, and tells nothing
            os.write(child.stdin.fileno(), f"{asked}\n".encode())
        told, result = 0.0, None
        for line in child.stdout:
            said = json.loads(line)
            result = said.get("result", result)
            if "at" in said and time.monotonic() - told > OFTEN:
                told = time.monotonic()
                jobs.tell(self.engine, number, *said["at"])
        return result

    def _ended(self, job: Job, result: dict[str, Any] | None) -> None:
        if self._stopped.is_set() and result is None:
            return  # the next server finds it as it was: interrupted
        failed = result is None or bool(result.get("problems"))
        state: State = "failed" if failed else "done"
        if jobs.end(self.engine, job.id, state, result or {}):
            self.done(job, state, result or {})
