"""Weights are whole millionths: their sums are exact, in any order of rows and of cubes."""

from fractions import Fraction

HEAD = "År;Kvarter;Lag;Klynge;Vægt;Tryghed\n"
WEIGHTS = [f"{k % 7},{(k * 104729) % 1_000_000:06d}" for k in range(300)]


def answers(weights: list[str]) -> str:
    return HEAD + "".join(f"2026;Nord;A;{k % 3};{w};tryg\n" for k, w in enumerate(weights))


def test_sums_of_weights_are_exact(town):
    town.take(answers(WEIGHTS))
    exact = [Fraction(w.replace(",", ".")) * 1_000_000 for w in WEIGHTS]
    cells = town.count().survey
    assert sum(c.w for c in cells) == sum(exact)
    assert sum(c.w2 for c in cells) == sum(w * w for w in exact)
    assert [c.n for c in cells] == [100, 100, 100]


def test_sums_are_the_same_in_any_order_of_rows(town):
    town.take(answers(WEIGHTS))
    first = {(c.psu): (c.n, c.w, c.w2) for c in town.count().survey}
    shuffled = [f"2026;Nord;A;{k % 3};{w};tryg\n" for k, w in enumerate(WEIGHTS)]
    town.take(HEAD + "".join(sorted(shuffled, reverse=True)))
    assert {(c.psu): (c.n, c.w, c.w2) for c in town.count().survey} == first


def test_strata_psus_atoms_and_raw_answers_stay_apart(town):
    town.take(
        HEAD + "2026;Nord; A ;1;1;Tryg\n2026;Nord;A;1;2; tryg\n2026;Nord;A;2;1;tryg\n"
        "2026;Nord;B;1;1;tryg\n"
        "2026;Syd;A;1;1;tryg\n2026;Nord;A;1;1;ved ikke\n2026;Nord;A;1;1;\n2026;;A;1;1;tryg\n"
        "2026;uden stedfæstelse;A;1;1;tryg\n2026;Mars;A;1;1;tryg\n"
    )
    found = {(c.stratum, c.psu, c.atom, c.answer): c.n for c in town.count().survey}
    assert found == {
        ("A", "1", "in:nord@1", "tryg"): 2,
        ("A", "2", "in:nord@1", "tryg"): 1,
        ("B", "1", "in:nord@1", "tryg"): 1,
        ("A", "1", "in:syd@1", "tryg"): 1,
        ("A", "1", "in:nord@1", "ved ikke"): 1,
        ("A", "1", "in:nord@1", ""): 1,
        ("A", "1", "unplaced", "tryg"): 1,
        ("A", "1", "unknown:Mars", "tryg"): 1,
    }


def test_shares_are_0_to_1_and_n_only_where_it_is_printed(town):
    town.take(
        "Årgang;Kvarter;Spørgsmål;Svar;Andel;Svarpersoner\n2026;Nord;tryghed;tryg;80,5;312\n"
        "2026;Syd;tryghed;tryg;79;\n"
    )
    assert [(s.place, s.share, s.n, s.printed_decimals) for s in town.count().shares] == [
        ("nord", 0.805, 312, 2),
        ("syd", 0.79, None, 2),
    ]


def test_a_survey_without_strata_or_psus_has_them_empty(town):
    town.change("sources.toml", 'stratum = "Lag"\npsu = "Klynge"\n', "")
    town.take("År;Kvarter;Vægt;Tryghed\n2026;Nord;1,25;tryg\n")
    (cell,) = town.count().survey
    assert (cell.stratum, cell.psu, cell.w, cell.w2) == ("", "", 1_250_000, 1_250_000**2)
