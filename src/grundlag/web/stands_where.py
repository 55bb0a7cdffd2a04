"""Where each thing stands that is decided of a partnership: its file and line, or its cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from grundlag.basis.declared import Definitions
from grundlag.basis.model import Basis
from grundlag.report.words import da

FILE = "definitions/partnerships.toml"


@dataclass(frozen=True, kw_only=True)
class Baselined:
    """A baseline as it is declared: whose, of what, its years, its day, and where it stands."""

    area: str
    label: str
    span: str
    as_of: str
    where: str


@dataclass(frozen=True, kw_only=True)
class Stood:
    """A basis with its baselines, each; `missing` names what is held at one and has none."""

    called: str
    file: str
    baselines: tuple[Baselined, ...]
    missing: tuple[str, ...]


def home(defs: Definitions) -> str:
    """The workbook's sheet that speaks for the baselines; nothing where the TOML does."""
    found = defs.home(FILE, "baseline")
    return "" if found == FILE else found


def stood(defs: Definitions, basis: Basis, called: str) -> Stood:
    """Where the baselines of a basis stand, and which there are none of."""
    return Stood(
        called=called,
        file=f"definitions/bases/{basis.id}.toml",
        baselines=tuple(_baselines(defs, basis)),
        missing=tuple(_missing(defs, basis)),
    )


def _baselines(defs: Definitions, basis: Basis) -> Iterator[Baselined]:
    names = {p.id: p.name for p in defs.partnerships.partnership}
    for place, declared in enumerate(defs.partnerships.baseline):
        if declared.basis == basis.id:
            yield Baselined(
                area=names[declared.partnership],
                label=basis.label(declared.indicator),
                span=da.span(declared),
                as_of=da.day(declared.as_of) if declared.as_of else "",
                where=defs.where(FILE, "baseline", place),
            )


def _missing(defs: Definitions, basis: Basis) -> Iterator[str]:
    """What a goal holds at a baseline that nobody has declared."""
    own = {(b.partnership, b.indicator) for b in defs.partnerships.baseline if b.basis == basis.id}
    for p in defs.partnerships.partnership:
        held = (
            name
            for goal in basis.goal
            for target in goal.target
            if p.id in goal.applies_to and target.rule == "held_at_baseline"
            for name in target.indicators
        )
        lacking = [basis.label(name) for name in dict.fromkeys(held) if (p.id, name) not in own]
        if lacking:
            yield f"{p.name}: {da.listed(lacking)}"
