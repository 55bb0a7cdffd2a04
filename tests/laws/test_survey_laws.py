"""Laws of survey cubes and of what is made of them, whatever was answered."""

import math
import random
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grundlag.basis.folder import Area, Areas, AreaVersion, Source
from grundlag.cubes.columns import columns
from grundlag.cubes.model import SurveyCell
from grundlag.cubes.survey import count_answers, survey_cells
from grundlag.indicators.intervals import korn_graubard
from grundlag.indicators.shares import Domain, Share, gap, share
from grundlag.records.model import Delivery, Manifest
from grundlag.records.place import Geography, geography

LAW = settings(
    derandomize=True, database=None, deadline=None, max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
CLEAR = frozenset({"yes", "no"})
ATOMS = {"nord": "in:nord@1", "syd": "in:syd@1", "ude": "unplaced"}
CITY = Domain(atoms=frozenset(ATOMS.values()), out_of=CLEAR, yes=frozenset({"yes"}))
NORD = replace(CITY, atoms=frozenset({ATOMS["nord"]}))
SOURCE = Source(
    id="svar", kind="survey_answers", provider="P", questions={"q": "Q"},
    columns={"wave": "A", "place": "S", "stratum": "L", "psu": "K", "weight": "V"},
)  # fmt: skip
SIZES = {"s1": 9, "s2": 3}
Row = tuple[int, str, str, str, str, float]  # wave, place, stratum, PSU, answer, weight

rows = st.lists(
    st.tuples(
        st.sampled_from([2025, 2026]),
        st.sampled_from(list(ATOMS)),
        st.sampled_from(list(SIZES)),
        st.sampled_from(["1", "2", "3"]),
        st.sampled_from(["yes", "no", "", "ved ikke"]),
        st.integers(0, 500_000_000).map(lambda w: w / 1_000_000),
    ),
    min_size=6,
    max_size=40,
)


@pytest.fixture(scope="module")
def land() -> Geography:
    areas = [
        Area(id=name, name=name, version=(AreaVersion(id="1", places=(name,)),))
        for name in ("nord", "syd")
    ]
    whole = Area(id="by", name="by", whole=True)
    return geography(Areas(schema=1, area=(whole, *areas), unplaced=("ude",)), "")


def _cube(connection, land, found: list[Row]) -> list[SurveyCell]:
    """The cells of some rows, by the product's own count."""
    names = ("wave", "place", "stratum", "psu", "question:q", "weight")
    columns = {name: [row[i] for row in found] for i, name in enumerate(names)}
    sizes = pa.array([SIZES[row[2]] for row in found], pa.int64())
    table = pa.table({**columns, "stratum_size": sizes})
    with TemporaryDirectory() as folder:
        path = Path(folder)
        pq.write_table(table, path / "rows.parquet")
        cells = count_answers(connection, _delivery(path), land, SOURCE)
    return survey_cells(cells, "", [2025, 2026])


def _by_hand(found: list[Row]) -> list[SurveyCell]:
    """The same cells, added up here."""
    return _merged(
        [
            SurveyCell(
                wave=wave, stratum=stratum, psu=psu, atom=ATOMS[place], question="q",
                answer=answer, n=1, w=round(weight * 1e6), w2=round(weight * 1e6) ** 2,
                weightless=int(weight == 0), stratum_size=SIZES[stratum],
            )
            for wave, place, stratum, psu, answer, weight in found
        ]
    )  # fmt: skip


def _delivery(path: Path) -> Delivery:
    day = date(2026, 1, 1)
    manifest = Manifest(
        source="svar", kind="survey_answers", provider="P", digest="d", file="f", sha256="0",
        number=1, arrived=day, extracted=day, rows_read=0, rows_kept=0, rows_set_aside=0,
        scope=(), dress={},
    )  # fmt: skip
    return Delivery(manifest=manifest, path=path)


def _key(cell: SurveyCell) -> tuple[object, ...]:
    return (cell.wave, cell.stratum, cell.psu, cell.stratum_size, cell.atom, cell.answer)


def _merged(*cubes: list[SurveyCell]) -> list[SurveyCell]:
    """Cubes added cell by cell, in one order."""
    kinds: dict[tuple[object, ...], list[SurveyCell]] = defaultdict(list)
    for cell in (cell for cube in cubes for cell in cube):
        kinds[_key(cell)].append(cell)
    return [
        replace(
            same[0],
            n=sum(c.n for c in same),
            w=sum(c.w for c in same),
            w2=sum(c.w2 for c in same),
            weightless=sum(c.weightless for c in same),
        )
        for _, same in sorted(kinds.items())
    ]


def _wave(cells: list[SurveyCell], wave: int = 2025) -> list[SurveyCell]:
    return [cell for cell in cells if cell.wave == wave]


def _told(found: Share) -> tuple[float, ...]:
    limits = korn_graubard(found.p, found.n, found.level_variance, found.df, 1.3)
    return found.p, found.df, limits.low, limits.high, found.deff or 0, found.effective_n or 0


@pytest.mark.slow
@LAW
@given(rows, st.integers(0, 1000))
def test_a_permutation_of_rows_is_the_same_cube_bit_for_bit(connection, land, found, seed):
    mixed = random.Random(seed).sample(found, len(found))
    counted = _cube(connection, land, found)
    assert counted == _cube(connection, land, mixed)
    assert _merged(counted) == _by_hand(found)


@pytest.mark.slow
@LAW
@given(rows, st.integers(0, 40))
def test_a_psu_cut_over_two_files_and_added_is_the_same_to_the_last_bit(
    connection, land, found, cut
):
    """The rows of any PSU lie on both sides of the cut; its sums add, and so does all else."""
    whole = _merged(_cube(connection, land, found))
    parts = [part for part in (found[:cut], found[cut:]) if part]
    added = _merged(*(_cube(connection, land, part) for part in parts))
    assert added == whole
    one, two = share(columns(_wave(added)), CITY), share(columns(_wave(whole)), CITY)
    assert one == two


@pytest.mark.slow
@LAW
@given(rows, st.integers(0, 1000))
def test_cubes_of_disjoint_waves_merge_in_any_order(connection, land, found, seed):
    cubes = [
        _cube(connection, land, mine)
        for wave in (2025, 2026)
        if (mine := [row for row in found if row[0] == wave])
    ]
    mixed = random.Random(seed).sample(cubes, len(cubes))
    assert _merged(*mixed) == _merged(*cubes) == _merged(_cube(connection, land, found))


@LAW
@given(rows)
def test_parts_add_to_the_whole(found):
    """The whole's p is its parts', weighted by their own sums of weights."""
    cells = _wave(_by_hand(found))
    whole = share(columns(cells), CITY)
    parts = [
        part
        for atom in CITY.atoms
        if (part := share(columns(cells), replace(CITY, atoms=frozenset({atom}))))
    ]
    assert (whole is None) == (not parts)
    if whole is None:
        return
    assert sum(part.weight for part in parts) == pytest.approx(whole.weight, rel=1e-12)
    added = sum(part.p * part.weight for part in parts)
    assert added == pytest.approx(whole.p * whole.weight, rel=1e-12)


@LAW
@given(rows, st.integers(2, 1000))
def test_all_weights_by_a_constant_change_nothing(found, times):
    cells = _wave(_by_hand(found))
    heavy = [replace(c, w=c.w * times, w2=c.w2 * times**2) for c in cells]
    for domain in (CITY, NORD):
        one, two = share(columns(cells), domain), share(columns(heavy), domain)
        if one is None:
            assert two is None
            continue
        assert _told(two) == pytest.approx(_told(one), rel=1e-12, abs=1e-12)
        assert (two.p, two.df) == (one.p, one.df)


@LAW
@given(rows)
def test_a_finite_population_never_widens_a_level_and_never_moves_a_gap(found):
    """Where people are drawn; in two stages what is within PSUs may add more than is taken off."""
    cells = [replace(cell, psu="", stratum_size=40) for cell in _wave(_by_hand(found))]
    endless = [replace(c, stratum_size=None) for c in cells]
    part, whole = share(columns(cells), NORD), share(columns(cells), CITY)
    if part is None or whole is None:
        return
    assert 0 <= part.level_variance <= part.variance
    plain = share(columns(endless), NORD), share(columns(endless), CITY)
    assert plain[0].level_variance == plain[0].variance == part.variance
    assert gap(columns(cells), part, whole) == gap(columns(endless), *plain)
    assert math.isfinite(whole.level_variance)
