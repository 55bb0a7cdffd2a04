"""README's picture and those of docs/papers.md: `python tests/docs/pictures.py WORKING_FOLDER`.

The folder is a copy of examples/partnerskaber with its papers made, as docs/papers.md tells. Needs
poppler, LibreOffice and Chromium.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageOps

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
YEAR = "out/2026-forslag-2025"
PAGES = {  # a picture: the paper, and which of its pages
    "paper": ("out/2026-public/amager", (1, 2, 3, 4)),
    "papers-indstilling": (f"{YEAR}/indstilling", (1, 2)),
    "papers-bilag": (f"{YEAR}/amager", (1, 2, 3, 4)),
    "papers-om-opgoerelsen": (f"{YEAR}/om-opgoerelsen", (1, 2, 12, 13)),
    "papers-overblik": (f"{YEAR}/overblik", (1, 2)),
    "papers-afklaring": (f"{YEAR}/afklaring", (1, 2)),
    "papers-sammenligning": ("out/2026-sammenligning/sammenligning", (1, 2, 3, 4)),
    "papers-grundlag": ("out/grundlag/grundlag", (1, 2)),
    "papers-orientering": ("out/orientering/orientering-folehaven", (1, 2)),
}
WORKBOOK, PAGE = f"{YEAR}/amager.xlsx", f"{YEAR}/amager.html"
DOTS, COLOURS, GAP, GREY = 60, 128, 8, "#8A9299"


def run(*command: str | Path) -> None:
    subprocess.run([str(word) for word in command], check=True, capture_output=True)


def pages(pdf: Path, wanted: Sequence[int], dots: int = DOTS) -> list[Image.Image]:
    """Some pages of a PDF as pictures; those that there are."""
    with tempfile.TemporaryDirectory() as folder:
        run("pdftoppm", "-r", str(dots), "-png", pdf, Path(folder) / "p")
        found = sorted(Path(folder).iterdir())
        return [Image.open(found[n - 1]).convert("RGB") for n in wanted if n <= len(found)]


def beside(found: Sequence[Image.Image], columns: int) -> Image.Image:
    """Pictures in rows of so many, on grey."""
    width, height = (max(side) + GAP for side in zip(*(p.size for p in found), strict=True))
    rows = -(-len(found) // columns)
    size = (width * min(columns, len(found)) + GAP, height * rows + GAP)
    whole = Image.new("RGB", size, GREY)
    for i, picture in enumerate(found):
        whole.paste(picture, (GAP + i % columns * width, GAP + i // columns * height))
    return whole


def write(name: str, picture: Image.Image) -> None:
    picture.quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)


def main(root: Path) -> None:
    for name, (paper, wanted) in PAGES.items():
        write(name, beside(pages(root / f"{paper}.pdf", wanted), 4))
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder,
            root / WORKBOOK)  # fmt: skip
        sheets = pages(Path(folder) / "amager.pdf", (1, 3, 5, 8), 50)
        write("papers-workbook", beside(sheets, 2))
        shot = Path(folder) / "page.png"
        run("chromium", "--headless", "--no-sandbox", f"--user-data-dir={folder}/browser",
            "--hide-scrollbars", "--window-size=900,1500", f"--screenshot={shot}",
            (root / PAGE).resolve().as_uri())  # fmt: skip
        page = Image.open(shot).convert("RGB")
        write("papers-html", ImageOps.expand(page.resize((540, 900)), GAP, GREY))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
