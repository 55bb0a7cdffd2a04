"""Writes a paper as one HTML file that needs nothing else: no network, no fonts, no pictures.

It reads on a screen and prints on A4; the marks stand at the top and along every printed page.
"""

from base64 import b64encode
from functools import cache
from html import escape

from jinja2 import Template
from markupsafe import Markup

from grundlag.render.charts import picture
from grundlag.render.dress import OURS, Dress, Logo
from grundlag.render.environment import environment, plain
from grundlag.render.icons import icon_svg
from grundlag.render.lists import list_kind
from grundlag.render.look import LOOK, font_file
from grundlag.render.numbers import cell_text, fill
from grundlag.render.tables import heads, legend, table_title, verdict_columns
from grundlag.render.woff import woff
from grundlag.report.model import Chart, Map, Paper, Table, Tone

_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'


def html(paper: Paper, dress: Dress = OURS) -> bytes:
    """The paper as an HTML file in UTF-8, with the city's logo at its top."""
    logo = _logo(dress.logo) if dress.logo else None
    return _template().render(paper=paper, look=LOOK, fonts=_fonts(), logo=logo).encode()


def _logo(logo: Logo) -> dict[str, str]:
    """A logo in the page itself: in an `img` no script runs, and nothing is fetched."""
    kind, content = ("png", logo.png) if logo.svg is None else ("svg+xml", logo.svg.encode())
    address = f"data:image/{kind};base64,{b64encode(content).decode()}"
    return {"src": address, "alt": logo.alt, "width": f"{logo.size[0]:.1f}"}


@cache
def _template() -> Template:
    made = environment(
        said=fill,
        listed=list_kind,
        cell=cell_text,
        legend=legend,
        drawn=_drawn,
        icon=_icon,
        title=table_title,
        verdicts=verdict_columns,
        heads=heads,
        widths=_widths,
    )
    return made.get_template("paper.html.j2")


def _drawn(chart: Chart | Map) -> Markup:
    label = escape(plain(fill(chart.alt)))
    svg = picture(chart).svg.replace(_NAMESPACE, "", 1)
    return Markup(svg.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1))


def _icon(tone: Tone) -> Markup:
    svg = icon_svg(tone).replace(_NAMESPACE, "", 1)
    return Markup(svg.replace("<svg ", '<svg class="icon" aria-hidden="true" ', 1))


def _widths(table: Table) -> list[str]:
    whole = sum(column.width for column in table.columns)
    return [f"{100 * column.width / whole:.2f}%" for column in table.columns]


@cache
def _fonts() -> dict[int, str]:
    faces = {400: LOOK.font.regular, 700: LOOK.font.bold}
    return {w: b64encode(woff(font_file(name))).decode() for w, name in faces.items()}
