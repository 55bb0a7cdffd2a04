"""What partnerships must hold: agreements, periods and baselines without gap or overlap."""

from collections.abc import Iterator
from datetime import date

from grundlag.basis import clocks
from grundlag.basis.check_bases import unknown
from grundlag.basis.declared import Definitions
from grundlag.basis.names import folded
from grundlag.basis.partnerships import Agreement, Baseline, Period
from grundlag.errors import Problem

FILE = "definitions/partnerships.toml"
LAST = 9999
LEAST, MOST = 1e-6, 1e9  # beyond these no level, and no number of people or reports, can be


def partnerships_are_whole(defs: Definitions) -> Iterator[Problem]:
    """Each partnership has an area; agreements, periods and baselines name what is declared."""
    areas = [a.id for a in defs.areas.area]
    known = [p.id for p in defs.partnerships.partnership]
    for i, name in enumerate(known):
        if name not in areas:
            yield unknown(defs.where(FILE, "partnership", i, "id"), "area", name, areas)
    for kind in ("agreement", "period", "baseline"):
        for i, entry in enumerate(getattr(defs.partnerships, kind)):
            if entry.partnership not in known:
                where = defs.where(FILE, kind, i, "partnership")
                yield unknown(where, "partnership", entry.partnership, known)


def partnerships_are_told_apart(defs: Definitions) -> Iterator[Problem]:
    """No two are called the same: a cell or a list that names one of them would name both."""
    seen: set[str] = set()
    for i, partnership in enumerate(defs.partnerships.partnership):
        name = folded(partnership.name)
        if name in seen:
            what = f'another partnership above is called "{partnership.name}", too.'
            where = defs.where(FILE, "partnership", i, "name")
            yield Problem(where=where, what=what, fix="Give one of them another name.")
        seen.add(name)


def the_comparator_is_another_area(defs: Definitions) -> Iterator[Problem]:
    """The comparator is a declared area and no partnership: a gap to oneself is always closed."""
    where, name = defs.where("grundlag.toml", "comparator"), defs.folder.comparator
    areas = [a.id for a in defs.areas.area]
    if name not in areas:
        yield unknown(where, "area", name, areas)
    if name in [p.id for p in defs.partnerships.partnership]:
        what = f'comparator = "{name}" is a partnership itself.'
        yield Problem(where=where, what=what, fix="Name the area they are all compared with.")


def agreements_run_forward(defs: Definitions) -> Iterator[Problem]:
    """An agreement does not end before it begins."""
    for i, agreed in enumerate(defs.partnerships.agreement):
        first, last = _years(agreed)
        if first > last:
            what = f"{agreed.partnership}'s agreement ends in {last}, before it begins in {first}."
            where = defs.where(FILE, "agreement", i, "to_year")
            yield Problem(where=where, what=what, fix="Write from_year and to_year in order.")


def agreements_do_not_overlap(defs: Definitions) -> Iterator[Problem]:
    """A report year has one agreement a partnership."""
    taken: dict[str, list[tuple[int, int]]] = {}
    for i, agreed in enumerate(defs.partnerships.agreement):
        first, last = _years(agreed)
        spans = taken.setdefault(agreed.partnership, [])
        if any(first <= end and start <= last for start, end in spans):
            where = defs.where(FILE, "agreement", i)
            what = f"{agreed.partnership} has two agreements for the same year."
            yield Problem(where=where, what=what, fix="Let from_year and to_year follow another.")
        spans.append((first, last))


def agreements_leave_no_gap(defs: Definitions) -> Iterator[Problem]:
    """Between two agreements of a partnership there is no year without one."""
    for name in sorted({a.partnership for a in defs.partnerships.agreement}):
        own = [
            (*_years(agreed), i)
            for i, agreed in enumerate(defs.partnerships.agreement)
            if agreed.partnership == name
        ]
        for (_, last, _), (first, _, i) in zip(sorted(own), sorted(own)[1:], strict=False):
            if first > last + 1:
                what = f"{name} has no agreement for {last + 1}."
                where = defs.where(FILE, "agreement", i, "from_year")
                yield Problem(where=where, what=what, fix="Let each begin the year after another.")


def _years(agreed: Agreement) -> tuple[int, int]:
    return agreed.from_year or 0, agreed.to_year or LAST


def periods_are_whole(defs: Definitions) -> Iterator[Problem]:
    """A period lists its waves and police years, or says from which year on; not both."""
    for i, declared in enumerate(defs.partnerships.period):
        pairs = (("waves", "waves_from"), ("police_years", "police_from"))
        for listed, begun in pairs:
            if bool(getattr(declared, listed)) == (getattr(declared, begun) is not None):
                what = f'period "{declared.name}" needs one of {listed} and {begun}.'
                where = defs.where(FILE, "period", i)
                yield Problem(where=where, what=what, fix=f"Write {listed} = [...].")


def periods_begin_after_their_start_wave(defs: Definitions) -> Iterator[Problem]:
    """Rises and the gap are measured from the last wave before the period."""
    for i, declared in enumerate(defs.partnerships.period):
        first = min((*declared.waves, declared.waves_from or LAST))
        if declared.start_wave >= first:
            what = f"start_wave = {declared.start_wave} is not before the period's first, {first}."
            where = defs.where(FILE, "period", i, "start_wave")
            yield Problem(where=where, what=what, fix="Write the last wave before the period.")


def periods_have_the_waves_they_pool(defs: Definitions) -> Iterator[Problem]:
    """The waves taken together at the end are the period's own, so that the two ends stay apart."""
    for i, declared in enumerate(defs.partnerships.period):
        if declared.waves and declared.pooled > len(set(declared.waves)):
            waves = len(set(declared.waves))
            what = (
                f'pooled = {declared.pooled} is more than the {waves} waves of "{declared.name}".'
            )
            where = defs.where(FILE, "period", i, "pooled")
            yield Problem(where=where, what=what, fix=f"Write {waves} or fewer.")


def periods_do_not_overlap(defs: Definitions) -> Iterator[Problem]:
    """A wave or police year of a partnership belongs to one period."""
    periods = list(enumerate(defs.partnerships.period))
    for i, later in periods:
        for _, earlier in periods[:i]:
            if later.partnership == earlier.partnership and _meet(earlier, later):
                what = f'period "{later.name}" has years that "{earlier.name}" has.'
                where = defs.where(FILE, "period", i)
                yield Problem(where=where, what=what, fix="Let a year belong to one of them.")


def _meet(one: Period, other: Period) -> bool:
    return any(
        (clocks.in_waves(one, year) and clocks.in_waves(other, year))
        or (clocks.in_police_years(one, year) and clocks.in_police_years(other, year))
        for year in range(1900, 2101)
    )


def periods_name_assumptions(defs: Definitions) -> Iterator[Problem]:
    """What a period leans on is printed on any basis, so each basis has a note for it."""
    for i, declared in enumerate(defs.partnerships.period):
        for k, name in enumerate(declared.assumes):
            for basis in defs.bases.values():
                known = [a.id for a in basis.assumption]
                if name not in known:
                    where = defs.where(FILE, "period", i, "assumes", k)
                    yield unknown(where, f"assumption of {basis.id}", name, known)


def baselines_name_what_is_counted(defs: Definitions) -> Iterator[Problem]:
    """A baseline is of a declared basis' indicator, and that one a count or rate."""
    for i, base in enumerate(defs.partnerships.baseline):
        where = defs.where(FILE, "baseline", i, "indicator")
        if base.basis not in defs.basis_ids:
            at = defs.where(FILE, "baseline", i, "basis")
            yield unknown(at, "basis", base.basis, defs.basis_ids)
        elif base.basis in defs.bases:
            kinds = {x.id: x.kind for x in defs.bases[base.basis].indicator}
            if base.indicator not in kinds:
                yield unknown(where, "indicator", base.indicator, kinds)
            elif kinds[base.indicator] not in ("count", "rate"):
                what = f'"{base.indicator}" is a {kinds[base.indicator]}: it has no baseline.'
                yield Problem(where=where, what=what, fix="Name a count or a rate.")


def baselines_are_declared_once(defs: Definitions) -> Iterator[Problem]:
    """One level for a partnership, basis and indicator."""
    seen: set[tuple[str, str, str]] = set()
    for i, base in enumerate(defs.partnerships.baseline):
        key = (base.partnership, base.basis, base.indicator)
        if key in seen:
            what = f"{' · '.join(key)} has a baseline above."
            yield Problem(where=defs.where(FILE, "baseline", i), what=what, fix="Keep one of them.")
        seen.add(key)


def baselines_are_one_thing(defs: Definitions) -> Iterator[Problem]:
    """A baseline is whole years, or twelve-month spans, or a printed value."""
    for i, base in enumerate(defs.partnerships.baseline):
        if sum((bool(base.years), bool(base.months), base.value is not None)) != 1:
            what = "a baseline needs one of years, months and value."
            where = defs.where(FILE, "baseline", i)
            yield Problem(where=where, what=what, fix="Keep one; value goes with source.")


_MADE_OF = {
    "counted": ("as_of", ("exposure", "source", "printed_for")),
    "printed": ("source", ("as_of",)),
}


def baselines_hold_what_they_are_made_of(defs: Definitions) -> Iterator[Problem]:
    """A counted baseline is fixed by a date, a printed one comes with its source."""
    for i, base in enumerate(defs.partnerships.baseline):
        kind = "counted" if base.value is None else "printed"
        needed, foreign = _MADE_OF[kind]
        if getattr(base, needed) is None:
            what = f"a {kind} baseline has no {needed}."
            where = defs.where(FILE, "baseline", i)
            yield Problem(where=where, what=what, fix=f"Write {needed} = ...")
        for key in foreign:
            if getattr(base, key) is not None:
                what = f"a {kind} baseline has no use for {key}."
                where = defs.where(FILE, "baseline", i, key)
                yield Problem(where=where, what=what, fix=f"Take {key} out.")


def printed_baselines_can_be_counted(defs: Definitions) -> Iterator[Problem]:
    """A printed level, and what it is of, are neither larger nor smaller than they can be."""
    for i, base in enumerate(defs.partnerships.baseline):
        value, exposure = base.value or 0.0, base.exposure or 1.0
        sizes = [size for size in (value, exposure, value * exposure / _per(defs, base)) if size]
        if min(sizes) < LEAST or max(sizes) > MOST:
            what = f"value = {value:g} on an exposure of {exposure:g} cannot be."
            where = defs.where(FILE, "baseline", i, "value")
            yield Problem(where=where, what=what, fix="Write what was printed, and of how many.")


def _per(defs: Definitions, base: Baseline) -> int:
    """Per how many inhabitants a baseline is; 1 where it is a count."""
    known = defs.bases[base.basis].indicator if base.basis in defs.bases else ()
    return next((i.per for i in known if i.id == base.indicator), None) or 1


def printed_baselines_say_their_year(defs: Definitions) -> Iterator[Problem]:
    """A printed level of a series that was broken says which side of the break it is on."""
    areas = {area.id: area for area in defs.areas.area}
    for i, base in enumerate(defs.partnerships.baseline):
        if base.value is None or base.printed_for is not None:
            continue
        redrawn = len(areas[base.partnership].version) > 1 if base.partnership in areas else False
        broken = any(
            b.indicator == base.indicator and b.area in (None, base.partnership)
            for b in defs.breaks.break_
        )
        if redrawn or broken:
            cause = "its area was redrawn" if redrawn else "its series has a break"
            what = f"a printed baseline does not say which year it is of, and {cause}."
            where = defs.where(FILE, "baseline", i)
            yield Problem(where=where, what=what, fix="Write printed_for = 2024, the police year.")


def baselines_are_whole_years(defs: Definitions) -> Iterator[Problem]:
    """A baseline's months are one or more times twelve, from the first to the last."""
    for i, base in enumerate(defs.partnerships.baseline):
        if base.months and not _whole(base.months):
            what = f"months = {list(base.months)} is not one or more times twelve whole months."
            where = defs.where(FILE, "baseline", i, "months")
            yield Problem(where=where, what=what, fix='Write ["2020-08", "2021-07"].')


def _whole(months: tuple[str, ...]) -> bool:
    found = clocks.months_between(*months) if len(months) == 2 else range(0)
    return len(found) > 0 and len(found) % 12 == 0


def baselines_are_over_when_counted(defs: Definitions) -> Iterator[Problem]:
    """A baseline is counted in what had arrived by a day after its last month."""
    for i, base in enumerate(defs.partnerships.baseline):
        over = _over(defs, base)
        if base.as_of and over and base.as_of < over:
            what = f"as_of = {base.as_of} is before the baseline was over."
            where = defs.where(FILE, "baseline", i, "as_of")
            yield Problem(where=where, what=what, fix=f"Write {over} or a later day.")


def _over(defs: Definitions, base: Baseline) -> date | None:
    """The day after a baseline's last month."""
    if base.months and _whole(base.months):
        last = clocks.parse_month(base.months[1])
    elif base.years and base.basis in defs.bases:
        last = clocks.year_months(defs.bases[base.basis], max(base.years))[-1]
    else:
        return None
    return date((last + 1) // 12, (last + 1) % 12 + 1, 1)
