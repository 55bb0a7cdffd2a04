"""Bullets and numbered points: lists of their own in every format, counted anew in each."""

import io
import re

from docx import Document

from grundlag.render.docx import docx
from grundlag.render.html import html
from grundlag.render.text import text
from grundlag.report.model import Paper, Paragraph, Section, Text


def block(words, role):
    return Paragraph(texts=(Text(words=words, numbers={}),), role=role)


BLOCKS = (
    block("at det besluttes.", "point"), block("at det siges.", "point"), block("Ja.", "text"),
    block("Nord.", "bullet"), block("at det huskes.", "point"),
)  # fmt: skip
PAPER = Paper(
    id="p", title="T", subtitle="U", facts=(), marks=(),
    sections=(Section(id="a", heading="O", blocks=BLOCKS),),
)  # fmt: skip


def test_on_a_terminal():
    lines = text(PAPER, 60).split("\n\n")[-4:]
    assert lines == [
        "1. at det besluttes.\n2. at det siges.", "Ja.", "• Nord.\n1. at det huskes.\n",
    ] or lines[-3:] == [
        "1. at det besluttes.\n2. at det siges.", "Ja.", "• Nord.\n1. at det huskes.\n",
    ]  # fmt: skip


def test_in_html():
    page = re.sub(r"\s*\n\s*", "", html(PAPER).decode())
    assert (
        '<ol class="bullets"><li>at det besluttes.</li><li>at det siges.</li></ol><p>Ja.</p>'
        '<ul class="bullets"><li>Nord.</li></ul><ol class="bullets"><li>at det huskes.</li></ol>'
    ) in page


def test_in_word():
    document = Document(io.BytesIO(docx(PAPER)))
    assert [(p.style.name, p.text) for p in document.paragraphs[-5:]] == [
        ("Bullet", "1.\tat det besluttes."), ("Bullet", "2.\tat det siges."),
        ("Body Text", "Ja."), ("Bullet", "•\tNord."), ("Bullet", "1.\tat det huskes."),
    ]  # fmt: skip
