"""How much may be sent: so many bytes, so many parts, whoever sends them."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

USUAL = 1 << 24  # bytes of a form
LARGEST: Mapping[str, int] = {"/data/fil": 1 << 29}  # of one with files, by its address
MOST_FILES, MOST_FIELDS = 20, 500


def within(request: Request) -> Request:
    """The same request, refused (413) as soon as more comes than its address may be sent."""
    largest, came = LARGEST.get(request.url.path, USUAL), 0
    told = request.headers.get("content-length", "0")
    if not told.isdecimal() or int(told) > largest:
        raise HTTPException(413)

    async def receive() -> Message:
        nonlocal came
        message = await request.receive()
        came += len(message.get("body", b""))
        if came > largest:
            raise HTTPException(413)
        return message

    return Request(request.scope, receive)
