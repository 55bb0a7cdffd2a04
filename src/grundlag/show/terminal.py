"""A paper on the terminal, and how wide a line may be there."""

from rich.console import Console

from grundlag.render.text import text as plain_text
from grundlag.report.model import Paper

PIPED, WIDEST = 100, 120  # how wide a table is where no terminal says, and at most


def columns(out: Console) -> int:
    """How many characters a line may have: as the terminal, or where none says PIPED."""
    return min(out.width, WIDEST) if out.is_terminal else PIPED


def paper(out: Console, whole: Paper) -> None:
    """A paper, as wide as the terminal."""
    out.print(plain_text(whole, columns(out)), end="")
