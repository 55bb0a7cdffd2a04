"""One made while the one before is used: in order, one ahead, and errors where they belong."""

from collections.abc import Iterator
from threading import Event

import pytest

from grundlag.records.meanwhile import ahead


def test_all_come_in_their_order():
    assert list(ahead(iter(range(5)))) == [0, 1, 2, 3, 4]
    assert list(ahead(iter(()))) == []


def test_the_next_is_made_while_one_is_used_and_no_more():
    begun = [Event() for _ in range(4)]

    def made() -> Iterator[int]:
        for i, event in enumerate(begun):
            event.set()
            yield i

    items = ahead(made())
    assert next(items) == 0
    assert begun[1].wait(10)  # with nobody asking for it yet
    assert not begun[2].is_set()
    assert list(items) == [1, 2, 3]


def test_an_error_comes_after_what_was_made_before_it():
    def made() -> Iterator[int]:
        yield 1
        raise ValueError("the file breaks here")

    items = ahead(made())
    assert next(items) == 1
    with pytest.raises(ValueError, match="breaks here"):
        next(items)


def test_who_stops_early_leaves_nothing_running():
    ended = []

    def made() -> Iterator[int]:
        for i in range(9):
            yield i
            ended.append(i)

    items = ahead(made())
    next(items)
    items.close()
    assert ended == [0]
