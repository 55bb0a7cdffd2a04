"""Lift remarks out of an edited paper: what became of those that are known, and new ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from grundlag.basis.remarks import Remark
from grundlag.report.pairing import changed
from grundlag.report.proof_model import Found, Line, Slip
from grundlag.report.words import da, heads, terms
from grundlag.report.words import proof as words


@dataclass(frozen=True, kw_only=True)
class Lifted:
    """Remarks as the edited paper has them: by the place of the one each replaces, and new ones."""

    mended: dict[int, Remark]
    new: tuple[Remark, ...]
    slips: tuple[Slip, ...]


def lifted(
    before: Sequence[Line],
    after: Sequence[Line],
    remarks: Sequence[Remark],
    area: str,
    labels: Mapping[str, str],
) -> Lifted:
    """What is to be written back; `remarks` are those of the year, of which `area`'s are here."""
    mended: dict[int, Remark] = {}
    new: list[Remark] = []
    slips: list[Slip] = []
    for pair in changed(_remarks(before), _remarks(after)):
        was, says = pair.before, pair.after
        place = _known(was.text, remarks, area) if was else None
        if says is None:
            gone = [was] if was else []
            slips += [_slip(line, "remark_gone") for line in gone]
        elif was is not None and place is not None:
            mended[place] = _mended(remarks[place], was.text, says.text)
        elif found := _read(says.text, area, labels):
            new.append(found)
        else:
            slips.append(_slip(says, "unsigned"))
    return Lifted(mended=mended, new=tuple(new), slips=tuple(slips))


def _slip(line: Line, found: Found) -> Slip:
    return Slip(where=line.where, found=found, wrong=False, was=words.SIGNED, quote=line.text)


def _remarks(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.kind == "remark"]


def _known(printed: str, remarks: Sequence[Remark], area: str) -> int | None:
    """Which remark is printed so."""
    for place, remark in enumerate(remarks):
        signed = heads.signed(remark.initials, da.day(remark.date))
        if remark.partnership == area and f"{_plain(remark.text)} {signed}" in printed:
            return place
    return None


def _mended(remark: Remark, printed: str, edited: str) -> Remark:
    """A remark with the words it has now; what stands around it in print is not of it."""
    begin, end = printed.split(_plain(remark.text), 1)
    inner = edited.removeprefix(begin)
    if end and inner.endswith(end):
        return replace(remark, text=inner.removesuffix(end).strip())
    if signed := _signature(inner):
        return replace(remark, **signed)
    return replace(remark, text=inner.strip())


def _read(edited: str, area: str, labels: Mapping[str, str]) -> Remark | None:
    """A new remark; what it is about is the label it begins with, if any."""
    about = next((i for i, label in labels.items() if edited.startswith(f"{label}: ")), None)
    said = edited.removeprefix(f"{labels[about]}: ") if about else edited
    signed = _signature(said)
    return Remark(partnership=area, indicator=about, **signed) if signed else None


def _signature(text: str) -> dict[str, Any] | None:
    """Text, initials and day of a remark that is signed at its end, or None."""
    found = words.SIGNATURE.match(text)
    day = _day(found["day"]) if found else None
    if found is None or day is None:
        return None
    return {"text": found["text"].strip(), "initials": found["initials"], "date": day}


def _day(text: str) -> date | None:
    number, month, year = text.replace(".", "").split()
    if month.lower() not in terms.MONTHS:
        return None
    try:
        return date(int(year), terms.MONTHS.index(month.lower()) + 1, int(number))
    except ValueError:
        return None


def _plain(text: str) -> str:
    return " ".join(text.split())
