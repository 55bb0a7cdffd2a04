"""What grundlag.toml says of small numbers: that all may be shown, or from where on they may."""

from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic.dataclasses import dataclass

from grundlag.basis.model import STRICT, Count


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Protect:
    """Counts from 1 to below the threshold are hidden, and what would bring a reader closer.

    `width` is how far apart the least and the most must lie that a hidden count can be.
    """

    threshold: Count
    width: Count

    @property
    def hides(self) -> bool:
        """Whether anything is hidden at all: no count lies below 1 but none."""
        return self.threshold > 1


NOTHING = Protect(threshold=1, width=1)


def _said(value: Any) -> Any:
    return NOTHING if value == "none" else value


Protection = Annotated[Protect, BeforeValidator(_said)]
