"""A workbook written by hand: no library for writing Excel is needed to test reading it."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

Sheet = tuple[str, list[list[object]]]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006"
STYLES = f"""<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/>
</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>
</styleSheet>"""


def _cell(place: str, value: object) -> str:
    if isinstance(value, bytes):  # an error, or a formula: as Excel writes what stands in the cell
        return f'<c r="{place}"{value.decode()}</c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    if isinstance(value, date):
        hours = value.hour + value.minute / 60 if isinstance(value, datetime) else 0
        value = value.toordinal() - date(1899, 12, 30).toordinal() + hours / 24
        return f'<c r="{place}" s="1"><v>{value}</v></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def _rows(cells: list[list[object]]) -> str:
    return "".join(
        f'<row r="{r}">'
        + "".join(_cell(f"{chr(65 + c)}{r}", v) for c, v in enumerate(row) if v is not None)
        + "</row>"
        for r, row in enumerate(cells, 1)
    )


def _write(path: Path, *sheets: Sheet) -> Path:
    names = "".join(
        f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>'
        for i, (name, _) in enumerate(sheets, 1)
    )
    kinds = [f"worksheet sheet{i}" for i in range(1, len(sheets) + 1)]
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{LINKS}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(kinds) + 1)
    )
    links += f'<Relationship Id="rIdS" Type="{LINKS}/styles" Target="styles.xml"/>'
    relationships = f'<Relationships xmlns="{TYPES}/relationships">'
    book = f'<Relationship Id="r" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/>'
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{TYPES}/content-types"><Default Extension="xml" '
            'ContentType="application/xml"/></Types>',
        )
        parts.writestr("_rels/.rels", f"{relationships}{book}</Relationships>")
        parts.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{names}</sheets></workbook>',
        )
        parts.writestr("xl/_rels/workbook.xml.rels", f"{relationships}{links}</Relationships>")
        parts.writestr("xl/styles.xml", STYLES)
        for i, (_, cells) in enumerate(sheets, 1):
            parts.writestr(
                f"xl/worksheets/sheet{i}.xml",
                f'<worksheet xmlns="{MAIN}"><sheetData>{_rows(cells)}</sheetData></worksheet>',
            )
    return path


@pytest.fixture(scope="session")
def excel() -> Callable[..., Path]:
    return _write
