"""A number that stands on a delivery and on what mends it: both are shown, and what each adds."""

from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from grundlag import show
from grundlag.records.keep import deliveries
from grundlag.render.text import text as text_of
from grundlag.run.archive import forget, log, to_forget, withdraw
from grundlag.run.explain import explain
from grundlag.run.revisions import revisions

pytestmark = pytest.mark.slow  # each takes in several files

PEOPLE = "Dag;Område;Indbyggere\n" + "".join(
    f"01-01-{year};{place};1000\n"
    for year in (2025, 2026)
    for place in ("Nordkvarteret", "Sydkvarteret", "Byen")
)
ANSWERS = "År;Kvarter;Lag;Klynge;Vægt;Tryghed\n"
TODAY = date(2026, 6, 1)


@pytest.fixture
def mended(town, reports, mend):
    """300 reports of 2025, two of them set aside and back; 181 answers, one of them back."""
    town.take(PEOPLE)
    rows = reports(*["1320;02-05-2025;Nord"] * 286, "1320;i går;Nord", "1320;;Syd", years=(2025,))
    main = town.take(rows).delivery
    mend(main, reports("1320;03-05-2025;Nord", "1320;04-05-2025;Syd"))
    waves = [f"2026;Nord;;;{w};{a}\n" for w, a in ((1, "tryg"), (2, "tryg"), (1, "utryg"))] * 60
    answers = town.take(ANSWERS + "".join(waves) + "2026;Nord;;;tung;tryg\n").delivery
    mend(answers, ANSWERS + "2026;Nord;;;4;tryg\n")
    return town


def test_explain_shows_both_deliveries_and_what_each_adds(mended):
    found = explain(mended.root, "nord", 2026, "indbrud", TODAY)
    assert found.estimate.value == 299
    main, add = found.deliveries
    assert {s.delivery: (s.in_cube, s.in_rows) for s in found.steps} == {
        main.id: (298, 298),
        add.id: (1, 1),
    }
    shown = _shown(found)
    assert f"mends        rows that were set aside in {main.id}".split()[1:] == _after(
        shown, "mends"
    )
    assert "set-aside.xlsx, arrived 2026-03-01" in shown
    assert "added up again: 298 ✓" in shown
    assert "added up again: 1 ✓" in shown


def _after(text: str, label: str) -> list[str]:
    line = next(line for line in text.splitlines() if line.strip().startswith(label))
    return line.split()[1:]


def test_explain_adds_weights_of_both_deliveries(mended):
    """By hand: 60 of 1, 60 of 2 and one of 4 are tryg, of 60 more of 1: 184 of 244."""
    found = explain(mended.root, "nord", 2026, "trygge", TODAY)
    assert found.estimate.value == 184 / 244
    assert sorted(s.in_rows for s in found.steps) == [4000000, 4000000, 180000000, 240000000]
    assert len({s.delivery for s in found.steps}) == 2


def _shown(found) -> str:
    text = StringIO()
    show.explanation(Console(file=text, width=100), found)
    return text.getvalue()


def test_what_mends_a_delivery_is_forgotten_with_it(mended):
    main, add = deliveries(mended.root, "anmeldelser")
    before = explain(mended.root, "nord", 2026, "indbrud", TODAY)
    chosen = to_forget(mended.root, main.id, None)
    assert [d.id for d in chosen] == [main.id, add.id]
    forget(mended.root, chosen, TODAY)
    assert not main.rows.exists()
    assert not add.rows.exists()
    after = explain(mended.root, "nord", 2026, "indbrud", TODAY)
    assert after.estimate == before.estimate
    assert [s.in_cube for s in after.steps] == [s.in_cube for s in before.steps] == [298, 1]
    assert [s.in_rows for s in after.steps] == [None, None]
    notes = _shown(after)
    assert notes.count("forgotten on 2026-06-01: the cube's sum stands") == 2


def test_the_log_tells_what_mends(mended):
    lines = [line for line in log(mended.root) if line.delivery.manifest.mends]
    text = StringIO()
    show.log(Console(file=text, width=100), lines)
    assert f"mends {lines[0].delivery.manifest.source}/" in text.getvalue()
    assert "speaks for 2025-05" in text.getvalue()


def test_what_was_taken_back_is_a_revision_of_its_own_day(town, reports):
    """As many come as go: 12, then 15 with the newer delivery, 12 again from the day it went."""
    town.take(reports(years=(2025,)), arrived=date(2026, 2, 1))
    more = reports(*["1320;02-05-2025;Nord"] * 3, years=(2025,))
    wrong = town.take(more, arrived=date(2026, 3, 1)).delivery
    withdraw(town.root, wrong.id, date(2026, 4, 1), "")
    history = revisions(town.root, TODAY, source="anmeldelser")
    found = [
        (arrival.day, revision.then, revision.now)
        for arrival in history.arrivals
        for revision in arrival.revisions
        if (revision.indicator, revision.area) == ("indbrud", "nord")
    ]
    assert found[-2:] == [(date(2026, 3, 1), 12, 15), (date(2026, 4, 1), 15, 12)]
    assert f"Trukket tilbage: {wrong.manifest.file} (anmeldelser)." in text_of(history.paper, 100)
