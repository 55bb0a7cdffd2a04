"""Proof-read a paper that people have edited: its numbers, its words, and what is gone from it.

A number that is not the report's is wrong, and so is a word that no verdict allows. What was
written anew, and what is gone, is told to whose name is under the paper.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from grundlag.report.model import Judgement
from grundlag.report.pairing import changed
from grundlag.report.proof_model import Found, Line, Pair, Slip
from grundlag.report.sums_model import SummaryFigure
from grundlag.report.words import proof as words


@dataclass(frozen=True, kw_only=True)
class Verdicts:
    """What a paper's words are held against: each line's verdict, how they add up, and names.

    `labels` is what the paper calls an indicator.
    """

    judgements: Sequence[Judgement]
    summaries: Sequence[SummaryFigure]
    labels: Mapping[str, str]


def proof(
    before: Sequence[Line],
    after: Sequence[Line],
    verdicts: Verdicts,
) -> tuple[Slip, ...]:
    """What is wrong with an edited paper, or should be looked at, in its order.

    `before` are the lines as the report has them.
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
        found += _said(pair, verdicts)
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


def _said(pair: Pair, verdicts: Verdicts) -> Iterator[Slip]:
    """The words of each sentence that the report does not have.

    One that names no figure is of those that its paragraph names.
    """
    if pair.after is None:
        return
    had = set() if pair.before is None else {*words.SENTENCE.split(pair.before.text)}
    for sentence in words.SENTENCE.split(pair.after.text):
        if sentence not in had:
            about = _about(sentence, verdicts) or _about(pair.after.text, verdicts)
            for slip in (*_never(sentence), *_words(sentence, about, verdicts)):
                yield replace(slip, where=pair.after.where, quote=sentence)


def _never(sentence: str) -> Iterator[Slip]:
    """Words that no paper says."""
    if found := words.SURE.search(sentence):
        yield Slip(where="", found="sure", wrong=True, says=found[0], was=words.SURELY)
    if found := words.JUDGING.search(sentence):
        yield Slip(where="", found="judging", wrong=True, says=found[0])
    if found := words.CAUSES.search(sentence):
        yield Slip(where="", found="cause", wrong=False, says=found[0])


def _words(sentence: str, about: Sequence[Judgement], verdicts: Verdicts) -> Iterator[Slip]:
    """Words that only a verdict may say: each of them, and of each figure that is named.

    Where it holds of one figure that is named and not of another, somebody has to look.
    """
    ours = "; ".join(dict.fromkeys(map(_verdict, about)))
    if (found := words.CERTAIN.search(sentence)) and not words.NOT.search(sentence):
        holds = [any(map(_is_certain, each)) for each in _by_indicator(about)]
        if not all(holds):
            says = found[0]
            yield Slip(where="", found="not_certain", wrong=not any(holds), says=says, was=ours)
    for word in dict.fromkeys(found[0] for found in words.DECIDED.finditer(sentence)):
        holds = [any(allows(word, sentence, j) for j in each) for each in _by_indicator(about)]
        if not about and (summary := _summary(word, sentence, verdicts)):
            if not _adds_up(sentence, summary):
                was = summary.outcome
                yield Slip(where="", found="not_the_verdict", wrong=True, says=word, was=was)
        elif not about:
            yield Slip(where="", found="of_nothing", wrong=False, says=word)
        elif not all(holds):
            wrong = not any(holds)
            yield Slip(where="", found="not_the_verdict", wrong=wrong, says=word, was=ours)


def _by_indicator(about: Sequence[Judgement]) -> list[list[Judgement]]:
    names = dict.fromkeys(j.indicator for j in about)
    return [[j for j in about if j.indicator == name] for name in names]


def _about(text: str, verdicts: Verdicts) -> list[Judgement]:
    """The verdicts on what a text names; of names in one another the longest."""
    said, labels = text.lower(), verdicts.labels
    named = [i for i, label in labels.items() if label.lower() in said]
    longest = {
        i
        for i in named
        if not any(labels[i] != labels[o] and labels[i].lower() in labels[o].lower() for o in named)
    }
    return [j for j in verdicts.judgements if j.indicator in longest]


def _summary(word: str, sentence: str, verdicts: Verdicts) -> SummaryFigure | None:
    """How the lines add up that a sentence speaks of: those of a goal it names, or all."""
    if not words.REACHED.search(word):
        return None
    goal = words.GOAL.search(sentence)
    for summary in verdicts.summaries:
        if goal and goal[1] in (summary.target, summary.goal if not summary.target else None):
            return summary
        if not goal and summary.goal is None:
            return summary
    return None


def _adds_up(sentence: str, summary: SummaryFigure) -> bool:
    """Whether a sentence says of a summary what it is: reached, partly, or not."""
    if words.PARTLY.search(sentence):
        return summary.outcome == "partly"
    said = "missed" if words.NOT.search(sentence) else "reached"
    return summary.outcome == said


def allows(word: str, sentence: str, judgement: Judgement) -> bool:
    """Whether a verdict allows a word of an outcome, or of a direction, in a sentence.

    A direction needs a change that chance does not explain, or the target's own word for it.
    """
    outcome = judgement.leaning or judgement.outcome
    no = words.NOT.search(sentence) is not None
    own = words.OUTCOMES.get(judgement.rule)
    if words.REACHED.search(word) or (own and own.search(word)):
        return outcome == ("missed" if no else "reached")
    if no or not _is_certain(judgement) or judgement.change is None:
        return False
    if words.ROSE.search(word):
        return judgement.change > 0
    return words.FELL.search(word) is not None and judgement.change < 0


def _is_certain(judgement: Judgement) -> bool:
    """Whether chance does not explain it; what is only watched has limits and no certainty."""
    if judgement.certainty is not None:
        return judgement.certainty == "shown"
    low, high = judgement.change_low, judgement.change_high
    return low is not None and high is not None and (low > 0 or high < 0)


def _verdict(judgement: Judgement) -> str:
    said = judgement.indicator, judgement.leaning or judgement.outcome, judgement.certainty
    return " ".join(filter(None, said))
