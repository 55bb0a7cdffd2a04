"""What is seen in a chart is said with its first and last figures, its breaks and its level."""

from grundlag.render.numbers import fill
from grundlag.report.model import Line, Panel, Point
from grundlag.report.words.seen import chart_alt


def line(name: str, *values: float, start: int = 2018, role="area") -> Line:
    points = tuple(Point(label=str(start + i), value=value) for i, value in enumerate(values))
    return Line(name=name, points=points, role=role)


def said(*panels: Panel) -> str:
    return fill(chart_alt(panels, "Amager")).replace("\u00a0", " ")


def test_lines_are_told_by_their_ends_and_where_they_are_broken() -> None:
    lines = (
        line("Amager", 0.71, 0.5, 0.69),
        line("Amager", 0.74, 0.812, start=2021),
        line("København", 0.86, 0.9, 0.864, role="comparator"),
    )
    assert said(Panel(title="Andelen af trygge borgere", unit="share", lines=lines)) == (
        "Kurver for Amager. Andelen af trygge borgere: Amager 71 % i 2018 og 81 % i 2022, "
        "brudt efter 2020; København 86 % i 2018 og 86 % i 2020. "
        "Tallene står i tabellerne nedenfor."
    )


def test_the_level_and_the_decimals_are_those_of_the_chart() -> None:
    rate = Panel(
        title="Anmeldelser pr. 1.000 indbyggere", unit="per_1000", decimals=1, level=61.4,
        level_name="Baseline 2024", lines=(line("Amager", 69.52),),
    )  # fmt: skip
    theft = Panel(title="Tyveri", unit="count", lines=(line("Amager", 1333, 343),))
    assert said(rate, theft) == (
        "Kurver for Amager. Anmeldelser pr. 1.000 indbyggere: Amager 69,5 i 2018; "
        "baseline 2024 61,4. Tyveri: Amager 1.333 i 2018 og 343 i 2019. "
        "Tallene står i tabellerne nedenfor."
    )


def test_a_year_that_is_not_drawn_is_no_break() -> None:
    lines = (
        line("Amager", 58, start=2019),
        line("Amager", 61, start=2021),
        line("Amager", 48, 50, start=2024),
    )
    assert said(Panel(title="Tyveri", unit="count", lines=lines)) == (
        "Kurver for Amager. Tyveri: Amager 58 i 2019 og 50 i 2025, "
        "uden tal for 2020, 2022 og 2023. Tallene står i tabellerne nedenfor."
    )
