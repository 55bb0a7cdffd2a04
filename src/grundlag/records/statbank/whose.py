"""Which fetch a word means, and which source its file is for."""

from grundlag.basis.declared import Definitions
from grundlag.basis.fetches import Fetch, Suggested, known
from grundlag.basis.folder import Source
from grundlag.errors import DefinitionError, Problem, nearest


def fetch_of(defs: Definitions, word: str) -> Fetch:
    """The fetch of a name: one of the folder's own, else one that comes with the program."""
    every = {fetch.id: fetch for fetch in (*known().fetch, *defs.sources.fetch)}
    if word in every:
        return every[word]
    fix = f"{nearest(word, every)} Or declare a [[fetch]] in sources.toml."
    raise DefinitionError(Problem(where="fetch", what=f'no fetch is called "{word}".', fix=fix))


def source_of(defs: Definitions, fetch: Fetch) -> Source | None:
    """The source that reads a fetch's file: the one it names, else one of the same columns."""
    declared = {source.id: source for source in defs.sources.source}
    if fetch.source in declared:
        return declared[fetch.source]
    likely = suggested(fetch)
    alike = [s for s in declared.values() if likely and s.columns == likely.columns]
    return alike[0] if len(alike) == 1 else None


def suggested(fetch: Fetch) -> Suggested | None:
    """How the file of a known fetch is read, where no source says so yet."""
    return next((source for source in known().source if source.id == fetch.source), None)
