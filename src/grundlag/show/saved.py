"""Which files were written, and where; what was written down of a decision."""

from itertools import groupby
from pathlib import Path

from rich.console import Console

from grundlag.render.save import DATA, marks
from grundlag.run.adopting import Adopted
from grundlag.run.written import Written


def written(out: Console, files: Written) -> None:
    """The files that were written, and those that are saved beside an open one."""
    out.print(f"{len(files.paths)} files in {files.paths[0].parent}:")
    for stem, found in groupby(files.paths, key=_stem):
        out.print(f"  {stem}{' '.join(path.name.removeprefix(stem) for path in found)}")
    for name, path in files.beside:
        out.print(f"\n{name} is open: saved as {path.name}")
        for mark in marks(name):
            if (path.parent / mark).exists():
                out.print(f"  If nobody has it open, delete {mark} and report again.")
    for folder in files.stale:
        out.print(f"\n{folder} is from before the basis was in force: delete it, or keep it apart.")
    if files.told:
        out.print(
            f"\nThe public report that lay there told {files.told} figures that are hidden now."
        )
        out.print("Where it was handed out, they are known.")
    if files.public:
        out.print("\nFor the public, without what is protected (those above are internal):")
        written(out, files.public)


def _stem(path: Path) -> str:
    """What the formats of one paper have in common; a file of data is one of its own."""
    return path.name if path.name in DATA else path.stem


def adopted(out: Console, basis: str, found: Adopted) -> None:
    """Where a decision was written, the notes on it, and what to do next."""
    out.print(f"{basis} is decided: written into {found.file}.")
    if found.notes.paths:
        out.print("A note to each steering group:")
        written(out, found.notes)
    out.print("Next: grundlag check, which says whether a baseline is missing, and then")
    out.print(f"  grundlag report {found.first_year}")
