"""A folder and a year in, a pack out: the seven verbs in a row, with the folder around them."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from grundlag.basis import clocks
from grundlag.basis.check import check as check_definitions
from grundlag.basis.load import WRITTEN, Definitions, load
from grundlag.basis.model import Basis
from grundlag.basis.remarks import Remark
from grundlag.cubes.arrivals import last_report_day
from grundlag.cubes.check import findings, parted, told
from grundlag.cubes.check_rows import ALL_UNKNOWN
from grundlag.cubes.count import count
from grundlag.cubes.model import Cubes, Told
from grundlag.cubes.unknown import as_csv, unknown_words
from grundlag.engine.connect import engine
from grundlag.engine.files import write_bytes, write_json
from grundlag.errors import DefinitionError, DeliveryError, Problem
from grundlag.indicators.idle import idle_bridges
from grundlag.indicators.measure import measure, refuse_part_year
from grundlag.indicators.model import Measures
from grundlag.records.keep import deliveries
from grundlag.records.match import accept
from grundlag.records.model import Taken
from grundlag.records.opening import Piece, pieces, told_of
from grundlag.records.take import parts_of, take
from grundlag.render import names, save
from grundlag.report.compose import compose
from grundlag.report.context import Context
from grundlag.report.model import Pack
from grundlag.report.remarks import to_note
from grundlag.setup.write import refuse_another, setup
from grundlag.verdicts.doubts import doubts, latest
from grundlag.verdicts.judge import judge
from grundlag.verdicts.leaps import leaping
from grundlag.verdicts.model import Judgements

TEMPLATE = Path(__file__).parent / "definitions"
DEFINITIONS = "definitions"  # the rule by which what is wrong with them is told
TOP = ("grundlag.toml", "decisions.toml", "sources.toml")  # beside definitions/ in a folder


@dataclass(frozen=True, kw_only=True)
class Run:
    """One report year, counted, measured and judged; on which basis, and how that stands.

    `later` are the year's remarks dated after the day it is told on: they are in no paper.
    """

    defs: Definitions
    cubes: Cubes
    measures: Measures
    judgements: Judgements
    proposal: bool
    in_force: bool = True
    later: tuple[Remark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Written:
    """Files that were written: what each is called, and where it ended."""

    names: tuple[str, ...]
    paths: tuple[Path, ...]

    @property
    def beside(self) -> tuple[tuple[str, Path], ...]:
        """Those whose own file was open, each with the path of what was saved beside it."""
        pairs = zip(self.names, self.paths, strict=True)
        return tuple((name, path) for name, path in pairs if path.name != name)


def new(root: Path) -> None:
    """Make a working folder with a copy of the shipped definitions; refuse one that holds any."""
    if root.exists() and not (root.is_dir() and not any(root.iterdir())):
        what = "the folder is not empty." if root.is_dir() else "this is a file."
        raise DefinitionError(Problem(where=str(root), what=what, fix="Name a new folder."))
    shutil.copytree(TEMPLATE, root / "definitions", dirs_exist_ok=True)
    for name in TOP:
        (root / "definitions" / name).rename(root / name)
    (root / "remarks").mkdir()


def open_folder(root: Path) -> Definitions:
    """A working folder's definitions; raises DefinitionError with every problem they have."""
    defs = load(root)
    if problems := check_definitions(defs):
        raise DefinitionError(problems)
    return defs


def set_up(root: Path) -> Path:
    """The workbook that a working folder's yearly definitions are filled in with, written anew."""
    refuse_another(root)
    return setup(open_folder(root))


def take_files(
    defs: Definitions,
    files: Sequence[Path],
    arrived: date,
    extracted: date | None = None,
    source: str | None = None,
    covers: range | None = None,
    progress: Callable[[str, float], None] = lambda name, share: None,
    accepts: bool = False,
    passed: Callable[[Problem], None] = lambda problem: None,
) -> tuple[list[Taken], list[Problem]]:
    """Take in what can be taken, file by file; the problems of the rest, all at once.

    A folder and an archive are the files in them, a workbook the sheets that have a source's
    columns. `progress` is told of each file how much of it has been read, 0 to 1; `passed` of files
    in a folder or an archive that are none of ours. Who `accepts` has looked at the guesses of
    their columns, which are confirmed first.
    """
    taken: list[Taken] = []
    problems: list[Problem] = []
    with engine() as connection:
        for piece in _pieces(defs, files, passed, problems):
            try:
                defs = accept(defs, piece.path) if accepts else defs
                for part in parts_of(defs, piece.path, source):
                    tell = partial(progress, f"{piece.name} {part}".strip())
                    how = (arrived, extracted, source, covers, tell, part, piece.name)
                    taken.append(take(connection, defs, piece.path, *how))
            except (DefinitionError, DeliveryError) as error:
                problems += told_of(piece, error.problems)
                defs = open_folder(defs.root)  # a guess may stand in sources.toml now
            except OSError as error:
                problems.append(out_of_reach(error))
    return taken, problems


def _pieces(
    defs: Definitions, files: Sequence[Path], passed: Callable[[Problem], None],
    problems: list[Problem],
) -> Iterator[Piece]:  # fmt: skip
    """The files that some paths hold; what is wrong with a path is one more problem."""
    for path in files:
        with closing(pieces(path, defs.root, passed)) as found:
            try:
                yield from found
            except DeliveryError as error:
                problems += error.problems
            except OSError as error:
                problems.append(out_of_reach(error))


def out_of_reach(error: OSError) -> Problem:
    """A file or folder that the system keeps from us."""
    what = f"{error.strerror or error}."
    fix = "See that the path is right, and that you may read and write there."
    return Problem(where=str(error.filename or "a file"), what=what, fix=fix)


def judge_year(
    defs: Definitions,
    year: int,
    today: date,
    basis: str | None = None,
    arrived_by: date | None = None,
) -> Run:
    """Count, measure and judge a report year, on the basis in force or a named one.

    Decisions and remarks are those known on `today`, deliveries those that had arrived by
    `arrived_by` (all). What stops a check stops a report.
    """
    in_force = clocks.standing_basis(defs, year, today)
    on = clocks.named_basis(defs, basis) if basis else in_force
    later = tuple(remark for remark in defs.remarks.get(year, ()) if remark.date > today)
    defs = _with_remarks_by(defs, today)
    known = [d for d in deliveries(defs.root) if d.manifest.arrived <= (arrived_by or date.max)]
    last = last_report_day(known, on, year)
    cubes = counted(defs, arrived_by, () if last is None else (last,))
    run = judged(defs, on, year, today, cubes, on.id == in_force.id)
    return replace(run, later=later)


def counted(defs: Definitions, arrived_by: date | None, also: Sequence[date] = ()) -> Cubes:
    """Everything that had arrived by a day, counted; what stops a check stops it.

    As it was on some earlier days, too.
    """
    with engine() as connection:
        cubes = count(connection, defs, arrived_by, also)
    if problems := findings(defs, cubes)[0]:
        raise DeliveryError(problems)
    return cubes


def judged(
    defs: Definitions, on: Basis, year: int, today: date, cubes: Cubes, in_force: bool
) -> Run:
    """A report year on a basis, measured and judged."""
    measures = measure(defs, on, year, cubes)
    refuse_part_year(measures)
    return Run(
        defs=defs,
        cubes=cubes,
        measures=measures,
        judgements=judge(defs, measures),
        proposal=clocks.decision_on(defs, on.id, today) is None,
        in_force=in_force,
    )


def _with_remarks_by(defs: Definitions, day: date) -> Definitions:
    """The definitions without the remarks that were written after a day."""
    kept = {
        year: tuple(remark for remark in remarks if remark.date <= day)
        for year, remarks in defs.remarks.items()
    }
    return replace(defs, remarks=kept)


def check(root: Path) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Everything wrong with a folder's definitions and deliveries, and what should be known."""
    return parted(checked(root))


def checked(root: Path) -> tuple[Told, ...]:
    """The same with the rule that tells it.

    Leaps, and targets that can show little, are told where nothing has to be mended.
    """
    defs = load(root)
    if problems := check_definitions(defs):
        return tuple(Told(is_notice=False, rule=DEFINITIONS, problem=p) for p in problems)
    with engine() as connection:
        cubes = count(connection, defs)
    found = told(defs, cubes)
    _list_unknown(defs, cubes)
    noted = tuple(Told(is_notice=True, rule=DEFINITIONS, problem=p) for p in defs.notices)
    if any(not each.is_notice for each in found):
        return (*noted, *found)
    idle = tuple(Told(is_notice=True, rule="bridges", problem=p) for p in idle_bridges(defs, cubes))
    measured = latest(defs, cubes)
    return (*noted, *found, *leaping(defs, cubes, measured), *idle, *doubts(defs, measured))


def _list_unknown(defs: Definitions, cubes: Cubes) -> None:
    """Write all unknown words where they are more than a terminal shows; else none is there."""
    path = defs.root / ALL_UNKNOWN
    if words := unknown_words(defs, cubes):
        path.parent.mkdir(exist_ok=True)
        write_bytes(as_csv(words), path)
    else:
        path.unlink(missing_ok=True)


def context_of(run: Run) -> Context:
    """What a report of a judged year leans on."""
    return Context(
        defs=run.defs,
        cubes=run.cubes,
        measures=run.measures,
        judgements=run.judgements,
        proposal=run.proposal,
        in_force=run.in_force,
    )


def pack_of(run: Run) -> Pack:
    """The pack of a judged year."""
    return compose(run.defs, run.cubes, run.measures, run.judgements, run.proposal, run.in_force)


def report(
    root: Path,
    year: int,
    today: date,
    basis: str | None = None,
    arrived_by: date | None = None,
) -> tuple[Run, Written]:
    """The year's papers, written into out/YEAR (on a basis not in force, into out/YEAR-BASIS)."""
    run = judge_year(open_folder(root), year, today, basis, arrived_by)
    folder = str(year) if run.in_force else f"{year}-{run.measures.basis.id}"
    pack = pack_of(run)
    paths = save(pack, root / "out" / folder)
    if arrived_by is None:  # a figure as it was known on a day is not what a remark is written to
        _note_remarks(run)
    return run, Written(names=names(pack), paths=paths)


def _note_remarks(run: Run) -> None:
    """Keep beside the remarks which figures they were first printed to."""
    year = run.measures.year
    if new := to_note(context_of(run)):
        known = run.defs.written.get(year, {})
        write_json({**known, **new}, run.defs.root / "remarks" / f"{year}{WRITTEN}")
