"""What the public may have: one choice of what is hidden, for all bases, years and papers at once.

docs/methods/protection.md.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from grundlag.basis import clocks
from grundlag.basis.declared import Definitions
from grundlag.basis.protection import Protect
from grundlag.cubes.model import Cubes
from grundlag.indicators.linked import Of, Printed
from grundlag.indicators.model import Measures
from grundlag.indicators.printed_counts import Atlas, Key, atlas, printed_counts, told_beside
from grundlag.indicators.suppress import Choice, Guard, choose, with_verdicts
from grundlag.indicators.unsaid import PROTECTED, Unsaid, is_hidden, without
from grundlag.report.model import Figure, Pack
from grundlag.verdicts.model import Judgements
from grundlag.verdicts.unsaid import Line, claims, public

Judged = tuple[Measures, Judgements]


@dataclass(frozen=True, kw_only=True)
class Shield:
    """What is hidden, of all bases, and which hidden lines of each may still be judged.

    `about` are the indicators and areas of which anything is hidden, on any basis.
    """

    choice: Choice
    unsaid: Unsaid
    about: frozenset[tuple[str, str]]
    sayable: Mapping[str, frozenset[Line]]


def shield(
    defs: Definitions,
    cubes: Cubes,
    guard: Protect,
    every: Sequence[Judged],
    published: Iterable[Pack] = (),
) -> Shield:
    """What is hidden in a year's public papers on any basis, by what earlier ones told."""
    world = atlas(defs, cubes)
    counts = {key: p for measures, _ in every for key, p in printed_counts(world, measures).items()}
    before = tuple(told for pack in published for told in _told(world, pack))
    known = {(of, n) for of, n in before if n is not None}
    counts = {key: replace(p, known=(p.of, p.n) in known) for key, p in counts.items()}
    rule = Guard(threshold=guard.threshold, width=guard.width)
    still = [of for of, n in before if n is None]
    choice = choose([*counts.values(), *told_beside(world, cubes)], rule, still)
    choice, sayable = _verdicts(choice, every, counts)
    hidden = frozenset(key for key, p in counts.items() if p.of in choice.hidden)
    unsaid = Unsaid(keys=hidden, answers=guard.threshold)
    about = {(key.indicator, key.area) for key in hidden}
    for measures, _ in every:
        left = without(measures, unsaid).estimates
        about |= {(name, area) for (name, area, _), found in left.items() if is_hidden(found)}
    return Shield(choice=choice, unsaid=unsaid, about=frozenset(about), sayable=sayable)


def _told(world: Atlas, pack: Pack) -> Iterator[tuple[Of, int | None]]:
    """The counts that a public pack printed, and (as None) those it had hidden.

    Of the code list in use now: what another one held is another count.
    """
    basis, codes = world.defs.bases.get(pack.basis), world.defs.codes
    indicators = {i.id: i for i in basis.indicator} if basis else {}
    areas = {area.id for area in world.defs.areas.area}
    for figure in (*pack.figures, *pack.replays):
        indicator = indicators.get(figure.indicator)
        same = figure.series.get("list_version") == f"{codes.id} {codes.version}"
        if basis and indicator and indicator.crime and figure.area in areas and same:
            span = clocks.year_months(basis, figure.year)
            border, origin = (str(figure.series[k]) for k in ("area_version", "origin"))
            of = world.of(indicator, figure.area, border, (span,), origin)
            if _was_hidden(figure) or figure.n is not None:
                yield of, figure.n


def _was_hidden(figure: Figure) -> bool:
    return figure.missing == PROTECTED


def _verdicts(
    choice: Choice, every: Sequence[Judged], counts: Mapping[Key, Printed]
) -> tuple[Choice, dict[str, frozenset[Line]]]:
    """The choice with the verdicts that may be said all the same, basis by basis."""
    told = [
        (measures.basis.id, line, claim)
        for measures, judged in every
        for line, claim in claims(measures, judged, counts, choice.hidden)
    ]
    choice, said = with_verdicts(choice, [[claim] for _, _, claim in told])
    may = [(basis, line) for (basis, line, _), yes in zip(told, said, strict=True) if yes]
    names = {measures.basis.id for measures, _ in every}
    return choice, {n: frozenset(line for basis, line in may if basis == n) for n in names}


def public_side(
    shielded: Shield, defs: Definitions, measures: Measures, judged: Judgements
) -> tuple[Definitions, Measures, Judgements]:
    """Definitions, measures and judgements as public papers are composed of them.

    A remark on a figure that is hidden on any basis is left out, and what remarks were written to.
    """
    shown = without(measures, shielded.unsaid)
    own = defs.remarks.get(measures.year, ())
    told = (r for r in own if (r.indicator, r.partnership) not in shielded.about)
    remarks = tuple(replace(remark, written_to=None) for remark in told)
    said = public(shown, judged, shielded.sayable[measures.basis.id])
    return replace(defs, remarks={measures.year: remarks}, written={}), shown, said
