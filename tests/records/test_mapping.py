"""A mapping is written once: guessed, shown, confirmed, refused when columns changed."""

import tomllib
from dataclasses import replace

import pyarrow as pa
import pytest

from grundlag.basis.columns import COLUMNS
from grundlag.basis.folder import Source
from grundlag.basis.lines import Cell
from grundlag.errors import DefinitionError, Problem
from grundlag.records.headings import headings
from grundlag.records.mapping import accepted, changed, guessed

NEW = """Journalnr;Gerningskode;Anmeldt dato;Bydel;Kilde
1;1320705;04-01-2026;Nord;x
2;1330111;17-01-2026;Syd;x
"""


def _cells(text: str) -> pa.Table:
    names, *rows = (line.split(";") for line in text.splitlines())
    columns = zip(*rows, strict=True)
    return pa.table({n: pa.array(c, pa.string()) for n, c in zip(names, columns, strict=True)})


def _guessed(town, text: str = NEW, file: str = "nyt.csv") -> tuple[bytes, Problem]:  # type: ignore[no-untyped-def]
    cells = _cells(text)
    before = (town.root / "sources.toml").read_bytes()
    found = guessed(town.defs, file, tuple(cells.column_names), cells, {}, before)
    assert found is not None
    return found


def _written(town, text: str = NEW) -> None:  # type: ignore[no-untyped-def]
    (town.root / "sources.toml").write_bytes(_guessed(town, text)[0])


def test_a_guess_stands_at_the_end_of_the_file_and_moves_nothing(town) -> None:
    before = (town.root / "sources.toml").read_bytes()
    after, problem = _guessed(town)
    assert after.startswith(before)
    block = after[len(before) :].decode()
    assert tomllib.loads(block)["source"][0] == {
        "id": "anmeldelser-2",
        "kind": "crime_records",
        "provider": "Politiet",
        "confirmed": False,
        "header": ["Journalnr", "Gerningskode", "Anmeldt dato", "Bydel", "Kilde"],
        "columns": {
            "code": "Gerningskode",
            "date": "Anmeldt dato",
            "place": "Bydel",
            "id": "Journalnr",
        },
        "read": {},
    }
    assert 'code  = "Gerningskode"    # sure: 1320705, 1330111' in block
    assert '# dates = "dd-mm-yyyy"' in block
    assert 'id    = "Journalnr"    # sure: not shown' in block
    line = after.decode().splitlines().index('id        = "anmeldelser-2"')
    assert f"A guess stands in sources.toml:{line}, and is not used" in problem.what


def test_the_guess_is_shown_with_how_sure_and_samples(town) -> None:
    said = str(_guessed(town)[1]).splitlines()
    assert said[1] == "    kind: crime_records (sure)"
    assert said[2].split() == ["column", "holds", "how", "sure", "for", "example"]
    assert said[3].split() == ["Gerningskode", "code", "sure", "1320705,", "1330111"]
    assert said[-2] == "    not mapped, so not kept: Kilde"
    assert said[-1] == "    Mend it there, then: grundlag take --accept nyt.csv"


def test_a_folder_with_a_guess_is_whole_and_the_guess_is_no_source(town) -> None:
    """What is missing in a guess stops nobody who does something else."""
    _written(town, "Gerningskode;Anmeldt dato\n1320705;04-01-2026\n")
    source = town.defs.sources.source[-1]
    assert not source.confirmed
    assert "place" not in source.columns


def test_a_second_time_the_guess_is_shown_and_not_written_again(town) -> None:
    _written(town)
    before = (town.root / "sources.toml").read_bytes()
    after, problem = _guessed(town)
    assert after == before
    assert 'the guess "anmeldelser-2" in sources.toml:' in problem.what
    assert "code: Gerningskode" in problem.fix
    assert "grundlag take --accept nyt.csv" in problem.fix


def test_to_accept_changes_one_word(town) -> None:
    _written(town)
    before = (town.root / "sources.toml").read_bytes()
    header = tuple(_cells(NEW).column_names)
    defs, after = accepted(town.defs, "nyt.csv", header, before)
    assert after == before.replace(b"confirmed = false", b"confirmed = true")
    assert defs.sources.source[-1].confirmed


def test_a_guess_that_lacks_something_is_not_accepted(town) -> None:
    text = "Gerningskode;Anmeldt dato\n1320705;04-01-2026\n"
    _written(town, text)
    before = (town.root / "sources.toml").read_bytes()
    with pytest.raises(DefinitionError) as error:
        accepted(town.defs, "nyt.csv", ("Gerningskode", "Anmeldt dato"), before)
    assert "does not say which column holds place" in str(error.value)
    assert "Nothing was confirmed." in str(error.value)


def test_what_was_never_guessed_is_not_accepted(town) -> None:
    with pytest.raises(DefinitionError, match=r"nothing waits[^@]+grundlag take nyt.csv"):
        accepted(town.defs, "nyt.csv", ("Vare",), b"")


def _source(town, header: tuple[str, ...] = ()) -> Source:  # type: ignore[no-untyped-def]
    line = f"header = {list(header)}".replace("'", '"')
    if header:
        town.change("sources.toml", 'provider = "Politiet"\n[source.columns]\ncode = "Kode"',
                    f'provider = "Politiet"\n{line}\n[source.columns]\ncode = "Kode"')  # fmt: skip
    return next(s for s in town.defs.sources.source if s.id == "anmeldelser")


def test_a_source_without_a_header_needs_only_what_it_maps(town) -> None:
    source = _source(town)
    assert not list(changed(town.defs, source, ("Kode", "Dato", "Sted", "Ny"), "a.csv"))


def test_a_column_that_was_renamed_is_named_with_the_one_it_may_be(town) -> None:
    source = _source(town)
    (problem,) = changed(town.defs, source, ("Kode", "Datoen", "Sted"), "a.csv")
    assert problem.what == 'the column Dato, which holds date of "anmeldelser", is gone.'
    assert problem.fix.startswith('Did you mean "Datoen"? If it is the same: write date = "Datoen"')
    text = (town.root / "sources.toml").read_text("utf-8").splitlines()
    line = 1 + text.index('date = "Dato"')
    assert f"sources.toml:{line}." in problem.fix


def test_new_and_gone_columns_are_named_where_the_header_is_known(town) -> None:
    source = _source(town, ("Kode", "Dato", "Sted", "Note"))
    said = [str(p) for p in changed(town.defs, source, ("Kode", "Dato", "Sted", "A", "B"), "a.csv")]
    assert said == [
        'a.csv: has columns that are new since "anmeldelser" was confirmed: A, B.\n'
        "    If that is as it should be: grundlag take --accept a.csv",
        'a.csv: had a column that is gone since "anmeldelser" was confirmed: Note.\n'
        "    If that is as it should be: grundlag take --accept a.csv",
    ]


def test_a_header_in_another_order_is_the_same(town) -> None:
    source = _source(town, ("Kode", "Dato", "Sted"))
    assert not list(changed(town.defs, source, ("Sted", "Dato", "Kode"), "a.csv"))


def test_a_changed_header_is_accepted_where_all_is_there(town) -> None:
    _source(town, ("Kode", "Dato", "Sted", "Note"))
    before = (town.root / "sources.toml").read_bytes()
    header = ("Kode", "Dato", "Sted", "A")
    defs, after = accepted(town.defs, "a.csv", header, before)
    assert defs.sources.source[0].header == header
    assert after == before.replace(b'"Note"]', b'"A"]')


def test_a_workbook_that_speaks_for_the_sources_is_where_a_guess_is_filled_in(town) -> None:
    """sources.toml would not be read."""
    lines = {**town.defs.lines["sources.toml"]}
    lines["source",] = Cell(book="opsætning.xlsx", sheet="Kolonner", row=1, column=1)
    defs = replace(town.defs, lines={**town.defs.lines, "sources.toml": lines})
    cells = _cells(NEW)
    found = guessed(defs, "nyt.csv", tuple(cells.column_names), cells, {}, b"as it was")
    assert found is not None
    assert found[0] == b"as it was"
    assert "write what is right into opsætning.xlsx, Kolonner" in found[1].what


@pytest.mark.parametrize("name", ["a\nb", 'say "x"', "æ;ø", "\x7f", "x # y", "\u2028"])
def test_a_strange_heading_or_file_name_breaks_no_file(town, name: str) -> None:
    cells = _cells("Gerningskode;Anmeldt dato;Bydel\n1320705;04-01-2026;Nord")
    cells = cells.append_column(name, pa.array(["x\ny"]))
    before = (town.root / "sources.toml").read_bytes()
    found = guessed(town.defs, f"{name}.csv", tuple(cells.column_names), cells, {}, before)
    assert found is not None
    (town.root / "sources.toml").write_bytes(found[0])
    assert town.defs.sources.source[-1].header[-1] == name


def test_every_kind_has_words_and_only_for_columns_it_has() -> None:
    known = headings().kind
    assert set(known) == set(COLUMNS)
    for kind, words in known.items():
        assert set(COLUMNS[kind]) <= set(words.says), kind
        assert {*words.says, *words.may} <= set(COLUMNS[kind])
