"""A TOML file that somebody wrote by hand is changed in one place, and stays as it is elsewhere."""

import tomllib

import pytest

from grundlag.basis.edit import BOM, appended, key, with_value, written

HAND = b"""# mine
[[source]]
id        = "a"   # first
confirmed = false # look at it

[[source]]
id = "b"
header = [
  "x",  # one
  "y",
]
"""


def test_only_the_value_is_changed() -> None:
    after = with_value(HAND, ("source", 0, "confirmed"), True, "id")
    assert after == HAND.replace(b"= false #", b"= true #")


def test_a_key_that_is_not_there_stands_below_another() -> None:
    after = with_value(HAND, ("source", 0, "header"), ("x",), "id")
    assert after == HAND.replace(b"# first\n", b'# first\nheader = ["x"]\n')


def test_a_value_over_several_lines_is_changed_whole() -> None:
    after = with_value(HAND, ("source", 1, "header"), ("z",), "id")
    assert after.endswith(b'id = "b"\nheader = ["z"]\n')


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    windows = BOM + HAND.replace(b"\n", b"\r\n")
    after = with_value(windows, ("source", 0, "header"), ("\u00e6",), "id")
    assert after == windows.replace(b"# first\r\n", '# first\r\nheader = ["æ"]\r\n'.encode())
    assert appended(windows, ["[[source]]"]) == windows + b"\r\n[[source]]\r\n"


def test_a_last_line_without_an_end_gets_one() -> None:
    assert appended(b"a = 1", ["b = 2"]) == b"a = 1\n\nb = 2\n"
    after = with_value(b'[[source]]\nid = "a"', ("source", 0, "header"), ("x",), "id")
    assert tomllib.loads(after.decode()) == {"source": [{"id": "a", "header": ["x"]}]}


@pytest.mark.parametrize("text", ['say "x"', "back\\slash", "tab\t", "line\nbreak", "\x7f", "æ"])
def test_any_text_is_read_as_it_was(text: str) -> None:
    said = f"{key(text)} = {written((text, 'b'))}"
    assert tomllib.loads(said) == {text: [text, "b"]}
