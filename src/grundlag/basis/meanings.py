"""What each key of the definition files means: the words of docs/reference/definitions.md."""

MEANINGS: dict[str, dict[str, str]] = {
    "Folder": {
        "schema": "The form of this file.",
        "city": "Whose folder this is, as it is printed.",
        "comparator": "The area that every partnership is compared with: an id in areas.toml.",
        "language": "The language of the papers.",
        "invented": 'The data are made up; every paper says "opdigtede data".',
        "papers": "Which papers are made.",
    },
    "Basis": {
        "schema": "The form of this file.",
        "id": "What the basis is called; the file is called the same.",
        "name": "Its name, as it is printed.",
        "source": "The paper that its Danish texts are taken from, word for word.",
        "goal": "The goals (målsætninger), in the paper's order.",
        "indicator": "What is measured.",
        "replaces": "The basis that stays in force until this one is decided in decisions.toml.",
        "goals_heading": "The heading above its goals, in the paper's words.",
        "tables_heading": "The heading above its tables, in the paper's words.",
        "from_year": "The first report year it applies to.",
        "year_starts_in": "The month (1 to 12) in which its twelve-month police years begin.",
        "exception": "Where a partnership is reported otherwise than its agreement says.",
        "table": "The tables that are printed.",
        "assumption": "What the paper leaves open, and how it is read.",
        "correction": "The paper's own slips.",
    },
    "Goal": {
        "id": "The goal's number in the paper.",
        "about": (
            "tryghed and utryghed are held against the agreements; other words name the subject."
        ),
        "applies_to": "The partnerships it is judged for.",
        "text": "The goal in the paper's words.",
        "target": "Its targets (mål).",
        "assumes": "The assumptions it leans on; their notes are printed.",
    },
    "Target": {
        "id": "The target's number, once in a basis.",
        "indicators": "The indicators it judges, one verdict each.",
        "rule": (
            "How it is judged. rises_every_year and approaches: shares of the survey. "
            "held_at_baseline: counts and rates. at_least: shares of activities. monitored: "
            "a change and no verdict."
        ),
        "text": "The target in the paper's words.",
        "better": "held_at_baseline: whether a lower or a higher figure is the better one.",
        "level_of": "approaches: the area whose level is approached, the comparator.",
        "by": "approaches: when it is decided.",
        "every": "monitored: how often.",
        "value": "at_least: the least number.",
        "unit": "at_least: what the number is.",
        "assumes": "The assumptions it leans on; their notes are printed.",
    },
    "Exemption": {
        "partnership": "The partnership it is for.",
        "goal": "The goal it is for.",
        "to_year": "The last report year it holds for.",
        "agreement_about": "What the agreement says goal 1 is about.",
        "report_about": "What is reported all the same.",
        "judge": "Whether it is judged, or shown alone.",
        "text": "The exception in the paper's words.",
        "assumes": "The assumptions it leans on; their notes are printed.",
    },
    "Table": {
        "number": "The table's number in the paper.",
        "title": "Its title in the paper's words.",
        "applies_to": "The partnerships whose papers hold it.",
        "data": "What its figures are of: full_year is helårsdata.",
        "years": "Which police years it shows.",
        "change_from": "The year that its change is from; one of its years.",
        "columns": "Its columns, from left to right.",
        "rows": "Its rows, from top to bottom.",
        "assumes": "The assumptions it leans on; their notes are printed.",
    },
    "Column": {
        "label": "The head of the column.",
        "shows": "What stands in it: the row's label, its target, a figure a year, or the change.",
    },
    "Row": {
        "indicator": "The indicator it shows; or total_of.",
        "target": "What stands under Mål.",
        "label": "Its label, where it is not the indicator's own.",
        "total_of": "The counts it adds up; their crime types share no code.",
    },
    "Indicator": {
        "id": "What it is called; never changed once a report has used it.",
        "kind": (
            "count: reports. rate: reports per so many inhabitants. survey_share: a share of "
            "answers. activity_share: a share of the activities in the plan."
        ),
        "label": "Its label in the paper's words.",
        "replaces": (
            "The indicator of the basis before whose place it takes, where its id is another; the "
            "figures of the two are never compared."
        ),
        "crime": "count, rate: the crime type in codes.toml.",
        "per": "rate: per how many inhabitants.",
        "population_on": "rate: inhabitants of 1 January before or after the police year.",
        "decimals": "How many decimals it is printed with.",
        "counted_by": "The date that decides a report's month: that of the report.",
        "dispersion": (
            "count, rate: variance over mean of yearly counts; 1 is purely random (Poisson), "
            "more is wider limits."
        ),
        "question": "survey_share: the question in survey.toml.",
        "answers": "survey_share: the group of answers that is counted.",
        "min_partners": "activity_share: how many partners an activity must have.",
        "denominator": "activity_share: all activities in the plan, or those carried out.",
        "counts_owner": "activity_share: whether the municipality itself is a partner.",
    },
    "Assumption": {
        "id": "What `assumes` calls it.",
        "open": "The question that the paper leaves open.",
        "note": "How it is read here, as it is printed; {fields} are filled in.",
    },
    "Correction": {
        "source": "What the paper says.",
        "prints": "What is printed instead.",
    },
    "Partnerships": {
        "schema": "The form of this file.",
        "partnership": "The partnerships.",
        "agreement": "What each agreement says goal 1 is about, and when.",
        "period": "Which waves and police years a partnership's period is judged on.",
        "baseline": "The levels that goal 2 is held against.",
    },
    "Partnership": {
        "id": "What it is called; its area has the same id.",
        "name": "Its name, as it is printed.",
    },
    "Agreement": {
        "partnership": "The partnership it is with.",
        "goal_1_about": "What goal 1 is about.",
        "from_year": "The first report year; left out: from the beginning.",
        "to_year": "The last report year; left out: until further notice.",
        "decided_by": "Who decided it.",
        "decided_on": "When.",
        "status": "expected: foreseen, not decided.",
    },
    "Period": {
        "partnership": "The partnership it is for.",
        "name": "Its name, as it is printed.",
        "start_wave": "The last survey before it: rises and the gap are measured from here.",
        "waves": "The surveys it is judged on; or waves_from.",
        "police_years": "The police years it is judged on; or police_from.",
        "waves_from": "The first survey of a period whose end is not known.",
        "police_from": "The first police year of a period whose end is not known.",
        "assumes": "The assumptions it leans on, declared in every basis.",
    },
    "Baseline": {
        "partnership": "The partnership it is for.",
        "basis": "The basis it is counted on.",
        "indicator": "The count or rate it is the level of.",
        "years": "The police years it is counted over; or months, or value.",
        "months": (
            "The first and the last month it is counted over, a multiple of twelve: "
            '["2020-08", "2021-07"].'
        ),
        "as_of": "Counted in what had arrived by this day; later revisions move nothing.",
        "value": "The level, where only a printed figure exists.",
        "exposure": "value: inhabitants (rate) or years (count) behind it; left out: no limits.",
        "source": "value: where it is printed.",
    },
    "Decisions": {
        "schema": "The form of this file.",
        "decision": "What has been decided.",
    },
    "Decision": {
        "basis": "The basis that is in force.",
        "in_force_from": "The first report year; left out: the basis' own from_year.",
        "decided_by": "Who decided it.",
        "decided_on": "When; a basis that replaces another is not in force without.",
        "case": "The case number, or where it can be read.",
    },
    "Areas": {
        "schema": "The form of this file.",
        "area": "The areas: the partnerships, the comparator, and any others.",
        "geometry": "A GeoJSON file beside this one; its features have an id and a version.",
        "crs": "The reference system of geometry.",
        "unplaced": "What deliveries write where a row has no place.",
        "elsewhere": "Whether a place that no area names is a known one outside, or unknown.",
    },
    "Area": {
        "id": "What it is called.",
        "name": "Its name, as it is printed and as deliveries may call it.",
        "whole": "It is everything delivered, with and without a place.",
        "version": "Where it is, from one year on; figures of two versions are not compared.",
    },
    "AreaVersion": {
        "id": "What the version is called.",
        "from_year": "The first year it holds for; left out: from the beginning.",
        "places": "The places it is made of, as they stand in the deliveries.",
        "feature": "The feature of geometry that it is.",
        "feature_version": "The feature's version, where it is not the version's own id.",
    },
    "Codes": {
        "schema": "The form of this file.",
        "id": "What the code list is called.",
        "version": "Its version; figures of two versions are not compared.",
        "crime": "The crime types (gerningstyper).",
        "source": "Where the codes are from.",
        "known": "All codes there are; others are told as unknown.",
    },
    "Crime": {
        "id": "What the crime type is called.",
        "codes": "Its dated sets of codes, one after another.",
        "status": "Whether the municipality has confirmed it.",
        "source": "What it is made of, in words.",
    },
    "CodeSet": {
        "codes": 'Offence codes (gerningskoder); "1320*" is all that begin so.',
        "without": "Codes of these that are left out.",
        "from_month": 'The first month it holds for, "2020-08"; left out: from the beginning.',
        "to_month": "The last month it holds for; left out: until further notice.",
    },
    "Survey": {
        "schema": "The form of this file.",
        "deff": "The design effect where a wave brings no design of its own; 1 is simple random.",
        "question": "The survey's questions.",
    },
    "Question": {
        "id": "What it is called.",
        "version": "Its wording and scale; figures of two versions are not compared.",
        "groups": "Groups of raw answers: which make tryg, utryg, ved_ikke.",
        "out_of": 'The groups in the denominator: whether "ved ikke" counts is said here.',
        "text": "The question, as it is printed.",
    },
    "Breaks": {
        "schema": "The form of this file.",
        "break": "Where a series ends and another begins.",
    },
    "Break": {
        "indicator": "The indicator whose series it ends.",
        "from_year": "The first year of the new series.",
        "why": "Why, as it is printed.",
        "area": "The area it is for; left out: all.",
    },
    "Sources": {
        "schema": "The form of this file.",
        "source": "What arrives.",
    },
    "Source": {
        "id": "What it is called; its deliveries lie in a folder of this name.",
        "kind": "What its rows are.",
        "provider": "Who delivers it, as it is printed.",
        "columns": "Our column = the file's. The columns of each kind are listed below.",
        "questions": "survey_answers: question = the file's column that holds its answers.",
        "read": "How its files are read.",
        "origin": "Where it can be had.",
        "percent": "survey_shares: shares are delivered as 0 to 100, not as 0 to 1.",
        "printed_decimals": "survey_shares: decimals of the share of 1; whole per cents have 2.",
    },
    "Reading": {
        "encoding": "The file's encoding; left out: detected.",
        "separator": "What stands between columns; left out: detected.",
        "decimal": "The decimal sign.",
        "dates": "How dates are written.",
        "crs": "The reference system of x and y.",
        "sheet": "The sheet of a workbook; left out: the first.",
    },
}  # fmt: skip
