"""`grundlag proof`: a paper that people edited in Word, held against the report."""

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

pytestmark = pytest.mark.slow  # papers made, edited and read

REMARK = """schema = 1
# the analyst's own comment stays

[[remark]]
partnership = "havnen"
indicator   = "indbrud"
text        = "Broen var lukket."
initials    = "AB"
date        = 2026-03-04
"""
Edit = Callable[[Any], None]


@pytest.fixture(scope="module")
def _reported(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    from datetime import date

    from grundlag import run

    root = tmp_path_factory.mktemp("proof") / "lilleby"
    shutil.copytree(request.getfixturevalue("_whole"), root)
    (root / "remarks").mkdir(exist_ok=True)
    (root / "remarks/2026.toml").write_text(REMARK, "utf-8")
    run.report(root, 2026, date(2026, 6, 1))
    return root


@pytest.fixture
def proofed(_reported: Path, tmp_path: Path, grundlag: Any) -> Any:
    """Edits Havnen's paper and proofs it, in a folder of its own."""
    root = tmp_path / "by"
    shutil.copytree(_reported, root)

    def run(edit: Edit, more: str = "", name: str = "havnen.docx") -> Any:
        document = Document(str(_reported / "out/2026/havnen.docx"))
        edit(document)
        document.save(str(root / "out/2026" / name))
        return grundlag(f"proof out/2026/{name} {more}", root)

    run.root = root  # type: ignore[attr-defined]
    return run


def paragraph(document: Any, part: str) -> Any:
    return next(p for p in document.paragraphs if part in p.text)


def cell(document: Any, row: str, number: int) -> Any:
    rows = (r for table in document.tables for r in table.rows if r.cells[0].text == row)
    return next(r for r in rows if len(r.cells) > 4).cells[number]


def rewrite(paragraph: Any, old: str, new: str) -> None:
    assert old in paragraph.text
    text = paragraph.text.replace(old, new)
    for run in paragraph.runs[1:]:
        run._element.getparent().remove(run._element)
    paragraph.runs[0].text = text


def test_a_paper_as_it_was_written_is_the_report_s(proofed: Any) -> None:
    ran = proofed(lambda document: None)
    assert ran.code == 0, ran
    assert "Every number and every word is the report's." in ran.out


def test_a_number_in_a_table_is_told_with_its_row_and_the_report_s(proofed: Any) -> None:
    was: list[str] = []

    def edit(document: Any) -> None:
        found = cell(document, "Indbrud", 1)
        was.append(found.text)
        found.paragraphs[0].runs[0].text = "999"

    ran = proofed(edit)
    assert ran.code == 1
    (line,) = [line for line in ran.out.splitlines() if line.startswith("wrong:")]
    assert "row Indbrud: " in line
    assert line.endswith(f"says 999 where the report says {was[0]}")


def test_a_number_in_a_sentence_and_one_under_track_changes(proofed: Any) -> None:
    def edit(document: Any) -> None:
        found = next(p for p in document.paragraphs if p.text.startswith("Indbrud var"))
        added = OxmlElement("w:ins")
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = " Det er 77 flere."
        run.append(text)
        added.append(run)
        found._element.append(added)

    ran = proofed(edit)
    assert ran.code == 1
    assert "says 77, which is not the report's number there" in ran.out


def test_what_was_deleted_under_track_changes_is_gone(proofed: Any) -> None:
    said: list[str] = []

    def edit(document: Any) -> None:
        found = next(p for p in document.paragraphs if p.text.startswith("Indbrud var"))
        said.append(found.text)
        gone = OxmlElement("w:del")
        for run in list(found.runs):
            for text in run._element.findall(qn("w:t")):
                text.tag = qn("w:delText")
            gone.append(run._element)
        found._element.append(gone)

    ran = proofed(edit)
    assert ran.code == 0
    assert 'is gone: "Indbrud var' in ran.out


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Det er sikkert.", 'says "sikkert"; a paper says "statistisk sikkert"'),
        ("Udviklingen er bedre.", 'says "bedre", which no target asks for'),
        ("Faldet skyldes den nye bro.", 'says "skyldes"; the figures show no cause'),
        ("Det er steget.", 'says "steget", and of no figure that the paper judges'),
    ],
)
def test_words_that_say_more_than_the_figures(proofed: Any, sentence: str, told: str) -> None:
    ran = proofed(lambda document: document.add_paragraph(sentence))
    assert told in ran.out
    assert ran.code == int("bedre" in told or "sikkert" in told)


def test_a_turned_outcome_is_wrong_and_the_verdict_is_named(proofed: Any) -> None:
    """Of burglary the paper says that it was held, or was not: the other is not allowed."""

    def edit(document: Any) -> None:
        found = next(p for p in document.paragraphs if p.text.startswith("Indbrud var"))
        no = "ikke fastholdt" in found.text
        rewrite(
            found, "ikke fastholdt" if no else "fastholdt", "fastholdt" if no else "ikke fastholdt"
        )

    ran = proofed(edit)
    assert ran.code == 1
    assert "and the verdict is: indbrud " in ran.out


def test_a_mark_that_is_gone_from_the_pages_is_wrong(proofed: Any) -> None:
    def edit(document: Any) -> None:
        for part in document.sections[0].header._element.iter(qn("w:t")):
            part.text = ""

    ran = proofed(edit)
    assert ran.code == 1
    assert "wrong: the head of the pages: is gone: " in ran.out


def test_an_edited_remark_is_lifted_and_the_rest_of_the_file_stays(proofed: Any) -> None:
    edit = lambda d: rewrite(paragraph(d, "Broen var lukket."), "lukket.", "spærret i juni.")  # noqa: E731
    ran = proofed(edit)
    assert "1 remarks are others than in " in ran.out
    file = proofed.root / "remarks/2026.toml"
    assert file.read_text("utf-8") == REMARK
    ran = proofed(edit, "--lift")
    assert "1 remarks were written into " in ran.out
    assert file.read_text("utf-8") == REMARK.replace("lukket.", "spærret i juni.")


def test_a_new_remark_is_lifted_where_it_is_signed(proofed: Any) -> None:
    def edit(document: Any) -> None:
        signed = "Bemærkning Havnefesten faldt ud. (CD, 5. marts 2026)"
        paragraph(document, "Broen var lukket.").insert_paragraph_before(signed)
        paragraph(document, "Broen var lukket.").insert_paragraph_before("Bemærkning Uden navn.")

    ran = proofed(edit, "--lift")
    assert 'end it like "(AB, 3. marts 2026)"' in ran.out
    remarks = tomllib.loads((proofed.root / "remarks/2026.toml").read_text("utf-8"))["remark"]
    assert [r["text"] for r in remarks] == ["Broen var lukket.", "Havnefesten faldt ud."]
    assert remarks[1]["initials"] == "CD"
    assert str(remarks[1]["date"]) == "2026-03-05"
    assert remarks[1]["partnership"] == "havnen"


def test_what_is_no_paper_is_refused(proofed: Any, grundlag: Any, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"no zip at all")
    ran = grundlag("proof ../x.docx", proofed.root)
    assert ran.code == 1
    assert "is no Word file that can be read." in ran.err
    document = Document()
    document.add_paragraph("En indkøbsliste")
    document.save(str(tmp_path / "y.docx"))
    ran = grundlag("proof ../y.docx", proofed.root)
    assert ran.code == 1
    assert "is the paper of no report in " in ran.err


def test_a_word_file_that_was_cut_anywhere_is_refused_in_words(proofed: Any, grundlag: Any) -> None:
    """Cut, or with a byte that was changed: read all the same, or refused; never a traceback."""
    folder = proofed.root / "out/2026"
    whole = (folder / "havnen.docx").read_bytes()
    for at in range(0, len(whole), len(whole) // 12):
        for content in (whole[:at], whole[:at] + b"\x00\xff" + whole[at + 2 :]):
            (folder / "cut.docx").write_bytes(content)
            ran = grundlag("proof out/2026/cut.docx", proofed.root)
            assert ran.code in (0, 1)
            assert ran.out or ran.err
