"""Jobs in the database: asked for, begun one at a time, and ended once."""

from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Select, insert, select, update

from grundlag.web.desk.database import reading
from grundlag.web.desk.log import note, now
from grundlag.web.desk.model import WAITING, Job, State
from grundlag.web.desk.tables import JOBS

MOST = 20  # that wait: more are a mistake
SHOWN = 10
HIGHEST = 2**63 - 1  # the highest number that the database can be asked for


class Full(Exception):
    """So many jobs wait already that no more are taken."""


def ask(engine: Engine, kind: str, asked: dict[str, Any], of: str) -> int:
    """Put work into the queue and give its number; the same that waits there already is that.

    Raises Full.
    """
    with engine.begin() as connection:
        waiting = [job for job in _found(connection, _waiting()) if job.state == "queued"]
        for job in waiting:
            if (job.kind, job.asked) == (kind, asked):
                return job.id
        if len(waiting) >= MOST:
            raise Full
        values: dict[str, Any] = {
            "kind": kind,
            "asked": asked,
            "state": "queued",
            "asked_at": now(),
        }
        values |= {"stage": "", "share": 0.0, "result": {}, "ended_at": ""}
        made = connection.execute(insert(JOBS).values(values).returning(JOBS.c.id))
        number = int(made.scalar_one())
        note(connection, kind, of, "queued")
        return number


def job(engine: Engine, number: int) -> Job | None:
    """One of them."""
    if number > HIGHEST:
        return None
    with reading(engine) as connection:
        return next(iter(_found(connection, select(JOBS).where(JOBS.c.id == number))), None)


def of_draft(engine: Engine, draft: str) -> Job | None:
    """The one that takes a file in and has not ended."""
    with reading(engine) as connection:
        waiting = _found(connection, _waiting())
    return next((job for job in waiting if job.asked.get("draft") == draft), None)


def last(engine: Engine) -> tuple[Job, ...]:
    """The last of them, the newest first."""
    with reading(engine) as connection:
        return tuple(_found(connection, select(JOBS).order_by(JOBS.c.id.desc()).limit(SHOWN)))


def begin_next(engine: Engine) -> Job | None:
    """The one that has waited longest, begun; None where none waits."""
    with engine.begin() as connection:
        found = [job for job in _found(connection, _waiting()) if job.state == "queued"]
        if not found:
            return None
        connection.execute(_one(found[0].id).values(state="running"))
        return found[0]


def tell(engine: Engine, number: int, stage: str, share: float) -> None:
    """How far one is."""
    with engine.begin() as connection:
        connection.execute(_one(number).values(stage=stage[:200], share=share))


def end(engine: Engine, number: int, state: State, result: dict[str, Any]) -> bool:
    """End one that has not ended, with what came of it; says whether it was this that ended it."""
    with engine.begin() as connection:
        values = {"state": state, "result": result, "ended_at": now()}
        done = connection.execute(_one(number).values(values)).rowcount == 1
        if done:
            kind = connection.scalar(select(JOBS.c.kind).where(JOBS.c.id == number))
            note(connection, str(kind), str(number), state)
        return done


def interrupt(engine: Engine) -> None:
    """What ran when the server was stopped runs no more; what waited waits."""
    with engine.begin() as connection:
        for job in _found(connection, _waiting()):
            if job.state == "running":
                values = {"state": "interrupted", "ended_at": now()}
                connection.execute(_one(job.id).values(values))
                note(connection, job.kind, str(job.id), "interrupted")


def _waiting() -> Select[Any]:
    return select(JOBS).where(JOBS.c.state.in_(WAITING)).order_by(JOBS.c.id)


def _one(number: int) -> Any:
    """One that has not ended, to be changed."""
    return update(JOBS).where(JOBS.c.id == number, JOBS.c.state.in_(WAITING))


def _found(connection: Connection, asked: Select[Any]) -> list[Job]:
    return [_job(row) for row in connection.execute(asked).mappings()]


def _job(row: RowMapping) -> Job:
    return Job(**{str(name): value for name, value in row.items()})
