"""The one way templates are filled: escaped, strict, and free of characters no file can hold."""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from grundlag.render.compiled import Compiled
from grundlag.render.look import TEMPLATES

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]+")


def plain(text: str) -> str:
    """A text on one line: line breaks and control characters, pasted in with it, are a space."""
    return _CONTROL.sub(" ", text)


@pass_context  # what is not known before there is one is never worked out when compiling
def _finished(_: Context, value: Any) -> Any:
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


class _Environment(Environment):
    """Compiles a text once, however often it is filled: Word's template is the same few texts."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.compiled = lru_cache(maxsize=64)(super().from_string)

    def from_string(self, source: Any, *_: Any, **__: Any) -> Template:
        """The text as a template."""
        return self.compiled(source)


def environment(templates: Path = TEMPLATES, /, **filters: Callable[..., Any]) -> Environment:
    """Jinja as every format uses it; `kind` tells one record from another."""
    made = _Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,
        bytecode_cache=Compiled(templates, by=Path(__file__)),
    )
    made.filters.update(filters, kind=lambda record: type(record).__name__)
    return made
