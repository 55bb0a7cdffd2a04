"""Which signs stop a paper: those that its font has no glyph for, and nothing else."""

import pytest

from grundlag.render.signs import lacked


@pytest.mark.parametrize("text", ["", "Æblehøst i gården – 2. år", "50 % & «½»", "#let x = *a*"])
def test_what_a_paper_can_show_is_let_through(text: str) -> None:
    assert lacked(text) == ""


@pytest.mark.parametrize(
    ("text", "sign"), [("Fest 🎉 i gården", "🎉"), ("日", "日"), ("a\x1bb", "\\u{1b}")]
)
def test_what_it_cannot_show_is_named(text: str, sign: str) -> None:
    assert lacked(text) == sign
