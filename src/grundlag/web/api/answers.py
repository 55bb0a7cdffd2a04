"""What each address of the API answers, from the records that `report.json` has."""

from dataclasses import replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from grundlag import run
from grundlag.basis import clocks
from grundlag.basis.model import Table
from grundlag.records.keep import deliveries as kept
from grundlag.records.model import Delivery
from grundlag.records.view import view
from grundlag.render.json import dump
from grundlag.render.json_stat import Labelled, dataset, flags
from grundlag.report.marks import of_pack
from grundlag.report.words import terms
from grundlag.run.explain import Explanation
from grundlag.web.api import model
from grundlag.web.asked import ANNEX, Asked, asked, standing_of
from grundlag.web.held import Standing

EVERY = "figures"  # the table of all figures; the others are the basis' own, by number
TOTALS = "A row that is a total of others is left out: add them up."
SERIES = "Figures on two sides of a break (B) are of different series: do not compare them."


def years(request: Request) -> model.Years:
    """The report years there are figures for, and the bases each can be asked on."""
    standing = standing_of(request)
    found = [
        Asked(standing=standing, year=year, basis=standing.in_force(year))
        for year in standing.years
    ]
    return model.Years(city=standing.defs.folder.city, years=tuple(map(_year, found)))


def _year(found: Asked) -> model.ReportYear:
    bases = (model.StandingBasis(**vars(choice)) for choice in found.bases)
    return model.ReportYear(
        year=found.year,
        basis_in_force=found.basis,
        bases=tuple(bases),
        tables=(EVERY, *_tables(found)),
    )


def report(request: Request) -> str:
    """The year's `report.json`, byte for byte as `grundlag report` would write it today."""
    found = asked(request)
    return found.standing.once(("report.json", found.year, found.basis), lambda: _report(found))


def _report(found: Asked) -> str:
    standing = found.standing
    known = [d for d in kept(standing.root) if d.is_known()]
    receipt = run.receipts.receipt_of(standing.defs, found.year, known, standing.today)
    return dump(replace(found.pack, receipt=receipt))


def partnerships(request: Request) -> model.Partnerships:
    """The partnerships, each with how its lines add up."""
    found = asked(request)
    own = (
        model.Summed(id=id, name=name, summaries=_of(found.pack.summaries, id))
        for id, name in found.names.items()
    )
    return model.Partnerships(**_told(found), partnerships=tuple(own))


def partnership(request: Request) -> model.Partnership:
    """One partnership's figures and verdicts."""
    found, area = asked(request), request.path_params["partnership"]
    pack = found.pack
    return model.Partnership(
        **_told(found),
        id=area,
        name=found.names[area],
        figures=_of(pack.figures, area),
        judgements=_of(pack.judgements, area),
        summaries=_of(pack.summaries, area),
        period_judgements=_of(pack.period_judgements, area),
        period_summaries=_of(pack.period_summaries, area),
    )


def number(request: Request) -> model.Number:
    """One number; raises SumError where its rows do not add up to it."""
    found = asked(request)
    area, name = (request.path_params[key] for key in ("partnership", "indicator"))
    indicator = next((i for i in found.declared.indicator if i.id == name), None)
    if indicator is None:
        raise HTTPException(404)
    explained = found.standing.once(
        ("way back", found.year, found.basis, area, name),
        lambda: run.explain.way_back(found.standing.judged(found.year)[found.basis], area, name),
    )
    pack, year = found.pack, clocks.figure_year(indicator, found.year)
    history = _on(pack.figures, area, name)
    return model.Number(
        **_told(found),
        area=area,
        indicator=name,
        label=found.declared.label(name),
        figure=next((f for f in history if f.year == year), None),
        judgements=_on(pack.judgements, area, name),
        period_judgements=_on(pack.period_judgements, area, name),
        history=history,
        flags={str(key[2]): flag for key, flag in flags(history).items() if flag},
        way_back=_way_back(found.standing, explained),
    )


def _way_back(standing: Standing, found: Explanation) -> model.WayBack:
    parts = (
        model.Part(delivery=s.delivery, what=s.what, cells=s.cells, cube=s.in_cube, rows=s.in_rows)
        for s in found.steps
    )
    rows = (
        model.Row(delivery=s.delivery.id, line=s.line, what=s.what, value=s.value)
        for s in found.stands
    )
    return model.WayBack(
        population_on=found.population_on,
        parts=tuple(parts),
        rows=tuple(rows),
        activities=tuple(model.Activity(**vars(listed)) for listed in found.activities),
        deliveries=tuple(_came(standing, found.deliveries)),
    )


def table(request: Request) -> dict[str, Any]:
    """A table as JSON-stat: all figures, or those of a table that the basis declares."""
    found, name = asked(request), request.path_params["table"]
    declared = _tables(found)
    if name == EVERY:
        label = found.declared.called(not found.pack.proposal)
        areas = {a.id: a.name for a in found.standing.defs.areas.area}
        known = {figure.area for figure in found.pack.figures}
        areas = {id: areas[id] for id in (*found.names, *areas) if id in known}
        named = [i.id for i in found.declared.indicator]
        return _dataset(found, label, named, areas, (SERIES,))
    if name not in declared:
        raise HTTPException(404)
    chosen = declared[name]
    areas = {id: called for id, called in found.names.items() if id in chosen.applies_to}
    named = [row.indicator for row in chosen.rows if row.indicator]
    notes = (TOTALS, SERIES) if any(row.total_of for row in chosen.rows) else (SERIES,)
    return _dataset(found, found.declared.corrected(chosen.title), named, areas, notes)


def _dataset(
    found: Asked, label: str, named: list[str], areas: dict[str, str], notes: tuple[str, ...]
) -> dict[str, Any]:
    indicators = {
        each.id: Labelled(label=found.declared.label(each.id), decimals=each.decimals or 0)
        for each in found.declared.indicator
        if each.id in named
    }
    return dataset(found.pack, label, indicators, areas, notes)


def _tables(found: Asked) -> dict[str, Table]:
    """The tables that the basis declares, by what they are called in an address."""
    return {str(table.number): table for table in found.declared.table}


def deliveries(request: Request) -> model.Deliveries:
    """Every delivery in the store, those that were withdrawn too."""
    standing = standing_of(request)
    return model.Deliveries(deliveries=tuple(_came(standing, kept(standing.root))))


def _came(standing: Standing, found: tuple[Delivery, ...]) -> list[model.Came]:
    every = kept(standing.root)
    by_source = {d.manifest.source for d in every}
    views = {s: view(d for d in every if d.manifest.source == s) for s in by_source}
    return [
        model.Came(
            **{name: getattr(d.manifest, name) for name in OF_MANIFEST},
            id=d.id,
            heard=tuple(sorted(views[d.manifest.source].units_of(d))),
            rows={
                "read": d.manifest.rows_read,
                "kept": d.manifest.rows_kept,
                "set_aside": d.manifest.rows_set_aside,
            },
            withdrawn=d.withdrawn,
            forgotten=d.forgotten,
        )
        for d in found
    ]


OF_MANIFEST = (
    "source", "kind", "provider", "file", "sha256", "arrived", "extracted", "scope", "reasons",
)  # fmt: skip


def methods(request: Request) -> model.Methods:
    """How the year's figures are made: what the page Metoder tells."""
    found = asked(request)
    own = (
        model.Ruled(rule=rule, reached=terms.REACHED[rule], missed=terms.MISSED[rule])
        for rule in found.rules
    )
    return model.Methods(
        **_told(found),
        rules=tuple(own),
        certainties={str(name): said for name, said in terms.CERTAINTY.items()},
        paper=found.paper(ANNEX),
    )


def _told(found: Asked) -> dict[str, Any]:
    return {
        "year": found.year,
        "basis": found.basis,
        "proposal": found.pack.proposal,
        "marks": of_pack(found.pack),
    }


def _of(records: tuple[Any, ...], area: str) -> tuple[Any, ...]:
    return tuple(record for record in records if record.area == area)


def _on(records: tuple[Any, ...], area: str, indicator: str) -> tuple[Any, ...]:
    return tuple(record for record in _of(records, area) if record.indicator == indicator)
