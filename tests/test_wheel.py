"""The wheel, installed with its locked dependencies into an empty venv far from the checkout."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "partnerskaber"
SHIPPED = (
    "grundlag/basis/banks.toml",
    "grundlag/py.typed",
    "grundlag/definitions/activities.toml",
    "grundlag/definitions/areas.toml",
    "grundlag/definitions/bases/forslag-2025.toml",
    "grundlag/definitions/bases/nuvaerende.toml",
    "grundlag/definitions/codes.toml",
    "grundlag/definitions/decisions.toml",
    "grundlag/definitions/gerningskoder.csv",
    "grundlag/definitions/grundlag.toml",
    "grundlag/definitions/partnerships.toml",
    "grundlag/definitions/sources.toml",
    "grundlag/definitions/survey.toml",
    "grundlag/render/look.toml",
    "grundlag/render/templates/paper.docx",
    "grundlag/render/templates/paper.html.j2",
    "grundlag/render/templates/paper.typ",
    "grundlag/web/desk/migrations/env.py",
    "grundlag/web/desk/migrations/versions/v1_jobs_and_log.py",
    "grundlag/web/desk/migrations/versions/v2_drafts.py",
    "grundlag/web/static/web.css",
    "grundlag/web/templates/frame.html.j2",
)


def _run(*command: str | Path, cwd: Path) -> str:
    """A command with nothing of ours in its surroundings; what it printed."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    ran = subprocess.run(command, cwd=cwd, env=bare, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing is left behind in the checkout."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    shutil.copytree(
        ROOT / "src", source / "src", ignore=shutil.ignore_patterns("*.egg-info", "__pycache__")
    )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out)
    _run(*build, source, cwd=source)
    return next(out.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "src" / "grundlag"
    ours = {
        f"grundlag/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert set(SHIPPED) <= names
    assert ours <= names, sorted(ours - names)
    assert {name for name in names - ours if ".dist-info/" not in name} == set()


@pytest.mark.slow
def test_the_wheel_has_the_pages_look_with_its_licences_and_no_logo(wheel: Path) -> None:
    folder = "grundlag/web/static/vendor/"
    if not (ROOT / "src" / folder).is_dir():
        pytest.skip("the look is not fetched: make web")
    with zipfile.ZipFile(wheel) as held:
        names = {n.removeprefix(folder) for n in held.namelist() if n.startswith(folder)}
        css = held.read(f"{folder}css/dkfds.min.css").decode()
    assert names >= {
        "js/htmx.min.js", "js/dkfds.min.js", "dkfds-LICENSE.md", "htmx-LICENSE",
        "icons-Apache-2.0.txt", "IBMPlexSans-license.txt",
    }  # fmt: skip
    assert sum(name.endswith(".woff2") for name in names) == 8
    assert not [name for name in names if "logo" in name]
    assert "http" not in css
    asked = {name for name in re.findall(r"url\(\.\./([^)]+)\)", css) if "logo" not in name}
    assert asked <= names


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an empty venv's commands, with the wheel in it."""
    folder = tmp_path_factory.mktemp("venv")
    _run(sys.executable, "-m", "venv", folder, cwd=folder)
    pip = (folder / "bin" / "pip", "install", "-q", "--no-compile", "--disable-pip-version-check")
    _run(*pip, "--require-hashes", "-r", ROOT / "requirements" / "core.lock", cwd=folder)
    _run(*pip, "--no-deps", wheel, cwd=folder)
    return folder / "bin"


@pytest.mark.slow
def test_it_makes_a_report_far_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    grundlag, python = installed / "grundlag", installed / "python"
    where = _run(python, "-c", "import grundlag; print(grundlag.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)

    said = _run(grundlag, "new", "byen", cwd=tmp_path)
    assert "Made byen." in said
    town = tmp_path / "byen"
    shutil.copytree(EXAMPLE / "definitions", town / "definitions", dirs_exist_ok=True)
    shutil.copy(EXAMPLE / "grundlag.toml", town)
    _run(python, "-m", "grundlag.twin", "in", "--scale", "0.02", cwd=town)
    assert "Nothing has to be mended." in _run(grundlag, "check", cwd=town)
    first = ("in/anmeldelser-2025.csv", "in/befolkning-2025.csv")
    _run(grundlag, "take", "--arrived", "2025-02-20", "--extracted", "2025-02-17", *first, cwd=town)
    later = ("in/anmeldelser-2026.csv", "in/befolkning-2026.csv", "in/tryghed-2025.csv")
    drawn = ("--arrived", "2026-02-19", "--extracted", "2026-02-16")
    _run(grundlag, "take", *drawn, *later, "in/tryghed-2026.csv", cwd=town)
    said = _run(grundlag, "report", "2026", cwd=town)
    assert "30 files in out/2026:" in said
    assert (town / "out" / "2026" / "amager.docx").stat().st_size > 10_000
    assert "added up again" in _run(
        grundlag, "explain", "amager", "2026", "tyveri_roeveri", cwd=town
    )
    _run(grundlag, "twin", "opdigtet", "--scale", "0.02", cwd=tmp_path)
    assert "Nothing has to be mended." in _run(grundlag, "check", "-C", "opdigtet", cwd=tmp_path)
