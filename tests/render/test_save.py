"""Saving: all or nothing, and never half a file."""

from dataclasses import replace
from pathlib import Path

import pytest

from grundlag.errors import GrundlagError
from grundlag.render import RENDERERS, render, save
from grundlag.render import save as save_function
from grundlag.render.json import read

NAMES = {
    *(
        f"{area}.{kind}"
        for area in ("amager", "folehaven", "tingbjerg-husum")
        for kind in RENDERERS
    ),
    "report.json",
    "report.schema.json",
}


def test_every_paper_is_written_in_every_format_and_nothing_else(pack, tmp_path):
    written = save(pack, tmp_path / "out" / "2026")
    assert {path.name for path in written} == NAMES
    assert {path.name for path in (tmp_path / "out" / "2026").iterdir()} == NAMES
    assert read((tmp_path / "out" / "2026" / "report.json").read_text("utf-8")) == pack


def test_saving_twice_gives_the_same_bytes(pack, tmp_path):
    first = [path.read_bytes() for path in save(pack, tmp_path)]
    assert [path.read_bytes() for path in save(pack, tmp_path)] == first


def test_a_failing_renderer_leaves_everything_as_it_was(pack, tmp_path, monkeypatch):
    save(pack, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken(paper):
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
    for one, other in (("html", "docx"), ("docx", "html")):
        assert f"grundlag.render.{other}" not in (source / f"{one}.py").read_text("utf-8")
