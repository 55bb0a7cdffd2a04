"""Files that were sent and wait: each in a folder of its own, until it is taken in or discarded."""

import os
import shutil
from pathlib import Path
from secrets import token_hex
from typing import IO

from sqlalchemy import Engine, delete, insert, select

from grundlag.engine.disk import flush
from grundlag.run.own_folder import FOLDER
from grundlag.web.desk.database import reading
from grundlag.web.desk.log import note, now
from grundlag.web.desk.model import Draft
from grundlag.web.desk.tables import DRAFTS

SENT = "sent"
BLOCK = 1 << 20


def lay(engine: Engine, root: Path, name: str, content: IO[bytes]) -> Draft:
    """Lay a file down, called by a plain name; when its line is written it is on the disk whole."""
    found = token_hex(16)
    folder = _sent(root) / found
    folder.mkdir(mode=0o700, parents=True)
    try:
        size = _written(content, folder / name)
    except OSError:  # as a full disk, which needs the room
        shutil.rmtree(folder, ignore_errors=True)
        raise
    draft = Draft(id=found, name=name, size=size, came_at=now())
    with engine.begin() as connection:
        values = {"id": draft.id, "name": name, "size": size, "came_at": draft.came_at}
        connection.execute(insert(DRAFTS).values(values))
        note(connection, "sent", name)
    return draft


def _written(content: IO[bytes], path: Path) -> int:
    """Bytes on the disk, with the names of file and folder; how many there were."""
    size = 0
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while block := content.read(BLOCK):
            size += len(block)
            file.write(block)
    for each in (path, path.parent, path.parents[1]):
        flush(each)
    return size


def waiting(engine: Engine) -> tuple[Draft, ...]:
    """All that wait, in the order they came."""
    with reading(engine) as connection:
        rows = connection.execute(select(DRAFTS).order_by(DRAFTS.c.came_at)).mappings()
        return tuple(Draft(**{str(k): v for k, v in row.items()}) for row in rows)


def draft(engine: Engine, found: str) -> Draft | None:
    """One of them."""
    return next((each for each in waiting(engine) if each.id == found), None)


def lies_at(root: Path, each: Draft) -> Path:
    """Where one lies; known by our own name for it."""
    return _sent(root) / each.id / each.name


def discard(engine: Engine, root: Path, found: str, told: str = "") -> None:
    """Take one away: its line first, so that what is left of it is swept away at the latest."""
    with engine.begin() as connection:
        name = connection.scalar(select(DRAFTS.c.name).where(DRAFTS.c.id == found))
        connection.execute(delete(DRAFTS).where(DRAFTS.c.id == found))
        if told:
            note(connection, told, str(name))
    if name is not None:
        shutil.rmtree(_sent(root) / found, ignore_errors=True)


def sweep(engine: Engine, root: Path) -> None:
    """Take away what no line tells of: it was being sent, or taken away, when a server ended."""
    known = {each.id for each in waiting(engine)}
    for folder in _sent(root).glob("*"):
        if folder.name not in known:
            shutil.rmtree(folder, ignore_errors=True)


def _sent(root: Path) -> Path:
    return root / FOLDER / SENT
