"""What a word on a list of activities stands for, declared from where the list is looked at."""

from pathlib import Path

from grundlag.basis.check_activities import FILE
from grundlag.basis.partner_words import Stands, declare
from grundlag.engine.disk import write_bytes
from grundlag.records.alone import alone
from grundlag.run.folder import load


def declare_partner(root: Path, word: str, stands: Stands, of: str = "") -> None:
    """Write into activities.toml what a word stands for; one at a time, the rest of it stays.

    Raises DefinitionError with what is wrong; then nothing is written.
    """
    with alone(root):
        path = root / FILE
        before = path.read_bytes() if path.is_file() else b""
        _, after = declare(load(root), word, stands, of, before)
        write_bytes(after, path)
