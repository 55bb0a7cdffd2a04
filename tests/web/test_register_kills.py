"""A server that is killed while it saves: what was answered is there, the rest wholly or not."""

import re
import signal
import subprocess
import sys
import time
from contextlib import closing
from html import unescape
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from threading import Event, Thread
from urllib.parse import urlencode

import pytest

from grundlag import run
from grundlag.records.keep import deliveries
from grundlag.run.registering import Plan, register

pytestmark = pytest.mark.slow

HAVNEN = Plan(partnership="havnen", year=2026)
FORM = "/2026/aktiviteter/havnen/ret"
SERVE = """
from datetime import date
import grundlag.web.page as page
import grundlag.web.serving as serving
page._prepare = lambda found: None
serving._refuse_without_look = lambda: None
def ready(address): print(address, flush=True)
serving.serve(__import__("pathlib").Path(%r), lambda: date(2026, 6, 1), "127.0.0.1", 0, ready)
"""


def add(port: int, carried: dict[str, str], cookie: str, name: str) -> bool:
    """Whether the server answered that the activity is kept."""
    body = urlencode({**carried, "titel": name, "andre-in": "A\nB"})
    headers = {
        "Cookie": cookie, "Origin": f"http://127.0.0.1:{port}",
        "Content-Type": "application/x-www-form-urlencoded",
    }  # fmt: skip
    try:
        with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
            connection.request("POST", FORM, body, headers)
            return connection.getresponse().status == 303
    except (OSError, HTTPException):
        return False


def opened(port: int) -> tuple[dict[str, str], str]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", FORM)
        answer = connection.getresponse()
        page = answer.read().decode()
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    cookie = answer.getheader("set-cookie", "").partition(";")[0]
    return {name: unescape(value) for name, value in found}, cookie


def test_what_was_answered_is_there_and_the_rest_wholly_or_not(planned: Path) -> None:
    chance, kept, sent = Random(20260601), set[str](), set[str]()
    for kill in range(3):
        code = SERVE % str(planned)
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as server:
            assert server.stdout is not None
            port = int(server.stdout.readline().decode().rstrip().rstrip("/").rpartition(":")[2])
            carried, cookie = opened(port)

            began = Event()

            def save(port=port, carried=carried, cookie=cookie, kill=kill, began=began) -> None:
                for n in range(100):
                    name = f"Ny {kill} {n}"
                    sent.add(name)
                    if not add(port, carried, cookie, name):
                        return
                    kept.add(name)
                    began.set()

            saving = Thread(target=save)
            saving.start()
            assert began.wait(30)
            time.sleep(chance.uniform(0, 0.6))
            server.send_signal(signal.SIGKILL)
            saving.join()
        entries = register(run.load(planned), HAVNEN).entries
        new = {entry.activity for entry in entries if entry.activity.startswith("Ny")}
        assert kept <= new <= sent
        assert len(new - kept) <= kill + 1
        assert [entry.activity for entry in entries][:5] == [
            "Gadefest", "Nabovandring", "Lektiecafé", "Æblehøst", "Fællesspisning",
        ]  # fmt: skip
    assert len(kept) >= 3
    assert all(run.judge_year(run.load(planned), 2026, delivery.manifest.arrived)
               for delivery in deliveries(planned, "plan-havnen")[-1:])  # fmt: skip
