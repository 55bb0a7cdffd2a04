"""Whatever file comes: it is taken in with every row accounted for, or refused in words."""

from collections import Counter

import pytest

SOME = range(200)  # benchmarks/mangled_files.py takes 10,000


@pytest.mark.slow
def test_a_file_of_any_kind_is_taken_in_whole_or_refused_in_words(town, mangled, any_file):
    found = Counter(any_file.outcome(town.root, mangled.file_of(n), n) for n in SOME)
    assert min(found["taken"], found["refused"]) > len(SOME) / 10, found
    assert sum(mangled.file_of(n).rows is not None for n in SOME) > len(SOME) / 10


def test_a_number_gives_the_same_file_every_time(mangled):
    for number in range(20):
        assert mangled.file_of(number) == mangled.file_of(number), number
