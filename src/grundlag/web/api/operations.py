"""The API as a table: from it come the routes, and the description that is handed out."""

from dataclasses import dataclass

from grundlag.basis.model import ID
from grundlag.web.asked import BASIS, YEAR
from grundlag.web.safety import API

ROOT = API


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """What an address can name: a part of it, or a query."""

    says: str
    pattern: str
    example: str


@dataclass(frozen=True, kw_only=True)
class Operation:
    """An address, and what is answered there; the handler is called as its id."""

    path: str
    id: str
    summary: str
    answer: str
    queries: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """What the address names, in its order."""
        return tuple(part[1:-1] for part in self.path.split("/") if part.startswith("{"))


PARAMETERS = {
    "year": Parameter(says="The report year.", pattern="^[0-9]{4}$", example="2026"),
    "partnership": Parameter(
        says="A partnership by its id.",
        pattern=ID,
        example="amager",
    ),
    "indicator": Parameter(
        says="An indicator of the basis by its id.", pattern=ID, example="indbrud"
    ),
    "table": Parameter(
        says="`figures`, or the number of a table that the basis declares.",
        pattern=ID,
        example="figures",
    ),
    BASIS: Parameter(
        says="A declared basis by its id; the one in force where it is left out, or empty.",
        pattern=f"^$|{ID}",
        example="forslag-2025",
    ),
    YEAR: Parameter(
        says="The report year; the latest where it is left out, or empty.",
        pattern="^$|^[0-9]{4}$",
        example="2026",
    ),
}
OPERATIONS = (  # a fixed address stands before one that could hold it
    Operation(
        path="/years", id="years", summary="Report years, their bases and tables", answer="Years"
    ),
    Operation(
        path="/deliveries",
        id="deliveries",
        summary="All that was taken in, and what each delivery speaks for",
        answer="Deliveries",
    ),
    Operation(
        path="/methods",
        id="methods",
        summary="How a year's figures are made, and the rules they are judged by",
        answer="Methods",
        queries=(YEAR, BASIS),
    ),
    Operation(path="/openapi.json", id="openapi", summary="This description", answer="Description"),
    Operation(
        path="/{year}/report",
        id="report",
        summary="The year's report.json, as the command writes it",
        answer="Report",
        queries=(BASIS,),
    ),
    Operation(
        path="/{year}/partnerships",
        id="partnerships",
        summary="The partnerships, and how their verdicts add up",
        answer="Partnerships",
        queries=(BASIS,),
    ),
    Operation(
        path="/{year}/tables/{table}",
        id="table",
        summary="A table as JSON-stat 2.0",
        answer="Dataset",
        queries=(BASIS,),
    ),
    Operation(
        path="/{year}/{partnership}",
        id="partnership",
        summary="A partnership's figures and verdicts",
        answer="Partnership",
        queries=(BASIS,),
    ),
    Operation(
        path="/{year}/{partnership}/{indicator}",
        id="number",
        summary="One number: limits, verdicts, years, and the way back to its files",
        answer="Number",
        queries=(BASIS,),
    ),
)
