"""`grundlag power` on Lilleby: which year it asks about, what it prints, and what it refuses."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from grundlag.show import terminal

pytestmark = pytest.mark.slow  # a run of the command each


def test_the_year_is_the_one_after_the_latest_that_can_be_reported(
    taken: Path, grundlag: Any
) -> None:
    ran = grundlag("power", taken)
    assert ran.code == 0
    assert ran.out.startswith("Hvad der kan ses i rapport 2027\n")
    assert "Bygger på: anmeldelser til og med 2025 og tryghedsundersøgelsen 2026" in ran.out


def test_an_earlier_year_is_told_as_it_was_before_it_began(taken: Path, grundlag: Any) -> None:
    """24 in the baseline of 2024 and phi 3. R: qbeta(0.025, 58/3, 9) is the first above one half,
    and qbeta(0.975, 4/3, 8) the last below."""
    out = grundlag("power 2026 --partnership havnen", taken).out
    assert "Bygger på: anmeldelser til og med 2024 og tryghedsundersøgelsen 2025" in out
    assert "Skovkvarteret" not in out
    flat = " ".join(out.split())
    assert "2.1 Indbrud: fastholdt til og med 24 anmeldelser; " in flat
    assert "til og med 3, statistisk sikkert ikke fastholdt fra 58." in flat
    assert "Tilfældige udsving kan spille ind i 2 vurderinger" in flat
    assert "op til 5 % af papirerne" in flat  # by hand: 1 - 0.975^2 = 0.049


def test_the_size_of_a_change_is_named(taken: Path, grundlag: Any) -> None:
    plain = " ".join(grundlag("power 2026 --partnership havnen", taken).out.split())
    assert "En stigning på 25 % kan" in plain
    assert "en ændring på 5 procentpoint" in plain
    named = " ".join(grundlag("power 2026 --partnership havnen --change 12.5", taken).out.split())
    assert "En stigning på 12,5 % kan" in named
    assert "en ændring på 12,5 procentpoint" in named


def test_a_basis_is_named_and_marked(taken: Path, grundlag: Any) -> None:
    out = grundlag("power 2026 --basis ny", taken).out
    assert "FORSLAG" in out.splitlines()[3]
    assert "Det foreslåede grundlag" in out


def test_as_of_counts_only_what_had_arrived(town: Path, grundlag: Any) -> None:
    first = "in/anmeldelser-2024.csv in/befolkning.csv in/andele-2024.csv"
    grundlag(f"take {first} --arrived 2025-02-01", town)
    grundlag("take in/anmeldelser-2025.csv --arrived 2026-02-01", town)
    assert grundlag("power", town).out.startswith("Hvad der kan ses i rapport 2027\n")
    out = grundlag("power --as-of 2025-03-01", town).out
    assert out.startswith("Hvad der kan ses i rapport 2026\n")
    assert "anmeldelser til og med 2024" in out


def test_no_year_of_its_own_is_needed(taken: Path, grundlag: Any) -> None:
    """The deliveries of 2026 gone, report 2026 is told the same to the letter."""
    asked = "power 2026 --partnership skoven"
    before = grundlag(asked, taken).out
    for manifest in list((taken / "store").rglob("manifest.json")):
        text = manifest.read_text("utf-8")
        if "anmeldelser-2025.csv" in text or "svar-2026.csv" in text:
            shutil.rmtree(manifest.parent)
    assert grundlag(asked, taken).out == before


@pytest.mark.parametrize("width", [80, terminal.PIPED, terminal.WIDEST])
def test_it_fits_the_terminal_and_draws_no_boxes(
    taken: Path, grundlag: Any, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "PIPED", width)
    lines = grundlag("power", taken).out.splitlines()
    assert max(map(len, lines)) <= width
    assert not any(line.endswith(" ") or set("│┃|") & set(line) for line in lines)


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        ("power --partnership havn", 'no partnership is called "havn"', 1),
        ("power --basis nul", 'no basis is called "nul"', 1),
        ("power 1800", "greater than or equal to 1900", 2),
        ("power --change 0", "greater than or equal to 0.1", 2),
        ("power nord", "a valid integer", 2),
    ],
)
def test_what_is_wrong_is_told(
    words: str, said: str, code: int, taken: Path, grundlag: Any
) -> None:
    ran = grundlag(words, taken)
    assert ran.code == code
    assert said in ran.err


def test_without_anything_taken_in_there_is_nothing_to_tell(town: Path, grundlag: Any) -> None:
    ran = grundlag("power", town)
    assert ran.code == 1
    assert "no year has been taken in whole" in ran.err
    assert grundlag("power 2026", town).code == 0
