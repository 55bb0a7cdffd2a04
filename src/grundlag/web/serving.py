"""Serves a folder until it is stopped: on this machine, and on no other address."""

import logging
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import uvicorn

from grundlag.errors import GrundlagError, Problem
from grundlag.web.application import STATIC, app
from grundlag.web.beside import Beside
from grundlag.web.held import Day

HOME = "127.0.0.1"
BRIEF = 0.0005  # seconds that a year being judged keeps the interpreter from a page, at a time


def serve(root: Path, today: Day, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve a folder; `ready` is told its address. Raises GrundlagError where it cannot be."""
    _refuse_others(host)
    _refuse_without_look()
    opened = bound(port)
    sys.setswitchinterval(BRIEF)
    number, judge = opened.getsockname()[1], Beside()
    config = uvicorn.Config(
        app(root, today, number, do=judge),
        log_config=None,
        server_header=False,
        access_log=False,
    )
    opened.listen()  # so that whoever is told can come at once
    ready(f"http://{HOME}:{number}/")
    try:
        uvicorn.Server(config).run(sockets=[opened])
    finally:
        judge.close()


def bound(port: int) -> socket.socket:
    """This machine's own address at a port; raises GrundlagError where it is in use."""
    config = uvicorn.Config("", host=HOME, port=port, log_config=None, server_header=False)
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # it tells of the port, as we do
    try:
        opened = config.bind_socket()
    except SystemExit as error:
        what, fix = f"port {port} is in use.", "Name another one, or 0 for any: --port 0."
        raise GrundlagError(Problem(where="serve", what=what, fix=fix)) from error
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    # asyncio does so only for sockets that name their protocol; else each answer waits 40 ms
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return opened


def _refuse_others(host: str) -> None:
    if host != HOME:
        what = (
            f"{host} could be reached from other machines, and the pages are internal: there is"
            " no sign-in yet, so whoever reaches them reads everything."
        )
        fix = f"Leave --host out: it is {HOME}, this machine alone."
        raise GrundlagError(Problem(where="serve --host", what=what, fix=fix))


def _refuse_without_look() -> None:
    if not (STATIC / "vendor" / "css" / "dkfds.min.css").is_file():
        what = "the pages' look is not there: it is fetched when the package is built."
        fix = "Run `make web` in the checkout (it needs npm), or install the wheel."
        raise GrundlagError(Problem(where="serve", what=what, fix=fix))
