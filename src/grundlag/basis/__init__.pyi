from . import check

__all__ = ["check"]
