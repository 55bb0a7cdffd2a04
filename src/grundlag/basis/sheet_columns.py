"""The sheet of columns: which column of a file holds what, and how the file is read."""

from dataclasses import replace
from typing import get_args

from grundlag.basis.reading import Encoding
from grundlag.basis.sheet import FROM_LIST, Sheet, column, needed

DATES = {
    "dd-mm-yyyy": "dd-mm-åååå",
    "mm-dd-yyyy": "mm-dd-åååå",
    "yyyy-mm-dd": "åååå-mm-dd",
    "yyyymmdd": "ååååmmdd",
    "yyyy-mm": "åååå-mm",
}
SEPARATORS = {";": "semikolon", ",": "komma", "\t": "tabulator", "|": "lodret streg"}
KINDS = {
    "crime_records": "anmeldelser, én række hver",
    "crime_counts": "anmeldelser, optalt",
    "population": "befolkning",
    "survey_answers": "tryghedsundersøgelse, svar",
    "survey_shares": "tryghedsundersøgelse, andele",
    "activities": "aktiviteter",
}
QUESTION = "spørgsmål"  # "spørgsmål: tryghed" is the column with the answers to it
CONTENTS = {
    "code": "gerningskode",
    "date": "dato",
    "occurred": "gerningsdato",
    "place": "sted",
    "x": "x-koordinat",
    "y": "y-koordinat",
    "id": "sagsnummer",
    "first_month": "første måned",
    "last_month": "sidste måned",
    "period": "periode",
    "n": "antal",
    "rate": "anmeldelser pr. 1.000 indbyggere",
    "wave": "undersøgelsens år",
    "stratum": "stratum",
    "psu": "klynge",
    "stratum_size": "stratums størrelse",
    "psu_size": "klyngens størrelse",
    "weight": "vægt",
    "question": QUESTION,
    "answers": "svar",
    "share": "andel",
    "plan_year": "planår",
    "theme": "indsatsområde",
    "activity": "aktivitet",
    "status": "status",
    "partners_in": "partnere i området",
    "partners_outside": "partnere uden for området",
    "partners_unknown": "partnere, uoplyst",
    "partner": "partner",
    "partner_place": "partnerens sted",
}

ACTIVITIES = (
    column(
        "Partnerskab",
        "place",
        "partnership",
        "Kun aktiviteter: hvis liste det er, når ingen kolonne siger det.",
        18,
    ),
    *(
        column(
            f"Ord for {word}",
            f"where.{key}",
            "texts",
            f"Kun aktiviteter: ord for, at en partner ligger {word}. Tom: de sædvanlige.",
            20,
        )
        for key, word in (("inside", "i området"), ("outside", "uden for området"))
    ),
    column(
        "Ord for uoplyst",
        "where.unknown",
        "texts",
        "Kun aktiviteter: ord for, at stedet ikke er oplyst. Tom: de sædvanlige.",
        20,
    ),
)
COUNTS = (
    column(
        "Celler, der mangler",
        "absent",
        "word",
        "Kun optalte anmeldelser: hvad en celle er, som leverancen udelader. Tom: ukendt.",
        20,
        words={"unknown": "ukendt", "zero": "nul"},
    ),
    column(
        "0 kan være skjult",
        "hidden_as_zero",
        "yes",
        "Kun optalte anmeldelser: ja, hvis et hemmeligholdt tal står som 0.",
    ),
)
ODD = (  # tables that do not begin with their headings, or have years side by side
    column(
        "Overskrifter på linje",
        "read.header",
        "count",
        "Linjen med kolonnernes overskrifter, eller den første af dem. Tom: den findes.",
    ),
    column(
        "Fyldes nedad",
        "read.fill_down",
        "texts",
        "Kolonner, hvor en tom celle betyder det samme som cellen over den.",
        20,
    ),
    column(
        "Side om side",
        "wide.columns",
        "texts",
        "År, kvartaler eller svar i hver sin kolonne: hvad deres overskrifter begynder med, 20*.",
        20,
    ),
    column(
        "Overskriften er",
        "wide.heading",
        "text",
        "Ved Side om side: hvad overskriften fortæller. Tom: period.",
    ),
    column("Cellen er", "wide.cell", "text", "Ved Side om side: hvad cellerne er. Tom: n."),
)
SEEN = (
    column(
        "Ikke personlige",
        "not_personal",
        "texts",
        "Kolonner, der ligner CPR-numre eller hedder noget personligt og ikke er det.",
        20,
    ),
    column("Filens kolonner", "header", "texts", "Filens overskrifter, da den blev godkendt.", 30),
    column("Bekræftet", "confirmed", "yes", "nej, når det er et gæt, ingen har set. Tom: ja."),
)
COLUMNS = Sheet(
    file="sources.toml",
    section="source",
    rows_of="id",
    says="Hvilken kolonne i en fil der indeholder hvad. Én række for hver kolonne. Det, der gælder "
    "hele kilden (fra Slags og frem), står på kildens første række.",
    also={
        "columns": "Indhold and Kolonne i filen",
        "questions": f'Indhold, "{QUESTION}: ..."',
    },
    headings=(
        needed("Kilde", "id", "text", "Kildens korte navn: a-z, tal og bindestreg.", 24),
        needed(
            "Indhold",
            "columns",
            "content",
            f"Hvad kolonnen indeholder. {FROM_LIST} "
            f'"{QUESTION}: tryghed" er kolonnen med svarene på det spørgsmål.',
            30,
        ),
        needed("Kolonne i filen", "column", "text", "Overskriften, bogstav for bogstav.", 24),
        column(
            "Slags",
            "kind",
            "word",
            f"Hvad filens rækker er. {FROM_LIST}",
            30,
            required=True,
            words=KINDS,
        ),
        needed("Leverandør", "provider", "text", "Hvem tallene er fra, som det trykkes.", 24),
        column(
            "Datoer",
            "read.dates",
            "word",
            "Hvordan filens datoer er skrevet. Tom: det findes af sig selv.",
            shown=True,
            words=DATES,
        ),
        column(
            "Decimaltegn",
            "read.decimal",
            "word",
            "Filens decimaltegn. Tom: det findes af sig selv.",
            shown=True,
            words={",": "komma", ".": "punktum"},
        ),
        column(
            "Tegnsæt",
            "read.encoding",
            "word",
            "Filens tegnsæt. Tom: det findes af sig selv.",
            words={name: name for name in get_args(Encoding)},
        ),
        column(
            "Skilletegn",
            "read.separator",
            "word",
            "Det, der står mellem kolonnerne. Tom: det findes af sig selv.",
            words=SEPARATORS,
        ),
        column("Ark", "read.sheet", "text", "Arket i en Excel-fil. Tom: dem med kolonnerne."),
        column("Koordinater", "read.crs", "text", "Systemet for x og y. Tom: EPSG:25832."),
        column("Procent", "percent", "yes", "Kun andele: ja, hvis de er 0 til 100, ikke 0 til 1."),
        column(
            "Decimaler",
            "printed_decimals",
            "count",
            "Kun andele: decimaler i andelen af 1. Hele procenter har 2.",
        ),
        *(replace(heading, may_be_absent=True) for heading in (*ACTIVITIES, *COUNTS, *ODD, *SEEN)),
        column("Hentes hos", "origin", "text", "Hvor kilden kan hentes.", 30),
    ),
)
