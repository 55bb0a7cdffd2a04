"""The sheets of opsætning.xlsx: which section of which file each holds, and how a cell is read.

A sheet is one entry of SHEETS. Its words are Danish: they are what the analyst reads and writes.
"""

from dataclasses import dataclass, field
from typing import Literal

BOOK, PLAIN_BOOK = "opsætning.xlsx", "opsaetning.xlsx"
GUIDE, LISTS = "Læs mig", "Lister"
FORMAT, NEWEST_FORMAT = "Format", 1
YES, NO, TO = "ja", "nej", "til"

Reads = Literal["text", "texts", "year", "years", "months", "day", "number", "count", "yes"]
Names = Literal["word", "partnership", "basis", "indicator", "content"]
Holds = Reads | Names


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A column: its heading, the key it holds, how its cells are read.

    `key` is the TOML's own ("read.dates" is inside `read`); `words` maps the TOML's words to ours.
    `shown`: written by `setup` also where it says what an empty cell would say.
    """

    text: str
    key: str
    holds: Holds
    says: str
    required: bool = False
    shown: bool = False
    width: int = 16
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet: the section it speaks instead of, and its columns.

    One row is one record; where `rows_of` names a key, the rows of one such key are one record, and
    each brings one of its columns.
    """

    file: str
    section: str
    says: str
    headings: tuple[Heading, ...]
    rows_of: str | None = None
    also: dict[str, str] = field(default_factory=dict)


def _column(
    text: str,
    key: str,
    holds: Holds,
    says: str,
    width: int = 16,
    required: bool = False,
    shown: bool = False,
    words: dict[str, str] | None = None,
) -> Heading:
    return Heading(
        text=text,
        key=key,
        holds=holds,
        says=says,
        width=width,
        required=required,
        shown=shown,
        words=words or {},
    )


def _needed(text: str, key: str, holds: Holds, says: str, width: int) -> Heading:
    return _column(text, key, holds, says, width, required=True)


YEARS = "Skriv 2024, 2022-2024 eller 2022; 2024."
DATES = {"dd-mm-yyyy": "dd-mm-åååå", "yyyy-mm-dd": "åååå-mm-dd", "yyyy-mm": "åååå-mm"}
SEPARATORS = {";": "semikolon", ",": "komma", "\t": "tabulator", "|": "lodret streg"}
KINDS = {
    "crime_records": "anmeldelser, én række hver",
    "crime_counts": "anmeldelser, optalt",
    "population": "befolkning",
    "survey_answers": "tryghedsundersøgelse, svar",
    "survey_shares": "tryghedsundersøgelse, andele",
}
QUESTION = "spørgsmål"  # "spørgsmål: tryghed" is the column with the answers to it
CONTENTS = {
    "code": "gerningskode",
    "date": "dato",
    "place": "sted",
    "x": "x-koordinat",
    "y": "y-koordinat",
    "id": "sagsnummer",
    "first_month": "første måned",
    "last_month": "sidste måned",
    "n": "antal",
    "wave": "undersøgelsens år",
    "stratum": "stratum",
    "psu": "klynge",
    "weight": "vægt",
    "question": QUESTION,
    "answers": "svar",
    "share": "andel",
}

FROM_LIST = "Vælg fra listen."
PARTNERSHIP = _needed(
    "Partnerskab", "partnership", "partnership", f"Partnerskabets navn. {FROM_LIST}", 18
)
BASELINE = Sheet(
    file="definitions/partnerships.toml",
    section="baseline",
    says="Det niveau, målsætning 2 holdes op imod. "
    "Én række for hvert partnerskab, hvert grundlag og hver indikator.",
    headings=(
        PARTNERSHIP,
        _needed("Grundlag", "basis", "basis", f"Afrapporteringsgrundlagets navn. {FROM_LIST}", 42),
        _needed("Indikator", "indicator", "indicator", f"Navnet i grundlaget. {FROM_LIST}", 66),
        _column("År", "years", "years", f"Politiår. {YEARS} Udfyld én af År, Måneder og Værdi."),
        _column(
            "Måneder",
            "months",
            "months",
            "Første og sidste måned, tolv eller flere gange tolv: 2020-08 til 2021-07.",
            22,
        ),
        _column(
            "Opgjort den",
            "as_of",
            "day",
            "Der tælles i det, der var modtaget den dag. Udfyldes ved År og Måneder.",
        ),
        _column("Værdi", "value", "number", "Niveauet, hvis der kun findes et trykt tal.", 12),
        _column(
            "Ud af",
            "exposure",
            "number",
            "Ved Værdi: antal indbyggere bag et tal pr. 1.000, eller antal år bag et antal. "
            "Tom: usikkerheden kan ikke beregnes.",
            12,
        ),
        _column("Kilde", "source", "text", "Ved Værdi: hvor tallet er trykt.", 36),
    ),
)
PERIODS = Sheet(
    file="definitions/partnerships.toml",
    section="period",
    says="De undersøgelser og politiår, en periode bedømmes på. Én række for hver periode.",
    headings=(
        PARTNERSHIP,
        _needed("Navn", "name", "text", "Periodens navn, som det trykkes: 2025-2028.", 18),
        _needed(
            "Startundersøgelse",
            "start_wave",
            "year",
            "Året for den sidste undersøgelse før perioden.",
            22,
        ),
        _column("Undersøgelser", "waves", "years", f"Periodens undersøgelser. {YEARS}", 18),
        _column("Politiår", "police_years", "years", f"Periodens politiår. {YEARS}", 18),
        _column(
            "Undersøgelser fra",
            "waves_from",
            "year",
            "I stedet for Undersøgelser, når periodens slutår ikke kendes.",
            22,
        ),
        _column(
            "Politiår fra",
            "police_from",
            "year",
            "I stedet for Politiår, når periodens slutår ikke kendes.",
        ),
        _column(
            "Forudsætninger",
            "assumes",
            "texts",
            "Forudsætningers korte navne i grundlaget, med semikolon imellem.",
            20,
        ),
    ),
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
        _needed("Kilde", "id", "text", "Kildens korte navn: a-z, tal og bindestreg.", 24),
        _needed(
            "Indhold",
            "columns",
            "content",
            f"Hvad kolonnen indeholder. {FROM_LIST} "
            f'"{QUESTION}: tryghed" er kolonnen med svarene på det spørgsmål.',
            30,
        ),
        _needed("Kolonne i filen", "column", "text", "Overskriften, bogstav for bogstav.", 24),
        _column(
            "Slags",
            "kind",
            "word",
            f"Hvad filens rækker er. {FROM_LIST}",
            30,
            required=True,
            words=KINDS,
        ),
        _needed("Leverandør", "provider", "text", "Hvem tallene er fra, som det trykkes.", 24),
        _column(
            "Datoer",
            "read.dates",
            "word",
            "Hvordan filens datoer er skrevet. Tom: dd-mm-åååå.",
            shown=True,
            words=DATES,
        ),
        _column(
            "Decimaltegn",
            "read.decimal",
            "word",
            "Filens decimaltegn. Tom: komma.",
            shown=True,
            words={",": "komma", ".": "punktum"},
        ),
        _column(
            "Tegnsæt",
            "read.encoding",
            "word",
            "Filens tegnsæt. Tom: det findes af sig selv.",
            words={name: name for name in ("utf-8", "cp1252", "latin-1")},
        ),
        _column(
            "Skilletegn",
            "read.separator",
            "word",
            "Det, der står mellem kolonnerne. Tom: det findes af sig selv.",
            words=SEPARATORS,
        ),
        _column("Ark", "read.sheet", "text", "Arket i en Excel-fil. Tom: det første."),
        _column("Koordinater", "read.crs", "text", "Systemet for x og y. Tom: EPSG:25832."),
        _column("Procent", "percent", "yes", "Kun andele: ja, hvis de er 0 til 100, ikke 0 til 1."),
        _column(
            "Decimaler",
            "printed_decimals",
            "count",
            "Kun andele: decimaler i andelen af 1. Hele procenter har 2.",
        ),
        _column("Hentes hos", "origin", "text", "Hvor kilden kan hentes.", 30),
    ),
)

SHEETS: dict[str, Sheet] = {"Baseline": BASELINE, "Perioder": PERIODS, "Kolonner": COLUMNS}
