"""On which line each thing stands, for every way in which TOML can say it."""

import tomllib
from typing import Any

import pytest

from grundlag.basis.lines import lines, nearest_line

KEYS = """\
# a comment
plain = 1
"with space" = 2
'literal "quotes"' = 3
"esc\\u00e6ped" = 4
a.b.c = 5
"x.y".z = 6

 indented = 7
"""

ARRAYS = """\
one = [1, 2, 3]
many = [
    # what follows is the first
    "æble",

    "ø",  # the second
    { name = "å", inner = { deep = 1 } },
    [
        1,
        2 ],
]
after = 1
"""

STRINGS = '''\
basic = """
one

three"""
literal = \'\'\'
[not.a.header]
key = 1
\'\'\'
folded = """\\
    one \\
    line"""
after = "[[no]] # no comment"
'''

TABLES = """\
[one]
k = 1
[one.two]
k = 2
[[many]]
k = 3
[[many.inner]]
k = 4
[[many.inner]]
k = 5
[many.inner.deep]
k = 6
[[many]]
[many.sub]
k = 7
[[many.inner]]
k = 8
[ spaced . "dotted.name" ]
k = 9
[late.parent]
k = 10
[late]
k = 11
"""

CASES: list[tuple[str, tuple[str | int, ...], int]] = [
    (KEYS, (), 1),
    (KEYS, ("plain",), 2),
    (KEYS, ("with space",), 3),
    (KEYS, ('literal "quotes"',), 4),
    (KEYS, ("escæped",), 5),
    (KEYS, ("a", "b", "c"), 6),
    (KEYS, ("a", "b"), 6),
    (KEYS, ("x.y", "z"), 7),
    (KEYS, ("indented",), 9),
    (ARRAYS, ("one",), 1),
    (ARRAYS, ("one", 2), 1),
    (ARRAYS, ("many",), 2),
    (ARRAYS, ("many", 0), 4),
    (ARRAYS, ("many", 1), 6),
    (ARRAYS, ("many", 2), 7),
    (ARRAYS, ("many", 2, "name"), 7),
    (ARRAYS, ("many", 2, "inner", "deep"), 7),
    (ARRAYS, ("many", 3), 8),
    (ARRAYS, ("many", 3, 1), 10),
    (ARRAYS, ("after",), 12),
    (STRINGS, ("basic",), 1),
    (STRINGS, ("literal",), 5),
    (STRINGS, ("folded",), 9),
    (STRINGS, ("after",), 12),
    (TABLES, ("one",), 1),
    (TABLES, ("one", "k"), 2),
    (TABLES, ("one", "two"), 3),
    (TABLES, ("many", 0), 5),
    (TABLES, ("many", 0, "inner", 0, "k"), 8),
    (TABLES, ("many", 0, "inner", 1), 9),
    (TABLES, ("many", 0, "inner", 1, "deep", "k"), 12),
    (TABLES, ("many", 1), 13),
    (TABLES, ("many", 1, "sub"), 14),
    (TABLES, ("many", 1, "inner", 0), 16),
    (TABLES, ("spaced", "dotted.name", "k"), 19),
    (TABLES, ("late", "parent"), 20),
    (TABLES, ("late",), 22),
]


@pytest.mark.parametrize(("text", "path", "line"), CASES)
def test_each_thing_stands_on_its_line(text: str, path: tuple[str | int, ...], line: int) -> None:
    assert lines(text)[path] == line


@pytest.mark.parametrize("text", [KEYS, ARRAYS, STRINGS, TABLES])
def test_windows_line_ends_change_no_line(text: str) -> None:
    assert lines(text.replace("\n", "\r\n")) == lines(text)


@pytest.mark.parametrize("text", [KEYS, ARRAYS, STRINGS, TABLES])
def test_every_key_and_element_has_a_line_and_nothing_else_has(text: str) -> None:
    found = {path for path in lines(text) if path}
    many = {("many",)} if text is TABLES else set()  # a list of tables stands nowhere as a whole
    inner = {("many", i, "inner") for i in (0, 1)} if text is TABLES else set()
    assert found - inner - many == set(_paths(tomllib.loads(text))) - inner - many


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    found: list[tuple[str | int, ...]] = []
    for step, inner in pairs:
        found.append((*path, step))
        if isinstance(inner, dict | list):
            found += _paths(inner, (*path, step))
    return found


def test_a_file_without_a_line_has_a_first_line() -> None:
    assert lines("") == {(): 1}


def test_other_signs_for_a_new_line_are_none_in_toml() -> None:
    assert lines('one = "a\u2028b\x85c"\ntwo = 2\n')["two",] == 2


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("many", 1), 6),
        (("many", 1, "name"), 6),
        (("many", 9), 2),
        (("gone",), 1),
        ((), 1),
    ],
)
def test_what_has_no_line_has_that_of_what_is_around_it(
    path: tuple[str | int, ...], line: int
) -> None:
    assert nearest_line(lines(ARRAYS), path) == line


def test_a_comment_behind_a_list_hides_no_line_of_it() -> None:
    assert lines('many = [\n  "a",\n  "b",\n]   # two\n')["many", 1] == 3
