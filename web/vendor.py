"""Copies what the pages use of Det Fælles Designsystem and htmx into the package.

`make web` runs it after `npm ci`. Only files that the style sheet names come along, and no logo. Of
each font it takes the WOFF2 alone, which every browser of today reads.
"""

import re
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
VENDOR = HERE.parent / "src" / "grundlag" / "web" / "static" / "vendor"
DKFDS, HTMX = MODULES / "dkfds", MODULES / "htmx.org"
FACE = re.compile(r"src:[^;}]*?(url\([^)]*\.woff2\"?\) ?format\(\"woff2\"\))[^;}]*")
NAMED = re.compile(r"url\(\"?\.\./([\w./-]+)\"?\)")
MAP = re.compile(r"/[/*]# sourceMappingURL=\S+( \*/)?")
COPIED = {
    DKFDS / "LICENSE.md": "dkfds-LICENSE.md",
    HERE / "Apache-2.0.txt": "icons-Apache-2.0.txt",
    DKFDS / "dist/fonts/IBMPlexSans/complete/woff2/license.txt": "IBMPlexSans-license.txt",
    HTMX / "LICENSE": "htmx-LICENSE",
    HTMX / "dist/htmx.min.js": "js/htmx.min.js",
}


def main() -> None:
    """The folder anew: style sheet, what it names, scripts and licences."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    css = MAP.sub("", FACE.sub(r"src:\1", (DKFDS / "dist/css/dkfds.min.css").read_text("utf-8")))
    script = MAP.sub("", (DKFDS / "dist/js/dkfds.min.js").read_text("utf-8"))
    for name, text in {"css/dkfds.min.css": css, "js/dkfds.min.js": script}.items():
        (VENDOR / name).parent.mkdir(parents=True, exist_ok=True)
        (VENDOR / name).write_text(text, "utf-8")
    named = {
        DKFDS / "dist" / name: name
        for name in sorted(set(NAMED.findall(css)))
        if "logo" not in name
    }
    for source, name in {**named, **COPIED}.items():
        (VENDOR / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, VENDOR / name)
    sys.stdout.write(f"{len(named) + len(COPIED) + 2} files in {VENDOR}\n")


if __name__ == "__main__":
    main()
