"""A report made again from the cubes, and held against itself."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from grundlag.basis.load import Definitions
from grundlag.errors import GrundlagError, Problem
from grundlag.records.keep import changed_where_it_lies, deliveries
from grundlag.render.json import dump, look_into
from grundlag.report.compared import Differing, differing
from grundlag.report.model import Pack
from grundlag.report.receipt import Receipt
from grundlag.run.folder import load
from grundlag.run.public import public_of
from grundlag.run.receipts import changed_files, changed_words
from grundlag.run.year import judge_year, pack_of


@dataclass(frozen=True, kw_only=True)
class Verified:
    """A report made again: what differs, and what is other than when it was made.

    `edited` says that the file is not what was written, by the SHA-256 that its receipt names
    (None: it names none). `problems` say why it could not be made again.
    """

    path: Path
    pack: Pack
    differing: tuple[Differing, ...]
    why: tuple[str, ...]
    edited: bool | None = False
    problems: tuple[Problem, ...] = ()

    @property
    def same(self) -> bool:
        """Whether it says the same again, and all that was written."""
        return not (self.differing or self.problems or self.edited)


def verify(root: Path, path: Path) -> Verified:
    """Make a report again of what its receipt names; raises GrundlagError where it has none."""
    pack, is_as_written = look_into(path)
    if (receipt := pack.receipt) is None:
        what = "it has no receipt: it was written before there were any."
        fix = "Write the report again: grundlag report."
        raise GrundlagError(Problem(where=str(path), what=what, fix=fix))
    edited = not is_as_written if receipt.content_sha256 else None
    why = tuple(changed_files(root, receipt))
    try:
        defs = load(root)
        why += tuple(changed_words(defs, pack.year, receipt))
        again = _again(defs, pack, receipt)
        if moved := tuple(_moved(root, receipt)):
            raise GrundlagError(moved)
    except GrundlagError as error:
        return Verified(
            path=path, pack=pack, differing=(), why=why, edited=edited, problems=error.problems
        )
    found = sorted(differing(_content(pack), _content(again)), key=_is_of_a_paper)
    return Verified(path=path, pack=pack, differing=tuple(found), why=why, edited=edited)


def _moved(root: Path, receipt: Receipt) -> Iterator[Problem]:
    """What is other of records that stay where they lie: each file is read through."""
    heard = {brought.id for brought in receipt.deliveries}
    for delivery in deliveries(root):
        if delivery.id in heard:
            yield from changed_where_it_lies(delivery, whole=True)


def _is_of_a_paper(found: Differing) -> bool:
    """Figures and verdicts first: what papers say comes of them."""
    return found.where.startswith("papers[")


def _again(defs: Definitions, pack: Pack, receipt: Receipt) -> Pack:
    by = _heard_by(defs.root, receipt)
    run = judge_year(defs, pack.year, receipt.as_of, pack.basis, by)
    if not receipt.public:
        return pack_of(run)
    public = public_of(run)
    if public is None:
        what, fix = "nothing is protected here any more.", 'Say it in grundlag.toml: "[protect]".'
        raise GrundlagError(Problem(where="grundlag.toml", what=what, fix=fix))
    return public


def _heard_by(root: Path, receipt: Receipt) -> date | None:
    """The last day of arrival to hear: that of the report, where more has come since."""
    known = {brought.id for brought in receipt.deliveries}
    since = any(
        (d.id not in known and d.manifest.arrived > receipt.as_of) or d.withdrawn
        for d in deliveries(root)
    )
    return receipt.arrived_by or (receipt.as_of if since else None)


def _content(pack: Pack) -> Any:
    """All that a report says; what it was made of is told apart."""
    return json.loads(dump(replace(pack, receipt=None)))
