"""`grundlag fetch`: a file, how to read it and the next step; offline, what to do instead."""

import re
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow  # a run of the command each

HAND = "OMRÅDE;OVERTRÆD;TID;INDHOLD\n101;1320;2024K1;85\n101;1320;2024K2;90\n"


def words(bank: Any, more: str = "") -> str:
    return f"fetch straf11 --area 101 --from 2024 --to 2024 --bank {bank.address} {more}"


def block(printed: str) -> str:
    """The [[source]] that was printed, as somebody copies it."""
    found = re.search(r"(\[\[source\]\].+?)\n(?=Next|$)", printed, re.DOTALL)
    assert found, printed
    return found[1]


def with_source(town: Path, text: str) -> None:
    old = (town / "sources.toml").read_text("utf-8")
    (town / "sources.toml").write_text(f"{old}\n{text}\n", "utf-8")


def test_from_an_empty_folder_to_a_delivery(town, bank, grundlag):
    first = grundlag(words(bank), town)
    assert (first.code, first.err) == (0, "")
    assert "STRAF11 (Anmeldte forbrydelser), updated 2026-01-16: 12 figures, fetched" in first.out
    assert "No source reads it yet. Copy this into sources.toml:" in first.out
    with_source(town, block(first.out))
    again = grundlag(words(bank, "--take"), town)
    assert again.code == 0, again.err
    assert "already fetched today; --again fetches it anew" in again.out
    assert "12 read = 12 kept + 0 set aside; 2024-01 to 2024-12" in again.out
    assert len(bank.data) == 1
    assert not again.out.count("[[source]]")


def test_the_next_step_that_is_printed_can_be_taken(town, bank, grundlag):
    with_source(town, block(grundlag(words(bank), town).out))
    (step,) = re.findall(r"^Next: grundlag (.+)$", grundlag(words(bank), town).out, re.MULTILINE)
    ran = grundlag(step, town)
    assert (ran.code, ran.err) == (0, "")
    assert "12 read = 12 kept" in ran.out


def test_inhabitants_are_read_on_the_first_day_of_the_quarter(town, bank, grundlag):
    ask = f"fetch population --area København --from 2025 --bank {bank.address}"
    with_source(town, block(grundlag(ask, town).out))
    ran = grundlag(f"{ask} --take", town)
    assert "4 read = 4 kept + 0 set aside; 2025-01-01, 2025-04-01, " in ran.out


def test_the_citys_districts_come_from_its_own_bank(town, bank, grundlag):
    ran = grundlag(f"fetch kkbef1 --area Tingbjerg --bank {bank.address}/s30", town)
    assert ran.code == 0, ran.err
    assert "KKBEF1 (Befolkningen), updated 2026-02-11: 12 figures" in ran.out
    assert "note: kkbef1-" in ran.out
    assert 'place = "OMRKK"' in ran.out


def test_take_without_a_source_says_what_is_missing(town, bank, grundlag):
    ran = grundlag(words(bank, "--take"), town)
    assert ran.code == 1
    assert "[[source]]" in ran.out
    assert "no source reads it yet." in ran.err


def test_a_file_that_was_saved_by_hand_serves_as_well(town, bank, grundlag):
    with_source(town, block(grundlag(words(bank), town).out))
    (town / "straf11.csv").write_text(HAND, "utf-8")
    ran = grundlag("take straf11.csv --source straf11 --extracted 2026-02-01", town)
    assert (ran.code, ran.err) == (0, "")
    assert "2 read = 2 kept + 0 set aside; 2024-01 to 2024-06" in ran.out


DECLARED = """
[[source]]
id = "stat"
kind = "crime_counts"
provider = "Banken"
absent = "zero"
hidden_as_zero = true
[source.columns]
code = "OVERTRÆD"
place = "OMRÅDE"
period = "TID"
n = "INDHOLD"

[[fetch]]
id = "indbrud"
source = "stat"
table = "STRAF11"
bank = "{bank}"
format = "BULK"
[fetch.values]
"OMRÅDE" = ["1*", "411"]
"OVERTRÆD" = ["1320"]
Tid = [">=2025K1"]
"""


def test_a_folder_declares_what_it_fetches_every_year(town, bank, grundlag):
    with_source(town, DECLARED.format(bank=bank.address))
    ran = grundlag("fetch indbrud --take", town)
    assert (ran.code, ran.err) == (0, "")
    assert "8 figures, fetched\n" in ran.out
    assert "8 read = 8 kept + 0 set aside; 2025-01 to 2025-12" in ran.out
    wrong = grundlag("fetch indbrud --area 101", town)
    assert wrong.code == 1
    assert 'the fetch "indbrud" does not say which variable --area chooses.' in wrong.err


def test_offline_is_a_message_with_another_way(town, grundlag):
    ran = grundlag("fetch straf11 --area 101 --bank http://127.0.0.1:9/v1", town)
    assert (ran.code, ran.out) == (1, "")
    assert "127.0.0.1:9: cannot be reached.\n" in ran.err
    assert "save the table by hand as CSV" in ran.err
    assert "`grundlag take` that file." in ran.err


@pytest.mark.parametrize(
    ("more", "code", "told"),
    [
        ("straf12 --area 101", 1, 'no fetch is called "straf12".\n    Did you mean "straf11"?'),
        ("straf11", 1, "STRAF11 is not told which OMRÅDE.\n    Say --area CODE: 000 (Hele landet)"),
        ("straf11 --area 101 --timeout 0", 2, "--timeout"),
        ("straf11 --area 101 --bank http://api.statbank.dk/v1", 2, "begins https://"),
    ],
)
def test_what_is_asked_wrongly(town, bank, grundlag, more, code, told):
    address = "" if "--bank" in more else f"--bank {bank.address}"
    ran = grundlag(f"fetch {more} {address}", town)
    assert ran.code == code
    assert told in ran.err
