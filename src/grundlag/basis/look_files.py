"""The city's own template and logo: files that grundlag.toml names, read as they lie."""

from pathlib import Path
from typing import Any

from grundlag.basis import lines as positions
from grundlag.basis.city import Folder
from grundlag.basis.declared import Unread
from grundlag.basis.reader import Reader

FILE = "grundlag.toml"
LARGEST = {"template": 32, "logo": 2}  # MB


def look_files(reader: Reader, folder: Folder | Unread) -> dict[str, bytes]:
    """What the files hold that `[look]` names, by key; what is wrong with a path is told."""
    if isinstance(folder, Unread) or folder.look is None:
        return {}
    named = {key: getattr(folder.look, key) for key in LARGEST}
    found = {key: _content(reader, key, name) for key, name in named.items() if name is not None}
    return {key: content for key, content in found.items() if content is not None}


def _content(reader: Reader, key: str, name: str) -> bytes | None:
    where = positions.place(FILE, reader.lines_of(FILE), ("look", key))
    told: dict[str, Any] = {"where": where, "fix": f"Put the file there, or leave {key} out."}
    root = reader.root.resolve()
    path = (root / name.replace("\0", "?")).resolve()  # a sign that no system takes in a name
    if Path(name).is_absolute() or not path.is_relative_to(root):
        told["fix"] = "Copy the file into the folder, and name it from there."
        reader.add(what=f'{key} = "{name}" leads out of the folder.', **told)
    elif not path.is_file():
        reader.add(what=f'{key} = "{name}" is not in the folder.', **told)
    elif path.stat().st_size > LARGEST[key] << 20:
        told["fix"] = "Make its pictures smaller."
        reader.add(what=f'{key} = "{name}" is larger than {LARGEST[key]} MB.', **told)
    else:
        try:
            return path.read_bytes()
        except OSError as error:
            told["fix"] = "Give yourself leave to read it."
            reader.add(what=f'{key} = "{name}" cannot be read ({error.strerror}).', **told)
    return None
