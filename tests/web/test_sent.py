"""A file that is sent: what is refused at the door, what it was found to be, and then taken in."""

import gzip
import html
import io
import re
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grundlag import run
from grundlag.records import opening
from grundlag.records.keep import deliveries
from grundlag.web import bodies
from grundlag.web.desk import drafts, jobs
from grundlag.web.desk.desk import Desk
from grundlag.web.desk.names import LONGEST, plain_name
from grundlag.web.desk.worker import Worker

from .conftest import TODAY

HALF = "Sag;Kode;Dato;Sted\na;1320;15-01-2026;Havnen\nb;1320;i går;Havnen\n"
NEW = "Dato;Kvarter;Folketal\n01-01-2027;Havnen;1010\n"
CHOSEN = {
    "kolonne.columns.date": "Dato",
    "kolonne.columns.place": "Kvarter",
    "kolonne.columns.n": "Folketal",
    "fra": "Lilleby",
}
Desked = Callable[[Path], AbstractContextManager[Any]]


def words(text: str) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", text[text.index("<main") :]).split()))


@pytest.fixture
def browser(lilleby: Path, desked: Desked, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A browser on a folder of its own, whose worker waits: what is asked of it is looked at."""
    monkeypatch.setattr(Worker, "wake", lambda worker: None)
    with desked(lilleby) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared(
    folder: Path, desked: Desked, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Any, Path]]:
    """The same for those that must leave nothing behind, and the folder."""
    root = shutil.copytree(folder, tmp_path_factory.mktemp("sent") / "lilleby")
    with desked(root) as opened:
        yield opened, root


def sent(browser: Any, name: str, content: bytes | str) -> Any:
    content = content.encode() if isinstance(content, str) else content
    return browser.fill("/data/fil", files={"fil": (name, content)})


def laid(root: Path) -> list[Path]:
    return [path for path in (root / ".grundlag" / "sent").rglob("*") if path.is_file()]


def packed(members: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return content.getvalue()


def test_a_file_that_is_known_is_told_of_and_waits(browser: Any, lilleby: Path) -> None:
    before = (lilleby / "sources.toml").read_bytes()
    at = sent(browser, "halvt år.csv", HALF).headers["location"]
    text = words(browser.get(at).text)
    assert "Anmeldelser, én række hver fra Politiet, kilden anmeldelser" in text
    assert "dato Dato sted Sted" in text
    assert [path.name for path in laid(lilleby)] == ["halvt år.csv"]
    assert laid(lilleby)[0].read_text("utf-8") == HALF
    assert laid(lilleby)[0].stat().st_mode & 0o777 == 0o600
    assert (lilleby / "sources.toml").read_bytes() == before  # looked at, and nothing written
    answer = browser.fill(at, kom="2026-02-03", trukket="2026-02-01",
                          **{"fra-maaned": "2026-01", "til-maaned": "2026-01"})  # fmt: skip
    assert answer.headers["location"] == "/arbejde/1"
    desk: Desk = browser.app.app.state.desk
    asked = jobs.job(desk.engine, 1).asked
    assert asked == {
        "arrived": "2026-02-03", "extracted": "2026-02-01", "source": "",
        "covers": "2026-01:2026-01", "called": "halvt år.csv", "accepts": False,
        "draft": at.rpartition("/")[2], "path": laid(lilleby)[0].relative_to(lilleby).as_posix(),
    }  # fmt: skip
    for address in (at, f"{at}/kasser"):  # neither asked for twice nor taken from under it
        assert browser.fill(address).headers["location"] == "/arbejde/1"
    assert len(laid(lilleby)) == 1


def test_a_new_make_is_confirmed_as_it_was_chosen(browser: Any, lilleby: Path) -> None:
    before = (lilleby / "sources.toml").read_bytes()
    at = sent(browser, "folketal.csv", NEW).headers["location"]
    page = browser.get(at).text
    assert "Den ligner befolkning" in words(page)
    assert '<option value="Kvarter" selected>' in page
    assert (lilleby / "sources.toml").read_bytes() == before
    assert browser.fill(at, **CHOSEN).headers["location"] == "/arbejde/1"
    after = (lilleby / "sources.toml").read_bytes()
    assert after.startswith(before)
    source = run.load(lilleby).sources.source[-1]
    assert (source.confirmed, source.columns) == (
        True, {"date": "Dato", "place": "Kvarter", "n": "Folketal"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("chosen", "told"),
    [({"kolonne.columns.n": ""}, "n"), ({"kolonne.columns.n": "../x"}, 'no column called "../x"')],
)
def test_a_mapping_that_is_wrong_is_told_and_nothing_is_written(
    browser: Any, lilleby: Path, chosen: dict[str, str], told: str
) -> None:
    before = (lilleby / "sources.toml").read_bytes()
    at = sent(browser, "folketal.csv", NEW).headers["location"]
    answer = browser.fill(at, **{**CHOSEN, **chosen, "fra": 'En "kilde"\n[[source]]'})
    assert answer.status_code == 422
    assert told in words(answer.text)
    assert 'value="En &#34;kilde&#34; [[source]]"' in answer.text  # what was written is not lost
    assert (lilleby / "sources.toml").read_bytes() == before
    assert jobs.last(browser.app.app.state.desk.engine) == ()


def test_all_that_is_wrong_with_the_days_is_told_at_once(browser: Any) -> None:
    at = sent(browser, "a.csv", HALF).headers["location"]
    told = {"kom": "i går", "trukket": "2026-02-30", "fra-maaned": "2026-13", "til-maaned": ""}
    text = words(browser.fill(at, **told).text)
    for said in told.values():
        assert not said or f'"{said}" is none.' in text
    backwards = {"fra-maaned": "2026-02", "til-maaned": "2026-01"}
    assert '"2026-02" to "2026-01" is no span.' in words(browser.fill(at, **backwards).text)


def test_a_file_cannot_have_come_tomorrow(browser: Any) -> None:
    """It would be heard in place of every file that comes until that day."""
    at = sent(browser, "a.csv", HALF).headers["location"]
    assert 'day it came : "2026-06-02" is yet to come.' in words(
        browser.fill(at, kom="2026-06-02").text
    )
    assert browser.fill(at, kom="2026-06-01").headers["location"] == "/arbejde/1"


def test_an_archive_is_looked_into_and_each_file_told(browser: Any) -> None:
    archive = packed({"a.csv": HALF.encode(), "sub/b.csv": NEW.encode(), "c.pdf": b"%PDF-1.4"})
    text = words(browser.get(sent(browser, "alt.zip", archive).headers["location"]).text)
    assert "alt.zip/a.csv Anmeldelser, én række hver fra Politiet" in text
    assert "alt.zip/sub/b.csv Den ligner befolkning , og den er ny her. Send den alene" in text
    assert "alt.zip/c.pdf : is a PDF: a paper to look at, not a table." in text


def test_several_files_wait_beside_each_other(browser: Any, lilleby: Path) -> None:
    files = [("fil", (name, HALF.encode())) for name in ("a.csv", "b.csv", "../../x.csv")]
    assert browser.fill("/data/fil", files=files).headers["location"] == "/data#venter"
    assert sorted(path.name for path in laid(lilleby)) == ["a.csv", "b.csv", "x.csv"]
    page = browser.get("/data").text
    found = re.findall(r'href="(/data/fil/[0-9a-f]{32})">([^<]+)', page)
    assert [name for _, name in found] == ["a.csv", "b.csv", "x.csv"]
    assert browser.fill(f"{found[0][0]}/kasser").status_code == 303
    assert len(laid(lilleby)) == 2
    assert browser.get(found[0][0]).status_code == 404


BOMB = packed({"a.csv": bytes(opening.FROM + 1)})
REFUSED = {
    "empty": ("a.csv", b"", "is empty"),
    "a picture": ("a.png", b"\x89PNG\r\n\x1a\n", 'files that end in ".png" are not read'),
    "a program": ("a.exe", b"MZ\x90\x00", 'files that end in ".exe" are not read'),
    "a PDF that says it is CSV": ("a.csv", b"%PDF-1.4", "is a PDF"),
    "a cut archive": ("a.zip", b"PK\x03\x04 and no more", "cannot be unpacked"),
    "a bomb": ("a.zip", BOMB, "unpacks to 64 MB or more"),
    "a bomb that says it is a workbook": ("a.xlsx", BOMB, "unpacks to 64 MB or more"),
    "a way out": ("a.zip", packed({"../../x.csv": b"a"}), "leads out of the archive"),
    "a drive": ("a.zip", packed({"C:/x.csv": b"a"}), "leads out of the archive"),
    "a Word document": ("a.docx", packed({"word/document.xml": b"a"}), "is a Word document"),
    "a number for a name": ("010203-1234.csv", HALF.encode(), "looks like it holds a CPR number"),
    "a number in it": ("a.csv", f"CPR;Navn\n{'010203-1234'};x\n".encode(), "Nothing was kept"),
}


@pytest.mark.parametrize("which", REFUSED)
def test_what_is_refused_is_told_and_does_not_lie_anywhere(
    shared: tuple[Any, Path], which: str
) -> None:
    browser, lilleby = shared
    name, content, told = REFUSED[which]
    answer = sent(browser, name, content)
    assert answer.status_code == 422
    assert told in words(answer.text)
    assert laid(lilleby) == []
    assert "010203-1234" not in answer.text
    assert not list((lilleby / "store" / "parts").glob("*"))


def test_a_packed_file_that_grows_too_much_is_told(browser: Any) -> None:
    """What is in a gzip nobody knows before: it is looked at only so far."""
    at = sent(browser, "a.csv.gz", gzip.compress(bytes(opening.FROM + 1))).headers["location"]
    text = words(browser.get(at).text)
    assert "unpacks to 6" in text
    assert "Den kan ikke tages ind, som den er." in text


@pytest.mark.parametrize("length", [True, False])
def test_more_than_may_be_sent_is_refused(
    browser: Any, lilleby: Path, monkeypatch: pytest.MonkeyPatch, length: bool
) -> None:
    """Where its length is told at once, else as soon as so much has come."""
    monkeypatch.setattr(bodies, "LARGEST", {"/data/fil": 2000})
    content = sent(browser, "a.csv", HALF)
    assert content.status_code == 303
    if length:
        answer = sent(browser, "b.csv", b"x" * 2000)
    else:

        def parts() -> Iterator[bytes]:
            for _ in range(3):
                yield b"x" * 1000

        kind = "multipart/form-data; boundary=x"
        own = {"origin": "http://127.0.0.1:8020", "content-type": kind}
        answer = browser.post("/data/fil", content=parts(), headers=own)
    assert answer.status_code == 413
    assert "Filen er for stor" in answer.text
    assert [path.name for path in laid(lilleby)] == ["a.csv"]


def test_a_form_with_too_many_parts_is_refused(shared: tuple[Any, Path]) -> None:
    browser, lilleby = shared
    many = [("fil", (f"{n}.csv", b"a")) for n in range(bodies.MOST_FILES + 1)]
    answer = browser.fill("/data/fil", files=many)
    assert answer.status_code == 400
    assert "havde for mange dele eller en alt for lang tekst" in answer.text
    assert laid(lilleby) == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_half_a_form_lays_nothing_down(shared: tuple[Any, Path]) -> None:
    browser, lilleby = shared
    own = {"origin": "http://127.0.0.1:8020", "content-type": "multipart/form-data; boundary=x"}
    half = b'--x\r\nContent-Disposition: form-data; name="fil"; filename="a.csv"\r\n\r\nSag'
    assert browser.post("/data/fil", content=half, headers=own).status_code in (400, 403)
    assert laid(lilleby) == []


def test_a_form_without_a_file_says_so(shared: tuple[Any, Path]) -> None:
    browser, _ = shared
    for files in ({"fil": ("", b"")}, {"andet": ("a.csv", b"a")}):
        answer = browser.fill("/data/fil", files=files)
        assert answer.status_code == 422
        assert "none was sent." in words(answer.text)
    assert browser.fill("/data/fil", fil="a.csv").status_code == 422  # a text is no file


def test_without_the_word_of_the_page_nothing_is_laid_down(shared: tuple[Any, Path]) -> None:
    browser, lilleby = shared
    browser.get("/data")
    own = {"origin": "http://127.0.0.1:8020", "sec-fetch-site": "same-origin"}
    answer = browser.post("/data/fil", files={"fil": ("a.csv", b"a")}, headers=own)
    assert answer.status_code == 403
    assert laid(lilleby) == []


def test_a_file_that_no_line_tells_of_is_swept_away(lilleby: Path) -> None:
    """It was being sent when the server was killed: nobody was told that it came."""
    left = lilleby / ".grundlag" / "sent" / "0123"
    left.mkdir(parents=True)
    (left / "a.csv").write_text("half", "utf-8")
    desk = Desk(lilleby, lambda: run.standing.date(2026, 6, 1))
    kept = drafts.lay(desk.engine, lilleby, "b.csv", io.BytesIO(b"whole"))
    desk.close()
    Desk(lilleby, lambda: run.standing.date(2026, 6, 1)).close()
    assert [path.parent.name for path in laid(lilleby)] == [kept.id]


def test_a_disk_that_is_full_is_told_and_nothing_half_is_left(
    browser: Any, lilleby: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device", "server")

    browser.get("/data")
    monkeypatch.setattr(drafts, "flush", full)
    answer = sent(browser, "a.csv", HALF)
    assert answer.status_code == 503
    assert "No space left on device" in answer.text
    assert laid(lilleby) == []


def test_more_than_there_is_room_for_waits_for_no_one(browser: Any) -> None:
    browser.get("/data")
    desk: Desk = browser.app.app.state.desk
    for n in range(jobs.MOST):
        jobs.ask(desk.engine, "report", {"year": n}, "")
    answer = browser.fill("/2026/papirer", "/2026/papirer")
    assert answer.status_code == 429
    assert "Der er meget i kø" in answer.text


NAMES = {
    "../../etc/passwd": "passwd", "..\\in\\tal.csv": "tal.csv", "a\0b.csv": "a_b.csv",
    "": "fil", "..": "fil", ".csv": "csv", "/": "fil", "-rf.csv": "rf.csv", "CON.csv": "_CON.csv",
    "års tal (2).csv": "års tal (2).csv", "a\n[[b]].csv": "a_b_.csv", "~$a.xlsx": "_a.xlsx",
    "=cmd|x.csv": "cmd_x.csv", "a\u202evsc.exe": "a_vsc.exe",
}  # fmt: skip


@pytest.mark.parametrize("given_name", NAMES)
def test_a_name_is_made_plain(given_name: str) -> None:
    assert plain_name(given_name) == NAMES[given_name]


@given(st.text(max_size=400))
@settings(max_examples=50, deadline=None)
def test_no_name_leads_anywhere(given_name: str) -> None:
    name = plain_name(given_name)
    assert name
    assert len(name) <= LONGEST
    assert Path("/a/b").joinpath(name).resolve().parent == Path("/a/b")
    assert not name.startswith((".", "-", "~", "="))
    assert name == plain_name(name)


@pytest.mark.slow  # the worker starts a program of its own, twice
def test_rows_set_aside_are_fetched_mended_and_sent_again(lilleby: Path, desked: Desked) -> None:
    """One of two reports of January has no date; mended in the workbook it is counted, too."""
    with desked(lilleby) as browser:
        address = browser.fill(sent(browser, "januar.csv", HALF).headers["location"])
        finished(browser, address.headers["location"])
        (first,) = [d for d in deliveries(lilleby) if d.manifest.file == "januar.csv"]
        assert (first.manifest.rows_kept, first.manifest.rows_set_aside) == (1, 1)
        workbook = browser.get(f"/data/{first.id}/sat-til-side.xlsx").content
        mended = rewritten(workbook, "i går".encode(), b"16-01-2026")
        assert mended != workbook
        address = browser.fill(sent(browser, "rettet.xlsx", mended).headers["location"])
        finished(browser, address.headers["location"])
    (added,) = [d for d in deliveries(lilleby) if d.manifest.file == "rettet.xlsx"]
    assert added.manifest.mends == first.manifest.digest
    assert (added.manifest.rows_kept, added.manifest.rows_set_aside) == (1, 0)
    cube = run.counted(run.load(lilleby), TODAY).crime
    assert int(cube.n[cube.month == 2026 * 12].sum()) == 2


def finished(browser: Any, address: str) -> None:
    for _ in range(600):
        if "Færdig" in words(browser.get(address).text):
            return
        time.sleep(0.1)
    raise AssertionError(words(browser.get(address).text))


def rewritten(workbook: bytes, old: bytes, new: bytes) -> bytes:
    """A workbook with one text of it for another, as a person saves it."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        return packed({name: book.read(name).replace(old, new) for name in book.namelist()})
