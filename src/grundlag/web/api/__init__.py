"""The API: what the pages show, as JSON. Loaded with its first request."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
