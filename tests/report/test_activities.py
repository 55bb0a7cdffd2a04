"""The chapter on activities: sentences, the table by theme, the notes, the list for an annex."""

from dataclasses import replace

import pytest

from grundlag.basis import clocks
from grundlag.indicators.measure import measure
from grundlag.render.numbers import cell_text, fill
from grundlag.report.activities import activity_section, register_table
from grundlag.report.context import Context
from grundlag.report.model import Number, Paragraph, Table
from grundlag.report.notes import readings, readings_of
from grundlag.report.targets import verdict_table
from grundlag.report.words import activities as words
from grundlag.verdicts.judge import judge

pytestmark = pytest.mark.slow

TWO = "to eller flere samarbejdspartnere"


def said(text):
    return fill(text).replace("\u00a0", " ")


def context(register, year=2026, applies_to=("nord", "syd"), **declared):
    """What a paper leans on, where goal 3's indicator or whom it applies to is another."""
    defs = register.defs
    basis = defs.bases["grund"]
    changed = [replace(i, **declared) if i.id == "sammen" else i for i in basis.indicator]
    goal = replace(basis.goal[0], applies_to=applies_to)
    basis = replace(basis, indicator=tuple(changed), goal=(goal,))
    cubes = register.count()
    measures = measure(defs, basis, year, cubes)
    judged = judge(defs, measures)
    return Context(
        defs=defs, cubes=cubes, measures=measures, judgements=judged, proposal=False
    )  # fmt: skip


def section(found):
    return activity_section(found, found.basis.goal[0], "nord")


def paragraphs(found, role="text"):
    blocks = section(found).blocks
    return [" ".join(map(said, b.texts)) for b in blocks
            if isinstance(b, Paragraph) and b.role == role]  # fmt: skip


def cells(table):
    return [[cell_text(c).replace("\u00a0", " ") for c in row] for row in table.rows]


def enough(n, theme="Leg", first=0):
    return [f"2026;nord;{theme};E{first + i};i gang;Skolen;Museet;" for i in range(n)]


def too_few(n, theme="Leg"):
    return [f"2026;nord;{theme};F{i};Planlagt;;;Klubben" for i in range(n)]


NOT, ALL = "ville målet ikke være nået.", "Opgjort for alle aktiviteter."
WOULD = "ville målet være nået."
VERDICTS = [
    ((27, 9), f"27 af 36 aktiviteter (75 %) involverer {TWO}. Målet er nået. "
     f"Hvis én aktivitet færre gjorde det, {NOT} {ALL}"),
    ((26, 10), f"26 af 36 aktiviteter (72 %) involverer {TWO}. Målet er ikke nået. "
     f"Hvis én aktivitet mere gjorde det, {WOULD} {ALL}"),
    ((1, 0), f"1 af 1 aktivitet (100 %) involverer {TWO}. Målet er nået. "
     f"Hvis én aktivitet færre gjorde det, {NOT} {ALL}"),
    ((0, 4), f"0 af 4 aktiviteter (0 %) involverer {TWO}. Målet er ikke nået. "
     f"Hvis 3 flere gjorde det, {WOULD} {ALL}"),
    ((74, 25), f"74 af 99 aktiviteter (74,7 %) involverer {TWO}. Målet er ikke nået. "
     f"Hvis én aktivitet mere gjorde det, {WOULD} {ALL}"),
]  # fmt: skip


@pytest.mark.parametrize(("plan", "words"), VERDICTS)
def test_a_verdict_is_said_with_its_two_numbers(register, lists, plan, words):
    passing, failing = plan
    register.take(lists(*enough(passing), *too_few(failing)))
    assert paragraphs(context(register))[0] == words


def test_the_goal_stands_first_as_a_quotation_and_the_section_is_samarbejde(register, lists):
    register.take(lists(*enough(1)))
    found = section(context(register))
    assert (found.id, found.heading) == ("samarbejde", "Samarbejde")
    assert paragraphs(context(register), "quote") == ["Tre af fire aktiviteter sammen med andre."]


def test_a_goal_that_is_not_the_partnerships_is_shown_and_not_judged(register, lists):
    register.take(lists(*enough(3), *too_few(1)))
    first, second = paragraphs(context(register, applies_to=("syd",)))
    assert first == (
        f"3 af 4 aktiviteter (75 %) involverer {TWO}. Det vurderes ikke, for målet gælder ikke "
        "dette partnerskab på dette grundlag."
    )
    assert second.startswith("Der er 3 forskellige samarbejdspartnere.")


def test_without_a_list_there_is_a_sentence_and_nothing_else(register, lists):
    register.take(lists("2025;nord;;A;;Skolen;;"))
    found = context(register)
    assert paragraphs(found) == [
        "Aktiviteter sammen med andre: Det vurderes ikke, for der er ikke indlæst en "
        "aktivitetsliste for planåret."
    ]
    assert [b for b in section(found).blocks if isinstance(b, Table)] == []
    assert register_table(found, "nord") is None


def test_a_plan_in_which_nothing_counts_says_so(register, lists):
    register.take(lists("2026;nord;Leg;A;aflyst;Skolen;;"))
    found = context(register, denominator="carried_out")
    assert paragraphs(found) == [
        "Aktiviteter sammen med andre: Der er ingen tal, for der er ingen aktiviteter i planen."
    ]
    (table,) = [b for b in section(found).blocks if isinstance(b, Table)]
    assert cells(table) == [["I alt", "0", "0", "."]]


def test_the_plan_before_stands_beside(register, lists):
    register.take(lists(*enough(3), *too_few(1), "2024;nord;;A;;;;", "2025;nord;;A;;Skolen;M;",
                        "2025;nord;;B;;;;"))  # fmt: skip
    before = "I tryghedsplanen for 2025 var det 1 af 2 aktiviteter (50 %)."
    assert paragraphs(context(register))[1].endswith(before)


def test_the_plan_before_of_another_series_does_not(register, lists):
    register.take(lists(*enough(1), "2025;nord;;A;;;;"))
    text = (register.root / "definitions/areas.toml").read_text("utf-8")
    register.write("definitions/areas.toml", text.replace(
        'places = ["Nord", "Nordhavn"]\n',
        'places = ["Nord"]\n\n[[area.version]]\nid = "2"\nfrom_year = 2026\nplaces = ["Nord", '
        '"Nordhavn"]\n'))  # fmt: skip
    assert "2025" not in paragraphs(context(register))[1]


WHERE = [
    ({"in": 14, "outside": 9, "unknown": 3}, "Der er 26 forskellige samarbejdspartnere. Af dem "
     "ligger 14 i området og 9 uden for; for 3 er det ikke oplyst. "),
    ({"in": 14, "outside": 9}, "Der er 23 forskellige samarbejdspartnere. Af dem ligger 14 i "
     "området og 9 uden for. "),
    ({"outside": 2}, "Der er 2 forskellige samarbejdspartnere. Af dem ligger 2 uden for området. "),
    ({"in": 1, "outside": 1, "both": 2, "unknown": 1}, "Der er 5 forskellige samarbejdspartnere. "
     "Af dem ligger 1 i området, 1 uden for og 2 begge steder; for 1 er det ikke oplyst. "),
    ({"unknown": 4},
     "Der er 4 forskellige samarbejdspartnere. Det er ikke oplyst, hvor de ligger. "),
]  # fmt: skip


@pytest.mark.parametrize(("places", "expected"), WHERE)
def test_where_partners_lie_is_said_and_that_it_does_not_matter(places, expected):
    matter = "Hvor de ligger, har ingen betydning for vurderingen."
    assert said(words.whereabouts(places)) == expected + matter


def test_one_partner_and_none():
    assert said(words.whereabouts({"in": 1})) == "Der er 1 samarbejdspartner i alt."
    assert said(words.whereabouts({})) == "Ingen af aktiviteterne har en samarbejdspartner."


@pytest.mark.parametrize(
    ("partners", "expected"),
    [(1, "mindst én"), (2, "to eller flere"), (3, "tre eller flere"), (12, "12 eller flere")],
)
def test_how_many_are_asked_for_is_said_in_words(partners, expected):
    assert words.asked(partners) == expected


def table(found):
    (only,) = [b for b in section(found).blocks if isinstance(b, Table)]
    return only


def test_the_table_adds_up_theme_by_theme(register, lists):
    """Themes in the order of the list; one without a theme; what is left out is in no row."""
    register.take(
        lists(
            *enough(2), *too_few(1), *enough(1, "Sport", 10), *too_few(1, "sport "),
            "2026;nord;;Uden;aflyst;Skolen;Museet;",
        )
    )  # fmt: skip
    found = table(context(register))
    assert found.title == "Aktiviteter i tryghedsplanen 2026 efter indsatsområde"
    assert [c.heading for c in found.columns] == [
        "Indsatsområde", "Aktiviteter", "Med to eller flere partnere", "Andel",
    ]  # fmt: skip
    assert cells(found) == [
        ["Leg", "3", "2", "67 %"],
        ["Sport", "2", "1", "50 %"],
        ["Uden indsatsområde", "1", "1", "100 %"],
        ["I alt", "6", "4", "67 %"],
    ]
    left = table(context(register, denominator="carried_out"))
    assert cells(left)[-1] == ["I alt", "5", "3", "60 %"]


def test_a_total_that_misses_is_never_printed_as_the_target(register, lists):
    register.take(lists(*enough(74), *too_few(25)))
    found = context(register)
    assert cells(table(found))[-1] == ["I alt", "99", "74", "74,7 %"]
    (row,) = verdict_table(found, "nord").rows
    assert cell_text(row[1]).replace("\u00a0", " ").endswith(": 74,7 % (mindst 75 %)")


def test_the_status_stands_in_a_note_with_what_it_means(register, lists):
    register.take(lists(*enough(3), *too_few(1), "2026;nord;;A;Aflyst;;;", "2026;nord;;B;;;;"))
    status = "Status på planens aktiviteter: i gang (3), planlagt (1), aflyst (1), ikke oplyst (1)."
    notes = [said(n) for n in table(context(register)).notes]
    assert notes == [f"{status} Aflyste aktiviteter tæller med."]
    notes = [said(n) for n in table(context(register, denominator="carried_out")).notes]
    assert notes == [f"{status} Aflyste aktiviteter tæller ikke med."]


def test_many_words_of_a_status_are_put_together(register, lists):
    """Eight words, two of them braces that look like a number's name."""
    words = ["{n}", "b", "c", "d", "e", "f", "g", "h"]
    register.take(lists(*(f"2026;nord;Leg;A{i};{word};;;" for i, word in enumerate(words))))
    (note,) = table(context(register)).notes
    assert said(note) == (
        "Status på planens aktiviteter: (n) (1), b (1), c (1), d (1), e (1), f (1), andet (2)."
    )


def test_a_list_without_themes_has_the_note_alone(register, lists):
    register.take(lists("2026;nord;;A;i gang;Skolen;;"))
    assert paragraphs(context(register), "note") == ["Status på planens aktiviteter: i gang (1)."]


def note_of(found, area):
    texts = readings_of(found, [area]) if area else readings(found)
    return [t for t in texts if "i planen" in t.words and "byen" in t.words]


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ({}, "6 aktiviteter i planen 2026; byen tæller ikke med; aflyste tæller med."),
        ({"counts_owner": True, "denominator": "carried_out"},
         "5 aktiviteter i planen 2026; byen tæller med; aflyste tæller ikke med."),
        ({"counts_owner": None}, "6 aktiviteter i planen 2026; byen tæller med; aflyste tæller "
         "med."),
    ],
)  # fmt: skip
def test_the_reading_is_printed_with_the_plans_own_numbers(register, lists, declared, expected):
    register.take(lists(*enough(5), "2026;nord;;A;aflyst;;;"))
    (note,) = note_of(context(register, **declared), "nord")
    assert said(note) == expected
    assert set(note.numbers) == {"n", "planaar"}


def test_without_a_list_or_a_partnership_the_reading_has_nothing_to_stand_for(register, lists):
    register.take(lists(*enough(1)))
    found = context(register)
    assert note_of(found, "syd") == note_of(found, None) == []


def test_the_list_of_all_activities(register, lists):
    register.take(
        lists(
            '2026;nord;Leg;Klub;I gang;"Skolen;Kommunen";Skolen;Museet',
            "2026;nord;;Kor;aflyst;;Koret;",
        )
    )
    found = register_table(context(register, denominator="carried_out"), "nord")
    assert found.title == "Alle aktiviteter i tryghedsplanen for Nordkvarteret, 2026"
    assert [c.heading for c in found.columns] == [
        "Indsatsområde", "Aktivitet", "Status", "Partnere", "I området", "Uden for", "Uoplyst",
        "To eller flere",
    ]  # fmt: skip
    assert cells(found) == [
        ["Leg", "Klub", "I gang", "2", "1", "1", "1", "ja"],
        ["", "Kor", "aflyst", "1", "0", "1", "0", "tæller ikke med"],
    ]
    assert [said(n) for n in found.notes] == [words.OWNER_LEFT_OUT, words.TWO_COLUMNS]
    everything = register_table(context(register, counts_owner=True), "nord")
    assert cells(everything) == [
        ["Leg", "Klub", "I gang", "3", "2", "1", "1", "ja"],
        ["", "Kor", "aflyst", "1", "0", "1", "0", "nej"],
    ]
    assert [said(n) for n in everything.notes] == [words.TWO_COLUMNS]


def test_a_basis_without_activities_has_no_list(register, lists):
    register.take(lists(*enough(1)))
    found = context(register)
    without = tuple(i for i in found.basis.indicator if i.kind != "activity_share")
    measures = replace(found.measures, basis=replace(found.basis, indicator=without))
    assert register_table(replace(found, measures=measures), "nord") is None


# The invented partnerships, as `make report` makes them: see twin/plans.py for the truth.
TRUE = {"amager": (27, 36), "tingbjerg-husum": (29, 40), "folehaven": (26, 30)}


@pytest.mark.parametrize("area", TRUE)
def test_the_papers_hold_the_invented_plans(now, area):
    passing, everything = TRUE[area]
    paper = next(s for s in now.paper(area).sections if s.id == "samarbejde")
    (table,) = [b for b in paper.blocks if isinstance(b, Table)]
    total = table.rows[-1]
    assert [c.value for c in total if isinstance(c, Number)][:2] == [everything, passing]
    assert len(table.rows) <= 6
    register = register_table(now.context, area)
    assert len(register.rows) == everything
    assert sum(cell_text(row[-1]) == "ja" for row in register.rows) == passing


def test_the_plan_year_is_the_report_year(now):
    indicator = now.context.indicator("aktiviteter_med_flere_partnere")
    assert clocks.figure_year(indicator, 2026) == 2026
