"""Zeros that may be hidden figures are counted, type by type, and stop nothing."""

from grundlag.cubes.check_zeros import zeros_may_be_hidden

ROWS = "Gerning;Område;Fra;Til;Antal\n" + "".join(
    f"1320;{place};2025-{m:02d};2025-{m:02d};{n}\n"
    for m in range(1, 13)
    for place, n in (("Nord", 3), ("Nordhavn", 0 if m < 3 else 1))
)


def notices(town) -> list[str]:
    found = list(zeros_may_be_hidden(town.defs, town.count()))
    assert not any(each.stops for each in found)
    return [str(each.problem) for each in found]


def test_nothing_is_said_of_zeros_that_are_zeros(town):
    town.take(ROWS)
    assert notices(town) == []


def test_zeros_are_counted_where_they_may_be_hidden(town):
    town.change("sources.toml", 'id = "tal"\n', 'id = "tal"\nhidden_as_zero = true\n')
    town.take(ROWS)
    (told,) = notices(town)
    assert told.startswith(
        'sources.toml:15: 2 of 24 cells of "indbrud" are 0, as nordhavn, 1320, 2025-01 to 2025-01:'
    )


def test_absent_cells_that_are_zeros_count_among_them(town):
    town.change(
        "sources.toml", 'id = "tal"\n', 'id = "tal"\nhidden_as_zero = true\nabsent = "zero"\n'
    )
    town.take(ROWS.replace("1320;Nordhavn;2025-05;2025-05;1\n", ""))
    assert '3 of 24 cells of "indbrud" are 0' in notices(town)[0]
