"""What should be known of all that was taken in, before anyone reports on it.

A *problem* stops: figures would be wrong until it is mended. A *notice* is only said.
"""

from collections.abc import Callable, Iterator

from grundlag.basis.load import Definitions
from grundlag.cubes import (
    check_activities,
    check_baseline_years,
    check_baselines,
    check_codes,
    check_designs,
    check_jumps,
    check_offences,
    check_rows,
    check_totals,
    check_years,
    check_zeros,
)
from grundlag.cubes.model import Cubes, Found
from grundlag.errors import Problem

Rule = Callable[[Definitions, Cubes], Iterator[Found]]

CHECKS: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        check_rows.codes_are_known,
        check_codes.codes_are_read,
        check_codes.parts_can_be_told,
        check_codes.targets_count_nothing_twice,
        check_totals.printed_totals_are_near,
        check_rows.places_are_known,
        check_rows.answers_are_known,
        check_rows.few_rows_are_set_aside,
        check_rows.months_are_not_thin,
        check_rows.areas_hold_reports,
        check_rows.files_are_read_as_declared,
        check_years.years_are_whole,
        check_baselines.lines_have_baselines,
        check_baselines.baselines_can_be_counted,
        check_baselines.baselines_are_of_delivered_codes,
        check_baseline_years.baselines_are_of_ordinary_years,
        check_baseline_years.baselines_lie_on_one_side,
        check_baseline_years.baselines_are_of_one_kind,
        check_years.inhabitants_are_known,
        check_offences.offences_are_dated,
        check_jumps.nothing_falls_silent,
        check_jumps.surveys_reach_every_area,
        check_jumps.inhabitants_do_not_leap,
        check_jumps.shares_name_questions,
        check_zeros.zeros_may_be_hidden,
        check_designs.sizes_are_told_of_all,
        check_designs.sizes_are_one_each,
        check_designs.sizes_hold_the_sample,
        check_activities.activities_are_of_partnerships,
        check_activities.plans_have_a_list_each,
        check_activities.status_words_are_known,
        check_activities.activities_have_one_status,
        check_activities.activities_have_partners,
        check_activities.partners_are_one_each,
        check_activities.partners_are_told_apart,
    )
}


def findings(defs: Definitions, cubes: Cubes) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The problems that stop, and the notices that do not, each in the order of where they are."""
    if not cubes.deliveries:
        what, fix = "nothing has been taken in yet.", "`grundlag take FILE` takes a file in."
        return (), (Problem(where="store", what=what, fix=fix),)
    found = [f for rule in CHECKS.values() for f in rule(defs, cubes)]
    problems = sorted({f.problem for f in found if f.stops})
    notices = sorted({f.problem for f in found if not f.stops})
    return tuple(problems), tuple(notices)
