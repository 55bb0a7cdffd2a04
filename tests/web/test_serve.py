"""`grundlag serve`: on this machine alone, or words that say why not."""

import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from grundlag.web.serving import bound

COMMAND = "import sys; from grundlag.cli.app import main; main()"


def grundlag(words: str, where: Path, before: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", f"{before}{COMMAND}", *shlex.split(words)]
    return subprocess.run(command, cwd=where, capture_output=True, text=True, timeout=60)


@pytest.fixture
def look(tmp_path: Path) -> str:
    """What makes the command believe that its look was fetched."""
    (tmp_path / "vendor" / "css").mkdir(parents=True)
    (tmp_path / "vendor" / "css" / "dkfds.min.css").write_text("", "utf-8")
    return (
        "from pathlib import Path; import grundlag.web.serving as s;"
        f"s.STATIC = Path({str(tmp_path)!r});"
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "localhost", "192.168.1.4"])
def test_another_host_is_refused_with_the_reason(tmp_path: Path, host: str) -> None:
    ran = grundlag(f"serve --host {host}", tmp_path)
    assert ran.returncode == 1
    assert ran.stderr == (
        f"serve --host: {host} could be reached from other machines, and the pages are internal:"
        " there is no sign-in yet, so whoever reaches them reads everything.\n"
        "    Leave --host out: it is 127.0.0.1, this machine alone.\n"
    )


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    ran = grundlag("serve", tmp_path, "import sys; sys.modules['uvicorn'] = None;")
    assert ran.returncode == 1
    assert ran.stderr == (
        "serve: uvicorn is not installed: the pages are an extra of the package.\n"
        '    Install it: pip install "grundlag[web]".\n'
    )


def test_without_the_look_it_says_what_to_run(tmp_path: Path) -> None:
    before = (
        "from pathlib import Path; import grundlag.web.serving as s;"
        f"s.STATIC = Path({str(tmp_path)!r});"
    )
    ran = grundlag("serve", tmp_path, before)
    assert ran.returncode == 1
    assert "Run `make web` in the checkout (it needs npm), or install the wheel." in ran.stderr


def test_a_port_in_use_is_told(tmp_path: Path, look: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = grundlag(f"serve --port {port}", tmp_path, look)
    assert ran.returncode == 1
    assert ran.stderr == (
        f"serve: port {port} is in use.\n    Name another one, or 0 for any: --port 0.\n"
    )


@contextmanager
def served(root: Path, look: str) -> Iterator[str]:
    """The address of a folder that is served, until it is stopped as Ctrl+C does."""
    command = [sys.executable, "-c", f"{look}{COMMAND}", "serve", "--port", "0", "-C", str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            yield running.stdout.readline().split()[4]
        finally:
            running.send_signal(signal.SIGINT)
            assert running.wait(20) in (0, -signal.SIGINT, 130)


def test_an_answer_is_sent_at_once_and_does_not_wait_to_be_put_together() -> None:
    with bound(0) as opened:
        opened.listen()
        with socket.create_connection(opened.getsockname()):
            taken, _ = opened.accept()
            assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            taken.close()


@pytest.mark.slow
def test_it_serves_until_it_is_stopped_and_is_on_no_other_address(lilleby: Path, look: str) -> None:
    with served(lilleby, look) as address:
        assert address.startswith("http://127.0.0.1:")
        with urlopen(address, timeout=60) as answer:
            assert "Overblik 2026" in answer.read().decode()
            assert answer.headers["server"] is None
        port = int(address.rstrip("/").rpartition(":")[2])
        with socket.socket() as beside:  # the same port of another address is free
            beside.bind(("127.0.0.2", port))
    with pytest.raises(URLError, match="refused"):
        urlopen(address, timeout=5)


def beside(server: int) -> list[int]:
    """The processes that judge beside a server."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            command, state = ((each / name).read_text("utf-8") for name in ("cmdline", "stat"))
        except OSError:
            continue
        if "grundlag.web.beside" in command and int(state.rpartition(")")[2].split()[1]) == server:
            found.append(int(each.name))
    return found


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_year_is_judged_beside_it_and_nothing_is_left_however_it_ends(
    lilleby: Path, look: str, how: int
) -> None:
    command = [sys.executable, "-c", f"{look}{COMMAND}", "serve", "--port", "0", "-C", str(lilleby)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = running.stdout.readline().split()[4]
        with urlopen(f"{address}2026/havnen/indbrud", timeout=60) as answer:
            assert "Indbrud" in answer.read().decode()
        children = beside(running.pid)
        running.send_signal(how)
        running.wait(20)
    assert len(children) == 1
    for _ in range(1000):
        if not Path(f"/proc/{children[0]}").exists():
            return
        time.sleep(0.01)
    raise AssertionError("it was left behind")
