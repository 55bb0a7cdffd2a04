"""The process that works: one job, told how on its input, telling how far on its output."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from grundlag import run
from grundlag.errors import GrundlagError, Problem
from grundlag.web.desk.told import Told, of_deliveries, of_papers
from grundlag.web.processes import heard, output

Tell = Callable[[str, float], None]
Work = Callable[[Path, date, Mapping[str, Any], Tell], Told]


def main() -> None:
    """Do what is asked; what it says goes to the server, what others print to the terminal."""
    out = output()
    asked = next(heard(_asked))
    _say(out, {"result": _result(asked, lambda stage, share: _say(out, {"at": [stage, share]}))})


def _asked(given: BinaryIO) -> Any:
    line = given.readline()
    if not line:
        raise EOFError
    return json.loads(line)


def _say(out: BinaryIO, told: dict[str, Any]) -> None:
    out.write(json.dumps(told).encode() + b"\n")
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
