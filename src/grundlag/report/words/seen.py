"""What is seen in a chart, in Danish, for one who does not see it."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from grundlag.report.model import Line, Number, Panel, Point, Text
from grundlag.report.words import da


def chart_alt(panels: Sequence[Panel], area: str) -> Text:
    """Each panel's lines by their first and last figure, where they are broken, and the level."""
    numbers: dict[str, Number] = {}
    parts = [_panel(panel, numbers) for panel in panels]
    words = " ".join((f"Kurver for {area}.", *parts, "Tallene står i tabellerne nedenfor."))
    return Text(words=words, numbers=numbers)


def _panel(panel: Panel, numbers: dict[str, Number]) -> str:
    said = list(_lines(panel, numbers))
    if panel.level is not None:
        said.append(f"{_lowered(panel.level_name)} {_figure(panel, panel.level, numbers)}")
    return f"{panel.title}: {'; '.join(said)}."


def _lines(panel: Panel, numbers: dict[str, Number]) -> Iterator[str]:
    """A line a name: one series, or several where it is broken."""
    for name, group in groupby(panel.lines, key=lambda line: line.name):
        parts = list(group)
        first, last = parts[0].points[0], parts[-1].points[-1]
        then, now = _point(panel, first, numbers), _point(panel, last, numbers)
        told = "".join((*_breaks(parts, numbers), *_gaps(parts, numbers)))
        yield f"{name} {now}" if first == last else f"{name} {then} og {now}{told}"


def _point(panel: Panel, point: Point, numbers: dict[str, Number]) -> str:
    figure = _figure(panel, point.value, numbers)
    return f"{figure} i {_kept(da.year(_year(point)), numbers)}"


def _breaks(parts: Sequence[Line], numbers: dict[str, Number]) -> Iterator[str]:
    """Where a series ends and another goes on the year after."""
    for earlier, later in pairwise(parts):
        end = _year(earlier.points[-1])
        if _year(later.points[0]) == end + 1:
            yield f", brudt efter {_kept(da.year(end), numbers)}"


def _gaps(parts: Sequence[Line], numbers: dict[str, Number]) -> Iterator[str]:
    """The years in between that are not drawn: protected, or not known."""
    drawn = [_year(point) for line in parts for point in line.points]
    if missing := sorted({*range(min(drawn), max(drawn))} - {*drawn}):
        *years, last = (_kept(da.year(year), numbers) for year in missing)
        yield f", uden tal for {' og '.join(filter(None, (', '.join(years), last)))}"


def _year(point: Point) -> int:
    return int(point.label)


def _figure(panel: Panel, value: float, numbers: dict[str, Number]) -> str:
    return _kept(Number(value=value, unit=panel.unit, decimals=panel.decimals), numbers)


def _kept(number: Number, numbers: dict[str, Number]) -> str:
    """A number's field in the sentence."""
    name = f"n{len(numbers)}"
    numbers[name] = number
    return f"{{{name}}}"


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
