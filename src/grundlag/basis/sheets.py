"""The sheets of opsætning.xlsx: which section of which file each holds, and the sheet of remarks.

A sheet is one entry of SHEETS. Its words are Danish: they are what the analyst reads and writes.
"""

from dataclasses import replace

from grundlag.basis.sheet import FROM_LIST, PARTNERSHIP, Sheet, column, needed
from grundlag.basis.sheet_columns import COLUMNS

YEARS = "Skriv 2024, 2022-2024 eller 2022; 2024."
BASELINE = Sheet(
    file="definitions/partnerships.toml",
    section="baseline",
    says="Det niveau, målsætning 2 holdes op imod. "
    "Én række for hvert partnerskab, hvert grundlag og hver indikator.",
    headings=(
        PARTNERSHIP,
        needed("Grundlag", "basis", "basis", f"Afrapporteringsgrundlagets navn. {FROM_LIST}", 42),
        needed("Indikator", "indicator", "indicator", f"Navnet i grundlaget. {FROM_LIST}", 66),
        column("År", "years", "years", f"Politiår. {YEARS} Udfyld én af År, Måneder og Værdi."),
        column(
            "Måneder",
            "months",
            "months",
            "Første og sidste måned, tolv eller flere gange tolv: 2020-08 til 2021-07.",
            22,
        ),
        column(
            "Opgjort den",
            "as_of",
            "day",
            "Der tælles i det, der var modtaget den dag. Udfyldes ved År og Måneder.",
        ),
        column("Værdi", "value", "number", "Niveauet, hvis der kun findes et trykt tal.", 12),
        column(
            "Ud af",
            "exposure",
            "number",
            "Ved Værdi: antal indbyggere bag et tal pr. 1.000, eller antal år bag et antal. "
            "Tom: usikkerheden kan ikke beregnes.",
            12,
        ),
        column("Trykt for", "printed_for", "year", "Ved Værdi: det politiår, tallet er for.", 12),
        column("Kilde", "source", "text", "Ved Værdi: hvor tallet er trykt.", 36),
    ),
)
POOLED = column(
    "Slås sammen",
    "pooled",
    "count",
    "Hvor mange undersøgelser der slås sammen i hver ende, når de seneste holdes op imod starten. "
    "Tom: 1.",
    14,
)
PERIODS = Sheet(
    file="definitions/partnerships.toml",
    section="period",
    says="De undersøgelser og politiår, en periode bedømmes på. Én række for hver periode.",
    headings=(
        PARTNERSHIP,
        needed("Navn", "name", "text", "Periodens navn, som det trykkes: 2025-2028.", 18),
        needed(
            "Startundersøgelse",
            "start_wave",
            "year",
            "Året for den sidste undersøgelse før perioden.",
            22,
        ),
        column("Undersøgelser", "waves", "years", f"Periodens undersøgelser. {YEARS}", 18),
        column("Politiår", "police_years", "years", f"Periodens politiår. {YEARS}", 18),
        column(
            "Undersøgelser fra",
            "waves_from",
            "year",
            "I stedet for Undersøgelser, når periodens slutår ikke kendes.",
            22,
        ),
        column(
            "Politiår fra",
            "police_from",
            "year",
            "I stedet for Politiår, når periodens slutår ikke kendes.",
        ),
        column(
            "Forudsætninger",
            "assumes",
            "texts",
            "Forudsætningers korte navne i grundlaget, med semikolon imellem.",
            20,
        ),
        replace(POOLED, may_be_absent=True),
    ),
)
PARTNERS = Sheet(
    file="definitions/activities.toml",
    section="partner",
    says="De partnere, der kan stå på en aktivitet. Én række for hver partner.",
    headings=(
        needed("Navn", "name", "text", "Partnerens navn, som det trykkes.", 36),
        column(
            "Også kaldet", "also", "texts", "Andre navne i listerne, med semikolon imellem.", 50
        ),
        column("Ejer", "owner", "yes", "ja, hvis partneren er kommunen selv. Tom: nej."),
    ),
)
REMARKS = Sheet(
    file="remarks/YEAR.xlsx",
    section="remark",
    says="Analytikerens egne bemærkninger. Én række for hver bemærkning.",
    headings=(
        PARTNERSHIP,
        column(
            "Indikator", "indicator", "indicator", "Det tal, bemærkningen gælder; eller Mål.", 40
        ),
        column("Mål", "goal", "text", "Den målsætning, bemærkningen gælder: 1, 2 eller 3."),
        needed("Bemærkning", "text", "text", "Bemærkningen, som den trykkes.", 70),
        needed("Initialer", "initials", "text", "Hvem der har skrevet den.", 12),
        needed("Dato", "date", "day", "Hvornår den er skrevet.", 14),
        column(
            "Skrevet til",
            "written_to",
            "number",
            "Tallet, som det var trykt: 52, eller 63 ved 63 %.",
        ),
    ),
)

SHEETS: dict[str, Sheet] = {
    "Baseline": BASELINE,
    "Perioder": PERIODS,
    "Partnere": PARTNERS,
    "Kolonner": COLUMNS,
}
