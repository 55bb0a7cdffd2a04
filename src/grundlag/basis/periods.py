"""Periods as banks and lists write them: 2025K1, 2025Q1, 2025H1, 2025M01, 2025-01, 2025."""

import re

# the year, then a quarter, a half year or a month; engines read the same pattern
PERIOD = r"^((?:19|20)\d\d)(?:[- ]?[KQkq]([1-4])|[- ]?[Hh]([12])|(?:[Mm]|-)(0[1-9]|1[0-2]))?$"
LENGTHS = (3, 6, 1)  # the months of a quarter, a half year and a month
EXAMPLES = "2025K1, 2025Q1, 2025H1, 2025M01, 2025-01 or 2025"


def months_of(text: str) -> range | None:
    """The months of a period, numbered year * 12 + month - 1; None where the text is none."""
    found = re.match(PERIOD, text.strip())
    if found is None:
        return None
    first = int(found[1]) * 12
    for part, length in zip(found.groups()[1:], LENGTHS, strict=True):
        if part:
            start = first + (int(part) - 1) * length
            return range(start, start + length)
    return range(first, first + 12)
