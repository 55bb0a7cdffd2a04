"""What only the server keeps: tables raised a step at a time, jobs begun and ended once."""

import io
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, inspect, text

from grundlag import run
from grundlag.errors import GrundlagError
from grundlag.run.own_folder import own_folder
from grundlag.web.desk import Desk, database, drafts, jobs, log, worker
from grundlag.web.desk.database import connected, migrate, opened
from grundlag.web.desk.model import State
from grundlag.web.desk.tables import META

from .conftest import TODAY, until


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = opened(tmp_path)
    yield made
    made.dispose()


def columns(engine: Engine) -> dict[str, list[str]]:
    found = inspect(engine)
    names = [name for name in found.get_table_names() if name != "alembic_version"]
    return {name: [column["name"] for column in found.get_columns(name)] for name in names}


def test_the_steps_make_the_tables_that_the_program_knows(engine: Engine) -> None:
    declared = {name: [column.name for column in table.c] for name, table in META.tables.items()}
    assert columns(engine) == declared


def test_what_is_acknowledged_is_on_the_disk(engine: Engine) -> None:
    with engine.connect() as connection:
        said = [connection.scalar(text(f"PRAGMA {n}")) for n in ("journal_mode", "synchronous")]
    assert said == ["wal", 2]  # 2 is FULL


def test_who_reads_does_not_wait_for_who_writes(engine: Engine) -> None:
    number = jobs.ask(engine, "report", {"year": 2026}, "2026")
    with engine.begin() as connection:
        log.note(connection, "sent", "a.csv")
        began = time.monotonic()
        assert jobs.job(engine, number).state == "queued"
        assert [entry.what for entry in log.entries(engine)] == ["report"]
        assert time.monotonic() - began < database.PATIENCE / 2


def test_a_database_of_the_first_step_keeps_its_rows(tmp_path: Path) -> None:
    path = own_folder(tmp_path) / database.FILE
    first = connected(path)
    migrate(first, "1")
    assert sorted(columns(first)) == ["jobs", "log"]
    row = (
        "INSERT INTO jobs VALUES (7, 'report', '{\"year\": 2026}', 'done', '', 1.0, '{}', 'a', 'b')"
    )
    with first.begin() as connection:
        connection.execute(text(row.replace(": ", r"\: ")))
    first.dispose()
    raised = opened(tmp_path)
    found = jobs.job(raised, 7)
    assert found is not None
    assert (found.asked, found.state, found.ended_at) == ({"year": 2026}, "done", "b")
    assert sorted(columns(raised)) == ["drafts", "jobs", "log"]
    raised.dispose()


def test_a_step_that_is_cut_short_leaves_the_tables_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = shutil.copytree(database.STEPS, tmp_path / "steps")
    second = broken / "versions" / "v2_drafts.py"
    second.write_text(second.read_text("utf-8") + "    raise OSError('cut')\n", "utf-8")
    path = own_folder(tmp_path) / database.FILE
    half = connected(path)
    migrate(half, "1")
    with monkeypatch.context() as patched:
        patched.setattr(database, "STEPS", broken)
        with pytest.raises(OSError, match="cut"):
            migrate(half)
    assert sorted(columns(half)) == ["jobs", "log"]
    half.dispose()
    whole = opened(tmp_path)
    assert sorted(columns(whole)) == ["drafts", "jobs", "log"]
    whole.dispose()


@pytest.mark.parametrize("is_newer", [True, False])
def test_a_database_that_is_none_of_ours_says_what_to_do(tmp_path: Path, is_newer: bool) -> None:
    path = own_folder(tmp_path) / database.FILE
    if is_newer:
        made = opened(tmp_path)
        with made.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '99'"))
        made.dispose()
    else:
        path.write_bytes(b"no database, and long enough to be looked at as one" * 99)
    with pytest.raises(GrundlagError) as told:
        opened(tmp_path)
    problem = told.value.problems[0]
    assert problem.where == str(path)
    assert problem.what.startswith("the server's own state cannot be read: ")
    assert "no figure, paper or delivery" in problem.fix


def test_its_folder_is_in_no_repository(engine: Engine, tmp_path: Path) -> None:
    assert (tmp_path / ".grundlag" / ".gitignore").read_text("utf-8") == "*\n"
    assert (tmp_path / ".grundlag").stat().st_mode & 0o777 == 0o700


def test_no_figure_leans_on_it(lilleby: Path) -> None:
    """Neither what tells that the folder changed nor a receipt looks at it."""
    defs = run.load(lilleby)
    before = run.standing.mark(lilleby), run.standing.receipt_of(defs, 2026, (), TODAY)
    desk = Desk(lilleby, lambda: TODAY)
    desk.close()
    assert (lilleby / ".grundlag" / "server.sqlite").is_file()
    assert before == (run.standing.mark(lilleby), run.standing.receipt_of(defs, 2026, (), TODAY))


def test_the_same_that_waits_already_is_asked_for_once(engine: Engine) -> None:
    first = jobs.ask(engine, "report", {"year": 2026}, "2026")
    assert jobs.ask(engine, "report", {"year": 2026}, "2026") == first
    assert jobs.ask(engine, "report", {"year": 2025}, "2025") != first
    assert jobs.begin_next(engine).id == first
    assert jobs.ask(engine, "report", {"year": 2026}, "2026") != first  # one runs, another waits


def test_no_more_wait_than_there_is_room_for(engine: Engine) -> None:
    for n in range(jobs.MOST):
        jobs.ask(engine, "report", {"year": n}, str(n))
    with pytest.raises(jobs.Full):
        jobs.ask(engine, "report", {"year": 2026}, "2026")


def test_a_job_ends_once(engine: Engine) -> None:
    number = jobs.ask(engine, "report", {"year": 2026}, "2026")
    jobs.begin_next(engine)
    assert jobs.end(engine, number, "cancelled", {})
    assert not jobs.end(engine, number, "done", {"files": 3})
    jobs.tell(engine, number, "count", 0.9)
    found = jobs.job(engine, number)
    assert (found.state, found.result, found.share) == ("cancelled", {}, 0.0)
    said = [(entry.what, entry.result) for entry in log.entries(engine)]
    assert said == [("report", "cancelled"), ("report", "queued")]


def child(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """What works, in place of the real one: it has read what is asked of it."""
    before = "import json, os, sys, time; told = json.loads(sys.stdin.readline());"
    say = "say = lambda **told: print(json.dumps(told), flush=True);"
    monkeypatch.setattr(worker, "COMMAND", (sys.executable, "-S", "-c", before + say + code))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, lambda: TODAY)
    yield made
    made.close()


def state(desk: Desk, number: int) -> str:
    return jobs.job(desk.engine, number).state


def test_work_is_done_one_after_another(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, "say(at=['count', 0.5]); say(result={'asked': told['asked']['year'],"
                       " 'today': told['today']})")  # fmt: skip
    numbers = [desk.ask("report", {"year": year}, str(year)) for year in (2026, 2025)]
    until(lambda: all(state(desk, n) == "done" for n in numbers))
    found = [jobs.job(desk.engine, n).result for n in numbers]
    assert found == [{"asked": y, "today": "2026-06-01"} for y in (2026, 2025)]


@pytest.mark.parametrize("code", ["os._exit(3)", "say(at=['count', 0.5]); os.kill(os.getpid(), 9)"])
def test_one_that_ends_without_a_word_failed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    child(monkeypatch, code)
    number = desk.ask("report", {"year": 2026}, "2026")
    until(lambda: state(desk, number) == "failed")
    assert jobs.job(desk.engine, number).result == {}


def test_one_with_problems_failed_and_tells_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    child(monkeypatch, "say(result={'problems': [{'where': 'a', 'what': 'b', 'fix': 'c'}]})")
    number = desk.ask("report", {"year": 2026}, "2026")
    until(lambda: state(desk, number) == "failed")
    assert jobs.job(desk.engine, number).result["problems"][0]["what"] == "b"


def test_what_runs_can_be_stopped_and_the_next_begins(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    child(monkeypatch, "told['asked']['year'] == 2026 and time.sleep(99); say(result={})")
    long, waiting, next = (desk.ask("report", {"year": y}, "") for y in (2026, 2024, 2025))
    desk.worker.cancel(waiting)
    until(lambda: state(desk, long) == "running")
    desk.worker.cancel(long)
    until(lambda: state(desk, next) == "done")
    assert (state(desk, long), state(desk, waiting)) == ("cancelled", "cancelled")


def test_a_server_that_stops_leaves_it_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ran is told as interrupted; what waited is done."""
    child(monkeypatch, "told['asked']['year'] == 2026 and time.sleep(99); say(result={})")
    first = Desk(tmp_path, lambda: TODAY)
    ran, waited = (first.ask("report", {"year": year}, "") for year in (2026, 2025))
    until(lambda: state(first, ran) == "running")
    first.close()
    second = Desk(tmp_path, lambda: TODAY)
    until(lambda: state(second, waited) == "done")
    assert state(second, ran) == "interrupted"
    second.close()


def test_after_a_full_disk_it_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, "say(at=['count', 0.5]); say(result={})")
    tell, told = jobs.tell, []

    def full(*args: object) -> None:
        told.append(args)
        if len(told) == 1:
            raise OSError(28, "No space left on device")
        tell(*args)

    monkeypatch.setattr(jobs, "tell", full)
    monkeypatch.setattr(worker, "PAUSE", 0.01)
    first, second = (desk.ask("report", {"year": year}, "") for year in (2026, 2025))
    until(lambda: state(desk, second) == "done")
    assert state(desk, first) == "interrupted"


def test_a_folder_has_one_server(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(GrundlagError, match="another `grundlag serve` has this folder open"):
        Desk(tmp_path, lambda: TODAY)


@pytest.mark.parametrize(
    ("state", "fix", "waits"),
    [("done", "", False), ("failed", "Take it out. Nothing was kept.", False),
     ("failed", "Mend it.", True), ("interrupted", "", True), ("running", "", True)],
)  # fmt: skip
def test_the_file_of_a_job_that_had_just_ended_goes_with_the_next_server(
    tmp_path: Path, state: State, fix: str, waits: bool
) -> None:
    """Between the end of a job and its file's a server was killed: one has CPR numbers in it."""
    engine = opened(tmp_path)
    draft = drafts.lay(engine, tmp_path, "a.csv", io.BytesIO(b"x"))
    number = jobs.ask(engine, "take", {"draft": draft.id}, "a.csv")
    jobs.begin_next(engine)
    if state != "running":
        problems = [{"where": "a.csv", "what": "no.", "fix": fix}] if fix else []
        jobs.end(engine, number, state, {"problems": problems})
    engine.dispose()
    desk = Desk(tmp_path, lambda: TODAY)
    try:
        assert [each.id for each in drafts.waiting(desk.engine)] == [draft.id] * waits
        assert drafts.lies_at(tmp_path, draft).exists() is waits
    finally:
        desk.close()


def test_a_database_that_is_deleted_under_a_server_is_made_anew(
    lilleby: Path, desked: Callable[[Path], AbstractContextManager[Any]]
) -> None:
    with desked(lilleby) as browser:
        first = browser.app.app.state
        assert browser.get("/data").status_code == 200
        before = first.desk
        shutil.rmtree(lilleby / ".grundlag")
        assert browser.get("/data").status_code == 200
        assert first.desk is not before
        assert (lilleby / ".grundlag" / ".gitignore").is_file()
        assert inspect(first.desk.engine).has_table("jobs")


@pytest.mark.slow
def test_the_real_child_ends_when_the_server_does(lilleby: Path) -> None:
    """Its standing input is closed, as by a server that was killed: it writes nothing more."""
    reader, writer = os.pipe()
    line = '{"kind": "report", "asked": {"year": 2026}, "root": "%s", "today": "2026-06-01"}\n'
    with worker.subprocess.Popen(worker.COMMAND, stdin=reader, stdout=-3) as running:
        os.close(reader)
        os.write(writer, (line % lilleby).encode())
        time.sleep(0.5)
        os.close(writer)
        assert running.wait(20) == 1
    assert not (lilleby / "out").exists()


@pytest.mark.slow
def test_without_the_database_the_report_is_the_same_to_the_byte(
    lilleby: Path, desked: Callable[[Path], AbstractContextManager]
) -> None:
    with desked(lilleby) as browser:
        at = browser.fill("/2026/papirer", "/2026/papirer").headers["location"]
        until(lambda: "hx-get" not in browser.get(at).text)
        assert "Færdig" in browser.get(at).text
    made = {p: p.read_bytes() for p in (lilleby / "out").rglob("*") if p.is_file()}
    assert len(made) > 40
    shutil.rmtree(lilleby / ".grundlag")
    shutil.rmtree(lilleby / "out")
    run.report_all(lilleby, 2026, TODAY)
    assert {p: p.read_bytes() for p in (lilleby / "out").rglob("*") if p.is_file()} == made
