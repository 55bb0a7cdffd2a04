"""A sheet speaks instead of a section: what it says is as TOML would say it; errors are by cell."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from grundlag.basis.check import check
from grundlag.basis.folder import Source
from grundlag.basis.load import load
from grundlag.basis.partnerships import Baseline, Period
from grundlag.basis.reading import Reading
from grundlag.errors import DefinitionError, Problem

Change = Callable[[Path, str, str, str], None]
BOOK = "opsætning.xlsx"
PARTNERSHIPS = "definitions/partnerships.toml"
BASELINE = [
    *("Partnerskab", "Grundlag", "Indikator", "År", "Måneder", "Opgjort den"),
    *("Værdi", "Ud af", "Kilde", "Trykt for"),
]
PERIODS = [
    *("Partnerskab", "Navn", "Startundersøgelse", "Undersøgelser", "Politiår"),
    *("Undersøgelser fra", "Politiår fra", "Forudsætninger"),
]
COLUMNS = [
    *("Kilde", "Indhold", "Kolonne i filen", "Slags", "Leverandør", "Datoer", "Decimaltegn"),
    *("Tegnsæt", "Skilletegn", "Ark", "Koordinater", "Procent", "Decimaler", "Hentes hos"),
]
ROW = ["Nord", "Det nye", "Antal tyveri", 2024, None, date(2025, 3, 1)]


def problems_of(root: Path) -> list[tuple[str, str, str]]:
    """Every problem: cell, what, fix; those of the rules where the sheets could be read."""
    try:
        found = check(load(root))
    except DefinitionError as error:
        found = error.problems
    return [(p.where.removeprefix(f"{BOOK}, "), p.what, p.fix) for p in found]


def test_a_baseline_in_names_and_one_in_ids(havneby: Path, fill: Any) -> None:
    rows = [
        ["Syd", "ny", "tyveri", None, "2023-08 til 2024-07", "01-03-2025"],
        ["nord", "Det nye", "tyveri", "2023-2024", None, date(2025, 3, 1)],
        ["syd", "ny", "Tyveri per. 1000", None, None, None, "61,5", 1234.0, "Rapport, side 4"],
    ]
    fill(havneby, Baseline=[BASELINE, *rows])
    assert load(havneby).partnerships.baseline == (
        Baseline(
            partnership="syd",
            basis="ny",
            indicator="tyveri",
            months=("2023-08", "2024-07"),
            as_of=date(2025, 3, 1),
        ),
        Baseline(
            partnership="nord",
            basis="ny",
            indicator="tyveri",
            years=(2023, 2024),
            as_of=date(2025, 3, 1),
        ),
        Baseline(
            partnership="syd",
            basis="ny",
            indicator="tyveri_pr_1000",
            value=61.5,
            exposure=1234.0,
            source="Rapport, side 4",
        ),
    )


def test_a_period(havneby: Path, fill: Any) -> None:
    rows = [["Nord", 2025, "2024", "2025; 2026", "2025-2026", None, None, "periode"]]
    fill(havneby, Perioder=[PERIODS, *rows, ["Nord", "fra 2027", 2026, None, None, 2027, 2027]])
    assert load(havneby).partnerships.period == (
        Period(
            partnership="nord",
            name="2025",
            start_wave=2024,
            waves=(2025, 2026),
            police_years=(2025, 2026),
            assumes=("periode",),
        ),
        Period(
            partnership="nord",
            name="fra 2027",
            start_wave=2026,
            waves_from=2027,
            police_from=2027,
        ),
    )


def test_the_rows_of_a_source_are_one_source_in_their_order(havneby: Path, fill: Any) -> None:
    rows = [
        ["svar", "vægt", "Vægt", "tryghedsundersøgelse, svar", "Byen", "", "punktum", "cp1252"],
        ["svar", "wave", 2024, None, None, None, None, None, "tabulator", "Ark 1", "EPSG:25833"],
        ["andele", "andel", "Pct", "survey_shares", "Byen", "åååå-mm", *[None] * 5, "ja", 2, "x"],
        ["svar", "spørgsmål: tryghed", "Spørgsmål 1", "survey_answers"],
        ["svar", "Sted", "Sted"],
    ]
    fill(havneby, Kolonner=[COLUMNS, *rows])
    svar, andele = load(havneby).sources.source
    assert svar == Source(
        id="svar",
        kind="survey_answers",
        provider="Byen",
        columns={"weight": "Vægt", "wave": "2024", "place": "Sted"},
        questions={"tryghed": "Spørgsmål 1"},
        read=Reading(
            decimal=".", encoding="cp1252", separator="\t", sheet="Ark 1", crs="EPSG:25833"
        ),
    )
    assert list(svar.columns) == ["weight", "wave", "place"]
    assert (andele.percent, andele.printed_decimals, andele.origin) == (True, 2, "x")
    assert andele.read.dates == "yyyy-mm"


def test_columns_may_stand_in_another_order(havneby: Path, fill: Any) -> None:
    heads = ["Opgjort den", "År", " indikator", "PARTNERSKAB", "Grundlag"]
    rest = [
        head for head in BASELINE if head.casefold() not in [h.strip().casefold() for h in heads]
    ]
    row = [date(2025, 3, 1), 2024, "Antal tyveri", "Nord", "ny"]
    fill(havneby, Baseline=[heads + rest, row])
    found = load(havneby)
    assert found.partnerships.baseline[0].indicator == "tyveri"
    assert found.where(PARTNERSHIPS, "baseline", 0, "years") == f"{BOOK}, Baseline!B2"


def test_every_cell_that_cannot_be_read_is_told_at_once(havneby: Path, fill: Any) -> None:
    rows = [
        ROW,
        ["Nrod", "Det nye", "Antal tyveri", "tyve", None, "31-02-2025"],
        ["Nord", "Det nye", "Antal tyverri", 2024, None, date(2025, 3, 1)],
        [None, "Det nye", "Antal tyveri", 2024.5, None, date(2025, 3, 1), "ca. 60"],
    ]
    fill(havneby, Baseline=[BASELINE, *rows])
    words = "cannot be read as one of the words known here."
    year = "Write 2024, 2022-2024 or 2022; 2024, years from 1900 to 2100."
    assert problems_of(havneby) == [
        ("Baseline!A3", f'Partnerskab: "Nrod" {words}', 'Did you mean "Nord"?'),
        ("Baseline!D3", 'År: "tyve" cannot be read as a year or years.', year),
        (
            "Baseline!F3",
            'Opgjort den: "31-02-2025" cannot be read as a date.',
            "Write a date: 01-03-2025.",
        ),
        ("Baseline!C4", f'Indikator: "Antal tyverri" {words}', 'Did you mean "Antal tyveri"?'),
        ("Baseline!A5", "Partnerskab is empty.", "Fill it in."),
        ("Baseline!D5", "År: 2024.5 cannot be read as a year or years.", year),
        (
            "Baseline!G5",
            'Værdi: "ca. 60" cannot be read as a number.',
            "Write a number: 12,5. No unit and no point.",
        ),
    ]


def test_a_rule_speaks_of_the_cell_and_names_its_heading(havneby: Path, fill: Any) -> None:
    rows = [
        [*ROW[:5], date(2024, 6, 1)],
        ["Syd", "ny", "tyveri", 2024],
        ["Nord", "ny", "tyveri", 2023, None, date(2025, 3, 1)],
    ]
    fill(havneby, Baseline=[BASELINE, *rows])
    assert problems_of(havneby) == [
        (
            "Baseline!F2",
            "as_of = 2024-06-01 is before the baseline was over.",
            'Write 2025-01-01 or a later day. In the sheet, as_of is "Opgjort den".',
        ),
        (
            "Baseline!A3",
            "a counted baseline has no as_of.",
            'Write as_of = ... In the sheet, as_of is "Opgjort den".',
        ),
        ("Baseline!A4", "nord · ny · tyveri has a baseline above.", "Keep one of them."),
    ]


def test_what_fits_no_record_is_told_by_cell(havneby: Path, fill: Any) -> None:
    """pydantic's own findings: a month, an exposure, the id of a source."""
    baseline = [
        ["Nord", "ny", "Antal tyveri", None, "2024-13 til 2025-12", date(2026, 3, 1), None, -1]
    ]
    source = [["min kilde", "dato", "Dato", "befolkning", "Byen"]]
    fill(havneby, Baseline=[BASELINE, *baseline], Kolonner=[COLUMNS, *source])
    found = problems_of(havneby)
    assert [where for where, _, _ in found] == ["Baseline!E2", "Baseline!H2", "Kolonner!A2"]
    assert found[0][2].startswith('Write a month as "2020-08".')
    assert found[1][2].startswith("Write more than 0.")
    assert found[2][1] == 'source.id = "min kilde" does not fit.'


def test_columns_of_a_source_are_told_by_cell(havneby: Path, fill: Any) -> None:
    rows = [
        ["tal", "dato", "Dato", "befolkingen", "Byen"],
        ["tal", "dato", "Dag", "befolkning", "Landet"],
        ["tal", "anttal", "Antal"],
        ["tal", "spørgsmål: tryghd"],
        ["", "sted", "Sted"],
    ]
    fill(havneby, Kolonner=[COLUMNS, *rows])
    found = problems_of(havneby)
    assert [(where, what) for where, what, _ in found] == [
        ("Kolonner!D2", 'Slags: "befolkingen" cannot be read as one of the words known here.'),
        ("Kolonner!B3", '"dato" has a column above.'),
        ("Kolonner!E3", "Leverandør is another here than in E2."),
        ("Kolonner!B4", 'Indhold: "anttal" cannot be read as one of the words known here.'),
        ("Kolonner!C5", "Kolonne i filen is empty."),
        ("Kolonner!A6", "Kilde is empty."),
    ]
    fixes = [fix for _, _, fix in found]
    assert fixes[0] == (
        'Did you mean "befolkning"? Allowed: anmeldelser, én række hver; anmeldelser, optalt; '
        "befolkning; tryghedsundersøgelse, svar; tryghedsundersøgelse, andele; "
        "aktiviteter."
    )
    assert fixes[3] == 'Did you mean "antal"?'


def test_what_a_source_misses_is_told_in_its_own_words(havneby: Path, fill: Any) -> None:
    fill(havneby, Kolonner=[COLUMNS, ["tal", "dato", "Dato", "befolkning", "Byen"]])
    what = 'source "tal" does not say which column holds'
    fix = 'Add it under [source.columns]. In the sheet, columns is "Indhold and Kolonne i filen".'
    assert problems_of(havneby) == [
        ("Kolonner!B2", f"{what} n.", fix),
        ("Kolonner!B2", f"{what} place.", fix),
    ]


def test_headings_are_told_at_once(havneby: Path, fill: Any) -> None:
    heads = ["Partnerskab", "Grundlg", "Indikator", "Indikator", "Noter", *BASELINE[4:]]
    fill(havneby, Baseline=[heads, ["Nord", "ny", "tyveri"], [*["x"] * 11, "langt ude"]])
    words = "cannot be read as one of the words known here."
    assert [(where, what) for where, what, _ in problems_of(havneby)] == [
        ("Baseline!A1", 'the heading "År" is missing.'),
        ("Baseline!B1", '"Grundlg" is no heading of this sheet.'),
        ("Baseline!D1", 'the heading "Indikator" stands twice.'),
        ("Baseline!E1", '"Noter" is no heading of this sheet.'),
        ("Baseline!A3", f'Partnerskab: "x" {words}'),
        ("Baseline!C3", f'Indikator: "x" {words}'),
        ("Baseline!F3", 'baseline.months = "x" does not fit.'),
        ("Baseline!G3", 'Opgjort den: "x" cannot be read as a date.'),
        ("Baseline!H3", 'Værdi: "x" cannot be read as a number.'),
        ("Baseline!I3", 'Ud af: "x" cannot be read as a number.'),
        ("Baseline!K3", 'Trykt for: "x" cannot be read as a year or years.'),
        ("Baseline!L3", '"langt ude" stands under no heading.'),
    ]


def test_a_value_beside_the_columns_is_no_note(havneby: Path, fill: Any) -> None:
    fill(havneby, Baseline=[BASELINE, [*ROW, *[None] * 4, "husk at spørge"]])
    assert problems_of(havneby) == [
        (
            "Baseline!K2",
            '"husk at spørge" stands under no heading.',
            "Write a heading above it, or empty the cell.",
        )
    ]


def test_merged_cells_and_empty_rows(havneby: Path, fill: Any) -> None:
    fill(havneby, Baseline=[BASELINE, ROW, [], ROW], merged=["G5:H6"])
    found = [(where, what) for where, what, _ in problems_of(havneby)]
    assert ("Baseline!A3", "the row is empty, and there are rows below it.") in found
    assert ("Baseline!G5", "is merged with the cells down to H6.") in found


def test_blank_rows_at_the_end_are_none(havneby: Path, fill: Any) -> None:
    fill(havneby, Baseline=[BASELINE, ROW, [" "], [None, ""]])
    assert problems_of(havneby) == []


def test_problems_come_by_row_and_column_as_numbers(havneby: Path, fill: Any) -> None:
    rows = [[*ROW[:3], "x", None, "y"] for _ in range(11)]
    fill(havneby, Baseline=[BASELINE, *rows])
    wheres = [where for where, _, _ in problems_of(havneby)]
    assert wheres == [f"Baseline!{c}{row}" for row in range(2, 13) for c in "DF"]


def test_a_basis_that_cannot_be_read_brings_no_false_word(
    havneby: Path, fill: Any, change: Change
) -> None:
    """Its name is unknown then, and so are its indicators: nothing is said of them."""
    change(havneby, "definitions/bases/ny.toml", "schema", "schema schema")
    fill(havneby, Baseline=[BASELINE, ROW])
    found = problems_of(havneby)
    assert [where for where, _, _ in found] == ["definitions/bases/ny.toml:1"]


def test_the_rest_of_a_file_is_read_by_line_as_before(
    havneby: Path, fill: Any, change: Change, line_of: Callable[[Path, str, str], str]
) -> None:
    fill(havneby, Baseline=[BASELINE, ["x", *ROW[1:]]])
    change(havneby, PARTNERSHIPS, "start_wave   = 2024", 'start_wave   = "i fjor"')
    found = problems_of(havneby)
    assert found[0][0] == line_of(havneby, PARTNERSHIPS, '"i fjor"')
    assert found[1][0] == "Baseline!A2"


def test_what_the_sheet_speaks_instead_of_need_not_be_right(
    havneby: Path, fill: Any, change: Change
) -> None:
    change(havneby, PARTNERSHIPS, "value       = 61.5", "value = []")
    fill(havneby, Baseline=[BASELINE, ROW])
    assert load(havneby).notices == (
        Problem(
            where=f"{PARTNERSHIPS}:40",
            what=f"its [[baseline]] (3) says other than {BOOK}, Baseline (1), which speaks "
            "instead.",
            fix="Delete one of them: the sections here, or the sheet.",
        ),
    )


def test_a_sheet_that_is_missing_leaves_the_toml_in_force(havneby: Path, fill: Any) -> None:
    before = load(havneby)
    fill(havneby, Perioder=[PERIODS])
    after = load(havneby)
    assert after.partnerships.baseline == before.partnerships.baseline
    assert after.sources == before.sources
    assert after.partnerships.period == ()


def test_an_empty_sheet_is_an_empty_section_and_told(havneby: Path, fill: Any) -> None:
    fill(havneby, Baseline=[BASELINE])
    found = load(havneby)
    assert found.partnerships.baseline == ()
    assert found.home(PARTNERSHIPS, "baseline") == f"{BOOK}, Baseline"
    assert [notice.where for notice in found.notices] == [
        f"{PARTNERSHIPS}:40",
        f"{BOOK}, Baseline",
    ]
    assert found.notices[1].what == "the sheet is empty: there is no [[baseline]]."


@pytest.mark.parametrize("rows", [[], [[]]])
def test_a_sheet_without_headings_says_nothing_for_sure(
    rows: list[Any], havneby: Path, fill: Any
) -> None:
    fill(havneby, Baseline=rows)
    found = problems_of(havneby)
    assert [what for _, what, _ in found] == sorted(
        f'the heading "{h}" is missing.' for h in BASELINE
    )


@pytest.mark.parametrize("above", [["Noter", "Andet"], [None, None], [1, 2]])
def test_a_first_row_that_holds_no_heading_is_told_once(
    above: list[Any], havneby: Path, fill: Any
) -> None:
    fill(havneby, Baseline=[above, BASELINE, ROW])
    where, what, fix = next(p for p in problems_of(havneby) if "row 1" in p[1])
    assert (where, what) == ("Baseline!A1", "row 1 holds no heading of this sheet.")
    assert fix.startswith("Write them there: Partnerskab; Grundlag; Indikator; År;")
    assert not [p for p in problems_of(havneby) if "missing" in p[1] or "!A2" in p[0]]
