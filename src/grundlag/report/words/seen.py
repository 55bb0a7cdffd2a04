"""What is seen in a chart, in Danish, for one who does not see it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

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
        breaks = "".join(_break(earlier, numbers) for earlier in parts[:-1])
        yield f"{name} {now}" if first == last else f"{name} {then} og {now}{breaks}"


def _point(panel: Panel, point: Point, numbers: dict[str, Number]) -> str:
    figure = _figure(panel, point.value, numbers)
    return f"{figure} i {_kept(da.year(int(point.label)), numbers)}"


def _break(earlier: Line, numbers: dict[str, Number]) -> str:
    return f", brudt efter {_kept(da.year(int(earlier.points[-1].label)), numbers)}"


def _figure(panel: Panel, value: float, numbers: dict[str, Number]) -> str:
    return _kept(Number(value=value, unit=panel.unit, decimals=panel.decimals), numbers)


def _kept(number: Number, numbers: dict[str, Number]) -> str:
    """A number's field in the sentence."""
    name = f"n{len(numbers)}"
    numbers[name] = number
    return f"{{{name}}}"


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
