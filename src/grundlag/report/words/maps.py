"""The Danish words of maps: where an area lies, how large it is, and whose borders these are."""

from collections.abc import Iterator, Sequence

from grundlag.report.lying import Lying
from grundlag.report.model import Number, Text
from grundlag.report.words import da

NAMED = 3  # areas that a title has room for
# From how many square metres on, in what, with how many decimals: 0.998 km² prints as 1,0 km².
_SIZES = (
    (995_000, 1_000_000, 1, "km²"),
    (99_500, 1_000_000, 2, "km²"),
    (999.5, 10_000, 1, "hektar"),
    (0, 1, 0, "m²"),
)


def _size(m2: float) -> tuple[Number, str]:
    """A size and what it is counted in."""
    one, decimals, unit = next(each[1:] for each in _SIZES if m2 >= each[0])
    return Number(value=m2 / one, unit="number", decimals=decimals), unit


def _lies(own: Lying, size: str, most: int | None = None) -> str:
    """What it lies in, unless there are more than `most`, and how large it is."""
    named = most is None or len(own.inside) <= most
    where = f"ligger {_inside(own)} og " if own.inside and named else ""
    return f"{where}fylder {{{size}}} {_size(own.m2)[1]}"


def _inside(own: Lying) -> str:
    if own.partly:
        return f"delvist i {da.listed([*own.inside])}"
    if not own.little:
        return f"i {da.listed([*own.mostly])}"
    if not own.mostly:  # a little in each of many
        return f"i {da.listed([*own.little])}"
    return f"mest i {da.listed([*own.mostly])}, lidt i {da.listed([*own.little])}"


def _overlaps(own: Lying, unsaid: Sequence[str]) -> str:
    others = [name for name in own.shared if name in unsaid]
    return f" {own.area} overlapper {da.listed(others)}." if others else ""


def lies(own: Lying) -> Text:
    """Where an area lies and how large it is, without a stop: the title of its map."""
    return Text(words=f"{own.area} {_lies(own, 'size', NAMED)}", numbers={"size": _size(own.m2)[0]})


def lie(areas: Sequence[str]) -> Text:
    """That these areas are on the map: the title of the map of all."""
    return da.plain(f"Her ligger {da.listed(list(areas))}")


def told(areas: Sequence[Lying]) -> Text:
    """Where each area lies, how large it is and which of the later ones it overlaps."""
    said = (
        f"{own.area} {_lies(own, f'size_{i}')}."
        + _overlaps(own, [later.area for later in areas[i + 1 :]])
        for i, own in enumerate(areas)
    )
    numbers = {f"size_{i}": _size(own.m2)[0] for i, own in enumerate(areas)}
    return Text(words=" ".join(said), numbers=numbers)


def alt(own: Lying, seen: Sequence[str]) -> Text:
    """What is seen on the map of one area; `seen` are the other partnerships drawn on it."""
    border = f" Området grænser op til {da.listed([*own.beside])}." if own.beside else ""
    others = f" Kortet viser også {da.listed([*seen])}." if seen else ""
    words = f"Kort med nord opad. Fremhævet er {own.area}, som {_lies(own, 'size')}."
    return Text(
        words=f"{words}{_overlaps(own, own.shared)}{border}{others}",
        numbers={"size": _size(own.m2)[0]},
    )


def alt_of_all(city: str, areas: Sequence[Lying]) -> Text:
    """What is seen on the map of all areas."""
    names, said = da.listed([own.area for own in areas]), told(areas)
    words = f"Kort over {city} med nord opad. Fremhævet er {names}. {said.words}"
    return Text(words=words, numbers=said.numbers)


def overlaps(own: Lying) -> Iterator[Text]:
    """Which partnerships lie on some of the same ground, where there are any."""
    if said := _overlaps(own, own.shared).strip():
        yield da.plain(said)


def dots(areas: Sequence[str]) -> Iterator[Text]:
    """Which areas are too small for their map to show how they look."""
    if areas:
        yield da.plain(f"{da.listed([*areas])} er vist med prik.")


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
