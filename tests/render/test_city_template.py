"""A paper on a city's own Word template: theirs is kept, ours goes in, nothing else comes along."""

import io
import re
import subprocess
from dataclasses import replace

import docx as word_files
import pytest
from docx.enum.section import WD_SECTION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from lxml import etree

from grundlag.render.docx import docx
from grundlag.render.dress import Dress
from grundlag.render.edited import lines_of
from grundlag.render.numbers import fill
from grundlag.report.model import Chart, Map

MARKS = "FORSLAG · opdigtede data · internt"


def opened(content):
    return word_files.Document(io.BytesIO(content))


def on(paper, template):
    return docx(paper, Dress(template=template))


@pytest.fixture(scope="module")
def template(city_files):
    return city_files.template()


@pytest.fixture(scope="module")
def word(paper, template):
    return on(paper, template)


@pytest.fixture(scope="module")
def document(word):
    return opened(word)


def said(part):
    return [p.text for p in part.paragraphs if p.text]


def pictures(part):
    return len(list(part._element.iter(qn("pic:pic"))))


# --- the page is theirs


def test_page_and_margins_are_the_templates(document):
    section = document.sections[0]
    size = (section.page_width.mm, section.left_margin.mm, section.top_margin.mm)
    assert size == pytest.approx((210, 25, 34), abs=0.1)


@pytest.mark.parametrize(("page", "width"), [({}, 160), ({"width": 215.9, "side": 25.4}, 165.1)])
def test_tables_and_charts_are_as_wide_as_its_text(paper, city_files, page, width):
    found = opened(on(paper, city_files.template(**page)))
    for table in found.tables:
        twips = [int(c.get(qn("w:w"))) for c in table._tbl.tblGrid]
        assert sum(twips) / 1440 * 25.4 == pytest.approx(width, abs=0.1)
    widest = max(shape.width for shape in found.inline_shapes)
    assert widest / 36000 == pytest.approx(width, abs=0.1)


def test_every_head_keeps_what_it_has_and_says_the_marks_last(document):
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert document.settings.odd_and_even_pages_header_footer
    heads = {
        "Havneby Kommune": section.header,
        "Havneby Kommune · Sekretariatet": section.first_page_header,
        "Havneby": section.even_page_header,
    }
    for name, head in heads.items():
        assert head.tables[0].cell(0, 0).text == name
        assert pictures(head) == 1
        assert said(head) == [MARKS]
        assert head.paragraphs[-1].style.name == "Header"


@pytest.mark.parametrize(("shown", "name"), [("first", "first_page_header"),
                                             ("even", "even_page_header")])  # fmt: skip
def test_pages_that_had_no_head_of_their_own_get_one_with_the_marks(paper, city_files, shown, name):
    def turn_on(document):
        document.sections[0].different_first_page_header_footer = shown == "first"
        document.settings.odd_and_even_pages_header_footer = shown == "even"

    bare = city_files.template(turn_on, first=False, even=False)
    head = getattr(opened(on(paper, bare)).sections[0], name)
    assert not head.is_linked_to_previous
    assert said(head) == [MARKS]


def test_a_paper_without_marks_leaves_heads_alone(paper, template):
    found = opened(on(replace(paper, marks=()), template)).sections[0]
    assert said(found.header) == said(found.first_page_header) == []


def test_marks_of_any_letters_are_marks(paper, template):
    found = opened(on(replace(paper, marks=('a & <b> "c"',)), template))
    assert said(found.sections[0].header) == ['a & <b> "c"']


def float_at(side):
    def edit(document):
        paragraph = document.sections[0].header.paragraphs[-1]
        document.sections[0].header._element.append(paragraph._p)
        run = paragraph.add_run()
        inline = run.add_picture(io.BytesIO(PNG), width=Mm(30))._inline
        xml = etree.tostring(inline).decode()
        place = f'<wp:positionH relativeFrom="margin"><wp:align>{side}</wp:align></wp:positionH>'
        xml = xml.replace("wp:inline", "wp:anchor").replace("<wp:extent", f"{place}<wp:extent", 1)
        inline.getparent().replace(inline, parse_xml(xml))

    return edit


PNG = b""


@pytest.mark.parametrize(("floats", "marks"), [("right", "left"), ("left", "right")])
def test_marks_stand_beside_a_picture_that_floats(paper, city_files, floats, marks, monkeypatch):
    monkeypatch.setitem(globals(), "PNG", city_files.png())
    found = opened(on(paper, city_files.template(float_at(floats))))
    last = found.sections[0].header.paragraphs[-1]
    assert last.text == MARKS
    assert last._p.pPr.find(qn("w:jc")).get(qn("w:val")) == marks


def fields(part):
    return re.findall(r"\b(?:NUM)?PAGES?\b", etree.tostring(part._element).decode())


def test_a_foot_that_counts_pages_is_left_as_it_is(document):
    section = document.sections[0]
    assert said(section.footer) == ["Havneby Kommune "]
    assert said(section.first_page_footer) == ["Havnegade 1, 9999 Havneby"]
    assert len(section.footer.paragraphs) == 1


def test_feet_that_count_no_pages_get_our_numbers(paper, city_files):
    section = opened(on(paper, city_files.template(numbered=False))).sections[0]
    assert said(section.footer)[0] == "Havneby Kommune "
    for foot in (section.footer, section.first_page_footer, section.even_page_footer):
        assert fields(foot) == ["PAGE", "NUMPAGES"]
        assert foot.paragraphs[-1].text.startswith("Side ")


def test_the_last_section_is_the_papers_with_the_heads_it_had_from_before(paper, city_files):
    def two(document):
        document.sections[0]._sectPr.append(parse_xml(f'<w:cols {nsdecls("w")} w:num="2"/>'))
        document.add_section(WD_SECTION.NEW_PAGE)

    found = opened(on(paper, city_files.template(two)))
    assert len(found.sections) == 1
    assert found.sections[0].header.tables[0].cell(0, 0).text == "Havneby Kommune"
    assert said(found.sections[0].header) == [MARKS]
    assert not found.element.body.findall(f".//{qn('w:cols')}")


def test_a_page_in_the_section_before_is_the_papers(paper, city_files):
    def two(document):
        document.add_section(WD_SECTION.NEW_PAGE)
        for name in ("w:pgSz", "w:pgMar"):
            last = document.sections[-1]._sectPr
            last.remove(last.find(qn(name)))

    section = opened(on(paper, city_files.template(two))).sections[0]
    assert (section.page_width.mm, section.left_margin.mm) == pytest.approx((210, 25), abs=0.1)


def test_a_page_in_other_units_is_as_wide(paper, city_files):
    in_mm = city_files.rewritten(
        city_files.template(), {"word/document": lambda text: text.replace('"11906"', '"210mm"')}
    )
    table = opened(on(paper, in_mm)).tables[0]
    twips = sum(int(c.get(qn("w:w"))) for c in table._tbl.tblGrid)
    assert twips / 1440 * 25.4 == pytest.approx(160, abs=0.1)


def test_line_numbers_a_printer_and_columns_do_not_come_along(paper, city_files):
    def edit(document):
        section = document.sections[0]._sectPr
        for said in ('lnNumType w:countBy="1"', 'vAlign w:val="center"',
                     'printerSettings r:id="rId77"'):  # fmt: skip
            section.append(parse_xml(f"<w:{said} {nsdecls('w', 'r')}/>"))

    section = opened(on(paper, city_files.template(edit))).sections[0]._sectPr
    kept = {"headerReference", "footerReference", "pgSz", "pgMar", "titlePg", "docGrid"}
    assert {etree.QName(each).localname for each in section} == kept


def test_a_head_that_serves_for_two_kinds_of_pages_has_the_marks_once(paper, city_files):
    def shared(document):
        section = document.sections[0]
        section.different_first_page_header_footer = True
        (head,) = section._sectPr.findall(qn("w:headerReference"))
        section._sectPr.insert(0, parse_xml(etree.tostring(head)))
        section._sectPr[0].set(qn("w:type"), "first")

    section = opened(on(paper, city_files.template(shared, first=False, even=False))).sections[0]
    assert section.first_page_header.part is section.header.part
    assert said(section.header) == [MARKS]


# --- the styles are theirs, by name


def test_styles_are_found_by_their_name_whatever_their_id(document, word, city_files):
    body = city_files.parts(word)["word/document.xml"].decode()
    used = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', body))
    known = {style.style_id for style in document.styles}
    assert used <= known
    assert {"Titel", "Undertitel", "Overskrift1", "Billedtekst"} <= used
    assert not {"Title", "Subtitle", "Heading1", "Caption"} & known


def test_their_styles_are_not_overwritten(document, template):
    before = {s.name: etree.tostring(s.element) for s in opened(template).styles}
    after = {s.name: etree.tostring(s.element) for s in document.styles}
    language = re.compile(rb'(<w:lang w:val=")[^"]+')
    for name, xml in before.items():
        assert language.sub(b"", after[name]) == language.sub(b"", xml), name
    assert document.styles["Note"].font.italic


def test_what_they_lack_is_added_in_their_font_and_size(document):
    names = {style.name for style in document.styles}
    added = {"Body Text", "Lead", "Quote", "Remark", "Fact", "Table Text", "Grundlag", "Verdict"}
    assert added <= names
    text = document.styles["Body Text"]
    assert text.base_style.name == "Normal"
    assert (text.font.name, text.font.size, text.font.color.rgb) == (None, None, None)
    assert document.styles["Table Text"].font.size.pt == 9
    table = document.styles["Grundlag"].element
    assert table.find(qn("w:basedOn")).get(qn("w:val")) == "Tabel-Normal"
    ids = [style.style_id for style in document.styles]
    assert len(ids) == len(set(ids))


def test_an_id_that_is_taken_by_another_style_is_not_taken_again(paper, city_files):
    def taken(document):
        document.styles.add_style("Byens egen", 1).element.set(qn("w:styleId"), "BodyText")

    found = opened(on(paper, city_files.template(taken)))
    assert found.styles["Byens egen"].style_id == "BodyText"
    assert found.styles["Body Text"].style_id == "BodyTextGrundlag"
    assert any(p.style.name == "Body Text" for p in found.paragraphs)


def test_a_name_that_is_taken_by_another_kind_of_style_is_not_taken_again(paper, city_files):
    def taken(document):
        document.styles.add_style("Verdict", 2)

    found = opened(on(paper, city_files.template(taken)))
    assert {"Verdict", "Verdict Grundlag"} <= {style.name for style in found.styles}


def test_a_title_stays_with_its_table_though_their_style_says_nothing_of_it(document):
    assert not document.styles["Caption"].paragraph_format.keep_with_next
    captions = [p for p in document.paragraphs if p.style.name == "Caption"]
    assert captions
    assert all(p.paragraph_format.keep_with_next for p in captions)


# --- the body is ours, and all of it


def test_the_body_is_the_papers_and_their_own_is_gone(document, paper):
    texts = [p.text for p in document.paragraphs]
    assert texts[:2] == [paper.title, paper.subtitle]
    assert not any("Slet denne" in text or "Skriv titel" in text for text in texts)
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [section.heading for section in paper.sections]


def test_it_says_in_every_line_what_our_own_word_file_says(word, paper):
    ours = [line.cells for line in lines_of(docx(paper), "x") if line.kind != "mark"]
    theirs = lines_of(word, "x")
    assert [line.cells for line in theirs if line.kind != "mark"] == ours
    kinds = [line.kind for line in lines_of(docx(paper), "x") if line.kind != "mark"]
    assert [line.kind for line in theirs if line.kind != "mark"] == kinds
    assert (MARKS,) in [line.cells for line in theirs if line.kind == "mark"]


def test_every_chart_has_its_words_and_every_picture_its_part(document, paper):
    charts = [b for s in paper.sections for b in s.blocks if isinstance(b, Chart | Map)]
    told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert [t for t in told if t] == [fill(chart.alt) for chart in charts]
    for blip in document.element.body.iter(qn("a:blip")):
        assert document.part.related_parts[blip.get(qn("r:embed"))].blob.startswith(b"\x89PNG")


def test_language_title_and_author_are_the_papers(document, paper):
    properties = document.core_properties
    assert (properties.title, properties.subject) == (paper.title, paper.subtitle)
    assert (properties.author, properties.last_modified_by, properties.language) == ("", "", "da")
    languages = {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"da-DK"}


@pytest.mark.parametrize("gone", ["lang", "rPr", "rPrDefault", "docDefaults"])
def test_a_template_of_no_language_gives_a_paper_in_danish(paper, city_files, gone):
    def edit(document):
        styles = document.styles.element
        for name in (gone, "lang"):
            inside = styles if name == "lang" else styles.find(qn("w:docDefaults"))
            for each in list(styles.iter(qn(f"w:{name}"))):
                if inside is styles or each is inside or inside in each.iterancestors():
                    each.getparent().remove(each)

    found = opened(on(paper, city_files.template(edit))).styles.element
    path = "/".join(qn(f"w:{name}") for name in ("docDefaults", "rPrDefault", "rPr", "lang"))
    assert found.find(path).get(qn("w:val")) == "da-DK"
    assert found[0].tag == qn("w:docDefaults")


def test_equal_papers_are_equal(paper, template, word):
    assert on(replace(paper), bytes(template)) == word


# --- nothing else comes along


def test_nothing_leads_out_of_the_file(word, city_files):
    parts = city_files.parts(word)
    for name, content in parts.items():
        if name.endswith(".rels"):
            assert b'TargetMode="External"' not in content, name
            for each in etree.fromstring(content):
                folder, target = name.split("_rels/")[0], each.get("Target")
                path = target.lstrip("/") if target.startswith("/") else folder + target
                assert path in parts, (name, target)
    assert not [name for name, content in parts.items() if b"server" in content]
    assert b"attachedTemplate" not in parts["word/settings.xml"]


def test_notes_of_editors_and_what_else_is_in_a_template_stay_behind(paper, city_files):
    def edit(document):
        document.add_comment(document.paragraphs[0].runs, "Husk at slette", author="Skabelonmager")
        settings = document.settings.element
        for name in ("trackRevisions", "linkStyles", "updateFields"):
            settings.append(parse_xml(f"<w:{name} {nsdecls('w')}/>"))
        document.part.relate_to("http://by.invalid/x", f"{KINDS}/hyperlink", is_external=True)

    parts = city_files.parts(on(paper, city_files.template(edit)))
    kept = (
        r"word/(document|styles|settings|theme/theme1|fontTable|numbering|header\d|footer\d)\.xml"
    )
    rest = [n for n in parts if not re.fullmatch(kept, n) and not n.endswith(".rels")]
    assert {n for n in rest if not n.startswith("word/media/")} == {
        "[Content_Types].xml", "docProps/core.xml",
    }  # fmt: skip
    whole = b"".join(parts.values())
    for word in (b"Skabelonmager", b"by.invalid", b"trackRevisions", b"updateFields"):
        assert word not in whole


def a_field(says, shown):
    pieces = (
        '<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{says}</w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>', f"<w:t>{shown[:3]}</w:t>",
        f"<w:t>{shown[3:]}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )  # fmt: skip
    return [parse_xml(f"<w:r {nsdecls('w')}>{each}</w:r>") for each in pieces]


def test_a_head_that_shows_the_documents_title_shows_the_papers(paper, city_files):
    def edit(document):
        line = document.sections[0].header.paragraphs[-1]
        line._p.extend([*a_field(" TITLE ", "Notatskabelon"), *a_field("AUTHOR", "Skabelonmager")])
        line._p.extend(a_field('DOCPROPERTY "Subject"', "Emne her"))

    found = opened(on(paper, city_files.template(edit))).sections[0].header
    assert said(found) == [f"{paper.title}{paper.subtitle}", MARKS]


CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Sagsnr">'
    "<vt:lpwstr>2025-7</vt:lpwstr></property>"
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="3" name="Redaktør">'
    "<vt:lpwstr>En hemmelighed</vt:lpwstr></property></Properties>"
)
VARIABLES = (
    '<w:docVars {}><w:docVar w:name="Enhed" w:val="Sekretariatet"/>'
    '<w:docVar w:name="Makro" w:val="En hemmelighed"/></w:docVars>'
)


def with_facts(city_files, *shown):
    def edit(document):
        for says in shown:
            document.sections[0].header.paragraphs[-1]._p.extend(a_field(says, "2025-7"))
        document.settings.element.append(parse_xml(VARIABLES.format(nsdecls("w"))))
        name, package = PackURI("/docProps/custom.xml"), document.part.package
        kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
        package.relate_to(Part(name, kind, CUSTOM.encode(), package), f"{KINDS}/custom-properties")

    return city_files.template(edit)


def test_a_templates_own_facts_do_not_come_along(paper, city_files):
    found = city_files.parts(on(paper, with_facts(city_files)))
    assert "docProps/custom.xml" not in found
    assert b"docVars" not in found["word/settings.xml"]


def test_those_that_a_head_shows_do_and_no_other(paper, city_files):
    shown = ("DOCPROPERTY  sagsnr  \\* MERGEFORMAT", 'DOCVARIABLE "Enhed"')
    found = city_files.parts(on(paper, with_facts(city_files, *shown)))
    assert "2025-7" in found["docProps/custom.xml"].decode()
    assert "Sekretariatet" in found["word/settings.xml"].decode()
    for name in ("docProps/custom.xml", "word/settings.xml"):
        assert "hemmelighed" not in found[name].decode()


def test_of_settings_only_what_a_page_needs_is_kept(paper, city_files):
    def edit(document):
        for name in ("rsids", "mirrorMargins", "formsDesign"):
            document.settings.element.append(parse_xml(f"<w:{name} {nsdecls('w')}/>"))

    found = opened(on(paper, city_files.template(edit))).settings.element
    names = {etree.QName(each).localname for each in found}
    assert {"mirrorMargins", "evenAndOddHeaders", "compat"} <= names
    assert not {"rsids", "formsDesign", "zoom"} & names


KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_a_link_in_a_head_is_kept(paper, city_files):
    def edit(document):
        head = document.sections[0].header
        key = head.part.relate_to("https://havneby.invalid/", f"{KINDS}/hyperlink", True)
        link = (
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{key}"><w:r><w:t>By</w:t></w:r></w:hyperlink>'
        )
        head.paragraphs[-1]._p.append(parse_xml(link))

    found = opened(on(paper, city_files.template(edit))).sections[0].header
    assert [rel.target_ref for rel in found.part.rels.values() if rel.is_external] == [
        "https://havneby.invalid/"
    ]


# --- an office opens it


@pytest.mark.slow
@pytest.mark.parametrize("page", [{}, {"numbered": False, "first": False, "even": False}])
def test_an_office_shows_head_and_marks_on_every_page(tool, paper, city_files, tmp_path, page):
    source = tmp_path / "paper.docx"
    source.write_bytes(on(paper, city_files.template(**page)))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    tool("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, source)
    target = tmp_path / "paper.pdf"
    pages = tool("pdftotext", "-layout", target, "-").removesuffix("\f").split("\f")
    assert len(pages) >= 3
    assert all(MARKS in text for text in pages)
    assert all("Havneby" in text for text in pages)
    if page:
        assert all(f"Side {i} af {len(pages)}" in text for i, text in enumerate(pages, 1))
    listed = subprocess.run(["pdfimages", "-list", target], capture_output=True, text=True)
    on_pages = {int(line.split()[0]) for line in listed.stdout.splitlines()[2:]}
    assert on_pages == set(range(1, len(pages) + 1))  # the logo in each head


def test_the_last_note_looks_as_their_notes_do(document):
    last = document.styles["Last Note"]
    assert last.base_style.name == "Note"
    assert (last.font.size, last.font.italic) == (None, None)
    assert last.base_style.font.italic
    assert any(p.style.name == "Last Note" for p in document.paragraphs)
