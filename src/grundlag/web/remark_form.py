"""A remark in a form: what it can be about, as it was filled, and all that is wrong with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from grundlag.basis.check_remarks import HIGHEST, LONGEST
from grundlag.basis.remarks import Remark
from grundlag.render.signs import lacked
from grundlag.report.words import heads
from grundlag.web.asked import Asked
from grundlag.web.entries import Wrong

FIELDS = ("om", "tekst", "initialer", "dato", "skrevet-til")
GOAL, FIGURE = "maal", "tal"
INITIALS = 20  # signs
_NUMBER = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(\.[0-9]{3})+|[0-9]{1,9})([,.](?P<part>[0-9]{1,4}))?"
)
_REMARK: TypeAdapter[Remark | None] = TypeAdapter(Remark | None)


@dataclass(frozen=True, kw_only=True)
class Given:
    """A form as it was filled: its texts, the remark they are, all that is wrong with them."""

    texts: Mapping[str, str]
    remark: Remark | None
    wrong: tuple[Wrong, ...] = ()


def carried(remark: Remark | None) -> str:
    """A remark as a form carries it along."""
    return _REMARK.dump_json(remark).decode()


def read(text: object) -> Remark | None:
    """The same again; HTTPException where it is none of ours."""
    if not isinstance(text, str):
        raise HTTPException(400)
    try:
        return _REMARK.validate_json(text or "null")
    except ValidationError as error:
        raise HTTPException(400) from error


def about(remark: Remark) -> str:
    """What a remark is about, as a choice of the form."""
    if remark.indicator:
        return f"{FIGURE}:{remark.indicator}"
    return f"{GOAL}:{remark.goal}" if remark.goal else ""


def choices(found: Asked) -> dict[str, dict[str, str]]:
    """What a remark can be about: goals and figures of the basis, and what others have alone."""
    own = found.declared
    others = [b for b in found.standing.defs.bases.values() if b.id != own.id]
    known: dict[str, dict[str, str]] = {GOAL: {}, FIGURE: {}, "others": {}}
    for basis in (own, *others):
        goals = {f"{GOAL}:{g.id}": heads.goal(g.id, g.about) for g in basis.goal}
        figures = {f"{FIGURE}:{i.id}": basis.label(i.id) for i in basis.indicator}
        if basis is own:
            known[GOAL], known[FIGURE] = goals, figures
        else:
            more = goals | figures
            told = {*known[GOAL], *known[FIGURE], *known["others"]}
            known["others"] |= {key: text for key, text in more.items() if key not in told}
    return known


def called(found: Asked, remark: Remark) -> str:
    """What a remark is about, in words; nothing where that is the whole paper."""
    every = {key: text for group in choices(found).values() for key, text in group.items()}
    return every.get(about(remark), about(remark))


def filled(remark: Remark | None, today: date) -> dict[str, str]:
    """The form of a remark, or of a new one."""
    if remark is None:
        return dict.fromkeys(FIELDS, "") | {"dato": today.isoformat()}
    told = (about(remark), remark.text, remark.initials, remark.date.isoformat())
    figure = "" if remark.written_to is None else repr(remark.written_to).removesuffix(".0")
    return dict(zip(FIELDS, (*told, figure.replace(".", ",")), strict=True))


def given_of(form: FormData, area: str, found: Asked) -> Given:
    """A form as it was sent; a remark where nothing is wrong with it."""
    texts = {field: str(form.get(field, "")).strip() for field in FIELDS}
    texts["tekst"] = "\n".join(line.strip() for line in texts["tekst"].splitlines())
    texts["initialer"] = " ".join(texts["initialer"].split())
    wrong = tuple(_wrong(texts, found))
    if wrong:
        return Given(texts=texts, remark=None, wrong=wrong)
    kind, _, name = texts["om"].partition(":")
    remark = Remark(
        partnership=area,
        text=texts["tekst"],
        initials=texts["initialer"],
        date=date.fromisoformat(texts["dato"]),
        indicator=name if kind == FIGURE else None,
        goal=name if kind == GOAL else None,
        written_to=_number(texts["skrevet-til"]) if texts["skrevet-til"] else None,
    )
    return Given(texts=texts, remark=remark)


def _wrong(texts: Mapping[str, str], found: Asked) -> Iterator[Wrong]:
    if texts["om"] not in {"", *(key for group in choices(found).values() for key in group)}:
        yield Wrong(field="om", why="unknown")
    for field, most in (("tekst", LONGEST), ("initialer", INITIALS)):
        length = len(" ".join(texts[field].split()))
        if not length:
            yield Wrong(field=field, why=f"empty-{field}")
        elif length > most:
            yield Wrong(field=field, why="long", found=f"{length}/{most}")
        elif sign := lacked(texts[field]):
            yield Wrong(field=field, why="sign", found=sign)
    if (day := _day(texts["dato"])) is None:
        yield Wrong(field="dato", why="day")
    elif day > found.standing.today:
        yield Wrong(field="dato", why="ahead")
    if texts["skrevet-til"] and _number(texts["skrevet-til"]) is None:
        yield Wrong(field="skrevet-til", why="number")
    elif texts["skrevet-til"] and not texts["om"].startswith(f"{FIGURE}:"):
        yield Wrong(field="skrevet-til", why="alone")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> float | None:
    """A number as it is printed: 83,9 and 83.9, 1.200 and 1200; a per cent sign may stand by."""
    found = _NUMBER.fullmatch(text.removesuffix("%").strip())
    if found is None:
        return None
    number = float(f"{found['whole'].replace('.', '')}.{found['part'] or 0}")
    return number if number < HIGHEST else None
