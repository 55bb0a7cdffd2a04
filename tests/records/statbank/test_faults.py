"""A bank that is slow, busy or broken, or says other than it was asked: told, and never kept."""

import gzip
import socket
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from grundlag.basis.fetches import Bank, Fetch
from grundlag.errors import FetchError
from grundlag.records.statbank import door
from grundlag.records.statbank.fetch import fetch
from grundlag.records.statbank.model import Wanted

pytestmark = pytest.mark.slow  # a bank that is slow

GOOD = (
    "OMRÅDE;OVERTRÆD;TID;INDHOLD\r\n101;1320;2025K3;105\r\n101;1320;2025K4;110\r\n"
    "101;1252;2025K3;85\r\n101;1252;2025K4;90\r\n"
)


def says(status: int, body: str | bytes, kind: str = "text/csv", **headers: str):
    content = body.encode() if isinstance(body, str) else body
    return lambda teller: teller.send(status, content, kind, **headers)


def cut(teller) -> None:
    """Promises more than it sends, and hangs up."""
    teller.send_response(200)
    teller.send_header("Content-Length", "1000")
    teller.end_headers()
    teller.wfile.write(GOOD.encode()[:60])
    teller.close_connection = True


def cut_chunk(teller) -> None:
    teller.send_response(200)
    teller.send_header("Transfer-Encoding", "chunked")
    teller.end_headers()
    teller.wfile.write(b"40\r\n" + GOOD.encode()[:30])
    teller.close_connection = True


def hangs_up(teller) -> None:
    teller.close_connection = True


def unframed(body: str):
    """No length and no chunks: the end of the answer is where the bank hangs up."""

    def fault(teller) -> None:
        teller.send_response(200)
        teller.end_headers()
        teller.wfile.write(body.encode())
        teller.close_connection = True

    return fault


def drips(teller) -> None:
    """A byte now and then, for ever: no single wait is too long."""
    teller.send_response(200)
    teller.send_header("Content-Length", "100000")
    teller.end_headers()
    for _ in range(30):
        teller.wfile.write(b"x")
        time.sleep(0.05)


def sleeps(teller) -> None:
    time.sleep(1.5)


def two(ask, **more):
    return ask(since="2025K3", **more)


AGAIN = {
    "busy": says(429, "", Retry_After="0"),
    "busy, and unclear for how long": says(429, "", Retry_After="soon"),
    "broken": says(500, "oh"),
    "away": says(503, "<html>back soon</html>"),
    "cut": cut,
    "cut in a chunk": cut_chunk,
    "hung up": hangs_up,
}


@pytest.mark.parametrize("fault", AGAIN.values(), ids=AGAIN)
def test_what_passes_is_tried_again(ask, bank, fault):
    bank.faults = [fault, fault]
    assert two(ask).rows == 4
    assert len(bank.data) == 3


def test_a_wait_that_is_asked_for_is_kept_to(ask, bank):
    bank.faults = [says(429, "", Retry_After="1")]
    begun = time.monotonic()
    assert two(ask).rows == 4
    assert time.monotonic() - begun >= 1


GIVEN_UP = {
    "busy": (says(429, ""), ["is busy or broken: it answered 429.", "Try again later"]),
    "broken": (says(500, "oh"), ["is busy or broken: it answered 500."]),
    "cut": (cut, ["cut its answer off half way."]),
    "cut in a chunk": (cut_chunk, ["cut its answer off half way."]),
}


@pytest.mark.parametrize(("fault", "told"), GIVEN_UP.values(), ids=GIVEN_UP)
def test_what_does_not_pass_is_given_up(ask, bank, tmp_path, fault, told):
    bank.faults = [fault] * 9
    with pytest.raises(FetchError) as caught:
        two(ask)
    assert all(piece in str(caught.value) for piece in told)
    assert len(bank.data) == 4
    assert not list(tmp_path.glob("fetched/*"))


def test_a_wait_that_is_too_long_is_told_and_not_slept(ask, bank):
    bank.faults = [says(503, "", Retry_After="3600")]
    with pytest.raises(FetchError) as caught:
        two(ask)
    assert "Try again later (it asks to wait 3600 seconds)" in str(caught.value)
    assert len(bank.data) == 1


@pytest.mark.parametrize("fault", [sleeps, drips])
def test_slowness_has_an_end(ask, bank, fault):
    bank.faults = [fault]
    begun = time.monotonic()
    with pytest.raises(FetchError) as caught:
        two(ask, limits={"seconds": 0.4})
    assert 0.4 <= time.monotonic() - begun < 1
    assert "Try again with --timeout SECONDS; or save the table by hand" in str(caught.value)


REFUSED = {
    "a web page": (
        says(200, "\ufeff<!DOCTYPE html><title>Log ind</title>", "text/html"),
        ["answers with a web page, not with figures", "Save the table by hand"],
    ),
    "sent elsewhere": (says(301, "", Location="https://other.example/"), ["answers 301"]),
    "not allowed": (says(403, "no"), ["answers 403"]),
    "its own words": (
        says(400, '{"errorTypeCode":"EXTRACT-NOTFOUND","message":"Værdien blev ikke fundet"}'),
        ["answers 400: Værdien blev ikke fundet"],
    ),
    "a column too few": (
        says(200, GOOD.replace("OVERTRÆD;", "")),
        ['answers with the columns "OMRÅDE;TID;INDHOLD", not "OMRÅDE;OVERTRÆD;TID;INDHOLD"'],
    ),
    "a column of another name": (says(200, GOOD.replace("TID", "ALDER")), ["ALDER", "not"]),
    "nothing": (says(200, ""), ['answers with the columns ""']),
    "an area that was not asked for": (
        says(200, GOOD.replace("101;1252;2025K4", "147;1252;2025K4")),
        ['line 5: holds OMRÅDE "147", which was not asked for'],
    ),
    "a figure twice": (
        says(200, GOOD.replace("1320;2025K4", "1320;2025K3")),
        ["line 3 of the answer tells 101 1320 2025K3 a second time"],
    ),
    "a figure too few": (
        says(200, GOOD.replace("101;1252;2025K4;90\r\n", "")),
        ["answers 3 of 4 figures: 101 1252 2025K4 is not there", "Fetch it again"],
    ),
    "a line that is cut, where nothing tells the length": (
        unframed(GOOD[: GOOD.index(";2025K4;90")]),
        ["line 5 of the answer has 2 cells of 4", "cut off"],
    ),
    "what is no figure": (says(200, GOOD.replace("90", "n/a")), ['holds "n/a", which is no']),
    "what is no text": (says(200, b"\xff\xfe\x00"), ["answers with what is no text"]),
}


@pytest.mark.parametrize(("fault", "told"), REFUSED.values(), ids=REFUSED)
def test_an_answer_to_another_question_is_refused(ask, bank, tmp_path, fault, told):
    bank.faults = [fault]
    with pytest.raises(FetchError) as caught:
        two(ask)
    assert all(piece in str(caught.value) for piece in told), str(caught.value)
    assert not list(tmp_path.glob("fetched/*"))


@pytest.mark.parametrize(
    "body",
    [
        "\ufeff" + GOOD,
        GOOD.replace("\r\n", "\n"),
        GOOD.rstrip(),
        GOOD.replace("TID", "Tid").replace("OMRÅDE", "område"),
        "TID;OMRÅDE;INDHOLD;OVERTRÆD\n2025K3;101;105;1320\n2025K4;101;110;1320\n"
        "2025K3;101;85;1252\n2025K4;101;90;1252\n",
    ],
)
def test_an_answer_may_be_dressed_otherwise(ask, bank, body):
    bank.faults = [says(200, body)]
    rows = two(ask).path.read_text("utf-8").splitlines()
    assert rows[0] == "OMRÅDE;OVERTRÆD;TID;INDHOLD"
    assert "101;1252;2025K4;90" in rows


def test_an_answer_may_come_packed(ask, bank):
    bank.faults = [says(200, gzip.compress(GOOD.encode()), Content_Encoding="gzip")]
    assert two(ask).rows == 4


def test_a_stream_without_an_end_that_is_told_is_refused(ask, bank):
    bank.faults = [unframed(GOOD)]
    with pytest.raises(FetchError, match="does not say how long its answer is"):
        two(ask, format="BULK")


def test_an_answer_without_end_is_not_read_to_the_end(ask, bank):
    body = gzip.compress(b"OMR" + b"x" * 5_000_000)
    bank.faults = [says(200, body, Content_Encoding="gzip")]
    with pytest.raises(FetchError, match="answers with more than 1 MB"):
        two(ask, limits={"largest": 1_000_000})


def wanted(address: str) -> Wanted:
    return Wanted(
        fetch=Fetch(id="f", source="s", table="STRAF11", values={"OMRÅDE": ("*",)}),
        bank=Bank(id="b", name="Banken", address=address, page="https://banken.example"),
    )


def away(address: str, tmp_path: Path, patience) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(tmp_path, wanted(address), date(2026, 2, 20), patience)
    return str(caught.value)


def test_nobody_there(tmp_path, patience):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = away(f"http://127.0.0.1:{port}/v1", tmp_path, patience)
    assert told.startswith(f"127.0.0.1:{port}: cannot be reached.")
    assert "save the table by hand" in told.lower()


def test_no_network(tmp_path, patience, monkeypatch):
    """A name that is not found: without network none is."""

    def no_name(*_: object, **__: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    told = away("https://api.statbank.example/v1", tmp_path, patience)
    assert "is not found: there is no network here, or no such name." in told
    assert "save the table by hand" in told.lower()


def test_a_proxy_that_is_not_there(tmp_path, patience):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    behind = replace(patience, proxy=f"http://127.0.0.1:{port}")
    told = away("https://api.statbank.example/v1", tmp_path, behind)
    assert "cannot be reached through the proxy" in told


def test_this_machine_is_reached_without_the_proxy(bank, patience):
    behind = replace(patience, proxy="http://127.0.0.1:9")
    here = wanted(bank.address).bank
    assert door.post(here, "tables", {}, behind).status == 200


@pytest.mark.parametrize(
    "fault",
    [says(404, "<html>no such page</html>"), says(200, "<html>"), says(200, '{"id": "STRAF11"}')],
)
def test_what_is_no_statbank_is_told(ask, bank, fault):
    bank.telling = [fault]
    with pytest.raises(FetchError) as caught:
        two(ask)
    assert f"See that the address is a statbank's: {bank.address}." in str(caught.value)
    assert bank.data == []
