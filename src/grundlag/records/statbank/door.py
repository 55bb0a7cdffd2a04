"""The one door to the network: a question is posted, and its answer read, whole or not at all.

Here alone urllib3 is imported. A connection that fails is tried once more, a bank that is busy
(429) or broken (5xx) or cuts its answer as often as patience allows; a wait that the bank asks for
is kept to. Nothing is followed elsewhere: a question that is sent on loses what it asks.
"""

from collections.abc import Mapping
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    InvalidHeader,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    ProxyError,
    SSLError,
    TimeoutError,
)
from urllib3.response import BaseHTTPResponse
from urllib3.util import Retry, Timeout

from grundlag.basis.fetches import Bank
from grundlag.errors import FetchError, Problem
from grundlag.records.statbank.model import Answer, Patience

BUSY = frozenset({429, 500, 502, 503, 504})
PIECE = 2**16
WAYS: tuple[tuple[type[Exception], str], ...] = (  # the first that fits
    (NameResolutionError, "is not found: there is no network here, or no such name."),
    (ProxyError, "cannot be reached through the proxy."),
    (NewConnectionError, "cannot be reached."),
    (ConnectTimeoutError, "does not answer at all."),
    (SSLError, "cannot be trusted: its certificate is not one that this machine knows."),
    (TimeoutError, "did not answer in time."),
    (ProtocolError, "cut its answer off half way."),
)


def post(bank: Bank, verb: str, question: Mapping[str, Any], patience: Patience) -> Answer:
    """The answer of a bank to a question; raises FetchError where there is none."""
    address = f"{bank.address}/{verb}"
    retries = Retry(
        total=patience.tries - 1,
        connect=1,
        backoff_factor=patience.pause,
        allowed_methods=None,
        retry_after_max=2**31,
    )
    until = patience.now() + patience.seconds
    with _pool(address, patience) as pool:
        while True:
            response, error = None, None
            try:
                response = _sent(pool, address, question, until - patience.now())
                with closing(response):
                    if response.status not in BUSY:
                        return _read(response, bank, patience, until)
            except HTTPError as caught:
                error = caught
            retries = _once_more(retries, bank, response, error, until - patience.now())


def host_of(bank: Bank) -> str:
    """What a message calls a bank."""
    return urlsplit(bank.address).netloc or bank.address


def by_hand(bank: Bank) -> str:
    """The other way to a table, which is always there."""
    return f"save the table by hand as CSV from {bank.page}, and `grundlag take` that file."


def _pool(address: str, patience: Patience) -> urllib3.PoolManager:
    """Connections; a proxy is for the world outside, and never for this machine itself."""
    if patience.proxy and address.startswith("https://"):
        return urllib3.ProxyManager(patience.proxy)
    return urllib3.PoolManager()


def _sent(
    pool: urllib3.PoolManager, address: str, question: Mapping[str, Any], left: float
) -> BaseHTTPResponse:
    wait = max(left, 0.001)
    return pool.request(
        "POST",
        address,
        json=question,
        headers={"User-Agent": "grundlag", "Accept-Encoding": "gzip", "Connection": "close"},
        preload_content=False,
        redirect=False,
        retries=False,
        timeout=Timeout(connect=min(wait, 15.0), read=wait),
    )


def _read(response: BaseHTTPResponse, bank: Bank, patience: Patience, until: float) -> Answer:
    """An answer, piece by piece, so that there is an end to its length and to its slowness."""
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(PIECE, decode_content=True):
        pieces.append(piece)
        size += len(piece)
        if size > patience.largest:
            what = f"answers with more than {patience.largest // 1_000_000} MB."
            raise _problem(bank, what, "Ask for less: fewer areas, or a later --from.")
        if patience.now() > until:
            what = f"was not done after {patience.seconds:g} seconds."
            raise _problem(bank, what, f"Try again with --timeout SECONDS; or {by_hand(bank)}")
    framed = "content-length" in response.headers or "transfer-encoding" in response.headers
    return Answer(status=response.status, body=b"".join(pieces), whole=framed)


def _once_more(
    retries: Retry,
    bank: Bank,
    response: BaseHTTPResponse | None,
    error: HTTPError | None,
    left: float,
) -> Retry:
    """Wait as the bank asks, or longer from time to time; raises FetchError where that is no use.

    A question that took all its time is not asked again, and nor is one that nobody may be sent.
    """
    asked = _asked(retries, response)
    try:
        again = retries.increment("POST", bank.address, response, error)
    except HTTPError as given_up:
        raise _given_up(bank, response, error, asked) from given_up
    hopeless = isinstance(error, SSLError | ProxyError) or _took_its_time(error)
    if hopeless or (asked or again.get_backoff_time()) > left:
        raise _given_up(bank, response, error, asked)
    again.sleep(response if asked else None)
    return again


def _took_its_time(error: HTTPError | None) -> bool:
    """Whether it is time that ran out; a connection that is refused counts as one to urllib3."""
    return isinstance(error, TimeoutError) and not isinstance(error, NewConnectionError)


def _asked(retries: Retry, response: BaseHTTPResponse | None) -> float:
    """The seconds that a bank asks to wait; none where it says nothing that can be read."""
    told = response.headers.get("Retry-After") if response else None
    try:
        return retries.parse_retry_after(told) if told else 0.0
    except InvalidHeader:
        return 0.0


def _given_up(
    bank: Bank, response: BaseHTTPResponse | None, error: HTTPError | None, asked: float
) -> FetchError:
    status = response.status if response else 0
    what = f"is busy or broken: it answered {status}."
    if error is not None:
        what = next((what for way, what in WAYS if isinstance(error, way)), "cannot be reached.")
    longer = " with --timeout SECONDS" if _took_its_time(error) else " later"
    wait = f" (it asks to wait {asked:.0f} seconds)" if asked else ""
    return _problem(bank, what, f"Try again{longer}{wait}; or {by_hand(bank)}")


def _problem(bank: Bank, what: str, fix: str) -> FetchError:
    return FetchError(Problem(where=host_of(bank), what=what, fix=fix))
