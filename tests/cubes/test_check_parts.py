"""Parts against wholes: Copenhagen's printed figures fit, and each slip in them is told."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from grundlag.basis.load import load
from grundlag.cubes.check import CHECKS, findings
from grundlag.cubes.count import count
from grundlag.records.take import take as take_in

BYDELE = Path(__file__).parents[2] / "examples" / "bydele"
WHOLE = '\n[[area.version]]\nid = "1"\nplaces = ["Nord", "Nordhavn", "Syd"]\n'
COUNTS = "Gerning;Område;Fra;Til;Antal\n"
SHARES = "Årgang;Kvarter;Spørgsmål;Svar;Andel;Svarpersoner\n"


@pytest.fixture
def parts(town):
    """The town as the sum of its three places."""
    town.change("definitions/areas.toml", "whole = true\n", f"whole = true\n{WHOLE}")
    return town


def told(town, rule: str) -> list[tuple[bool, str]]:
    return [(f.stops, f.problem.what) for f in CHECKS[rule](town.defs, town.count())]


def year(place: str, n: int) -> str:
    return f"1320;{place};2025-01;2025-12;{n}\n"


def counts(parts, whole: int, *unplaced: int) -> list[tuple[bool, str]]:
    rows = year("Nord", 600) + year("Nordhavn", 250) + year("Syd", 150)
    rows += "".join(year("uden stedfæstelse", n) for n in unplaced)
    parts.take(COUNTS + rows + year("Byen", whole))
    return told(parts, "counts_add_to_the_whole")


def test_parts_and_those_without_a_place_are_the_whole(parts):
    assert counts(parts, 1100, 100) == []


def test_a_difference_is_told_and_above_one_per_cent_it_stops(parts):
    """1,100 against 1,109 are 9 too few: 0.8 % of 1,109."""
    assert counts(parts, 1109, 100) == [
        (
            False,
            "the 3 parts of Byen and 100 without a place add up to 1100 reports, and its own "
            "figure is 1109: 9 fewer.",
        )
    ]


def test_a_large_difference_stops(parts):
    ((stops, what),) = counts(parts, 1080, 100)
    assert stops
    assert "20 more" in what


def test_where_the_unplaced_are_not_told_the_whole_may_be_larger(parts):
    assert counts(parts, 1100) == []


def test_and_not_smaller(parts):
    ((stops, what),) = counts(parts, 999)
    assert not stops
    assert "the 3 parts of Byen add up to 1000 reports, and its own figure is 999: 1 more." in what


def test_a_part_that_did_not_come_is_nothing_to_add(parts):
    parts.take(COUNTS + year("Nord", 600) + year("Syd", 150) + year("Byen", 10))
    assert told(parts, "counts_add_to_the_whole") == []


@pytest.mark.parametrize(
    ("whole", "found"), [(1000, []), (1200, []), (995, [False]), (900, [True])]
)
def test_inhabitants_of_the_parts_are_those_of_the_whole(parts, whole, found):
    """More may live in the whole: some have no fixed place."""
    day = "01-01-2026"
    parts.take(
        f"Dag;Område;Indbyggere\n{day};Nord;600\n{day};Nordhavn;250\n{day};Syd;150\n"
        f"{day};Byen;{whole}\n"
    )
    assert [stops for stops, _ in told(parts, "inhabitants_add_to_the_whole")] == found


@pytest.mark.parametrize(("whole", "found"), [(70, 0), (61, 0), (81, 0), (59, 1), (82, 1)])
def test_a_whole_s_share_lies_between_its_parts(parts, whole, found):
    """62, 70 and 80 are printed in whole per cents: 61 and 81 may be rounding."""
    rows = "".join(
        f"2026;{place};tryghed;tryg;{share};\n"
        for place, share in (("Nord", 62), ("Nordhavn", 70), ("Syd", 80), ("Byen", whole))
    )
    parts.take(SHARES + rows)
    said = told(parts, "shares_lie_between_their_parts")
    assert len(said) == found
    if found:
        assert said == [(False, f"Byen is {whole} %, and its 3 parts lie between 62 % and 80 %.")]


@pytest.fixture
def bydele(tmp_path, connection):
    """The 13 printed areas, in a folder of their own."""

    def take(file: str, old: str, new: str) -> tuple[list[str], list[str]]:
        root = tmp_path / "by"
        shutil.copytree(BYDELE, root, ignore=shutil.ignore_patterns("store", "out"))
        path = root / "data" / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        defs = load(root)
        for each in sorted((root / "data").glob("*.csv")):
            take_in(connection, defs, each, date(2026, 6, 15), None, None)
        problems, notices = findings(defs, count(connection, defs))
        return [str(p) for p in problems], [str(n) for n in notices]

    return take


def test_copenhagen_s_13_areas_and_those_without_a_place_are_its_own_figure(bydele):
    """Printed: 46,095 + 4,242 = 50,337 reports in 2025 (Tryghedsundersøgelsen 2026)."""
    last = "Uden stedfæstelse;straffelov;2025-01;2025-12;4242;"
    whole = f"København;straffelov;2025-01;2025-12;50337;x\n{last}"
    problems, notices = bydele("anmeldelser-2025.csv", last, whole)
    assert problems == []
    assert not [n for n in notices if "add up" in n]


def test_and_a_figure_of_which_two_digits_changed_places_is_told(bydele):
    """Valby's 2,849 typed as 2,489: 360 of 50,337 are 0.7 %."""
    last = "Uden stedfæstelse;straffelov;2025-01;2025-12;4242;"
    whole = f"København;straffelov;2025-01;2025-12;50697;x\n{last}"
    _, notices = bydele("anmeldelser-2025.csv", last, whole)
    (told,) = [n for n in notices if "add up" in n]
    assert "13 parts of København and 4242 without a place add up to 50337 reports" in told
    assert "its own figure is 50697: 360 fewer." in told


def test_bispebjerg_printed_with_its_neighbour_s_figures_is_told(bydele):
    """Printed 2026: Brønshøj-Husum 76 and 64; Bispebjerg's box has the same, and its true 80, 70.

    By the example's own figures no two areas of 2026 are alike.
    """
    old = (
        "2026;Bispebjerg;tryghed;tryg;80;;Tryghedsundersøgelsen 2026 (Københavns Kommune)\n"
        "2026;Bispebjerg;tryghed_aften_nat;tryg;70;"
    )
    new = old.replace(";80;", ";76;").replace(";70;", ";64;")
    _, notices = bydele("tryghed.csv", old, new)
    same = [n for n in notices if n.startswith("wave 2026: ")]
    assert len(same) == 1
    assert "bispebjerg and brønshøj-husum have the same figures: 76 %, 64 %." in same[0]


def test_no_areas_of_2026_are_alike_as_they_are(bydele):
    same = "2026;Bispebjerg;tryghed;tryg;80;"
    _, notices = bydele("tryghed.csv", same, same)
    assert not [n for n in notices if n.startswith("wave 2026: ")]


def test_valby_with_one_figure_for_day_and_night_is_told(bydele):
    old = "2026;Valby;tryghed;tryg;79;"
    new = f"2026;Valby;tryghed_aften_nat;tryg;79;;x\n{old}"
    _, notices = bydele("tryghed.csv", old, new)
    (told,) = [n for n in notices if "one and the same figure" in n]
    assert told.startswith('wave 2026, valby: "tryghed" and "tryghed_aften_nat" have one')
