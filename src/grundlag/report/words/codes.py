"""The Danish sentences about offence codes that come into a crime type and go out of it."""

from collections.abc import Sequence

from grundlag.report.model import Text
from grundlag.report.words import changed, da

GROUP = 4  # digits that name a group of offence codes


def codes(about: str, added: Sequence[str], dropped: Sequence[str]) -> Text:
    """Which offence codes come in and go out of a crime type, each as it is called."""
    said = [f"Til {about} hører nu også {da.listed(list(added))}"] if added else []
    if dropped:
        end = f"ikke længere {da.listed(list(dropped))}"
        said.append(end if added else f"Til {about} hører {end}")
    return da.plain(f"{', men '.join(said)}.")


def many_codes(about: str, before: str, added: int, dropped: int) -> Text:
    """The same where they are too many to name."""
    numbers = {"added": da.whole(added), "dropped": da.whole(dropped)}
    name = "gerningskode" if added == 1 else "gerningskoder"
    words = f"Til {about} hører nu {{added}} {name}, som ikke hørte til {before}"
    if not added:
        words = f"{{dropped}} gerningskoder fra {before} hører ikke til {about}"
    elif dropped:
        words += ", mens {dropped} udgår"
    found = {name: n for name, n in numbers.items() if f"{{{name}}}" in words}
    return Text(words=f"{words}.", numbers=found)


def code(name: str, label: str) -> str:
    """An offence code, or all that begin so, as a sentence calls it."""
    stem = name.removesuffix("*")
    if label:
        return f"{changed.low(label)} ({stem})"
    wide = stem != name and len(stem) < GROUP
    return f"alle koder, der begynder med {stem}" if wide else stem
