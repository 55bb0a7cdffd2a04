"""A question to the cubes: which indicator, of which basis, in which area."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from grundlag.basis import clocks
from grundlag.basis.folder import Area, AreaVersion, Crime, Question
from grundlag.basis.load import Definitions
from grundlag.basis.model import Basis, Indicator
from grundlag.cubes.columns import SurveyCells, columns
from grundlag.cubes.model import Cubes, SurveyCell
from grundlag.indicators.model import Series, Spread

Sample = Mapping[tuple[int, str], SurveyCells]


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One question. `sample` is the survey's cells by wave and question.

    `spread` is how much a crime type's yearly counts vary; left out, it is as declared. `on` is an
    area version to count every year on, in place of each year's own; `age` how many months after
    its end each year is known that is counted by its offences.
    """

    defs: Definitions
    basis: Basis
    indicator: Indicator
    area: Area
    cubes: Cubes
    sample: Sample
    spread: Spread | None = None
    on: AreaVersion | None = None
    age: int = 0

    @property
    def dispersion(self) -> float:
        """Variance over mean of yearly counts."""
        return self.spread.phi if self.spread else self.indicator.dispersion or 1.0

    @property
    def crime(self) -> Crime:
        """The crime type that a count or rate is of."""
        return next(c for c in self.defs.codes.crime if c.id == self.indicator.crime)

    @property
    def question(self) -> Question:
        """The survey question that a share is of."""
        return next(q for q in self.defs.survey.question if q.id == self.indicator.question)

    @property
    def counted_by(self) -> str:
        """The date that decides a report's year; years of two ages are no more alike than dates."""
        if not self.indicator.crime:
            return ""
        by = self.indicator.counted_by
        return f"{by}, age {self.age}" if by == "occurred" else by

    def counted(self, year: range) -> tuple[range, range | None]:
        """The months whose reports count in a year, and those of their offences if they decide."""
        if self.indicator.counted_by == "occurred":
            return clocks.known_by(year, self.age), year
        return year, None

    def version(self, year: int) -> AreaVersion | None:
        """The area's version in a year: the latest that had begun, or the one asked for."""
        return self.on or clocks.area_version(self.area, year)

    def series(self, year: int, provider: str, delivered: bool) -> Series:
        """The series that a figure of this question and year belongs to."""
        version = self.version(year)
        codes = self.defs.codes
        return Series(
            indicator=self.indicator.id,
            basis=self.basis.id,
            area=self.area.id,
            area_version=version.id if version else "",
            list_version=f"{codes.id} {codes.version}" if self.indicator.crime else "",
            question_version=self.question.version if self.indicator.question else "",
            provider=provider,
            origin="delivered" if delivered else "records",
            since=clocks.broken_since(self.defs, self.indicator.id, self.area.id, year),
            counted_by=self.counted_by,
        )


def sample_of(cubes: Cubes) -> Sample:
    """The survey's cells by wave and question."""
    found: dict[tuple[int, str], list[SurveyCell]] = defaultdict(list)
    for cell in cubes.survey:
        found[cell.wave, cell.question].append(cell)
    return {key: columns(cells) for key, cells in found.items()}
