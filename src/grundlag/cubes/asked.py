"""Who was asked what in a survey: a question that nobody answered was not asked, and is no 0."""

from collections import defaultdict
from collections.abc import Iterable

from grundlag.basis.folder import Question
from grundlag.cubes.model import SurveyCell


def people(cells: Iterable[SurveyCell]) -> dict[int, list[SurveyCell]]:
    """Each wave's cells of one question: every person answers, or not, to all."""
    found: dict[int, list[SurveyCell]] = defaultdict(list)
    asked: dict[int, str] = {}
    for cell in cells:
        if asked.setdefault(cell.wave, cell.question) == cell.question:
            found[cell.wave].append(cell)
    return dict(sorted(found.items()))


def is_answered(answers: Iterable[str], question: Question) -> bool:
    """Whether any of these is one; an empty one is none, and so is one that no share counts."""
    counted = {group for group in question.groups if group in question.out_of}
    silent = {
        answer.strip().lower()
        for group, answers in question.groups.items()
        if group not in counted
        for answer in answers
    }
    return not {"", *silent}.issuperset(answers)
