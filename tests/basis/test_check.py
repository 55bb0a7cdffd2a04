"""Every rule with the smallest wrong definition: exactly that problem, with its file and line."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from grundlag.basis.check import CHECKS, check
from grundlag.basis.load import load
from grundlag.basis.sheet import BOOK
from grundlag.errors import DefinitionError, Problem
from grundlag.setup.write import workbook_of

Change = Callable[[Path, str, str, str], None]
LineOf = Callable[[Path, str, str], str]

OLD, NEW = "definitions/bases/nu.toml", "definitions/bases/ny.toml"
PARTNERSHIPS = "definitions/partnerships.toml"
AREAS = "definitions/areas.toml"
MAP = "definitions/areas.geojson"
CODES = "definitions/codes.toml"
SURVEY = "definitions/survey.toml"
ACTIVITIES = "definitions/activities.toml"
BREAKS = "definitions/breaks.toml"
DECISIONS = "decisions.toml"
SOURCES = "sources.toml"
REMARKS = "remarks/2026.toml"
FOLDER_FILE = "grundlag.toml"

BRACE = ", which begins or ends a number in the papers."
LEFT_OUT = 'a reading is the basis\' own: without "ved_ikke" is read so already.'
BRIDGE = """
[[bridge]]
indicator = "{}"
to_year   = 2022
joins     = {}
why       = "Talt begge veje"
{}
"""


def bridge(indicator: str = "tyveri", joins: str = '["break"]', more: str = "") -> tuple[str, str]:
    return "", BRIDGE.format(indicator, joins, more)


AGENDA = {
    "by": "Forvaltningen", "to": "Udvalget", "background": "Der er mål.",
    "economy": "Det koster intet.", "next": "Styregrupperne får besked.",
}  # fmt: skip


def agenda(more: str = "", papers: str = "", **told: str) -> tuple[str, str]:
    """What is added to grundlag.toml for an agenda item."""
    lines = "".join(f'{key} = "{text}"\n' for key, text in {**AGENDA, **told}.items())
    return "", f"{papers}\n[agenda]\n{lines}{more}"


ACROSS = """
[[source]]
id = "tal"
kind = "crime_counts"
provider = "Banken"
[source.columns]
code = "K"
place = "O"

[source.wide]
"""
COUNTED = """
[[source]]
id = "tal"
kind = "crime_counts"
provider = "Banken"
[source.columns]
code = "K"
place = "O"
period = "T"
n = "N"
"""
FETCH = """
[[fetch]]
id = "straf"
source = "{}"
table = "STRAF11"
bank = "{}"
"""
OWN_PAPER = "the program calls a paper of its own so"
OWN_PAGE = "the program calls a page of its own so"
SENTENCE = "Write it in a sentence: it is printed."
ID, OTHER_ID = "Give one of them another id.", "Give it another id."


@dataclass(frozen=True, kw_only=True)
class Slip:
    """In `file`, `new` for `old`; then `rule` says `what` and `fix` of the line where `at` stands.

    `at` is text of the changed file (or of `shown`), or None where the file as a whole is meant.
    `also` is what other rules rightly say of the same slip.
    """

    rule: str
    file: str
    old: str
    new: str
    at: str | None
    what: str
    fix: str
    shown: str = ""
    also: tuple[str, ...] = ()


def slip(
    rule: str,
    file: str,
    change: tuple[str, str],
    at: str | None,
    what: str,
    fix: str,
    shown: str = "",
    also: tuple[str, ...] = (),
) -> Slip:
    return Slip(
        rule=rule,
        file=file,
        old=change[0],
        new=change[1],
        at=at,
        what=what,
        fix=fix,
        shown=shown,
        also=also,
    )


KNOWN = 'known   = ["13*", "14*", "21*"]'
TOTAL = (
    '\n[[published_total]]\ncrime = "{crime}"\narea = "{area}"\nyear = 2025\n'
    'n = {n}\nsource = "Bogen"\n'
)
AGREEMENT = '[[agreement]]\npartnership  = "nord"\ngoal_1_about = "tryghed"\n'
PERIOD = '[[period]]\npartnership = "syd"\nname = "fra 2026"\n'
BASELINE = '\n[[baseline]]\npartnership = "nord"\nbasis = "ny"\nindicator = "uro"\n'
SQUARE = "[[[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]]]"
METRES = "[[[720000, 6170000], [720009, 6170000], [720009, 6170009], [720000, 6170000]]]"
UNKNOWN_PARTNERSHIP = 'no partnership is called "øst".'
TWO = "Known: nord, syd."
SYD = "syd's agreement is about utryghed in 2025, the goal about tryghed."

FOLDER = (
    slip(
        "templates_are_word_files", FOLDER_FILE, ("", '\n[look]\ntemplate = "sources.toml"\n'),
        "template", "sources.toml is no Word file that can be read.",
        "Open it in Word and save it as a document (.docx).",
    ),
    slip(
        "logos_are_pictures", FOLDER_FILE,
        ("", '\n[look]\nlogo_alt = "By"\nlogo     = "sources.toml"\n'), "logo     =",
        "sources.toml is neither a PNG nor an SVG that can be read.", "Save it as .svg or .png.",
    ),
    slip(
        "logos_have_words", FOLDER_FILE, ("", '\n[look]\nlogo_alt = "By"\n'), "logo_alt",
        "logo_alt is there, and no logo.", "Name the logo.",
    ),
    slip(
        "agenda_says_all", FOLDER_FILE, agenda(economy=" "), "economy",
        'economy = "" says nothing, and it is printed in the agenda item.',
        "Fill it in, or take [agenda] out.",
    ),
    slip(
        "agenda_says_all", FOLDER_FILE, agenda(next="Besked følger"), "next",
        "next does not end with a full stop.", SENTENCE,
    ),
    slip(
        "agenda_has_papers", FOLDER_FILE, agenda(papers='papers = ["overview"]'), "[agenda]",
        "the annexes of the agenda item are the partnerships' papers, which are not made.",
        'Add "partnership" to papers, or take [agenda] out.',
    ),
    slip(
        "annexes_are_the_partnerships", FOLDER_FILE, agenda('annexes = ["syd", "nort", "nord"]'),
        "annexes", 'no partnership is called "nort".', 'Did you mean "nord"?',
    ),
    slip(
        "annexes_are_the_partnerships", FOLDER_FILE, agenda('annexes = ["syd", "nord", "syd"]'),
        "annexes", "annexes names syd twice.", "Take it out once.",
    ),
    slip(
        "annexes_are_the_partnerships", FOLDER_FILE, agenda('annexes = ["syd"]'),
        "annexes", "annexes leaves out nord.", "Name every partnership once.",
    ),
    slip(
        "ids_are_unique", PARTNERSHIPS, ("", '\n[[partnership]]\nid = "syd"\nname = "Syd igen"\n'),
        'id = "syd"', 'partnership "syd" is declared twice.', ID,
    ),
    slip(
        "ids_are_unique", NEW, ('"3"\nabout', '"2"\nabout'),
        'id         = "2"\nabout      = "sam', 'goal "2" is declared twice.', ID,
    ),
    slip(
        "ids_are_unique", NEW, ('"2.2"', '"1.1"'),
        'id         = "1.1"\nindicators = ["uro"]', 'target "1.1" is declared twice.', ID,
    ),
    slip(
        "ids_are_unique", NEW, ('id   = "svar"', 'id   = "periode"'),
        'id   = "periode"\nopen = "Hvornår', 'assumption "periode" is declared twice.', ID,
        also=('no assumption is called "svar".',),
    ),
    slip(
        "ids_are_unique", CODES, ("", '[[crime]]\nid = "uro"\n[[crime.codes]]\ncodes = ["2120"]\n'),
        'id = "uro"\n[[', 'crime "uro" is declared twice.', ID,
    ),
    slip(
        "ids_are_unique", SURVEY, ("[[question]]", '[[question]]\nid = "tryghed"\nversion = "2"\n'
        'out_of = ["ja"]\n[question.groups]\nja = ["ja"]\n\n[[question]]'),
        'id      = "tryghed"', 'question "tryghed" is declared twice.', ID,
    ),
    slip(
        "ids_are_unique", SOURCES, ('"svar"', '"sager"'),
        'id       = "sager"\nkind     = "survey_answers"', 'source "sager" is declared twice.', ID,
    ),
    slip(
        "ids_are_names_of_files", SOURCES, ('id       = "sager"', 'id = "Aux.csv"'), "Aux.csv",
        'source "Aux.csv" cannot be the name of a file on Windows: Windows keeps that name for '
        "itself.", OTHER_ID,
    ),
    slip(
        "ids_are_names_of_files", SOURCES, ('id       = "sager"', 'id = "sager."'), '"sager."',
        'source "sager." cannot be the name of a file on Windows: it ends with a full stop.',
        OTHER_ID,
    ),
    slip(
        "ids_are_names_of_files", SOURCES, ('id       = "sager"', f'id = "{"s" * 101}"'), "s" * 101,
        f'source "{"s" * 101}" cannot be the name of a file on Windows: it is longer than 100 '
        "characters.", OTHER_ID,
    ),
    slip(
        "ids_are_names_of_files", SOURCES, ('id       = "sager"', 'id = "SVAR"'), '"svar"',
        'source "svar" cannot be the name of a file on Windows: "SVAR" differs from it only in '
        "case.", OTHER_ID,
    ),
    *(
        slip(
            "partnerships_name_papers", PARTNERSHIPS,
            ("", f'\n[[partnership]]\nid = "{name}"\nname = "Vest"\n'), f'id = "{name}"',
            f'partnership "{name}" cannot be what its paper and its page are called: {why}.',
            "Give it another id, of letters, digits, hyphens and underscores.",
            also=(f'no area is called "{name}".',),
        )
        for name, why in (
            ("nord.vest", "it holds a full stop"),
            ("Overblik", OWN_PAPER),
            ("afklaring", OWN_PAPER),
            ("grundlag", OWN_PAPER),
            ("sammenligning", OWN_PAPER),
            ("Om-opgoerelsen", OWN_PAPER),
            ("indstilling", OWN_PAPER),
            ("orientering-nord", OWN_PAPER),
            ("papirer", OWN_PAGE),
            ("tables", OWN_PAGE),
        )
    ),
    slip(
        "partnerships_are_told_apart", PARTNERSHIPS, ('name = "Syd"', 'name = "NORD "'),
        'name = "NORD "', 'another partnership above is called "NORD ", too.',
        "Give one of them another name.",
    ),
    slip(
        "lists_name_each_once", NEW, ('total_of = ["tyveri", "uro"]', 'total_of = ["uro", "uro"]'),
        "total_of", "total_of names uro twice.", "Take it out once.",
    ),
    slip(
        "lists_name_each_once", NEW, ('"tyveri_pr_1000",   # a rate', '"tyveri",'),
        '"tyveri",\n]', "indicators names tyveri twice.", "Take it out once.",
    ),
    slip(
        "lists_name_each_once", PARTNERSHIPS, ("[2023, 2024]", "[2023, 2023]"),
        "[2023, 2023]", "years names 2023 twice.", "Take it out once.",
    ),
    slip(
        "lists_name_each_once", PARTNERSHIPS,
        ("waves        = [2025, 2026]", "waves = [\n2025,\n2026,\n2025]"),
        "2025]", "waves names 2025 twice.", "Take it out once.",
    ),
    slip(
        "lists_name_each_once", SURVEY, ('"utryg", "ved_ikke"]', '"tryg"]'),
        "out_of", "out_of names tryg twice.", "Take it out once.", also=(LEFT_OUT,),
    ),
    slip(
        "breaks_name_what_is_declared", BREAKS, ('indicator = "tyveri"', 'indicator = "tyverier"'),
        "tyverier", 'no indicator is called "tyverier".', 'Did you mean "tyveri"?',
    ),
    slip(
        "breaks_name_what_is_declared", BREAKS, ('"nord"', '"øst"'),
        "øst", 'no area is called "øst".', "Known: havneby, nord, syd.",
    ),
    slip(
        "breaks_name_what_is_declared", BREAKS, bridge("tyverier"),
        "tyverier", 'no indicator is called "tyverier".', 'Did you mean "tyveri"?',
    ),
    slip(
        "breaks_name_what_is_declared", BREAKS, bridge(more='area = "øst"'),
        "øst", 'no area is called "øst".', "Known: havneby, nord, syd.",
    ),
    slip(
        "breaks_say_why", BREAKS, ('"Politiets nye system"', '" "'),
        'why       = " "', "the break of tyveri does not say why.", SENTENCE,
    ),
    slip(
        "breaks_say_why", BREAKS, ("", BRIDGE.format("tyveri", '["break"]', "").replace(
            "Talt begge veje", "")),
        'why       = ""', "the bridge of tyveri does not say why.", SENTENCE,
    ),
    slip(
        "lists_name_each_once", BREAKS, bridge(joins='["break", "break"]'),
        "joins", "joins names break twice.", "Take it out once.",
    ),
    slip(
        "bridges_join_something", BREAKS, bridge(joins="[]"),
        "joins     = []", "the bridge of tyveri names nothing that it joins.",
        'Name all that differs, as joins = ["area_version"].',
    ),
    slip(
        "bridges_fit_what_they_join", BREAKS, bridge("trygge", more="factor = 1.1"),
        "factor", "trygge is a share, and is not multiplied.",
        "Write shift = ...: what is added to earlier shares.",
    ),
    slip(
        "bridges_fit_what_they_join", BREAKS, bridge("tyveri_pr_1000", more="shift = 0.02"),
        "shift", "tyveri_pr_1000 is a count or a rate, and has nothing added to it.",
        "Write factor = ...: what earlier figures are multiplied by.",
    ),
    slip(
        "bridges_fit_what_they_join", BREAKS, bridge("trygge", '["list_version"]'),
        "joins", "trygge has no list_version.",
        "Take it out of joins: list_version is of crime types.",
    ),
    slip(
        "bridges_fit_what_they_join", BREAKS, bridge(joins='["question_version"]'),
        "joins", "tyveri has no question_version.",
        "Take it out of joins: question_version is of shares.",
    ),
    slip(
        "bridges_fit_what_they_join", BREAKS, bridge("sammen"),
        'indicator = "sammen"',
        "sammen is a share of activities, whose years are never compared.",
        "Take the bridge out.",
    ),
    slip(
        "bridges_move_by_one_thing", BREAKS, bridge(more="factor = 1.1\nshift = 0.1"),
        "shift", "the bridge of tyveri has both a factor and a shift.",
        "Keep the one that fits the indicator.",
        also=("tyveri is a count or a rate, and has nothing added to it.",),
    ),
    slip(
        "bridges_move_by_one_thing", BREAKS, bridge(more="error = 0.05"),
        "error", "the bridge of tyveri has an error, and nothing that it is of.",
        "Write the factor (1.0) or the shift (0.0) too, or take the error out.",
    ),
    slip(
        "bridges_stand_alone", BREAKS,
        ("", bridge(more='area = "nord"')[1] + bridge()[1].replace("to_year   =", "to_year =")),
        "to_year = 2022", "two bridges of tyveri lead to 2022 in nord.",
        "Keep one, and let it name all that differs.",
    ),
    slip(
        "printed_texts_have_no_braces", NEW, ('name      = "Det nye"', 'name = "Det {nye}"'),
        'name = "Det {nye}"', 'name holds a "{"' + BRACE, "Write it without.",
    ),
    slip(
        "printed_texts_have_no_braces", NEW, ('open = "Hvornår?"', 'open = "Hvornår}"'),
        "Hvornår}", 'assumption.open holds a "}"' + BRACE, "Write it without.",
    ),
    slip(
        "printed_texts_have_no_braces", NEW, ('label = "Ændring"', 'label = "{n}"'),
        'label = "{n}"', 'table.columns.label holds a "{"' + BRACE, "Write it without.",
    ),
    slip(
        "printed_texts_have_no_braces", PARTNERSHIPS, ('name         = "2025-2026"',
        'name = "{n}"'), "{n}", 'period.name holds a "{"' + BRACE, "Write it without.",
    ),
    slip(
        "printed_texts_have_no_braces", AREAS, ('name = "Nord"', 'name = "No{rd"'),
        "No{rd", 'area.name holds a "{"' + BRACE, "Write it without.",
    ),
    slip(
        "printed_texts_have_no_braces", BREAKS, ("why       = ", 'why = "{" #'),
        'why = "{"', 'break.why holds a "{"' + BRACE, "Write it without.",
    ),
    slip(
        "printed_texts_have_no_braces", ACTIVITIES, ('"Havnens venner"', '"Havnens {venner"'),
        "Havnens {venner", 'partner.name holds a "{"' + BRACE, "Write it without.",
    ),
    slip(
        "printed_texts_have_no_braces", SURVEY, ('["utryg"]', '["utryg", "{"]'),
        '"{"', 'question.groups.utryg holds a "{"' + BRACE, "Write it without.",
    ),
)  # fmt: skip

BASES = (
    slip(
        "indicators_hold_what_their_kind_needs", NEW, ('population_on = "after"\n', ""),
        '[[indicator]]\nid            = "tyveri_pr_1000"',
        'indicator "tyveri_pr_1000" is a rate and has no population_on.',
        "Write population_on = ...",
    ),
    slip(
        "indicators_hold_nothing_else", NEW, ('crime      = "uro"', 'crime = "uro"\nper = 1000'),
        "per = 1000", 'indicator "uro" is a count, which has no per.',
        "Take per out, or change kind.",
    ),
    slip(
        "indicators_are_counted_by_a_known_date", OLD,
        ('crime      = "tyveri"', 'crime = "tyveri"\ncounted_by = "occurred"'),
        "counted_by", 'indicator "tyveri" is counted by offences, and no source dates them.',
        "Map occurred under [source.columns] in sources.toml, or count by reported.",
    ),
    slip(
        "indicators_are_counted_by_a_known_date", NEW,
        ('question = "tryghed"', 'question = "tryghed"\ncounted_by = "occurred"'),
        "counted_by", 'indicator "trygge" is a survey_share, which has no offences.',
        "Take counted_by out, or change kind.",
    ),
    slip(
        "indicators_name_crimes", NEW, ('crime      = "uro"', 'crime      = "urro"'),
        '"urro"', 'no crime is called "urro".', 'Did you mean "uro"?',
    ),
    slip(
        "indicators_name_answers", NEW, ('question = "tryghed"', 'question = "trygged"'),
        '"trygged"', 'no question is called "trygged".', 'Did you mean "tryghed"?',
    ),
    slip(
        "indicators_name_answers", NEW, ('answers  = "tryg"', 'answers  = "trygge"'),
        'answers  = "trygge"', 'no group of answers is called "trygge".', 'Did you mean "tryg"?',
    ),
    slip(
        "indicators_name_answers", SURVEY, ('["tryg", "utryg"', '["utryg"'),
        'answers  = "tryg"', '"tryg" is not in what "tryghed" is out of.',
        "A share is a part of its denominator: add the group to out_of.", shown=NEW,
    ),
    slip(
        "assumptions_are_declared", NEW, ('["svar"]', '["svaret"]'),
        '"svaret"', 'no assumption is called "svaret".', 'Did you mean "svar"?',
    ),
    slip(
        "assumptions_are_declared", NEW, ("judge           = false",
        'judge = false\nassumes = ["x"]'),
        'assumes = ["x"]', 'no assumption is called "x".', "Known: periode, svar.",
    ),
    slip(
        "assumptions_are_declared", NEW, ("number      = 1",
        'number = 1\nassumes = [\n"svar",\n"y"]'),
        '"y"]', 'no assumption is called "y".', "Known: periode, svar.",
    ),
    slip(
        "notes_can_be_filled", NEW, ("{naevner}", "{navner}"),
        "{navner}", 'no field of a note is called "navner".', 'Did you mean "naevner"?',
    ),
    slip(
        "notes_have_no_other_braces", NEW, ("{ved_ikke}.", "{ved_ikke}}."),
        "{ved_ikke}}.", 'a note has a "}" that is no part of a field.',
        "Write a field as {n}, or no brace.",
    ),
    slip(
        "corrections_are_of_the_source", NEW, ('source = "per. 1000"', 'source = "per 1000"'),
        'source = "per 1000"', '"per 1000" stands in no title, label or text of this basis.',
        "Write it as the source does.",
    ),
)  # fmt: skip

GOALS = (
    slip(
        "goals_name_partnerships", NEW,
        ('applies_to = ["nord"]', 'applies_to = [\n    "nord",\n    "øst",\n]'),
        '"øst"', UNKNOWN_PARTNERSHIP, TWO,
    ),
    slip(
        "goals_are_about_known_words", NEW, ('about      = "kriminalitet"',
        'about = "kriminalitt"'),
        "kriminalitt", 'goal 2 is about "kriminalitt", which is no word known here.',
        'Did you mean "kriminalitet"?',
    ),
    slip(
        "rising_goals_are_not_about_utryghed", NEW,
        ('about      = "tryghed"', 'about      = "utryghed"'), 'rule       = "rises_every_year"',
        '"rises_every_year" takes higher for better, and goal 1 is about utryghed.',
        'Write rule = "monitored".',
        also=(
            '"approaches" takes higher for better, and goal 1 is about utryghed.',
            "nord's agreement is about tryghed in 2025, the goal about utryghed.",
            "syd's agreement is about tryghed in 2026, the goal about utryghed.",
        ),
    ),
    slip(
        "targets_name_indicators", NEW, ('indicators = ["uro"]', 'indicators = ["uroo"]'),
        '"uroo"', 'no indicator is called "uroo".', 'Did you mean "uro"?',
    ),
    slip(
        "targets_hold_what_their_rule_needs", NEW, ('better     = "lower"\n', ""),
        '[[goal.target]]\nid         = "2.1"',
        'target 2.1 is judged by "held_at_baseline" and has no better.', "Write better = ...",
    ),
    slip(
        "targets_hold_nothing_else", NEW, ('rule       = "monitored"',
        'rule = "monitored"\nvalue = 5'),
        "value = 5", 'target 2.2 is judged by "monitored", which has no value.',
        "Take value out, or change rule.",
    ),
    slip(
        "rules_fit_kinds", NEW, ('indicators = ["trygge"]\nrule       = "rises',
        'indicators = [\n"trygge",\n"uro"]\nrule       = "rises'),
        '"uro"]\nrule       = "rises', '"rises_every_year" cannot judge "uro", which is a count.',
        "It judges: survey_share.",
    ),
    slip(
        "rules_fit_kinds", NEW, ('"tyveri",           # a count', '"trygge",'),
        '"trygge",\n', '"held_at_baseline" cannot judge "trygge", which is a survey_share.',
        "It judges: count, rate.",
    ),
    slip(
        "rules_fit_kinds", NEW, ('indicators = ["sammen"]', 'indicators = ["trygge"] #'),
        '["trygge"] #', '"at_least" cannot judge "trygge", which is a survey_share.',
        "It judges: activity_share.",
    ),
    slip(
        "rules_fit_kinds", NEW, ('indicators = ["uro"]', 'indicators = ["sammen"] #'),
        '["sammen"] #', '"monitored" cannot judge "sammen", which is a activity_share.',
        "It judges: count, rate, survey_share.",
    ),
    slip(
        "levels_are_the_comparators", NEW, ('level_of   = "havneby"', 'level_of   = "syd"'),
        "level_of", 'level_of = "syd" is not the comparator of grundlag.toml.',
        'Write level_of = "havneby".',
    ),
    slip(
        "exceptions_name_goals", NEW, ('partnership     = "syd"', 'partnership = "øst"'),
        '"øst"', UNKNOWN_PARTNERSHIP, TWO, also=(SYD,),
    ),
    slip(
        "exceptions_name_goals", NEW, ('goal            = "1"', 'goal            = "7"'),
        '= "7"', 'no goal is called "7".', "Known: 1, 2, 3.", also=(SYD,),
    ),
    slip(
        "exceptions_come_one_after_another", NEW, ("[[table]]",
        '[[exception]]\npartnership = "syd"\n'
        'goal = "1"\nto_year = 2024\nagreement_about = "utryghed"\nreport_about = "tryghed"\n'
        'judge = false\ntext = "Igen"\n\n[[table]]'),
        "to_year = 2024", "an exception for syd, goal 1 stands above.",
        "Let each end after the one before.",
    ),
    slip(
        "exceptions_say_what_agreements_say", NEW,
        ('agreement_about = "utryghed"', 'agreement_about = "tryghed"'), "agreement_about",
        "syd's agreement is about utryghed in 2025, not about tryghed.",
        "Mend it here, or the [[agreement]] in partnerships.toml.",
    ),
    slip(
        "agreements_fit_goals", NEW, ("to_year         = 2025", "to_year         = 2024"),
        'applies_to = ["nord", "syd"]\ntext       = "Tryg',
        SYD,
        'Add an [[exception]] for "syd" that says what is reported.',
    ),
)  # fmt: skip

TABLES = (
    slip(
        "tables_name_partnerships", NEW, ('applies_to  = ["nord", "syd"]', 'applies_to = ["øst"]'),
        '"øst"', UNKNOWN_PARTNERSHIP, TWO,
    ),
    slip(
        "tables_name_indicators", NEW, ('{ indicator = "uro" }', '{ indicator = "ur" }'),
        '"ur"', 'no indicator is called "ur".', 'Did you mean "uro"?',
    ),
    slip(
        "tables_name_indicators", NEW, ('total_of = ["tyveri", "uro"]',
        'total_of = [\n"uro",\n"x"]'),
        '"x"', 'no indicator is called "x".', "Known: sammen, trygge, tyveri, tyveri_pr_1000, uro.",
    ),
    slip(
        "tables_hold_what_they_change_from", NEW, ('["year_before", "latest"]', '["latest"]'),
        "change_from", 'table 1 shows a change from "year_before" and not itself.',
        'Add "year_before" to years.',
    ),
    slip(
        "rows_are_one_thing", NEW, ('{ indicator = "uro" }', '{ label = "Uro" }'),
        '{ label = "Uro" }', "a row needs one of indicator and total_of.",
        'Write { indicator = "..." }.',
    ),
    slip(
        "rows_are_one_thing", NEW, ('label = "Total", total_of', 'indicator = "uro", total_of'),
        "total_of", "a row needs one of indicator and total_of.", 'Write { indicator = "..." }.',
    ),
    slip(
        "rows_are_one_thing", NEW, ('label = "Total", total_of', "total_of"),
        "total_of", "a total has no label.", 'Write label = "Total".',
    ),
    slip(
        "totals_are_of_counts", NEW,
        ('total_of = ["tyveri", "uro"]', 'total_of = ["uro", "tyveri_pr_1000"]'),
        "total_of", '"tyveri_pr_1000" is a rate: it cannot be part of a total.',
        "Let a total be of counts alone.",
    ),
    slip(
        "totals_are_by_one_date", NEW,
        ('crime      = "uro"', 'crime = "uro"\ncounted_by = "occurred"'),
        "total_of", '"uro" is counted by occurred, and "tyveri" is not.',
        "Let a total be by one date alone.",
        also=('indicator "uro" is counted by offences, and no source dates them.',),
    ),
    slip(
        "totals_count_nothing_twice", CODES, ('codes = ["2110"]', 'codes = ["2110", "13*"]'),
        "total_of", 'code "1328*" is in both "tyveri" and "uro" of one total.',
        "Take it out of one, or keep one of them out of the total.", shown=NEW,
    ),
)  # fmt: skip

PARTNERS = (
    slip(
        "partnerships_are_whole", PARTNERSHIPS, ("",
        '\n[[partnership]]\nid = "ost"\nname = "Øst"\n'),
        'id = "ost"', 'no area is called "ost".', "Known: havneby, nord, syd.",
    ),
    slip(
        "partnerships_are_whole", PARTNERSHIPS, (AGREEMENT, AGREEMENT.replace('"nord"', '"øst"')),
        '"øst"', UNKNOWN_PARTNERSHIP, TWO,
    ),
    slip(
        "the_comparator_is_another_area", "grundlag.toml", ('"havneby"', '"havnby"'),
        '"havnby"', 'no area is called "havnby".', 'Did you mean "havneby"?',
        also=('level_of = "havneby" is not the comparator of grundlag.toml.',),
    ),
    slip(
        "agreements_run_forward", PARTNERSHIPS,
        (AGREEMENT, f"{AGREEMENT}from_year = 2028\nto_year = 2025\n"),
        "to_year = 2025", "nord's agreement ends in 2025, before it begins in 2028.",
        "Write from_year and to_year in order.",
    ),
    slip(
        "agreements_do_not_overlap", PARTNERSHIPS, ("from_year    = 2026", "from_year    = 2025"),
        '[[agreement]]\npartnership  = "syd"\ngoal_1_about = "tryghed"',
        "syd has two agreements for the same year.", "Let from_year and to_year follow another.",
    ),
    slip(
        "agreements_leave_no_gap", PARTNERSHIPS, ("from_year    = 2026", "from_year    = 2028"),
        "from_year    = 2028", "syd has no agreement for 2026.",
        "Let each begin the year after another.",
    ),
    slip(
        "periods_are_whole", PARTNERSHIPS, ("", f"{PERIOD}start_wave = 2025\nwaves_from = 2026\n"),
        PERIOD, 'period "fra 2026" needs one of police_years and police_from.',
        "Write police_years = [...].",
    ),
    slip(
        "periods_are_whole", PARTNERSHIPS, ("", f"{PERIOD}start_wave = 2025\nwaves_from = 2026\n"
        "police_from = 2026\nwaves = [2026]\n"),
        PERIOD, 'period "fra 2026" needs one of waves and waves_from.', "Write waves = [...].",
    ),
    slip(
        "periods_begin_after_their_start_wave", PARTNERSHIPS,
        ("start_wave   = 2024", "start_wave   = 2025"), "start_wave   = 2025",
        "start_wave = 2025 is not before the period's first, 2025.",
        "Write the last wave before the period.",
    ),
    slip(
        "periods_have_the_waves_they_pool", PARTNERSHIPS,
        ("waves        = [2025, 2026]", "waves        = [2025, 2026]\npooled       = 3"),
        "pooled       = 3", 'pooled = 3 is more than the 2 waves of "2025-2026".',
        "Write 2 or fewer.",
    ),
    slip(
        "periods_do_not_overlap", PARTNERSHIPS, ("police_from  = 2027", "police_from  = 2026"),
        '[[period]]\npartnership  = "nord"\nname         = "fra 2027"',
        'period "fra 2027" has years that "2025-2026" has.', "Let a year belong to one of them.",
    ),
    slip(
        "periods_do_not_overlap", PARTNERSHIPS,
        ("waves        = [2025, 2026]", "waves        = [2025, 2027]"),
        '[[period]]\npartnership  = "nord"\nname         = "fra 2027"',
        'period "fra 2027" has years that "2025-2026" has.', "Let a year belong to one of them.",
    ),
    slip(
        "periods_name_assumptions", OLD, ('id   = "periode"', 'id   = "perioden"'),
        "assumes", 'no assumption of nu is called "periode".', 'Did you mean "perioden"?',
        shown=PARTNERSHIPS,
    ),
    slip(
        "baselines_name_what_is_counted", PARTNERSHIPS,
        ('"ny"\nindicator   = "tyveri"\nyears', '"nyt"\nindicator   = "tyveri"\nyears'),
        '"nyt"', 'no basis is called "nyt".', 'Did you mean "ny"?',
    ),
    slip(
        "baselines_name_what_is_counted", PARTNERSHIPS,
        ('"tyveri"\nyears', '"tyverier"\nyears'),
        '"tyverier"', 'no indicator is called "tyverier".', 'Did you mean "tyveri"?',
    ),
    slip(
        "baselines_name_what_is_counted", PARTNERSHIPS, ('"tyveri"\nyears', '"trygge"\nyears'),
        '"trygge"', '"trygge" is a survey_share: it has no baseline.', "Name a count or a rate.",
    ),
    slip(
        "baselines_are_declared_once", PARTNERSHIPS, ("", f"{BASELINE}years = [2024]\n"
        f"as_of = 2025-03-01\n{BASELINE}value = 7\nprinted_for = 2024\nsource = \"Side 1\"\n"),
        f'{BASELINE[1:]}value', "nord · ny · uro has a baseline above.", "Keep one of them.",
    ),
    slip(
        "baselines_are_one_thing", PARTNERSHIPS, ("", f"{BASELINE}as_of = 2025-03-01\n"),
        BASELINE[1:], "a baseline needs one of years, months and value.",
        "Keep one; value goes with source.",
    ),
    slip(
        "baselines_are_one_thing", PARTNERSHIPS, ("", f"{BASELINE}as_of = 2025-03-01\n"
        'years = [2024]\nmonths = ["2024-01", "2024-12"]\n'),
        BASELINE[1:], "a baseline needs one of years, months and value.",
        "Keep one; value goes with source.",
    ),
    slip(
        "baselines_hold_what_they_are_made_of", PARTNERSHIPS, ("", f"{BASELINE}years = [2024]\n"),
        BASELINE[1:], "a counted baseline has no as_of.", "Write as_of = ...",
    ),
    slip(
        "baselines_hold_what_they_are_made_of", PARTNERSHIPS, ("", f"{BASELINE}value = 7\n"
        "printed_for = 2024\n"),
        BASELINE[1:], "a printed baseline has no source.", "Write source = ...",
    ),
    slip(
        "printed_baselines_can_be_counted", PARTNERSHIPS, ("", f"{BASELINE}value = 7\n"
        'exposure = 1e12\nprinted_for = 2024\nsource = "Side 1"\n'),
        "value = 7", "value = 7 on an exposure of 1e+12 cannot be.",
        "Write what was printed, and of how many.",
    ),
    slip(
        "printed_baselines_say_their_year", PARTNERSHIPS, ("", f"{BASELINE}value = 7\n"
        'source = "Side 1"\n'), BASELINE[1:],
        "a printed baseline does not say which year it is of, and its area was redrawn.",
        "Write printed_for = 2024, the police year.",
    ),
    slip(
        "baselines_hold_what_they_are_made_of", PARTNERSHIPS, ("[2023, 2024]",
        "[2023]\nexposure = 9"),
        "exposure", "a counted baseline has no use for exposure.", "Take exposure out.",
    ),
    slip(
        "baselines_are_whole_years", PARTNERSHIPS, ('"2024-07"]', '"2024-06"]'), "months",
        "months = ['2023-08', '2024-06'] is not one or more times twelve whole months.",
        'Write ["2020-08", "2021-07"].',
    ),
    slip(
        "baselines_are_whole_years", PARTNERSHIPS, ('"2024-07"]', '"2022-07"]'), "months",
        "months = ['2023-08', '2022-07'] is not one or more times twelve whole months.",
        'Write ["2020-08", "2021-07"].',
    ),
    slip(
        "baselines_are_over_when_counted", PARTNERSHIPS, ("", f"{BASELINE}years = [2024]\n"
        "as_of = 2024-12-31\n"),
        "as_of = 2024-12-31", "as_of = 2024-12-31 is before the baseline was over.",
        "Write 2025-01-01 or a later day.",
    ),
    slip(
        "baselines_are_over_when_counted", PARTNERSHIPS, ("", f"{BASELINE}as_of = 2024-07-31\n"
        'months = ["2023-08", "2024-07"]\n'),
        "as_of = 2024-07-31", "as_of = 2024-07-31 is before the baseline was over.",
        "Write 2024-08-01 or a later day.",
    ),
)  # fmt: skip

DECIDED = (
    slip(
        "decisions_name_bases", DECISIONS, ('"ny"', '"nyt"'),
        '"nyt"', 'no basis is called "nyt".', 'Did you mean "ny"?',
    ),
    slip(
        "replacements_name_bases", NEW, ('replaces  = "nu"', 'replaces  = "ny"'),
        "replaces", 'no other basis is called "ny".', "Known: nu.",
    ),
    slip(
        "decisions_are_made_once", DECISIONS, ("",
        '[[decision]]\nbasis = "nu"\nin_force_from = 2019\n'),
        'basis = "nu"\nin_force_from = 2019', 'there is a decision on "nu" above.',
        "Keep one of them.",
    ),
    slip(
        "bases_replace_one_after_another", OLD,
        ('source = "Papiret"', 'source = "Papiret"\nreplaces = "ny"'),
        'replaces = "ny"', '"nu" replaces ny, which replaces it.',
        "Let the first of them replace none.",
        also=(
            '"ny" replaces nu, which replaces it.',
            'the decision on "nu" has no date.',
        ),
    ),
    slip(
        "indicators_replace_one_of_before", NEW,
        ('label      = "Uro"', 'label      = "Uro"\nreplaces = "tyverri"'),
        'replaces = "tyverri"', '"nu" has no indicator called "tyverri".',
        'Did you mean "tyveri"?',
    ),
    slip(
        "indicators_replace_one_of_before", NEW,
        ('label      = "Uro"', 'label      = "Uro"\nreplaces = "tyveri"'),
        'replaces = "tyveri"', '"tyveri" still stands in this basis: nothing takes its place.',
        "Take replaces out.",
    ),
    slip(
        "indicators_replace_one_of_before", NEW,
        ('label      = "Antal tyveri"', 'label      = "Antal tyveri"\nreplaces = "tyveri"'),
        'replaces = "tyveri"', '"tyveri" stands in "nu" too, and so is the same indicator.',
        "Take replaces out, or give it another id.",
    ),
    slip(
        "indicators_replace_one_of_before", OLD,
        ('label      = "Antal tyveri"', 'label      = "Antal tyveri"\nreplaces = "uro"'),
        'replaces = "uro"', '"tyveri" replaces "uro", and the basis replaces none.',
        "Write at the top which basis this one replaces, or take it out.",
    ),
    slip(
        "decisions_are_dated", DECISIONS, ("decided_on = 2025-06-10", 'decided_by = "Byrådet"'),
        '[[decision]]\nbasis      = "ny"', 'the decision on "ny" has no date.',
        "Write decided_on = 2025-06-10.",
    ),
    slip(
        "decisions_have_a_first_year", DECISIONS, ("in_force_from = 2021\n", ""),
        '[[decision]]\nbasis         = "nu"',
        'neither the decision nor "nu" says from which year it holds.',
        "Write in_force_from = 2025.",
    ),
    slip(
        "decisions_do_not_compete", DECISIONS, ("in_force_from = 2021", "in_force_from = 2025"),
        '[[decision]]\nbasis      = "ny"', '"nu" and "ny" are both in force from 2025.',
        "Give one another in_force_from.",
    ),
)  # fmt: skip

PLACES = (
    slip(
        "areas_are_told_apart", AREAS, ('name = "Syd"', 'name = "Nord "'),
        'name = "Nord "', '"Nord " is also what area "nord" is called.',
        "Call them by different names.",
    ),
    slip(
        "one_area_is_the_whole", AREAS, ("", '\n[[area]]\nid = "alt"\nname = "Alt"\nwhole=true\n'),
        "whole=true", '"alt" and "havneby" are both everything delivered.',
        "Keep whole = true in one of them.",
    ),
    slip(
        "one_area_is_the_whole", AREAS, ('name = "Nord"', 'name = "Nord"\nwhole=true'),
        "whole=true", 'the partnership "nord" is everything delivered.',
        "Give it places = [...] instead.",
        also=('"nord" and "havneby" are both everything delivered.',),
    ),
    slip(
        "areas_have_versions", AREAS, ("", '\n[[area]]\nid = "ost"\nname = "Øst"\n'),
        '[[area]]\nid = "ost"', 'area "ost" has no version and is not the whole.',
        "Add an [[area.version]] with places.",
    ),
    slip(
        "areas_have_versions", AREAS, ('places = ["Sydhavn"]', "places = []"),
        '[[area.version]]\nid     = "1"', 'version "1" of syd has neither places nor a feature.',
        "Add places = [...] or feature = ...",
    ),
    slip(
        "versions_are_told_apart", AREAS, ('id        = "2"', 'id        = "1"'),
        'id        = "1"', 'area "nord" has two versions "1".', ID,
    ),
    slip(
        "versions_are_told_apart", AREAS, ("from_year = 2021\n", ""),
        'id        = "2"', 'two versions of area "nord" begin in the same year.',
        "Give each its from_year.",
    ),
    slip(
        "places_are_places", AREAS, ('"Ålegade"]', '\n"Uden stedfæstelse"]'),
        '"Uden stedfæstelse"]', '"Uden stedfæstelse" is a word for having no place.',
        "Take it out here or of unplaced.",
    ),
    slip(
        "geometry_is_geojson", MAP, ('"id": "nord", ', '"id": "nord" '),
        '"id"', "is not valid JSON: Expecting ',' delimiter.", "Export it again.",
    ),
    slip(
        "geometry_is_geojson", MAP, ('"features": [\n  {', '"features": [\n  7,\n  {'),
        None, "is no GeoJSON feature collection.", 'It needs { "features": [...] }.',
    ),
    slip(
        "systems_are_known", AREAS, ('"EPSG:4326"', '"EPSG:4236O"'), '"EPSG:4236O"',
        'no reference system of x and y is called "EPSG:4236O".',
        'Write its code as EPSG:25832. Did you mean "EPSG:4326"?',
    ),
    slip(
        "systems_are_known", AREAS, ('"EPSG:4326"', '"EPSG:4978"'), '"EPSG:4978"',
        'no reference system of x and y is called "EPSG:4978".',
        'Write its code as EPSG:25832. Did you mean "EPSG:4258"?',
    ),
    slip(
        "systems_are_known", SOURCES, ("", '\n[source.read]\ncrs = "25832"\n'), 'crs = "25832"',
        'no reference system of x and y is called "25832".',
        'Write its code as EPSG:25832. Did you mean "EPSG:25832"?',
    ),
    slip(
        "geometry_is_of_the_system_declared", MAP,
        (' "features"', ' "crs": {"type": "name", "properties": {"name": '
         '"urn:ogc:def:crs:EPSG::25833"}},\n "features"'),
        None, 'says that it is in "urn:ogc:def:crs:EPSG::25833", and areas.toml says "EPSG:4326".',
        'Write the same in areas.toml, or take "crs" out of the file if it is wrong.',
    ),
    slip(
        "geometry_is_of_the_system_declared", MAP,
        (' "features"', ' "crs": {"type": "link"},\n "features"'),
        None, "has a crs that names no reference system of x and y.",
        'Take "crs" out of the file.',
    ),
    slip(
        "points_are_of_a_system_used_there", SOURCES,
        ('"EPSG:4326"', '"EPSG:27700"'), 'crs   = "EPSG:27700"',
        'the areas lie where "EPSG:27700" is not used.',
        "Write the crs that x and y are in: EPSG:4326 for longitude and latitude.",
    ),
    slip(
        "geometry_lies_where_its_system_is_used", AREAS, ('"EPSG:4326"', '"EPSG:25832"'), None,
        "feature 1 (nord version 1) has coordinates that look like degrees, and crs is EPSG:25832.",
        "Write in areas.toml the crs that the file is in: EPSG:4326 for degrees.", MAP,
    ),
    slip(
        "geometry_lies_where_its_system_is_used", MAP, (SQUARE, METRES), None,
        "feature 1 (nord version 1) has coordinates that are no degrees, and crs is EPSG:4326.",
        "Write in areas.toml the crs that the file is in: EPSG:4326 for degrees.",
    ),
    slip(
        "features_have_names", MAP, ('  {\n   "type": "Feature",',
        '  {"type": "Feature", "geometry":'
        f' {{"type": "Polygon", "coordinates": {SQUARE}}}}},\n  {{\n   "type": "Feature",'),
        None, "feature 1 has no id among its properties.",
        'Give it "id": "...", or say in areas.toml which property is the feature_id.',
    ),
    slip(
        "features_have_names", MAP, ('  {\n   "type": "Feature",',
        '  {"type": "Feature", "geometry":'
        f' {{"type": "Polygon", "coordinates": {SQUARE}}}, "properties": {{"id": "nord", "version"'
        ': 1}},\n  {\n   "type": "Feature",'),
        'feature = "nord"', "features 1 and 2 are all called nord version 1.",
        'Write features = ["nord"] if all are parts of the area.', AREAS,
    ),
    slip(
        "versions_name_features_one_way", AREAS,
        ('feature = "nord"', 'feature = "nord"\nfeatures = ["nord"]'), 'features = ["nord"]',
        'version "1" has both feature and features.', "Write all of them in features.",
    ),
    slip(
        "versions_name_features_one_way", AREAS,
        ('feature = "nord"', 'features = ["nord", "nord"]'), 'features = ["nord", "nord"]',
        '"nord" stands 2 times in features.', "Write it once.",
    ),
    slip(
        "features_are_polygons", MAP, (SQUARE, "[[[0, 0], [9, 0], [9, 9], [0, 9]]]"),
        None, "feature 1 (nord version 1) has a ring that does not end where it begins.",
        "Mend the polygon and export it again.",
    ),
    slip(
        "features_are_polygons", MAP, ('"Polygon", "coordinates": ' + SQUARE,
        '"MultiPolygon", "coordinates": [[[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]], '
        '[[[2, 2], [6, 2], [6, 6], [2, 6], [2, 2]]]]'),
        None, "feature 1 (nord version 1) is not valid: Self-intersection[2 4].",
        "Mend the polygon and export it again.",
    ),
    slip(
        "features_are_polygons", MAP, ('"Polygon", "coordinates": ' + SQUARE,
        '"LineString", "coordinates": [[0, 0], [9, 0]]'),
        None, "feature 1 (nord version 1) is no polygon.", "Mend the polygon and export it again.",
    ),
    slip(
        "features_are_polygons", MAP, (SQUARE, "[]"),
        None, "feature 1 (nord version 1) is empty.", "Mend the polygon and export it again.",
    ),
    slip(
        "features_are_polygons", MAP, (SQUARE, "[[[0, 0], [9, 0], [0, 0], [0, 0]]]"),
        None, "feature 1 (nord version 1) is empty.", "Mend the polygon and export it again.",
    ),
    slip(
        "features_are_polygons", MAP, (SQUARE, "[[[0, 0], [9, 0]]]"),
        None, "feature 1 (nord version 1) has coordinates that cannot be read.",
        "Mend the polygon and export it again.",
    ),
    slip(
        "features_are_polygons", MAP, (SQUARE, "[[[0, 0], [9, 9], [9, 0], [0, 7], [0, 0]]]"),
        None, "feature 1 (nord version 1) is not valid: Self-intersection[3.9375 3.9375].",
        "Mend the polygon and export it again.",
    ),
    slip(
        "areas_find_their_features", AREAS, ('feature = "nord"', 'features = ["nord", "vest"]'),
        '["nord", "vest"]', 'no feature is called "vest version 1".',
        'Did you mean "nord version 1"?',
    ),
    slip(
        "areas_find_their_features", MAP, ('"id": "nord", "version": "1"', '"id": "nort"'),
        'feature = "nord"', 'no feature is called "nord".', 'Did you mean "nort"?', AREAS,
    ),
    slip(
        "areas_find_their_features", AREAS, ('feature = "nord"', 'feature = "nordd"'),
        '"nordd"', 'no feature is called "nordd version 1".', 'Did you mean "nord version 1"?',
    ),
)  # fmt: skip

LISTS = (
    slip(
        "codes_are_patterns", CODES, ('"1332"]', '"13*32"]'), '"13*32"',
        '"13*32" can be no code.', 'Write a code as it is delivered, or its beginning and "*".',
    ),
    slip(
        "codes_are_patterns", CODES, ('"1332"]', '\n"1332 "]'), '"1332 "',
        '"1332 " can be no code.', 'Write a code as it is delivered, or its beginning and "*".',
    ),
    slip(
        "codes_are_patterns", CODES, ('"14*"', '""'), "known",
        '"" can be no code.', 'Write a code as it is delivered, or its beginning and "*".',
    ),
    slip(
        "crimes_have_codes", CODES, ('codes = ["2110"]', "codes = []"),
        "[[crime.codes]]\ncodes = []",
        '"uro" has no codes.', 'Write codes = ["1320*"] in [[crime.codes]].',
    ),
    slip(
        "crimes_have_codes", CODES, ('id = "uro"\n\n[[crime.codes]]\ncodes = ["2110"]\n',
        'id = "uro"\ncodes = []\n'), '[[crime]]\nid = "uro"',
        '"uro" has no codes.', 'Write codes = ["1320*"] in [[crime.codes]].',
    ),
    slip(
        "codes_left_out_were_in", CODES, ('"132899"', '"139899"'), "without",
        'without = "139899" takes out what is not in codes.', "Write a part of one of the codes.",
    ),
    slip(
        "codes_are_known", CODES, ('"1332"]', '"1532"]'), '"1532"',
        'code "1532" is none of the known codes.', "Mend it, or add it to known.",
    ),
    slip(
        "codes_are_in_the_register", CODES, (KNOWN, 'register = "koder.csv"'), '"2110"',
        'code "2110" of "uro" matches nothing in koder.csv.',
        'Did you mean "2111" (Uro og mere)? Mend it, or add a row to the register.',
    ),
    slip(
        "codes_have_a_length_that_is_read", CODES, (KNOWN, f"{KNOWN}\nlengths = [4, 5]"), "without",
        'code "132899" of "tyveri" stands for no code of 4 or 5 characters.',
        "Mend it, or lengths above.",
    ),
    slip(
        "published_totals_name_what_is_counted", CODES,
        ("", TOTAL.format(crime="urro", area="syd", n=1)), "urro",
        'no crime is called "urro".', 'Did you mean "uro"?',
    ),
    slip(
        "published_totals_name_what_is_counted", CODES,
        ("", TOTAL.format(crime="uro", area="øst", n=1)), "øst",
        'no area is called "øst".', "Known: havneby, nord, syd.",
    ),
    slip(
        "published_totals_name_what_is_counted", CODES,
        ("", "".join(TOTAL.format(crime="uro", area="syd", n=n) for n in (1, 2))),
        TOTAL.format(crime="uro", area="syd", n=2).strip(),
        '"uro" has two totals for syd in 2025.', "Keep the one that is compared with.",
    ),
    slip(
        "codes_are_dated_sets", CODES, ('from_month = "2021-01"', 'from_month = "2020-12"'),
        '[[crime.codes]]\ncodes      = ["1328*"]', 'the sets of "tyveri" overlap or run backwards.',
        "Let each begin after the one before.",
    ),
    slip(
        "codes_are_dated_sets", CODES, ('from_month = "2021-01"', 'from_month = "2021-03"'),
        '[[crime.codes]]\ncodes      = ["1328*"]', '"tyveri" has no codes in 2021-01.',
        "Let each begin the month after another.",
    ),
)  # fmt: skip

ASKED = (
    slip(
        "denominators_are_made_of_groups", SURVEY, ('"ved_ikke"]', '"vedikke"]'), '"vedikke"',
        'no group of answers is called "vedikke".', 'Did you mean "ved_ikke"?', also=(LEFT_OUT,),
    ),
    slip(
        "denominators_are_made_of_groups", SURVEY, ('["tryg", "utryg", "ved_ikke"]', "[]"),
        "out_of", '"tryghed" is out of nothing.', "Name the groups in the denominator.",
        also=('"tryg" is not in what "tryghed" is out of.', LEFT_OUT),
    ),
    slip(
        "groups_hold_answers", SURVEY, ('["ved ikke"]', "[]"), "ved_ikke = []",
        'the group "ved_ikke" of "tryghed" has no answers.', "Write its answers, or take it out.",
    ),
    slip(
        "answers_are_as_read", SURVEY, ('"meget tryg"', '"meget tryg "'), '"meget tryg "',
        'the answer "meget tryg " begins or ends with space.', 'Write "meget tryg".',
    ),
    slip(
        "answers_stand_in_one_group", SURVEY, ('["utryg"]', '["utryg",\n"Tryg"]'), '"Tryg"',
        'the answer "Tryg" stands in two groups of "tryghed".', "Let it stand in one.",
    ),
    slip(
        "sources_bring_declared_questions", SOURCES, ("tryghed =", "tryghd ="), "tryghd",
        'no question is called "tryghd".', 'Did you mean "tryghed"?',
    ),
    slip(
        "sources_map_known_columns", SOURCES, ('y    = "Y"', 'y = "Y"\ntid = "Tid"'), "tid",
        'no column of crime_records is called "tid".', 'Did you mean "id"?',
    ),
    slip(
        "sources_map_columns", SOURCES, ('weight = "Vægt"\n', ""),
        '[source.columns]\nwave', 'source "svar" does not say which column holds weight.',
        "Add it under [source.columns].",
    ),
    slip(
        "sources_map_columns", SOURCES, ('y    = "Y"\n', ""),
        "[source.columns]\ncode", 'source "sager" does not say which column holds y.',
        "Add it under [source.columns].",
    ),
    slip(
        "sources_map_columns", SOURCES, ('x    = "X"\ny    = "Y"\n', ""),
        "[source.columns]\ncode",
        'source "sager" does not say which column holds place (or x and y).',
        "Add it under [source.columns].",
    ),
    *(
        slip(
            "sources_map_columns", SOURCES,
            ('weight = "Vægt"\n', f'weight = "Vægt"\npsu_size = "N"\n{there} = "K"\n'),
            '[source.columns]\nwave', f'source "svar" does not say which column holds {lost}.',
            "Add it under [source.columns].",
        )
        for there, lost in (("psu", "stratum_size"), ("stratum_size", "psu"))
    ),
    slip(
        "sources_map_columns", SOURCES, ('[source.questions]\ntryghed = "Spørgsmål 1"\n', ""),
        '[[source]]\nid       = "svar"', 'source "svar" does not say which columns hold answers.',
        "Add [source.questions].",
    ),
    slip(
        "sources_map_a_column_once", SOURCES, ('"Spørgsmål 1"', '"Sted"'), "tryghed",
        'the column "Sted" is both place and tryghed.', "Map each to a column of its own.",
    ),
    slip(
        "wide_tables_say_what_stands_across", SOURCES,
        ("", f'{ACROSS}columns = ["20*"]\ncell = "antal"\n'),
        'cell = "antal"', 'no crime_counts column is called "antal".',
        "Known: code, first_month, last_month, n, period, place, rate.",
        also=('source "tal" does not say which column holds n.',),
    ),
    slip(
        "wide_tables_say_what_stands_across", SOURCES,
        ("", f'{COUNTED}\n[source.wide]\ncolumns = ["20*"]\nheading = "code"\n'),
        'heading = "code"', '"code" of source "tal" stands across, and is a column as well.',
        "Keep one of the two.",
        also=('"n" of source "tal" stands across, and is a column as well.',),
    ),
    slip(
        "columns_filled_down_are_mapped", SOURCES,
        ("", f'{COUNTED}\n[source.read]\nfill_down = ["Område"]\n'),
        '"Område"', 'no mapped column is called "Område".', "Known: K, N, O, T.",
    ),
    slip(
        "periods_stand_alone", SOURCES,
        ("", f'{COUNTED}last_month = "L"\n'),
        'last_month = "L"', 'source "tal" maps both period and last_month.', "Keep one of them.",
    ),
    slip(
        "sources_map_columns", SOURCES,
        ("", '\n[[source]]\nid = "folk"\nkind = "population"\nprovider = "Banken"\n'
         '[source.columns]\nplace = "O"\nn = "N"\n'),
        '[source.columns]\nplace = "O"', 'source "folk" does not say which column holds date.',
        "Add it under [source.columns].",
    ),
    slip(
        "fetches_are_for_sources", SOURCES, ("", FETCH.format("svr", "dst")), 'source = "svr"',
        'no source is called "svr".', 'Did you mean "svar"?',
    ),
    slip(
        "fetches_are_for_sources", SOURCES, ("", FETCH.format("svar", "dst")), 'source = "svar"',
        'source "svar" is survey_answers, which no bank has.',
        "Name a source of crime_counts or population.",
    ),
    *(
        slip(
            "fetches_name_banks", SOURCES, ("", COUNTED + FETCH.format("tal", named)),
            f'bank = "{named}"', what, fix,
        )
        for named, what, fix in (
            ("dts", 'no bank is called "dts".', 'Did you mean "dst"?'),
            ("http://banken.dk/v1", '"http://banken.dk/v1" is not safe: anybody on the way could '
             "answer.", "Write an address that begins https://."),
            ("http://localhost.banken.dk", '"http://localhost.banken.dk" is not safe: anybody on '
             "the way could answer.", "Write an address that begins https://."),
        )
    ),
    slip(
        "sources_hold_nothing_else", SOURCES,
        ('id       = "svar"', 'id = "svar"\nabsent = "zero"'),
        "absent", 'source "svar" is survey_answers, which has no absent.',
        "Take absent out, or change kind.",
    ),
    slip(
        "sources_hold_nothing_else", SOURCES, ('id       = "svar"', 'id = "svar"\npercent = true'),
        "percent", 'source "svar" is survey_answers, which has no percent.',
        "Take percent out, or change kind.",
    ),
)  # fmt: skip

OPEN = (
    slip(
        "readings_are_of_one_thing", NEW, ('leaves_out = ["ved_ikke"]', 'leaves_out = []'),
        "[[assumption.other]]", "a reading changes nothing.",
        "Write one of population_on, denominator, counts_owner, leaves_out, chance.",
    ),
    slip(
        "readings_are_of_one_thing", NEW,
        ('leaves_out = ["ved_ikke"]', 'leaves_out = ["ved_ikke"]\ncounts_owner = false'),
        "[[assumption.other]]", "a reading changes leaves_out and counts_owner.",
        "Write one of population_on, denominator, counts_owner, leaves_out, chance.",
    ),
    slip(
        "readings_leave_out_groups", NEW, ('leaves_out = ["ved_ikke"]', 'leaves_out = ["vedikke"]'),
        "leaves_out", 'no group of answers is called "vedikke".', 'Did you mean "ved_ikke"?',
    ),
    slip(
        "readings_keep_what_is_counted", NEW,
        ('leaves_out = ["ved_ikke"]', 'leaves_out = [\n"ved_ikke",\n"tryg"]'), '"tryg"]',
        'a reading leaves out "tryg", which "trygge" counts.',
        "Leave out another group of answers.",
    ),
    slip(
        "readings_say_what_they_are", NEW, ('"Holdes „ved ikke“ ude"', '" "'), 'says       = " "',
        "a reading does not say what it is.", 'Write says = "..."',
    ),
    slip(
        "readings_are_other_than_the_basis", NEW,
        ('note = "Perioden er aftalens."', 'note = "Perioden er aftalens."\n\n'
         '[[assumption.other]]\nsays = "Som nu"\ncounts_owner = false #'),
        "counts_owner = false #",
        "a reading is the basis' own: counts_owner is read so already.",
        "Write another value, or take the reading out.",
    ),
    slip(
        "readings_are_other_than_the_basis", SURVEY, (', "ved_ikke"]', "]"),
        'leaves_out = ["ved_ikke"]',
        LEFT_OUT,
        "Write another value, or take the reading out.", shown=NEW,
    ),
    slip(
        "remarks_name_what_is_declared", REMARKS, ('"nord"', '"nrd"'), '"nrd"',
        'no partnership is called "nrd".', 'Did you mean "nord"?',
    ),
    slip(
        "remarks_name_what_is_declared", REMARKS, ('"tyveri"', '"tyverier"'), '"tyverier"',
        'no indicator is called "tyverier".', 'Did you mean "tyveri"?',
    ),
    slip(
        "remarks_name_what_is_declared", REMARKS, ('= "1"', '= "9"'), '"9"',
        'no goal is called "9".', "Known: 1, 2, 3.",
    ),
    slip(
        "remarks_are_about_one_thing", REMARKS, ('= "1"', '= "1"\nindicator = "uro"'), '= "1"',
        "a remark is on both uro and goal 1.", "Take one of them out, or write two remarks.",
    ),
    slip(
        "remarks_are_about_one_thing", REMARKS, ('= "1"', '= "1"\nwritten_to = 3'),
        "written_to = 3", "a remark that is on no indicator is written to a figure.",
        "Name the indicator, or take written_to out.",
    ),
    *(
        slip(
            "remarks_are_written_to_what_is_printed", REMARKS,
            ("written_to  = 12", f"written_to  = {figure}"), f"written_to  = {figure}",
            f"written_to is {float(figure)!r}, and no paper prints such a figure.",
            "Write it as it is printed, with at most 4 decimals, or take it out.",
        )
        for figure in ("1e300", "1e-20", "-1.0", "1000000000.0", "0.12345")
    ),
    slip(
        "remarks_say_something_and_who", REMARKS, ('"Der var byfest."', '" "'), 'text        = " "',
        "text is empty.", 'Write text = "..."',
    ),
    slip(
        "remarks_say_something_and_who", REMARKS, ('"CD"', '""'), 'initials    = ""',
        "initials is empty.", 'Write initials = "..."',
    ),
    slip(
        "remarks_fit_their_paper", REMARKS, ('"Der var byfest."', '"""' + "ord ord\n" * 88 + '"""'),
        'text        = """', "text is 703 characters long, and a remark may have 700.",
        "Say it shorter, or in two remarks on what each is about.",
    ),
)  # fmt: skip

ONE_SHAPE = "Map lists (partners_in, partners_outside, partners_unknown), or partner."
WHOSE = 'Write place = "ID" of a partnership, or map the column place.'
BY_COLUMN = """provider = "Partnerskaberne"

[source.columns]
plan_year   = "Planår"
place       = "Hvem"
"""
BY_SOURCE = """provider = "P"
place = "{}"

[source.columns]
plan_year   = "Planår"
"""
TOGETHER = (
    slip(
        "partners_have_names", ACTIVITIES, ('"Havnens venner"', '" .- "'), '" .- "',
        '" .- " is no name of a partner: it stands for none.',
        "Write a name, or take the word out of no_partner.",
    ),
    slip(
        "partners_have_names", ACTIVITIES, ('"H.V."', '"Ingen"'), '"Ingen"',
        '"Ingen" is no name of a partner: it stands for none.',
        "Write a name, or take the word out of no_partner.",
    ),
    slip(
        "partners_are_told_apart", ACTIVITIES, ('"H.V."', '\n"H.V.",\n"KOMMUNEN"'), '"KOMMUNEN"',
        '"KOMMUNEN" is already a spelling of "Havneby".', "Let it stand once.",
    ),
    slip(
        "partners_are_told_apart", ACTIVITIES, ('"H.V."', '"havnens-venner"'), '"havnens-venner"',
        '"havnens-venner" is already a spelling of "Havnens venner".', "Let it stand once.",
    ),
    slip(
        "owners_are_declared", ACTIVITIES, ("owner = true", "owner = false"), "counts_owner",
        '"sammen" leaves the owner out, and no partner is the owner.',
        "Add a [[partner]] with owner = true to definitions/activities.toml.", shown=NEW,
    ),
    slip(
        "words_of_a_status_are_told_apart", ACTIVITIES, ('["i gang"]', '["i gang",\n"AFLYST"]'),
        '"AFLYST"', 'the status "AFLYST" stands twice.', "Let it stand in one list, once.",
    ),
    slip(
        "words_of_a_status_are_told_apart", ACTIVITIES, ('["aflyst"]', '["aflyst",\n" "]'),
        '" "', "cancelled holds an empty word.", "Take it out: no status is no word.",
    ),
    slip(
        "lists_hold_partners_in_one_shape", SOURCES, ('partners_in = "Partnere"\n', ""),
        '[source.columns]\nplan_year', 'source "planer" does not say which column holds partners.',
        ONE_SHAPE,
    ),
    slip(
        "lists_hold_partners_in_one_shape", SOURCES,
        ('partners_in = "Partnere"\n', 'partner_place = "Hvor"\n'),
        '[source.columns]\nplan_year', 'source "planer" does not say which column holds partners.',
        ONE_SHAPE,
    ),
    slip(
        "lists_hold_partners_in_one_shape", SOURCES,
        ('partners_in = "Partnere"\n', 'partners_in = "Partnere"\npartner = "Partner"\n'),
        '[source.columns]\nplan_year', 'source "planer" maps both partners_in and partner.',
        ONE_SHAPE,
    ),
    slip(
        "lists_are_of_a_partnership", SOURCES, ('place       = "Hvem"\n', ""),
        '[[source]]\nid       = "planer"',
        'source "planer" does not say whose activities it brings.', WHOSE,
    ),
    slip(
        "lists_are_of_a_partnership", SOURCES,
        ('id       = "planer"', 'id = "planer"\nplace = "nord"'),
        'place = "nord"', 'source "planer" has both a place and a column for it.', WHOSE,
    ),
    slip(
        "lists_are_of_a_partnership", SOURCES,
        (BY_COLUMN, BY_SOURCE.format("øst")),
        'place = "øst"', UNKNOWN_PARTNERSHIP, TWO,
    ),
    slip(
        "words_of_where_are_told_apart", SOURCES,
        ('["her"]', '["her",\n"Uoplyst"]\nunknown = ["x"]\noutside = ["uoplyst"]'), '"uoplyst"',
        '"uoplyst" stands twice among the words of where a partner lies.', "Let it stand once.",
    ),
    slip(
        "sources_hold_nothing_else", SOURCES, ('id       = "svar"', 'id = "svar"\nplace = "nord"'),
        'place = "nord"', 'source "svar" is survey_answers, which has no place.',
        "Take place out, or change kind.",
    ),
    slip(
        "sources_hold_nothing_else", SOURCES,
        ('"Spørgsmål 1"\n', '"Spørgsmål 1"\n\n[source.where]\noutside = ["o"]\n'),
        '[source.where]\noutside', 'source "svar" is survey_answers, which has no where.',
        "Take where out, or change kind.",
    ),
)  # fmt: skip

SLIPS = (
    *(*FOLDER, *BASES, *GOALS, *TABLES, *PARTNERS, *DECIDED, *PLACES, *LISTS, *ASKED, *OPEN),
    *TOGETHER,
)


@pytest.mark.parametrize("wrong", SLIPS, ids=[f"{s.rule}-{i}" for i, s in enumerate(SLIPS)])
def test_a_slip_is_found_and_nothing_else(
    wrong: Slip, havneby: Path, change: Change, line_of: LineOf
) -> None:
    change(havneby, wrong.file, wrong.old, wrong.new)
    file = wrong.shown or wrong.file
    where = line_of(havneby, file, wrong.at) if wrong.at else file
    expected = Problem(where=where, what=wrong.what, fix=wrong.fix)
    defs = load(havneby)
    assert expected in tuple(CHECKS[wrong.rule](defs))
    others = [problem.what for problem in check(defs) if problem != expected]
    assert sorted(others) == sorted(wrong.also)


SHEETS = ("baseline", "period", "source")
TWICE = 'source "sager" is declared twice.'  # rows of one source are one source
BY_CELL = [s for s in SLIPS if s.file in (PARTNERSHIPS, SOURCES) and s.what != TWICE]


def _section(root: Path, where: str) -> str:
    """The last heading above a line of a file."""
    name, _, line = where.partition(":")
    above = (root / name).read_text("utf-8").split("\n")[: int(line or 0)]
    headings = [text.strip("[]").partition(".")[0] for text in above if text.startswith("[")]
    return headings[-1] if headings else ""


@pytest.mark.parametrize("wrong", BY_CELL, ids=[f"{s.rule}-{i}" for i, s in enumerate(BY_CELL)])
def test_a_slip_in_the_workbook_is_told_by_cell(wrong: Slip, havneby: Path, change: Change) -> None:
    """The same rules, unchanged: they ask where a thing stands, and are told the cell."""
    change(havneby, wrong.file, wrong.old, wrong.new)
    found = check(load(havneby))
    (havneby / BOOK).write_bytes(workbook_of(load(havneby)))
    try:
        told = check(load(havneby))
    except DefinitionError as error:
        told = error.problems
    in_sheets = [p for p in found if _section(havneby, p.where) in SHEETS]
    assert sum(p.where.startswith(f"{BOOK}, ") for p in told) == len(in_sheets)
    assert len(told) == len(found)


def test_every_rule_has_a_slip() -> None:
    assert {wrong.rule for wrong in SLIPS} == set(CHECKS)


@pytest.mark.parametrize("rule", CHECKS)
def test_no_rule_finds_anything_in_the_shipped_definitions(rule: str, shipped: Path) -> None:
    assert tuple(CHECKS[rule](load(shipped))) == ()


@pytest.mark.parametrize("example", ["partnerskaber", "bydele"])
def test_no_rule_finds_anything_in_the_examples(example: str) -> None:
    assert check(load(Path(__file__).parents[2] / "examples" / example)) == ()


# What is right, though it looks like what a rule refuses.
RIGHT = {
    "a place that two areas share": (AREAS, ('places = ["Sydhavn"]', 'places = ["Nordhavn"]')),
    "a place with a feature too": (AREAS, ('feature = "nord"', 'feature = "nord"\nplaces = ["A"]')),
    "a feature of another version": (
        AREAS,
        ('id      = "1"\nfeature = "nord"', 'id = "x"\nfeature = "nord"\nfeature_version = "1"'),
    ),
    "a system whose axes come in another order": (AREAS, ('"EPSG:4326"', '"OGC:CRS84"')),
    "a GeoJSON that says the same of its system by another name": (
        MAP,
        (
            ' "features"',
            ' "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},'
            '\n "features"',
        ),
    ),
    "a feature of no area that is no polygon": (
        MAP,
        (' "features": [', ' "features": [\n  {"properties": {"id": 7}, "geometry": null},'),
    ),
    "features without a version": (MAP, (', "version": "1"', "")),
    "an area that one feature makes up alone": (
        AREAS,
        ('feature = "nord"', 'features = ["nord"]'),
    ),
    "two parts of a total that share a code at different times": (
        CODES,
        ('codes = ["2110"]', 'codes = ["2110", "1332"]\nfrom_month = "2021-01"'),
    ),
    "two parts of a total that share no code once one leaves it out": (
        CODES,
        ('codes = ["2110"]', 'codes = ["2110", "132899"]\nto_month = "2020-12"'),
    ),
    "totals of one crime type in two areas": (
        CODES,
        ("", "".join(TOTAL.format(crime="uro", area=area, n=1) for area in ("syd", "nord"))),
    ),
    "a bridge": (BREAKS, bridge(more="factor = 1.1\nerror = 0.05\nsource = 'Politiet'")),
    "two bridges in two areas": (
        BREAKS,
        ("", bridge(more='area = "nord"')[1] + bridge(more='area = "syd"')[1]),
    ),
    "a bridge of a share": (
        BREAKS,
        bridge("trygge", '["question_version"]', "shift = -0.02\nerror = 0.01"),
    ),
    "all codes": (CODES, ('codes = ["2110"]', 'codes = ["21*"]')),
    "a list that does not say which codes there are": (
        CODES,
        ('known   = ["13*", "14*", "21*"]', ""),
    ),
    "an older agreement without a beginning": (
        PARTNERSHIPS,
        ("to_year      = 2025", "from_year = 2021\nto_year = 2025"),
    ),
    "a goal about something of another city": (
        NEW,
        ('about      = "kriminalitet"', 'about = "safety"'),
    ),
    "a baseline counted on the day after its last month": (
        PARTNERSHIPS,
        ("[2023, 2024]\nas_of       = 2025-03-01", "[2024]\nas_of = 2025-01-01"),
    ),
    "a baseline of two times twelve months": (
        PARTNERSHIPS,
        ('["2023-08", "2024-07"]', '["2022-08", "2024-07"]'),
    ),
    "a break in all areas": (BREAKS, ('area      = "nord"\n', "")),
    "a list of one partnership": (SOURCES, (BY_COLUMN, BY_SOURCE.format("syd"))),
    "a row a partner": (
        SOURCES,
        ('partners_in = "Partnere"', 'partner = "Partner"\npartner_place = "Hvor"'),
    ),
    "a department that is a partner of its own": (
        ACTIVITIES,
        ('"Havnens venner"', '"Havneby, Kultur"'),
    ),
    "a remark as long as it may be": (REMARKS, ("Der var byfest.", "x" * 700)),
    "a brace in a remark, which stands alone": (REMARKS, ("byfest.", "byfest {igen}.")),
    "a column that is called so in the file": (SOURCES, ('"Partnere"', '"Partnere {n}"')),
    "points without places": (SOURCES, ('id       = "sager"', 'id = "sager"\norigin = "x"')),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_left_alone(name: str, havneby: Path, change: Change) -> None:
    file, (old, new) = RIGHT[name]
    change(havneby, file, old, new)
    assert check(load(havneby)) == ()


def test_places_do_without_a_geometry(havneby: Path, change: Change) -> None:
    change(havneby, AREAS, 'geometry = "areas.geojson"', "")
    change(havneby, AREAS, 'feature = "nord"', 'places = ["Nordhavn"]')
    assert check(load(havneby)) == ()


def test_two_exceptions_for_one_goal_may_follow_each_other(havneby: Path, change: Change) -> None:
    later = """[[exception]]
partnership     = "syd"
goal            = "1"
to_year         = 2026
agreement_about = "tryghed"
report_about    = "utryghed"
judge           = false
text            = "Og et år til"

[[table]]"""
    change(havneby, NEW, "[[table]]", later)
    assert check(load(havneby)) == ()


def test_problems_come_by_file_and_line_and_once(havneby: Path, change: Change) -> None:
    change(havneby, NEW, 'crime      = "uro"', 'crime      = "urro"')
    change(havneby, PARTNERSHIPS, 'partnership = "nord"', 'partnership = "nrod"')
    change(havneby, "grundlag.toml", '"havneby"', '"nord"')
    change(havneby, NEW, 'level_of   = "havneby"', 'level_of   = "nord"')
    change(havneby, NEW, 'replaces  = "nu"', 'replaces  = "num"')
    assert [problem.where for problem in check(load(havneby))] == [
        "definitions/bases/ny.toml:5",
        "definitions/bases/ny.toml:113",
        "definitions/partnerships.toml:41",
        "grundlag.toml:3",
    ]


def test_reference_systems_are_the_business_of_one_module() -> None:
    room = Path(__file__).parents[2] / "src" / "grundlag" / "basis"
    names = [path.name for path in room.glob("*.py") if "pyproj" in path.read_text("utf-8")]
    assert names == ["systems.py"]
