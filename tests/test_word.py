"""What stands in a Word file: fields each by themselves, and the page that papers get."""

from xml.etree import ElementTree

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from grundlag.word import W, fields, last_section, text_width

READERS = pytest.mark.parametrize("read", [ElementTree.fromstring, parse_xml])


def part(inside):
    return f"<w:hdr {nsdecls('w')}>{inside}</w:hdr>"


def sign(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def says(text):
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def field(text, shown=""):
    result = f"{sign('separate')}<w:r><w:t>{shown}</w:t></w:r>"
    return f"{sign('begin')}{says(text)}{result}{sign('end')}"


PICTURE = 'INCLUDEPICTURE "http://by.invalid/a.png" \\d'


@READERS
@pytest.mark.parametrize(
    ("inside", "names"),
    [
        (field(" PAGE ") + field(PICTURE), ["PAGE", "INCLUDEPICTURE"]),
        (sign("begin") + says("IF ") + field("PAGE") + says(" = 1 ") + field(PICTURE) + sign("end"),
         ["PAGE", "INCLUDEPICTURE", "IF"]),
        (sign("begin") + says(" PA") + says("GE ") + sign("end"), ["PAGE"]),
        (f"{sign('begin')}{says('TI')}</w:p><w:p>{says('TLE')}{sign('end')}", ["TITLE"]),
        (says("LINK a") + sign("end") + field("page"), ["LINK", "PAGE", ""]),
        ('<w:fldSimple w:instr=" Title "/>', ["TITLE"]),
        (sign("begin") + says("LINK Excel.Sheet"), ["LINK", ""]),
    ],
)  # fmt: skip
def test_each_field_is_seen_by_itself(read, inside, names):
    root = read(part(f"<w:p>{inside}</w:p>"))
    assert sorted(each.name for each in fields(root) if each.name) == sorted(filter(None, names))


@pytest.mark.parametrize(
    ("text", "fetches"),
    [
        (PICTURE, True),
        (" rd kapitel.docx", True),
        ("DDEAUTO Excel", True),
        ('QUOTE "INCLUDETEXT"', True),  # a field that makes another's name
        ('HYPERLINK "https://by.invalid/link"', False),
        ("PAGE", False),
        ("STYLEREF Linked", False),
    ],
)
def test_what_a_field_fetches(text, fetches):
    (found, *_) = fields(ElementTree.fromstring(part(f"<w:p>{field(text)}</w:p>")))
    assert found.fetches == fetches


def test_what_a_field_shows_and_what_stands_around_it():
    inside = f"<w:r><w:t>Om </w:t></w:r>{field('DOCPROPERTY &quot;Min sag&quot;', '2025-1')}"
    found, around = fields(ElementTree.fromstring(part(f"<w:p>{inside}</w:p>")))
    assert found.words == ["DOCPROPERTY", "Min sag"]
    assert [each.text for each in found.shown] == ["2025-1"]
    assert around.says == ""


def test_a_control_that_shows_a_property_is_called_as_that_is():
    bound = '<w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:title[1]"/>'
    inside = (
        f"<w:sdt><w:sdtPr>{bound}</w:sdtPr><w:sdtContent><w:r><w:t>Notat</w:t></w:r>"
        "</w:sdtContent></w:sdt>"
    )
    found, *_ = fields(ElementTree.fromstring(part(f"<w:p>{inside}</w:p>")))
    assert (found.name, [each.text for each in found.shown]) == ("TITLE", ["Notat"])


SIZE = '<w:pgSz w:w="11906" w:h="16838"/>'
MARGINS = '<w:pgMar w:left="1417" w:right="1417" w:gutter="0"/>'
LYING = '<w:pgSz w:w="16838" w:h="11906"/>'


def document(*sections):
    before = "".join(f"<w:p><w:pPr><w:sectPr>{s}</w:sectPr></w:pPr></w:p>" for s in sections[:-1])
    return f"<w:body {nsdecls('w', 'r')}>{before}<w:sectPr>{sections[-1]}</w:sectPr></w:body>"


def head(kind, key):
    return f'<w:headerReference w:type="{kind}" r:id="{key}"/>'


@READERS
def test_the_last_section_has_size_and_heads_from_those_before_it(read):
    first = head("default", "a") + head("first", "b") + SIZE + MARGINS
    found = last_section(read(document(first, head("default", "c"))))
    assert found is not None
    tags = [each.tag.removeprefix(W) for each in found]
    assert tags == ["headerReference", "headerReference", "pgSz", "pgMar"]
    keys = [value for each in found[:2] for name, value in each.items() if name.endswith("}id")]
    assert keys == ["c", "b"]


@READERS
def test_what_a_section_was_before_a_change_is_none(read):
    was = f"<w:sectPrChange><w:sectPr>{LYING}</w:sectPr></w:sectPrChange>"
    found = last_section(read(document(SIZE + MARGINS + was)))
    assert found is not None
    assert found.find(f"{W}pgSz").get(f"{W}w") == "11906"
    assert [each.tag.removeprefix(W) for each in found.iter()] == ["sectPr", "pgSz", "pgMar"]


def test_of_a_section_only_what_its_page_looks_like_is_kept():
    more = (
        '<w:lnNumType w:countBy="1"/><w:cols w:num="2"/><w:vAlign w:val="center"/><w:titlePg/>'
        '<w:docGrid w:linePitch="360"/><w:printerSettings r:id="rId77"/>'
    )
    found = last_section(ElementTree.fromstring(document(f"{SIZE}{MARGINS}{more}")))
    assert found is not None
    assert [each.tag.removeprefix(W) for each in found] == ["pgSz", "pgMar", "titlePg", "docGrid"]


@pytest.mark.parametrize(
    ("width", "side", "text"),
    [
        ("11906", "1417", 160.02),  # (11906 - 2 x 1417) / 1440 x 25.4
        ("210mm", "25mm", 160),
        ("21cm", "2.5cm", 160),
        ("8.5in", "1in", 165.1),
        ("612pt", "6pc", 165.1),
    ],
)
def test_the_width_of_the_text_in_any_unit(width, side, text):
    margins = f'<w:pgMar w:left="{side}" w:right="{side}"/>'
    found = last_section(ElementTree.fromstring(document(f'<w:pgSz w:w="{width}"/>{margins}')))
    assert found is not None
    assert text_width(found) == pytest.approx(text, abs=0.01)


def test_no_section_no_size_and_no_length_are_told():
    assert last_section(ElementTree.fromstring(f"<w:body {nsdecls('w')}/>")) is None
    section = ElementTree.fromstring(document(MARGINS))[0]
    assert text_width(section) is None
    section = ElementTree.fromstring(document('<w:pgSz w:w="bred"/><w:pgMar/>'))[0]
    with pytest.raises(ValueError, match="w = bred is no length"):
        text_width(section)
