"""Two things at a time, never more: both cores of a small machine work, and memory holds little."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
FEW = 2  # made before they are asked for


def ahead(items: Iterator[T]) -> Iterator[T]:
    """The items in their order, a few made in a thread of its own while one is used.

    What is raised in making one is raised where it would have come.
    """
    with ThreadPoolExecutor(max_workers=1) as maker:
        coming = deque(maker.submit(next, items, None) for _ in range(FEW))
        try:
            while (item := coming.popleft().result()) is not None:
                coming.append(maker.submit(next, items, None))
                yield item
        finally:
            maker.shutdown(cancel_futures=True)


@contextmanager
def meanwhile(work: Callable[[], None]) -> Iterator[None]:
    """Something is done while the body runs, and is done at its end; what it raises, is raised."""
    with ThreadPoolExecutor(max_workers=1) as other:
        done = other.submit(work)
        yield
        done.result()
