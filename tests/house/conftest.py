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


@pytest.fixture
def module() -> None:
    """A test that asks for it is run on each module, and tells all that fail at once."""


def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    if "module" not in pyfuncitem.fixturenames:
        return None
    failed = []
    for each in MODULES:
        try:
            pyfuncitem.obj(module=each)
        except AssertionError as error:
            failed.append(f"{each.name}: {error}")
    assert not failed, "\n".join(failed)
    return True
