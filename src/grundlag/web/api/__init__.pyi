from .described import document
from .served import api

__all__ = ["api", "document"]
