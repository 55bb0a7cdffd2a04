"""What each method is, in a sentence a committee can read; docs/methods has the formulas."""

from grundlag.report.model import Text
from grundlag.report.words.da import plain

METHODS = {
    "garwood": (
        "Antal og tal pr. indbygger: 95 %-grænserne er eksakte (Garwood) og gjort bredere, "
        "hvor grundlaget regner med, at anmeldelser svinger mere end rent tilfældige "
        "hændelser."
    ),
    "ratio": (
        "Ændringer i antal og tal pr. indbygger: grænserne er de eksakte for forholdet mellem "
        "to tal, der begge er usikre. Også baseline er et antal, der kunne være faldet "
        "anderledes ud."
    ),
    "constant": (
        "Hvor baseline er et trykt tal uden antallet bag, regnes den som et fast tal og kun "
        "det nye tal som usikkert."
    ),
    "korn_graubard": (
        "Andele fra tryghedsundersøgelsen: svarene er vægtet, og 95 %-grænserne (Korn og "
        "Graubard) tager højde for, hvordan stikprøven er trukket."
    ),
    "wilson": (
        "Andele, der kun findes på tryk: 95 %-grænserne (Wilson) er beregnet af andelen og "
        "antallet af svar med den ekstra usikkerhed, som stikprøven antages at have."
    ),
    "difference": (
        "Ændringer i andele: forskellen i procentpoint mellem to stikprøver, der hver har sin "
        "usikkerhed."
    ),
    "gap": (
        "Afstanden til {city}: området er en del af byen, og der er taget højde for, at de "
        "samme svar tæller med begge steder."
    ),
    "counted": (
        "Aktiviteter: de er talt alle sammen, og der er derfor ingen tilfældig usikkerhed på "
        "andelen."
    ),
    "judged": ("Udfaldet afgøres af tallene, som de er; grænserne siger, hvor usikre de er."),
    "many": (
        "Når flere linjer ses under ét, er kravet til, hvad der kaldes statistisk sikkert, "
        "strengere, jo flere de er (Holm)."
    ),
}


def methods(city: str) -> dict[str, Text]:
    """The sentences by method, in the order they are printed."""
    return {name: plain(text.replace("{city}", city)) for name, text in METHODS.items()}
