"""Packs an office file again without the time it was packed, so that equal papers are equal."""

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)


def dateless(packed: bytes) -> bytes:
    """The same parts in the same order, all of one fixed time."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return written.getvalue()
