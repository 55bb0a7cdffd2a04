"""Saving: all or nothing, and never half a file."""

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from filelock import FileLock

from grundlag.errors import GrundlagError
from grundlag.render import RENDERERS, names, render, save
from grundlag.render import save as save_function
from grundlag.render.json import read
from grundlag.render.save import marks
from grundlag.report.model import Paragraph

pytestmark = pytest.mark.slow
saving = sys.modules[save.__module__]  # `save` is its function

NAMES = {
    *(
        f"{area}.{kind}"
        for area in ("amager", "folehaven", "tingbjerg-husum")
        for kind in RENDERERS
    ),
    "report.json",
    "report.schema.json",
    "tal.csv",
    "tal.csv-metadata.json",
}


def test_every_paper_is_written_in_every_format_and_nothing_else(pack, tmp_path):
    written = save(pack, tmp_path / "out" / "2026")
    assert {path.name for path in written} == NAMES
    assert {path.name for path in (tmp_path / "out" / "2026").iterdir()} == NAMES
    assert read((tmp_path / "out" / "2026" / "report.json").read_text("utf-8")) == pack


def test_a_paper_without_figures_has_no_workbook(pack, tmp_path):
    said = [block for block in pack.papers[0].sections[0].blocks if isinstance(block, Paragraph)]
    section = replace(pack.papers[0].sections[0], blocks=tuple(said))
    papers = (replace(pack.papers[0], sections=(section,)), *pack.papers[1:])
    written = {path.name for path in save(replace(pack, papers=papers), tmp_path)}
    assert {*NAMES} - written == {"amager.xlsx"}


def test_saving_twice_gives_the_same_bytes(pack, tmp_path):
    first = [path.read_bytes() for path in save(pack, tmp_path)]
    assert [path.read_bytes() for path in save(pack, tmp_path)] == first


def test_a_failing_renderer_leaves_everything_as_it_was(pack, tmp_path, monkeypatch):
    save(pack, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken(paper, dress):
        raise RuntimeError("no ink")

    monkeypatch.setitem(RENDERERS, "html", broken)
    with pytest.raises(RuntimeError, match="no ink"):
        save(replace(pack, year=2027), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("failing", ["write", "flush"])
def test_a_full_disk_leaves_every_old_file_whole(pack, tmp_path, monkeypatch, failing):
    save(pack, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    calls = []

    def full(*_):
        calls.append(1)
        if len(calls) == 4:
            raise OSError("no space left on device")

    if failing == "flush":
        monkeypatch.setattr("os.fsync", full)
    else:
        real = Path.open
        monkeypatch.setattr(Path, "open", lambda self, *a, **k: full() or real(self, *a, **k))
    with pytest.raises(OSError, match="no space left"):
        save_function(replace(pack, year=2027), tmp_path)
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def locked(monkeypatch, *names, error=None):
    """As Windows has it: what another program has open cannot be replaced."""
    real = Path.replace

    def replace_(self, target):
        if Path(target).name in names:
            raise error or PermissionError(13, "Permission denied", str(self))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace_)


def later(pack):
    """The same pack, changed, so that every file of it is another."""
    papers = tuple(replace(paper, title=f"{paper.title}, ny") for paper in pack.papers)
    return replace(pack, papers=papers)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_paper_that_is_open_stays_and_the_new_one_is_saved_beside(pack, tmp_path, monkeypatch):
    save(pack, tmp_path)
    before = contents(tmp_path)
    locked(monkeypatch, "amager.docx")
    written = save(later(pack), tmp_path)
    wanted = dict(zip(names(pack), written, strict=True))
    assert wanted["amager.docx"] == tmp_path / "amager-2.docx"
    assert {path.name for name, path in wanted.items() if path.name != name} == {"amager-2.docx"}
    after = contents(tmp_path)
    assert set(after) == {*before, "amager-2.docx"}
    assert after["amager.docx"] == before["amager.docx"]
    assert after["amager-2.docx"] == render(later(pack).papers[0], "docx")
    assert after["amager.html"] == render(later(pack).papers[0], "html")


@pytest.mark.parametrize(
    ("there", "saved"),
    [
        (("amager-2.docx",), "amager-3.docx"),
        (("amager-2.docx", "amager-7.docx"), "amager-8.docx"),
        (("AMAGER-4.DOCX",), "amager-5.docx"),
        (("amager-3.html", "amager-x.docx", "amager-9.docx.bak"), "amager-2.docx"),
    ],
)
def test_the_next_number_is_above_all_that_are_there(pack, tmp_path, monkeypatch, there, saved):
    save(pack, tmp_path)
    for name in there:
        (tmp_path / name).write_bytes(b"somebody's own")
    locked(monkeypatch, "amager.docx")
    assert tmp_path / saved in save(later(pack), tmp_path)
    assert {(tmp_path / name).read_bytes() for name in there} == {b"somebody's own"}


def test_a_number_is_not_that_of_another_paper(pack, tmp_path, monkeypatch):
    pack = replace(pack, papers=(pack.papers[0], replace(pack.papers[1], id="amager-2")))
    save(pack, tmp_path)
    locked(monkeypatch, "amager.docx")
    written = save(later(pack), tmp_path)
    assert [path.name for path in written if path.suffix == ".docx"] == [
        *("amager-3.docx", "amager-2.docx"),
    ]


# Word drops the first letter of a name of seven and the first two of a longer one; measured by
# others on Word 16 for names of 1 to 16 letters, and what LibreOffice writes and reads, too.
MARKS = {
    "vold.docx": "~$vold.docx",
    "amager.docx": "~$amager.docx",
    "abcdefg.docx": "~$bcdefg.docx",
    "overblik.docx": "~$erblik.docx",
    "folehaven.docx": "~$lehaven.docx",
    "tingbjerg-husum.docx": "~$ngbjerg-husum.docx",
    "tingbjerg-husum.xlsx": "~$tingbjerg-husum.xlsx",
}


@pytest.mark.parametrize("name", MARKS)
def test_the_marks_of_an_open_document(name):
    assert marks(name) == (f".~lock.{name}#", MARKS[name])


@pytest.mark.parametrize("mark", [".~lock.amager.docx#", "~$amager.docx"])
def test_a_mark_of_an_office_keeps_a_paper_as_it_is(pack, tmp_path, mark):
    """On Linux and on a share nothing else does: what is open there could be replaced."""
    save(pack, tmp_path)
    before = contents(tmp_path)
    (tmp_path / mark).write_bytes(b",anna,pc,01.03.2026 10:00;")
    written = save(later(pack), tmp_path)
    assert (tmp_path / "amager.docx").read_bytes() == before["amager.docx"]
    assert [path.name for path in written if "-2" in path.name] == ["amager-2.docx"]


def test_a_mark_that_was_left_behind_adds_a_file_a_change_and_no_more(pack, tmp_path):
    save(pack, tmp_path)
    (tmp_path / "~$amager.docx").write_bytes(b"")
    assert {path.name for path in save(pack, tmp_path)} == NAMES  # says the same: nothing to save
    for _ in range(3):
        assert tmp_path / "amager-2.docx" in save(later(pack), tmp_path)
    assert tmp_path / "amager-3.docx" in save(later(later(pack)), tmp_path)
    assert set(contents(tmp_path)) == {*NAMES, "~$amager.docx", "amager-2.docx", "amager-3.docx"}
    (tmp_path / "~$amager.docx").unlink()
    assert {path.name for path in save(later(pack), tmp_path)} == NAMES


def test_a_mark_without_its_paper_says_nothing(pack, tmp_path):
    (tmp_path / "~$amager.docx").write_bytes(b"")
    assert {path.name for path in save(pack, tmp_path)} == NAMES


@pytest.mark.parametrize("name", ["report.json", "report.schema.json", "tal.csv"])
def test_what_programs_read_is_never_saved_beside(pack, tmp_path, monkeypatch, name):
    save(pack, tmp_path)
    before = contents(tmp_path)
    locked(monkeypatch, name)
    with pytest.raises(GrundlagError) as caught:
        save(later(pack), tmp_path)
    assert contents(tmp_path) == before
    (problem,) = caught.value.problems
    assert problem.where == str(tmp_path / name)
    assert problem.what == "it cannot be replaced (Permission denied), and nothing was."
    assert problem.fix.startswith("Close the program that has it open")


def test_report_json_comes_last_for_it_says_that_all_is_there(pack, tmp_path, monkeypatch):
    """Ended on the way there are new papers with the old receipt, and not the other way round."""
    save(pack, tmp_path)
    placed, real = [], Path.replace

    def replace_(self, target):
        if self != target:
            placed.append(Path(target).name)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace_)
    save(later(pack), tmp_path)
    assert placed[-1] == "report.json"
    assert sorted(placed) == sorted(NAMES)


def test_a_lock_on_report_json_by_an_office_is_no_hindrance(pack, tmp_path):
    save(pack, tmp_path)
    (tmp_path / ".~lock.report.json#").write_bytes(b"")
    assert {path.name for path in save(later(pack), tmp_path)} == NAMES
    assert read((tmp_path / "report.json").read_text("utf-8")) == later(pack)


def test_another_error_is_no_open_paper(pack, tmp_path, monkeypatch):
    save(pack, tmp_path)
    locked(monkeypatch, "amager.docx", error=OSError(5, "Input/output error"))
    with pytest.raises(OSError, match="Input/output"):
        save(later(pack), tmp_path)
    monkeypatch.undo()
    assert set(contents(tmp_path)) == NAMES


@pytest.mark.parametrize("wrong", ["../ude", "a/b", "", ".", ".skjult", "amager"])
def test_an_id_that_is_no_file_name_is_refused(pack, tmp_path, wrong):
    papers = (pack.papers[0], replace(pack.papers[1], id=wrong))
    with pytest.raises(GrundlagError, match="cannot be the name of a file"):
        save(replace(pack, papers=papers), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_unknown_format_is_refused_with_the_nearest(paper):
    with pytest.raises(GrundlagError, match='Did you mean "docx"'):
        render(paper, "doc")


def test_formats_know_nothing_of_each_other():
    source = Path(__file__).parents[2] / "src" / "grundlag" / "render"
    for one, other in permutations(RENDERERS, 2):
        assert f"grundlag.render.{other}" not in (source / f"{one}.py").read_text("utf-8")


def test_two_who_save_at_once_leave_whole_files_and_no_error(tmp_path):
    """As the server's worker and a `grundlag report` beside it: the last one's, all of them."""
    names = [f"papir-{n}.docx" for n in range(12)] + ["report.json"]
    both = [{name: f"{which} {name}\n".encode() * 20_000 for name in names} for which in "ab"]
    for _ in range(5):
        with ThreadPoolExecutor(4) as threads:
            saved = [threads.submit(saving._write_all, each, tmp_path) for each in both * 2]
        assert all(len(each.result()) == len(names) for each in saved)
        assert contents(tmp_path) in both


def test_who_does_not_end_is_told(pack, tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "PATIENCE", 0.1)
    with (
        FileLock(tmp_path / saving.LOCK),
        pytest.raises(GrundlagError, match="another grundlag is writing papers into it"),
    ):
        save(pack, tmp_path)
    assert not [path for path in tmp_path.iterdir() if path.name in NAMES]
