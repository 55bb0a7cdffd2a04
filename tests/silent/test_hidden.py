"""A small count that the public could work out from what stands beside it, or take for none."""

import hashlib
import json
from datetime import date
from typing import Any

import pytest

from grundlag.errors import DefinitionError, GrundlagError
from grundlag.run import check, load, report
from grundlag.run.verifying import verify

TODAY = date(2026, 6, 1)
pytestmark = pytest.mark.slow  # whole reports, two of each
COUNTS = """Gerning;Område;Fra;Til;Antal
1320;Nordkvarteret;2024-01;2024-12;{before}
1320;Nordkvarteret;2025-01;2025-12;{nord}
1320;Sydkvarteret;2024-01;2024-12;0
1320;Sydkvarteret;2025-01;2025-12;{syd}
1320;Byen;2024-01;2024-12;90
1320;Byen;2025-01;2025-12;95
"""
PEOPLE = """Dag;Område;Indbyggere
2025-01-01;Nordkvarteret;1000
2026-01-01;Nordkvarteret;1000
2025-01-01;Sydkvarteret;1000
2026-01-01;Sydkvarteret;1000
2025-01-01;Byen;20000
2026-01-01;Byen;20000
"""


def filled(town: Any, protect: str = "", before: int = 20, nord: int = 3, syd: int = 0) -> Any:
    """The town with burglaries of two years as they are delivered, and what it protects."""
    town.change("grundlag.toml", 'protect = "none"\n', protect and f"protect = {protect}\n")
    town.take(COUNTS.format(before=before, nord=nord, syd=syd), source="tal")
    town.take(PEOPLE, source="befolkning")
    return town


def said(town: Any, folder: str) -> dict[str, Any]:
    return json.loads((town.root / "out" / folder / "report.json").read_text("utf-8"))


def figures(pack: dict[str, Any]) -> dict[tuple[str, str, int], Any]:
    return {(f["indicator"], f["area"], f["year"]): f["n"] for f in pack["figures"]}


FIVE = "{ threshold = 5, width = 5 }"


def test_a_folder_that_does_not_say_is_asked_and_no_rule_is_taken(town: Any) -> None:
    filled(town)
    (problem,) = check(town.root)[0]
    assert problem.where == "grundlag.toml"
    assert problem.what.startswith("it does not say whether small numbers are protected")
    assert 'Write protect = "none", or protect = { threshold = 5, width = 5 }.' in problem.fix
    with pytest.raises(DefinitionError, match="no rule is known"):
        report(town.root, 2026, TODAY)
    assert load(town.root).folder.protect is None  # nothing else asks


def test_where_nothing_is_protected_there_is_one_pack_and_it_shows_all(town: Any) -> None:
    _, written = report(filled(town, '"none"').root, 2026, TODAY)
    assert written.public is None
    assert sorted(p.name for p in (town.root / "out").iterdir()) == ["2026"]
    pack = said(town, "2026")
    assert figures(pack)["indbrud", "nord", 2025] == 3
    assert all("internt" not in paper["marks"] for paper in pack["papers"])


def test_a_small_count_is_in_the_internal_pack_alone(town: Any) -> None:
    _, written = report(filled(town, FIVE).root, 2026, TODAY)
    assert written.public is not None
    inside, outside = said(town, "2026"), said(town, "2026-public")
    assert figures(inside)["indbrud", "nord", 2025] == 3
    assert figures(outside)["indbrud", "nord", 2025] is None
    assert {paper["marks"][0] for paper in inside["papers"]} == {"internt"}
    assert all("internt" not in paper["marks"] for paper in outside["papers"])


def test_a_hidden_count_takes_its_rate_and_limits_along_and_none_is_still_none(town: Any) -> None:
    report(filled(town, FIVE).root, 2026, TODAY)
    found = {
        (f["indicator"], f["area"], f["year"]): f for f in said(town, "2026-public")["figures"]
    }
    for name in ("indbrud", "indbrud_pr_1000"):
        hidden = found[name, "nord", 2025]
        assert hidden["missing"] == "protected"
        assert {hidden[k] for k in ("value", "low", "high", "n")} == {None}
        assert found[name, "syd", 2025]["value"] == 0
    page = (town.root / "out" / "2026-public" / "overblik.html").read_text("utf-8")
    assert "[b]" in page
    assert "beskyttet tal" in page


def test_a_count_that_gives_back_a_hidden_one_is_hidden_too(town: Any) -> None:
    """95 in the town less 92 in Syd would tell that Nord has 3 at most."""
    report(filled(town, FIVE, before=90, syd=92).root, 2026, TODAY)
    found = figures(said(town, "2026-public"))
    assert found["indbrud", "nord", 2025] is None
    assert found["indbrud", "byen", 2025] == 95
    assert found["indbrud", "syd", 2025] is None


def test_the_public_receipt_neither_names_nor_hashes_the_internal_one(town: Any) -> None:
    report(filled(town, FIVE).root, 2026, TODAY)
    inside = (town.root / "out" / "2026" / "report.json").read_bytes()
    outside = (town.root / "out" / "2026-public" / "report.json").read_text("utf-8")
    for algorithm in ("sha256", "sha1", "md5", "blake2b"):
        assert hashlib.new(algorithm, inside).hexdigest()[:16] not in outside
    assert "out/" not in outside
    assert "internt" not in outside


def test_the_same_folder_gives_the_same_public_pack(town: Any) -> None:
    filled(town, FIVE)
    texts = []
    for _ in range(2):
        report(town.root, 2026, TODAY)
        texts.append((town.root / "out" / "2026-public" / "report.json").read_bytes())
    assert texts[0] == texts[1]


def test_what_was_hidden_from_the_public_last_year_stays_hidden(town: Any) -> None:
    """Nord's 2024 was 4 in the public report of 2025, and is 6 since: the 4 stays untold."""
    filled(town, FIVE, before=4)
    report(town.root, 2025, date(2025, 6, 1))
    assert figures(said(town, "2025-public"))["indbrud", "nord", 2024] is None
    town.take(COUNTS.format(before=6, nord=30, syd=0), source="tal", arrived=date(2026, 3, 1))
    report(town.root, 2026, TODAY)
    found = figures(said(town, "2026-public"))
    assert found["indbrud", "nord", 2024] is None
    assert found["indbrud", "nord", 2025] == 30


def test_a_public_report_is_made_again_as_a_public_one(town: Any) -> None:
    filled(town, FIVE)
    report(town.root, 2026, TODAY)
    for folder in ("2026", "2026-public"):
        path = town.root / "out" / folder / "report.json"
        assert verify(town.root, path).same
        pack = said(town, folder)
        assert pack["receipt"]["public"] == (folder != "2026")
        figure = next(f for f in pack["figures"] if f["n"] and f["n"] > 5)
        figure["n"] += 1
        path.write_text(json.dumps(pack), "utf-8")
        (found,) = verify(town.root, path).differing
        assert (found.was, found.now) == (figure["n"], figure["n"] - 1)


def test_what_was_published_and_then_edited_is_not_believed(town: Any) -> None:
    """What is hidden hangs on what the public knows: an edited file does not tell that."""
    filled(town, FIVE)
    report(town.root, 2025, date(2025, 6, 1))
    path = town.root / "out" / "2025-public" / "report.json"
    whole = path.read_text("utf-8")
    content = json.loads(whole)
    content["figures"] = content["figures"][1:]
    path.write_text(json.dumps(content), "utf-8")
    with pytest.raises(GrundlagError, match="it was changed after it was written"):
        report(town.root, 2026, TODAY)
    report(town.root, 2025, date(2025, 6, 1))  # written again
    assert path.read_text("utf-8") == whole
    report(town.root, 2026, TODAY)
