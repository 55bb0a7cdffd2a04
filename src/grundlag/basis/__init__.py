"""What is declared: read, checked, and asked. Its rules are loaded when they are first needed."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
