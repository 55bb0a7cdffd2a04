"""The city's logo in our own Word file: in the head of the first page, and the marks beside it."""

import io
from copy import deepcopy

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm

from grundlag.render.dress import Logo
from grundlag.render.look import LOOK


def put_logo(document: Document, logo: Logo) -> None:
    """Gives the first page a head of its own; its foot is that of the others."""
    section = document.sections[0]
    marks = section.header.paragraphs[0].text
    foot = [deepcopy(each) for each in section.footer._element]
    section.different_first_page_header_footer = True
    section.first_page_footer.is_linked_to_previous = False
    section.first_page_footer._element[:] = foot
    head = section.first_page_header.paragraphs[0]
    head.style = document.styles["Header"]
    form = head.paragraph_format
    form.alignment = WD_ALIGN_PARAGRAPH.LEFT
    form.line_spacing = 1.0
    form.tab_stops.add_tab_stop(Mm(LOOK.measure), WD_TAB_ALIGNMENT.RIGHT)
    width, height = logo.size
    picture = head.add_run().add_picture(io.BytesIO(logo.png), Mm(width), Mm(height))
    picture._inline.docPr.set("descr", logo.alt)
    for side in ("distT", "distB", "distL", "distR"):  # unsaid, an office puts room around it
        picture._inline.set(side, "0")
    head.add_run(f"\t{marks}")
    section.header_distance = Mm(LOOK.logo.top)
