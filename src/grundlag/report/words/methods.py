"""What each method is, in a sentence a committee can read; docs/methods has the formulas."""

from grundlag.report.model import Text
from grundlag.report.words.da import plain

METHODS: dict[str, tuple[tuple[str, ...], str]] = {  # its pages in docs/methods, and what it is
    "garwood": (
        ("count", "rate"),
        "Antal og tal pr. indbygger: 95 %-grænserne er eksakte (Garwood) og gjort bredere, "
        "hvor anmeldelser svinger mere end rent tilfældige hændelser.",
    ),
    "dispersion": (
        ("dispersion",),
        "Spredning: anmeldelser kommer ofte i serier og svinger derfor mere fra år til år end rent "
        "tilfældige hændelser. Hvor meget, er målt på områdernes tidligere år; hvor de er for få, "
        "er det antaget.",
    ),
    "ratio": (
        ("change",),
        "Ændringer i antal og tal pr. indbygger: grænserne er de eksakte for forholdet mellem "
        "to tal, der begge er usikre. Også baseline er et antal, der kunne være faldet "
        "anderledes ud.",
    ),
    "constant": (
        ("change",),
        "Hvor baseline er et trykt tal uden antallet bag, regnes den som et fast tal og kun "
        "det nye tal som usikkert.",
    ),
    "korn_graubard": (
        ("share",),
        "Andele fra tryghedsundersøgelsen: svarene er vægtet, og 95 %-grænserne (Korn og "
        "Graubard) tager højde for, hvordan stikprøven er trukket.",
    ),
    "wilson": (
        ("share",),
        "Andele, der kun findes på tryk: 95 %-grænserne (Wilson) er beregnet af andelen og "
        "antallet af svar med den ekstra usikkerhed, som stikprøven antages at have.",
    ),
    "difference": (
        ("change",),
        "Ændringer i andele: forskellen i procentpoint mellem to stikprøver, der hver har sin "
        "usikkerhed.",
    ),
    "gap": (
        ("gap",),
        "Afstanden til {city}: området er en del af byen, og der er taget højde for, at de "
        "samme svar tæller med begge steder.",
    ),
    "bridge": (
        ("bridge",),
        "Broer: hvor en opgørelse er ændret, holdes tal før og efter kun op imod hinanden, når der "
        "er fastlagt en bro mellem dem. Tallene før er da regnet om, og det står ved ændringen.",
    ),
    "replay": (
        ("replay",),
        "Ændrede grænser: er et område tegnet om, er alle år talt op på hver af dets grænser. Tal "
        "på to grænser holdes aldrig op imod hinanden.",
    ),
    "revised": (
        ("revisions",),
        "Rettede tal: anmeldelser kommer til og rettes også i tidligere år. Tal, der er blevet "
        "andre siden sidste rapport, står i en tabel for sig.",
    ),
    "occurred": (
        ("revisions",),
        "Gerningens dato: hvor den afgør, hvilket år en anmeldelse hører til, er hvert år talt op "
        "lige længe efter sin udgang, så ingen år har flere sene anmeldelser med end andre.",
    ),
    "counted": (
        ("activities",),
        "Aktiviteter: de er talt alle sammen, og der er derfor ingen tilfældig usikkerhed på "
        "andelen.",
    ),
    "period": (
        ("period",),
        "Over perioden: ved siden af årets vurdering står en for hele perioden indtil nu. Den er "
        "foreløbig, indtil periodens sidste tal er med.",
    ),
    "power": (
        ("power",),
        "Hvad der kan ses: for hvert mål er det regnet ud på forhånd, hvor stor en ændring skal "
        "være, før den som regel vil vise sig som statistisk sikker.",
    ),
    "protected": (
        ("protection",),
        "Beskyttede tal: et tal er beskyttet, når det er lille, eller når et lille tal kan regnes "
        "ud af det.",
    ),
    "judged": (
        ("verdicts",),
        "Udfaldet afgøres af tallene, som de er; grænserne siger, hvor usikre de er.",
    ),
    "many": (
        ("verdicts",),
        "Når flere linjer ses under ét, er kravet til, hvad der kaldes statistisk sikkert, "
        "strengere, jo flere de er (Holm).",
    ),
}


def methods(city: str) -> dict[str, Text]:
    """The sentences by method, in the order they are printed, each with the pages it is on."""
    return {
        name: plain(f"{said.replace('{city}', city)[:-1]} [{', '.join(pages)}].")
        for name, (pages, said) in METHODS.items()
    }


def pages() -> Text:
    """What stands in brackets after each method."""
    return plain("I klammer står navnet på den side i Grundlags dokumentation, hvor formlen er.")
