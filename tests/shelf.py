"""What a file's rows became, kept as long as the tests run: the same file is read and checked once.

Some hundred tests begin with the same reports in the same town. All that stands around reading them
is done each time: the source is found, what is known already is told, the delivery is put in its
place and numbered, and what falls silent by it is told.
"""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grundlag.records.model import Taken
from grundlag.records.take import take

OWN = ("in", "store", "out")  # folders of a town in which nothing is declared


class Shelf:
    """The parts of deliveries that were read, by all that they were read from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: dict[Any, tuple[Path, Taken]] = {}

    @contextmanager
    def used(self) -> Iterator[None]:
        """A file that is taken meanwhile is looked for here, and put here."""
        module = sys.modules[take.__module__]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "_taken", self._or_read(module._taken))
            yield

    def _or_read(self, read: Callable[..., Taken]) -> Callable[..., Taken]:
        def taken(
            connection: Any, defs: Any, opened: Any, manifest: Any, coming: Any, part: Path
        ) -> Taken:
            told = (connection, defs, opened, manifest, coming, part)
            if opened.lies or opened.mends:
                return read(*told)
            how = replace(coming, progress=None)
            key = (*map(repr, (manifest, opened.source, how)), *_declared(defs.root))
            if key not in self.found:
                made = read(*told)
                kept = self.folder / str(len(self.found))
                self.found[key] = (Path(shutil.copytree(part, kept)), made)
                return made
            kept, made = self.found[key]
            shutil.copytree(kept, part, dirs_exist_ok=True)
            return replace(made, delivery=replace(made.delivery, path=part))

        return taken


def _declared(root: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a folder in which something may be declared."""
    for each in sorted(root.iterdir()):
        if each.name not in OWN:
            below = sorted(each.rglob("*")) if each.is_dir() else [each]
            yield from ((str(p.relative_to(root)), p.read_bytes()) for p in below if p.is_file())
