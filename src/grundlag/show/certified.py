"""What was compared on two engines, as the terminal shows it."""

from rich.console import Console

from grundlag.engine.connect import USUAL
from grundlag.run.certifying import Certified

SHOWN = 20  # differences; the rest are counted


def certified(out: Console, found: Certified) -> None:
    """How much was compared, and that it is equal, or each difference."""
    n = found.totals
    out.print(f"An invented city of scale {found.scale:g}, on {USUAL} and on {found.engine}:")
    out.print(f"  {n.cubes} cubes, {n.cells} cells in {len(n.places)} places")
    out.print(f"  {n.rows} counted; weights of {n.weight} millionths")
    out.print(f"  {found.checked} rows checked where they lie, {found.set_aside} set aside")
    if not found.differing:
        out.print("equal")
        return
    out.print(f"{len(found.differing)} differences:")
    for each in found.differing[:SHOWN]:
        out.print(f"  {each}")
    if rest := found.differing[SHOWN:]:
        out.print(f"  ... and {len(rest)} more")
