"""What a list is called that was edited in the browser, or read in there."""

from datetime import date, time

EDITED, READ_IN = "rettet i browseren", "læst ind i browseren"


def list_name(what: str, day: date, at: time) -> str:
    """The name of the file that a delivery is said to be of."""
    return f"{what} {day} kl. {at:%H.%M.%S}.xlsx"


def export_name(partnership: str, year: int, kind: str) -> str:
    """The name of a register that is fetched."""
    return f"aktiviteter-{partnership}-{year}{kind}"
