"""Takes the time of packing out of an office file, so that equal papers are equal."""

import io
import zipfile

# What stands where in a zip file: PKWARE's APPNOTE, 4.3.7 and 4.3.12.
_EPOCH = b"\x00\x00\x21\x00"  # 1980-01-01, midnight
_ENTRY, _ENTRY_TIME = b"PK\x01\x02", 12
_LENGTHS, _ENTRY_HEAD = (28, 30, 32), 46
_LOCAL_TIME = 10
_MADE_ON = 5


def dateless(packed: bytes) -> bytes:
    """The same file, each of its parts of one fixed time and made on no system."""
    made = bytearray(packed)
    with zipfile.ZipFile(io.BytesIO(packed)) as known:
        entry = known.start_dir
        for part in known.infolist():
            assert made[entry : entry + 4] == _ENTRY, part.filename
            made[entry + _MADE_ON] = 0
            for time in (entry + _ENTRY_TIME, part.header_offset + _LOCAL_TIME):
                made[time : time + 4] = _EPOCH
            lengths = (int.from_bytes(made[entry + i : entry + i + 2], "little") for i in _LENGTHS)
            entry += _ENTRY_HEAD + sum(lengths)
    return bytes(made)
