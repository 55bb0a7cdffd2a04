"""Proof-read a paper that people have edited: its numbers, its words, and what is gone from it.

A number that is not the report's is wrong, and so is a word that no verdict allows. What was
written anew, and what is gone, is told to whose name is under the paper.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from grundlag.report.model import Judgement
from grundlag.report.pairing import changed
from grundlag.report.proof_model import Found, Line, Pair, Slip
from grundlag.report.words import proof as words


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
        yield Slip(where=line.where, found="gone", wrong=line.kind == "mark", quote=line.text)


def _new(line: Line, known: Mapping[str, int]) -> Iterator[Slip]:
    """A line that the report does not have, with the numbers that it has nowhere."""
    strange = ", ".join(n for n in numbers(line.text) if n not in known)
    yield Slip(where=line.where, found="new", wrong=False, says=strange, quote=line.text)


def _other(before: Line, after: Line) -> Iterator[Slip]:
    """Cell by cell where the row has as many as it had, else as one text."""
    both: Sequence[tuple[str, str]] = ((before.text, after.text),)
    if len(before.cells) == len(after.cells):
        both = tuple(zip(before.cells, after.cells, strict=True))
    for was, says in both:
        new, gone = _differing(says, was), _differing(was, says)
        wrong = bool(new) or (bool(gone) and before.kind == "row")
        if new or gone:
            found: Found = (
                "other_number" if new and gone else "more_number" if new else "less_number"
            )
            said, had = ", ".join(new), ", ".join(gone)
            yield Slip(where=after.where, found=found, wrong=wrong, says=said, was=had, quote=says)
        elif was != says:
            yield Slip(where=after.where, found="other_words", wrong=False, says=says, was=was)


def _differing(one: str, other: str) -> list[str]:
    return list((Counter(numbers(one)) - Counter(numbers(other))).elements())


def _said(pair: Pair, judgements: Sequence[Judgement], labels: Mapping[str, str]) -> Iterator[Slip]:
    """The words of each sentence that the report does not have."""
    if pair.after is None:
        return
    had = set() if pair.before is None else {*words.SENTENCE.split(pair.before.text)}
    for sentence in words.SENTENCE.split(pair.after.text):
        if sentence not in had:
            for slip in _words(sentence, judgements, labels):
                yield replace(slip, where=pair.after.where, quote=sentence)


def _words(
    sentence: str, judgements: Sequence[Judgement], labels: Mapping[str, str]
) -> Iterator[Slip]:
    """A word that no paper says, or that no verdict on what the sentence names allows."""
    if found := words.SURE.search(sentence):
        yield Slip(where="", found="sure", wrong=True, says=found[0], was=words.SURELY)
    if found := words.JUDGING.search(sentence):
        yield Slip(where="", found="judging", wrong=True, says=found[0])
    if found := words.CAUSES.search(sentence):
        yield Slip(where="", found="cause", wrong=False, says=found[0])
    if found := words.DECIDED.search(sentence):
        about = _about(sentence, judgements, labels)
        if not about:
            yield Slip(where="", found="of_nothing", wrong=False, says=found[0])
        elif not any(allows(sentence, judgement) for judgement in about):
            ours = "; ".join(dict.fromkeys(map(_verdict, about)))
            yield Slip(where="", found="not_the_verdict", wrong=True, says=found[0], was=ours)


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
    said = judgement.indicator, judgement.leaning or judgement.outcome, judgement.certainty
    return " ".join(filter(None, said))
