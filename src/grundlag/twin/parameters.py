"""The invented city in numbers. Change a truth here, and nowhere else."""

from grundlag.twin.model import Atom, Cell, CrimeType, Extract, Feeling, Stream, Trend

YEARS = tuple(range(2018, 2026))
"""The police years."""
DATES = tuple(range(2018, 2027))
"""The population is known on 1 January of each of these."""
WAVES = tuple(range(2019, 2027))
"""The waves of the survey."""
NEW_BORDER = 2021
"""From this year amager is the larger polygon."""

PHI_TYPE = 3.0
"""Variance over mean of a stream's yearly count in a cell."""
PHI_TOTAL = 5.0
"""Variance over mean of a cell's yearly count of all streams in the total."""
UNPLACED = 0.08
"""Share of the reports without a place."""
LATE = 0.01
"""Share of the reports of the last year of the first extract that only the second one has."""
LATE_YEAR = 2024

EXTRACTS = (
    Extract(
        vintage="2025", years=tuple(range(2018, 2025)), taken_on="17-02-2025", encoding="utf-8-sig"
    ),
    Extract(vintage="2026", years=(2024, 2025), taken_on="16-02-2026", encoding="latin-1"),
)

UNKNOWN = "ukendt"
UNKNOWN_CODES = ("9999999", "8888001")
UNKNOWN_PER_YEAR = (2, 2, 2, 2, 2, 2, 8, 12)
"""Rows of each year whose code is in no list: twenty in each file."""


def _stream(name: str, in_total: bool, **codes: float) -> Stream:
    """A stream from its codes, written _1234567=share (a name may not begin with a digit)."""
    return Stream(
        id=name,
        codes=tuple(code.lstrip("_") for code in codes),
        shares=tuple(codes.values()),
        in_total=in_total,
    )


STREAMS = (
    _stream("indbrud", True, _1316540=0.15, _1320505=0.1, _1320705=0.45, _1324710=0.3),
    _stream(
        "tyveri",
        True,
        _1328505=0.1,
        _1332515=0.2,
        _1336556=0.2,
        _1336572=0.2,
        _1339505=0.03,
        _1342505=0.02,
        _1345505=0.23,
        _1348515=0.02,
    ),
    _stream("roeveri", True, _1380705=0.2, _1380904=0.1, _1380905=0.7),
    _stream("vold", True, _1210501=0.15, _1250505=0.05, _1252505=0.6, _1255305=0.18, _1258305=0.02),
    _stream("trusler", True, _1292505=0.9, _1292520=0.1),
    _stream("haervaerk", True, _1390505=0.7, _1390510=0.1, _1390520=0.2),
    _stream("andet", True, _1304000=0.15, _1312510=0.1, _1357505=0.5, _1366505=0.05, _1376505=0.2),
    _stream("chikane_straffelov", True, _1485320=0.8, _1485510=0.2),
    _stream("narkotika", False, _3210505=0.8, _3210510=0.2),
    _stream("vaaben", False, _3410506=0.2, _3410507=0.6, _3410509=0.2),
    _stream("chikane_saerlov", False, _3810507=0.8, _3810514=0.2),
)

_TOTAL = tuple(stream.id for stream in STREAMS if stream.in_total)

TYPES = (
    CrimeType(id="indbrud", streams=("indbrud",)),
    CrimeType(id="tyveri", streams=("tyveri",)),
    CrimeType(id="roeveri", streams=("roeveri",)),
    CrimeType(id="vold", streams=("vold",)),
    CrimeType(id="trusler", streams=("trusler",)),
    CrimeType(id="haervaerk", streams=("haervaerk",)),
    CrimeType(id="andet", streams=("andet",)),
    CrimeType(id="narkotika", streams=("narkotika",)),
    CrimeType(id="vaaben", streams=("vaaben",)),
    CrimeType(id="chikane", streams=("chikane_straffelov", "chikane_saerlov")),
    CrimeType(id="tyveri_roeveri", streams=("tyveri", "roeveri")),
    CrimeType(id="vold_vaaben", streams=("vold", "vaaben")),
    CrimeType(id="straffelovskriminalitet", streams=_TOTAL),
    CrimeType(
        id="borgervendt_kriminalitet", streams=("indbrud", "tyveri", "roeveri", "vold", "vaaben")
    ),
)
TOTALS = ("straffelovskriminalitet", "borgervendt_kriminalitet")

# indbrud, tyveri, røveri, vold, trusler, hærværk, andet, chikane | narkotika, våben, chikane
_CITY = (8.5, 31.0, 0.9, 5.2, 3.0, 8.6, 8.4, 0.6, 2.2, 0.6, 0.5)
_BUSY = (1.3, 0.9, 1.15, 0.8, 0.85, 1.1, 0.95, 1.0, 1.05, 0.8)
"""How much more or less is reported in the rest of each bydel than in the city."""
_HOMES = (74, 66, 58, 71, 49, 63, 57, 60, 52, 64)
"""Thousand inhabitants in the rest of each bydel on 1 January 2018."""


def _rest(number: int) -> Cell:
    rates = tuple(round(rate * _BUSY[number - 1], 4) for rate in _CITY)
    return Cell(id=f"bydel-{number}", name=f"Bydel {number}", rates=rates, answers=387)


PARTNERSHIPS = (
    Cell(
        id="folehaven",
        name="Folehaven",
        rates=(8.0, 24.0, 1.0, 9.0, 6.0, 11.0, 8.0, 1.0, 6.0, 1.6, 1.4),
        answers=310,
    ),
    Cell(
        id="tingbjerg-husum",
        name="Tingbjerg-Husum",
        rates=(11.0, 22.0, 1.3, 7.5, 5.0, 12.0, 8.5, 1.1, 7.0, 2.0, 1.5),
        answers=400,
    ),
    Cell(
        id="amager",
        name="Amager",
        rates=(9.0, 30.0, 1.2, 7.0, 4.2, 10.0, 8.0, 0.9, 5.0, 1.4, 1.2),
        answers=420,
    ),
)
CELLS = (*PARTNERSHIPS, *(_rest(number) for number in range(1, 11)))

_HOLES = {
    "bydel-1": ("folehaven",),
    "bydel-4": ("amager/2021",),
    "bydel-6": ("tingbjerg-husum",),
    "bydel-7": ("tingbjerg-husum",),
}


def _rest_atom(number: int) -> Atom:
    name = f"bydel-{number}"
    return Atom(
        id=f"rest-{number}",
        cell=name,
        bydel=name,
        inhabitants_2018=1000 * _HOMES[number - 1],
        growth=0.0055,
        within=(name,),
        outside=_HOLES.get(name, ()),
    )


def _piece(name: str, cell: str, bydel: str, people: int, growth: float, *more: str) -> Atom:
    return Atom(
        id=name,
        cell=cell,
        bydel=bydel,
        inhabitants_2018=people,
        growth=growth,
        within=more[:2],
        outside=more[2:],
    )


ATOMS = (
    _piece("folehaven", "folehaven", "bydel-1", 2280, 0.001, "folehaven", "bydel-1"),
    _piece("tingbjerg", "tingbjerg-husum", "bydel-6", 7000, 0.005, "tingbjerg-husum", "bydel-6"),
    _piece("husum", "tingbjerg-husum", "bydel-7", 4800, 0.005, "tingbjerg-husum", "bydel-7"),
    _piece("amager-gammel", "amager", "bydel-4", 9600, 0.004, "amager/2017", "bydel-4"),
    _piece("amager-ny", "amager", "bydel-4", 3300, 0.004, "amager/2021", "bydel-4", "amager/2017"),
    *(_rest_atom(number) for number in range(1, 11)),
)

UNCHANGED = (1.0,) * len(YEARS)
TRENDS = (
    Trend(
        cell=None,
        stream="narkotika",
        factors=tuple(round(1.07**step, 6) for step in range(len(YEARS))),
        says="narkotika rises 7 % a year everywhere, 2018 to 2025",
    ),
    Trend(
        cell="tingbjerg-husum",
        stream="indbrud",
        factors=(*UNCHANGED[:7], 0.6),
        says="tingbjerg-husum: indbrud falls 40 % from 2024 to 2025, and is unchanged before",
    ),
    Trend(
        cell="folehaven",
        stream="vold",
        factors=(1.0, 1.0, 1.0, 1.0, 1.0, 1.2, 1.5, 2.0),
        says="folehaven: vold rises from 2022: 20 % above it in 2023, 50 % in 2024, 100 % in 2025",
    ),
    Trend(
        cell="amager",
        stream="tyveri",
        factors=(1.0, 1.0, 1.0, 1.0, 0.96, 0.92, 0.88, 0.84),
        says="amager: tyveri falls by 4 % of its 2021 rate a year, 2021 to 2025",
    ),
)

ADULTS = 0.82
"""Share of the inhabitants the survey is drawn from."""
WEIGHT_SPREAD = (0.6, 1.6)
NO_ANSWER = 0.015
ALIKE = 0.5
"""Share who answer both questions from one and the same feeling."""
ANSWERS = ("meget tryg", "tryg", "hverken tryg eller utryg", "utryg", "meget utryg", "ved ikke")
MIDDLE = {"day": 0.05, "night": 0.06}
DO_NOT_KNOW = {"day": 0.01, "night": 0.015}
VERY = {"tryg": 0.45, "utryg": 0.25}
"""Of those who are tryg (utryg), the share who are very much so."""

_DAY = (0.867, 0.867, 0.866, 0.857, 0.876, 0.885, 0.885, 0.865)
_NIGHT = (0.778, 0.786, 0.778, 0.769, 0.778, 0.807, 0.807, 0.787)
_APART = (-0.02, 0.01, 0.0, -0.01, 0.02, -0.015, 0.005, 0.015, -0.01, 0.01)


def _level(number: int) -> Feeling:
    apart = _APART[number - 1]
    return Feeling(
        cell=f"bydel-{number}",
        day=tuple(round(share + apart, 4) for share in _DAY),
        night=tuple(round(share + 1.5 * apart, 4) for share in _NIGHT),
    )


FEELINGS = (
    Feeling(
        cell="folehaven",
        day=(0.70, 0.70, 0.70, 0.695, 0.69, 0.685, 0.68, 0.67),
        night=(0.60, 0.60, 0.60, 0.595, 0.59, 0.585, 0.58, 0.57),
    ),
    Feeling(cell="tingbjerg-husum", day=(0.68,) * 8, night=(0.56,) * 8),
    Feeling(
        cell="amager",
        day=(0.72, 0.72, 0.72, 0.72, 0.72, 0.72, 0.75, 0.78),
        night=(0.62, 0.62, 0.62, 0.62, 0.62, 0.62, 0.65, 0.68),
    ),
    *(_level(number) for number in range(1, 11)),
)
SURVEY_SAYS = (
    "amager: tryg rises 3 points a year from wave 2024 to wave 2026, by day and at night",
    "tingbjerg-husum: tryg is flat in every wave, by day and at night",
    "folehaven: tryg falls slightly from wave 2021, 3 points in all by wave 2026",
    "koebenhavn: tryg falls almost 2 points from wave 2025 to wave 2026",
)
