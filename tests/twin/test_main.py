import os
import subprocess
import sys
from pathlib import Path

import pytest

from grundlag.twin.__main__ import main


def test_the_command_writes_a_folder_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "new" / "folder"
    assert main([str(made), "--scale", "0.02"]) == 0
    assert str(made) in capsys.readouterr().out
    assert (made / "truth.json").exists()


@pytest.mark.slow
def test_the_command_runs_as_a_module_and_shows_an_example() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "grundlag.twin", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "200"},
    )
    assert "python -m grundlag.twin opdigtet --scale 0.02" in run.stdout


@pytest.mark.parametrize("wrong", [["--scale", "0"], ["--scale", "x"], ["--seed", "-1"], []])
def test_wrong_use_is_exit_2(wrong: list[str], tmp_path: Path) -> None:
    folder = [str(tmp_path)] if wrong else []
    with pytest.raises(SystemExit) as stop:
        main([*folder, *wrong])
    assert stop.value.code == 2
