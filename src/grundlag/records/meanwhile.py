"""Two things at a time, never more: both cores of a small machine are used, and little memory."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


def ahead(items: Iterator[T]) -> Iterator[T]:
    """The items in their order, each made in a thread of its own while the one before is used.

    What is raised in making one is raised where it would have come.
    """
    with ThreadPoolExecutor(max_workers=1) as maker:
        coming = maker.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = maker.submit(next, items, None)
            yield item


@contextmanager
def meanwhile(work: Callable[[], None]) -> Iterator[None]:
    """Something is done while the body runs, and is done at its end; what it raises, is raised."""
    with ThreadPoolExecutor(max_workers=1) as other:
        done = other.submit(work)
        yield
        done.result()
