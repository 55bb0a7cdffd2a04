"""An invented small town, right in everything, so that a test changes the one thing it is about."""

import shutil
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "src" / "grundlag" / "definitions"


@pytest.fixture
def havneby(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "havneby", tmp_path / "havneby"))


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The definitions of the package, laid out as a working folder."""
    root = tmp_path / "shipped"
    shutil.copytree(SHIPPED, root / "definitions")
    for name in ("grundlag.toml", "decisions.toml", "sources.toml"):
        shutil.move(root / "definitions" / name, root / name)
    return root


Change = Callable[[Path, str, str, str], None]


@pytest.fixture
def change() -> Change:
    """Write `new` where `old` stands, once, in a file; at its end where `old` is empty."""

    def changed(root: Path, file: str, old: str, new: str) -> None:
        text = (root / file).read_text("utf-8")
        assert not old or text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (root / file).write_text(text.replace(old, new) if old else text + new, "utf-8")

    return changed


@pytest.fixture
def line_of() -> Callable[[Path, str, str], str]:
    """`file:line` of the one place in a file where a text stands, found by reading the file."""

    def found(root: Path, file: str, text: str) -> str:
        whole = (root / file).read_text("utf-8")
        assert whole.count(text) == 1, f"{text!r} stands {whole.count(text)} times in {file}"
        return f"{file}:{whole[: whole.index(text)].count(chr(10)) + 1}"

    return found


Fill = Callable[..., Path]


@pytest.fixture
def fill() -> Fill:
    """Write a workbook into a folder: `fill(root, Baseline=[[heading, ...], [cell, ...]])`.

    `merged` are ranges of the first sheet, `format` is what stands beside Format, None for none.
    """

    def filled(
        root: Path,
        name: str = "opsætning.xlsx",
        format: Any = 1,
        merged: Sequence[str] = (),
        **sheets: Sequence[Sequence[Any]],
    ) -> Path:
        path = root / name
        with xlsxwriter.Workbook(str(path)) as book:
            day = book.add_format({"num_format": "dd-mm-yyyy"})
            for title, rows in sheets.items():
                page = book.add_worksheet(title)
                for i, row in enumerate(rows):
                    for j, cell in enumerate(row):
                        if isinstance(cell, date | datetime):
                            page.write_datetime(i, j, cell, day)
                        elif cell is not None:
                            page.write(i, j, cell)
            for span in merged:
                book.worksheets()[0].merge_range(span, "flettet")
            guide = book.add_worksheet("Læs mig")
            if format is not None:
                guide.write_row(3, 0, ["Format", format])
        return path

    return filled
