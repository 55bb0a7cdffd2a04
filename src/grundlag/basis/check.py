"""All rules that definitions must hold; each yields problems, and all are shown at once."""

from collections.abc import Callable, Iterable, Iterator

from grundlag.basis import (
    check_activities,
    check_areas,
    check_bases,
    check_braces,
    check_breaks,
    check_codes,
    check_decisions,
    check_fetches,
    check_folder,
    check_goals,
    check_partnerships,
    check_readings,
    check_remarks,
    check_replaced,
    check_sources,
    check_tables,
)
from grundlag.basis.declared import Definitions, NotReadError, by_line
from grundlag.basis.slips import in_headings
from grundlag.errors import Problem

Rule = Callable[[Definitions], Iterable[Problem]]


def check(defs: Definitions) -> tuple[Problem, ...]:
    """Every problem of the definitions, sorted by file and line."""
    found = {in_headings(p) for rule in CHECKS.values() for p in _problems(rule, defs)}
    return tuple(sorted(found, key=by_line))


def _problems(rule: Rule, defs: Definitions) -> Iterator[Problem]:
    """What a rule finds, as far as the files it asks for could be read."""
    try:
        yield from rule(defs)
    except NotReadError:
        return


CHECKS: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        check_folder.ids_are_unique,
        check_folder.ids_are_names_of_files,
        check_folder.partnerships_name_papers,
        check_folder.lists_name_each_once,
        check_breaks.breaks_name_what_is_declared,
        check_breaks.breaks_say_why,
        check_breaks.bridges_join_something,
        check_breaks.bridges_fit_what_they_join,
        check_breaks.bridges_move_by_one_thing,
        check_breaks.bridges_stand_alone,
        check_braces.printed_texts_have_no_braces,
        check_bases.indicators_hold_what_their_kind_needs,
        check_bases.indicators_hold_nothing_else,
        check_bases.indicators_are_counted_by_a_known_date,
        check_bases.indicators_name_crimes,
        check_bases.indicators_name_answers,
        check_bases.assumptions_are_declared,
        check_bases.notes_can_be_filled,
        check_bases.notes_have_no_other_braces,
        check_bases.corrections_are_of_the_source,
        check_readings.readings_are_of_one_thing,
        check_readings.readings_leave_out_groups,
        check_readings.readings_say_what_they_are,
        check_readings.readings_keep_what_is_counted,
        check_readings.readings_are_other_than_the_basis,
        check_remarks.remarks_name_what_is_declared,
        check_remarks.remarks_are_about_one_thing,
        check_remarks.remarks_say_something_and_who,
        check_remarks.remarks_fit_their_paper,
        check_goals.goals_name_partnerships,
        check_goals.goals_are_about_known_words,
        check_goals.rising_goals_are_not_about_utryghed,
        check_goals.targets_name_indicators,
        check_goals.targets_hold_what_their_rule_needs,
        check_goals.targets_hold_nothing_else,
        check_goals.rules_fit_kinds,
        check_goals.levels_are_the_comparators,
        check_goals.exceptions_name_goals,
        check_goals.exceptions_come_one_after_another,
        check_goals.exceptions_say_what_agreements_say,
        check_goals.agreements_fit_goals,
        check_tables.tables_name_partnerships,
        check_tables.tables_name_indicators,
        check_tables.tables_hold_what_they_change_from,
        check_tables.rows_are_one_thing,
        check_tables.totals_are_of_counts,
        check_tables.totals_are_by_one_date,
        check_tables.totals_count_nothing_twice,
        check_partnerships.partnerships_are_whole,
        check_partnerships.partnerships_are_told_apart,
        check_partnerships.the_comparator_is_another_area,
        check_partnerships.agreements_run_forward,
        check_partnerships.agreements_do_not_overlap,
        check_partnerships.agreements_leave_no_gap,
        check_partnerships.periods_are_whole,
        check_partnerships.periods_begin_after_their_start_wave,
        check_partnerships.periods_have_the_waves_they_pool,
        check_partnerships.periods_do_not_overlap,
        check_partnerships.periods_name_assumptions,
        check_partnerships.baselines_name_what_is_counted,
        check_partnerships.baselines_are_declared_once,
        check_partnerships.baselines_are_one_thing,
        check_partnerships.baselines_hold_what_they_are_made_of,
        check_partnerships.printed_baselines_can_be_counted,
        check_partnerships.printed_baselines_say_their_year,
        check_partnerships.baselines_are_whole_years,
        check_partnerships.baselines_are_over_when_counted,
        check_decisions.decisions_name_bases,
        check_decisions.replacements_name_bases,
        check_replaced.bases_replace_one_after_another,
        check_replaced.indicators_replace_one_of_before,
        check_decisions.decisions_are_made_once,
        check_decisions.decisions_are_dated,
        check_decisions.decisions_have_a_first_year,
        check_decisions.decisions_do_not_compete,
        check_areas.areas_are_told_apart,
        check_areas.one_area_is_the_whole,
        check_areas.areas_have_versions,
        check_areas.versions_are_told_apart,
        check_areas.places_are_places,
        check_areas.geometry_is_geojson,
        check_areas.features_have_names,
        check_areas.features_are_polygons,
        check_areas.areas_find_their_features,
        check_codes.codes_are_patterns,
        check_codes.crimes_have_codes,
        check_codes.codes_left_out_were_in,
        check_codes.codes_are_known,
        check_codes.codes_are_in_the_register,
        check_codes.codes_have_a_length_that_is_read,
        check_codes.codes_are_dated_sets,
        check_codes.published_totals_name_what_is_counted,
        check_sources.denominators_are_made_of_groups,
        check_sources.groups_hold_answers,
        check_sources.answers_are_as_read,
        check_sources.answers_stand_in_one_group,
        check_sources.sources_bring_declared_questions,
        check_sources.sources_map_known_columns,
        check_sources.sources_map_columns,
        check_sources.periods_stand_alone,
        check_sources.sources_map_a_column_once,
        check_sources.sources_hold_nothing_else,
        check_fetches.fetches_are_for_sources,
        check_fetches.fetches_name_banks,
        check_activities.partners_have_names,
        check_activities.partners_are_told_apart,
        check_activities.owners_are_declared,
        check_activities.words_of_a_status_are_told_apart,
        check_activities.lists_hold_partners_in_one_shape,
        check_activities.lists_are_of_a_partnership,
        check_activities.words_of_where_are_told_apart,
    )
}
