"""Papers made once: the invented town at a fiftieth of its size, and the published figures."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from grundlag.basis.folder import Decision, Decisions
from grundlag.report.context import Context
from grundlag.report.grounds import grounds
from grundlag.report.model import Chart, Map, Pack, Paper, Paragraph, Table, Text
from grundlag.report.orientation import orientations
from grundlag.run import Run, decisions, judge_year, load, pack_of, take_files
from grundlag.run.public import public_of
from grundlag.twin.invent import invent
from grundlag.twin.model import Settings

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 6, 30)
YEARS = ((2024, None), (2025, None), (2025, "forslag-2025"), (2026, None), (2026, "forslag-2025"))

ADOPTION = Decision(
    basis="forslag-2025", decided_by="Økonomiudvalget", decided_on=date(2026, 6, 9),
    case="2026-0123456",
)  # fmt: skip

REMARKS = """
schema = 1

[[remark]]
partnership = "amager"
text        = "Hele papiret   er læst igennem."
initials    = "AB"
date        = 2026-03-03

[[remark]]
partnership = "amager"
indicator   = "indbrud"
text        = "En ny ordning kom i gang i maj."
initials    = "AB"
date        = 2026-03-04
written_to  = 1

[[remark]]
partnership = "amager"
goal        = "1"
text        = "Der var gadefest i maj."
initials    = "CD"
date        = 2026-03-05
"""


@dataclass(frozen=True, kw_only=True)
class Made:
    """A judged year and the pack composed of it."""

    run: Run
    pack: Pack

    @property
    def context(self) -> Context:
        """What the papers leaned on."""
        run = self.run
        return Context(
            defs=run.defs, cubes=run.cubes, measures=run.measures, judgements=run.judgements,
            proposal=run.proposal,
        )  # fmt: skip

    def paper(self, name: str) -> Paper:
        """A paper by its id."""
        return next(p for p in self.pack.papers if p.id == name)

    def annex(self, area: str) -> Paper:
        """The annex to all papers, with one partnership's own chapter alone."""
        whole = self.paper("om-opgoerelsen")
        others = [p.id for p in self.run.defs.partnerships.partnership if p.id != area]
        own = tuple(s for s in whole.sections if not s.id.endswith(tuple(f"-{o}" for o in others)))
        short = (replace(s, id=s.id.removesuffix(f"-{area}")) for s in own)
        return replace(whole, sections=tuple(short))


def _copy(name: str, to: Path) -> Path:
    shutil.copytree(
        EXAMPLES / name, to, ignore=shutil.ignore_patterns("store", "out", "data"),
    )  # fmt: skip
    return to


@pytest.fixture(scope="session")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's folder, filled with a small invention: last year's files, then this year's."""
    files = tmp_path_factory.mktemp("twin")
    invent(files, Settings(seed=20260301, scale=0.02))
    root = _copy("partnerskaber", files / "folder")
    (root / "remarks").mkdir(exist_ok=True)
    (root / "remarks" / "2026.toml").write_text(REMARKS, "utf-8")
    defs = load(root)
    before = [files / "anmeldelser-2025.csv", files / "befolkning-2025.csv"]
    now = [files / "anmeldelser-2026.csv", files / "befolkning-2026.csv"]
    now += sorted(files.glob("tryghed-*.csv")) + sorted(files.glob("aktiviteter-*"))
    for batch, arrived, drawn in (
        (before, date(2025, 2, 20), date(2025, 2, 17)),
        (now, date(2026, 2, 19), date(2026, 2, 16)),
    ):
        assert take_files(defs, batch, arrived, drawn)[1] == []
    return root


@pytest.fixture(scope="session")
def made(twin: Path) -> dict[tuple[int, str | None], Made]:
    """The packs of the invented town, by report year and named basis."""
    found = {}
    for year, basis in YEARS:
        run = judge_year(load(twin), year, TODAY, basis)
        found[year, basis] = Made(run=run, pack=pack_of(run))
    return found


@pytest.fixture(scope="session")
def now(made: dict[tuple[int, str | None], Made]) -> Made:
    """Report year 2026 on the basis in force."""
    return made[2026, None]


@pytest.fixture(scope="session")
def bydele(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Copenhagen's published figures."""
    root = _copy("bydele", tmp_path_factory.mktemp("bydele") / "folder")
    files = sorted((EXAMPLES / "bydele" / "data").glob("*.csv"))
    assert take_files(load(root), files, date(2026, 6, 15))[1] == []
    run = judge_year(load(root), 2026, TODAY)
    return Made(run=run, pack=pack_of(run))


@pytest.fixture(scope="session")
def all_made(made: dict[tuple[int, str | None], Made], bydele: Made) -> tuple[Made, ...]:
    """Every pack there is."""
    return (*made.values(), bydele)


@pytest.fixture(scope="session")
def every_paper(made: dict[tuple[int, str | None], Made], twin: Path) -> dict[str, Paper]:
    """Every paper there is: a year's on both bases and as published, and those on the bases."""
    packs = {
        "i-kraft": made[2026, None].pack,
        "forslag": made[2026, "forslag-2025"].pack,
        "offentlig": public_of(made[2026, None].run),
    }
    defs, bases = load(twin), ("nuvaerende", "forslag-2025")
    adopted = replace(defs, decisions=Decisions(decision=(*defs.decisions.decision, ADOPTION)))
    others = (
        decisions.compare(twin, bases, TODAY, 2026),
        grounds(defs, TODAY),
        *orientations(adopted, adopted.bases[ADOPTION.basis]),
    )
    of_a_year = {f"{name}/{p.id}": p for name, pack in packs.items() for p in pack.papers}
    return {**of_a_year, **{p.id: p for p in others}}


@pytest.fixture(scope="session")
def texts_of() -> Callable[[Paper], list[Text]]:
    """Every sentence of a paper, wherever it stands."""

    def found(paper: Paper) -> list[Text]:
        said = [fact.text for fact in paper.facts]
        for block in (b for section in paper.sections for b in section.blocks):
            match block:
                case Paragraph():
                    said += block.texts
                case Table():
                    said += [*block.notes, *(c for r in block.rows for c in r if type(c) is Text)]
                case Chart() | Map():
                    said += [block.title, block.alt, *block.notes]
        return said

    return found


@pytest.fixture(scope="session")
def replaced() -> Callable[..., Context]:
    """A context with some measured estimates, or its definitions, changed."""

    def change(context: Context, estimates=None, baselines=None, defs=None) -> Context:
        measures = replace(
            context.measures,
            estimates={**context.measures.estimates, **(estimates or {})},
            baselines={**context.measures.baselines, **(baselines or {})},
        )
        return replace(context, measures=measures, defs=defs or context.defs)

    return change
