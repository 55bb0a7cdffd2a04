"""The process that works: one job, told how on its standing input, telling how far on its output.

It ends when the server does, however that ends: nothing else holds its standing input open.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any, TextIO

from grundlag import run
from grundlag.errors import GrundlagError, Problem
from grundlag.web.desk.told import Told, of_deliveries, of_papers

Tell = Callable[[str, float], None]
Work = Callable[[Path, date, Mapping[str, Any], Tell], Told]


def main() -> None:
    """Do what is asked; what it says goes to the server, what others print to the terminal."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with open(0, "rb", buffering=0, closefd=False) as given:
        asked = json.loads(given.readline())
    Thread(target=_end_with_the_server, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(10)  # whoever reads a page meanwhile comes first
    _say(out, {"result": _result(asked, lambda stage, share: _say(out, {"at": [stage, share]}))})


def _end_with_the_server() -> None:
    while os.read(0, 1):
        pass
    os._exit(1)


def _say(out: TextIO, told: dict[str, Any]) -> None:
    out.write(json.dumps(told) + "\n")
    out.flush()


def _result(asked: Mapping[str, Any], tell: Tell) -> Told:
    work = WORK[asked["kind"]]
    try:
        return work(Path(asked["root"]), date.fromisoformat(asked["today"]), asked["asked"], tell)
    except GrundlagError as error:
        return {"problems": told_of(error.problems)}
    except OSError as error:
        return {"problems": told_of([run.out_of_reach(error)])}


def told_of(problems: "tuple[Problem, ...] | list[Problem]") -> list[dict[str, str]]:
    """Problems as they are kept with a job."""
    return [asdict(problem) for problem in problems]


def _report(root: Path, today: date, asked: Mapping[str, Any], tell: Tell) -> Told:
    written, compared = run.report_all(root, asked["year"], today, progress=tell)
    return of_papers(root, [each for _, each in written], compared)


def _take(root: Path, today: date, asked: Mapping[str, Any], tell: Tell) -> Told:
    drawn = date.fromisoformat(asked["extracted"]) if asked["extracted"] else None
    passed: list[Problem] = []
    taken, problems = run.take_files(
        run.load(root),
        [root / asked["path"]],
        date.fromisoformat(asked["arrived"]),
        drawn,
        asked["source"] or None,
        run.months_of(asked["covers"]) if asked["covers"] else None,
        tell,
        asked["accepts"],
        passed.append,
    )
    told = {"problems": told_of(problems), "passed": told_of(passed)}
    return told | of_deliveries(taken)


WORK: Mapping[str, Work] = {"report": _report, "take": _take}

if __name__ == "__main__":
    main()
