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
    "web-aktiviteter": ("/2026/aktiviteter/amager", 1250),
    "web-tal": (f"/2026/amager/indbrud{PROPOSAL}", 2080),
    "web-grundlag": ("/2026/grundlag", 2080),
    "web-hvad-hvis": (f"/2026/grundlag/hvad-hvis{PROPOSAL}", 1500),
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


def two_at_once(browser: Browser, at: str) -> Image.Image:
    """What the second of two is shown: the form says that it began from another activity."""
    page = browser.new_page(viewport={"width": 1280, "height": 1500})
    page.goto(f"{at}/2026/aktiviteter/amager")
    page.locator("tbody a").nth(3).click()
    carried = "each => {each.value = each.value.replace('Planlagt', '')}"
    page.locator("[name=fra]").evaluate(carried)
    page.get_by_text("Museum 1").click()
    page.locator("#status").fill("I gang")
    page.get_by_role("button", name="Gem").click()
    page.wait_for_load_state("networkidle")
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
        write("web-to-ad-gangen", two_at_once(browser, at))
        write("web-telefon", beside([shot(browser, at + a, 360, 800) for a in PHONE], 3))
        browser.close()
        running.send_signal(signal.SIGINT)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
