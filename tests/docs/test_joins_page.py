"""docs/how-to/join-two-series.md: its file is one that the example's folder can hold."""

import re
import shutil
from pathlib import Path

from grundlag.basis.check import check
from grundlag.basis.load import load

ROOT = Path(__file__).parents[2]


def test_the_file_of_the_page_is_right(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "join-two-series.md").read_text("utf-8")
    (block,) = re.findall(r"^```toml definitions/breaks.toml\n(.*?)^```$", page, re.M | re.S)
    ignored = shutil.ignore_patterns("store", "out", "data")
    folder = shutil.copytree(ROOT / "examples" / "partnerskaber", tmp_path / "f", ignore=ignored)
    (folder / "definitions" / "breaks.toml").write_text(block, "utf-8")
    defs = load(folder)
    assert check(defs) == ()
    assert [(b.indicator, b.to_year, b.joins) for b in defs.breaks.bridge] == [
        ("tyveri", 2024, ("break",)),
        ("trygge", 2025, ("break",)),
        ("vold", 2021, ("area_version",)),
    ]
