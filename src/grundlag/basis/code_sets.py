"""Which offence codes a crime type holds, told in the codes that are known."""

from collections.abc import Iterable, Iterator

from grundlag.basis.declared import Definitions
from grundlag.basis.folder import Codes, CodeSet, Crime
from grundlag.basis.patterns import covers


def label_of(defs: Definitions, code: str) -> str:
    """What a code (or all that begin so, `1380*`) is called; nothing where no list says."""
    found = defs.offence(code)
    return found.label if found else ""


def codes_apart(
    codes: Codes, old: Crime, new: Crime, delivered: Iterable[str] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes that only the new crime type holds, and those that only the old one does.

    Each is a pattern of the list's known codes, a finer one that a crime type names, or a delivered
    code; what another pattern holds already is not told again. A dated set counts as held.
    """
    if old.codes == new.codes:
        return (), ()
    named = {c for crime in (old, new) for c in _named(crime) if not _wider(c, codes.known)}
    told = {*codes.known, *named, *delivered}
    before, now = ({code for code in told if _holds(crime, code)} for crime in (old, new))
    return _widest(now - before), _widest(before - now)


def _named(crime: Crime) -> Iterator[str]:
    for dated in crime.codes:
        yield from (*dated.codes, *dated.without)


def _wider(pattern: str, known: Iterable[str]) -> bool:
    """Whether known codes stand for what a pattern holds."""
    return any(covers(pattern, code) for code in known)


def _holds(crime: Crime, code: str) -> bool:
    return any(_in_set(dated, code) for dated in crime.codes)


def _in_set(dated: CodeSet, code: str) -> bool:
    inside = any(covers(wide, code) for wide in dated.codes)
    return inside and not any(covers(wide, code) for wide in dated.without)


def _widest(codes: set[str]) -> tuple[str, ...]:
    return tuple(sorted(c for c in codes if not any(covers(w, c) for w in codes - {c})))
