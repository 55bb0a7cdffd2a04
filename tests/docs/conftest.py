"""Pages of the documentation that run: their blocks are taken in order, in one empty folder.

A block marked `python` is run; one marked `console` has commands after `$` and below them what they
print, where `...` stands for anything; any other block with a file's name after its language is
written to that file. A page that says `<!-- goes on from PAGE -->` begins where PAGE ended.
"""

import contextlib
import doctest
import glob
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from grundlag.cli.app import main

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(\w*) *([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GOES_ON = re.compile(r"<!-- goes on from (\S+) -->")


@dataclass(frozen=True, kw_only=True)
class Block:
    """A fenced block: its language, the file it is written to, if any, and its text."""

    language: str
    file: str
    text: str


def blocks(page: Path) -> list[Block]:
    found = FENCE.findall(page.read_text("utf-8"))
    return [Block(language=language, file=name, text=text) for language, name, text in found]


def runs(page: Path) -> bool:
    return any(block.language in ("python", "console") for block in blocks(page))


def before(page: Path) -> Path | None:
    found = GOES_ON.search(page.read_text("utf-8"))
    return (page.parent / found[1]).resolve() if found else None


class Reader:
    """Someone who does what a page says, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.names = folder, {"__name__": "__page__"}

    def follow(self, page: Path) -> None:
        if earlier := before(page):
            self.follow(earlier)
            self.names = {"__name__": "__page__"}
        for block in blocks(page):
            self.do(block)

    def do(self, block: Block) -> None:
        if block.language == "python":
            with contextlib.chdir(self.folder):
                self.python(block.text)
        elif block.language == "console":
            for command, shown in sessions(block.text):
                printed = self.command(command)
                assert self.matches(shown, printed), (
                    f"$ {command}\n{printed}\n--- the page says\n{shown}"
                )
        elif block.file:
            path = self.folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, "utf-8")

    def python(self, text: str) -> None:
        """Statements, or a session with `>>>` whose answers must be those shown."""
        if not text.startswith(">>>"):
            exec(compile(text, "page", "exec"), self.names)
            return
        session = doctest.DocTestParser().get_doctest(text, self.names, "page", None, 0)
        said = io.StringIO()
        failed = doctest.DocTestRunner().run(session, out=said.write, clear_globs=False).failed
        assert not failed, said.getvalue()

    def command(self, line: str) -> str:
        """What a command prints, standard error and all."""
        words = shlex.split(line)
        if words[0] == "cd":
            self.folder = (self.folder / words[1]).resolve()
            return ""
        if words[0] == "grundlag":
            return self.grundlag(self.expanded(words))
        ran = subprocess.run(
            ["bash", "-ec", line],
            cwd=self.folder,
            env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout + ran.stderr

    def expanded(self, words: list[str]) -> list[str]:
        """Words with an asterisk as the files they stand for, as a shell does."""
        found = (sorted(glob.glob(word, root_dir=self.folder)) or [word] for word in words)
        return [word for words in found for word in words]

    def grundlag(self, words: list[str]) -> str:
        printed = io.StringIO()
        with (
            contextlib.chdir(self.folder),
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(printed),
            mock.patch.object(sys, "argv", words),
            contextlib.suppress(SystemExit),
        ):
            main()
        return printed.getvalue().replace("\u00a0", " ")

    @staticmethod
    def matches(shown: str, printed: str) -> bool:
        """Whether what was printed is what is shown; nothing shown says nothing."""
        wanted = re.escape(shown.strip()).replace(r"\.\.\.", ".*")
        return not shown.strip() or bool(re.fullmatch(wanted, printed.strip(), re.DOTALL))


def sessions(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block, and what is shown below it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `page` is run on each; one for `running_page` on those that run."""
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", PAGES, ids=_name)
    if "running_page" in metafunc.fixturenames:
        metafunc.parametrize("running_page", [page for page in PAGES if runs(page)], ids=_name)


@pytest.fixture
def root() -> Path:
    """Where the pages are."""
    return ROOT


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """Someone who does what a page says, in an empty folder."""
    return Reader(tmp_path)
