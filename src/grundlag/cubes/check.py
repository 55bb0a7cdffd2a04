"""What should be known of all that was taken in, before anyone reports on it.

A *problem* stops: figures would be wrong until it is mended. A *notice* is only said.
"""

from collections.abc import Callable, Iterator
from typing import Literal

from grundlag.basis.load import Definitions
from grundlag.cubes import (
    check_activities,
    check_answers,
    check_baseline_years,
    check_baselines,
    check_codes,
    check_designs,
    check_jumps,
    check_offences,
    check_parts,
    check_places,
    check_printed,
    check_repeats,
    check_rows,
    check_totals,
    check_years,
    check_zeros,
)
from grundlag.cubes.model import Cubes, Found, Told
from grundlag.errors import Problem

Rule = Callable[[Definitions, Cubes], Iterator[Found]]
Level = Literal["stop", "stop or notice", "notice"]

LEVELS: dict[Level, tuple[Rule, ...]] = {
    "stop": (
        check_repeats.rows_are_not_repeated,
        check_rows.areas_hold_reports,
        check_jumps.nothing_falls_silent,
        check_jumps.surveys_reach_every_area,
        check_jumps.shares_name_questions,
        check_designs.sizes_are_told_of_all,
        check_designs.sizes_are_one_each,
        check_designs.sizes_hold_the_sample,
        check_activities.activities_are_of_partnerships,
    ),
    "stop or notice": (
        check_rows.codes_are_known,
        check_codes.codes_are_read,
        check_codes.parts_can_be_told,
        check_rows.places_are_known,
        check_places.points_are_near_the_areas,
        check_rows.answers_are_known,
        check_rows.few_rows_are_set_aside,
        check_rows.months_are_not_thin,
        check_rows.waves_are_not_thin,
        check_baselines.baselines_can_be_counted,
        check_years.inhabitants_are_known,
        check_jumps.inhabitants_do_not_leap,
        check_parts.counts_add_to_the_whole,
        check_parts.inhabitants_add_to_the_whole,
        check_activities.activities_have_one_status,
    ),
    "notice": (
        check_codes.targets_count_nothing_twice,
        check_totals.printed_totals_are_near,
        check_rows.files_are_read_as_declared,
        check_years.years_are_whole,
        check_baselines.lines_have_baselines,
        check_baselines.baselines_are_of_delivered_codes,
        check_baseline_years.baselines_are_of_ordinary_years,
        check_baseline_years.baselines_lie_on_one_side,
        check_baseline_years.baselines_are_of_one_kind,
        check_zeros.zeros_may_be_hidden,
        check_offences.offences_are_dated,
        check_places.recorded_places_are_where_the_points_are,
        check_places.partnerships_lie_apart,
        check_printed.rates_fit_their_counts,
        check_parts.shares_lie_between_their_parts,
        check_printed.areas_have_figures_of_their_own,
        check_printed.questions_have_figures_of_their_own,
        check_answers.questions_are_asked,
        check_answers.answers_do_not_leap,
        check_answers.weights_are_above_zero,
        check_answers.weights_add_up_alike,
        check_answers.no_weight_rules,
        check_activities.plans_have_a_list_each,
        check_activities.status_words_are_known,
        check_activities.activities_have_partners,
        check_activities.partners_are_one_each,
        check_activities.partners_are_told_apart,
    ),
}
CHECKS: dict[str, Rule] = {rule.__name__: rule for rules in LEVELS.values() for rule in rules}


def told(defs: Definitions, cubes: Cubes) -> tuple[Told, ...]:
    """What every check says, what stops first: each in the order of where it is, and once."""
    if not cubes.deliveries:
        what, fix = "nothing has been taken in yet.", "`grundlag take FILE` takes a file in."
        nothing = Problem(where="store", what=what, fix=fix)
        return (Told(is_notice=True, rule="deliveries", problem=nothing),)
    found = (
        Told(is_notice=not f.stops, rule=name, problem=f.problem)
        for name, rule in CHECKS.items()
        for f in rule(defs, cubes)
    )
    return tuple(sorted(set(found), key=lambda each: (each.is_notice, each.problem)))


def findings(defs: Definitions, cubes: Cubes) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The problems that stop, and the notices that do not, each in the order of where they are."""
    return parted(told(defs, cubes))


def parted(found: tuple[Told, ...]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The problems among what is told, and the notices."""
    problems = sorted({t.problem for t in found if not t.is_notice})
    notices = sorted({t.problem for t in found if t.is_notice})
    return tuple(problems), tuple(notices)
