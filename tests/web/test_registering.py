"""A register written anew is read as it was meant, however its source says that it is read."""

from dataclasses import replace
from datetime import date

import pytest

from grundlag.cubes.edited import DoubledError, Edit, edits_to
from grundlag.cubes.register import Entry, Named, register_of
from grundlag.errors import DeliveryError
from grundlag.records.keep import deliveries
from grundlag.run.registering import Plan, edit, exported, read_file, register

NORD, TODAY = Plan(partnership="nord", year=2026), date(2026, 6, 1)
FEST = Entry(activity="Fest", theme="Tema", status="i gang", named=(Named(text="A", where="in"),))
NEW = Edit(base=None, mine=Entry(activity="Ny", named=(Named(text="Æ", where="unknown"),)))


@pytest.fixture(name="town")
def both_plans(register, lists):
    """The list of both districts; Nord's plan has one activity."""
    register.take(lists("2026;nord;Tema;Fest;i gang;A;;", "2026;syd;Tema;Kor;i gang;A;B;"))
    return register


def test_only_the_plan_that_is_edited_is_written(town):
    edit(town.defs, NORD, [NEW], TODAY, "x.xlsx")
    assert register(town.defs, NORD).entries == (FEST, NEW.mine)
    assert [e.activity for e in register_of(town.defs, "syd", 2026).entries] == ["Kor"]
    assert deliveries(town.root)[-1].manifest.scope == ("2026 nord",)


@pytest.mark.parametrize(
    "reading",
    ["header = 3", 'sheet = "Planen"\nheader = 2', 'encoding = "cp1252"\nseparator = ","'],
)
def test_the_list_is_dressed_as_its_source_is_read(town, reading):
    old = 'partners_unknown = "Uoplyst"\n'
    town.change("sources.toml", old, f"{old}[source.read]\n{reading}\n")
    edit(town.defs, NORD, [NEW], TODAY, "x.xlsx")
    now = register(town.defs, NORD)
    assert now.entries == (FEST, NEW.mine)
    for kind in (".xlsx", ".csv"):
        content = exported(town.defs, NORD, kind)
        assert edits_to(now, read_file(town.defs, NORD, content, f"x{kind}", TODAY)) == ()


def test_columns_that_were_confirmed_and_not_mapped_are_there_and_empty(town):
    """Else the list would be one whose columns have changed, and be refused."""
    head = '"Planår", "Partnerskab", "Budget", "Indsats", "Aktivitet", "Status", "Inde", "Ude"'
    town.change("sources.toml", 'id = "lister"\n', f'id = "lister"\nheader = [{head}, "Uoplyst"]\n')
    edit(town.defs, NORD, [NEW], TODAY, "x.xlsx")
    assert exported(town.defs, NORD, ".csv").decode("utf-8-sig").splitlines() == [
        "Planår;Partnerskab;Budget;Indsats;Aktivitet;Status;Inde;Ude;Uoplyst",
        "2026;nord;;Tema;Fest;i gang;A;;",
        "2026;nord;;;Ny;;;;Æ",
    ]


def test_a_list_that_would_be_read_otherwise_is_not_kept(town):
    """With fill_down an empty theme would become the one above it: nobody wrote that."""
    old = 'partners_unknown = "Uoplyst"\n'
    town.change("sources.toml", old, f'{old}[source.read]\nfill_down = ["Indsats"]\n')
    with pytest.raises(DeliveryError, match='"Ny" is read otherwise than it was written'):
        edit(town.defs, NORD, [NEW], TODAY, "x.xlsx")
    assert len(deliveries(town.root)) == 1


def test_a_clock_that_goes_back_writes_nothing(town):
    with pytest.raises(DeliveryError, match="arrived on 2026-02-01, after today, 2026-01-01"):
        edit(town.defs, NORD, [NEW], date(2026, 1, 1), "x.xlsx")
    assert len(deliveries(town.root)) == 1


def test_an_activity_is_not_there_twice(town):
    """Case and blanks make no difference; in another theme it is another."""
    twin = replace(FEST, activity="FEST ", theme="tema")
    with pytest.raises(DoubledError):
        edit(town.defs, NORD, [Edit(base=None, mine=twin)], TODAY, "x.xlsx")
    other = replace(FEST, theme="Andet")
    assert edit(town.defs, NORD, [Edit(base=None, mine=other)], TODAY, "x.xlsx")


def test_texts_are_kept_to_the_letter(town):
    texts = ("_x0041_ fest", "Fest\u00a0her", "'=x", "https://eksempel.dk", "007", "Øl & <vand>")
    new = [Entry(activity=t, named=(Named(text=t, where="in"),)) for t in texts]
    edit(town.defs, NORD, [Edit(base=None, mine=each) for each in new], TODAY, "x.xlsx")
    assert register(town.defs, NORD).entries == (FEST, *new)


def test_a_sign_that_would_stop_the_papers_is_told_and_nothing_is_kept(town):
    """As the file brings it; the form tells it by its field."""
    new = Entry(activity="Fest", theme="Ny", named=(Named(text="Klub 🎉", where="in"),))
    with pytest.raises(DeliveryError, match='"Fest": the papers\' font has no "🎉"'):
        edit(town.defs, NORD, [NEW, Edit(base=None, mine=new)], TODAY, "x.xlsx")
    assert register(town.defs, NORD).entries == (FEST,)


def test_without_a_source_there_is_no_register(town):
    town.write("sources.toml", "schema = 1\n")
    with pytest.raises(DeliveryError, match="no source brings the activities of syd"):
        register(town.defs, Plan(partnership="syd", year=2030))
