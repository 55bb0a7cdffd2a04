"""A decision in a form: as it was filled, what is wrong with each field, and what it would mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from starlette.datastructures import FormData

from grundlag import run
from grundlag.basis.check_braces import brace_in
from grundlag.basis.model import Basis
from grundlag.errors import GrundlagError, Problem
from grundlag.report.words import da
from grundlag.run.adopting import Deciding, Foreseen
from grundlag.web.asked import Asked
from grundlag.web.entries import Wrong

ABOUT = ("grundlag", "vedtag")  # behind the year, before the basis
FIELDS: Mapping[str, str] = {"af": "--by", "den": "--on", "sag": "--case"}


@dataclass(frozen=True, kw_only=True)
class Given:
    """A form as it was filled, and all that is wrong with it."""

    texts: Mapping[str, str]
    deciding: Deciding
    wrong: tuple[Wrong, ...] = ()
    problems: tuple[Problem, ...] = ()
    foreseen: Foreseen | None = None


def place_of(found: Asked, basis: Basis) -> int | None:
    """Which of the decisions is on a basis; None of a proposal."""
    made = found.standing.defs.decisions.decision
    return next((i for i, decision in enumerate(made) if decision.basis == basis.id), None)


def given_of(found: Asked, basis: Basis, form: FormData) -> Given:
    """A form as it was sent; what it would mean only where nothing is wrong."""
    texts = {field: " ".join(str(form.get(field, "")).split()) for field in FIELDS}
    day, today = _day(texts["den"]), found.standing.today
    by, case = texts["af"], texts["sag"]
    deciding = Deciding(basis=basis.id, by=by, on=day or today, case=case)
    wrong = tuple(_wrong(found, basis, texts, day))
    if place_of(found, basis) is not None:
        return Given(texts=texts, deciding=deciding, wrong=wrong)
    try:
        foreseen = foresee(found, deciding)
    except GrundlagError as error:
        wrong = (*wrong, *_signs(error.problems, wrong))
        left = tuple(p for p in error.problems if p.where not in FIELDS.values())
        return Given(texts=texts, deciding=deciding, wrong=wrong, problems=left)
    return Given(texts=texts, deciding=deciding, wrong=wrong, foreseen=None if wrong else foreseen)


def foresee(found: Asked, deciding: Deciding) -> Foreseen:
    """What it would mean for the years that the folder has figures for."""
    standing = found.standing
    return run.adopting.foresee(standing.defs, deciding, standing.today, standing.years)


def _wrong(
    found: Asked, basis: Basis, texts: Mapping[str, str], day: date | None
) -> Iterator[Wrong]:
    """What is wrong with each field, in the page's own words."""
    for field in ("af", "sag"):
        if not texts[field]:
            yield Wrong(field=field, why=f"empty-{field}")
        elif brace := brace_in(texts[field]):
            yield Wrong(field=field, why="brace", found=brace)
    if day is None:
        yield Wrong(field="den", why="day", found=texts["den"])
    elif day > found.standing.today:
        yield Wrong(field="den", why="ahead")
    else:
        made = found.standing.defs.decisions.decision
        before = [d.decided_on for d in made if d.basis == basis.replaces and d.decided_on]
        yield from (Wrong(field="den", why="before", found=da.day(b)) for b in before if day < b)


def _signs(problems: tuple[Problem, ...], wrong: tuple[Wrong, ...]) -> Iterator[Wrong]:
    """What the decision itself refuses in a field that nothing was said of yet."""
    told, where = {each.field for each in wrong}, {p.where for p in problems}
    yield from (
        Wrong(field=f, why="sign") for f, at in FIELDS.items() if at in where and f not in told
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
