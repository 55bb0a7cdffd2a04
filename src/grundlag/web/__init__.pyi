from .app import app
from .serve import serve

__all__ = ["app", "serve"]
