"""The command itself: folder, command, exit code, words; one row a case."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow  # a case a run of the command


@dataclass(frozen=True, kw_only=True)
class Case:
    """`files` are written before the command, or removed where they are None."""

    id: str
    does: str
    code: int = 0
    out: tuple[str, ...] = ()
    err: tuple[str, ...] = ()
    folder: str = "taken"
    files: dict[str, str | bytes | None] = field(default_factory=dict)


NEW = [
    Case(
        id="a fresh folder",
        folder="town",
        does="new frisk",
        out=("Made frisk.", "grundlag take FILE... -C frisk", "grundlag setup -C frisk"),
    ),
    Case(id="an empty folder that is there", folder="town", does="new tom", out=("Made tom.",)),
    Case(
        id="a folder that holds anything is refused",
        folder="town",
        does="new definitions",
        code=1,
        err=("definitions: the folder is not empty.", "Name a new folder."),
    ),
    Case(
        id="a file is no folder",
        folder="town",
        does="new grundlag.toml",
        code=1,
        err=("grundlag.toml: this is a file.", "Name a new folder."),
    ),
    Case(
        id="nor can one be made inside it",
        folder="town",
        does="new grundlag.toml/inside",
        code=1,
        err=("grundlag.toml/inside: Not a directory.", "See that the path is right"),
    ),
]
SETUP = [
    Case(
        id="a workbook is written, and the next step told",
        does="setup -C .",
        out=("Wrote opsætning.xlsx.", "grundlag check -C ."),
    ),
    Case(
        id="one that is there is not touched",
        does="setup",
        code=1,
        err=("opsaetning.xlsx: is there already, and was not touched.", "move it away first"),
        files={"opsaetning.xlsx": b"x"},
    ),
    Case(
        id="a file that Excel left beside an open one is none",
        does="setup",
        out=("Wrote opsætning.xlsx.",),
        files={"~$opsætning.xlsx": b"x"},
    ),
    Case(
        id="a folder that is none",
        does="setup -C ingen",
        code=1,
        err=("ingen: this is no working folder",),
    ),
    Case(
        id="wrong definitions are told, and nothing is written",
        does="setup",
        code=1,
        err=('definitions/partnerships.toml:4: no area is called "havn".',),
        files={
            "definitions/partnerships.toml": 'schema = 1\n\n[[partnership]]\nid = "havn"\n'
            'name = "H"\n'
        },
    ),
]
TAKE = [
    Case(
        id="what is wrong with a row is shown, and the rest is kept",
        folder="town",
        does="take in/fejl.csv --arrived 2026-02-01",
        files={
            "in/fejl.csv": "Sag;Kode;Dato;Sted\n1;1320;03-01-2025;Havnen\n"
            "2;1320;31-02-2025;Havnen\n3;;fredag;Havnen\n4;1320;01-12-2025;Skoven\n"
        },
        out=(
            "fejl.csv → anmeldelser",
            "4 read = 2 kept + 2 set aside; 2025-01, 2025-12",
            "2 rows (line 3, 4): Dato '31-02-2025', expected a date dd-mm-yyyy",
            "1 row (line 4): Kode '', expected not empty",
            "store/deliveries/anmeldelser/",
        ),
    ),
    Case(
        id="the first five of many, and where the rest is",
        folder="town",
        does="take in/mange.csv",
        files={"in/mange.csv": "Dag;Område;Indbyggere\n" + "aldrig;Havnen;1\n" * 8},
        out=(
            "8 read = 0 kept + 8 set aside; nothing whole",
            "8 rows (line 2, 3, 4, ...): Dag 'aldrig'",
            "set-aside.csv lists every cell",
        ),
    ),
    Case(
        id="a file that is known changes nothing",
        does="take in/svar-2026.csv --arrived 2026-05-01",
        out=("svar-2026.csv: already taken in as svar/", "nothing was changed."),
    ),
    Case(
        id="no such file",
        does="take in/anmeldelsr.csv",
        code=1,
        err=("in/anmeldelsr.csv: there is no such file.", "Name a file that exists."),
    ),
    Case(
        id="a folder is the files in it",
        does="take in",
        out=("svar-2026.csv: already taken in as svar/",),
    ),
    Case(
        id="wrong columns",
        does="take in/forkert.csv",
        files={"in/forkert.csv": "Dag;Omrade;Indbyggere\n01-01-2027;Havnen;1\n"},
        code=1,
        err=(
            'forkert.csv: the column Område, which holds place of "befolkning", is gone.',
            'Did you mean "Omrade"?',
        ),
    ),
    Case(
        id="a new make is guessed",
        does="take in/nyt.csv",
        files={"in/nyt.csv": "Opgørelsesdato;Kvarter;Folketal\n01-01-2027;Havnen;1\n"},
        code=1,
        err=(
            "nyt.csv: fits no source. A guess stands in sources.toml:",
            "kind: population (sure)",
            "Folketal        n      sure      1",
            "Mend it there, then: grundlag take --accept nyt.csv",
        ),
    ),
    Case(
        id="a number that is a person's",
        does="take in/note.csv",
        files={"in/note.csv": "Dag;Område;Indbyggere;Note\n01-01-2027;Havnen;1;010101-0007\n"},
        code=1,
        err=(
            'note.csv, column "Note", line 2: looks like a CPR number '
            "(date valid, modulus 11 holds).",
            "Nothing was kept.",
        ),
    ),
    Case(
        id="the source named wrongly",
        does="take in/befolkning.csv --source befolkningen",
        code=1,
        err=('--source: no source is called "befolkningen".', 'Did you mean "befolkning"?'),
    ),
    Case(
        id="the source named does not fit",
        does="take in/befolkning.csv --source svar",
        code=1,
        err=('befolkning.csv: the column År, which holds wave of "svar", is gone.',),
    ),
    Case(
        id="several problems at once, and the good file is taken",
        folder="town",
        does="take in/nej.csv in/befolkning.csv in/tom.csv in/svar.docx",
        files={"in/tom.csv": "", "in/svar.docx": "svar"},
        code=1,
        out=("befolkning.csv → befolkning", "6 read = 6 kept + 0 set aside"),
        err=("in/nej.csv: there is no such file.", "tom.csv", 'end in ".docx" are not read'),
    ),
    Case(id="no file at all", does="take", code=2, err=("Usage:", "Missing argument")),
    Case(
        id="a day that is none",
        does="take in/befolkning.csv --arrived 2026-02-30",
        code=2,
        err=("--arrived", "2026-02-30"),
    ),
    Case(
        id="a header alone",
        does="take in/kun.csv",
        files={"in/kun.csv": "Dag;Område;Indbyggere\n"},
        code=1,
        err=("kun.csv", "no rows"),
    ),
    Case(
        id="the store is a file",
        folder="town",
        does="take in/befolkning.csv",
        files={"store": "not a folder"},
        code=1,
        err=("store/parts", "Not a directory.", "may read and write there"),
    ),
]
CHECK = [
    Case(id="nothing to mend", does="check", out=("Nothing has to be mended.",)),
    Case(
        id="everything that is wrong, with file and line",
        does="check",
        files={
            "definitions/codes.toml": 'schema = 1\nid = "liste"\nversion = "1"\ncrime = []\n',
            "decisions.toml": '[[decision]]\nbasis = "nyt"\nin_force_from = 2020\n',
        },
        code=1,
        err=("definitions/bases/nu.toml:", '"indbrud"', "decisions.toml:2", '"nyt"'),
    ),
    Case(
        id="a slip in TOML",
        does="check",
        files={"sources.toml": "schema = 1\n[[source]\n"},
        code=1,
        err=("sources.toml:2",),
    ),
    Case(
        id="no working folder",
        does="check -C in",
        code=1,
        err=("in: this is no working folder", "`grundlag new DIR` makes a whole folder."),
    ),
    Case(
        id="a folder that is a file",
        does="check -C grundlag.toml",
        code=1,
        err=("grundlag.toml: this is no working folder",),
    ),
    Case(
        id="a folder that is not there",
        does="check --folder ingen",
        code=1,
        err=("ingen: this is no working folder",),
    ),
    Case(
        id="a manifest that cannot be read",
        does="check",
        files={"store/deliveries/tal/x/manifest.json": "{"},
        code=1,
        err=("store/deliveries/tal/x/manifest.json: the manifest cannot be read",),
    ),
]
JUDGE = [
    Case(
        id="a year",
        does="judge 2026",
        out=(
            "Lillebys grundlag, rapport 2026 · opdigtede data",
            "Havnekvarteret",
            "Skovkvarteret",
            "2.1  Indbrud                            12  ✓ fastholdt",
            "2.1  Indbrud                            36  ✗ ikke fastholdt",
        ),
    ),
    Case(
        id="a partnership and a year",
        does="judge havnen 2026",
        out=("Havnekvarteret", "85 %  ✓ steget", "inden for usikkerheden"),
    ),
    Case(
        id="the proposal, marked",
        does="judge 2026 --basis ny",
        out=("Det foreslåede grundlag, rapport 2026 · FORSLAG · opdigtede data",),
    ),
    Case(
        id="an unknown partnership",
        does="judge havn 2026",
        code=1,
        err=('judge: no partnership is called "havn".', 'Did you mean "havnen"?'),
    ),
    Case(
        id="an unknown basis",
        does="judge 2026 --basis nyt",
        code=1,
        err=('--basis: no basis is called "nyt".', 'Did you mean "ny"?'),
    ),
    Case(
        id="part of a year is no year",
        does="judge 2027",
        code=1,
        err=("report 2027: police year 2026 is not whole", "Take in the whole year"),
    ),
    Case(
        id="no basis was in force",
        does="judge 2019",
        code=1,
        err=("decisions.toml: no basis is in force in 2019.", "in_force_from"),
    ),
    Case(
        id="decisions known on a day",
        does="judge 2026 --as-of 2026-05-31",
        files={
            "decisions.toml": '[[decision]]\nbasis = "nu"\nin_force_from = 2020\n'
            '[[decision]]\nbasis = "ny"\ndecided_on = 2026-06-01\n'
        },
        out=("Lillebys grundlag, rapport 2026",),
    ),
    Case(
        id="decisions known the day after",
        does="judge 2026 --as-of 2026-06-01",
        files={
            "decisions.toml": '[[decision]]\nbasis = "nu"\nin_force_from = 2020\n'
            '[[decision]]\nbasis = "ny"\ndecided_on = 2026-06-01\n'
        },
        out=("Det foreslåede grundlag, rapport 2026 · opdigtede data",),
    ),
    *(
        Case(
            id=f"bad words: {words}",
            does=f"judge {words}",
            code=2,
            err=("write a year, or a partnership and a year: amager 2026",),
        )
        for words in ("havnen", "2026 havnen", "havnen 2026 2025", "0", "99999", "²", "-- -5", "''")
    ),
    Case(id="no words", does="judge", code=2, err=("Missing argument",)),
]
REPORT = [
    Case(
        id="the papers, and where they are",
        does="report 2026",
        out=(
            "rapport 2026",
            "23 files in out/2026:",
            "\n  overblik.docx .pdf .xlsx .html\n",
            "\n  report.json\n",
            "\n  tal.csv\n",
        ),
    ),
    Case(
        id="a proposal's papers lie apart",
        does="report 2026 --basis ny",
        out=("files in out/2026-ny:",),
    ),
    Case(
        id="part of a year is no year",
        does="report 2027",
        code=1,
        err=("report 2027: police year 2026 is not whole",),
    ),
    Case(
        id="out is a file",
        does="report 2026",
        files={"out": ""},
        code=1,
        err=("out/2026: Not a directory.",),
    ),
    Case(
        id="the paper on the bases themselves",
        folder="town",
        does="report --grundlag",
        out=("3 files in out/grundlag:", "  grundlag.docx .pdf .html"),
    ),
    *(
        Case(
            id=f"a year, or the bases: {words or 'neither'}",
            does=f"report {words}",
            code=2,
            err=("write a year, or --grundlag alone",),
        )
        for words in ("", "2026 --grundlag", "--grundlag --basis ny")
    ),
    Case(
        id="as it was known before anything had come",
        does="report 2026 --as-of 2025-01-31",
        code=1,
        err=("report 2026: police year 2025 is not whole",),
    ),
    Case(id="no number", does="report abc", code=2, err=("YEAR", "integer")),
    Case(id="year 0", does="report 0", code=2, err=("YEAR", "1900")),
    Case(id="a year no calendar has", does="report 99999", code=2, err=("YEAR", "2100")),
    Case(id="no such command", does="reprot 2026", code=2, err=("No such command",)),
]
EXPLAIN = [
    Case(
        id="a count",
        does="explain havnen 2026 indbrud",
        out=(
            "Indbrud: Havnekvarteret, 2025",
            "value        12 (",
            "method       garwood, dispersion 3 (declared); n = 12",
            "list version liste 1",
            "rule         2.1 held_at_baseline: reached, within_noise",
            "against    24 in 2024, from anmeldelser/",
            "change     ratio 0.5 (",
            "period       2.1 held_at_baseline over 2025-2028: reached, within_noise, provisional "
            "(2025)",
            "file       anmeldelser-2025.csv, arrived 2026-02-01, drawn 2026-02-01",
            "SHA-256    cc2f420a370e77b0a4d867e2f1733da0c153bcc38eb60dc8f485cce28d688157",
            "cube       12 months: 12 cells say 12",
            "rows       added up again: 12 ✓",
        ),
    ),
    Case(
        id="a rate, with the row of its inhabitants",
        does="explain havnen 2026 haervaerk_pr_1000",
        out=(
            "value        12,0 (",
            "12 / 1000 inhabitants on 2026-01-01 x 1000 = 12",
            "rows       added up again: 12 ✓",
            "line       6: 2026-01-01, Havnen: 1000",
        ),
    ),
    Case(
        id="a share: both sums of weights",
        does="explain havnen 2026 trygge",
        out=(
            "value        85 % (",
            "exact        0.85",
            "answers tryg, weights in millionths: 1 cell says 170000000",
            "all answers that count, weights in millionths: 2 cells say 200000000",
            "rows       added up again: 200000000 ✓",
        ),
    ),
    Case(
        id="the city, reports without a place among them",
        does="explain lilleby 2026 indbrud",
        out=("Indbrud: Lilleby, 2025", "value        49 (", "added up again: 49 ✓"),
    ),
    Case(
        id="a delivered count: the lines it stands on",
        does="explain havnen 2024 indbrud",
        out=(
            "value        20 (",
            "origin delivered",
            "file       tal-2023.csv",
            "line       2: 1320, Havnen, 2023-01, 2023-06: 9",
            "line       3: 1320, Havnen, 2023-07, 2023-12: 11",
        ),
    ),
    Case(
        id="a delivered share",
        does="explain havnen 2024 trygge",
        out=(
            "value        71 % (no limits: no_n)",
            "line       2: 2024, Havnekvarteret, tryghed, tryg: 71",
        ),
    ),
    Case(
        id="no value, and why",
        does="explain havnen 2026 sammen",
        out=("no value     der er ikke indlæst en aktivitetsliste for planåret (2026)",),
    ),
    Case(
        id="unknown names, both at once",
        does="explain havn 2026 indbrut",
        code=1,
        err=(
            'explain: no partnership is called "havn".',
            'Did you mean "havnen"?',
            'explain: no indicator is called "indbrut".',
            'Did you mean "indbrud"?',
        ),
    ),
    Case(id="words in another order", does="explain 2026 havnen indbrud", code=2, err=("YEAR",)),
    Case(id="part of a year", does="explain havnen 2027 indbrud", code=1, err=("is not whole",)),
]


NEW_TYPE = {  # the proposal judges hærværk in place of indbrud
    "definitions/bases/ny.toml": Path(__file__)
    .parents[1]
    .joinpath("cases/lilleby/definitions/bases/ny.toml")
    .read_text("utf-8")
    .replace('indicators = ["indbrud"]', 'indicators = ["haervaerk"]')
    .replace(
        'id         = "indbrud"\nkind       = "count"\nlabel      = "Indbrud"\n'
        'crime      = "indbrud"',
        'id = "haervaerk"\nkind = "count"\nlabel = "Hærværk"\ncrime = "haervaerk"\n'
        'replaces = "indbrud"',
    ),
    "definitions/partnerships.toml": Path(__file__)
    .parents[1]
    .joinpath("cases/lilleby/definitions/partnerships.toml")
    .read_text("utf-8")
    .replace(
        'basis       = "ny"\nindicator   = "indbrud"', 'basis = "ny"\nindicator = "haervaerk"'
    ),
}
DIFF = [
    Case(
        id="two bases that say the same of everything but themselves",
        folder="town",
        does="diff nu ny",
        out=(
            "Sammenligning af grundlag",
            "Fra: Lillebys grundlag",
            "Til: Det foreslåede grundlag (ikke vedtaget)",
            "• Grundlaget gælder fra rapport 2025.",
        ),
    ),
    Case(
        id="what another type means, without figures",
        folder="town",
        does="diff nu ny",
        files=NEW_TYPE,
        out=(
            "• Mål 2.1 måles nu på hærværk i stedet for indbrud.",
            "• „Hærværk“ træder i stedet for „Indbrud“.",
            "• Til hærværk hører nu også 1390, men ikke længere 1320.",
        ),
    ),
    Case(
        id="and with figures: reports by code, cells, verdicts",
        does="diff nu ny --year 2026",
        files=NEW_TYPE,
        out=(
            "1 linje i vurderingen skifter; 7 er ens på begge grundlag.",
            "Før: Indbrud var 36 i 2025 mod 12 i baseline (2024)",
            "2025, det samme som i baseline (2024), og er dermed fastholdt.",
            "Fra indbrud til hærværk: anmeldelser fra 2025 efter gerningskode",
            "1390              kommer til              12              0       12",
            "1320              udgår                   12             36       49",
            "Kommer til i alt                          12              0       12",
            "Skovkvarteret: tal på begge grundlag, rapport 2026",
        ),
    ),
    Case(
        id="written down",
        does="diff nu ny --year 2026 --save",
        out=("4 files in out/2026-sammenligning:", "  sammenligning.docx .pdf .xlsx .html"),
    ),
    Case(
        id="written down without figures",
        folder="town",
        does="diff nu ny --save",
        out=("3 files in out/sammenligning:",),
    ),
    Case(
        id="an unknown basis",
        does="diff nu nyt",
        code=1,
        err=('diff: no basis is called "nyt".', 'Did you mean "ny"?'),
    ),
    Case(
        id="part of a year is no year",
        does="diff nu ny --year 2027",
        code=1,
        err=("report 2027: police year 2026 is not whole",),
    ),
    Case(
        id="nothing was taken in",
        folder="town",
        does="diff nu ny --year 2026",
        code=1,
        err=("diff --year 2026: nothing has been taken in.", "grundlag take FILE..."),
    ),
    Case(id="one basis alone", does="diff nu", code=2, err=("Missing argument",)),
    Case(id="a year that is none", does="diff nu ny --year to", code=2, err=("--year",)),
]
ADOPT = [
    Case(
        id="decided, and what to do next",
        folder="town",
        does="adopt ny --by Byrådet --on 2025-06-10 --case 2025-1",
        out=(
            "ny is decided: written into decisions.toml.",
            "6 files in out/orientering:",
            "  orientering-havnen.docx .pdf .html",
            "grundlag report 2025",
        ),
    ),
    Case(
        id="everything wrong at once",
        folder="town",
        does="adopt nyt --by '' --on 2025-06-10 --case 2025-1",
        code=1,
        err=("--by: it is empty.", 'adopt: no basis is called "nyt".', 'Did you mean "ny"?'),
    ),
    Case(
        id="decided already",
        folder="town",
        does="adopt nu --by Byrådet --on 2025-06-10 --case 1",
        code=1,
        err=('decisions.toml:1: there is a decision on "nu" already.',),
    ),
    Case(
        id="a day to come",
        folder="town",
        does="adopt ny --by Byrådet --on 2099-01-01 --case 1",
        code=1,
        err=("--on: 2099-01-01 is after today",),
    ),
    Case(
        id="no day at all",
        folder="town",
        does="adopt ny --by Byrådet --case 1",
        code=2,
        err=("Missing option", "--on"),
    ),
    Case(
        id="a day that is none",
        folder="town",
        does="adopt ny --by Byrådet --on 2025-02-30 --case 1",
        code=2,
        err=("--on", "2025-02-30"),
    ),
]


def _rows() -> list[Any]:
    commands = {
        "new": NEW,
        "setup": SETUP,
        "take": TAKE,
        "check": CHECK,
        "judge": JUDGE,
        "report": REPORT,
        "explain": EXPLAIN,
        "diff": DIFF,
        "adopt": ADOPT,
    }
    return [
        pytest.param(case, id=f"{name}: {case.id}")
        for name, cases in commands.items()
        for case in cases
    ]


@pytest.mark.parametrize("case", _rows())
def test_case(case: Case, request: pytest.FixtureRequest, grundlag: Any) -> None:
    root: Path = request.getfixturevalue(case.folder)
    for name, content in case.files.items():
        path = root / name
        if content is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    ran = grundlag(case.does, root)
    assert ran.code == case.code, ran
    for words in case.out:
        assert words in ran.out, ran.out
    for words in case.err:
        assert words in ran.err, ran.err
    assert bool(ran.err) is (case.code != 0), ran.err
