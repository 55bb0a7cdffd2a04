"""What grundlag.toml says of small numbers: that all may be shown, or from where on they may."""

from typing import Annotated, Literal

from pydantic import Field, Strict
from pydantic.dataclasses import dataclass

from grundlag.basis.model import STRICT

Least = Annotated[int, Strict(), Field(ge=2, le=1000)]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Protect:
    """Counts from 1 to below the threshold are hidden, and what would bring a reader closer.

    `width` is how far apart the least and the most must lie that a hidden count can be.
    """

    threshold: Least
    width: Least


Protection = Literal["none"] | Protect
