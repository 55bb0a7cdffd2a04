"""A statbank on this machine, behaving as Statistics Denmark's documents say; *opdigtede data*.

- a question is posted as JSON; an error is {"errorTypeCode", "message"}, in Danish, status 400;
- CSV has every figure asked for, and at most so many cells: rows times columns, the figure's too;
- a variable without values is summed up in CSV where it may be; BULK wants all of them, has no
  limit and leaves out what is 0;
- a figure that is kept secret is 0; one that is not told is "..".
"""

import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from typing import Any

QUARTERS = [f"{y}K{q}" for y in (2023, 2024, 2025) for q in (1, 2, 3, 4)]
AREAS = {"000": "Hele landet", "101": "København", "147": "Frederiksberg", "411": "Christiansø"}
OFFENCES = {
    "TOT": "Overtrædelsens art i alt", "1": "Straffelov i alt", "12": "Voldsforbrydelser i alt",
    "1252": "Simpel vold", "1320": "Indbrud i beboelser", "3": "Særlov i alt", "3410": "Våbenloven",
}  # fmt: skip


def variable(id: str, text: str, values: dict[str, str], **more: bool) -> dict[str, Any]:
    told = [{"id": code, "text": name} for code, name in values.items()]
    return {"id": id, "text": text, "elimination": False, "time": False, **more, "values": told}


TIME = {quarter: quarter for quarter in QUARTERS}
TABLES: dict[str, dict[str, Any]] = {
    "STRAF11": {
        "id": "STRAF11",
        "text": "Anmeldte forbrydelser",
        "unit": "Antal",
        "suppressedDataValue": "0",
        "updated": "2026-01-16T08:00:00",
        "active": True,
        "variables": [
            variable("OMRÅDE", "område", AREAS, elimination=True),
            variable("OVERTRÆD", "overtrædelsens art", OFFENCES, elimination=True),
            variable("Tid", "tid", TIME, time=True),
        ],
    },
    "FOLK1A": {
        "id": "FOLK1A",
        "text": "Folketal den 1. i kvartalet",
        "suppressedDataValue": "0",
        "updated": "2026-02-11T08:00:00",
        "active": True,
        "variables": [
            variable("OMRÅDE", "område", AREAS, elimination=True),
            variable("KØN", "køn", {"TOT": "I alt", "1": "Mænd", "2": "Kvinder"}, elimination=True),
            variable("Tid", "tid", TIME, time=True),
        ],
    },
    "KKBEF1": {
        "id": "KKBEF1",
        "text": "Befolkningen",
        "updated": "2026-02-11T08:00:00",
        "active": False,
        "variables": [
            variable("OMRKK", "distrikt", {"1000": "København i alt", "20903": "Tingbjerg"}),
            variable("var5", "tid", TIME, time=True),
        ],
    },
}
HOME = {"STRAF11": "/v1", "FOLK1A": "/v1", "KKBEF1": "/v1/s30"}
LEAVES = {"1252": 7, "1320": 11, "3410": 2}  # an invented level of each group
SIZES = {"000": 40, "101": 5, "147": 1, "411": 0, "1000": 5, "20903": 1}


def figure(table: str, codes: dict[str, str]) -> int:
    """The invented figure of a cell: a total is the sum of its groups, to the last one."""
    place = codes.get("OMRÅDE") or codes.get("OMRKK") or "000"
    number = QUARTERS.index(codes.get("Tid") or codes["var5"])
    if table != "STRAF11":
        return SIZES[place] * 1000 + number
    offence = codes["OVERTRÆD"].replace("TOT", "")
    groups = [n for code, n in LEAVES.items() if code.startswith(offence)]
    return SIZES[place] * sum(n + number for n in groups)


Fault = Callable[["Handler"], None]


@dataclass
class Bank:
    """What it was asked, and what it does wrong next, with figures or telling of a table."""

    address: str = ""
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    telling: list[Fault] = field(default_factory=list)
    limit: int = 1_000_000
    untold: set[tuple[str, ...]] = field(default_factory=set)

    @property
    def data(self) -> list[dict[str, Any]]:
        """The questions for figures."""
        return [question for path, question in self.asked if path.endswith("/data")]


class Handler(BaseHTTPRequestHandler):
    """Answers one question."""

    bank: Bank
    protocol_version = "HTTP/1.1"
    timeout = 10

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        question = json.loads(self.rfile.read(length))
        self.bank.asked.append((self.path, question))
        wrong = {"data": self.bank.faults, "tableinfo": self.bank.telling}
        if faults := wrong.get(self.path.rpartition("/")[2]):
            faults.pop(0)(self)
        else:
            self.answer(question)

    def answer(self, question: dict[str, Any]) -> None:
        home, _, verb = self.path.rpartition("/")
        name = str(question.get("table", "")).upper()
        if verb == "tables":
            self.send(200, json.dumps([{"id": t} for t, at in HOME.items() if at == home]).encode())
        elif HOME.get(name) != home:
            self.refuse("EXTRACT-NOTFOUND", "Tabellen blev ikke fundet")
        elif verb == "tableinfo":
            self.send(200, json.dumps(TABLES[name]).encode())
        else:
            self.data(TABLES[name], question)

    def data(self, table: dict[str, Any], question: dict[str, Any]) -> None:
        chosen = {v["code"]: v["values"] for v in question["variables"]}
        streamed = question["format"] == "BULK"
        for each in table["variables"]:
            if each["id"] not in chosen and (streamed or not each["elimination"]):
                what = f"Der skal vælges værdier for variabel: {each['id']}"
                return self.refuse("EXTRACT-NOTALLOWED", what)
        rows = list(product(*chosen.values()))
        cells = len(rows) * (len(chosen) + 1)
        if cells > self.bank.limit and not streamed:
            shown = (f"{n:,}".replace(",", ".") for n in (cells, self.bank.limit))
            what = (
                "Forespørgslen på op mod {} celler er over begrænsningen på {} celler for denne "
                "filtype. Anvend BULK eller andet streaming format i stedet."
            )
            return self.refuse("REQUEST-LIMIT", what.format(*shown))
        heads = ["TID" if name in ("Tid", "var5") else name for name in chosen]
        lines = [";".join((*heads, "INDHOLD"))]
        for codes in rows:
            n = figure(table["id"], dict(zip(chosen, codes, strict=True)))
            if codes in self.bank.untold:
                lines.append(";".join((*codes, "..")))
            elif n or not streamed:
                lines.append(";".join((*codes, str(n))))
        text = "\r\n".join(lines) + "\r\n"
        return self.send(200, text.encode("utf-8" if streamed else "utf-8-sig"), "text/csv")

    def refuse(self, code: str, message: str) -> None:
        self.send(400, json.dumps({"errorTypeCode": code, "message": message}).encode())

    def send(
        self, status: int, body: bytes, kind: str = "application/json", **headers: str
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """Waits for its threads, and does not mind who hangs up."""

    daemon_threads = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def opened() -> Iterator[Bank]:
    """A bank that answers on a port of this machine until the block ends."""
    bank = Bank()
    handler = type("Teller", (Handler,), {"bank": bank})
    server = Server(("127.0.0.1", 0), handler)
    bank.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield bank
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
