"""The package's own source, read as text and as trees."""

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

import grundlag

PACKAGE = Path(grundlag.__file__).parent


@dataclass(frozen=True, kw_only=True)
class Module:
    """One module: its name under src/grundlag, its text and its tree."""

    name: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.name.partition("/")[0].removesuffix(".py")


def modules() -> list[Module]:
    paths = sorted(PACKAGE.rglob("*.py"))
    texts = {str(path.relative_to(PACKAGE)): path.read_text("utf-8") for path in paths}
    return [Module(name=name, text=text, tree=ast.parse(text)) for name, text in texts.items()]


MODULES = modules()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `module` is run on each."""
    if "module" in metafunc.fixturenames:
        metafunc.parametrize("module", MODULES, ids=[m.name for m in MODULES], scope="session")
