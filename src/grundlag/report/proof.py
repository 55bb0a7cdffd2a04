"""Proof-read a paper that people have edited: its numbers, its words, and what is gone from it.

A number that is not the report's is wrong, and so is a word that no verdict allows. What was
written anew, and what is gone, is told to whose name is under the paper.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from grundlag.report.model import Judgement
from grundlag.report.pairing import changed
from grundlag.report.proof_model import Line, Pair, Slip
from grundlag.report.words import proof as words

LONG = 70  # signs of a line that is quoted
KEPT = ("remark",)  # lines that are people's own: only their numbers and words are looked at


def proof(
    before: Sequence[Line],
    after: Sequence[Line],
    judgements: Sequence[Judgement],
    labels: Mapping[str, str],
) -> tuple[Slip, ...]:
    """What is wrong with an edited paper, or should be looked at, in its order.

    `before` are the lines as the report has them; `labels` is what the paper calls an indicator.
    """
    known = Counter(number for line in before for number in numbers(line.text))
    found: list[Slip] = []
    for pair in changed(before, after):
        if pair.after is None:
            found += _gone(pair)
        elif pair.before is None:
            found += _new(pair.after, known)
        else:
            found += _other(pair.before, pair.after)
        found += _said(pair, judgements, labels)
    return tuple(found)


def numbers(text: str) -> list[str]:
    """The numbers of a text as they are printed, whatever sign is used for a minus or a blank."""
    found = (match[0] for match in words.NUMBER.finditer(text))
    return [n.replace("−", "-").replace("\u00a0", "").replace(" ", "") for n in found]


def _gone(pair: Pair) -> Iterator[Slip]:
    """A line that is gone: a mark is wrong, for the page then says more than it may."""
    line = pair.before
    if line is not None and line.text:
        yield Slip(where=line.where, what=f'is gone: "{_short(line)}"', wrong=line.kind == "mark")


def _new(line: Line, known: Mapping[str, int]) -> Iterator[Slip]:
    """A line that the report does not have."""
    strange = [n for n in numbers(line.text) if n not in known]
    more = f"; not among the report's numbers: {', '.join(strange)}" if strange else ""
    yield Slip(where=line.where, what=f'is new: "{_short(line)}"{more}', wrong=False)


def _other(before: Line, after: Line) -> Iterator[Slip]:
    """Cell by cell where the row has as many as it had, else as one text."""
    if len(before.cells) == len(after.cells):
        both: Sequence[tuple[str, str]] = tuple(zip(before.cells, after.cells, strict=True))
    else:
        both = ((before.text, after.text),)
    where = after.where
    for was, says in both:
        new, gone = _differing(says, was), _differing(was, says)
        if new and gone:
            what = f"says {', '.join(new)} where the report says {', '.join(gone)}"
        elif new:
            what = f"says {', '.join(new)}, which is not the report's number there"
        elif gone:
            what = f"no longer says {', '.join(gone)}"
        elif was != says:
            what = f'reads "{_cut(says)}" where the report reads "{_cut(was)}"'
        else:
            continue
        yield Slip(where=where, what=what, wrong=bool(new) or (bool(gone) and before.kind == "row"))


def _differing(one: str, other: str) -> list[str]:
    return list((Counter(numbers(one)) - Counter(numbers(other))).elements())


def _said(pair: Pair, judgements: Sequence[Judgement], labels: Mapping[str, str]) -> Iterator[Slip]:
    """The words of each sentence that the report does not have."""
    if pair.after is None:
        return
    had = set() if pair.before is None else {*words.SENTENCE.split(pair.before.text)}
    for sentence in words.SENTENCE.split(pair.after.text):
        if sentence not in had:
            for what, wrong in _words(sentence, judgements, labels):
                yield Slip(where=pair.after.where, what=f'{what}: "{_cut(sentence)}"', wrong=wrong)


def _words(
    sentence: str, judgements: Sequence[Judgement], labels: Mapping[str, str]
) -> Iterator[tuple[str, bool]]:
    if found := words.SURE.search(sentence):
        yield f'says "{found[0]}"; a paper says "statistisk sikkert", and only where it is', True
    if found := words.JUDGING.search(sentence):
        yield f'says "{found[0]}", which no target asks for', True
    if found := words.CAUSES.search(sentence):
        yield f'says "{found[0]}"; the figures show no cause', False
    if found := words.DECIDED.search(sentence):
        about = _about(sentence, judgements, labels)
        if not about:
            yield f'says "{found[0]}", and of no figure that the paper judges', False
        elif not any(allows(sentence, judgement) for judgement in about):
            ours = "; ".join(dict.fromkeys(map(_verdict, about)))
            yield f'says "{found[0]}", and the verdict is: {ours}', True


def _about(
    sentence: str, judgements: Sequence[Judgement], labels: Mapping[str, str]
) -> list[Judgement]:
    """The verdicts on what a sentence names; of names in one another the longest."""
    said = sentence.lower()
    named = [i for i, label in labels.items() if label.lower() in said]
    longest = {
        i
        for i in named
        if not any(labels[i] != labels[o] and labels[i].lower() in labels[o].lower() for o in named)
    }
    return [j for j in judgements if j.indicator in longest]


def allows(sentence: str, judgement: Judgement) -> bool:
    """Whether a verdict allows the words of an outcome, or of a direction, in a sentence.

    A direction needs a change that chance does not explain, or the target's own word for it.
    """
    reached = (judgement.leaning or judgement.outcome) == "reached"
    no = words.NOT.search(sentence) is not None
    own = words.OUTCOMES.get(judgement.rule)
    if own and own.search(sentence):
        return reached != no
    shown = judgement.certainty == "shown" and judgement.change is not None and not no
    if words.ROSE.search(sentence):
        return shown and judgement.change is not None and judgement.change > 0
    if words.FELL.search(sentence):
        return shown and judgement.change is not None and judgement.change < 0
    return False


def _verdict(judgement: Judgement) -> str:
    sure = f", {judgement.certainty}" if judgement.certainty else ""
    return f"{judgement.indicator} {judgement.leaning or judgement.outcome}{sure}"


def _short(line: Line) -> str:
    return _cut(line.text)


def _cut(text: str) -> str:
    return text if len(text) <= LONG else f"{text[:LONG].rstrip()} ..."
