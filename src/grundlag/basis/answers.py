"""The raw answers that a survey's definitions know."""

from grundlag.basis.folder import Survey


def heard(answer: str) -> str:
    """An answer as answers are compared: without case and outer space."""
    return answer.strip().lower()


def answers_of(survey: Survey) -> dict[str, frozenset[str]]:
    """For each question every answer that stands in one of its groups, as answers are compared."""
    return {
        q.id: frozenset(heard(answer) for group in q.groups.values() for answer in group)
        for q in survey.question
    }
