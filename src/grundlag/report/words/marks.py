"""The Danish words that stand on every page of a paper: apart, for a first page needs no others."""

SHOWN_AS = "FORSLAG"
OUT_OF_FORCE = "IKKE GÆLDENDE"
INVENTED = "opdigtede data"
INTERNAL = "internt"


def standing_marks(proposal: bool, in_force: bool) -> tuple[str, ...]:
    """What stands on every page of a basis that is not the year's: proposed, or for other years."""
    if proposal:
        return (SHOWN_AS,)
    return () if in_force else (OUT_OF_FORCE,)
