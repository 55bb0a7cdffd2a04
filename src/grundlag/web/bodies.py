"""How much may be sent: so many bytes, so many parts, whoever sends them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import Message

USUAL = 1 << 24  # bytes of a form
LARGEST: Mapping[str, int] = {"/data/fil": 1 << 29}  # of one with files, by its address
MOST_FILES, MOST_FIELDS = 20, 500
CUT_SHORT = "cut short"  # as the page that tells of it knows it


def megabytes(address: str = "") -> int:
    """How much may be sent to an address, in words: whole megabytes."""
    return LARGEST.get(address, USUAL) >> 20


class _Bounded(Request):
    """The same request, cut short as soon as more has come than its address may be sent."""

    def __init__(self, request: Request) -> None:
        super().__init__(request.scope, self._within)
        self._whole = request.receive
        self._left = LARGEST.get(request.url.path, USUAL)

    @property
    def is_too_much(self) -> bool:
        """Whether more has come."""
        return self._left < 0

    async def _within(self) -> Message:
        message = await self._whole()
        self._left -= len(message.get("body", b""))
        if self.is_too_much or message["type"] != "http.request":
            raise MultiPartException(CUT_SHORT)  # so that what came until then is let go of
        return message


@asynccontextmanager
async def sent(request: Request) -> AsyncIterator[Request]:
    """A request with its form read; refused where there is too much of it (413), or half (400)."""
    told, bounded = request.headers.get("content-length", "0"), _Bounded(request)
    if not told.isdecimal() or int(told) > LARGEST.get(request.url.path, USUAL):
        raise HTTPException(413)
    try:
        form = await bounded.form(max_files=MOST_FILES, max_fields=MOST_FIELDS)
    except (HTTPException, MultiPartException) as error:
        raise HTTPException(413 if bounded.is_too_much else 400, CUT_SHORT) from error
    try:
        yield bounded
    finally:
        await form.close()
