from .application import app
from .serving import serve

__all__ = ["app", "serve"]
