"""A file that a browser sends: what it may be called, and its bytes."""

from starlette.datastructures import UploadFile

from grundlag.errors import DeliveryError, Problem
from grundlag.web.desk.names import plain_name


def uploaded(given: UploadFile | str | None, types: tuple[str, ...]) -> tuple[str, bytes]:
    """What a file is called, and its bytes; raises DeliveryError for none, or another type.

    The name is only told and never a path: what leads somewhere is cut off. What a file is, its
    reader finds out by its bytes.
    """
    if not isinstance(given, UploadFile) or not given.filename:
        what, fix = "no file was chosen.", "Choose one, and send the form again."
        raise DeliveryError(Problem(where="file", what=what, fix=fix))
    name = plain_name(given.filename)
    if not name.lower().endswith(types):
        what, fix = "is of a type that is not read here.", f"Send one of {', '.join(types)}."
        raise DeliveryError(Problem(where=name, what=what, fix=fix))
    content = given.file.read()
    if not content:
        raise DeliveryError(Problem(where=name, what="is empty.", fix="Save it again."))
    return name, content
