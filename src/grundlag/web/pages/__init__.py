"""The pages by address, one module a page; and the actions, by the address a form is sent to."""

from collections.abc import Mapping

from grundlag.web.pages import changes, methods, number, overview, partnership
from grundlag.web.tokens import Action

PAGES = {  # a fixed address before one that could hold it
    **overview.PAGES,
    **methods.PAGES,
    **changes.PAGES,
    **partnership.PAGES,
    **number.PAGES,
}
ACTIONS: Mapping[str, Action] = {}
