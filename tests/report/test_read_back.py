"""Every number read back from every format is that of report.json, in its own cell and sentence.

What is read is parted and rounded here, by hand, and not by the program: a printed figure is
counted back and held against the number of report.json at as many decimals as it is printed with.
"""

import csv
import io
import json
import re
import subprocess
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import html as markup
from python_calamine import CalamineWorkbook

from grundlag.render import OURS, Dress, render
from grundlag.render.json import dump
from grundlag.render.open_data import figures_csv
from grundlag.run.public import public_of

pytestmark = pytest.mark.slow

PRINTED = r"([+−]?[\d.]+(?:,\d+)?|\.\.|\.|–|\[b\])(%|procentpoint)?(\*?)"
HUNDRED = ("share", "points", "percent_change")
MISSING = {
    "none": "–", "not_applicable": ".", "unknown": "..", "value": "..", "protected": "[b]",
}  # fmt: skip
Written = tuple[str, list[list[str]]]  # all that is said, and each table's cells row by row


def tight(text: str) -> str:
    """A text without blanks and hyphens, as it may be broken over lines; `3, 4` is not `3,4`."""
    return re.sub(r"[\s\u00a0\u00ad-]+", "", re.sub(r",\s+", ",_", text))


def wanted(number: dict[str, Any]) -> str:
    """A number of report.json rounded half up, from the digits that stand there; or its sign."""
    if number["value"] is None:
        return MISSING[number["status"]]
    exact = Decimal(str(number["value"])) * (100 if number["unit"] in HUNDRED else 1)
    return str(exact.quantize(Decimal(1).scaleb(-number["decimals"]), ROUND_HALF_UP) + 0)


def counted_back(found: str) -> str:
    """What a Danish figure counts: `−1.234,5` is -1234.5; a sign stays itself."""
    if not any(sign.isdigit() for sign in found):
        return found
    return found.lstrip("+").replace(".", "").replace(",", ".").replace("−", "-")


def pattern(text: dict[str, Any]) -> tuple[re.Pattern[str], list[dict[str, Any]]]:
    """A sentence with a hole for each of its numbers, and the numbers in the order of the holes."""
    parts = re.split(r"\{(\w+)\}", text["words"])
    said = [re.escape(tight(part)) for part in parts[::2]]
    numbers = [text["numbers"][name] for name in parts[1::2]]
    return re.compile(PRINTED.join(said)), numbers


def agrees(found: re.Match[str], numbers: list[dict[str, Any]]) -> bool:
    told = [counted_back(value) for value in found.groups()[::3]]
    return [Decimal(t) if t[-1].isdigit() else t for t in told] == [
        Decimal(w) if w[-1].isdigit() else w for w in map(wanted, numbers)
    ]


def said_in(cell: dict[str, Any]) -> tuple[re.Pattern[str], list[dict[str, Any]]]:
    """How a cell reads, with a hole for each of its numbers."""
    if "lines" in cell:
        found = [pattern(line) for line in cell["lines"]]
        whole = re.compile("".join(one.pattern for one, _ in found))
        return whole, [number for _, numbers in found for number in numbers]
    if "outcome" in cell:
        return re.compile(re.escape(tight(cell["outcome"] + cell["certainty"]))), []
    if "low" in cell and (cell["low"]["value"], cell["high"]["value"]) != (None, None):
        return re.compile(f"{PRINTED}(?:–|til){PRINTED}"), [cell["low"], cell["high"]]
    if "low" in cell:
        return re.compile(PRINTED), [cell["low"]]
    return pattern(cell) if "words" in cell else (re.compile(PRINTED), [cell])


def blocks(paper: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    yield from (b for s in paper["sections"] for b in s["blocks"] if key in b)


def sentences(paper: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (fact["text"] for fact in paper["facts"])
    for block in (b for s in paper["sections"] for b in s["blocks"]):
        yield from block.get("texts", block.get("notes", ()))
        if "panels" in block:
            yield block["title"]


# --- what stands in each format


def in_html(content: bytes) -> Written:
    page = markup.document_fromstring(content.decode())
    for drawn in page.xpath("//svg"):
        drawn.getparent().text = (drawn.getparent().text or "") + (drawn.tail or "")
        drawn.drop_tree()
    for line in page.xpath("//br"):
        line.tail = f"\n{line.tail or ''}"
    rows = page.xpath("//tbody/tr")
    cells = [[cell.text_content() for cell in row.xpath("./th|./td")] for row in rows]
    return page.body.text_content(), cells


def in_docx(content: bytes) -> Written:
    document = Document(io.BytesIO(content))
    text = "\n".join(
        "".join(t.text or "" for t in p.iter(qn("w:t")))
        for p in document.element.body.iter(qn("w:p"))
    )
    rows = [r for t in document.tables for r in t.rows if not r._tr.xpath("./w:trPr/w:tblHeader")]
    return text, [[cell.text for cell in row.cells] for row in rows]


@pytest.fixture
def in_pdf(tool: Any, tmp_path: Any) -> Any:
    def read(content: bytes, marks: str) -> Written:
        path = tmp_path / "paper.pdf"
        path.write_bytes(content)
        frame = re.compile(rf"^({re.escape(marks)}|.*\n*Side \d+ af \d+)$", re.MULTILINE)
        text = frame.sub("", tool("pdftotext", path, "-"))
        command = ["pdfinfo", "-enc", "UTF-8", "-struct-text", str(path)]
        tags = subprocess.run(command, capture_output=True, check=True).stdout
        return text, rows_in(
            tags.decode("utf-8", "replace")
        )  # poppler tells an empty name in two bytes

    return read


def rows_in(tags: str) -> list[list[str]]:
    """The cells of every row that has any, by the tags of a PDF as poppler lists them."""
    rows: list[list[str]] = []
    for line in tags.splitlines():
        if re.match(r"\s+(TR|H2|THead)\b", line):
            rows.append([])
        elif re.match(r"\s+T[DH]:", line):  # that of a column has a name before the colon
            rows[-1].append("")
        elif rows and rows[-1] and (found := re.match(r'\s+"(.*)"$', line)):
            rows[-1][-1] += found[1]
        elif (
            re.match(r"\s+(P|Caption|L|Figure|BlockQuote)\b", line)
            and line.index(line.strip()) < 10
        ):
            rows.append([])
    return [row for row in rows if row]


@pytest.fixture(scope="module")
def public(now: Any) -> Any:
    """The same year as the public has it, small numbers hidden."""
    pack = public_of(now.run)
    hidden = [f for f in pack.figures if f.missing == "protected"]
    assert len(hidden) > 50
    assert {(f.value, f.low, f.high, f.n) for f in hidden} == {(None, None, None, None)}
    return pack


@pytest.fixture(params=["now", "proposal", "public"])
def one(made: Any, public: Any, request: Any) -> Any:
    packs = {"now": made[2026, None].pack, "proposal": made[2026, "forslag-2025"].pack}
    return {**packs, "public": public}[request.param]


@pytest.mark.parametrize("format", ["html", "docx", "pdf", "template"])
def test_every_printed_number_is_that_of_report_json(one, public, format, in_pdf, city_files):
    seen, dress = 0, OURS
    if format == "template":  # the city's own
        format, dress = "docx", Dress(template=city_files.template())
    for paper, told in zip(one.papers, json.loads(dump(one))["papers"], strict=True):
        content = render(paper, format, dress)
        read = {"html": in_html, "docx": in_docx}.get(format)
        text, cells = read(content) if read else in_pdf(content, " · ".join(paper.marks))
        words, text = [tight(word) for word in text.split()], tight(text)
        for one_said in filter(lambda t: t["numbers"], sentences(told)):
            hole, numbers = pattern(one_said)
            places = words if hole.pattern == PRINTED else [text]
            found = (match for place in places for match in hole.finditer(place))
            assert any(agrees(match, numbers) for match in found), (paper.id, one_said)
            seen += len(numbers)
        rows = [row for table in blocks(told, "rows") for row in table["rows"]]
        assert len(cells) == len(rows), paper.id
        for found, row in zip(cells, rows, strict=True):
            assert len(found) == len(row)
            for printed, cell in zip(found, row, strict=True):
                hole, numbers = said_in(cell)
                match = hole.fullmatch(tight(printed))
                if match is None and format == "pdf" and not numbers:
                    # Poppler drops what stands between a hyphen and a broken line's.
                    assert hole.pattern[:9] == re.escape(tight(printed))[:9], (paper.id, cell)
                    continue
                assert match, (paper.id, printed, cell)
                assert agrees(match, numbers), (paper.id, printed, cell)
                seen += len(numbers)
    assert seen > (1600 if one is public else 2000)  # the public has fewer papers


def unrounded(cell: dict[str, Any]) -> list[Any]:
    """What a spreadsheet holds of a cell: the number itself, points as so many; else no number."""
    if "low" in cell:
        return [*unrounded(cell["low"]), *unrounded(cell["high"])]
    if "outcome" in cell:
        return [None, None]
    if cell.get("value") is None:
        return [None]
    return [cell["value"] * (100 if cell["unit"] == "points" else 1)]


def test_every_number_in_a_workbook_is_that_of_report_json_to_the_last_digit(one, public):
    seen = 0
    for paper, told in zip(one.papers, json.loads(dump(one))["papers"], strict=True):
        book = CalamineWorkbook.from_filelike(io.BytesIO(render(paper, "xlsx")))
        every = [b for s in told["sections"] for b in s["blocks"] if "rows" in b or "panels" in b]
        sheets = book.sheet_names[3:]
        for name, block in zip(sheets, every, strict=True):
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)[3:]
            for found, row in zip(rows, block.get("rows", ()), strict=False):
                limited = [width(block, i) for i in range(len(row))]
                numbers = [
                    value
                    for cell, wide in zip(row, limited, strict=True)
                    for value in [*unrounded(cell), *[None] * (wide - len(unrounded(cell)))]
                ]
                assert len(found) == len(numbers)
                for value, number in zip(found, numbers, strict=True):
                    assert isinstance(value, float) == (number is not None), (name, found, row)
                    assert number is None or value == pytest.approx(number, rel=1e-12)
                    seen += number is not None
            seen += len(points(block)) and points_are_there(rows, block)
    assert seen > (1100 if one is public else 1500)


def width(block: dict[str, Any], column: int) -> int:
    """Two columns where a table has limits or verdicts, else one."""
    return max(len(unrounded(row[column])) for row in block["rows"])


def points(block: dict[str, Any]) -> list[Any]:
    return [
        p for panel in block.get("panels", ()) for line in panel["lines"] for p in line["points"]
    ]


def near(value: float) -> float:
    """A number to twelve digits, of the sixteen that a workbook holds."""
    return float(f"{value:.12g}")


def points_are_there(rows: list[list[Any]], block: dict[str, Any]) -> int:
    scale = {panel["title"]: 100 if panel["unit"] == "points" else 1 for panel in block["panels"]}
    told = [
        (panel["title"], line["name"], p["label"], near(p["value"] * scale[panel["title"]]))
        for panel in block["panels"] for line in panel["lines"] for p in line["points"]
    ]  # fmt: skip
    found = [(*row[:3], near(row[3])) for row in rows]
    assert [one for one in told if one not in found] == []
    return len(told)


def test_every_figure_in_the_open_data_is_that_of_report_json(one):
    told = json.loads(dump(one))
    rows = list(csv.DictReader(io.StringIO(figures_csv(one).decode())))
    figures = told["figures"]
    assert len(rows) >= len(figures) > 100
    for row, figure in zip(rows, figures, strict=False):
        assert (row["indicator"], row["area"], int(row["year"])) == (
            figure["indicator"], figure["area"], figure["year"],
        )  # fmt: skip
        for name in ("value", "low", "high", "n"):
            assert (float(row[name]) if row[name] else None) == figure[name]
        state = "M" if figure["value"] is None else "P" if figure["provisional"] else "A"
        assert (row["status"], row["why"] or None) == (state, figure["missing"])
