"""The invented pack, and what its papers look like when written once."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from grundlag.render.docx import docx
from grundlag.render.html import html
from grundlag.render.pdf import pdf
from grundlag.report.model import Pack, Paper


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    return _load("sample")


@pytest.fixture(scope="session")
def pack(sample: ModuleType) -> Pack:
    return sample.pack()


@pytest.fixture(scope="session")
def paper(pack: Pack) -> Paper:
    return pack.papers[0]


@pytest.fixture(scope="session")
def page(paper: Paper) -> str:
    return html(paper).decode()


@pytest.fixture(scope="session")
def word(paper: Paper) -> bytes:
    return docx(paper)


@pytest.fixture(scope="session")
def printed(paper: Paper) -> bytes:
    return pdf(paper)
