"""What only the server keeps: work that takes time, files that wait to be confirmed, and a log."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
