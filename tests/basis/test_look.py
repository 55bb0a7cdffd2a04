"""The city's own template and logo, refused in words where papers cannot be made with them."""

import os
from pathlib import Path

import pytest

from grundlag.basis.check import check
from grundlag.basis.load import load
from grundlag.errors import DefinitionError
from grundlag.errors import Problem as Told

ALT = 'logo_alt = "Havneby Kommune"'


@pytest.fixture
def told(havneby: Path, change):
    """What is said of a folder with such a [look]."""

    def found(said: str, **files: bytes) -> list[tuple[str, str]]:
        change(havneby, "grundlag.toml", "", f"\n[look]\n{said}\n")
        for name, content in files.items():
            stem, _, ending = name.rpartition("_")
            (havneby / f"{stem}.{ending}").write_bytes(content)
        try:
            problems: tuple[Told, ...] = check(load(havneby))
        except DefinitionError as error:
            problems = error.problems
        assert all(p.where.startswith("grundlag.toml:") for p in problems)
        return [(p.what, p.fix) for p in problems]

    return found


def only(found):
    assert len(found) == 1, found
    return found[0]


def test_what_can_be_used_is_read(havneby, told, city_files):
    template, logo = city_files.template(), city_files.LOGO.encode()
    said = f'template = "skabelon.docx"\nlogo = "by.svg"\n{ALT}'
    assert told(said, skabelon_docx=template, by_svg=logo) == []
    assert load(havneby).look_files == {"template": template, "logo": logo}


def test_without_it_there_is_nothing(havneby):
    assert load(havneby).look_files == {}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nej.docx", 'template = "nej.docx" is not in the folder.'),
        ("../x.docx", 'template = "../x.docx" leads out of the folder.'),
        ("/etc/hostname", 'template = "/etc/hostname" leads out of the folder.'),
        ("", 'template = "" is not in the folder.'),
        ("a\\u0000b", 'template = "a\0b" is not in the folder.'),
        ("definitions", 'template = "definitions" is not in the folder.'),
    ],
)
def test_a_path_stays_in_the_folder_and_leads_to_a_file(told, path, words):
    assert only(told(f'template = "{path}"'))[0] == words


def test_a_link_out_of_the_folder_leads_out_of_it(havneby, told, tmp_path):
    (tmp_path / "ude.docx").write_bytes(b"x")
    os.symlink(tmp_path / "ude.docx", havneby / "inde.docx")
    assert "leads out" in only(told('template = "inde.docx"'))[0]


def test_a_huge_file_is_not_read(told):
    what, fix = only(told(f'logo = "by.png"\n{ALT}', by_png=b"\x89PNG" + bytes(3 << 20)))
    assert (what, fix) == ('logo = "by.png" is larger than 2 MB.', "Make its pictures smaller.")


MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DOTX = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def swap(old: str, new: str):
    def change(text: str) -> str:
        return text.replace(old, new)

    return change


@pytest.mark.parametrize(
    ("part", "old", "new", "words", "way_out"),
    [
        ("[Content", PLAIN, MACROS, "holds macros", "which leaves them out."),
        ("[Content", PLAIN, DOTX, "kept as a template (.dotx)", "as a document (.docx)."),
        ("word/document", W, STRICT, "Strict Open XML", "not a strict one."),
        ("word/document", "<w:pgSz ", "<w:pgNo ", "no size of paper", "Layout, Size and Margins."),
        ("word/settings", "<w:zoom ", '<w:documentProtection w:enforcement="1"/><w:zoom ',
         "is protected against changes.", "Review, Restrict Editing."),
        ("word/header1", "<w:t>Havneby",
         '<w:instrText> INCLUDEPICTURE "http://by.invalid/l.png"</w:instrText><w:t>Havneby',
         "a field that fetches (INCLUDEPICTURE).", "Take the field out"),
        ("word/footer1", ' PA</w:instrText>',
         ' IF </w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
         'LINK Excel.Sheet.12</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r>'
         '<w:instrText> PA</w:instrText>',
         "a field that fetches (LINK).", "Take the field out"),
        ("word/header1", "<w:t>Havneby",
         '<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="http://by.invalid/l"/><w:t>',
         "a picture that is linked", "a picture there that is in the file."),
        ("word/header1", "<w:p>", '<w:p><w:ins w:id="9" w:author="A"/>',
         "changes that nobody has accepted", "Accept or reject them"),
        ("word/_rels/header1", 'Target="media/image1.png"',
         'Target="http://by.invalid/logo.png" TargetMode="External"',
         "in its head of the page what is fetched from http://by.invalid/logo.png.",
         "a picture there that is in the file."),
        ("word/_rels/header1", "relationships/image", "relationships/oleObject",
         "an embedded oleObject", "a picture there"),
        ("word/styles", "</w:styles>", "", "is no Word file that can be read.", "save it as"),
    ],
)  # fmt: skip
def test_a_template_that_cannot_be_used_says_what_to_do(
    told, city_files, part, old, new, words, way_out
):
    whole = city_files.template()
    assert any(old in p.decode("utf-8", "replace")
               for n, p in city_files.parts(whole).items() if n.startswith(part))  # fmt: skip
    content = city_files.rewritten(whole, {part: swap(old, new)})
    what, fix = only(told('template = "skabelon.docx"', skabelon_docx=content))
    assert what.startswith("skabelon.docx ")
    assert words in what
    assert way_out in fix


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is behind a password, or an old .doc."),
        (b"hello", "is no Word file that can be read."),
        (b"", "is no Word file that can be read."),
    ],
)
def test_what_is_no_word_file_is_told(told, content, words):
    assert words in only(told('template = "s.docx"', s_docx=content))[0]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ({"width": 297, "height": 210}, "lies down (landscape)."),
        ({"side": 50}, "leaves 110 mm for the text; tables need 120 to 200."),
        ({"width": 297, "height": 420}, "leaves 247 mm for the text; tables need 120 to 200."),
    ],
)
def test_a_page_that_tables_do_not_fit_is_told(told, city_files, page, words):
    content = city_files.template(**page)
    assert words in only(told('template = "s.docx"', s_docx=content))[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('w:w="11906"', 'w:w="210mm"'),
        ("</w:sectPr>", '<w:sectPrChange w:id="1" w:author="A"><w:sectPr><w:pgSz w:w="16838" '
         'w:h="11906" w:orient="landscape"/></w:sectPr></w:sectPrChange></w:sectPr>'),
    ],
)  # fmt: skip
def test_a_page_in_other_units_or_that_once_lay_down_is_no_fault(told, city_files, old, new):
    whole = city_files.template()
    assert old in city_files.parts(whole)["word/document.xml"].decode()
    content = city_files.rewritten(whole, {"word/document": swap(old, new)})
    assert told('template = "s.docx"', s_docx=content) == []


def test_a_template_that_leads_to_a_server_can_be_used(told, city_files):
    content = city_files.template()
    assert city_files.SERVER.encode() in city_files.parts(content)["word/_rels/settings.xml.rels"]
    assert told('template = "s.docx"', s_docx=content) == []


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">{}</svg>'
ELSEWHERE, SHAPES = "takes something from elsewhere.", "holds more than shapes: {}."


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<script>alert(1)</script>", SHAPES.format("script")),
        ('<path d="M0 0" onclick="x()"/>', "holds a script."),
        ('<image href="data:image/png;base64,xx"/>', SHAPES.format("image")),
        ("<text>By</text>", SHAPES.format("text")),
        ('<a href="http://by.invalid"><path d="M0 0"/></a>', SHAPES.format("a")),
        ('<use href="http://by.invalid/x.svg#a"/>', ELSEWHERE),
        ('<path d="M0 0" style="fill: url(http://by.invalid/a)"/>', ELSEWHERE),
        ("<style>@import 'http://by.invalid/a.css';</style>", ELSEWHERE),
        ("<foreignObject><b/></foreignObject>", SHAPES.format("b, foreignObject")),
    ],
)
def test_an_svg_holds_shapes_and_nothing_else(told, inside, words):
    content = SVG.format(inside).encode()
    found = told(f'logo = "by.svg"\n{ALT}', by_svg=content)
    assert f"by.svg {words}" in [what for what, _ in found]
    assert {fix for _, fix in found} == {
        "Save it again as plain SVG, its letters as paths; or as .png."
    }


@pytest.mark.parametrize(
    "inside",
    [
        '<defs><linearGradient id="g"/></defs><path d="M0 0" fill="url(#g)"/><use href="#g"/>',
        '<metadata><r xmlns="urn:x">made by an editor</r></metadata><path d="M0 0"/>',
    ],
)
def test_what_stays_inside_an_svg_is_no_fault(told, inside):
    assert told(f'logo = "by.svg"\n{ALT}', by_svg=SVG.format(inside).encode()) == []


OTHER_LETTERS = pytest.mark.parametrize("letters", ["iso-8859-1", "utf-16"])


def in_letters(letters, before="", inside="<title>København</title>"):
    text = f'<?xml version="1.0" encoding="{letters}"?>{before}{SVG.format(inside)}'
    return text.encode(letters)


@OTHER_LETTERS
def test_an_svg_may_be_written_in_other_letters(told, letters):
    assert told(f'logo = "by.svg"\n{ALT}', by_svg=in_letters(letters)) == []


@OTHER_LETTERS
def test_an_svg_that_makes_up_signs_is_refused_in_any_letters(told, letters):
    content = in_letters(letters, '<!DOCTYPE svg [<!ENTITY a "x">]>', "<title>&a;</title>")
    words = "by.svg is neither a PNG nor an SVG that can be read."
    assert only(told(f'logo = "by.svg"\n{ALT}', by_svg=content))[0] == words


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xd8\xff\xe0 a photo", "is neither a PNG nor an SVG that can be read."),
        (b"<svg/>", "is neither a PNG nor an SVG that can be read."),
        (b'<!DOCTYPE s [<!ENTITY a "x">]><svg/>', "is neither a PNG nor an SVG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "does not say how large it is"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e9 1"/>', "how large it is"),
        (b"\x89PNG\r\n\x1a\n", "is a PNG that breaks off, or is damaged."),
    ],
)
def test_a_logo_that_is_no_picture_is_told(told, content, words):
    assert words in only(told(f'logo = "by.svg"\n{ALT}', by_svg=content))[0]


def test_a_huge_picture_is_told(told, city_files):
    what, fix = only(told(f'logo = "by.png"\n{ALT}', by_png=city_files.png(7000, 1)))
    assert what == "by.png is 7000 x 1 pixels."
    assert fix == "Save it with at most 6000 a side."


@pytest.mark.parametrize("alt", ["", 'logo_alt = " "', 'logo_alt = "\\u0001 \\n"'])
def test_a_logo_has_words(told, city_files, alt):
    what, fix = only(told(f'logo = "by.png"\n{alt}', by_png=city_files.png()))
    assert what == "the logo has no words for those who cannot see it."
    assert fix == 'Write what it says: logo_alt = "Havneby Kommune".'


def test_words_without_a_logo_are_a_slip(told):
    assert only(told(ALT)) == ("logo_alt is there, and no logo.", "Name the logo.")
