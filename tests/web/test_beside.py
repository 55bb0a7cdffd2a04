"""A year is judged in a process beside: as here, and however either of the two ends."""

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from grundlag import run, web
from grundlag.errors import DefinitionError, DeliveryError, GrundlagError, Problem
from grundlag.web.beside import Beside
from grundlag.web.held import Standing

from .conftest import HOME, PORT, TODAY, until


@pytest.fixture
def beside() -> Iterator[Beside]:
    made = Beside()
    yield made
    made.close()


def is_there(process: int) -> bool:
    """Whether a process runs: one that has ended and was not asked how is none."""
    state = Path(f"/proc/{process}/stat")
    try:
        return state.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_one_process_does_one_piece_after_another(beside: Beside) -> None:
    first = beside(os.getpid)
    assert first != os.getpid()
    assert beside(os.getpid) == first
    assert beside(sum, [1, 2, 3]) == 6


def test_it_is_behind_the_server_and_in_no_group_that_ctrl_c_ends(beside: Beside) -> None:
    assert beside(os.nice, 0) == min(19, os.nice(0) + 10)
    assert beside(os.getsid, 0) != os.getsid(0)


def test_what_works_keeps_the_interpreter_from_nobody(beside: Beside) -> None:
    beside(os.getpid)
    began, used = time.monotonic(), time.process_time()
    assert beside(sum, range(20_000_000)) == 199_999_990_000_000
    assert time.process_time() - used < (time.monotonic() - began) / 4


def test_what_is_printed_is_no_answer(beside: Beside) -> None:
    beside(print, "a line")
    assert beside(sum, [1, 2]) == 3


def test_what_is_wrong_is_told_as_it_is_here_every_problem(beside: Beside, lilleby: Path) -> None:
    (lilleby / "grundlag.toml").write_text("schema = 1\ncity = 3\nmalformed_ = 4\n", "utf-8")
    (lilleby / "decisions.toml").write_text("schema = 9\n", "utf-8")
    with pytest.raises(DefinitionError) as here:
        run.load(lilleby)
    with pytest.raises(DefinitionError) as there:
        beside(run.load, lilleby)
    assert len(here.value.problems) > 1
    assert there.value.problems == here.value.problems
    with pytest.raises(FileNotFoundError):
        beside(os.stat, lilleby / "nowhere")
    assert beside(sum, [1, 2]) == 3


def test_what_nobody_foresaw_is_told_in_the_terminal_and_not_as_ended(
    beside: Beside, capfd: pytest.CaptureFixture[str]
) -> None:
    first = beside(os.getpid)
    with pytest.raises(RuntimeError, match="failed, as told above"):
        beside(dict[str, int]().__getitem__, "havnen")
    assert "KeyError: 'havnen'" in capfd.readouterr().err
    assert beside(os.getpid) != first


def test_what_memory_is_too_small_for_is_told_and_the_process_lives_on(beside: Beside) -> None:
    first = beside(os.getpid)
    with pytest.raises(GrundlagError, match="not memory enough"):
        beside(bytes, sys.maxsize // 2)
    assert beside(os.getpid) == first


def test_an_error_is_the_same_in_another_process() -> None:
    problems = [Problem(where=w, what="it is gone.", fix="Take it in.") for w in ("a", "b")]
    found = pickle.loads(pickle.dumps(DeliveryError(problems)))
    assert (type(found), found.problems) == (DeliveryError, tuple(problems))
    assert str(found) == "a: it is gone.\n    Take it in.\nb: it is gone.\n    Take it in."


def test_one_that_is_killed_at_work_is_told_and_the_next_begins(beside: Beside) -> None:
    first = beside(os.getpid)
    with ThreadPoolExecutor(1) as asking:
        asked = asking.submit(beside, time.sleep, 60)
        time.sleep(0.2)
        os.kill(first, signal.SIGKILL)
        with pytest.raises(GrundlagError, match="was ended while it did"):
            asked.result(20)
    assert beside(os.getpid) != first


def test_one_that_was_killed_while_it_waited_is_told_too(beside: Beside) -> None:
    first = beside(os.getpid)
    os.kill(first, signal.SIGKILL)
    until(lambda: not is_there(first))
    with pytest.raises(GrundlagError, match="Load the page again"):
        beside(os.getpid)
    assert beside(os.getpid) != first


def test_closed_it_ends_whatever_it_is_at_and_begins_no_more(beside: Beside) -> None:
    first = beside(os.getpid)
    with ThreadPoolExecutor(1) as asking:
        asked = asking.submit(beside, time.sleep, 60)
        time.sleep(0.2)
        began = time.monotonic()
        beside.close()
        with pytest.raises(GrundlagError):
            asked.result(20)
    assert time.monotonic() - began < 20
    assert not is_there(first)
    with pytest.raises(GrundlagError):
        beside(os.getpid)


def test_a_year_comes_out_as_it_does_here(beside: Beside, lilleby: Path) -> None:
    there, here = Standing(lilleby, TODAY, beside), Standing(lilleby, TODAY)
    for basis in ("nu", "ny"):
        assert there.pack(2026, basis) == here.pack(2026, basis)
        found, own = (standing.judged(2026)[basis] for standing in (there, here))
        assert (found.judgements, found.measures) == (own.judgements, own.measures)
        way_back = run.explain.way_back(found, "havnen", "indbrud")
        assert [step.in_rows for step in way_back.steps] == [12]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_it_ends_with_the_server_however_that_ends(how: int) -> None:
    code = (
        "import os, time; from threading import Thread; from grundlag.web.beside import Beside;"
        "beside = Beside(); print(beside(os.getpid), flush=True);"
        "Thread(target=beside, args=(time.sleep, 60), daemon=True).start(); time.sleep(60)"
    )
    command = (sys.executable, "-c", code)
    with subprocess.Popen(command, stdout=-1, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        child = int(server.stdout.readline())
        assert is_there(child)
        time.sleep(0.3)
        server.send_signal(how)
        server.wait(20)
    until(lambda: not is_there(child))


def test_an_error_nobody_foresaw_is_said_to_be_one(lilleby: Path) -> None:
    """Not that the folder has to be mended; what it was stands in the terminal."""

    def broken(*asked: object) -> None:
        raise RuntimeError("of a defect")

    app = web.app(lilleby, lambda: TODAY, PORT, do=broken)
    with TestClient(app, base_url=HOME, raise_server_exceptions=False) as browser:
        answer = browser.get("/2026/havnen")
    assert answer.status_code == 500
    assert "Fejlen står i terminalen" in answer.text
    assert "of a defect" not in answer.text
