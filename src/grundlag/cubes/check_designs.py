"""Whether the delivered sizes of a survey's strata and PSUs can be right: limits lean on them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from grundlag.basis.load import Definitions
from grundlag.cubes.asked import people
from grundlag.cubes.model import Cubes, Found, SurveyCell
from grundlag.errors import Problem

Groups = Mapping[tuple[str, ...], list[SurveyCell]]
MEND = "Mend the column and take the file in again, or take it out of sources.toml."


def sizes_are_told_of_all(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """Sizes are told of every answer of a wave or of none; a PSU's only where it counts."""
    for where, cells in _waves(cubes):
        for column in ("stratum_size", "psu_size"):
            n = sum(cell.n for cell in cells if getattr(cell, column) is not None)
            everyone = sum(cell.n for cell in cells)
            if 0 < n < everyone:
                yield _stops(where, f"{column} is given for {n} of {everyone} people.")
        sized = [cell for cell in cells if cell.psu_size is not None]
        if any(not cell.psu for cell in sized):
            yield _stops(where, "psu_size is given where no PSU is.")
        if any(cell.stratum_size is None for cell in sized):
            yield _stops(where, "psu_size is given without stratum_size, and would not count.")


def sizes_are_one_each(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """A stratum, and a PSU of it, has one size in a wave."""
    for where, cells in _waves(cubes):
        for column, groups in _groups(cells).items():
            for name, inside in groups.items():
                told = sorted({s for c in inside if (s := getattr(c, column)) is not None})
                if len(told) > 1:
                    sizes = " and ".join(map(str, told))
                    yield _stops(f"{where}, {_named(name)}", f"{column} is both {sizes}.")


def sizes_hold_the_sample(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """No more PSUs, or people, are in the sample than there are."""
    for where, cells in _waves(cubes):
        for column, groups in _groups(cells).items():
            for name, inside in groups.items():
                told = [s for c in inside if (s := getattr(c, column)) is not None]
                drawn = _drawn(inside) if column == "stratum_size" else _people(inside)
                if told and min(told) < drawn:
                    what = f"{column} is {min(told)}, and {drawn} are in the sample."
                    yield _stops(f"{where}, {_named(name)}", what)


def _waves(cubes: Cubes) -> Iterator[tuple[str, list[SurveyCell]]]:
    for wave, cells in people(cubes.survey).items():
        yield f"{cubes.waves[wave].deliveries[0]}, wave {wave}", cells


def _groups(cells: list[SurveyCell]) -> dict[str, Groups]:
    """The cells whose answers must tell one size, by column: strata, and the PSUs of each."""
    strata: dict[tuple[str, ...], list[SurveyCell]] = defaultdict(list)
    psus: dict[tuple[str, ...], list[SurveyCell]] = defaultdict(list)
    for cell in cells:
        strata[cell.stratum,].append(cell)
        if cell.psu:
            psus[cell.stratum, cell.psu].append(cell)
    return {"stratum_size": strata, "psu_size": psus}


def _drawn(stratum: list[SurveyCell]) -> int:
    """PSUs in the sample; people where there are no PSUs."""
    clustered = {cell.psu for cell in stratum if cell.psu}
    return len(clustered) + _people([cell for cell in stratum if not cell.psu])


def _people(cells: list[SurveyCell]) -> int:
    return sum(cell.n for cell in cells)


def _named(name: tuple[str, ...]) -> str:
    parts = zip(("stratum", "PSU"), name, strict=False)
    return ", ".join(f'{kind} "{part}"' for kind, part in parts)


def _stops(where: str, what: str) -> Found:
    return Found(stops=True, problem=Problem(where=where, what=what, fix=MEND))
