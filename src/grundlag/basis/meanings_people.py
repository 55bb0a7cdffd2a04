"""What each key of the files on partnerships, decisions and remarks means."""

PEOPLE: dict[str, dict[str, str]] = {
    "Folder": {
        "schema": "The form of this file.",
        "city": "Whose folder this is, as it is printed.",
        "comparator": "The area that every partnership is compared with: an id in areas.toml.",
        "language": "The language of the papers.",
        "invented": 'The data are made up; every paper says "opdigtede data".',
        "papers": "Which papers are made.",
        "agenda": "What the agenda item (indstilling) says but for figures; left out: no item.",
        "protect": 'Small numbers: "none", or a threshold and a width. It must be said.',
        "look": "The city's own Word template and logo; left out: the program's own look.",
    },
    "Look": {
        "template": "A Word file (.docx) in the folder: its page, heads, feet and styles.",
        "logo": "A picture (.svg or .png) in the folder; Word has it from the template.",
        "logo_alt": "What the logo says to who cannot see it: Københavns Kommune.",
    },
    "Protect": {
        "threshold": "Counts from 1 to below it, shares of fewer answers: hidden in public.",
        "width": "How far apart the least and the most must lie that a hidden count can be.",
    },
    "Agenda": {
        "by": "Who asks, as it is printed: Økonomiforvaltningen.",
        "to": "Who is asked, as it is printed: Økonomiudvalget.",
        "background": "Why it is told: what was decided, when, and how often status is given.",
        "economy": "What it costs, as it is printed.",
        "next": "What happens then, as it is printed; when the next status comes is added.",
        "annexes": "The partnerships in the order of their annexes; left out: as declared.",
    },
    "Remarks": {
        "schema": "The form of this file.",
        "remark": "The analyst's own remarks.",
    },
    "Remark": {
        "partnership": "The partnership whose paper it is printed in.",
        "indicator": "The indicator it is about; or goal; with neither it is about the whole.",
        "goal": "The goal it is about.",
        "text": "The remark, as it is printed: at most 700 characters.",
        "initials": "Who wrote it.",
        "date": "When; a report of an earlier day leaves it out.",
        "written_to": (
            "The figure it was written about, as printed (52; 63 of 63 %); left out: the figure of "
            "the first report that prints it."
        ),
    },
    "Partnerships": {
        "schema": "The form of this file.",
        "partnership": "The partnerships.",
        "agreement": "What each agreement says goal 1 is about, and when.",
        "period": "Which waves and police years a partnership's period is judged on.",
        "baseline": "The levels that goal 2 is held against.",
    },
    "Partnership": {
        "id": "What it is called, and its paper; no full stop; its area has the same id.",
        "name": "Its name, as it is printed; no other has it.",
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
        "pooled": (
            "How many surveys are taken together at each end where the latest are held against the "
            "start; left out: 1. No yearly verdict changes."
        ),
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
        "printed_for": "value: the police year it is of; a break after that year ends it.",
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
}  # fmt: skip
