"""Papers on counts by offence: how they are made, at which age, and how many are left out."""

import shutil
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from grundlag.basis.diff import diff
from grundlag.report.between import Between
from grundlag.report.differences import sentences
from grundlag.report.words import revisions as words
from grundlag.run import judge_year, load, pack_of, take_files
from grundlag.run.explain import explain

pytestmark = pytest.mark.slow  # a town of its own

BURGLARY = ("1316", "1320", "1324")  # as the folder's codes.toml declares it
TODAY = date(2026, 6, 30)
CHANGES = (
    ("sources.toml", 'date = "Anm', 'occurred = "Gerningsdato"\ndate = "Anm'),
    ("definitions/bases/nuvaerende.toml", 'id    = "indbrud"',
     'id    = "indbrud"\ncounted_by = "occurred"'),
)  # fmt: skip


def with_offences(text):
    """A police file with a column of offences' dates, and (code, reported, committed) of its rows.

    Every fiftieth has no date, every fifth was committed 40 days before, the rest the same day.
    """
    head, *lines = text.splitlines()
    out, rows, seen = [f"{head};Gerningsdato"], [], set()
    for line in lines:
        number, code, made = line.split(";")[:3]
        done, at = None, int(number[-3:]) if number[-3:].isdigit() else 0
        day = _day(made)
        if day and at % 50:
            done = day - timedelta(days=0 if at % 5 else 40)
        out.append(f"{line};{done:%d-%m-%Y}" if done else f"{line};")
        good = day and code and number not in seen and "-F" not in number
        if good:
            rows.append((code, day, done))
        seen.add(number)
    return "\r\n".join(out) + "\r\n", rows


def _day(text):
    try:
        return date(*map(int, reversed(text.split("-"))))
    except (ValueError, TypeError):
        return None


@pytest.fixture(scope="module")
def offences(twin, tmp_path_factory):
    """The invented town, burglary counted by offence; and the rows of its two police files."""
    root = tmp_path_factory.mktemp("dated") / "folder"
    shutil.copytree(twin, root, ignore=shutil.ignore_patterns("store", "out", "remarks"))
    for name, old, new in CHANGES:
        text = (root / name).read_text("utf-8")
        assert old in text, name
        (root / name).write_text(text.replace(old, new), "utf-8")
    defs, known = load(root), {}
    for year in (2025, 2026):
        source = twin.parent / f"anmeldelser-{year}.csv"
        encoding = "utf-8-sig" if year == 2025 else "cp1252"
        text, known[year] = with_offences(source.read_text(encoding))
        path = root / source.name
        path.write_text(text, "utf-8")
        others = [twin.parent / f"befolkning-{year}.csv"]
        others += sorted(twin.parent.glob("tryghed-*.csv")) if year == 2026 else []
        days = date(year, 2, 20), date(year, 2, 17)
        assert take_files(defs, [path, *others], *days)[1] == []
    return root, known


@pytest.fixture(scope="module")
def run(offences):
    return judge_year(load(offences[0]), 2026, TODAY)


@pytest.fixture(scope="module")
def pack(run):
    return pack_of(run)


def test_the_city_is_counted_as_its_rows_are(run, offences):
    """Row by row: committed in a year and reported before its end; 2024 on by the later file."""
    _, known = offences
    wanted = Counter()
    for file, years in ((2025, range(2018, 2024)), (2026, (2024, 2025))):
        for code, made, done in known[file]:
            if code.startswith(BURGLARY) and done and done.year == made.year in years:
                wanted[made.year] += 1
    found = {
        year: e.value
        for (name, area, year), e in run.measures.estimates.items()
        if (name, area) == ("indbrud", "koebenhavn")
    }
    assert found == wanted
    assert run.measures.age == 0


def test_fewer_are_counted_than_were_reported(run, now):
    by_report = now.run.measures.estimates["indbrud", "koebenhavn", 2025].value
    assert run.measures.estimates["indbrud", "koebenhavn", 2025].value < by_report
    key = "tyveri_roeveri", "koebenhavn", 2025
    assert run.measures.estimates[key].value == now.run.measures.estimates[key].value


def test_the_paper_says_in_a_sentence_how_it_is_counted_and_at_which_age(pack, texts_of):
    said = (
        "Antal indbrud er talt efter gerningens dato: et år er det, der er begået i året og "
        "anmeldt inden årets udgang. Alle år er talt op med samme frist."
    )
    for name in ("amager", "om-opgoerelsen", "overblik"):
        paper = next(p for p in pack.papers if p.id == name)
        assert [t.words for t in texts_of(paper)].count(said) == 1, name


def test_the_annex_tells_how_many_have_no_date(pack, texts_of, offences):
    paper = next(p for p in pack.papers if p.id == "om-opgoerelsen")
    (said,) = [t for t in texts_of(paper) if "har ingen brugbar dato" in t.words]
    rows = [(made.year, done) for _, made, done in offences[1][2026]]
    for year, name in ((2025, "share"), (2024, "before")):
        of_year = [done for made, done in rows if made == year]
        assert said.numbers[name].value == pytest.approx(of_year.count(None) / len(of_year))
    assert said.numbers["n"].value == [d for y, d in rows if y == 2025].count(None)


def test_its_way_back_is_added_up_again_from_the_rows(offences):
    found = explain(offences[0], "koebenhavn", 2026, "indbrud", TODAY)
    assert found.estimate.series.counted_by == "occurred, age 0"
    assert sum(step.in_rows for step in found.steps) == found.estimate.value


@pytest.mark.parametrize(
    ("labels", "age", "said"),
    [
        ([], 0, "Anmeldelserne er talt efter gerningens dato: et år er det, der er begået i året "
         "og anmeldt inden årets udgang."),
        ([], 1, "anmeldt senest {age} måned efter årets udgang."),
        (["Indbrud", "Vold"], 3, "Indbrud og Vold er talt efter gerningens dato: et år er det, der "
         "er begået i året og anmeldt senest {age} måneder efter årets udgang."),
    ],
)  # fmt: skip
def test_the_sentence_names_the_types_and_the_age(labels, age, said):
    assert said in words.by_offence(labels, age).words


def test_a_difference_of_date_is_told_in_words(offences):
    defs = load(offences[0])
    basis = defs.bases["nuvaerende"]
    by_report = tuple(replace(i, counted_by="reported") for i in basis.indicator)
    old = replace(basis, id="foer", indicator=by_report)
    bases = Between(defs=defs, old=old, new=basis)
    (found,) = [d for d in diff(defs, old, basis) if d.field == "counted_by"]
    assert sentences([found], bases)[0].words == (
        "For „Antal indbrud“ er datoen, der tælles efter, nu gerningens, før anmeldelsens."
    )
