"""The program's own folder within a working folder: nothing in it is leant on by a figure."""

from pathlib import Path

FOLDER = ".grundlag"


def own_folder(root: Path) -> Path:
    """It, made where it is missing: nobody else's, and in no repository."""
    folder = root / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    if not (note := folder / ".gitignore").is_file():
        note.write_text("*\n", "utf-8")
    return folder
