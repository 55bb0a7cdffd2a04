"""A proof of an edited paper, as the terminal shows it: what is wrong, then what to look at."""

from rich.console import Console

from grundlag.report.proof_model import Found, Slip
from grundlag.run.proofing import Proof

LONG = 70  # signs of a line that is quoted
QUOTED = ': "{quote}"'
WORDS: dict[Found, str] = {
    "gone": 'is gone: "{quote}"',
    "new": 'is new: "{quote}"',
    "other_number": "says {says} where the report says {was}",
    "more_number": "says {says}, which is not the report's number there",
    "less_number": "no longer says {was}",
    "other_words": 'reads "{says}" where the report reads "{was}"',
    "sure": 'says "{says}"; a paper says "{was}", and only where it is' + QUOTED,
    "judging": 'says "{says}", which no target asks for' + QUOTED,
    "cause": 'says "{says}"; the figures show no cause' + QUOTED,
    "of_nothing": 'says "{says}", and of no figure that the paper judges' + QUOTED,
    "not_the_verdict": 'says "{says}", and the verdict is: {was}' + QUOTED,
    "not_certain": 'says "{says}", and the verdict is: {was}' + QUOTED,
    "remark_gone": "a remark is gone; take it out of the file of remarks, if it is to be",
    "unsigned": 'a remark is not signed, and not lifted; end it like "{was}"',
}


def proof(out: Console, found: Proof) -> None:
    """What is wrong comes first; then what is new or gone; then what became of the remarks."""
    out.print(f"{found.paper.title}, held against {found.report}")
    for slip in sorted(found.slips, key=lambda slip: not slip.wrong):
        out.print(f"{'wrong' if slip.wrong else 'look'}: {slip.where}: {_said(slip)}")
    if not found.slips:
        out.print("Every number and every word is the report's.")
    if found.kept:
        out.print(f"{found.lifted} remarks were written into {found.remarks}.")
    elif found.lifted:
        out.print(f"{found.lifted} remarks are others than in {found.remarks}: --lift keeps them.")


def _said(slip: Slip) -> str:
    quote = _cut(slip.quote)
    said = WORDS[slip.found].format(says=_cut(slip.says), was=_cut(slip.was), quote=quote)
    strange = slip.found == "new" and slip.says
    return f"{said}; not among the report's numbers: {slip.says}" if strange else said


def _cut(text: str) -> str:
    return text if len(text) <= LONG else f"{text[:LONG].rstrip()} ..."
