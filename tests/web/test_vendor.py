"""What the pages' look is made of, and where from."""

import json
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_lock_names_versions_and_digests_and_no_address() -> None:
    text = (ROOT / "web" / "package-lock.json").read_text("utf-8")
    assert "http" not in text
    named = json.loads((ROOT / "web" / "package.json").read_text("utf-8"))["dependencies"]
    found = json.loads(text)["packages"]
    assert {name.removeprefix("node_modules/") for name in found if name} == set(named)
    for name, version in named.items():
        each = found[f"node_modules/{name}"]
        assert each["version"] == version
        assert each["integrity"].startswith("sha512-")


def test_nothing_of_it_is_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert {"web/node_modules/", "src/grundlag/web/static/vendor/"} <= set(ignored)
