"""Values are named by code, name or rule; what a table does not have is told with the nearest."""

import sys

import pytest

from grundlag.errors import FetchError


def asked_for(bank, variable: str) -> list[str]:
    (found,) = [v for v in bank.data[-1]["variables"] if v["code"] == variable]
    return found["values"]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("1320",), ["1320"]),
        (("indbrud i beboelser",), ["1320"]),
        (("tot",), ["TOT"]),
        (("????",), ["1252", "1320", "3410"]),
        (("12*",), ["12", "1252"]),
        (("*2",), ["12", "1252"]),
        (("1*", "1320"), ["1", "12", "1252", "1320"]),
        (("*",), ["TOT", "1", "12", "1252", "1320", "3", "3410"]),
    ],
)
def test_offences(ask, bank, words, codes):
    ask(values={"OVERTRÆD": words})
    assert asked_for(bank, "OVERTRÆD") == codes


@pytest.mark.parametrize(
    ("words", "first", "last", "count"),
    [
        (("*K1",), "2023K1", "2025K1", 3),
        ((">=2024K2",), "2024K2", "2025K4", 7),
        ((">=2024K2<=2024K4",), "2024K2", "2024K4", 3),
        ((">2024K2<2024K4",), "2024K3", "2024K3", 1),
        (("<2023K3",), "2023K1", "2023K2", 2),
        (("(1)",), "2025K4", "2025K4", 1),
        (("(12)",), "2023K1", "2023K1", 1),
        (("(-n+8)",), "2024K1", "2025K4", 8),
        (("(-n+99)",), "2023K1", "2025K4", 12),
    ],
)
def test_periods(ask, bank, words, first, last, count):
    ask(since="", values={"OVERTRÆD": ("1320",), "Tid": words})
    found = asked_for(bank, "Tid")
    assert (found[0], found[-1], len(found)) == (first, last, count)


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2024", "", "2024K1", "2025K4"),
        ("2024K3", "2025", "2024K3", "2025K4"),
        ("2024Q2", "2024-09", "2024K2", "2024K3"),
        ("2024M02", "2024", "2024K2", "2024K4"),
        ("", "2023", "2023K1", "2023K4"),
    ],
)
def test_from_and_to_keep_whole_periods(ask, bank, since, until, first, last):
    ask(since=since, until=until)
    found = asked_for(bank, "Tid")
    assert (found[0], found[-1]) == (first, last)


WRONG = [
    ({"areas": ("102",)}, ['OMRÅDE of STRAF11 has no value "102".', 'Did you mean "101"?']),
    ({"areas": ("Kobenhavn",)}, ['Did you mean "København"?']),
    ({"areas": ()}, ["is not told which OMRÅDE", "--area CODE: 000 (Hele landet), 101 (Køb"]),
    ({"since": "2024K5"}, ['"2024K5" is no period.', "2025K1, 2025Q1, 2025H1"]),
    ({"since": "2030"}, ["has no period there: it has 2023K1 to 2025K4."]),
    ({"values": {"OVERTRED": ("1",)}}, ['no variable called "OVERTRED"', '"OVERTRÆD"?']),
    ({"values": {"OVERTRÆD": ("132",)}}, ['no value "132"', 'Did you mean "1320"?']),
    ({"values": {"OVERTRÆD": ()}}, ["is asked for with no value"]),
    ({"values": {"Tid": (">=2031K1",)}}, ['Tid of STRAF11 has no value ">=2031K1"', "(-n+8)"]),
    ({"values": {"Tid": ("(13)",)}}, ['no value "(13)"']),
    ({"values": {"Tid": ("(0)",)}}, ['no value "(0)"']),
    ({"values": {}, "format": "BULK"}, ["is not told which OVERTRÆD", '"OVERTRÆD" = [...]']),
    ({"table": "STRAF1"}, ['has no table called "STRAF1".', 'Did you mean "STRAF11"?']),
    ({"table": "XYZ99"}, ['has no table called "XYZ99".', "https://banken.example"]),
]


@pytest.mark.parametrize(("words", "told"), WRONG)
def test_what_is_not_there_is_told_before_anything_is_asked(ask, bank, words, told):
    with pytest.raises(FetchError) as caught:
        ask(**words)
    assert all(piece in str(caught.value) for piece in told), str(caught.value)
    assert bank.data == []


def test_all_that_is_wrong_is_told_at_once(ask):
    with pytest.raises(FetchError) as caught:
        ask(("102", "103"), values={"OVERTRÆD": ("9",), "ALDER": ("*",)})
    assert len(caught.value.problems) == 4


def test_two_areas_of_one_name_are_not_guessed_between(ask, bank, monkeypatch):
    areas = sys.modules["bank"].TABLES["STRAF11"]["variables"][0]["values"]
    monkeypatch.setitem(areas[2], "text", "København")
    with pytest.raises(FetchError, match='has no value "København"'):
        ask(("København",))
    assert ask(("147",)).rows == 8
