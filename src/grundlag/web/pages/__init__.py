"""The pages, each loaded when it is first asked for: some lean on all the rooms there are."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
