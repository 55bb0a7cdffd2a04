"""Templates compiled once a machine, as Python does with modules: in `__pycache__` beside them."""

import pickle
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from grundlag.engine.disk import write_bytes


class Compiled(BytecodeCache):
    """What was compiled of a template's text, with the options that the module `by` sets.

    Jinja sees whether it is of the same text. Where nothing can be written there, or what is there
    is broken, it is compiled anew. Nothing that a filter gives may be in it: see `environment`.
    """

    def __init__(self, templates: Path, by: Path) -> None:
        made_by = by.read_bytes() + version("jinja2").encode()
        self._folder = templates / "__pycache__"
        self._mark = sha256(made_by).hexdigest()[:16]

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what is kept, if it is of the same text."""
        with suppress(OSError, EOFError, ValueError, TypeError, pickle.UnpicklingError):
            bucket.bytecode_from_string(self._path(bucket).read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                self._folder.mkdir(exist_ok=True)
                write_bytes(bucket.bytecode_to_string(), self._path(bucket))

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}-{self._mark}.jinja"
