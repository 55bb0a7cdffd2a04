"""An invented pack, rich enough to look at: every kind of block, cell, mark and missing value.

All numbers are made up; they describe no place.
"""

from grundlag.report.map_model import Shape
from grundlag.report.model import (
    Cell,
    Chart,
    Column,
    Fact,
    Figure,
    Interval,
    Judgement,
    Line,
    Map,
    Number,
    Pack,
    Panel,
    Paper,
    Paragraph,
    Point,
    Section,
    Table,
    Text,
    VerdictCell,
)


def words(text: str, **numbers: Number) -> Text:
    return Text(words=text, numbers=numbers)


def share(value: float | None, **more: object) -> Number:
    return Number(value=value, unit="share", **more)  # type: ignore[arg-type]


def count(value: float | None, **more: object) -> Number:
    return Number(value=value, unit="count", **more)  # type: ignore[arg-type]


def rate(value: float | None, **more: object) -> Number:
    return Number(value=value, unit="per_1000", decimals=1, **more)  # type: ignore[arg-type]


def points(value: float | None, **more: object) -> Number:
    return Number(value=value, unit="points", signed=True, **more)  # type: ignore[arg-type]


def change(value: float | None, **more: object) -> Number:
    return Number(value=value, unit="percent_change", signed=True, **more)  # type: ignore[arg-type]


def between(low: Number, high: Number) -> Interval:
    return Interval(low=low, high=high)


OVERVIEW = Table(
    id="overblik",
    title="Status på målsætningerne i 2026",
    number=1,
    columns=(
        Column(heading="Målsætning", width=9),
        Column(heading="Niveau", align="right", width=3),
        Column(heading="Ændring", align="right", width=3),
        Column(heading="Vurdering", width=6),
    ),
    rows=(
        (
            words("1. Trygge borgere om dagen"),
            share(0.845),
            points(0.0249),
            VerdictCell(outcome="steget", certainty="inden for usikkerheden", tone="partly"),
        ),
        (
            words("1. Trygge borgere om aftenen og natten"),
            share(0.634),
            points(0.0451),
            VerdictCell(outcome="steget", certainty="statistisk sikkert", tone="reached"),
        ),
        (
            words("2. Straffelovskriminalitet pr. 1.000 indbyggere fastholdes på baseline"),
            rate(71.25),
            change(-0.0355),
            VerdictCell(outcome="fastholdt", certainty="statistisk sikkert", tone="reached"),
        ),
        (
            words("2. Antal indbrud fastholdes på baseline"),
            count(214),
            change(-0.1185),
            VerdictCell(outcome="fastholdt", certainty="statistisk sikkert", tone="reached"),
        ),
        (
            words("2. Antal tyverier fastholdes på baseline"),
            count(1234),
            change(0.0485),
            VerdictCell(
                outcome="ikke fastholdt", certainty="inden for usikkerheden", tone="missed"
            ),
        ),
        (
            words("2. Antal vold fastholdes på baseline"),
            count(None, status="unknown"),
            change(None, status="unknown"),
            VerdictCell(outcome="ingen data", certainty="ukendt", tone="open"),
        ),
        (
            words(
                "3. Mindst {krav} af aktiviteterne har to eller flere partnere", krav=share(0.75)
            ),
            share(0.815),
            points(None, status="not_applicable"),
            VerdictCell(outcome="nået", certainty="optalt", tone="reached"),
        ),
    ),
    notes=(
        words(
            "Ændring for tryghed er i procentpoint fra året før; for kriminalitet i procent fra "
            "baseline."
        ),
    ),
)

SAFETY = Table(
    id="tryghed",
    title="Andelen af trygge borgere på Amager og i København",
    number=2,
    columns=(
        Column(heading="", width=7),
        Column(heading="2024", align="right", width=3),
        Column(heading="2025", align="right", width=3),
        Column(heading="2026", align="right", width=3),
        Column(heading="Sikkerhed 2026", align="right", width=4),
        Column(heading="Ændring fra 2025, procentpoint", align="right", width=4),
        Column(heading="Sikkerhed", align="right", width=4),
    ),
    rows=(
        (
            words("Amager, om dagen"),
            share(0.81),
            share(0.82),
            share(0.845),
            between(share(0.819), share(0.871)),
            points(0.0249),
            between(points(-0.012), points(0.062)),
        ),
        (
            words("København, om dagen"),
            share(0.87),
            share(0.868),
            share(0.8725),
            between(share(0.863), share(0.882)),
            points(0.0045),
            between(points(-0.009), points(0.018)),
        ),
        (
            words("Amager, om aftenen og natten"),
            share(0.571),
            share(0.589),
            share(0.634),
            between(share(0.601), share(0.667)),
            points(0.0451),
            between(points(0.004), points(0.086)),
        ),
        (
            words("København, om aftenen og natten"),
            share(0.702),
            share(0.699),
            share(0.7135, status="provisional"),
            between(share(0.7, status="provisional"), share(0.727)),
            points(0.0145),
            between(points(-0.004), points(0.033)),
        ),
    ),
    notes=(
        words(
            "Tryghedsundersøgelsen; {n} besvarelser fra Amager i 2026. Sikkerheden er "
            "95 %-grænser, der tager hensyn til vægtningen.",
            n=count(1126),
        ),
    ),
)

SAFETY_CHART = Chart(
    id="tryghed-figur",
    title=words(
        "Flere er trygge om aftenen: {nu} mod {foer} året før, men der er stadig et stykke "
        "op til København",
        nu=share(0.634),
        foer=share(0.589),
    ),
    alt=words(
        "To kurver pr. tidspunkt. Om dagen er Amager på {dag} og København på {kbh}. Om aftenen "
        "og natten er Amager på {nat} og København på {kbhnat}.",
        dag=share(0.845),
        kbh=share(0.8725),
        nat=share(0.634),
        kbhnat=share(0.7135),
    ),
    panels=(
        Panel(
            title="Trygge om dagen",
            unit="share",
            lines=(
                Line(
                    name="Amager",
                    points=(
                        Point(label="2023", value=0.802, low=0.772, high=0.832),
                        Point(label="2024", value=0.81, low=0.781, high=0.839),
                        Point(label="2025", value=0.82, low=0.792, high=0.848),
                        Point(label="2026", value=0.845, low=0.819, high=0.871),
                    ),
                ),
                Line(
                    name="København",
                    role="comparator",
                    points=(
                        Point(label="2023", value=0.865, low=0.855, high=0.875),
                        Point(label="2024", value=0.87, low=0.86, high=0.88),
                        Point(label="2025", value=0.868, low=0.858, high=0.878),
                        Point(label="2026", value=0.8725, low=0.863, high=0.882),
                    ),
                ),
            ),
        ),
        Panel(
            title="Trygge om aftenen og natten",
            unit="share",
            lines=(
                Line(
                    name="Amager",
                    points=(
                        Point(label="2023", value=0.566, low=0.531, high=0.601),
                        Point(label="2024", value=0.571, low=0.537, high=0.605),
                        Point(label="2025", value=0.589, low=0.555, high=0.623),
                        Point(label="2026", value=0.634, low=0.601, high=0.667),
                    ),
                ),
                Line(
                    name="København",
                    role="comparator",
                    points=(
                        Point(label="2023", value=0.705, low=0.692, high=0.718),
                        Point(label="2024", value=0.702, low=0.689, high=0.715),
                        Point(label="2025", value=0.699, low=0.686, high=0.712),
                        Point(label="2026", value=0.7135, low=0.7, high=0.727),
                    ),
                ),
            ),
        ),
    ),
    notes=(words("De lodrette streger viser den statistiske usikkerhed (95 %-grænser)."),),
)


def counted(title: str, values: tuple[float, ...], level: float, **more: object) -> Panel:
    dots = tuple(
        Point(label=str(2022 + i), value=v, low=v - 2 * v**0.5, high=v + 2 * v**0.5)
        for i, v in enumerate(values)
    )
    return Panel(
        title=title,
        unit="count",
        lines=(Line(name="Amager", points=dots),),
        level=level,
        level_name="Baseline 2022–2024",
        **more,  # type: ignore[arg-type]
    )


CRIME_CHART = Chart(
    id="kriminalitet-figur",
    title=words(
        "Indbrud er faldet under baseline; tyverier ligger {over} over", over=change(0.0485)
    ),
    alt=words(
        "Fire kurver mod hver sin baseline. Straffelovskriminalitet {rate} pr. 1.000 indbyggere, "
        "indbrud {indbrud}, tyveri {tyveri}, vold {vold}.",
        rate=rate(71.25),
        indbrud=count(214),
        tyveri=count(1234),
        vold=count(96),
    ),
    panels=(
        Panel(
            title="Straffelovskriminalitet",
            unit="per_1000",
            decimals=1,
            lines=(
                Line(
                    name="Amager",
                    points=(
                        Point(label="2022", value=74.9, low=73.1, high=76.7),
                        Point(label="2023", value=73.1, low=71.3, high=74.9),
                        Point(label="2024", value=73.6, low=71.8, high=75.4),
                        Point(label="2025", value=71.25, low=69.5, high=73.0),
                    ),
                ),
                Line(
                    name="København",
                    role="comparator",
                    points=(
                        Point(label="2022", value=88.1),
                        Point(label="2023", value=87.5),
                        Point(label="2024", value=89.2),
                        Point(label="2025", value=86.4),
                    ),
                ),
            ),
            level=73.87,
            level_name="Baseline 2022–2024",
        ),
        counted("Indbrud", (251, 238, 240, 214), 243),
        counted("Tyveri", (1164, 1188, 1179, 1234), 1177),
        counted("Vold", (88, 101, 93, 96), 94),
    ),
    notes=(
        words("Helårsdata. Baseline er gennemsnittet af årene 2022–2024, opgjort 1. april 2025."),
    ),
)


MAP = Map(
    id="kort-amager",
    title=words("Amager ligger i Bydel Vest og fylder {size} km²",
                size=Number(value=1.24, unit="number", decimals=1)),
    alt=words("Kort med nord opad. Fremhævet er Amager, som ligger i Bydel Vest og fylder {size} "
              "km². Området grænser op til Bydel Øst.",
              size=Number(value=1.24, unit="number", decimals=1)),
    across=6000.0,
    height=200,
    shapes=(
        Shape(area="vest", name="Bydel Vest", filled=False,
              rings=("-20,-20 500,-20 500,220 -20,220",)),
        Shape(area="oest", name="Bydel Øst", filled=False,
              rings=("500,-20 900,-20 900,220 500,220",)),
        Shape(area="amager", name="Amager", filled=True,
              rings=("380,60 500,60 500,150 380,150", "400,70 410,70 410,80 400,80",
                     "340,60 360,60 360,80 340,80")),
    ),
    notes=(words("Grænsen gælder fra {since}. Grænserne er opdigtede.",
                 since=Number(value=2021, unit="year")),),
)  # fmt: skip


def crime_row(name: str, *values: float | None, against: float | None = None) -> tuple[Cell, ...]:
    numbers = tuple(count(v, status="value" if v is not None else "unknown") for v in values)
    limits = (
        between(change(against - 0.06), change(against + 0.06))
        if against is not None
        else between(change(None, status="unknown"), change(None, status="unknown"))
    )
    shift = change(against) if against is not None else change(None, status="unknown")
    return (words(name), *numbers, shift, limits)


CRIME = Table(
    id="kriminalitet",
    title="Anmeldelser af straffelovskriminalitet (helårsdata)",
    number=3,
    columns=(
        Column(heading="Gerningstype", width=7),
        Column(heading="Baseline 2022–2024", align="right", width=3),
        Column(heading="2024", align="right", width=2),
        Column(heading="2025", align="right", width=2),
        Column(heading="Ændring fra baseline", align="right", width=3),
        Column(heading="Sikkerhed", align="right", width=4),
    ),
    rows=(
        (
            words("Straffelovskriminalitet pr. 1.000 indbyggere"),
            rate(73.87),
            rate(73.6),
            rate(71.25),
            change(-0.0355),
            between(change(-0.061), change(-0.01)),
        ),
        crime_row("Antal indbrud", 243, 240, 214, against=-0.1185),
        crime_row("Antal tyverier", 1177, 1179, 1234, against=0.0485),
        crime_row("Antal vold", 94, 93, None),
    ),
    notes=(words("Politiets anmeldelser efter gerningskode. Kilden er opdigtet."),),
)

MONITORED = Table(
    id="monitorering",
    title="Gerningstyper, der monitoreres (antal anmeldelser, helårsdata)",
    number=4,
    columns=(
        Column(heading="Gerningstype", width=6),
        Column(heading="2024", align="right", width=2),
        Column(heading="2025", align="right", width=2),
        Column(heading="Ændring", align="right", width=2),
        Column(heading="Sikkerhed", align="right", width=3),
    ),
    rows=(
        (
            words("Chikane"),
            count(41),
            count(38),
            change(-0.0732),
            between(change(-0.4), change(0.43)),
        ),
        (
            words("Hærværk"),
            count(312),
            count(341),
            change(0.0929),
            between(change(-0.06), change(0.27)),
        ),
        (
            words("Narkotika"),
            count(507),
            count(433),
            change(-0.146),
            between(change(-0.25), change(-0.03)),
        ),
        (
            words("Trusler"),
            count(None, status="none"),
            count(64, status="provisional"),
            change(None, status="not_applicable"),
            between(change(None, status="not_applicable"), change(None, status="not_applicable")),
        ),
        (
            words("Total"),
            count(860),
            count(876),
            change(0.0186),
            between(change(-0.07), change(0.12)),
        ),
    ),
)


def paper(area: str, ident: str) -> Paper:
    return Paper(
        id=ident,
        title=f"{area}: Status på tryghed og kriminalitet",
        subtitle="Afrapportering til styregruppen for tryghedspartnerskabet, 2026",
        facts=(
            Fact(
                label="Grundlag",
                text=words("Forslag til afrapporteringsgrundlag fra 2025 (ikke godkendt)"),
            ),
            Fact(
                label="Årene",
                text=words(
                    "Rapportår {r}, tryghedsundersøgelsen {u}, politiets helårsdata {p}",
                    r=Number(value=2026, unit="year"),
                    u=Number(value=2026, unit="year"),
                    p=Number(value=2025, unit="year"),
                ),
            ),
            Fact(
                label="Område",
                text=words("{area} indbyggere pr. 1. januar 2026", area=count(61842)),
            ),
        ),
        marks=("FORSLAG", "opdigtede data", "internt"),
        sections=(
            Section(
                id="overblik",
                heading="Overblik",
                blocks=(
                    Paragraph(
                        role="lead",
                        texts=(
                            words(
                                "Trygheden om aftenen og natten er steget med {op} til {nu}.",
                                op=points(0.0451),
                                nu=share(0.634),
                            ),
                            words(
                                "Kriminaliteten er fastholdt på baseline, men antallet af tyverier "
                                "er ikke."
                            ),
                        ),
                    ),
                    OVERVIEW,
                ),
            ),
            Section(
                id="tryghed",
                heading="Tryghed",
                blocks=(
                    Paragraph(
                        role="quote",
                        texts=(
                            words(
                                "Andelen af trygge borgere i partnerskaberne skal årligt udvise en "
                                "stigning i trygheden og nærme sig Københavnerniveau i forbindelse "
                                "med partnerskabsperiodens afslutning, også hvad tryghed i aften- "
                                "og nattetimer angår."
                            ),
                        ),
                    ),
                    Paragraph(
                        texts=(
                            words(
                                "Andelen af borgere på {area}, der er trygge om aftenen og natten, "
                                "er {nu}; året før var den {foer}.".replace("{area}", area),
                                nu=share(0.634),
                                foer=share(0.589),
                            ),
                            words("Forskellen er større, end tilfældige udsving kan forklare."),
                            words(
                                "Afstanden til København er indsnævret fra {a} til {b}.",
                                a=Number(value=0.11, unit="points"),
                                b=Number(value=0.0795, unit="points", decimals=1),
                            ),
                        ),
                    ),
                    SAFETY_CHART,
                    SAFETY,
                    Paragraph(
                        role="remark",
                        texts=(
                            words(
                                "Stigningen falder sammen med den nye belysning ved stationen. Det "
                                "kan undersøgelsen hverken be- eller afkræfte."
                            ),
                        ),
                    ),
                ),
            ),
            Section(
                id="kriminalitet",
                heading="Kriminalitet",
                blocks=(
                    Paragraph(
                        texts=(
                            words(
                                "Der er {n} anmeldelser pr. 1.000 indbyggere i 2025 mod {b} i "
                                "baseline ({p}).",
                                n=rate(71.25),
                                b=rate(73.87),
                                p=change(-0.0355),
                            ),
                        ),
                    ),
                    CRIME_CHART,
                    CRIME,
                    MONITORED,
                    MAP,
                    Paragraph(
                        role="note",
                        texts=(
                            words(
                                "Narkotika viser mest, hvor meget politiet har kontrolleret, og "
                                "vurderes derfor ikke."
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )


FIGURE = Figure(
    indicator="trygge_nat",
    area="amager",
    year=2026,
    unit="share",
    value=0.634,
    low=0.601,
    high=0.667,
    n=1126,
    method="taylor",
    series={"basis": "forslag-2025", "question_version": 1},
    missing=None,
    deliveries=("survey/1f0c",),
)

JUDGEMENT = Judgement(
    area="amager",
    goal="1",
    target="1.2",
    indicator="trygge_nat",
    year=2026,
    rule="rises_every_year",
    outcome="steget",
    certainty="shown",
    reason=None,
    value=0.634,
    against=0.589,
    change=0.0451,
    change_low=0.004,
    change_high=0.086,
    decides={"years": 4},
)

AREAS = (("Amager", "amager"), ("Folehaven", "folehaven"), ("Tingbjerg-Husum", "tingbjerg-husum"))


def pack() -> Pack:
    return Pack(
        year=2026,
        basis="forslag-2025",
        basis_name="Forslag til afrapporteringsgrundlag fra 2025",
        proposal=True,
        invented=True,
        city="København",
        papers=tuple(paper(area, ident) for area, ident in AREAS),
        figures=(FIGURE,),
        judgements=(JUDGEMENT,),
        intake={"police": {"read": 12003, "kept": 11987, "set_aside": 16}},
    )
