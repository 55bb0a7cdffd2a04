"""What a folder declares that may stand in a file: codes, places, answers, where its areas lie."""

from dataclasses import dataclass
from functools import cached_property

from grundlag.basis.load import Definitions
from grundlag.basis.names import folded as spoken
from grundlag.basis.offences import patterns_of
from grundlag.basis.patterns import stem
from grundlag.basis.systems import Box, box_in
from grundlag.records.grid import Polygons, bounds
from grundlag.records.place import fold, geography

SYSTEMS = ("EPSG:25832", "EPSG:4326")  # that points come in, beside the one areas are declared in


@dataclass(frozen=True, kw_only=True)
class Familiar:
    """The words of a folder's definitions, as they are compared, and the boxes its areas fill.

    `questions` holds the answers of each question, `names` the words its columns may be called by.
    """

    codes: frozenset[str]
    starts: frozenset[str]
    crosswalk: frozenset[str]
    lengths: tuple[int, ...]
    places: frozenset[str]
    areas: frozenset[str]
    questions: dict[str, frozenset[str]]
    names: dict[str, tuple[str, ...]]
    groups: frozenset[str]
    partnerships: dict[str, str]
    boxes: dict[str, Box]

    def is_code(self, value: str) -> bool:
        """Whether a cell is an offence code that some list knows."""
        if value in self.crosswalk:
            return True
        starts = (value[:n] in self.starts for n in self._lengths_of_starts)
        return self.is_read(value) and (value in self.codes or any(starts))

    @cached_property
    def _lengths_of_starts(self) -> frozenset[int]:
        return frozenset(map(len, self.starts))

    def is_read(self, value: str) -> bool:
        """Whether a code is of a form that is read as it is."""
        return not self.lengths or len(value) in self.lengths

    def is_place(self, value: str) -> bool:
        """Whether a cell is a declared place, or says that there is none."""
        return fold(value) in self.places

    def is_area(self, value: str) -> bool:
        """Whether a cell is a declared place, or is called as a whole area is."""
        return fold(value) in self.places or fold(value) in self.areas

    @property
    def knows_codes(self) -> bool:
        """Whether any offence code is declared."""
        return bool(self.codes or self.starts or self.crosswalk)

    def is_group(self, value: str) -> bool:
        """Whether a cell is a group of answers of some question."""
        return spoken(value) in self.groups

    def is_question(self, value: str) -> bool:
        """Whether a cell is a declared question, by its id or its text."""
        return any(spoken(value) in map(spoken, names) for names in self.names.values())


def familiar(defs: Definitions) -> Familiar:
    """The words that a folder's definitions hold."""
    land = geography(defs.areas, defs.geometry)
    asked = {q.id: q for q in defs.survey.question}
    patterns = patterns_of(defs.codes)
    return Familiar(
        codes=frozenset(p for p in patterns if stem(p) == p),
        starts=frozenset(stem(p) for p in patterns if stem(p) != p),
        crosswalk=frozenset(defs.crosswalk),
        lengths=defs.codes.lengths,
        places=frozenset((*land.places, *land.unplaced, "")),
        areas=frozenset(fold(name) for a in defs.areas.area for name in (a.id, a.name)),
        questions={
            name: frozenset(spoken(a) for group in q.groups.values() for a in group if a)
            for name, q in asked.items()
        },
        names={name: (name, q.text) for name, q in asked.items()},
        groups=frozenset(spoken(group) for q in asked.values() for group in q.groups),
        partnerships={p.id: p.name for p in defs.partnerships.partnership},
        boxes=_boxes(land.polygons, land.crs),
    )


def _boxes(polygons: Polygons, home: str) -> dict[str, Box]:
    """The box around all areas, with as much again on each side, in each system points come in."""
    if not polygons:
        return {}
    x0, y0, x1, y1 = bounds(polygons)
    wide, high = x1 - x0, y1 - y0
    box = (x0 - wide, y0 - high, x1 + wide, y1 + high)
    return {crs: box_in(box, home, crs) for crs in dict.fromkeys((home, *SYSTEMS))}
