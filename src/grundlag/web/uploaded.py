"""A file that a browser sends: how large it may be, what it may be called, and its bytes."""

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from grundlag.errors import DeliveryError, Problem

MOST = 20 << 20  # bytes of all that a form sends at once
LONGEST = 200  # signs of a file's name


def refuse_large(request: Request, most: int = MOST) -> None:
    """Raise HTTPException before anything is read of what does not say its size, or is too large.

    The server reads no more than was said.
    """
    said = request.headers.get("content-length", "")
    if not said.isdecimal():
        raise HTTPException(411)
    if int(said) > most:
        raise HTTPException(413)


def uploaded(given: UploadFile | str | None, types: tuple[str, ...]) -> tuple[str, bytes]:
    """What a file is called, and its bytes; raises DeliveryError for none, or another type.

    The name is only told and never a path: what leads somewhere is cut off. What a file is, its
    reader finds out by its bytes.
    """
    if not isinstance(given, UploadFile) or not given.filename:
        what, fix = "no file was chosen.", "Choose one, and send the form again."
        raise DeliveryError(Problem(where="file", what=what, fix=fix))
    last = given.filename.replace("\\", "/").rpartition("/")[2]
    name = "".join(sign for sign in last if sign.isprintable())[-LONGEST:] or "file"
    if not name.lower().endswith(types):
        what, fix = "is of a type that is not read here.", f"Send one of {', '.join(types)}."
        raise DeliveryError(Problem(where=name, what=what, fix=fix))
    content = given.file.read()
    if not content:
        raise DeliveryError(Problem(where=name, what="is empty.", fix="Save it again."))
    return name, content
