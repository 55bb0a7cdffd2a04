"""Pages asked for while a delivery is being taken in: how long each takes, on this machine.

`python benchmarks/load.py [--seconds 60] [--rate 100] [--rows 200000]`. The server is a process
of its own on a folder of Lilleby; a file is sent to it and taken in through its own pages while
requests come at a fixed rate, whether the last was answered or not. Prints p50, p99 and the most.
"""

import argparse
import asyncio
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import httpx2 as httpx

from grundlag import run

TOWN = Path(__file__).parents[1] / "tests" / "cases" / "lilleby"
CODE = (
    "import sys; from pathlib import Path; import grundlag.web.serving as s;"
    "s._refuse_without_look = lambda: None;"
    "from grundlag.cli.app import main; main()"
)
PAGES = ("/2026", "/2026/havnen", "/2026/havnen/indbrud", "/metoder", "/2026/papirer", "/data")


def _reports(year: int, times: int) -> str:
    rows = (
        f"{year}-{m}-{n};1320;{n % 28 + 1:02d}-{m:02d}-{year};{'Havnen' if n % 3 else 'Skoven'}"
        for m in range(1, 13)
        for n in range(times)
    )
    return "\n".join(("Sag;Kode;Dato;Sted", *rows)) + "\n"


def made(root: Path) -> None:
    """Lilleby with two years taken in, and its cubes counted."""
    shutil.copytree(TOWN, root)
    (root / "in").mkdir()
    people = "Dag;Område;Indbyggere\n" + "".join(
        f"01-01-{y};Havnen;1000\n01-01-{y};Skoven;2000\n" for y in (2025, 2026)
    )
    for name, text, arrived in (
        ("a.csv", _reports(2024, 3), date(2025, 2, 1)),
        ("b.csv", _reports(2025, 3), date(2026, 2, 1)),
        ("befolkning.csv", people, date(2026, 2, 1)),
    ):
        (root / "in" / name).write_text(text, "utf-8")
        assert not run.take_files(run.load(root), [root / "in" / name], arrived)[1]


async def _send(client: httpx.AsyncClient, name: str, text: str) -> str:
    """Send a file and ask for it to be taken in; the job's address."""
    word = re.search(r'name="kvittering" value="([^"]+)"', (await client.get("/data")).text)
    assert word is not None
    own = {"data": {"kvittering": word[1]}, "headers": {"origin": str(client.base_url).rstrip("/")}}
    draft = await client.post("/data/fil", files={"fil": (name, text.encode())}, **own)
    job = await client.post(draft.headers["location"], **own)
    return str(job.headers["location"])


async def _one(client: httpx.AsyncClient, path: str, took: list[float]) -> None:
    start = time.perf_counter()
    answer = await client.get(path)
    took.append(time.perf_counter() - start)
    assert answer.status_code == 200, (path, answer.status_code)


async def _load(address: str, told: argparse.Namespace) -> tuple[list[float], list[str]]:
    limits = httpx.Limits(max_connections=200, keepalive_expiry=3)  # the server closes after 5
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        for path in PAGES:
            await client.get(path)
        took: list[float] = []
        every = told.rate * told.every
        texts = [_reports(2000 + n, told.rows // 12) for n in range(1 + told.seconds // told.every)]
        asked, states, job, begun = [], [], "", time.perf_counter()
        for n in range(told.seconds * told.rate):
            await asyncio.sleep(max(0.0, begun + n / told.rate - time.perf_counter()))
            asked.append(asyncio.create_task(_one(client, PAGES[n % len(PAGES)], took)))
            if n % every == told.rate:
                job = await _send(client, f"ny-{n}.csv", texts[n // every])
        await asyncio.gather(*asked)
        states.append(re.search(r'role="status">([^<]+)', (await client.get(job)).text)[1])  # type: ignore[index]
        return took, states


def main() -> None:
    """Serve, load, and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=100)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--every", type=int, default=20, help="Seconds between two deliveries.")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "lilleby"
        made(root)
        command = (sys.executable, "-c", CODE, "serve", "--port", "0", "-C", str(root))
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
            assert serving.stdout is not None
            try:
                address = serving.stdout.readline().split()[4].rstrip("/")
                took, states = asyncio.run(_load(address, told))
            finally:
                serving.send_signal(signal.SIGINT)
    took.sort()
    p50, p99 = (1000 * took[int(share * (len(took) - 1))] for share in (0.5, 0.99))
    print(f"{len(took)} requests, {told.rate} a second: p50 {p50:.0f} ms, p99 {p99:.0f} ms,")
    print(f"the most {1000 * took[-1]:.0f} ms; the last delivery: {', '.join(states)}")


if __name__ == "__main__":
    main()
