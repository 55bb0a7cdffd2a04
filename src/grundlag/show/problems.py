"""What `grundlag check` shows: what stops first, few of a kind on the terminal, all in a file."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console

from grundlag.cubes.model import Told
from grundlag.run.checking import DEFINITIONS

LISTED = 5  # of one rule on the terminal; the rest stand in the file


def checked(out: Console, err: Console, found: Sequence[Told], whole: Path) -> None:
    """What must be mended, on `err`, and then what is only to be known; `whole` names the file."""
    for each in _few(found, is_notice=False):
        err.print(each)
    for each in _few(found, is_notice=True):
        out.print(f"note: {each}")
    if any(len(_listed(same)) < len(same) for same in _by_rule(found).values()):
        out.print(f"All {len(found)} stand in {whole}.")
    if all(each.is_notice for each in found):
        out.print("Nothing has to be mended.")


def _few(found: Sequence[Told], is_notice: bool) -> Iterator[str]:
    """The first of each rule, and how many more it tells of."""
    for rule, same in _by_rule(found).items():
        if same[0].is_notice is is_notice:
            yield from (str(each.problem) for each in _listed(same))
            if more := same[len(_listed(same)) :]:
                yield f"{more[0].problem.where}: and {len(more)} more that {rule[1]} tells of."


def _by_rule(found: Sequence[Told]) -> dict[tuple[bool, str], list[Told]]:
    """What each rule tells, in the order in which rules are first heard."""
    rules: dict[tuple[bool, str], list[Told]] = defaultdict(list)
    for each in found:
        rules[each.is_notice, each.rule].append(each)
    return rules


def _listed(same: Sequence[Told]) -> Sequence[Told]:
    """Those of one rule that are shown; what is wrong in the definitions is shown whole."""
    return same if same[0].rule == DEFINITIONS else same[:LISTED]
