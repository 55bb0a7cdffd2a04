"""The pictures of the pages in docs: `python tests/docs/web_pictures.py WORKING_FOLDER`.

The folder is a copy of examples/partnerskaber with its files taken in. Needs Chromium, and the
pages' look (`make web`).
"""

import io
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from pictures import beside, write
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

PROPOSAL = "?grundlag=forslag-2025"
DESK = {  # a picture: the address, and how much of it
    "web-overblik": (f"/2026{PROPOSAL}", 900),
    "web-partnerskab": (f"/2026/amager{PROPOSAL}", 2000),
    "web-tal": (f"/2026/amager/indbrud{PROPOSAL}", 2080),
    "web-data": ("/data", 1500),
}
PHONE = (f"/2026{PROPOSAL}", f"/2026/amager{PROPOSAL}", f"/2026/amager/indbrud{PROPOSAL}")
COMMAND = "from grundlag.cli.app import main; main()"


def shot(browser: Browser, address: str, width: int, height: int) -> Image.Image:
    """The top of a page, once nothing more comes."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_function("() => !document.querySelector('[hx-get]')")
    made = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    return made


def main(root: Path) -> None:
    command = [sys.executable, "-c", COMMAND, "serve", "--port", "0", "-C", str(root)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running,
        sync_playwright() as started,
    ):
        assert running.stdout is not None
        at = running.stdout.readline().split()[4].rstrip("/")
        found = shutil.which("chromium")
        browser = started.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name, (address, height) in DESK.items():
            write(name, shot(browser, at + address, 1280, height))
        write("web-telefon", beside([shot(browser, at + a, 360, 800) for a in PHONE], 3))
        browser.close()
        running.send_signal(signal.SIGINT)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
