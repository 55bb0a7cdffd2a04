"""An edited paper in, and out comes what in it is not the report's; its remarks may be kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grundlag.basis.load import Definitions
from grundlag.basis.remark_file import Changed, file_of
from grundlag.basis.remarks import Remark
from grundlag.errors import GrundlagError, Problem
from grundlag.render.docx import docx
from grundlag.render.edited import lines_of
from grundlag.render.json import read_file
from grundlag.report.lifted import Lifted, lifted
from grundlag.report.model import Pack, Paper
from grundlag.report.proof import Verdicts
from grundlag.report.proof import proof as proof_read
from grundlag.report.proof_model import Line, Slip
from grundlag.run.dressing import dress_of
from grundlag.run.folder import load
from grundlag.run.remarking import write_remarks


@dataclass(frozen=True, kw_only=True)
class Proof:
    """A proof: of which paper, against which report, and what was found.

    `lifted` says how many remarks differ from those in `remarks`; `kept`, that they were written.
    """

    paper: Paper
    report: Path
    slips: tuple[Slip, ...]
    remarks: Path
    lifted: int
    kept: bool


@dataclass(frozen=True, kw_only=True)
class _Told:
    """The report that tells of a paper."""

    path: Path
    pack: Pack
    paper: Paper


def proof(root: Path, file: Path, report: Path | None = None, lift: bool = False) -> Proof:
    """Hold an edited Word file against its report.json; `lift` writes its remarks into remarks/.

    The report is the one beside the file, or in out/. Raises GrundlagError where the file cannot be
    read, or is the paper of no report, or of several.
    """
    defs = load(root)
    after = lines_of(file.read_bytes(), file.name)
    told = _told(root, file, after, report)
    before = lines_of(docx(told.paper, dress_of(defs)), told.paper.id)
    basis = defs.bases.get(told.pack.basis)
    labels = {i.id: basis.label(i.id) for i in basis.indicator} if basis else {}
    area = told.paper.id
    slips = proof_read(before, after, _verdicts(told, labels))
    year = told.pack.year
    known = defs.remarks.get(year, ())
    found = lifted(before, after, known, area, labels)
    path = root / file_of(year)
    count = len(found.mended) + len(found.new)
    if lift and count:
        _write(defs, year, found, area)
    return Proof(
        paper=told.paper, report=told.path, slips=(*slips, *found.slips), remarks=path,
        lifted=count, kept=lift and count > 0,
    )  # fmt: skip


def _told(root: Path, file: Path, after: Sequence[Line], report: Path | None) -> _Told:
    """The one report whose paper this is: by its title, or else by the file's name."""
    beside = file.parent / "report.json"
    paths = [report] if report else [beside] if beside.is_file() else _reports(root)
    packs = [(path, read_file(path)) for path in paths]
    titles = [line.text for line in after if line.kind == "heading"][:2]
    for is_it in (
        lambda paper: [paper.title, paper.subtitle] == titles,
        lambda paper: paper.id == file.stem,
    ):
        found = [
            _Told(path=path, pack=pack, paper=paper)
            for path, pack in packs
            for paper in pack.papers
            if is_it(paper)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(str(each.path) for each in found)
            what = f"may be the paper of several reports: {names}."
            raise GrundlagError(Problem(where=file.name, what=what, fix="Name it: --report PATH."))
    where = ", ".join(map(str, paths)) or f"{root / 'out'} (there is no report.json)"
    what = f"is the paper of no report in {where}."
    fix = "Make the report first (grundlag report YEAR), or name its report.json: --report PATH."
    raise GrundlagError(Problem(where=file.name, what=what, fix=fix))


def _verdicts(told: _Told, labels: dict[str, str]) -> Verdicts:
    """A partnership's own verdicts; of a paper on all of them every one, and no single sum."""
    pack, area = told.pack, told.paper.id
    own = tuple(j for j in pack.judgements if j.area == area)
    return Verdicts(
        judgements=own or pack.judgements,
        summaries=tuple(s for s in pack.summaries if s.area == area),
        labels=labels,
    )


def _reports(root: Path) -> list[Path]:
    return sorted((root / "out").glob("*/report.json"))


def _write(defs: Definitions, year: int, found: Lifted, area: str) -> None:
    """Write remarks into their file, and leave the rest of it as it is."""
    if area not in [p.id for p in defs.partnerships.partnership]:
        what = f'"{area}" is no paper that prints remarks.'
        fix = "Write the remark in the paper of a partnership. Nothing was written."
        raise GrundlagError(Problem(where=area, what=what, fix=fix))
    known = defs.remarks.get(year, ())

    def change(listed: tuple[Remark, ...]) -> tuple[Changed, Sequence[Remark]]:
        if listed != known:
            what, fix = "the remarks were changed meanwhile.", "Do it again. Nothing was written."
            raise GrundlagError(Problem(where=file_of(year), what=what, fix=fix))
        return found.mended, found.new

    write_remarks(defs.root, year, change)
