"""What was written: the names that were meant, and where each file ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grundlag.basis.declared import Definitions
from grundlag.render import names, paper_names, save, save_papers
from grundlag.report.model import Pack, Paper
from grundlag.run.dressing import dress_of


@dataclass(frozen=True, kw_only=True)
class Written:
    """Files that were written: what each is called, where it ended, and those for the public.

    `stale` are folders of the same report from before its basis was in force; `told` is how many
    figures the public report in the same place told that are hidden now.
    """

    names: tuple[str, ...]
    paths: tuple[Path, ...]
    public: "Written | None" = None
    stale: tuple[Path, ...] = ()
    told: int = 0

    @property
    def beside(self) -> tuple[tuple[str, Path], ...]:
        """Those whose own file was open, each with the path of what was saved beside it."""
        pairs = zip(self.names, self.paths, strict=True)
        return tuple((name, path) for name, path in pairs if path.name != name)


def written_papers(papers: Sequence[Paper], folder: Path, defs: Definitions) -> Written:
    """Papers that belong to no pack, written into a folder."""
    paths = save_papers(papers, folder, dress_of(defs)) if papers else ()
    return Written(names=paper_names(papers), paths=paths)


def written_pack(pack: Pack, folder: Path, defs: Definitions) -> Written:
    """A pack, written into a folder."""
    return Written(names=names(pack), paths=save(pack, folder, dress_of(defs)))
