"""Sizes of strata and PSUs that cannot be right are told, with the place and what to do."""

import pytest

from grundlag.cubes.check import findings

HEAD = "År;Kvarter;Lag;Klynge;Antal klynger;Antal folk;Vægt;Tryghed\n"
SOUND = (
    "2026;Nord;A;1;9;20;1;tryg\n2026;Nord;A;1;9;20;1;utryg\n2026;Syd;A;2;9;15;1;tryg\n"
    "2026;Syd;B;1;1;30;1;tryg\n2026;Syd;B;1;1;30;1;\n"
)


@pytest.fixture
def sized(town):
    town.change("sources.toml", 'psu = "Klynge"\n', (
        'psu = "Klynge"\nstratum_size = "Antal klynger"\npsu_size = "Antal folk"\n'
    ))  # fmt: skip
    return town


def told(town, content: str) -> list[str]:
    """What stops, each with its place."""
    town.take(content)
    problems, _ = findings(town.defs, town.count())
    for problem in problems:
        assert problem.where.startswith("svar/")
        assert "take the file in again" in problem.fix
    return [f"{p.where.partition(', ')[2]}: {p.what}" for p in problems]


def test_sizes_that_can_be_right_are_not_told_of(sized):
    assert told(sized, HEAD + SOUND) == []
    cells = {(c.stratum, c.psu, c.answer): c for c in sized.count().survey}
    assert {(c.stratum_size, c.psu_size) for c in cells.values()} == {(9, 20), (9, 15), (1, 30)}


def test_a_wave_without_sizes_is_not_told_of(sized):
    none = "".join(
        ";".join([*line.split(";")[:4], "", "", *line.split(";")[6:]])
        for line in SOUND.splitlines(keepends=True)
    )
    assert told(sized, HEAD + none) == []
    assert {(c.stratum_size, c.psu_size) for c in sized.count().survey} == {(None, None)}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Syd;A;2;9;15", "Syd;A;2;;15",
         ["wave 2026: psu_size is given without stratum_size, and would not count.",
          "wave 2026: stratum_size is given for 4 of 5 people."]),
        ("Syd;A;2;9;15", "Syd;A;2;9;", ["wave 2026: psu_size is given for 4 of 5 people."]),
        ("Syd;A;2;9;15", "Syd;A;;9;15", ["wave 2026: psu_size is given where no PSU is."]),
        ("Syd;A;2;9;15", "Syd;A;2;8;15", ['wave 2026, stratum "A": stratum_size is both 8 and 9.']),
        ("A;1;9;20;1;utryg", "A;1;9;21;1;utryg",
         ['wave 2026, stratum "A", PSU "1": psu_size is both 20 and 21.']),
        ("Syd;B;1;1;30", "Syd;B;1;0;30",
         ['wave 2026, stratum "B": stratum_size is 0, and 1 are in the sample.']),
        ("Syd;B;1;1;30", "Syd;B;1;1;1",
         ['wave 2026, stratum "B", PSU "1": psu_size is 1, and 2 are in the sample.']),
        (";9;", ";1;", ['wave 2026, stratum "A": stratum_size is 1, and 2 are in the sample.']),
    ],
)  # fmt: skip
def test_sizes_that_cannot_be_right_stop(sized, old, new, expected):
    assert told(sized, HEAD + SOUND.replace(old, new)) == expected


def test_people_are_counted_where_there_are_no_psus(sized):
    sized.change("sources.toml", 'psu = "Klynge"\n', "")
    sized.change("sources.toml", 'psu_size = "Antal folk"\n', "")
    head = "År;Kvarter;Lag;Antal klynger;Vægt;Tryghed\n"
    rows = "2026;Nord;A;2;1;tryg\n" * 3
    assert told(sized, head + rows) == [
        'wave 2026, stratum "A": stratum_size is 2, and 3 are in the sample.'
    ]


def test_a_size_that_is_no_whole_number_sets_its_row_aside(sized):
    taken = sized.take(HEAD + SOUND.replace("A;2;9;15", "A;2;9,5;15"))
    assert [(s.column, s.found) for s in taken.set_aside] == [("Antal klynger", "9,5")]


def test_sizes_are_the_same_in_another_wave_or_not(sized):
    other = SOUND.replace("2026", "2025").replace(";9;", ";7;")
    assert told(sized, HEAD + SOUND + other) == []
