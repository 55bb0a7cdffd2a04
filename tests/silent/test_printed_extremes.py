"""A printed share of 100 % or 0 %: no spread to measure, so no limits of what is compared."""

import pytest

from grundlag.indicators.change import change
from grundlag.indicators.measure import measure

SHARES = "Årgang;Kvarter;Spørgsmål;Svar;Andel;Svarpersoner\n"
PEOPLE = "Dag;Område;Indbyggere\n"


@pytest.mark.parametrize("all_or_none", [100, 0])
def test_a_printed_share_of_everybody_is_no_share_without_noise(town, all_or_none):
    """Trap: all of 30 said so, and 100 % against the city's 88 % looked shown; by Wilson's limits
    it may be 86 %. Rounding alone, 0.01^2 / 12, is not what those answers vary by."""
    rows = [("2025", "Syd", 90, 30), ("2026", "Syd", all_or_none, 30), ("2026", "Byen", 88, 5000)]
    lines = (f"{w};{place};tryghed;tryg;{share};{n}\n" for w, place, share, n in rows)
    town.take(SHARES + "".join(lines))
    town.take(PEOPLE + "01-01-2026;Syd;1000\n01-01-2026;Byen;100000\n")
    defs = town.defs
    found = measure(defs, defs.bases["grund"], 2026, town.count())
    now, before = (found.estimates["trygge", "syd", wave] for wave in (2026, 2025))
    assert (now.value, now.made.variance) == (all_or_none / 100, None)
    assert now.limits.high - now.limits.low > 0.1
    gap, moved = found.gaps["trygge", "syd", 2026], change(now, before)
    assert (gap.value, gap.limits) == ((88 - all_or_none) / 100, None)
    assert (moved.value, moved.limits) == (now.value - before.value, None)
