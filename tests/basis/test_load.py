"""A wrong definition is refused with file, line, what is wrong and what to write; all at once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from grundlag.basis.check import check
from grundlag.basis.load import load
from grundlag.errors import DefinitionError, Problem

Change = Callable[[Path, str, str, str], None]
LineOf = Callable[[Path, str, str], str]

NEW = "definitions/bases/ny.toml"
PARTNERSHIPS = "definitions/partnerships.toml"
AREAS = "definitions/areas.toml"
CODES = "definitions/codes.toml"
SURVEY = "definitions/survey.toml"
BREAKS = "definitions/breaks.toml"
MAP = "definitions/areas.geojson"
DECISIONS, SOURCES = "decisions.toml", "sources.toml"

RULES = '"rises_every_year", "approaches", "held_at_baseline", "at_least", "monitored"'
DATE = "Write a date without quotes: 2025-06-10."
YEAR = "Write 1900 to 2100."
WHOLE = "Write a whole number without quotes."
TEXT = 'Write text in quotes: "...".'
LIST = "Write a list: [...]."
HEADING = "Write its heading in double brackets: "
ID = 'Write letters a to z, digits, "-", "_" and "." alone, a letter or digit first.'


def problems_of(root: Path) -> tuple[Problem, ...]:
    with pytest.raises(DefinitionError) as caught:
        load(root)
    return caught.value.problems


def test_the_shipped_definitions_load(shipped: Path) -> None:
    defs = load(shipped)
    assert sorted(defs.bases) == ["forslag-2025", "nuvaerende"]
    assert [p.name for p in defs.partnerships.partnership] == [
        "Folehaven",
        "Tingbjerg-Husum",
        "Amager",
    ]
    assert check(defs) == ()


def test_the_small_town_loads(havneby: Path) -> None:
    defs = load(havneby)
    assert list(defs.bases) == ["nu", "ny"]
    assert defs.bases["ny"].goal[1].target[0].indicators == ("tyveri", "tyveri_pr_1000")
    assert defs.bases["ny"].exception[0].judge is False
    assert defs.survey.question[0].groups["tryg"] == ("meget tryg", "tryg")
    assert defs.survey.question[0].out_of == ("tryg", "utryg", "ved_ikke")
    assert defs.breaks.break_[0].why == "Politiets nye system"
    assert defs.codes.crime[0].codes[0].without == ("132899",)
    assert defs.geometry.startswith("{")
    assert defs.unread == ()


# file, what stands there, what is written instead, where the slip then stands, what, fix
SLIPS: dict[str, tuple[str, str, str, str, str, str]] = {
    "unknown key": (
        NEW, 'level_of   = "havneby"', 'levelof = "havneby"', "levelof",
        "goal.target.levelof is not a key that is known here.", 'Did you mean "level_of"?',
    ),
    "unknown key, none near": (
        "grundlag.toml", 'city       = "Havneby"', 'city = "Havneby"\nzzz = 1', "zzz",
        "zzz is not a key that is known here.",
        "Known: agenda, city, comparator, invented, language, look, papers, protect, schema.",
    ),
    "unknown key in an inline table": (
        NEW, '{ label = "Type",    shows = "label"  }',
        '{ label = "Type", shows = "label", width = 3 }', "width = 3",
        "table.columns.width is not a key that is known here.", "Known: label, shows.",
    ),
    "unknown key in a dotted name": (
        "sources.toml", 'id       = "svar"', 'id = "svar"\nread.dato = "yyyy-mm"', "read.dato",
        "source.read.dato is not a key that is known here.", 'Did you mean "dates"?',
    ),
    "unknown heading": (
        NEW, "[[exception]]", "[[excepton]]", "[[excepton]]",
        "excepton is not a key that is known here.", 'Did you mean "exception"?',
    ),
    "missing key": (
        NEW, 'id         = "1.2"\n', "",
        '[[goal.target]]\nindicators = ["trygge"]\nrule       = "ap',
        "goal.target.id is missing.", "Write id = ...",
    ),
    "missing key of the file": (
        "grundlag.toml", 'city       = "Havneby"\n', "", "schema",
        "city is missing.", "Write city = ...",
    ),
    "missing schema": (
        CODES, "schema  = 1\n", "", 'id      = "liste"',
        "schema is missing.", "Write schema = ...",
    ),
    "word not allowed": (
        NEW, 'rule       = "approaches"', 'rule = "aproaches"', "aproaches",
        'goal.target.rule = "aproaches" is not one of the words allowed.',
        f'Did you mean "approaches"? Allowed: {RULES}.',
    ),
    "word not allowed, none near": (
        "sources.toml", 'dates = "yyyy-mm-dd"', 'decimal = ";"', "decimal",
        'source.read.decimal = ";" is not one of the words allowed.', 'Allowed: ",", ".".',
    ),
    "word not allowed in the middle of an array": (
        "grundlag.toml", 'city       = "Havneby"',
        'city = "Havneby"\npapers = [\n    "overview",\n    "partnershp",\n]', '"partnershp"',
        'papers = "partnershp" is not one of the words allowed.',
        'Did you mean "partnership"? Allowed: "overview", "partnership".',
    ),
    "number where a word belongs": (
        NEW, 'change_from = "year_before"', "change_from = 2024", "change_from = 2024",
        "table.change_from = 2024 is not one of the words allowed.",
        'Allowed: "baseline", "year_before".',
    ),
    "number for text": (
        "sources.toml", 'code = "Kode"', "code = 3", "code = 3",
        "source.columns.code = 3 does not fit.", TEXT,
    ),
    "text for a number": (
        NEW, "value      = 75", 'value      = "75"', 'value      = "75"',
        'goal.target.value = "75" does not fit.', WHOLE,
    ),
    "fraction for a whole number": (
        NEW, "value      = 75", "value      = 75.5", "value      = 75.5",
        "goal.target.value = 75.5 does not fit.", WHOLE,
    ),
    "yes for a number": (
        NEW, "value      = 75", "value      = true", "value      = true",
        "goal.target.value = true does not fit.", WHOLE,
    ),
    "text for yes or no": (
        NEW, "judge           = false", 'judge = "nej"', 'judge = "nej"',
        'exception.judge = "nej" does not fit.', "Write true or false, without quotes.",
    ),
    "text for a fraction": (
        SURVEY, "deff   = 1.3", 'deff   = "1,3"', 'deff   = "1,3"',
        'deff = "1,3" does not fit.', "Write a number without quotes.",
    ),
    "a rule that is none": (
        SURVEY, "deff   = 1.3", 'deff   = 1.3\nlone_psu = "remove"', 'lone_psu',
        'lone_psu = "remove" is not one of the words allowed.',
        'Allowed: "adjust", "average", "certainty".',
    ),
    "no number": (
        SURVEY, "deff   = 1.3", "deff   = nan", "deff   = nan",
        "deff = nan does not fit.", "Write a number: not nan, not inf.",
    ),
    "text for a list": (
        AREAS, 'places = ["Sydhavn"]', 'places = "Sydhavn"', 'places = "Sydhavn"',
        'area.version.places = "Sydhavn" does not fit.', LIST,
    ),
    "text for a table": (
        SURVEY, '[question.groups]\ntryg     = ["meget tryg", "tryg"]', 'groups = "tryg"',
        'groups = "tryg"',
        'question.groups = "tryg" does not fit.', "Write a table: { name = ... }.",
    ),
    "single brackets for double": (
        CODES, '[[crime.codes]]\ncodes = ["2110"]', '[crime.codes]\ncodes = ["2110"]',
        '[crime.codes]\ncodes = ["2110"]',
        "crime.codes = { ... } does not fit.", f"{HEADING}[[crime.codes]].",
    ),
    "double brackets for single": (
        "sources.toml", "[source.read]", "[[source.read]]", "[[source.read]]",
        "source.read = [{ ... }] does not fit.",
        "Write its heading in single brackets: [source.read].",
    ),
    "element of another type in the middle of an array": (
        NEW, '"tyveri",           # a count', "1328,           # a count", "1328,",
        "goal.target.indicators = 1328 does not fit.", TEXT,
    ),
    "element of another type on a later line": (
        PARTNERSHIPS, "waves        = [2025, 2026]", 'waves = [\n2025,\n"2026" ]', '"2026" ]',
        'period.waves = "2026" does not fit.', WHOLE,
    ),
    "date in quotes": (
        "decisions.toml", "decided_on = 2025-06-10", 'decided_on = "2025-06-10"', "decided_on",
        'decision.decided_on = "2025-06-10" does not fit.', DATE,
    ),
    "date with a time": (
        "decisions.toml", "decided_on = 2025-06-10", "decided_on = 2025-06-10T08:30:00",
        "decided_on", "decision.decided_on = 2025-06-10T08:30:00 does not fit.", DATE,
    ),
    "year for a date": (
        "decisions.toml", "decided_on = 2025-06-10", "decided_on = 2025", "decided_on",
        "decision.decided_on = 2025 does not fit.", DATE,
    ),
    "year that is none": (
        NEW, "from_year = 2025", "from_year = 20255", "from_year",
        "from_year = 20255 does not fit.", YEAR,
    ),
    "year of two digits in a list": (
        PARTNERSHIPS, "years       = [2023, 2024]", "years = [23, 2024]", "years = [23",
        "baseline.years = 23 does not fit.", YEAR,
    ),
    "month that is none": (
        NEW, "from_year = 2025", "from_year = 2025\nyear_starts_in = 13", "year_starts_in",
        "year_starts_in = 13 does not fit.", "Write 1 to 12.",
    ),
    "month written otherwise": (
        CODES, 'to_month = "2020-12"', 'to_month = "12-2020"', "to_month",
        'crime.codes.to_month = "12-2020" does not fit.', 'Write a month as "2020-08".',
    ),
    "month of a baseline": (
        PARTNERSHIPS, 'months      = ["2023-08", "2024-07"]', 'months = ["2023-08", "2024-13"]',
        '"2024-13"', 'baseline.months = "2024-13" does not fit.', 'Write a month as "2020-08".',
    ),
    "per nobody": (
        NEW, "per           = 1000", "per = 0", "per = 0",
        "indicator.per = 0 does not fit.", "Write 1 or more.",
    ),
    "dispersion below 1": (
        NEW, "decimals      = 1\ndispersion    = 3", "decimals = 1\ndispersion = 0.3",
        "dispersion = 0.3", "indicator.dispersion = 0.3 does not fit.", "Write 1 to 1000.",
    ),
    "more than all": (
        NEW, "value      = 75", "value      = 750", "value      = 750",
        "goal.target.value = 750 does not fit.", "Write 0 to 100.",
    ),
    "less than nothing": (
        PARTNERSHIPS, "value       = 61.5", "value       = -61.5", "value       = -61.5",
        "baseline.value = -61.5 does not fit.", "Write 0 or more.",
    ),
    "nobody behind a level": (
        PARTNERSHIPS, "value       = 61.5", "value       = 61.5\nexposure = 0", "exposure",
        "baseline.exposure = 0 does not fit.", "Write more than 0.",
    ),
    "id with a sign that none has": (
        "sources.toml", 'id       = "sager"', 'id = "../sager"', "../sager",
        'source.id = "../sager" does not fit.', ID,
    ),
    "long value": (
        NEW, "per           = 1000", f'per = "{"9" * 80}"', "per = ",
        f'indicator.per = "{"9" * 56}... does not fit.', WHOLE,
    ),
    "newer schema": (
        SURVEY, "schema = 1", "# from next year\nschema = 2", "schema = 2",
        "schema = 2 is newer than this program, which reads 1.",
        "Install a newer version of grundlag.",
    ),
    "schema that never was": (
        SURVEY, "schema = 1", "schema = true", "schema",
        "schema = true is no schema that this program reads.", "Write schema = 1.",
    ),
    "basis called otherwise than its file": (
        NEW, 'id        = "ny"', 'id        = "nu"', 'id        = "nu"',
        'id = "nu" is not what the file is called.', 'Write id = "ny", or rename the file.',
    ),
    "geometry that is not there": (
        AREAS, '"areas.geojson"', '"areas.json"', "areas.json",
        'geometry = "areas.json" is not in the folder definitions.',
        "Put the GeoJSON file there, or leave geometry out.",
    ),
    "break of a wrong type": (
        BREAKS, "from_year = 2022", 'from_year = "2022"', "from_year",
        'break.from_year = "2022" does not fit.', WHOLE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_gives_file_line_what_and_fix(
    slip: str, havneby: Path, change: Change, line_of: LineOf
) -> None:
    file, old, new, at, what, fix = SLIPS[slip]
    change(havneby, file, old, new)
    problem = Problem(where=line_of(havneby, file, at), what=what, fix=fix)
    if slip == "text for a table":  # the lines below the heading now stand in the question itself
        assert problem in problems_of(havneby)
    else:
        assert problems_of(havneby) == (problem,)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_stands_on_the_same_line_with_windows_line_ends(
    slip: str, havneby: Path, change: Change, line_of: LineOf
) -> None:
    file, old, new, at, *_ = SLIPS[slip]
    change(havneby, file, old, new)
    where = line_of(havneby, file, at)
    path = havneby / file
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert where in {problem.where for problem in problems_of(havneby)}


SYNTAX = {
    "value forgotten": (NEW, "per           = 1000", "per =", "per =", "Mend the line"),
    "no quotes": (PARTNERSHIPS, 'name = "Syd"', "name = Syd", "name = Syd", "Mend the line"),
    "day that is none": (
        "decisions.toml", "2025-06-10", "2025-06-31", "2025-06-31", "Mend the line",
    ),
    "key twice": (
        "grundlag.toml", 'city       = "Havneby"', 'city = "a"\ncity = "b"', 'city = "b"',
        "The name stands above already",
    ),
    "heading twice": (
        "sources.toml", "[source.questions]", "[source.columns]\n[source.questions]",
        "[source.columns]\n[source.questions]", "The heading stands above already",
    ),
    "array never closed": (
        AREAS, 'places = ["Sydhavn"]', 'places = ["Sydhavn"', 'places = ["Sydhavn"',
        'A "[" has no "]"',
    ),
    "text never closed": (
        BREAKS, 'why       = "Politiets nye system"', 'why = """Politiets\nnye system',
        "nye system", "A text has no closing quotes",
    ),
}  # fmt: skip


@pytest.mark.parametrize("slip", SYNTAX)
def test_what_is_no_toml_gives_the_line_it_stops_at(
    slip: str, havneby: Path, change: Change, line_of: LineOf
) -> None:
    file, old, new, at, fix = SYNTAX[slip]
    change(havneby, file, old, new)
    (problem,) = problems_of(havneby)
    assert problem.where == line_of(havneby, file, at)
    assert problem.what.startswith("is not valid TOML: ")
    assert problem.fix.startswith(fix)


def test_a_file_in_another_encoding_gives_the_line_of_the_first_such_letter(havneby: Path) -> None:
    path = havneby / "sources.toml"
    path.write_bytes(path.read_text("utf-8").encode("cp1252"))
    assert problems_of(havneby) == (
        Problem(
            where="sources.toml:24",  # wave = "År"
            what="is not UTF-8 (byte 0xc5).",
            fix="Save the file as UTF-8.",
        ),
    )


def test_a_byte_order_mark_is_no_slip(havneby: Path) -> None:
    for path in (havneby / "grundlag.toml", havneby / "definitions" / "areas.geojson"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert check(load(havneby)) == ()


@pytest.mark.parametrize(
    "name", ["grundlag.toml", "decisions.toml", "sources.toml", PARTNERSHIPS, AREAS, CODES, SURVEY]
)
def test_a_missing_file_is_named(name: str, havneby: Path) -> None:
    (havneby / name).unlink()
    fix = "`grundlag new DIR` makes a whole folder."
    assert problems_of(havneby) == (Problem(where=name, what="the file is missing.", fix=fix),)


def test_breaks_may_be_left_out(havneby: Path) -> None:
    (havneby / BREAKS).unlink()
    assert load(havneby).breaks.break_ == ()


def test_activities_may_be_left_out(havneby: Path, change: Change) -> None:
    (havneby / "definitions" / "activities.toml").unlink()
    change(havneby, "definitions/bases/ny.toml", "counts_owner = false\n", "")
    found = load(havneby)
    assert (found.activities.partner, found.activities.no_partner) == ((), ("ingen",))
    assert check(found) == ()


def test_a_file_whose_name_is_a_slip_is_not_passed_over(havneby: Path) -> None:
    (havneby / BREAKS).rename(havneby / "definitions" / "break.toml")
    assert problems_of(havneby) == (
        Problem(
            where="definitions/break.toml",
            what="no definition file is called so: it would not be read.",
            fix='Did you mean "breaks.toml"?',
        ),
    )


def test_a_folder_without_a_basis_says_so(havneby: Path) -> None:
    for path in (havneby / "definitions" / "bases").glob("*.toml"):
        path.unlink()
    found = [p for p in problems_of(havneby) if p.where == "definitions/bases"]
    assert [p.what for p in found] == ["no basis is declared."]


def test_any_other_folder_is_told_in_one_line(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == (
        Problem(
            where=str(tmp_path),
            what="this is no working folder: it has no grundlag.toml.",
            fix="`grundlag new DIR` makes a whole folder.",
        ),
    )


def test_a_file_that_may_not_be_read_is_told(
    havneby: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refused)
    first = problems_of(havneby)[0]
    assert (first.where, first.what) == (
        "decisions.toml",
        "cannot be read (Permission denied).",
    )


def test_a_field_on_a_later_line_of_a_note_gives_that_line(
    havneby: Path, change: Change, line_of: LineOf
) -> None:
    change(havneby, NEW, "„ved ikke“ {ved_ikke}", "„ved ikke“ {ved_ikk}")
    (problem,) = check(load(havneby))
    assert problem == Problem(
        where=line_of(havneby, NEW, "{ved_ikk}"),
        what='no field of a note is called "ved_ikk".',
        fix='Did you mean "ved_ikke"?',
    )
    note = line_of(havneby, NEW, 'note = """')
    assert int(problem.where.split(":")[1]) == int(note.split(":")[1]) + 3


def test_text_is_looked_for_in_its_own_value_alone(havneby: Path, change: Change) -> None:
    change(havneby, NEW, "ud af {naevner};", "ud af \\u007bnaevne};")
    change(havneby, NEW, "", "# what is said about {naevne} here is no part of the note\n")
    (problem,) = check(load(havneby))
    defs = load(havneby)
    assert problem.where == defs.where(NEW, "assumption", 0, "note")


REMARK = """
schema = 1
[[remark]]
partnership = "nord"
indicator = "indbrud"
text = "Ny ordning."
initials = "AB"
date = 2026-03-04
"""


def test_remarks_are_read_by_the_year_they_are_called_after(havneby: Path) -> None:
    (havneby / "remarks" / "2026.toml").write_bytes(b"\xef\xbb\xbf" + REMARK.encode())
    (remark,) = load(havneby).remarks[2026]
    assert (remark.partnership, remark.indicator, remark.text) == ("nord", "indbrud", "Ny ordning.")
    assert (remark.initials, remark.date, remark.written_to) == ("AB", date(2026, 3, 4), None)


@pytest.mark.parametrize("name", ["nord.md", "nord.toml", "2026.txt", "02026.toml", "٢٠٢٦.toml"])
def test_a_file_of_remarks_by_another_name_is_refused(havneby: Path, name: str) -> None:
    (havneby / "remarks" / name).write_text(REMARK)
    (problem,) = problems_of(havneby)
    assert (problem.where, problem.what) == (
        f"remarks/{name}", "no file of remarks is called so.",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["0026.toml", "1899.toml", "2101.toml", "2206.xlsx"])
def test_remarks_of_a_year_that_is_none_are_refused(havneby: Path, name: str) -> None:
    (havneby / "remarks" / name).write_text(REMARK)
    assert problems_of(havneby) == (
        Problem(
            where=f"remarks/{name}",
            what=f"{name[:4]} is no report year.",
            fix="Call it after a year from 1900 to 2100.",
        ),
    )


@pytest.mark.parametrize("name", ["Thumbs.db", "desktop.ini", "Desktop.ini", "~$2026.xlsx"])
def test_what_windows_leaves_among_remarks_is_no_file_of_them(havneby: Path, name: str) -> None:
    (havneby / "remarks" / name).write_bytes(b"x")
    assert load(havneby).remarks.keys() == {2026}


def test_a_remark_in_another_encoding_is_refused(havneby: Path) -> None:
    (havneby / "remarks" / "2026.toml").write_bytes(b'schema = 1\nx = "F\xf8rst"')
    (problem,) = problems_of(havneby)
    assert (problem.where, problem.what) == ("remarks/2026.toml:2", "is not UTF-8 (byte 0xf8).")


def test_the_figures_that_remarks_were_written_to_are_read(havneby: Path) -> None:
    (havneby / "remarks" / "2026.tal.json").write_text('{"abc": 52}')
    assert load(havneby).written == {2026: {"abc": 52.0}}


@pytest.mark.parametrize("text", ["{", "[1]", '{"abc": "52x"}', '{"abc": null}'])
def test_figures_that_nobody_wrote_are_refused(havneby: Path, text: str) -> None:
    (havneby / "remarks" / "2026.tal.json").write_text(text)
    (problem,) = problems_of(havneby)
    assert problem.where == "remarks/2026.tal.json"


def test_many_slips_are_shown_at_once_by_file_and_line(
    havneby: Path, change: Change, line_of: LineOf
) -> None:
    slips = [
        ("decisions.toml", "2025-06-10", '"snart"'),
        (AREAS, 'id   = "syd"', "id   = 3"),
        (NEW, 'schema    = 1\nid        = "ny"', 'schema    = 1\nid = "ny"\nzz = 1'),
        (NEW, "min_partners = 2", 'min_partners = "to"'),
        (CODES, 'codes = ["2110"]', 'codes = ["2110", 2111]'),
        (PARTNERSHIPS, 'name = "Nord"', 'nmae = "Nord"'),
        ("sources.toml", 'kind     = "survey_answers"', 'kind = "answers"'),
    ]
    for slip in slips:
        change(havneby, *slip)
    (havneby / "grundlag.toml").write_text("schema = ", "utf-8")
    assert [problem.where for problem in problems_of(havneby)] == [
        "decisions.toml:7",
        "definitions/areas.toml:24",
        "definitions/bases/ny.toml:3",
        line_of(havneby, NEW, 'min_partners = "to"'),
        "definitions/codes.toml:22",
        "definitions/partnerships.toml:3",
        "definitions/partnerships.toml:5",
        "grundlag.toml:1",
        line_of(havneby, "sources.toml", 'kind = "answers"'),
    ]


def test_lines_are_sorted_as_numbers(havneby: Path, change: Change) -> None:
    change(havneby, PARTNERSHIPS, 'name = "Nord"', "name = 1")
    change(havneby, PARTNERSHIPS, 'name = "Syd"', "name = 2")
    where = [problem.where for problem in problems_of(havneby)]
    assert where == ["definitions/partnerships.toml:5", "definitions/partnerships.toml:9"]
    change(havneby, PARTNERSHIPS, "schema = 1\n", "schema = 1\n\n\n")
    where = [problem.where for problem in problems_of(havneby)]
    assert where == ["definitions/partnerships.toml:7", "definitions/partnerships.toml:11"]


def test_rules_are_held_against_the_files_that_can_be_read(
    havneby: Path, change: Change, line_of: LineOf
) -> None:
    change(havneby, SURVEY, "deff   = 1.3", 'deff   = "1,3"')
    change(havneby, NEW, 'crime      = "uro"', 'crime      = "uroo"')
    change(havneby, NEW, 'question = "tryghed"', 'question = "tryghedd"')  # survey.toml is unread
    assert [(p.where, p.what) for p in problems_of(havneby)] == [
        (line_of(havneby, NEW, '"uroo"'), 'no crime is called "uroo".'),
        ("definitions/survey.toml:2", 'deff = "1,3" does not fit.'),
    ]


def test_a_basis_that_cannot_be_read_is_declared_all_the_same(
    havneby: Path, change: Change
) -> None:
    """Or else every decision, baseline and break that names it would be called wrong as well."""
    change(havneby, NEW, "from_year = 2025", 'from_year = "2025"')
    assert [p.what for p in problems_of(havneby)] == ['from_year = "2025" does not fit.']


def test_areas_whose_geometry_cannot_be_read_are_not_called_wrong(havneby: Path) -> None:
    (havneby / "definitions" / "areas.geojson").write_bytes(b"\n\xff")
    assert [(p.where, p.what) for p in problems_of(havneby)] == [
        ("definitions/areas.geojson:2", "is not UTF-8 (byte 0xff).")
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    ["grundlag.toml", DECISIONS, SOURCES, PARTNERSHIPS, AREAS, MAP, CODES, SURVEY, BREAKS, NEW],
)
def test_a_lost_line_never_ends_in_a_traceback(name: str, havneby: Path) -> None:
    """Whatever line is gone, the folder is right without it or says what is wrong, and where."""
    rows = (havneby / name).read_text("utf-8").split("\n")
    for gone in range(len(rows)):
        (havneby / name).write_text("\n".join(rows[:gone] + rows[gone + 1 :]), "utf-8")
        try:
            problems = check(load(havneby))
        except DefinitionError as error:
            problems = error.problems
        assert all(p.where and p.what.endswith(".") and p.fix for p in problems)


def test_a_border_is_of_whole_years(havneby: Path) -> None:
    path = havneby / AREAS
    text = path.read_text("utf-8").replace("from_year = 2021", "from_year = 2021-07-01")
    path.write_text(text, "utf-8")
    (problem,) = problems_of(havneby)
    assert problem.what == "area.version.from_year = 2021-07-01 does not fit."
    assert problem.fix == "Write the year alone, 2021: what is declared holds whole years."
