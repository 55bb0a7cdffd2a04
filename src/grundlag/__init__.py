"""Grundlag: from police reports and the safety survey to a judged paper, on a declared basis.

Seven verbs, one a room: load, take, count, measure, judge, compose, save.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
