"""What a file may hold, guessed: against what people have declared, or would say of it.

The dresses are invented (opdigtede data): a kind, the file, and which heading holds what.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest

from grundlag.basis.load import load
from grundlag.records.facts import facts, samples
from grundlag.records.familiar import Familiar, familiar
from grundlag.records.guess import LIKELY, SURE, Guess, guess

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Dress:
    """A file, and what a person would say of it."""

    kind: str
    text: str
    holds: dict[str, str]


def _dress(kind: str, text: str, **holds: str) -> Dress:
    return Dress(kind=kind, text=text.strip() + "\n", holds=holds)


DRESSES = [
    _dress(
        "crime_records",
        """
Sagsnr;Gerningskode;Gerningstekst;Anmeldt dato;Gerningsdato;Bydel
0100-71313-00001-26;1320705;Indbrud i lejlighed;04-01-2026;02-01-2026;Bydel 1
0100-71313-00002-26;1390505;Hærværk;17-01-2026;17-01-2026;Bydel 2
0100-71313-00003-26;1336556;Tyveri;31-01-2026;30-01-2026;Folehaven
""",
        id="Sagsnr",
        code="Gerningskode",
        date="Anmeldt dato",
        occurred="Gerningsdato",
        place="Bydel",
    ),
    _dress(
        "crime_records",
        """
JOURNALNUMMER,GERNINGSKODE,ANMELDELSESDATO,UTM_X,UTM_Y
A-1,1320705,2026-01-04,722001.25,6175001.10
A-2,1390505,2026-01-17,722500.75,6176001.50
""",
        id="JOURNALNUMMER",
        code="GERNINGSKODE",
        date="ANMELDELSESDATO",
        x="UTM_X",
        y="UTM_Y",
    ),
    _dress(
        "crime_records",
        """
Gerningskode;Anmeldt dato;Gerningssted X;Gerningssted Y;Bemærkning
1320705;04-01-2026;722001,25;6175001,10;set af vidne
1390505;17-01-2026;722500,75;6176001,50;intet
""",
        code="Gerningskode",
        date="Anmeldt dato",
        x="Gerningssted X",
        y="Gerningssted Y",
    ),
    _dress(
        "crime_records",
        """
Kode\tDato\tLængdegrad\tBreddegrad
1320705\t04-01-2026\t12,5401\t55,6612
1390505\t17-01-2026\t12,5502\t55,6701
""",
        code="Kode",
        date="Dato",
        x="Længdegrad",
        y="Breddegrad",
    ),
    _dress(
        "crime_records",
        """
Case number;Offence code;Date reported;Area
1;1320705;04-01-2026;Amager
2;1390505;05-01-2026;Amager
3;1336556;06-01-2026;Bydel 3
""",
        id="Case number",
        code="Offence code",
        date="Date reported",
        place="Area",
    ),
    _dress(
        "crime_records",
        """
Gerningskode (7 cifre);Dato for anmeldelse;Partnerskabsområde;Anmelders navn
1320705;04.01.2026;Amager;A
1390505;05.01.2026;Folehaven;B
""",
        code="Gerningskode (7 cifre)",
        date="Dato for anmeldelse",
        place="Partnerskabsområde",
    ),
    _dress(
        "crime_counts",
        """
Bydel;Gerningskode;Fra måned;Til måned;Antal anmeldelser
Bydel 1;1320705;2025-01;2025-12;120
Bydel 2;1390505;2025-01;2025-12;88
""",
        place="Bydel",
        code="Gerningskode",
        first_month="Fra måned",
        last_month="Til måned",
        n="Antal anmeldelser",
    ),
    _dress(
        "crime_counts",
        """
from,to,area,offence code,count
2025-01,2025-03,Amager,1320705,12
2025-04,2025-06,Amager,1320705,18
""",
        first_month="from",
        last_month="to",
        place="area",
        code="offence code",
        n="count",
    ),
    _dress(
        "crime_counts",
        """
Kode;Sted;Periode fra;Periode til;I alt
1320705;Folehaven;2025-01;2025-06;4
1390505;Folehaven;2025-01;2025-06;11
""",
        code="Kode",
        place="Sted",
        first_month="Periode fra",
        last_month="Periode til",
        n="I alt",
    ),
    _dress(
        "crime_counts",
        """
OMRÅDE;OVERTRÆD;TID;INDHOLD
København;1320;2025K1;412
København;1320;2025K2;398
""",
        place="OMRÅDE",
        code="OVERTRÆD",
        period="TID",
        n="INDHOLD",
    ),
    _dress(
        "population",
        """
Opgørelsesdato;Bydel;Folketal
01-01-2026;Bydel 1;61.201
01-01-2026;Bydel 2;48.100
""",
        date="Opgørelsesdato",
        place="Bydel",
        n="Folketal",
    ),
    _dress(
        "population",
        """
Area,Date,Population,Source
Amager,2026-01-01,12280,Register
Folehaven,2026-01-01,2298,Register
""",
        place="Area",
        date="Date",
        n="Population",
    ),
    _dress(
        "population",
        """
Dato;Omr.;Antal indbyggere
01-01-2026;København;644000
01-01-2026;Amager;12280
""",
        date="Dato",
        place="Omr.",
        n="Antal indbyggere",
    ),
    _dress(
        "survey_answers",
        """
Bølge;Delområde;Stratum;Vægtning;Tryghed;Tryghed aften/nat
2026;Amager;1;0,912;tryg;utryg
2026;Folehaven;2;1,204;meget tryg;ved ikke
""",
        wave="Bølge",
        place="Delområde",
        stratum="Stratum",
        weight="Vægtning",
        tryghed="Tryghed",
        tryghed_aften_nat="Tryghed aften/nat",
    ),
    _dress(
        "survey_answers",
        """
wave,area,strata,psu,weight,tryghed_aften_nat,tryghed
2026,Amager,1,a,1.204,utryg,tryg
2026,Folehaven,2,b,0.912,utryg,meget tryg
""",
        wave="wave",
        place="area",
        stratum="strata",
        psu="psu",
        weight="weight",
        tryghed_aften_nat="tryghed_aften_nat",
        tryghed="tryghed",
    ),
    _dress(
        "survey_answers",
        """
RespID;År;Område;Vægt;q1;q2
1;2026;Amager;1,2;tryg;utryg
2;2026;Folehaven;0,9;tryg;tryg
""",
        wave="År",
        place="Område",
        weight="Vægt",
    ),
    _dress(
        "survey_shares",
        """
Undersøgelsesår;Bydel;Spørgsmål;Svarkategori;Andel i procent;Antal besvarelser
2026;Bydel 1;tryghed;tryg;88;310
2026;Bydel 1;tryghed;utryg;7;310
""",
        wave="Undersøgelsesår",
        place="Bydel",
        question="Spørgsmål",
        answers="Svarkategori",
        share="Andel i procent",
        n="Antal besvarelser",
    ),
    _dress(
        "survey_shares",
        """
year,area,question,answer,share,respondents
2026,Amager,tryghed,tryg,0.81,240
2026,Amager,tryghed_aften_nat,tryg,0.66,240
""",
        wave="year",
        place="area",
        question="question",
        answers="answer",
        share="share",
        n="respondents",
    ),
    _dress(
        "activities",
        """
Planår;Indsatsområde;Aktivitet;Status;Lokale partnere;Eksterne partnere
2026;Unge;Boksetræning;Gennemført;Idrætsforening;Kulturhus
2026;Naboskab;Nabovandring;Planlagt;Beboerforening;
""",
        plan_year="Planår",
        theme="Indsatsområde",
        activity="Aktivitet",
        status="Status",
        partners_in="Lokale partnere",
        partners_outside="Eksterne partnere",
    ),
    _dress(
        "activities",
        """
Partnerskab;År;Titel;Fremdrift;Samarbejdspartner;Placering
amager;2026;Boksetræning;i gang;Idrætsforening;i området
amager;2026;Boksetræning;i gang;Kulturhus;uden for området
""",
        place="Partnerskab",
        plan_year="År",
        activity="Titel",
        status="Fremdrift",
        partner="Samarbejdspartner",
        partner_place="Placering",
    ),
    _dress(
        "activities",
        """
Plan year,Theme,Activity,Status,Partners
2026,Youth,Boxing,done,"Club; House"
2026,Youth,Walks,planned,House
""",
        plan_year="Plan year",
        theme="Theme",
        activity="Activity",
        status="Status",
        partners_unknown="Partners",
    ),
    _dress(
        "crime_records",
        """
Anmeldelsesdato;Område;Bydel;Kode
04-01-2026;Amager;Bydel 1;1320705
05-01-2026;Folehaven;Bydel 2;1390505
""",
        date="Anmeldelsesdato",
        code="Kode",
    ),
]


def _table(text: str) -> pa.Table:
    head = text.partition("\n")[0]
    names, *rows = list(csv.reader(io.StringIO(text), delimiter=max(";,\t", key=head.count)))
    columns = zip(*rows, strict=True)
    return pa.table({n: pa.array(c, pa.string()) for n, c in zip(names, columns, strict=True)})


@pytest.fixture(scope="module")
def known() -> Familiar:
    return familiar(load(ROOT / "examples" / "partnerskaber"))


def _guess(text: str, known: Familiar) -> Guess:
    found = guess(facts(_table(text)), known)
    assert found is not None
    return found


def _held(found: Guess, from_: float) -> dict[str, str]:
    return {g.ours: g.column.name for g in found.columns if g.sure >= from_}


@pytest.mark.parametrize("dress", DRESSES, ids=range(len(DRESSES)))
def test_what_is_called_sure_is_right(dress: Dress, known: Familiar) -> None:
    found = _guess(dress.text, known)
    assert found.kind == dress.kind
    assert _held(found, SURE).items() <= dress.holds.items()


@pytest.mark.parametrize("dress", DRESSES, ids=range(len(DRESSES)))
def test_what_is_written_for_use_is_right(dress: Dress, known: Familiar) -> None:
    assert _held(_guess(dress.text, known), LIKELY) == dress.holds


@pytest.mark.parametrize("name", ["anmeldelser-2025", "befolkning-2026", "tryghed"])
def test_the_published_files_are_guessed_as_they_are_declared(name: str) -> None:
    """examples/bydele was declared by hand before there was any guessing."""
    root = ROOT / "examples" / "bydele"
    defs = load(root)
    found = _guess((root / "data" / f"{name}.csv").read_text("utf-8-sig"), familiar(defs))
    declared = next(s for s in defs.sources.source if s.kind == found.kind)
    assert _held(found, LIKELY) == declared.columns


def test_a_month_of_real_reports_is_guessed_as_it_is_declared(shared: Path) -> None:
    """Surrey's own folder maps code, date and place; the points and the id are there as well."""
    path = shared / "surrey-street" / "street" / "2022-01-surrey-street.csv"
    if not path.is_file():
        pytest.skip("../shared/data/surrey-street is absent")
    defs = load(ROOT / "tests" / "cases" / "surrey")
    found = _guess(path.read_text("utf-8"), familiar(defs))
    also = {"x": "Longitude", "y": "Latitude", "id": "Crime ID"}
    assert found.kind == "crime_records"
    assert _held(found, LIKELY) == defs.sources.source[0].columns | also
    assert next(g.column.dates for g in found.columns if g.ours == "date") == "yyyy-mm"


def test_a_file_of_another_kind_is_no_guess(known: Familiar) -> None:
    assert guess(facts(_table("Vare;Pris\nKaffe;30\nTe;25\n")), known) is None


def test_two_columns_as_good_as_each_other_are_left_to_a_person(known: Familiar) -> None:
    found = _guess(DRESSES[-1].text, known)
    assert {g.ours: g.sure < LIKELY for g in found.columns}["place"]


def test_an_id_that_stands_twice_is_no_id(known: Familiar) -> None:
    """As an id it would set the second row aside: a case may have two offences."""
    text = "Sagsnr;Gerningskode;Anmeldt dato;Bydel\n"
    rows = "7;1320705;04-01-2026;Bydel 1\n", "7;1390505;04-01-2026;Bydel 1\n"
    assert "id" not in _held(_guess(text + "".join(rows), known), LIKELY)


def test_points_are_told_by_where_they_lie_and_not_by_an_x_that_is_a_northing(
    known: Familiar,
) -> None:
    """In older Danish files x points north; 0 is what a missing point is written as."""
    text = "Gerningskode;Anmeldt dato;X koordinat;Y koordinat\n"
    rows = "1320705;04-01-2026;6175001,5;722001,2\n", "1390505;05-01-2026;6175002,5;722003,2\n"
    held = _held(_guess(text + "".join(rows) + "1390505;05-01-2026;0;0\n", known), LIKELY)
    assert (held["x"], held["y"]) == ("Y koordinat", "X koordinat")


def test_an_offence_s_own_date_is_not_taken_for_the_day_it_was_reported(known: Familiar) -> None:
    text = "Gerningskode;Gerningsdato;Bydel\n1320705;04-01-2026;Bydel 1\n"
    held = _held(_guess(text, known), LIKELY)
    assert "date" not in held
    assert held["occurred"] == "Gerningsdato"


def test_a_personal_column_is_never_guessed(known: Familiar) -> None:
    text = "Gerningskode;Anmeldt dato;Adresse\n1320705;04-01-2026;Bydel 1\n"
    found = _guess(text, known)
    assert "Adresse" not in {g.column.name for g in found.columns}
    assert found.missing == ("place",)


def test_a_thousand_or_a_decimal_is_not_guessed_where_it_may_be_either() -> None:
    """0.912 is a weight below one; read with a comma as the decimal sign it would be 912."""
    (column,) = facts(_table("v\n0.912\n1.204\n"))
    assert (column.decimal, column.amount, column.span) == (".", 1.0, (0.912, 1.204))


def test_dates_in_two_orders_are_not_all_dates() -> None:
    (column,) = facts(_table("d\n01/31/2026\n02/01/2026\n"))
    assert (column.day, column.dates) == (1.0, "mm-dd-yyyy")
    (column,) = facts(_table("d\n01/31/2026\n31/01/2026\n"))
    assert column.day == 0.5


def test_samples_are_short_and_nobody_s_number() -> None:
    (column,) = facts(_table("a\n010101-0007\nlang lang lang lang lang lang\nkort\nkort\n7\n"))
    assert samples(column) == ("kort", "7")


def test_the_same_file_gives_the_same_guess(known: Familiar) -> None:
    text = DRESSES[0].text
    assert _guess(text, known) == _guess(text, known)
