"""Rows that were set aside come back, mended: they speak with the delivery they are of, as one."""

from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from grundlag.cubes import police
from grundlag.cubes.check_rows import few_rows_are_set_aside
from grundlag.errors import DeliveryError
from grundlag.records.keep import deliveries
from grundlag.records.view import heard, still_set_aside, view
from grundlag.run import load

pytestmark = pytest.mark.slow  # each takes in several files

YEAR_2025 = range(2025 * 12, 2026 * 12)
MAIN, MENDED = date(2026, 2, 1), date(2026, 3, 1)


def burglaries(town, months: range = YEAR_2025, as_of: date | None = None):
    nord = town.area("nord")
    cube = town.count(as_of).crime
    return police.in_area(cube, town.crime("indbrud"), nord, nord.version[0], months)


@pytest.fixture
def main(town, reports):
    """Twelve burglaries of 2025, one a month; three more rows with a wrong date."""
    wrong = ("1320;i går;Nord", "1320;32-05-2025;Nord", "1320;;Nord")
    return town.take(reports(*wrong, years=(2025,)), arrived=MAIN).delivery


def test_mended_rows_count_from_the_day_they_came(town, reports, main, mend):
    mend(main, reports("1320;02-05-2025;Nord", "1320;03-05-2025;Nord"), MENDED)
    assert burglaries(town).n == 14
    assert burglaries(town, range(2025 * 12 + 4, 2025 * 12 + 5)).n == 3
    assert burglaries(town, as_of=date(2026, 2, 28)).n == 12
    assert burglaries(town, as_of=MENDED).n == 14
    assert burglaries(town).deliveries == tuple(sorted(d.id for d in deliveries(town.root)))
    assert burglaries(town, as_of=date(2026, 2, 28)).deliveries == (main.id,)


def test_kept_and_set_aside_are_what_was_read_of_both(town, reports, main, mend):
    add = mend(main, reports("1320;02-05-2025;Nord", "1320;værre;Nord"), MENDED)
    for m in (main.manifest, add.manifest):
        assert m.rows_read == m.rows_kept + m.rows_set_aside
    assert (main.manifest.rows_set_aside, add.manifest.rows_kept) == (3, 1)
    (group,) = heard(deliveries(town.root))
    assert still_set_aside(group) == 2


def test_only_what_is_still_set_aside_is_told(town, reports, main, mend):
    def told():
        return [f.problem.what for f in few_rows_are_set_aside(town.defs, town.count())]

    assert told() == ["3 of 15 rows were set aside (20.00%)."]
    mend(main, reports("1320;02-05-2025;Nord", "1320;værre;Nord"), MENDED)
    assert told() == ["2 of 15 rows were set aside (13.33%)."]
    mend(main, reports("1320;03-05-2025;Nord", "1320;04-05-2025;Nord"), MENDED)
    assert told() == []


def test_a_later_delivery_silences_both_month_by_month(town, reports, main, mend):
    mend(main, reports("1320;02-05-2025;Nord", "1320;02-06-2025;Nord"), MENDED)
    town.take(reports("1320;09-05-2025;Nord"), arrived=date(2026, 3, 5))
    assert burglaries(town).n == 14 - 2 + 1
    assert burglaries(town, as_of=date(2026, 3, 4)).n == 14


def test_a_month_whose_rows_were_all_set_aside_is_spoken_for_by_what_mends_it(town, reports, mend):
    rows = reports(years=(2025,)).replace("15-05-2025", "15-05-25025")
    main = town.take(rows, arrived=MAIN).delivery
    assert burglaries(town).missing.why == "no_reports_in"
    add = mend(main, reports("1320;15-05-2025;Nord"), MENDED)
    assert burglaries(town).n == 12
    spoken = view(deliveries(town.root)).speaks
    assert [d.id for d in spoken["2025-05"]] == [add.id]
    assert [d.id for d in spoken["2025-06"]] == [main.id]
    assert burglaries(town, as_of=MAIN).missing.why == "no_reports_in"


def test_an_addition_may_be_mended_too(town, reports, main, mend):
    first = mend(main, reports("1320;02-05-2025;Nord", "1320;værre;Nord"), MENDED)
    second = mend(first, reports("1320;03-05-2025;Nord"), date(2026, 3, 2))
    assert burglaries(town).n == 14
    assert burglaries(town, as_of=MENDED).n == 13
    (group,) = heard(deliveries(town.root))
    assert [d.id for d in group] == [main.id, first.id, second.id]
    assert still_set_aside(group) == 1


def test_what_mends_a_reading_that_is_heard_no_more_is_silent_with_it(town, reports, main, mend):
    mend(main, reports("1320;02-05-2025;Nord"), MENDED)
    town.change("sources.toml", 'provider = "Politiet"\n', 'provider = "Politi"\n')
    town.take(town.root / "in" / "fil1.csv", arrived=date(2026, 3, 2), source="anmeldelser")
    assert burglaries(town).n == 12
    with pytest.raises(DeliveryError, match=r"and 0 of \S+ are still set aside"):
        mend(main, reports("1320;03-05-2025;Nord"), MENDED)


def test_what_mends_nothing_in_the_store_is_refused(town, reports, main, mend):
    add = mend(main, reports("1320;02-05-2025;Nord"), MENDED)
    main.path.rename(town.root / "taget ud")
    with pytest.raises(DeliveryError, match=f"mends {main.id}, which is not in the store") as told:
        town.count()
    assert f"withdraw {add.id}" in str(told.value)
    with pytest.raises(DeliveryError, match="Take in the file it mends first"):
        mend(main, reports("1320;03-05-2025;Nord"), MENDED)


def test_delivered_counts_come_back(town, mend):
    head = "Gerning;Område;Fra;Til;Antal\n"
    months = [f"2025-{m:02d}" for m in range(1, 13)]
    rows = "".join(f"1320;{p};{m};{m};5\n" for m in months for p in ("Nord", "Nordhavn"))
    main = town.take(head + rows.replace("2025-03;2025-03;5", "2025-03;2025-03;fem")).delivery
    add = mend(main, head + "1320;Nord;2025-03;2025-03;7\n1320;Nordhavn;2025-03;2025-03;8\n")
    cells = town.count().delivered
    assert sum(c.n for c in cells) == 22 * 5 + 15
    assert {c.delivery for c in cells if c.first == 2025 * 12 + 2} == {add.id}
    assert sum(c.n for c in town.count(MAIN).delivered) == 22 * 5


def test_inhabitants_come_back(town, mend):
    head = "Dag;Område;Indbyggere\n"
    main = town.take(head + "01-01-2026;Nord;100\n01-01-2026;Syd;mange\n").delivery
    mend(main, head + "01-01-2026;Syd;200\n")
    assert {c.place: c.n for c in town.count().population} == {"nord": 100, "syd": 200}


def test_printed_shares_come_back(town, mend):
    head = "Årgang;Kvarter;Spørgsmål;Svar;Andel;Svarpersoner\n"
    rows = "2026;Nord;tryghed;tryg;80;\n2026;Syd;tryghed;tryg;firs;\n"
    main = town.take(head + rows).delivery
    mend(main, head + "2026;Syd;tryghed;tryg;75;\n")
    assert {s.place: s.share for s in town.count().shares} == {"nord": 0.80, "syd": 0.75}


ANSWERS = "År;Kvarter;Lag;Klynge;Vægt;Tryghed\n"


def test_answers_come_back_and_give_the_share_of_one_file(town, mend, tmp_path):
    """Limits and all: a sum over two deliveries is the sum over one that held every row."""
    rows = [
        f"2026;{'Nord' if n % 2 else 'Syd'};;K{n % 5};{1 + n % 3};{'tryg' if n % 4 else 'utryg'}\n"
        for n in range(40)
    ]
    told = {}
    for whole in (True, False):
        if whole:
            taken = town.take(ANSWERS + "".join(rows)).delivery
        else:
            spoiled = [r.replace(";K0;1;", ";K0;en;") for r in rows]
            main = town.take(ANSWERS + "".join(spoiled), arrived=date(2026, 2, 2)).delivery
            assert main.manifest.rows_set_aside > 1
            back = [r for r, s in zip(rows, spoiled, strict=True) if r != s]
            taken = mend(main, ANSWERS + "".join(back))
        told[whole] = _share(town)
        assert taken.id in town.count().waves[2026].deliveries
    assert told[True].value == told[False].value
    assert told[True].n == told[False].n == 20
    assert told[True].limits.low == pytest.approx(told[False].limits.low, rel=1e-12)
    assert told[True].limits.high == pytest.approx(told[False].limits.high, rel=1e-12)
    assert len(told[False].deliveries) == 2


def _share(town):
    from grundlag.indicators.answers import survey_share
    from grundlag.indicators.ask import Ask, sample_of

    defs, cubes = load(town.root), town.count()
    basis = defs.bases["grund"]
    trygge = next(i for i in basis.indicator if i.id == "trygge")
    return survey_share(
        Ask(
            defs=defs, basis=basis, indicator=trygge, area=town.area("nord"),
            cubes=cubes, sample=sample_of(cubes),
        ),
        2026,
    )  # fmt: skip


def test_a_partner_that_comes_back_is_of_the_activity_it_is_of(register, partner_rows, mend):
    """Two rows of one activity in two deliveries: one activity with two partners."""
    main = register.take(
        partner_rows("2026;nord;Leg;Klub;;Skolen;", "i år;nord;Leg;Klub;;Museet;")
    ).delivery
    (activity,) = register.count().activities
    assert [p.name for p in activity.partners] == ["Skolen"]
    add = mend(main, partner_rows("2026;nord;Leg;Klub;;Museet;"))
    (activity,) = register.count().activities
    assert [p.name for p in activity.partners] == ["Skolen", "Museet"]
    assert activity.lines == ((main.id, 2), (add.id, 2))


def test_an_activity_that_comes_back_is_one_more(register, lists, mend):
    main = register.take(lists("2026;nord;;A;;Skolen;;", "i år;nord;;B;;Skolen;;")).delivery
    mend(main, lists("2026;nord;;B;;Skolen;;"))
    assert [a.name for a in register.count().activities] == ["A", "B"]


def test_a_plan_that_was_set_aside_whole_is_spoken_for_by_what_mends_it(register, lists, mend):
    main = register.take(lists("i år;nord;;A;;Skolen;;")).delivery
    assert register.count().activities == ()
    mend(main, lists("2026;nord;;A;;Skolen;;"))
    assert [a.name for a in register.count().activities] == ["A"]


def test_a_workbook_mended_by_hand_counts_with_the_delivery_it_is_of(town, reports, main, excel):
    """As it was written, saved in Excel with two dates put right, and taken in as any file."""
    book = CalamineWorkbook.from_path(str(main.path / "set-aside.xlsx"))
    rows = [list(row) for row in book.get_sheet_by_index(0).to_python()]
    for row, day in zip(
        rows[2:], (date(2025, 5, 2), date(2025, 6, 2), "stadig forkert"), strict=True
    ):
        row[3] = day
    path = excel(town.root / "rettet.xlsx", ("set aside", rows))
    add = town.take(path, arrived=MENDED).delivery
    assert add.manifest.mends == main.manifest.digest
    assert burglaries(town).n == 14
    assert burglaries(town, as_of=MAIN).n == 12
    told = [f.problem.what for f in few_rows_are_set_aside(town.defs, town.count())]
    assert told == ["1 of 15 rows were set aside (6.67%)."]
    assert town.take(path).known
    again = excel(town.root / "igen.xlsx", ("set aside", rows[:4]))
    with pytest.raises(DeliveryError, match="mends 2 rows, and 1 of"):
        town.take(again)


def test_mended_rows_tell_when_their_offence_was(town, mend):
    """A month counted by offences is told whole only where the rows that came back tell it too."""
    town.change("sources.toml", 'place = "Sted"\n', 'place = "Sted"\noccurred = "Begået"\n')
    head = "Kode;Dato;Sted;Begået\n"
    rows = "".join(f"1320;15-{m:02d}-2025;Nord;14-{m:02d}-2025\n" for m in range(1, 13))
    main = town.take(head + rows + "1320;i går;Nord;01-05-2025\n", source="anmeldelser").delivery
    mend(main, head + "1320;03-05-2025;Nord;28-04-2025\n")
    cube = town.count().crime
    assert cube.dated == frozenset(YEAR_2025)
    april = range(2025 * 12 + 3, 2025 * 12 + 4)
    nord = police.atoms_of(cube.atoms, town.area("nord"), town.area("nord").version[0])
    assert police.total(cube, town.crime("indbrud"), nord, YEAR_2025, april) == 2
    assert police.total(cube, town.crime("indbrud"), nord, YEAR_2025) == 13


def brought_back(town, excel, delivery, wrong: str, right: str):
    """The delivery's own workbook, with one word put right wherever it stands, taken in."""
    book = CalamineWorkbook.from_path(str(delivery.path / "set-aside.xlsx"))
    rows = [list(row) for row in book.get_sheet_by_index(0).to_python()]
    mended = rows[:2] + [[right if cell == wrong else cell for cell in row] for row in rows[2:]]
    return town.take(excel(town.root / "rettet.xlsx", ("set aside", mended)), arrived=MENDED)


def test_a_report_that_stands_twice_does_not_come_back_among_mended_rows(town, excel):
    """Its id is not kept: in the workbook it would look like any row, and be counted again."""
    town.change("sources.toml", 'place = "Sted"\n\n[[source]]\nid = "tal"',
                'place = "Sted"\nid = "Sag"\n\n[[source]]\nid = "tal"')  # fmt: skip
    rows = (
        "A;1320;02-05-2025;Nord", "A;1320;02-05-2025;Nord",  # the same report twice
        "B;1320;i går;Nord", "B;1320;03-05-2025;Nord",  # and again, the first time with a bad date
        "C;1320;i går;Nord", "C;1320;i går;Nord",
    )  # fmt: skip
    main = town.take("Sag;Kode;Dato;Sted\n" + "\n".join(rows) + "\n", arrived=MAIN).delivery
    assert (main.manifest.rows_kept, main.manifest.rows_set_aside) == (2, 4)
    add = brought_back(town, excel, main, "i går", "04-05-2025").delivery
    assert add.manifest.rows_kept == 1
    assert burglaries(town, range(2025 * 12 + 4, 2025 * 12 + 5)).n == 3  # A, B and C


def test_an_activity_that_stands_twice_does_not_come_back_among_mended_rows(register, lists, excel):
    twice = lists("2026;nord;;A;;Skolen;;", "2026;nord;;A;;Skolen;;", "i år;nord;;B;;Skolen;;")
    main = register.take(twice).delivery
    brought_back(register, excel, main, "i år", "2026")
    assert [a.name for a in register.count().activities] == ["A", "B"]
