"""Every command, rule, kind, check and definition file is documented, and as it is."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from typer.main import get_command

from grundlag.basis.load import FILES
from grundlag.cli.app import app
from grundlag.indicators.measure import KINDS
from grundlag.verdicts.rules import RULES

COMMANDS = list(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("made", Path(__file__).with_name("made.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["cli.md", "rules.md"])
def test_a_page_is_what_the_program_says(name: str, made: ModuleType, root: Path) -> None:
    page = (root / "docs" / "reference" / name).read_text("utf-8")
    assert page == made.PAGES[name](), "make it again: python tests/docs/made.py"


def test_every_rule_and_kind_is_told(made: ModuleType) -> None:
    page = made.rules()
    assert [word for word in (*RULES, *KINDS) if f"| `{word}` |" not in page] == []
    assert not re.search(r"\|\s*\|$", page, re.MULTILINE), "a row without words"


def test_every_definition_file_has_its_chapter(root: Path) -> None:
    page = (root / "docs" / "reference" / "definitions.md").read_text("utf-8")
    files = (*(name for name, _ in FILES.values()), "definitions/bases/ID.toml")
    assert [name for name in files if f"\n## {name}\n" not in page] == []


def test_every_method_that_measures_has_a_page(made: ModuleType, root: Path) -> None:
    for link, _ in made.KIND.values():
        if found := re.search(r"\((.+)\)", link):
            assert (root / "docs" / "reference" / found[1]).resolve().exists()


def test_a_page_names_no_command_that_is_none(page: Path) -> None:
    code = re.findall(
        r"`grundlag (\w+)|^\$? ?grundlag (\w+)", page.read_text("utf-8"), re.MULTILINE
    )
    assert {a or b for a, b in code} <= {*COMMANDS}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_shows_every_command(command: str, root: Path) -> None:
    assert f"grundlag {command}" in (root / "README.md").read_text("utf-8")
