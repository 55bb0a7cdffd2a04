"""What the first sheet of opsætning.xlsx says to who fills it in."""

TITLE = "Opsætning"
GUIDANCE = (
    "Her skrives det, der skifter fra år til år. Gem filen, og kør: grundlag check",
    "Et ark i denne fil gælder i stedet for de samme oplysninger i TOML-filerne. "
    "Slettes arket, gælder TOML-filen igen.",
    "Navne skrives, som de står på listerne. Store og små bogstaver er uden betydning.",
    "Datoer skrives som 01-03-2025. År skrives som 2024, 2022-2024 eller 2022; 2024. "
    "Tal skrives med komma: 12,5.",
    "Overskrifterne i række 1 må flyttes, men ikke ændres. Lad ingen række stå tom mellem to "
    "andre, og flet ingen celler.",
    "Overskrifter med fed skrift nedenfor skal udfyldes. Det tekniske navn er det, der står i "
    "programmets beskeder.",
)
GUIDE_HEADINGS = ("Overskrift", "Sådan skrives det", "Teknisk navn")
FORMAT_NOTE = "Filens format. Må ikke ændres."
NOT_LISTED = {
    "error_title": "Står ikke på listen",
    "error_message": "Vælg fra listen, eller skriv det korte navn, som det står i TOML-filen.",
}
