"""Where the rooms meet: a folder in; deliveries, verdicts, papers, and the way back out."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
