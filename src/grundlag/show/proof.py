"""A proof of an edited paper, as the terminal shows it: what is wrong, then what to look at."""

from rich.console import Console

from grundlag.run.proofing import Proof


def proof(out: Console, found: Proof) -> None:
    """What is wrong comes first; then what is new or gone; then what became of the remarks."""
    out.print(f"{found.paper.title}, held against {found.report}")
    wrong = [slip for slip in found.slips if slip.wrong]
    look = [slip for slip in found.slips if not slip.wrong]
    for slip in wrong:
        out.print(f"wrong: {slip.where}: {slip.what}")
    for slip in look:
        out.print(f"look: {slip.where}: {slip.what}")
    if not found.slips:
        out.print("Every number and every word is the report's.")
    if found.kept:
        out.print(f"{found.lifted} remarks were written into {found.remarks}.")
    elif found.lifted:
        out.print(f"{found.lifted} remarks are others than in {found.remarks}: --lift keeps them.")
