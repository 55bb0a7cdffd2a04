"""The room stands alone: what it says is true must not lean on what it tests."""

import ast
import sys
from pathlib import Path

import pytest

import grundlag.twin

ROOM = Path(grundlag.twin.__file__).parent


@pytest.mark.parametrize("module", sorted(ROOM.glob("*.py")), ids=lambda path: path.stem)
def test_a_module_imports_only_its_own_room_and_what_draws_and_writes(module: Path) -> None:
    """Its own room, the standard library, numpy, and xlsxwriter for a partnership's workbook."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            root = name.partition(".")[0]
            own = name.startswith("grundlag.twin")
            assert own or root in {"numpy", "xlsxwriter"} | sys.stdlib_module_names
