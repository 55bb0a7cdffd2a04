"""The year's report in a browser, on this machine alone: it shows, and keeps nothing of its own."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
