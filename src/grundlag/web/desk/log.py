"""The log: what was done here and when, and of nobody who did it."""

from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, insert, select

from grundlag.web.desk.database import reading
from grundlag.web.desk.model import Entry
from grundlag.web.desk.tables import LOG

SHOWN = 30


def now() -> str:
    """This moment, to the second."""
    return datetime.now(UTC).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def note(connection: Connection, what: str, of: str, result: str = "") -> None:
    """Write a line, together with what it tells of."""
    connection.execute(insert(LOG).values(at=now(), what=what, of=of, result=result))


def entries(engine: Engine) -> tuple[Entry, ...]:
    """The last lines, the newest first."""
    asked = select(LOG.c.at, LOG.c.what, LOG.c.of, LOG.c.result).order_by(LOG.c.id.desc())
    with reading(engine) as connection:
        return tuple(Entry(**row) for row in connection.execute(asked.limit(SHOWN)).mappings())
