"""Some made while another is used: in order, a few ahead, and errors where they belong."""

import threading
from collections.abc import Iterator
from threading import Event

import pytest

from grundlag.records.meanwhile import FEW, ahead, meanwhile


def test_all_come_in_their_order():
    assert list(ahead(iter(range(5)))) == [0, 1, 2, 3, 4]
    assert list(ahead(iter(()))) == []


def test_a_few_are_made_while_one_is_used_and_no_more():
    begun = [Event() for _ in range(2 * FEW)]

    def made() -> Iterator[int]:
        for i, event in enumerate(begun):
            event.set()
            yield i

    items = ahead(made())
    assert next(items) == 0
    assert begun[FEW].wait(10)  # with nobody asking for it yet
    assert not begun[FEW + 1].is_set()
    assert list(items) == list(range(1, 2 * FEW))


def test_an_error_comes_after_what_was_made_before_it():
    def made() -> Iterator[int]:
        yield 1
        raise ValueError("the file breaks here")

    items = ahead(made())
    assert next(items) == 1
    with pytest.raises(ValueError, match="breaks here"):
        next(items)


def test_who_stops_early_leaves_nothing_running():
    ended, before = [], {*threading.enumerate()}  # others' may still run

    def made() -> Iterator[int]:
        for i in range(100):
            yield i
            ended.append(i)

    items = ahead(made())
    next(items)
    items.close()
    then = len(ended)
    assert then <= FEW + 1
    assert not {*threading.enumerate()} - before
    assert len(ended) == then


def test_what_is_done_meanwhile_is_done_at_the_end():
    done = Event()
    with meanwhile(done.set):
        assert done.wait(10)


def test_what_it_raises_is_raised():
    with pytest.raises(OSError, match="No space"), meanwhile(full):
        pass


def full() -> None:
    raise OSError(28, "No space left on device")
