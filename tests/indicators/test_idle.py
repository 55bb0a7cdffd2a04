"""Bridges that lead nowhere are told once figures can show it, and not before."""

from grundlag.run import check, new

BRIDGE = """
schema = 1

[[bridge]]
indicator = "tyveri"
to_year   = 2024
joins     = ["break"]
why       = "Et halvt år blev talt i begge systemer"
"""


def test_before_anything_has_come_nothing_is_said_of_a_bridge(tmp_path):
    folder = tmp_path / "by"
    new(folder)
    (folder / "definitions" / "breaks.toml").write_text(BRIDGE, "utf-8")
    told = [notice.what for notice in check(folder)[1]]
    assert "nothing has been taken in yet." in told
    assert not [what for what in told if "bridge" in what]
