"""A working folder for an invented city: the shipped definitions, with what is its own in them.

Only texts are written here; what they mean is for the rooms that read them. Where nothing is asked
for, what comes out is `examples/partnerskaber`.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from grundlag.twin import lists
from grundlag.twin.model import Cell, Settings
from grundlag.twin.parameters import CELLS, EXTRACTS, PARTNERSHIPS
from grundlag.twin.people import population_files
from grundlag.twin.plans import DECLARED
from grundlag.twin.write import DESIGN_COLUMNS, write_borders

ACTIVITIES, AREAS, CODES, PARTNERS = (
    f"definitions/{name}.toml" for name in ("activities", "areas", "codes", "partnerships")
)
ARRIVES = 3
"""Days from when a police file is drawn until it comes."""
INVENTED = """\
# An invented city: its reports, inhabitants, answers and borders are made by `grundlag twin`.
"""
AGENDA = "\n# What the agenda item"
BASELINES = {
    "nuvaerende": (
        "borgervendt_kriminalitet_pr_1000", "indbrud", "tyveri_roeveri", "vold_vaaben",
    ),
    "forslag-2025": ("straffelovskriminalitet_pr_1000", "indbrud", "tyveri", "vold"),
}  # fmt: skip
"""What is held at its baseline, on each basis."""
SURVEY = {"wave": "Undersøgelse", "place": "Område", "stratum": "Stratum", "weight": "Vægt"}
PUBLISHED = 40_000
"""A total somebody else is said to have printed, at scale 1."""
_WHERE = ("partners_in", "partners_outside", "partners_unknown")
LISTS = {
    "amager": (("plan_year", "theme", "activity", "status", *_WHERE), lists.AMAGER_HEADER),
    "tingbjerg-husum": (
        ("plan_year", "theme", "activity", "status", "partner", "partner_place"),
        lists.TINGBJERG_HEADER,
    ),
    "folehaven": (("plan_year", "theme", "activity", "status", *_WHERE), lists.FOLEHAVEN_HEADER),
}
"""Each partnership's list of activities: the columns we know, and what it calls them."""


def dress(root: Path, settings: Settings, survey_columns: Iterable[str]) -> None:
    """Make the shipped definitions in a working folder those of the invented city.

    `survey_columns` are the columns of a survey that may be declared; others are left out. Raises
    ValueError where a shipped file is not as it is known here.
    """
    known = set(survey_columns)
    for name, change in CHANGES.items():
        path = root / name
        path.write_bytes(change(path.read_text("utf-8"), settings).encode())
    path = root / "sources.toml"
    path.write_bytes(_sources(path.read_text("utf-8"), settings, known).encode())
    write_borders(root / "definitions")


def springs() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """What to take in each spring: the day it came, the day it was drawn, and the files."""
    for extract, population in zip(EXTRACTS, population_files(), strict=True):
        day, month, year = extract.taken_on.split("-")
        last = extract is EXTRACTS[-1]
        more = ("tryghed-*.csv", "aktiviteter-*") if last else ()
        drawn, came = (f"{year}-{month}-{int(day) + after:02d}" for after in (0, ARRIVES))
        yield came, drawn, (extract.file_name, population, *more)


def _until(text: str, mark: str) -> str:
    """A shipped text up to where the city's own begins."""
    if text.count(mark) != 1:
        raise ValueError(f"{mark!r} does not stand once in the shipped definitions.")
    return text.partition(mark)[0]


PROTECT = (
    "# Small numbers:",
    """\
# Small numbers: counts from 1 to 4 are hidden from the public, with all that would tell them closer
# than to 5. The public has papers of its own, in out/YEAR-public; those in out/YEAR are internal.
protect    = { threshold = 5, width = 5 }""",
)


def _grundlag(text: str, settings: Settings) -> str:
    head = _until(text, PROTECT[0]).rstrip("\n")
    agenda = text.removeprefix(_until(text, AGENDA))
    mark = 'invented   = true            # every paper says "opdigtede data"\n'
    return f"{INVENTED}{head}\n{mark}\n{PROTECT[1]}\n{agenda}"


def _activities(text: str, settings: Settings) -> str:
    spelled = (_table("[[partner]]", {"name": n, "also": also}) for n, also in DECLARED.items())
    head = _until(text, "# One table a partner")
    return head + "# Partners that the invented lists spell in several ways.\n" + "\n".join(spelled)


def _codes(text: str, settings: Settings) -> str:
    return f"""{_until(text, "# What others have printed")}\
# What others have printed for the same year and area. `grundlag check` compares, and a difference
# above 2 % is printed in the paper. This one is invented (opdigtet), like the figures beside it.
[[published_total]]
crime  = "straffelovskriminalitet"
area   = "koebenhavn"
year   = 2025
n      = {round(PUBLISHED * settings.scale)}
source = "En opdigtet undersøgelse"
label  = "anmeldelser af straffelovskriminalitet"
"""


def _partnerships(text: str, settings: Settings) -> str:
    head = _until(text, "# ---- baselines")
    return f"""{head}\
# ---- baselines: invented, like the figures they are counted from ------------------------------
# Counted in what had arrived on 1 March 2025; later revisions of 2024 move nothing.
{"".join(_baselines())}"""


def _baselines() -> Iterator[str]:
    for basis, indicators in BASELINES.items():
        for cell in PARTNERSHIPS:
            for indicator in indicators:
                yield f"""
[[baseline]]
partnership = "{cell.id}"
basis       = "{basis}"
indicator   = "{indicator}"
years       = [2024]
as_of       = 2025-03-01
"""


def _areas(text: str, settings: Settings) -> str:
    """All of it: none of the shipped names is one of an invented place."""
    return f"""\
# The borders here are invented; they only share names with real places.

schema   = 1
geometry = "areas.geojson"
crs      = "EPSG:25832"

[[area]]
id    = "koebenhavn"
name  = "København"
whole = true                 # everything delivered, also reports without a place
{"".join(_area(*each) for each in _named())}"""


def _named() -> Iterator[tuple[str, str, str]]:
    """Each area's id, name and versions."""
    for cell in PARTNERSHIPS:
        amager = _version("2017", cell) + _version("2021", cell, "from_year = 2021\n")
        yield cell.id, cell.name, amager if cell.id == "amager" else _version("1", cell)
    for cell in CELLS[len(PARTNERSHIPS) :]:
        yield cell.id, cell.name, _version("1", cell)


def _area(name: str, label: str, versions: str) -> str:
    return f"""
[[area]]
id   = "{name}"
name = "{label}"
{versions}"""


def _version(name: str, cell: Cell, more: str = "") -> str:
    return f"""
[[area.version]]
id      = "{name}"
{more}places  = ["{cell.name}"]
feature = "{cell.id}"
"""


def _sources(text: str, settings: Settings, known: set[str]) -> str:
    """The shipped sources, with the columns of the design and a list for each partnership."""
    head = _until(text, "# One list for all partnerships")
    more = {k: v for k, v in DESIGN_COLUMNS.get(settings.design, {}).items() if k in known}
    own, shipped = (_table("[source.columns]", each) for each in (SURVEY | more, SURVEY))
    _until(head, shipped)
    written = "\n".join(_list(cell.id, cell.name) for cell in reversed(PARTNERSHIPS))
    return f"""{head.replace(shipped, own)}\
# Each partnership sends a list of its own, in a dress of its own.

{written}"""


def _list(place: str, name: str) -> str:
    columns = dict(zip(*LISTS[place], strict=True))
    source = {
        "id": f"aktiviteter-{place}",
        "kind": "activities",
        "provider": f"{name} partnerskab",
        "place": place,
    }
    return _table("[[source]]", source) + "\n" + _table("[source.columns]", columns)


def _table(heading: str, values: Mapping[str, str | tuple[str, ...]]) -> str:
    """A TOML table, its signs of equality below each other."""
    wide = max(map(len, values))
    lines = (f"{key:<{wide}} = {_value(value)}\n" for key, value in values.items())
    return f"{heading}\n{''.join(lines)}"


def _value(value: str | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    return f"[{', '.join(map(_value, value))}]"


CHANGES = {
    "grundlag.toml": _grundlag,
    ACTIVITIES: _activities,
    AREAS: _areas,
    CODES: _codes,
    PARTNERS: _partnerships,
}
"""What each shipped file becomes."""
