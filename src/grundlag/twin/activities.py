"""Draws the activities of the invented plans: exactly as many with partners enough as planned."""

from collections.abc import Iterator, Sequence

import numpy as np

from grundlag.twin import plans as p
from grundlag.twin.model import Deed, Mention, Plan

WHERE = ("in", "outside", "unknown")


def draw_plan(chance: np.random.Generator, plan: Plan) -> tuple[Deed, ...]:
    """A plan's activities, theme by theme."""
    names = [(theme, name) for theme, listed in p.THEMES.items() for name in listed]
    picked = sorted(chance.permutation(len(names))[: plan.everything].tolist())
    kinds = chance.permutation(np.repeat(_KINDS, plan.kinds)).tolist()
    lie = dict(zip(p.PARTNERS, chance.choice(WHERE, len(p.PARTNERS), p=p.PLACES), strict=True))
    stopped = _stopped(chance, plan, kinds)
    return tuple(
        Deed(
            cell=plan.cell,
            year=plan.year,
            theme=names[at][0],
            name=names[at][1],
            status=p.CANCELLED if number in stopped else str(chance.choice(p.GOING[plan.year])),
            mentions=tuple(_mentions(chance, kind, lie)),
        )
        for number, (at, kind) in enumerate(zip(picked, kinds, strict=True))
    )


_KINDS = ("enough", "alone", "with_owner", "none")


def _stopped(chance: np.random.Generator, plan: Plan, kinds: Sequence[str]) -> set[int]:
    """Which activities are cancelled: so many of those with partners enough, and of the others."""
    found: set[int] = set()
    for enough, often in zip((True, False), plan.cancelled, strict=True):
        mine = [number for number, kind in enumerate(kinds) if (kind == "enough") is enough]
        found |= set(chance.permutation(mine)[:often].tolist())
    return found


def _mentions(chance: np.random.Generator, kind: str, lie: dict[str, str]) -> Iterator[Mention]:
    """The partners an activity names; now and then one of them twice, in two spellings."""
    often = {"enough": int(chance.integers(2, 5)), "none": 0}.get(kind, 1)
    partners = chance.permutation(p.PARTNERS)[:often].tolist()
    for partner in partners:
        yield _mention(chance, partner, str(lie[partner]))
    if partners and chance.random() < 0.2:
        yield _mention(chance, partners[0], str(lie[partners[0]]))
    if kind == "with_owner" or (kind == "enough" and chance.random() < 0.3):
        yield _mention(chance, p.OWNER, "in")


def _mention(chance: np.random.Generator, partner: str, where: str) -> Mention:
    written = str(chance.choice((partner, *p.SPELLINGS.get(partner, ()))))
    return Mention(partner=partner, written=written, where=where)


def told(deeds: Sequence[Deed]) -> dict[str, object]:
    """The truth of one plan: all, with partners enough, the same by other readings, partners."""
    ran = [deed for deed in deeds if deed.status != p.CANCELLED]
    lie = {m.partner: m.where for deed in deeds for m in deed.mentions if m.partner != p.OWNER}
    return {
        "all": len(deeds),
        "enough": _enough(deeds),
        "carried_out": len(ran),
        "carried_out_enough": _enough(ran),
        "enough_with_owner": sum(len({m.partner for m in deed.mentions}) >= 2 for deed in deeds),
        "without_partner": sum(not deed.mentions for deed in deeds),
        "partners": {where: sum(lies == where for lies in lie.values()) for where in WHERE},
    }


def _enough(deeds: Sequence[Deed]) -> int:
    return sum(len({m.partner for m in deed.mentions} - {p.OWNER}) >= 2 for deed in deeds)
