"""The analyst's remarks: beside what they are about, signed, and told where the figure moved."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from python_calamine import CalamineWorkbook

from grundlag.basis.check_folder import OWN
from grundlag.basis.remarks import Remark, key_of
from grundlag.render import RENDERERS, render
from grundlag.render.numbers import fill
from grundlag.report.model import Paragraph
from grundlag.report.remarks import changed_since, remarks_on, to_note

ON = date(2026, 3, 4)


def said(text):
    return fill(text).replace("\u00a0", " ")


def remark(**keys):
    return Remark(**{"partnership": "amager", "text": "Ord.", "initials": "AB", "date": ON, **keys})


def holding(context, *remarks, written=None):
    defs = replace(context.defs, remarks={context.year: remarks}, written=written or {})
    return replace(context, defs=defs)


def figure(context, name, year=2025):
    return context.measures.estimates[name, "amager", year].value


def test_each_stands_where_what_it_is_about_stands(now):
    sections = now.paper("amager").sections
    found = [
        (s.id, said(b.texts[0]))
        for s in sections
        for b in s.blocks
        if isinstance(b, Paragraph) and b.role == "remark"
    ]
    assert found == [
        ("tryghed", "Der var gadefest i maj. (CD, 5. marts 2026)"),
        ("kriminalitet",
         "Antal indbrud: En ny ordning kom i gang i maj. (AB, 4. marts 2026)"),
        ("bemaerkninger", "Hele papiret er læst igennem. (AB, 3. marts 2026)"),
    ]  # fmt: skip
    others = [p for p in now.pack.papers if p.id != "amager"]
    for paper in others:
        blocks = [b for s in paper.sections for b in s.blocks if isinstance(b, Paragraph)]
        assert not [b for b in blocks if b.role == "remark"]


def test_a_remark_on_a_figure_stands_right_after_what_is_said_of_its_target(now):
    crime = next(s for s in now.paper("amager").sections if s.id == "kriminalitet")
    at = next(i for i, b in enumerate(crime.blocks) if getattr(b, "role", "") == "remark")
    assert "antal indbrud" in said(crime.blocks[at - 1].texts[0]).lower()


@pytest.mark.parametrize("name", RENDERERS)
def test_remarks_are_in_every_format(now, name, tool, tmp_path):
    content = render(now.paper("amager"), name)
    text = words_of(content, name, tool, tmp_path / "amager.pdf")
    assert "En ny ordning kom i gang i maj." in " ".join(text.split())


def words_of(content, name, tool, path):
    """All that a file says, read by another program than the one that wrote it."""
    match name:
        case "docx":
            return " ".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
        case "xlsx":
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            sheets = [book.get_sheet_by_name(sheet).to_python() for sheet in book.sheet_names]
            return " ".join(str(cell) for rows in sheets for row in rows for cell in row)
        case "pdf":
            path.write_bytes(content)
            return tool("pdftotext", path, "-")
    return content.decode()


def test_only_the_reports_own_year_has_them(made):
    for b in (b for s in made[2025, None].paper("amager").sections for b in s.blocks):
        assert getattr(b, "role", "") != "remark"


def test_a_figure_that_moved_is_told_in_both_its_states(now):
    """Written to 52, now 57: the words of the issue's own example."""
    context = holding(now.context, remark(indicator="indbrud", written_to=52))
    estimate = context.measures.estimates["indbrud", "amager", 2025]
    moved = {**context.measures.estimates, ("indbrud", "amager", 2025): replace(estimate, value=57)}
    context = replace(context, measures=replace(context.measures, estimates=moved))
    (paragraph,) = remarks_on(context, "amager", "indbrud")
    assert said(paragraph.texts[1]) == "Skrevet til 52, nu 57."


def test_a_figure_that_stayed_is_not_told(now):
    same = figure(now.context, "indbrud")
    context = holding(now.context, remark(indicator="indbrud", written_to=same))
    (paragraph,) = remarks_on(context, "amager", "indbrud")
    assert len(paragraph.texts) == 1


def test_a_share_is_written_in_per_cent_and_told_with_a_decimal_more(now):
    """62.9 written, 63.4 now: both print as whole per cents that hide it."""
    context = holding(now.context, remark(indicator="trygge", written_to=62.9))
    estimate = context.measures.estimates["trygge", "amager", 2026]
    key = ("trygge", "amager", 2026)
    moved = {**context.measures.estimates, key: replace(estimate, value=0.634)}
    context = replace(context, measures=replace(context.measures, estimates=moved))
    assert [said(t) for p in remarks_on(context, "amager", "trygge") for t in p.texts][1] == (
        "Skrevet til 62,9 %, nu 63,4 %."
    )


@pytest.mark.parametrize(
    ("wrote", "share", "told"),
    [
        (84.0, 0.839, False),
        (84.0, 0.834, True),
        (83.9, 0.8394, False),
        (83.9, 0.8396, True),
        (100.0, 0.996, False),
        (100.0, 0.994, True),
    ],
)
def test_a_figure_somebody_wrote_is_held_against_what_prints(now, wrote, share, told):
    """84 per cent is what 83.9 prints as; who writes 83.9 means a decimal."""
    written = remark(indicator="trygge", written_to=wrote)
    context = holding(now.context, written)
    key = ("trygge", "amager", 2026)
    estimate = replace(context.measures.estimates[key], value=share)
    moved = {**context.measures.estimates, key: estimate}
    context = replace(context, measures=replace(context.measures, estimates=moved))
    assert (changed_since(context, written) is not None) == told


def test_without_a_figure_of_its_own_the_first_printing_is_noted(now):
    new = remark(indicator="indbrud")
    context = holding(now.context, new, remark(goal="2"), remark())
    key = key_of(new, context.basis.id)
    assert to_note(context) == {key: figure(context, "indbrud")}
    noted = holding(context, new, written={2026: {key: 52.0}})
    assert to_note(noted) == {}
    before, now_ = changed_since(noted, new)
    assert (before.value, now_.value) == (52.0, figure(context, "indbrud"))


def test_what_is_printed_in_no_paper_is_not_noted(now):
    context = holding(now.context, remark(indicator="indbrud"))
    assert to_note(context)
    folder = replace(context.defs.folder, papers=("overview",))
    assert to_note(replace(context, defs=replace(context.defs, folder=folder))) == {}


def test_a_remark_on_a_figure_of_another_basis_is_not_printed(now):
    other = remark(indicator="tyveri")
    context = holding(now.context, other)
    assert "tyveri" not in {i.id for i in context.basis.indicator}
    assert to_note(context) == {}
    assert changed_since(context, other) is None


def test_the_same_words_on_two_bases_are_noted_apart(now):
    found = remark(indicator="indbrud")
    assert key_of(found, "nuvaerende") != key_of(found, "forslag-2025")


def test_every_paper_of_ours_has_a_name_that_no_partnership_may_have(now):
    own = {p.id for p in now.pack.papers} - {p.id for p in now.run.defs.partnerships.partnership}
    assert own
    assert not [name for name in own if not OWN.fullmatch(name)]
