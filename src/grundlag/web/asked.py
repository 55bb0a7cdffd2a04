"""What a page is asked for: a report year on a basis, of the folder as it stands."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request

from grundlag.basis import clocks
from grundlag.basis.model import Basis, Rule
from grundlag.errors import DeliveryError, Problem
from grundlag.report.marks import internal, invented
from grundlag.report.model import Pack, Paper
from grundlag.report.words.marks import standing_marks
from grundlag.web.held import Held, Standing
from grundlag.web.safety import READING

BASIS, YEAR, ANNEX = "grundlag", "aar", "om-opgoerelsen"
METHODS, API = ("metoder",), ("api",)  # pages of no year's own: it is a query there
ACTIVITIES = "aktiviteter"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A basis one can choose: what it is called, and whether it is in force or a proposal."""

    id: str
    called: str
    stands: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A year on a basis; `path` is what stands behind the year in the address."""

    standing: Standing
    year: int
    basis: str
    path: tuple[str, ...] = ()

    @property
    def pack(self) -> Pack:
        """The year's pack."""
        return self.standing.pack(self.year, self.basis)

    def paper(self, name: str) -> Paper | None:
        """One of its papers."""
        return next((paper for paper in self.pack.papers if paper.id == name), None)

    @property
    def declared(self) -> Basis:
        """The basis as it is declared."""
        return self.standing.defs.bases[self.basis]

    @property
    def names(self) -> dict[str, str]:
        """The partnerships' names, by id."""
        return {p.id: p.name for p in self.standing.defs.partnerships.partnership}

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that the basis' targets are judged by, each once."""
        targets = (target for goal in self.declared.goal for target in goal.target)
        return tuple(dict.fromkeys(target.rule for target in targets))

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands on every page, as on every paper: nothing has to be counted for it."""
        stands = self._stands(self.basis)
        own = standing_marks(stands == "proposal", stands == "in_force")
        defs = self.standing.defs
        return (*internal(defs), *own, *invented(defs))

    def address(self, *path: str, year: int | None = None, basis: str | None = None) -> str:
        """The address of a page; the basis is left out of it where it is the one in force."""
        year, basis = year or self.year, basis or self.basis
        query = "" if basis == self.standing.in_force(year) else f"?{BASIS}={basis}"
        return "/".join(("", str(year), *path)) + query

    @property
    def methods(self) -> str:
        """The address of the methods of the year's figures."""
        return self._fixed(METHODS, self.year, self.basis)

    def _fixed(self, path: tuple[str, ...], year: int, basis: str) -> str:
        also = "" if basis == self.standing.in_force(year) else f"&{BASIS}={basis}"
        return f"/{path[0]}?{YEAR}={year}{also}"

    def here(self, year: int | None = None, basis: str | None = None) -> str:
        """The address of the same page of another year, or on another basis."""
        if self.path in (METHODS, API):
            return self._fixed(self.path, year or self.year, basis or self.basis)
        return self.address(*self.path, year=year, basis=basis)

    @property
    def bases(self) -> tuple[Choice, ...]:
        """The declared bases, the one in force first."""
        declared = self.standing.defs.bases.values()
        found = [
            Choice(id=b.id, called=b.called(stands != "proposal"), stands=stands)
            for b in declared
            for stands in [self._stands(b.id)]
        ]
        return tuple(sorted(found, key=lambda each: (each.stands != "in_force", each.id)))

    def _stands(self, basis: str) -> str:
        if basis == self.standing.in_force(self.year):
            return "in_force"
        decision = clocks.decision_on(self.standing.defs, basis, self.standing.today)
        return "proposal" if decision is None else "out_of_force"


def standing_of(request: Request) -> Standing:
    """The folder as it stands; who only reads a page of it looks once."""
    held: Held = request.app.state.held
    if request.method not in READING:
        return held.now()
    if not hasattr(request.state, "standing"):
        request.state.standing = held.now()
    found: Standing = request.state.standing
    return found


def asked(request: Request, *path: str, waits: bool = True) -> Asked:
    """The year and the basis of an address; the latest, and the one in force, where none is said.

    `path` is what stands behind the year. Not every page `waits` for what has just come in. Raises
    HTTPException where there is no such year, basis or partnership.
    """
    held: Held = request.app.state.held
    standing = standing_of(request) if waits else held.shown()[0]
    year = _year(standing, request.path_params.get("year") or request.query_params.get(YEAR))
    basis = request.query_params.get(BASIS) or standing.in_force(year)
    found = Asked(standing=standing, year=year, basis=basis, path=path)
    _refuse_unless(basis in standing.defs.bases)
    _refuse_unless(request.path_params.get("partnership") in {None, *found.names})
    return found


def _year(standing: Standing, given: str | None) -> int:
    """The year that is asked for, of those that there are figures for; the latest of them."""
    years = standing.years
    if not years:
        what, fix = "nothing has been taken in.", "Take files in first: grundlag take FILE..."
        raise DeliveryError(Problem(where="serve", what=what, fix=fix))
    known = {str(year): year for year in years}
    _refuse_unless(given is None or given in known)
    return known.get(given or "", years[0])


def _refuse_unless(is_known: bool) -> None:
    if not is_known:
        raise HTTPException(404)
