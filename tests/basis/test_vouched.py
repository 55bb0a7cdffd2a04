"""Definitions found whole are not checked again, and anything else than just them is."""

import shutil
from importlib.metadata import version
from pathlib import Path

import pytest

from grundlag import run
from grundlag.basis import check as rules
from grundlag.errors import DefinitionError
from grundlag.run import vouched
from grundlag.run.own_folder import FOLDER

LILLEBY = Path(__file__).parents[1] / "cases" / "lilleby"


def note(root: Path) -> Path:
    return root / FOLDER / vouched.NOTE


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder whose definitions were found whole."""
    made = shutil.copytree(LILLEBY, tmp_path / "lilleby")
    run.load(made)
    return made


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were checked, in order."""
    checked: list[Path] = []
    real = rules.check

    def check(defs):
        checked.append(defs.root)
        return real(defs)

    monkeypatch.setattr(rules, "check", check)
    return checked


def test_what_was_found_whole_is_not_checked_again(root: Path, checks: list[Path]) -> None:
    run.load(root)
    assert checks == []
    note(root).unlink()
    run.load(root)
    assert checks == [root]


def test_it_is_known_wherever_it_lies(root: Path, checks: list[Path], tmp_path: Path) -> None:
    run.load(shutil.copytree(root, tmp_path / "moved"))
    assert checks == []


@pytest.mark.parametrize("name", ["grundlag.toml", "sources.toml", "definitions/areas.toml"])
def test_a_changed_line_is_checked(root: Path, checks: list[Path], name: str) -> None:
    """A line further down is no other meaning, but problems would be told of other lines."""
    path = root / name
    path.write_text("# en linje mere\n" + path.read_text("utf-8"), "utf-8")
    run.load(root)
    assert checks == [root]


def test_a_slip_is_told_each_time(root: Path) -> None:
    path = root / "definitions" / "areas.toml"
    path.write_text(path.read_text("utf-8").replace('"havnen"', '"havn"'), "utf-8")
    told = []
    for _ in range(2):
        with pytest.raises(DefinitionError) as caught:
            run.load(root)
        told.append(caught.value.problems)
    assert told[0] == told[1] != ()


def test_other_rules_check_what_these_found_whole(
    root: Path, checks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vouched, "_rules", lambda: b"of another version")
    run.load(root)
    assert checks == [root]


def test_what_other_geometry_found_whole_is_checked(
    root: Path, checks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after an upgrade: one that refuses what this took."""
    for number, name in enumerate(("shapely", "pyproj"), 1):
        monkeypatch.setattr(
            vouched, "version", lambda asked, new=name: "99" if asked == new else version(asked)
        )
        vouched._rules.cache_clear()
        run.load(root)
        assert checks == [root] * number
    vouched._rules.cache_clear()


@pytest.mark.parametrize("left", [b"", b"yes", b"\xff" * 64])
def test_another_note_vouches_for_nothing(root: Path, checks: list[Path], left: bytes) -> None:
    note(root).write_bytes(left)
    run.load(root)
    assert checks == [root]


def test_where_nothing_can_be_noted_it_is_checked_each_time(root: Path, checks: list[Path]) -> None:
    shutil.rmtree(note(root).parent)
    note(root).parent.write_text("a file", "utf-8")
    run.load(root)
    run.load(root)
    assert checks == [root, root]
