"""The Danish words of maps: where an area lies, how large it is, and whose borders these are."""

from collections.abc import Sequence

from grundlag.report.model import Number, Text
from grundlag.report.words import da

Lying = tuple[str, Sequence[str], Number]  # an area, those it lies in, and its size


def _lies(inside: Sequence[str], size: str) -> str:
    where = f"ligger i {da.listed(list(inside))} og " if inside else ""
    return f"{where}fylder {{{size}}} km²"


def lies(area: str, inside: Sequence[str], size: Number) -> Text:
    """Where an area lies and how large it is, without a stop: the title of its map."""
    return Text(words=f"{area} {_lies(inside, 'size')}", numbers={"size": size})


def lie(areas: Sequence[str]) -> Text:
    """That these areas are on the map: the title of the map of all."""
    return da.plain(f"Her ligger {da.listed(list(areas))}")


def told(areas: Sequence[Lying]) -> Text:
    """Where each area lies and how large it is, a sentence each."""
    said = (f"{area} {_lies(inside, f'size_{i}')}." for i, (area, inside, _) in enumerate(areas))
    numbers = {f"size_{i}": size for i, (_, _, size) in enumerate(areas)}
    return Text(words=" ".join(said), numbers=numbers)


def alt(area: str, inside: Sequence[str], beside: Sequence[str], size: Number) -> Text:
    """What is seen on the map of one area."""
    border = f" Området grænser op til {da.listed(list(beside))}." if beside else ""
    words = f"Kort med nord opad. Fremhævet er {area}, som {_lies(inside, 'size')}.{border}"
    return Text(words=words, numbers={"size": size})


def alt_of_all(city: str, areas: Sequence[Lying]) -> Text:
    """What is seen on the map of all areas."""
    names, said = da.listed([area for area, _, _ in areas]), told(areas)
    words = f"Kort over {city} med nord opad. Fremhævet er {names}. {said.words}"
    return Text(words=words, numbers=said.numbers)


def note(
    since: int | None = None, before: int | None = None, source: str = "", invented: bool = False
) -> Text | None:
    """From when the border holds, which year's reports are on another, and whose border it is."""
    said = {
        "Grænsen gælder fra {since}.": since is not None,
        "Anmeldelserne fra {before} er talt op på den tidligere grænse.": before is not None,
        f"Kilde til grænserne: {source.strip().rstrip('.')}.": bool(source.strip()),
        "Grænserne er opdigtede.": invented,
    }
    years = {"since": since, "before": before}
    numbers = {name: da.year(year) for name, year in years.items() if year is not None}
    words = " ".join(words for words, holds in said.items() if holds)
    return Text(words=words, numbers=numbers) if words else None
