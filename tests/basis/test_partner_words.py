"""What a name stands for is written into activities.toml, and the rest of it stays as it is."""

import pytest

from grundlag.basis.load import load
from grundlag.basis.partner_words import declare, is_declared
from grundlag.errors import DefinitionError

FILE = "definitions/activities.toml"


def after(town, word, stands, of=""):
    path = town.root / FILE
    before = path.read_bytes() if path.is_file() else b""
    return declare(town.defs, word, stands, of, before)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_comments_line_ends_and_a_mark_stay(register, mark, end):
    own = (register.root / FILE).read_bytes().strip() + b" # min\n"
    (register.root / FILE).write_bytes(mark + own.replace(b"\n", end))
    _, written = after(register, "Æblehaven", "partner")
    added = '\n[[partner]]\nname = "Æblehaven"\n'.encode()
    assert written == mark + (own + added).replace(b"\n", end)


def test_what_it_stands_for_is_known_at_once(register):
    assert not is_declared(register.defs, "B.F. Amager")
    defs, written = after(register, "B.F. Amager", "spelling", "Boligforening A")
    assert is_declared(defs, "bf amager")
    assert b'also = ["BF A", "B.F. Amager"]' in written
    defs, written = after(register, "ved ikke", "none")
    assert defs.activities.no_partner == ("ingen", "ved ikke")


def test_a_folder_without_the_file_gets_one(town):
    _, written = after(town, "Skolen", "partner")
    assert written == b'schema = 1\n\n[[partner]]\nname = "Skolen"\n'
    town.write(FILE, written.decode())
    assert [p.name for p in load(town.root).activities.partner] == ["Skolen"]


@pytest.mark.parametrize(
    ("word", "stands", "of", "told"),
    [
        ("bf-a", "partner", "", 'it is said already what "bf-a" stands for'),
        ("Ny", "spelling", "Boligforening", 'Did you mean "Boligforening A"?'),
        (" . ", "partner", "", "it is said already"),
    ],
)
def test_what_cannot_be_said_is_refused(register, word, stands, of, told):
    with pytest.raises(DefinitionError, match=told.replace("?", r"\?")):
        after(register, word, stands, of)
