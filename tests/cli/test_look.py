"""A folder with a template and a logo of its own: reported, proof-read, verified."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from docx import Document

pytestmark = pytest.mark.slow  # whole reports

LOOK = """
[look]
template = "skabelon.docx"
logo     = "by/logo.svg"
logo_alt = "Lilleby Kommune"
"""


@pytest.fixture
def dressed(taken: Path, city_files: Any, grundlag: Any) -> Path:
    (taken / "by").mkdir()
    (taken / "skabelon.docx").write_bytes(city_files.template())
    (taken / "by/logo.svg").write_text(city_files.LOGO, "utf-8")
    with (taken / "grundlag.toml").open("a", encoding="utf-8") as file:
        file.write(LOOK)
    assert grundlag("report 2026 --as-of 2026-06-01", taken).code == 0
    return taken


def test_every_paper_is_on_the_template_and_has_the_logo(dressed: Path) -> None:
    folder = dressed / "out/2026"
    papers = sorted(folder.glob("*.docx"))
    assert len(papers) > 2
    for path in papers:
        head = Document(str(path)).sections[0].header
        assert head.tables[0].cell(0, 0).text == "Havneby Kommune"
        assert 'alt="Lilleby Kommune"' in path.with_suffix(".html").read_text("utf-8")


def test_a_paper_on_a_template_is_the_reports_until_it_is_changed(
    dressed: Path, grundlag: Any
) -> None:
    ran = grundlag("proof out/2026/havnen.docx", dressed)
    assert (ran.code, ran.err) == (0, "")
    assert "Every number and every word is the report's." in ran.out
    path = dressed / "out/2026/havnen.docx"
    document = Document(str(path))
    table = next(t for t in document.tables if len(t.columns) > 4)
    table.rows[-1].cells[1].paragraphs[0].runs[0].text = "999"
    document.save(str(path))
    ran = grundlag("proof out/2026/havnen.docx", dressed)
    assert ran.code == 1
    assert "row Trygge: says 999" in ran.out


def test_the_receipt_knows_both_files_and_verify_tells_of_another(
    dressed: Path, city_files: Any, grundlag: Any
) -> None:
    report = json.loads((dressed / "out/2026/report.json").read_text("utf-8"))
    for name in ("skabelon.docx", "by/logo.svg"):
        digest = sha256((dressed / name).read_bytes()).hexdigest()
        assert report["receipt"]["definitions"][name] == digest
    (dressed / "skabelon.docx").write_bytes(city_files.template(side=30))
    ran = grundlag("verify out/2026/report.json", dressed)
    assert ran.code == 0
    assert "skabelon.docx was changed" in ran.out


def test_a_missing_template_stops_the_report_in_words(dressed: Path, grundlag: Any) -> None:
    (dressed / "skabelon.docx").unlink()
    ran = grundlag("report 2026", dressed)
    assert ran.code == 1
    assert 'template = "skabelon.docx" is not in the folder.' in " ".join(ran.err.split())
