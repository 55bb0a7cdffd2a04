"""Shares from sums: by hand, and laws that hold for any answers."""

import math
import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grundlag.basis.folder import LonePsu
from grundlag.cubes.columns import columns
from grundlag.cubes.model import SurveyCell
from grundlag.indicators import published
from grundlag.indicators.design import has_lone_psu
from grundlag.indicators.shares import Domain, Share, gap, share

LAW = settings(derandomize=True, database=None, deadline=None, max_examples=60)
MILLION = 1_000_000
CLEAR = frozenset({"yes", "no"})
CITY = Domain(atoms=frozenset("ab"), out_of=CLEAR, yes=frozenset({"yes"}))
AREA = replace(CITY, atoms=frozenset("a"))


def _one(
    stratum: str, psu: str, atom: str, answer: str, weight: float, wave: int = 1
) -> SurveyCell:
    w = round(weight * MILLION)
    return SurveyCell(
        wave=wave, stratum=stratum, psu=psu, atom=atom, question="q", answer=answer,
        n=1, w=w, w2=w * w,
    )  # fmt: skip


def _added(cells: Iterable[SurveyCell]) -> list[SurveyCell]:
    """Cells of the same kind as one."""
    kinds: dict[tuple[str, ...], list[SurveyCell]] = defaultdict(list)
    for cell in cells:
        kinds[cell.stratum, cell.psu, cell.atom, cell.answer].append(cell)
    return [
        replace(
            same[0], n=sum(c.n for c in same), w=sum(c.w for c in same), w2=sum(c.w2 for c in same)
        )
        for same in kinds.values()
    ]


def _of(cells: list[SurveyCell], domain: Domain) -> Share:
    found = share(columns(cells), domain)
    assert found is not None
    return found


# Two strata of three people; weights 10 and 20; the first stratum is area a.
SIX = [
    _one("s1", "", "a", "yes", 10),
    _one("s1", "", "a", "yes", 10),
    _one("s1", "", "a", "no", 10),
    _one("s2", "", "b", "yes", 20),
    _one("s2", "", "b", "no", 20),
    _one("s2", "", "b", "no", 20),
]


def test_a_share_by_hand() -> None:
    """p = 40/90. z = w(y-p)/90 in 81sts: 5, 5, -4 and 10, -8, -8; each stratum's part is
    3/2 (sum of squares - square of sum / 3): 3/2 (66 - 12) = 81 and 3/2 (228 - 12) = 324."""
    found = _of(_added(SIX), CITY)
    assert found.p == pytest.approx(4 / 9, rel=1e-15)
    assert found.variance == pytest.approx((81 + 324) / 81**2, rel=1e-12)
    assert (found.n, found.df, found.weight) == (6, 4, 90)


def test_a_gap_by_hand() -> None:
    """z of the whole less z of the part, in 81sts: -4, -4, 14 and 10, -8, -8; both strata give
    3/2 (228 - 12) = 324."""
    cells = _added(SIX)
    found = gap(columns(cells), _of(cells, AREA), _of(cells, CITY))
    assert found.value == pytest.approx(4 / 9 - 2 / 3)
    assert found.variance == pytest.approx(648 / 81**2, rel=1e-12)
    assert found.df == 4


def test_clusters_by_hand() -> None:
    """The same six as three PSUs of two (yes yes, no yes, no no; weights 1): p = 1/2, z of a PSU
    1/6, 0, -1/6, so V = 3/2 (2/36) = 1/12, where six people alone give 6/5 (6/144) = 1/20."""
    answers = ["yes", "yes", "no", "yes", "no", "no"]
    cells = [_one("", f"{i // 2}", "a", answer, 1) for i, answer in enumerate(answers)]
    found = _of(cells, CITY)
    assert (found.variance, found.df) == (pytest.approx(1 / 12), 2)
    alone = _of([replace(cell, psu="") for cell in cells], CITY)
    assert (alone.variance, alone.df) == (pytest.approx(1 / 20), 5)


def test_two_stages_of_a_finite_population_by_hand() -> None:
    """The three PSUs of six, two of the four people in each. Between: (1-3/6) 1/12 = 6/144. Within
    the second, +1/12 and -1/12, 2 (2/144) = 4/144; the others are alike. 3/6 (1-2/4) 4/144 = 1/144.
    As many equal answers have (1/4)/5, and (1/4)/V are as good: 36/7."""
    answers = ["yes", "yes", "no", "yes", "no", "no"]
    cells = [_one("", f"{i // 2}", "a", answer, 1) for i, answer in enumerate(answers)]
    found = _of([replace(cell, stratum_size=6, psu_size=4) for cell in cells], CITY)
    assert found.level_variance == pytest.approx(7 / 144, rel=1e-12)
    assert found.variance == pytest.approx(1 / 12, rel=1e-12)
    assert found.deff == pytest.approx(7 / 144 / (1 / 20), rel=1e-12)
    assert found.effective_n == pytest.approx(36 / 7, rel=1e-12)
    whole = _of([replace(cell, stratum_size=3, psu_size=2) for cell in cells], CITY)
    assert (whole.level_variance, whole.is_full_count) == (0, True)
    assert (whole.deff, whole.effective_n, whole.is_spread) == (0, None, True)
    half = _of([replace(cell, stratum_size=3, psu_size=4) for cell in cells], CITY)
    assert half.level_variance == pytest.approx(1 / 2 * 4 / 144, rel=1e-12)  # within alone
    assert not half.is_full_count


def test_people_of_a_finite_population_by_hand() -> None:
    """s1 is three of six, s2 three of three: 81 (1-3/6) of 81^2 remain."""
    sizes = {"s1": 6, "s2": 3}
    cells = [replace(cell, stratum_size=sizes[cell.stratum]) for cell in SIX]
    found = _of(cells, CITY)
    assert found.level_variance == pytest.approx(81 / 2 / 81**2, rel=1e-12)
    assert found.variance == pytest.approx((81 + 324) / 81**2, rel=1e-12)
    assert not found.is_full_count
    assert _of(cells, replace(CITY, atoms=frozenset("b"))).is_full_count


def test_sizes_that_differ_within_a_stratum_take_nothing_off() -> None:
    """They are told as a fault; a figure made in spite of it has the wider limits."""
    cells = [replace(SIX[0], stratum_size=6), *SIX[1:]]
    found = _of(cells, CITY)
    assert found.level_variance == found.variance


def test_what_cannot_be_measured_has_no_design_effect() -> None:
    """All say yes; all are in one PSU; all strata have one PSU, and their mean is asked for."""
    same = _of([_one("s", "", "a", "yes", 1)] * 3, CITY)
    pair = [_one("s", "1", "a", "yes", 1), _one("s", "1", "a", "no", 3)]
    one_psu = _of([*pair, _one("s", "2", "z", "no", 1)], CITY)
    lone = share(
        columns([replace(cell, stratum=f"s{i}") for i, cell in enumerate(pair)]), CITY, "average"
    )
    assert lone is not None
    for found in (same, one_psu, lone):
        assert (found.is_spread, found.deff, found.effective_n) == (False, None, None)


def test_a_lone_psu_counts_by_the_rule_that_is_named() -> None:
    """Its square (adjust), the mean of the other strata (average: 81 of two, so half as much
    again), or nothing (certainty); statistics of R's options(survey.lonely.psu)."""
    lone = [*SIX[:3], replace(SIX[3], stratum="s3"), *SIX[4:]]
    expected = {"adjust": 81 + 0 + 100, "average": (81 + 0) * 3 / 2, "certainty": 81 + 0}
    for rule in get_args(LonePsu):
        found = share(columns(lone), CITY, rule)
        assert found is not None
        assert found.variance == pytest.approx(expected[rule] / 81**2, rel=1e-12)
    sizes = {"s1": 6, "s2": 4, "s3": 1}  # the lone one is all there are: 0 is known of it
    sized = share(
        columns([replace(c, stratum_size=sizes[c.stratum]) for c in lone]), CITY, "average"
    )
    assert sized is not None
    assert sized.level_variance == pytest.approx(81 / 2 / 81**2, rel=1e-12)
    assert has_lone_psu(columns(lone))
    assert not has_lone_psu(columns(SIX))


def test_a_lone_psu_adds_its_square_and_no_degree() -> None:
    """z of the lone one is 20 (1-4/9) / 90 = 10/81 and counts as it is."""
    lone = [*SIX[:3], replace(SIX[3], stratum="s3"), *SIX[4:]]
    found = _of(lone, CITY)
    # s2 is now two people: 2 (64 + 64 - 16**2 / 2) = 0
    assert found.variance == pytest.approx((81 + 0 + 100) / 81**2, rel=1e-12)
    assert found.df == 6 - 3


def test_weights_whose_squares_no_64_bits_hold_are_weights() -> None:
    """Each stands for a thousand million: of SIX, times a hundred million, p and V stay."""
    heavy = [replace(c, w=c.w * 10**8, w2=c.w2 * 10**16) for c in _added(SIX)]
    assert max(cell.w2 for cell in heavy) > 2**63
    found = _of(heavy, CITY)
    assert (found.p, found.weight) == (4 / 9, 90 * 10**8)
    assert found.variance == pytest.approx((81 + 324) / 81**2, rel=1e-12)


def test_nobody_who_answered_is_no_share() -> None:
    assert (
        share(columns([_one("s", "", "a", "ved ikke", 10), _one("s", "", "c", "yes", 10)]), CITY)
        is None
    )
    assert share(columns([]), CITY) is None


def test_whoever_did_not_answer_is_in_the_sample_but_not_in_the_share() -> None:
    """A seventh person adds no answer, no weight and no degree, but makes s1 four people:
    4/3 (66 - 36/4) = 76 of 81^2 for 81."""
    found = _of([*SIX, _one("s1", "", "a", "", 500)], CITY)
    assert (found.p, found.n, found.df, found.weight) == (pytest.approx(4 / 9), 6, 4, 90)
    assert found.variance == pytest.approx((4 / 3 * (66 - 36 / 4) + 324) / 81**2, rel=1e-12)


def test_ved_ikke_counts_where_it_is_declared_to() -> None:
    cells = [*SIX, _one("s1", "", "a", "ved ikke", 10)]
    asked = replace(CITY, out_of=CLEAR | {"ved ikke"})
    assert _of(cells, CITY).p == pytest.approx(40 / 90)
    assert _of(cells, asked).p == pytest.approx(40 / 100)


def test_a_variance_is_never_below_nothing() -> None:
    """All say yes in one stratum and no in the other: V is 0, and once came out below it."""
    rows = [
        _one(s, "", "a", answer, weight)
        for s, answer, weight, size in (("E", "no", 44.21, 97), ("H", "yes", 15.1, 53))
        for _ in range(size)
    ]
    for cells in (rows, _added(rows)):
        assert 0 <= _of(cells, CITY).variance < 1e-15


def test_a_printed_gap_with_the_areas_share_is_the_gap_of_equal_answers() -> None:
    """V_part (1 - 2 lambda) + V_whole is exact for equal weights without strata or PSUs."""
    cells = [_one("", "", a, "yes" if i % 3 else "no", 1) for i, a in enumerate("aabbbbbabbbb")]
    part, whole = _of(cells, AREA), _of(cells, CITY)
    printed = published.gap((part.p, part.variance), (whole.p, whole.variance), 3 / 12, None)
    assert printed.variance == pytest.approx(gap(columns(cells), part, whole).variance, rel=1e-12)


people = st.lists(
    st.builds(
        _one,
        stratum=st.sampled_from(["s1", "s2", "s3"]),
        psu=st.sampled_from(["1", "2", "3"]),
        atom=st.sampled_from(["a", "b"]),
        answer=st.sampled_from(["yes", "no", ""]),
        weight=st.floats(0.5, 500),
    ),
    min_size=8,
    max_size=40,
)
designs = st.booleans()  # whether PSUs are known


def _drawn(cells: list[SurveyCell], clustered: bool) -> list[SurveyCell]:
    start = [_one("s1", "1", "a", "yes", 10), _one("s2", "2", "b", "no", 10)]
    kept = [*start, *cells]
    return kept if clustered else [replace(cell, psu="") for cell in kept]


def _same(one: Share, two: Share) -> None:
    assert (one.p, one.n, one.df, one.weight) == (two.p, two.n, two.df, two.weight)
    assert one.variance == pytest.approx(two.variance, rel=1e-9, abs=1e-15)


@LAW
@given(people, designs)
def test_a_cell_cut_in_two_is_the_same_cell(cells: list[SurveyCell], clustered: bool) -> None:
    rows = _drawn(cells, clustered)
    _same(_of(rows, CITY), _of(_added(rows), CITY))
    _same(_of(rows, AREA), _of(_added(rows), AREA))
    one, two = (gap(columns(c), _of(c, AREA), _of(c, CITY)) for c in (rows, _added(rows)))
    assert one.value == two.value
    assert (one.limits is None) == (two.limits is None)
    if one.variance is not None:
        assert one.variance == pytest.approx(two.variance, rel=1e-9, abs=1e-15)


@LAW
@given(people, designs, st.integers(0, 1000))
def test_the_order_of_cells_is_nothing(cells: list[SurveyCell], clustered: bool, seed: int) -> None:
    rows = _drawn(cells, clustered)
    mixed = random.Random(seed).sample(rows, len(rows))
    _same(_of(rows, AREA), _of(mixed, AREA))


@LAW
@given(people, designs, st.integers(2, 9))
def test_only_the_ratio_of_weights_counts(
    cells: list[SurveyCell], clustered: bool, times: int
) -> None:
    rows = _drawn(cells, clustered)
    heavy = [replace(c, w=c.w * times, w2=c.w2 * times**2) for c in rows]
    one, two = _of(rows, CITY), _of(heavy, CITY)
    assert one.p == two.p
    assert one.variance == pytest.approx(two.variance, rel=1e-9, abs=1e-15)


@LAW
@given(people, designs)
def test_yes_and_no_add_to_one_with_one_variance(cells: list[SurveyCell], clustered: bool) -> None:
    rows = _drawn(cells, clustered)
    yes, no = _of(rows, CITY), _of(rows, replace(CITY, yes=frozenset({"no"})))
    assert yes.p + no.p == pytest.approx(1, rel=1e-15)
    assert yes.variance == pytest.approx(no.variance, rel=1e-9, abs=1e-15)


@LAW
@given(people, designs)
def test_the_whole_has_no_gap_to_itself(cells: list[SurveyCell], clustered: bool) -> None:
    rows = _drawn(cells, clustered)
    whole = _of(rows, CITY)
    found = gap(columns(rows), whole, whole)
    assert found.value == 0
    assert found.variance in (0, None)
    assert math.isfinite(whole.variance)
