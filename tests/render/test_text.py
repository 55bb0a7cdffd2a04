"""A paper as plain text: nothing lost, no line too wide, no box, no blank at a line's end."""

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from grundlag.basis.folder import Decision, Decisions
from grundlag.basis.load import load
from grundlag.render.docx import docx
from grundlag.render.html import html
from grundlag.render.numbers import cell_text, fill
from grundlag.render.text import text
from grundlag.report.model import (
    Chart,
    Column,
    Map,
    Number,
    Paper,
    Paragraph,
    Section,
    Table,
    Text,
)
from grundlag.report.orientation import orientations


def plain(words: str) -> Text:
    return Text(words=words, numbers={})


def paper(*blocks) -> Paper:
    return Paper(
        id="p",
        title="Titel",
        subtitle="Undertitel",
        facts=(),
        marks=(),
        sections=(Section(id="a", heading="Overskrift", blocks=blocks),),
    )


def table(*rows: tuple[str, int | None], notes: tuple[Text, ...] = ()) -> Table:
    return Table(
        id="t",
        number=1,
        title="Antal",
        columns=(Column(heading="Type"), Column(heading="2025", align="right")),
        rows=tuple(
            (plain(label), Number(value=n, unit="count", status="value" if n else "unknown"))
            for label, n in rows
        ),
        notes=notes,
    )


def test_a_small_paper_whole() -> None:
    whole = replace(
        paper(
            Paragraph(texts=(plain("Først."), plain("Så."))),
            Paragraph(texts=(plain("En."),), role="bullet"),
            Paragraph(texts=(plain("To."),), role="bullet"),
            Paragraph(texts=(plain("Ord af papiret."),), role="quote"),
            table(("Indbrud", 1200), ("Uro", None), notes=(plain("En note."),)),
        ),
        marks=("FORSLAG", "opdigtede data"),
    )
    assert text(whole, 60).replace("\u00a0", " ") == (
        "Titel\n=====\nUndertitel\nFORSLAG · opdigtede data\n\n\n"
        "Overskrift\n----------\n\n"
        "Først. Så.\n\n"
        "• En.\n• To.\n\n"
        "  Ord af papiret.\n\n"
        "Tabel 1. Antal\n"
        "Type      2025\n"
        "Indbrud  1.200\n"
        "Uro         ..\n"
        "En note.\n"
        "Tegn i tabellen: .. oplysningen mangler, er for usikker\n"
        "  eller kan ikke beregnes.\n"
    )


def test_a_wide_table_wraps_inside_its_cells() -> None:
    made = text(paper(table(("Tyveri fra bil og båd og andre steder", 12))), 24)
    assert made.splitlines()[-4:] == [
        "Type                2025",
        "Tyveri fra bil og     12",
        "båd og andre",
        "steder",
    ]


def test_a_word_is_never_cut_though_it_is_too_wide() -> None:
    long = "Straffelovskriminalitetsanmeldelser"
    made = text(paper(table((long, 12)), Paragraph(texts=(plain(long),))), 20)
    assert made.count(long) == 2


def test_a_unit_that_is_a_word_goes_below_its_number_where_there_is_no_room() -> None:
    """A sign stays beside it."""
    points, change = "±8,0\u00a0procentpoint", "+13\u00a0%"
    made = Table(id="t", title="T", columns=(Column(heading="Fra"), Column(heading="Til")),
                 rows=((plain(points), plain(change)),))  # fmt: skip
    assert text(paper(made), 40).splitlines()[-1] == f"{points}  {change}"
    assert text(paper(made), 18).splitlines()[-2:] == [f"±8,0          {change}", "procentpoint"]


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_every_sentence_and_cell_of_a_whole_paper_is_there(width: int, pack) -> None:
    for each in pack.papers:
        made = text(each, width)
        lines = made.splitlines()
        assert not [line for line in lines if line != line.rstrip()]
        assert not set("│┃━┏╭|") & set(made)
        flat = re.sub(r"\s+", "", made)
        for block in (b for s in each.sections for b in s.blocks):
            match block:
                case Paragraph():
                    said = [fill(t) for t in block.texts]
                case Table():
                    said = [*map(fill, block.notes), *(c.heading for c in block.columns)]
                case Chart() | Map():
                    said = [fill(block.title), fill(block.alt)]
            for words in said:
                assert all(word in flat for word in words.split()), words
        for row in (r for s in each.sections for b in s.blocks if type(b) is Table for r in b.rows):
            for cell in row:
                assert all(word in flat for word in cell_text(cell).split())


def test_lines_keep_to_the_width_where_words_allow(pack) -> None:
    longest = max(len(line) for line in text(pack.papers[0], 100).splitlines())
    assert longest <= 100


def test_bullets_are_a_list_in_html_and_in_word() -> None:
    one, two = (Paragraph(texts=(plain(w),), role="bullet") for w in ("En.", "To."))
    made = paper(one, two, Paragraph(texts=(plain("Imellem."),)), one)
    page = re.sub(r"\s+", "", html(made).decode())
    assert '<ulclass="bullets"><li>En.</li><li>To.</li></ul><p>Imellem.</p>' in page
    assert page.count("<ulclass") == page.count("</ul>") == 2
    found = [(p.style.name, p.text) for p in Document(io.BytesIO(docx(made))).paragraphs]
    assert [text for style, text in found if style == "List Bullet"] == ["En.", "To.", "En."]


@pytest.mark.slow
def test_a_note_to_a_steering_group_is_at_most_two_pages(tmp_path: Path, tool) -> None:
    defs = load(Path(__file__).parents[2] / "examples" / "partnerskaber")
    made = Decision(basis="forslag-2025", decided_by="ØU", decided_on=date(2025, 6, 10), case="1")
    defs = replace(defs, decisions=Decisions(decision=(*defs.decisions.decision, made)))
    for note in orientations(defs, defs.bases["forslag-2025"]):
        path = tmp_path / f"{note.id}.docx"
        path.write_bytes(docx(note))
        tool("soffice", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path)
        pages = tool("pdfinfo", path.with_suffix(".pdf"))
        assert int(pages.split("Pages:")[1].split()[0]) <= 2, note.id
