"""From proposal to basis in force: what is printed before, on the day and as of the day before."""

import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from grundlag.run.own_folder import FOLDER

pytestmark = pytest.mark.slow

ADOPT = "adopt ny --by 'Byrådet i \"Lilleby\"' --on 2026-03-10 --case 2026-0007"
NOTES = ["orientering-havnen", "orientering-skoven"]


def marks(path: Path) -> set[str]:
    """What stands in the head of each page, which no section or first page leaves out."""
    document = Document(io.BytesIO(path.read_bytes()))
    assert not any(s.different_first_page_header_footer for s in document.sections)
    assert not document.settings.odd_and_even_pages_header_footer
    return {s.header.paragraphs[0].text for s in document.sections}


def test_forslag_on_each_page_until_it_is_decided_and_not_after(taken: Path, grundlag: Any) -> None:
    assert grundlag("report 2026 --basis ny", taken).code == 0
    assert marks(taken / "out/2026-ny/havnen.docx") == {"FORSLAG · opdigtede data"}
    page = (taken / "out/2026-ny/havnen.html").read_text("utf-8")
    assert "<li>FORSLAG</li>" in page
    assert "Det foreslåede grundlag (ikke vedtaget)" in page
    assert grundlag(ADOPT, taken).code == 0
    ran = grundlag("report 2026", taken)
    assert "Det foreslåede grundlag, rapport 2026 · opdigtede data" in ran.out
    assert "files in out/2026:" in ran.out
    assert marks(taken / "out/2026/havnen.docx") == {"opdigtede data"}
    page = (taken / "out/2026/havnen.html").read_text("utf-8")
    assert "FORSLAG" not in page
    assert "ikke vedtaget" not in page


def test_a_proposal_with_a_name_for_when_it_is_decided_is_called_so(
    taken: Path, grundlag: Any
) -> None:
    path = taken / "definitions/bases/ny.toml"
    name = 'name   = "Det foreslåede grundlag"\n'
    old = path.read_text("utf-8")
    assert name in old
    path.write_text(old.replace(name, f'{name}adopted_name = "Det nye grundlag"\n'), "utf-8")
    assert grundlag("report 2026 --basis ny", taken).code == 0
    proposed = "".join(p.read_text("utf-8") for p in (taken / "out/2026-ny").glob("*.html"))
    assert "Det foreslåede grundlag (ikke vedtaget)" in proposed
    assert "Det nye grundlag" not in proposed
    assert grundlag("report --grundlag", taken).code == 0
    assert "„Det foreslåede grundlag“ er et forslag" in _text(taken)
    assert grundlag(ADOPT, taken).code == 0
    note = (taken / "out/orientering/orientering-havnen.html").read_text("utf-8")
    assert "Nyt grundlag: Det nye grundlag" in note
    assert "Det nye grundlag, rapport 2026" in grundlag("report 2026", taken).out
    for paper in ("havnen", "afklaring", "overblik"):
        page = (taken / f"out/2026/{paper}.html").read_text("utf-8")
        assert "Det nye grundlag" in page
        assert "Det foreslåede" not in page
    assert grundlag("report --grundlag", taken).code == 0
    assert "„Det nye grundlag“ er gældende" in _text(taken)


def _text(folder: Path) -> str:
    """The decision paper."""
    return (folder / "out/grundlag/grundlag.html").read_text("utf-8")


def test_as_of_the_day_before_the_old_paper_comes_out_again(taken: Path, grundlag: Any) -> None:
    words = "report 2026 --as-of 2026-03-09"
    assert grundlag(words, taken).code == 0
    before = {p.name: p.read_bytes() for p in (taken / "out/2026").iterdir()}
    assert grundlag(ADOPT, taken).code == 0
    shutil.rmtree(taken / "out")
    assert grundlag(words, taken).code == 0
    assert {p.name: p.read_bytes() for p in (taken / "out/2026").iterdir()} == before
    assert grundlag("report 2026 --as-of 2026-03-10", taken).code == 0
    assert (taken / "out/2026/report.json").read_bytes() != before["report.json"]


def test_the_former_basis_is_no_proposal_and_says_what_it_is(taken: Path, grundlag: Any) -> None:
    assert grundlag(ADOPT, taken).code == 0
    ran = grundlag("report 2026 --basis nu", taken)
    assert "files in out/2026-nu:" in ran.out
    assert marks(taken / "out/2026-nu/havnen.docx") == {"IKKE GÆLDENDE · opdigtede data"}
    page = (taken / "out/2026-nu/havnen.html").read_text("utf-8")
    assert "Lillebys grundlag (ikke gældende for rapportåret)" in page
    assert "FORSLAG" not in page


def test_the_decision_is_kept_and_all_that_was_there(town: Path, grundlag: Any) -> None:
    path = town / "decisions.toml"
    before = path.read_bytes()
    assert grundlag(ADOPT, town).code == 0
    assert path.read_bytes().startswith(before)
    assert path.read_text("utf-8").endswith(
        '\n[[decision]]\nbasis      = "ny"\ndecided_by = "Byrådet i \\"Lilleby\\""\n'
        'decided_on = 2026-03-10\ncase       = "2026-0007"\n'
    )
    again = grundlag(ADOPT, town)
    assert again.code == 1
    assert 'there is a decision on "ny" already.' in again.err


@pytest.mark.parametrize(
    "words",
    [
        "adopt nyt --by Byrådet --on 2026-03-10 --case 1",
        "adopt ny --by '' --on 2026-03-10 --case 1",
        "adopt ny --by Byrådet --on 2099-03-10 --case 1",
        "adopt ny --by 'By\nrådet' --on 2026-03-10 --case 1",
    ],
)
def test_where_anything_is_wrong_nothing_is_written(words: str, town: Path, grundlag: Any) -> None:
    def tree() -> dict[str, bytes]:
        found = (p for p in town.rglob("*") if p.is_file() and FOLDER not in p.parts)
        return {str(p): p.read_bytes() for p in found}

    before = tree()
    assert grundlag(words, town).code == 1
    assert tree() == before


def test_where_the_notes_cannot_be_saved_nothing_is_decided(town: Path, grundlag: Any) -> None:
    (town / "out").write_text("no folder", "utf-8")
    before = (town / "decisions.toml").read_bytes()
    ran = grundlag(ADOPT, town)
    assert ran.code == 1, ran
    assert "out" in ran.err
    assert (town / "decisions.toml").read_bytes() == before


def test_a_folder_with_a_slip_anywhere_is_not_written_to(town: Path, grundlag: Any) -> None:
    (town / "definitions/codes.toml").write_text("schema = 1\n[[crime]\n", "utf-8")
    before = (town / "decisions.toml").read_bytes()
    ran = grundlag(ADOPT, town)
    assert ran.code == 1
    assert "definitions/codes.toml:2" in ran.err
    assert (town / "decisions.toml").read_bytes() == before


def test_each_steering_group_gets_its_note_and_no_data_are_needed(
    town: Path, grundlag: Any
) -> None:
    assert grundlag(ADOPT, town).code == 0
    folder = town / "out/orientering"
    assert sorted(p.name for p in folder.iterdir()) == sorted(
        f"{name}.{form}" for name in NOTES for form in ("docx", "html", "pdf")
    )
    page = (folder / "orientering-havnen.html").read_text("utf-8")
    assert "Orientering til styregruppen for Havnekvarteret" in page
    assert "Byrådet i &#34;Lilleby&#34;" in page
    assert zipfile.is_zipfile(folder / "orientering-havnen.docx")


def test_the_first_report_year_carries_the_notes_and_no_other(taken: Path, grundlag: Any) -> None:
    """The proposal applies from 2025: report 2025 holds its notes, report 2026 does not."""
    assert grundlag("adopt ny --by Byrådet --on 2025-06-10 --case 1", taken).code == 0
    assert grundlag("report 2025", taken).code == 0
    assert {p.stem for p in (taken / "out/2025").iterdir()} >= set(NOTES)
    assert grundlag("report 2026", taken).code == 0
    assert not {p.stem for p in (taken / "out/2026").iterdir()} & set(NOTES)
    assert grundlag("report 2025 --basis nu", taken).code == 0
    assert not {p.stem for p in (taken / "out/2025-nu").iterdir()} & set(NOTES)


def test_what_is_written_down_of_a_comparison_is_what_is_shown(taken: Path, grundlag: Any) -> None:
    shown = grundlag("diff nu ny --year 2026", taken).out
    assert grundlag("diff nu ny --year 2026 --save", taken).code == 0
    path = taken / "out/2026-sammenligning/sammenligning.docx"
    document = Document(io.BytesIO(path.read_bytes()))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings
    assert all(f"\n{heading}\n---" in shown for heading in headings)
    assert marks(path) == {"FORSLAG · opdigtede data"}


def test_a_comparison_counts_what_had_arrived_and_was_decided(taken: Path, grundlag: Any) -> None:
    assert grundlag(ADOPT, taken).code == 0
    words = "diff nu ny --year 2026 --as-of"
    assert "FORSLAG" in grundlag(f"{words} 2026-03-09", taken).out
    assert "FORSLAG" not in grundlag(f"{words} 2026-03-10", taken).out
    early = grundlag(f"{words} 2026-01-31", taken)
    assert early.code == 1
    assert "are not known" in early.err  # the inhabitants came on 1 February


def test_explain_counts_what_had_arrived_by_the_day(taken: Path, grundlag: Any) -> None:
    words = "explain havnen 2026 indbrud --as-of"
    assert grundlag(f"{words} 2026-02-01", taken).code == 0
    early = grundlag(f"{words} 2026-01-31", taken)
    assert early.code == 1
    assert "are not known" in early.err  # the inhabitants came on 1 February
