"""A table is fetched whole, once a day, in as many questions as it takes, and kept."""

import json
from datetime import date

import pytest

from grundlag.basis.folder import Source
from grundlag.errors import FetchError


def lines(fetched) -> list[str]:
    return fetched.path.read_text("utf-8").splitlines()


def test_a_table_is_a_file_with_a_column_a_variable(ask, bank):
    """Invented: København has 5 * (11 + number of the quarter) burglaries; 2025K1 is the eighth."""
    got = ask()
    assert got.path.name == "f-2026-02-20.csv"
    assert lines(got)[0] == "OMRÅDE;OVERTRÆD;TID;INDHOLD"
    assert "101;1320;2025K1;95" in lines(got)
    assert got.rows == len(lines(got)) - 1 == 8
    assert bank.data == [
        {
            "table": "STRAF11", "format": "CSV", "lang": "da", "valuePresentation": "Code",
            "variables": [
                {"code": "OMRÅDE", "values": ["101"]},
                {"code": "OVERTRÆD", "values": ["1252", "1320"]},
                {"code": "Tid", "values": ["2025K1", "2025K2", "2025K3", "2025K4"]},
            ],
        }
    ]  # fmt: skip


def test_the_note_says_what_was_asked_of_whom_and_when(ask, bank):
    note = json.loads(ask().path.with_suffix(".json").read_text("utf-8"))
    assert (note["table"], note["updated"][:10], note["date"]) == (
        "STRAF11",
        "2026-01-16",
        "2026-02-20",
    )
    assert note["address"] == f"{bank.address}/data"
    assert note["chosen"]["OVERTRÆD"] == {"1252": "Simpel vold", "1320": "Indbrud i beboelser"}
    assert len(note["sha256"]) == 64


def test_the_same_question_is_asked_once_a_day(ask, bank):
    first, asked = ask(), len(bank.asked)
    second = ask()
    assert (second.path, second.known, len(bank.asked)) == (first.path, True, asked)
    assert ask(again=True).known is False
    assert ask(day=date(2026, 2, 21)).path.name == "f-2026-02-21.csv"


def test_another_question_on_the_same_day_has_a_file_of_its_own(ask):
    assert ask(areas=("147",)).path.name == "f-2026-02-20.csv"
    other = ask(areas=("101",))
    assert other.path.name == "f-2026-02-20-2.csv"
    assert "101;1320;2025K1;95" in lines(other)


def test_a_file_that_somebody_changed_is_not_written_over(ask):
    first = ask()
    first.path.write_text("mine", "utf-8")
    assert ask().path.name == "f-2026-02-20-2.csv"
    assert ask(again=True).path.name == "f-2026-02-20-2.csv"
    assert first.path.read_text("utf-8") == "mine"


def test_a_variable_that_is_left_out_is_summed_up_by_the_bank(ask):
    got = ask(table="FOLK1A", values={}, since="2025K1", until="2025K1")
    assert lines(got) == ["OMRÅDE;TID;INDHOLD", "101;2025K1;5008"]


def test_the_citys_own_bank_is_the_same_under_another_address(ask, bank):
    """Its time variable is called var5; in the file it is TID, as everywhere."""
    bank.address += "/s30"
    got = ask(("20903",), "2025K1", "2025K1", table="KKBEF1", area="OMRKK", values={})
    assert lines(got) == ["OMRKK;TID;INDHOLD", "20903;2025K1;1008"]
    assert "KKBEF1 is no longer updated." in str(got.notices[0])


@pytest.mark.parametrize("limit", [4, 12, 40, 100])
def test_what_is_too_large_is_split_and_is_the_same(ask, bank, limit, monkeypatch):
    """4 areas x 2 offences x 12 quarters are 96 figures, 384 cells by the bank's own count."""
    whole = ask(("*",), "")
    assert (whole.rows, whole.questions) == (96, 1)
    bank.limit = limit
    monkeypatch.setattr("grundlag.records.statbank.fetch.LIMIT", limit)
    parts = ask(("*",), "", again=True, day=date(2026, 2, 21))
    assert parts.questions >= 384 / limit
    assert sorted(lines(parts)) == sorted(lines(whole))
    assert not any("REQUEST-LIMIT" in str(q) for q in bank.asked)


def test_a_lower_limit_than_is_known_is_met_by_halves(ask, bank):
    bank.limit = 100
    got = ask(("*",), "")
    assert (got.rows, got.questions) == (96, 4)


def test_a_bank_that_takes_nothing_is_not_asked_for_ever(ask, bank):
    bank.limit = 1
    with pytest.raises(FetchError) as caught:
        ask(("*",), "")
    assert "answers 400: Forespørgslen på op mod" in str(caught.value)
    assert len(bank.data) == 7


def test_too_many_questions_are_refused_beforehand(ask, bank, monkeypatch):
    monkeypatch.setattr("grundlag.records.statbank.fetch.LIMIT", 8)
    monkeypatch.setattr("grundlag.records.statbank.fetch.MOST", 10)
    with pytest.raises(FetchError) as caught:
        ask(("*",), "")
    assert "384 cells would take more than 10 questions." in str(caught.value)
    assert 'format = "BULK"' in str(caught.value)
    assert bank.data == []


def test_a_streamed_table_leaves_out_what_is_zero(ask, bank):
    """Christiansø (411) has no report: CSV says 0 eight times, BULK says nothing."""
    assert sum(line.startswith("411") for line in lines(ask(("*",)))) == 8
    bank.limit = 1
    streamed = ask(("*",), format="BULK")
    assert not any(line.startswith("411") for line in lines(streamed))
    assert (streamed.rows, streamed.questions) == (24, 1)


def test_figures_that_are_not_told_stay_so_and_are_counted(ask, bank):
    bank.untold = {("101", "1320", "2025K2")}
    got = ask()
    assert "101;1320;2025K2;.." in lines(got)
    assert '1 of 8 figures are "..": they are not told.' in str(got.notices[0])


def test_how_a_source_should_read_it_is_said(ask):
    source = Source(id="s", kind="crime_counts", provider="x", columns={})
    said = "\n".join(map(str, ask(format="BULK", source=source).notices))
    assert "STRAF11 has 0 where a figure is kept secret." in said
    assert "hidden_as_zero = true" in said
    assert 'absent = "zero"' in said
    told = Source(
        id="s",
        kind="crime_counts",
        provider="x",
        columns={},
        absent="zero",
        hidden_as_zero=True,
    )
    assert ask(format="BULK", source=told).notices == ()
