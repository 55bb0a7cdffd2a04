"""The look of every format, from `look.toml`: fonts, sizes, colours, and the page's own words."""

import tomllib
from pathlib import Path

from font_source_sans_pro import font_directory
from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

FONTS = Path(font_directory)
TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True, kw_only=True)
class Font:
    """The one font: its family, what stands in for it, and its two files."""

    family: str
    fallback: tuple[str, ...]
    regular: str
    bold: str


@dataclass(frozen=True, kw_only=True)
class Size:
    """Sizes of type in points."""

    title: float
    subtitle: float
    heading: float
    lead: float
    text: float
    table: float
    note: float


@dataclass(frozen=True, kw_only=True)
class Page:
    """The sheet and its margins in millimetres."""

    width: float
    height: float
    side: float
    top: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class LogoLook:
    """How wide and high a city's logo is at most, and how far from the top, in millimetres."""

    width: float
    height: float
    top: float


@dataclass(frozen=True, kw_only=True)
class Colour:
    """Colours of text and rules, as `#RRGGBB`."""

    text: str
    muted: str
    accent: str
    rule: str
    hairline: str
    tint: str


@dataclass(frozen=True, kw_only=True)
class ChartLook:
    """Pixels and colours of a picture; areas differ in shape as well as colour."""

    width: int
    height: int
    text: float
    title: float
    area: tuple[str, ...]
    shape: tuple[str, ...]
    comparator: str
    level: str


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words that belong to the page and not to the paper."""

    table: str
    page: str
    of: str
    to: str
    points: str
    remark: str
    marks: str
    no_data: str
    per_1000: str
    count: str
    symbols: str
    low: str
    high: str
    certainty: str
    cover: str
    contents: str
    notes: str
    sheet: str
    sheet_title: str
    made_of: str
    panel: str
    series: str
    year: str
    value: str
    level: str
    north: str
    metres: str
    kilometres: str
    symbol: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Look:
    """Everything a format needs to know about how the paper looks."""

    font: Font
    size: Size
    page: Page
    logo: LogoLook
    colour: Colour
    tone: dict[str, str]
    chart: ChartLook
    words: Words

    @property
    def measure(self) -> float:
        """The width of the text in millimetres."""
        return self.page.width - 2 * self.page.side


def _load(path: Path) -> Look:
    return TypeAdapter(Look).validate_python(tomllib.loads(path.read_text(encoding="utf-8")))


def font_file(name: str) -> bytes:
    """A font file's bytes, as TrueType."""
    return (FONTS / f"{name}.ttf").read_bytes()


LOOK = _load(Path(__file__).with_name("look.toml"))
