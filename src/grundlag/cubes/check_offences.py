"""What must be known of the dates of offences, where something is counted by them."""

from collections.abc import Callable, Iterator

from grundlag.basis.clocks import show_month, span
from grundlag.basis.load import Definitions
from grundlag.cubes.model import Cubes, Found
from grundlag.cubes.offences import Dating, dating
from grundlag.errors import Problem

Of = Callable[[Dating], int]
TOLD: dict[str, tuple[Of, str]] = {
    "no date of their offence": (
        lambda found: found.without,
        "No year counted by offences holds them. Ask for the dates; the papers tell the share.",
    ),
    "an offence after their report": (
        lambda found: found.after,
        "That cannot be: it is read as no date. See whether the two columns are mixed up.",
    ),
    "an offence of more than ten years before": (
        lambda found: found.old,
        "It is counted in its own year. See whether a day like 01-01-1900 stands for none.",
    ),
}


def offences_are_dated(defs: Definitions, cubes: Cubes) -> Iterator[Found]:
    """Where offences decide the year: reports without a date of theirs, or with a strange one."""
    counted = [i for basis in defs.bases.values() for i in basis.indicator]
    cube = cubes.crime
    if not cube.months or all(i.counted_by == "reported" for i in counted):
        return
    if undated := sorted(cube.months - cube.dated):
        what = f"{len(undated)} months came without dates of offences, {show_month(undated[0])} "
        what += "the first: nothing is counted by offences there."
        fix = "Take their files in again, with occurred mapped in sources.toml."
        yield Found(stops=False, problem=Problem(where="dates of offences", what=what, fix=fix))
    years = range(min(cube.months) // 12, max(cube.months) // 12 + 1)
    by_year = {year: dating(cube, span(year * 12, 12)) for year in years}
    for words, (of, fix) in TOLD.items():
        shares = {year: of(found) / found.n for year, found in by_year.items() if found.n}
        if n := sum(map(of, by_year.values())):
            most = max(shares, key=lambda year: shares[year])
            what = f"{n} reports have {words}, most in {most}: {shares[most]:.2%}."
            problem = Problem(where="dates of offences", what=what, fix=fix)
            yield Found(stops=False, problem=problem)
