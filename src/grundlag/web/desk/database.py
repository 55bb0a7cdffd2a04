"""The server's own database, in a folder of its own beside the rest: no figure leans on it."""

from pathlib import Path
from sqlite3 import Connection as Raw

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

from grundlag.errors import GrundlagError, Problem
from grundlag.run.own_folder import FOLDER, own_folder

FILE = "server.sqlite"
STEPS = Path(__file__).with_name("migrations")
READS = "reads"  # what tells a connection that only reads
PATIENCE = 10.0  # seconds, where two write at a time


def there(root: Path) -> int | None:
    """Which file the folder's database is, as the system numbers it; None where there is none."""
    try:
        return (root / FOLDER / FILE).stat().st_ino
    except FileNotFoundError:
        return None


def connected(path: Path) -> Engine:
    """A database file; what it says is written is on the disk."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def _set(raw: Raw, record: object) -> None:
        raw.isolation_level = None  # else Python begins by itself, and not before a table is made
        for said in ("journal_mode = WAL", "synchronous = FULL"):
            raw.execute(f"PRAGMA {said}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        is_read = connection.get_execution_options().get(READS, False)
        connection.exec_driver_sql("BEGIN" if is_read else "BEGIN IMMEDIATE")

    return engine


def reading(engine: Engine) -> Connection:
    """A connection that only reads: it waits for nobody who writes, nor does he for it."""
    return engine.execution_options(**{READS: True}).connect()


def migrate(engine: Engine, to: str = "head") -> None:
    """Raise the tables to today's, or to a step on the way."""
    config = Config()
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def opened(root: Path) -> Engine:
    """The folder's database with today's tables; raises GrundlagError where it is none of ours."""
    path = own_folder(root) / FILE
    engine = connected(path)
    try:
        migrate(engine)
    except (DatabaseError, CommandError) as error:
        engine.dispose()
        what = f"the server's own state cannot be read: {error.args[0]}."
        fix = "Delete it: jobs and their log are lost with it, and no figure, paper or delivery."
        raise GrundlagError(Problem(where=str(path), what=what, fix=fix)) from error
    return engine
