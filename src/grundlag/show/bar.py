"""How far a command is, on a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn


@contextmanager
def bar(console: Console) -> Iterator[Callable[[str, float], None]]:
    """A bar a file on a terminal; nothing where no terminal reads."""
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as on:
        tasks = {}

        def tell(name: str, share: float) -> None:
            if name not in tasks:
                tasks[name] = on.add_task(name, total=1.0)
            on.update(tasks[name], completed=share)

        yield tell
