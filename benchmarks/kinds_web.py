"""Each kind of write in the browser: the folder made ready, the write, what must hold then."""

import shutil
from io import BytesIO
from pathlib import Path

from killing import Acknowledge
from pydantic import TypeAdapter
from sqlalchemy import insert
from town_web import (
    HAVNEN,
    LIST,
    NEW,
    PERSONAL,
    SENT,
    TODAY,
    Said,
    base_of,
    coming,
    database,
    post,
)  # fmt: skip

from grundlag import run
from grundlag.cubes.edited import Edit, edits_to
from grundlag.cubes.register import Entry
from grundlag.records.keep import deliveries
from grundlag.records.model import Delivery
from grundlag.render.json import read_file
from grundlag.run.own_folder import own_folder
from grundlag.run.registering import register
from grundlag.web.desk import Desk, drafts, jobs, log
from grundlag.web.desk.child import WORK
from grundlag.web.desk.database import connected, migrate
from grundlag.web.desk.tables import JOBS

_EDITS: TypeAdapter[tuple[Edit, ...]] = TypeAdapter(tuple[Edit, ...])


# a file that is sent


def upload(root: Path, acknowledge: Acknowledge) -> None:
    """A file sent."""
    post(root, "/data/fil", acknowledge, {}, {"fil": ("ny.csv", SENT)})


def uploaded(root: Path, said: Said) -> None:
    """One that was acknowledged is there to the byte; nothing half is left by the next server."""
    Desk(root, lambda: TODAY).close()
    with database(root) as engine:
        found = drafts.waiting(engine)
    known = {address.rpartition("/")[2] for address in said if "/" in address}
    assert known <= {each.id for each in found}
    assert all(drafts.lies_at(root, each).read_bytes() == SENT for each in found)
    assert len(list((root / ".grundlag" / "sent").glob("*"))) == len(found)
    assert found or "done" not in said


def upload_personal(root: Path, acknowledge: Acknowledge) -> None:
    """A file sent that must not be kept: it is refused."""
    post(root, "/data/fil", acknowledge, {}, {"fil": ("a.csv", PERSONAL)})
    acknowledge("refused")


def refused(root: Path, said: Said) -> None:
    """It lies nowhere any more, and does not wait."""
    assert not any("/" in each for each in said)
    Desk(root, lambda: TODAY).close()
    with database(root) as engine:
        assert drafts.waiting(engine) == ()
    assert not list((root / ".grundlag" / "sent").glob("*"))


def sent(root: Path, content: bytes = NEW.format(n="").encode(), name: str = "ny.csv") -> None:
    """A file that waits."""
    with database(root) as engine:
        drafts.lay(engine, root, name, BytesIO(content))


def _waits(root: Path) -> str:
    """The id of the file that waited: also of one that is gone since."""
    with database(base_of(root)) as engine:
        return str(drafts.waiting(engine)[0].id)


def discard(root: Path, acknowledge: Acknowledge) -> None:
    """A file that waits, taken away."""
    post(root, f"/data/fil/{_waits(root)}/kasser", acknowledge, {})


def discarded(root: Path, said: Said) -> None:
    """It is gone with its bytes, or waits with all of them."""
    Desk(root, lambda: TODAY).close()
    with database(root) as engine:
        found = drafts.waiting(engine)
        told = [entry for entry in log.entries(engine) if entry.what == "discarded"]
    lie = list((root / ".grundlag" / "sent").glob("*/*"))
    assert [path.read_bytes() for path in lie] == [NEW.format(n="").encode()] * len(found)
    assert len(told) == 1 - len(found)
    assert not (said and found)


def map_columns(root: Path, acknowledge: Acknowledge, n: str = "") -> None:
    """The columns of a file of a new make confirmed, and its taking in asked for."""
    chosen = {"date": f"Dato{n}", "place": f"Kvarter{n}", "n": f"Folketal{n}"}
    fields = {f"kolonne.columns.{ours}": name for ours, name in chosen.items()}
    post(root, f"/data/fil/{_waits(root)}", acknowledge, {**fields, "fra": "Lilleby"})


def mapped(root: Path, said: Said) -> None:
    """sources.toml is the old one or has the source; where it was answered, the job is there."""
    own = [s for s in run.load(root).sources.source if s.columns.get("n") == "Folketal"]
    assert len(own) == ("done" in said) or (len(own) == 1 if said else len(own) < 2), own
    assert all(source.confirmed for source in own)
    with database(root) as engine:
        for address in said:
            job = jobs.job(engine, int(address.rpartition("/")[2])) if "/" in address else None
            assert job is None or job.asked["draft"] == _waits(root)
            assert job is not None or address == "done"


# jobs


def work_off(root: Path, acknowledge: Acknowledge) -> None:
    """Work asked for, begun, told of and ended."""
    with database(root) as engine:
        number = jobs.ask(engine, "report", {"year": 2026}, "2026")
        acknowledge(f"asked {number}")
        jobs.begin_next(engine)
        jobs.tell(engine, number, "count", 0.5)
        jobs.end(engine, number, "done", {"files": 3})
        acknowledge(f"ended {number}")


def worked_off(root: Path, said: Said) -> None:
    """What was acknowledged is there, and in that state; what ran is told as interrupted."""
    with database(root) as engine:
        jobs.interrupt(engine)
        for what, number in (each.split() for each in said if " " in each):
            job = jobs.job(engine, int(number))
            assert job is not None
            assert what == "asked" or (job.state, job.result) == ("done", {"files": 3})
        assert all(job.state != "running" for job in jobs.last(engine))


def take_in(root: Path, acknowledge: Acknowledge) -> None:
    """The worker's process takes a file in."""
    told = WORK["take"](root, TODAY, coming(root), lambda stage, share: None)
    assert not told["problems"], told
    acknowledge("taken")


def taken_in(root: Path, said: Said) -> None:
    """The delivery is there once, with its one row, or is not."""
    own = [d.manifest for d in deliveries(root) if d.manifest.file == "ny.csv"]
    assert len(own) == 1 if said else len(own) < 2
    assert all((each.number, each.rows_kept) == (3, 1) for each in own)


# the register


def edit(root: Path, acknowledge: Acknowledge) -> None:
    """An activity added."""
    fields = {"fra": "null", "titel": "Ny", "indsats": "Børn", "andre-in": "A\nB"}
    post(root, f"{LIST}/ret", acknowledge, fields)


def edited(root: Path, said: Said) -> None:
    """The new one is there whole, or is not, and the others are as they were."""
    before, now = (register(run.load(each), HAVNEN).entries for each in (base_of(root), root))
    new = [entry for entry in now if entry not in before]
    assert [entry for entry in now if entry in before] == list(before)
    assert len(new) == 1 if said else len(new) < 2
    assert all([named.text for named in entry.named] == ["A", "B"] for entry in new)


def read_in(root: Path, acknowledge: Acknowledge) -> None:
    """A file's changes confirmed: one activity goes, another comes."""
    before = register(run.load(base_of(root)), HAVNEN)
    wanted = (*before.entries[1:], Entry(activity="Ny", theme="Børn", status="i gang", named=()))
    changes = _EDITS.dump_json(edits_to(before, wanted)).decode()
    post(root, f"{LIST}/indlaes/gem", acknowledge, {"aendringer": changes})


def was_read_in(root: Path, said: Said) -> None:
    """Both changes are there, or neither."""
    names = [entry.activity for entry in register(run.load(root), HAVNEN).entries]
    old, new = ["Gadefest", "Nabovandring", "Æblehøst"], ["Nabovandring", "Æblehøst", "Ny"]
    assert names == new if said else names in (old, new), names


def declare(root: Path, acknowledge: Acknowledge) -> None:
    """A partner's name declared."""
    post(root, f"{LIST}/navn", acknowledge, {"navn": "Klubben", "er": "partner"})


def declared(root: Path, said: Said) -> None:
    """activities.toml is the old one or has the partner, and nothing else."""
    file = "definitions/activities.toml"
    old, now = ((each / file).read_text("utf-8") for each in (base_of(root), root))
    new = f'{old}\n[[partner]]\nname = "Klubben"\n'
    assert now == new if said else now in (old, new), now


def withdraw(root: Path, acknowledge: Acknowledge) -> None:
    """A delivery taken back."""
    fields = {"leverance": _last(root).id, "hvorfor": "En fejl"}
    post(root, "/data/traek-tilbage", acknowledge, fields)


def withdrawn(root: Path, said: Said) -> None:
    """It is noted with its day and reason, or is not."""
    line = next(line for line in run.archive.log(root) if line.delivery.id == _last(root).id)
    noted = (line.delivery.withdrawn, line.why)
    assert noted == (TODAY, "En fejl") if said else noted in ((TODAY, "En fejl"), (None, "")), noted


def _last(root: Path) -> Delivery:
    return next(d for d in deliveries(base_of(root)) if d.manifest.file == "c.csv")


# papers


def papers(root: Path) -> None:
    """Papers that were made, a partnership called otherwise since, and what they will be."""
    make_papers(root, lambda said: None)
    file = root / "definitions" / "partnerships.toml"
    said = file.read_text("utf-8")
    assert "Havnekvarteret" in said
    file.write_text(said.replace("Havnekvarteret", "Kvarteret ved havnen"), "utf-8")
    wanted = shutil.copytree(root, root.with_name("wanted"))
    make_papers(wanted, lambda said: None)


def make_papers(root: Path, acknowledge: Acknowledge) -> None:
    """The worker's process makes the year's papers."""
    WORK["report"](root, TODAY, {"year": 2026}, lambda stage, share: None)
    acknowledge("made")


def papers_made(root: Path, said: Said) -> None:
    """Each file is the old or the new one; where report.json is the new one, all of them are."""
    old, new, now = (_papers(each) for each in (base_of(root), root.with_name("wanted"), root))
    assert {*now} == {*new}
    assert all(now[name] in (old.get(name), content) for name, content in new.items())
    for folder in {name.parent for name in new}:
        own = [name for name in new if name.parent == folder]
        receipt = folder / "report.json"
        if said or (receipt in new and now[receipt] == new[receipt]):
            assert all(now[name] == new[name] for name in own), (folder, said)
    for path in root.glob("out/*/report.json"):
        read_file(path)


def _papers(root: Path) -> dict[Path, bytes]:
    found = (path for path in (root / "out").glob("*/*") if not path.name.startswith("."))
    return {path.relative_to(root): path.read_bytes() for path in found}


# the start


def old_database(root: Path) -> None:
    """The database as the first step left it, a job that ran, a file that no line tells of."""
    engine = connected(own_folder(root) / "server.sqlite")
    migrate(engine, "1")
    job = {"id": 7, "kind": "report", "asked": {"year": 2026}, "state": "running", "stage": ""}
    with engine.begin() as connection:
        told = {**job, "share": 0.0, "result": {}, "asked_at": "", "ended_at": ""}
        connection.execute(insert(JOBS).values(told))
    engine.dispose()
    (root / ".grundlag" / "sent" / "stray").mkdir(parents=True)


def start(root: Path, acknowledge: Acknowledge) -> None:
    """A server's desk opened: tables raised, what ran told, what is half swept away."""
    desk = Desk(root, lambda: TODAY)
    acknowledge("up")
    desk.close()


def started(root: Path, said: Said) -> None:
    """What was there is there, with today's tables; what a server that was up told is so."""
    with database(root) as engine:
        job = jobs.job(engine, 7)
        assert drafts.waiting(engine) == ()
    if (base_of(root) / ".grundlag" / "server.sqlite").is_file():
        assert job is not None
        assert job.state in (("interrupted",) if said else ("running", "interrupted"))
        assert not (said and (root / ".grundlag" / "sent" / "stray").exists())
