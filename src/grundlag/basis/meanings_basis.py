"""What each key of a basis means: the words of docs/reference/definitions.md."""

BASIS: dict[str, dict[str, str]] = {
    "Basis": {
        "schema": "The form of this file.",
        "id": "What the basis is called; the file is called the same.",
        "name": "Its name, as it is printed.",
        "source": "The paper that its Danish texts are taken from, word for word.",
        "goal": "The goals (målsætninger), in the paper's order.",
        "indicator": "What is measured.",
        "replaces": "The basis that stays in force until this one is decided in decisions.toml.",
        "from_year": "The first report year it applies to.",
        "year_starts_in": "The month (1 to 12) in which its twelve-month police years begin.",
        "adopted_name": "What it is called once it is decided; left out: `name`.",
        "goals_heading": "What stands above the goals in the paper.",
        "tables_heading": "What stands above the tables in the paper.",
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
        "percent_from": "The smallest base, in reports, that a change in per cent is given of.",
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
        "counted_by": (
            "count, rate: the date that decides a report's year, its own or that of the offence; "
            "by offences every year is counted at equal age."
        ),
        "dispersion": (
            "count, rate: variance over mean of yearly counts; 1 is purely random (Poisson), "
            "more is wider limits."
        ),
        "question": "survey_share: the question in survey.toml.",
        "answers": "survey_share: the group of answers that is counted.",
        "min_partners": "activity_share: how many partners an activity must have.",
        "denominator": "activity_share: all activities in the plan, or those carried out.",
        "counts_owner": (
            "activity_share: whether the municipality itself is a partner; left out: it is."
        ),
    },
    "Assumption": {
        "id": "What `assumes` calls it.",
        "open": "The question that the paper leaves open.",
        "note": "How it is read here, as it is printed; {fields} are filled in.",
        "other": (
            "How else it could be read. A paper says so on its first page where that would change "
            "an outcome."
        ),
    },
    "Alternative": {
        "says": "The other reading, as the first half of a printed sentence: Regnes ... med.",
        "population_on": "Inhabitants of the other 1 January.",
        "denominator": "Another denominator of the activities.",
        "counts_owner": "The municipality is (or is not) a partner.",
        "leaves_out": "Groups of answers that are left out of the denominator.",
        "chance": "A fall or a rise counts only where it is larger than chance explains.",
    },
    "Correction": {
        "source": "What the paper says.",
        "prints": "What is printed instead.",
    },
}  # fmt: skip
