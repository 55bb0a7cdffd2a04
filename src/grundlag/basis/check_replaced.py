"""What must hold where one basis takes the place of another, and its indicators of others."""

from collections.abc import Iterator

from grundlag.basis.check_bases import basis_file
from grundlag.basis.declared import Definitions
from grundlag.basis.model import Basis, Indicator
from grundlag.errors import Problem, nearest


def bases_replace_one_after_another(defs: Definitions) -> Iterator[Problem]:
    """From each basis there is a way back to a first one: none replaces itself in the end."""
    for basis in defs.bases.values():
        way = [basis.id]
        while (before := _before(defs, way[-1])) and before not in way:
            way.append(before)
        if before == basis.id and len(way) > 1:
            what = f'"{basis.id}" replaces {", which replaces ".join(way[1:])}, which replaces it.'
            where = defs.where(basis_file(basis), "replaces")
            yield Problem(where=where, what=what, fix="Let the first of them replace none.")


def _before(defs: Definitions, name: str) -> str | None:
    return defs.bases[name].replaces if name in defs.bases else None


def indicators_replace_one_of_before(defs: Definitions) -> Iterator[Problem]:
    """An indicator takes the place of one of the basis before: of its kind, once, and gone."""
    for basis in defs.bases.values():
        seen: set[str] = set()
        for i, indicator in enumerate(basis.indicator):
            if indicator.replaces is None:
                continue
            where = defs.where(basis_file(basis), "indicator", i, "replaces")
            yield from _replaced(defs, basis, indicator, where)
            if indicator.replaces in seen:
                what = f'another indicator above replaces "{indicator.replaces}" already.'
                yield Problem(where=where, what=what, fix="Let one of them replace it.")
            seen.add(indicator.replaces)


def _replaced(
    defs: Definitions, basis: Basis, indicator: Indicator, where: str
) -> Iterator[Problem]:
    name, before = indicator.replaces or "", defs.bases.get(basis.replaces or "")
    if basis.replaces is None:
        what = f'"{indicator.id}" replaces "{name}", and the basis replaces none.'
        fix = "Write at the top which basis this one replaces, or take it out."
        yield Problem(where=where, what=what, fix=fix)
    if before is None:
        return
    kinds = {i.id: i.kind for i in before.indicator}
    if name not in kinds:
        what = f'"{before.id}" has no indicator called "{name}".'
        yield Problem(where=where, what=what, fix=nearest(name, kinds))
    elif indicator.id in kinds:
        what = f'"{indicator.id}" stands in "{before.id}" too, and so is the same indicator.'
        yield Problem(where=where, what=what, fix="Take replaces out, or give it another id.")
    elif name in {i.id for i in basis.indicator}:
        what = f'"{name}" still stands in this basis: nothing takes its place.'
        yield Problem(where=where, what=what, fix="Take replaces out.")
    elif kinds[name] != indicator.kind:
        what = f'"{indicator.id}" is a {indicator.kind}, and "{name}" a {kinds[name]}.'
        yield Problem(where=where, what=what, fix="Take replaces out: they measure other things.")
