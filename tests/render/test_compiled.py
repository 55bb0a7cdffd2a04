"""Templates are compiled once a machine, and never say what they said by other code."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grundlag.render.environment import environment

SAID = '{{ "x"|told }} {{ "a<b" }} {% if "x"|told == "1x" %}en{% else %}anden{% endif %}'


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], str]:
    """A template as it is drawn in a fresh environment, with a filter that says a number."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "a.j2").write_text(SAID, "utf-8")

    def said(number: int) -> str:
        made = environment(tmp_path, told=lambda text: f"{number}{text}")
        return made.get_template("a.j2").render()

    return said


def kept(folder: Path) -> list[Path]:
    return list((folder / "__pycache__").glob("*.jinja"))


def test_what_was_compiled_is_kept_and_holds_nothing_that_a_filter_said(
    say: Callable[[int], str], tmp_path: Path
) -> None:
    assert say(1) == "1x a&lt;b en"
    (first,) = kept(tmp_path)
    before = first.stat().st_mtime_ns
    assert say(2) == "2x a&lt;b anden"
    assert [(path, path.stat().st_mtime_ns) for path in kept(tmp_path)] == [(first, before)]


def test_what_is_kept_is_what_is_drawn(say: Callable[[int], str], tmp_path: Path) -> None:
    """Of one template it is put in another's place, as if it had been compiled of that."""
    say(1)
    (path,) = kept(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"anden", b"ANDEN"))
    assert say(2) == "2x a&lt;b ANDEN"


def test_another_text_is_compiled_anew(say: Callable[[int], str], tmp_path: Path) -> None:
    say(1)
    (tmp_path / "a.j2").write_text(SAID + "!", "utf-8")
    assert say(1) == "1x a&lt;b en!"


@pytest.mark.parametrize("left", [b"", b"j2", b"no bytecode at all", None])
def test_what_is_broken_is_compiled_anew(
    say: Callable[[int], str], tmp_path: Path, left: bytes | None
) -> None:
    said = say(1)
    (path,) = kept(tmp_path)
    path.write_bytes(path.read_bytes()[:40] if left is None else left)
    assert say(1) == said


def test_without_leave_to_write_nothing_is_kept(say: Callable[[int], str], tmp_path: Path) -> None:
    (tmp_path / "__pycache__").write_text("a file, where a folder should be", "utf-8")
    assert say(1) == "1x a&lt;b en"


def test_python_told_to_keep_nothing_keeps_none(
    say: Callable[[int], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert say(1) == "1x a&lt;b en"
    assert not (tmp_path / "__pycache__").exists()
