"""Remarks changed, added and taken out of a file that somebody wrote: the rest of it stays."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from grundlag.basis.load import load
from grundlag.basis.remark_file import with_remarks
from grundlag.basis.remarks import Remark
from grundlag.errors import DefinitionError

LILLEBY = Path(__file__).parents[1] / "cases" / "lilleby"
FILE = "remarks/2026.toml"
TEXT = '''# Årets bemærkninger
schema = 1

# til mødet i marts
[[remark]]
partnership = "havnen"   # Havnen
text        = """Broen
var lukket."""
# spørg CD
initials    = 'AB'
date        = 2026-03-03 # en tirsdag

# den næste
[[remark]]
partnership = "havnen"
goal        = "2"
text        = "Færre cykler."
initials    = "CD"
date        = 2026-03-04
# slut
'''
NEW = Remark(partnership="havnen", text='Ny "her"\nog her', initials="EF", date=date(2026, 3, 5))
BLOCK = """
[[remark]]
partnership = "havnen"
text        = "Ny \\"her\\"\\nog her"
initials    = "EF"
date        = 2026-03-05
"""
BYTES = TEXT.encode()
FIRST = TEXT[TEXT.index("[[remark]]") : TEXT.index("# den næste")]
SECOND = TEXT[TEXT.rindex("[[remark]]") : TEXT.index("# slut")]


@pytest.fixture
def root(tmp_path):
    return shutil.copytree(LILLEBY, tmp_path / "lilleby")


def after(root, changed, new=(), text=BYTES):
    (root / FILE).parent.mkdir(exist_ok=True)
    (root / FILE).write_bytes(text)
    return with_remarks(load(root), 2026, changed, new, text)[1]


def remarks(root, text=TEXT):
    (root / FILE).parent.mkdir(exist_ok=True)
    (root / FILE).write_text(text, "utf-8")
    return load(root).remarks[2026]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_each_change_leaves_the_rest_to_the_byte(root, mark, end):
    def as_bytes(text):
        return mark + text.encode().replace(b"\n", end)

    first, second = remarks(root)
    text = as_bytes(TEXT)
    assert after(root, {}, [NEW], text) == as_bytes(TEXT + BLOCK)
    mended = replace(first, text="Broen åbnede.", initials="XY")
    was = '"""Broen\nvar lukket."""', "'AB'"
    expected = TEXT.replace(was[0], '"Broen åbnede."').replace(was[1], '"XY"')
    assert after(root, {0: mended}, (), text) == as_bytes(expected)
    moved = replace(second, goal=None, indicator="indbrud", written_to=12.5)
    expected = TEXT.replace('goal        = "2"\n', "").replace(
        SECOND.partition("goal")[0], SECOND.partition("goal")[0] + "WRITTEN"
    )
    expected = expected.replace("WRITTEN", 'written_to = 12.5\nindicator = "indbrud"\n')
    assert after(root, {1: moved}, (), text) == as_bytes(expected)


def test_what_is_taken_out_takes_nothing_else_with_it(root):
    assert after(root, {0: None}).decode() == TEXT.replace(FIRST, "")
    assert after(root, {1: None}).decode() == TEXT.replace(SECOND, "")
    both = TEXT.replace(FIRST, "").replace(SECOND, "")
    assert after(root, {0: None, 1: None}).decode() == both
    bare = TEXT.removesuffix("# slut\n")
    last = bare.removesuffix(f"# den næste\n{SECOND}")
    assert (
        after(root, {1: None}, (), bare.replace("# den næste\n", "").encode())
        == last.encode().rstrip() + b"\n"
    )


def test_all_at_once_is_what_each_would_be(root):
    second = remarks(root)[1]
    text = after(root, {0: None, 1: replace(second, text="Flere.")}, [NEW]).decode()
    assert remarks(root, text) == (replace(second, text="Flere."), NEW)


def test_a_folder_without_the_file_gets_one(root):
    _, text = with_remarks(load(root), 2026, {}, [NEW], b"")
    assert text.decode() == f"schema = 1\n{BLOCK}"


def test_what_is_wrong_is_told_and_a_way_of_writing_that_cannot_be_changed(root):
    inline = (
        'schema = 1\nremark = [{partnership = "havnen", text = "x", initials = "AB", '
        "date = 2026-03-03}]\n"
    )
    for changed, new in (({0: None}, ()), ({}, [NEW])):
        with pytest.raises(DefinitionError, match="cannot be changed by itself"):
            after(root, changed, new, inline.encode())
    long = replace(NEW, text="x" * 701, initials=" ")
    with pytest.raises(DefinitionError) as told:
        after(root, {}, [long])
    whats = [problem.what for problem in told.value.problems]
    assert any("701 characters" in what for what in whats)
    assert any("initials is empty" in what for what in whats)
    assert all("Nothing was written." in problem.fix for problem in told.value.problems)


def test_where_a_workbook_speaks_it_is_not_written_beside(root):
    (root / "remarks").mkdir(exist_ok=True)
    (root / "remarks/2026.xlsx").write_bytes(b"")
    with pytest.raises(DefinitionError, match="workbook"):
        with_remarks(load(root), 2026, {}, [NEW], b"")
