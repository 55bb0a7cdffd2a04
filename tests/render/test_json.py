"""The report as JSON: it comes back equal, fits its schema, and refuses what it cannot read."""

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date
from hashlib import sha256

import jsonschema
import pytest

from grundlag.errors import GrundlagError
from grundlag.render.json import dump, look_into, read, read_file, schema
from grundlag.report.model import SCHEMA
from grundlag.report.receipt import Receipt

MADE_OF = Receipt(
    as_of=date(2026, 6, 1), arrived_by=None, public=False, versions={"grundlag": "1"},
    definitions={"grundlag.toml": "0" * 64}, remarks="0" * 64, deliveries=(), decisions=(),
)  # fmt: skip


@pytest.fixture
def told(pack) -> dict:
    """A report with a receipt, as it is in the file."""
    return json.loads(dump(replace(pack, receipt=MADE_OF)))


def test_it_comes_back_equal(pack):
    assert read(dump(pack)) == pack


def test_it_is_the_same_text_each_time(pack):
    assert dump(pack) == dump(read(dump(pack)))
    assert dump(pack).endswith("}\n")
    assert '"København"' in dump(pack)


def test_keys_stand_in_order(pack):
    keys = list(json.loads(dump(pack)))
    assert keys == sorted(keys)


def test_it_fits_its_schema(pack):
    described = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(described)
    jsonschema.validate(json.loads(dump(pack)), described)


def test_the_schema_refuses_another_unit(pack):
    content = json.loads(dump(pack))
    content["figures"][0]["unit"] = "per cent"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, json.loads(schema()))


def test_numbers_keep_every_digit(pack):
    figure = json.loads(dump(pack))["figures"][0]
    assert (figure["value"], figure["low"]) == (0.634, 0.601)


def test_a_newer_schema_is_refused_with_the_version(pack):
    content = {**json.loads(dump(pack)), "schema": SCHEMA + 1}
    with pytest.raises(GrundlagError, match=f"it has schema {SCHEMA + 1}") as raised:
        read(json.dumps(content))
    assert "Upgrade" in raised.value.problems[0].fix


def test_what_is_not_json_is_refused_with_its_line():
    with pytest.raises(GrundlagError, match=r"report\.json:2: this is not JSON"):
        read("{\n oops")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"year": 1' + "0" * 5000 + "}", "more digits than can be read"),
        ("[" * 100_000 + "]" * 100_000, "nested deeper than any report"),
    ],
)
def test_what_python_will_not_read_is_refused_too(tmp_path, text, what):
    path = tmp_path / "report.json"
    path.write_text(text, "utf-8")
    with pytest.raises(GrundlagError, match=rf"^report\.json: it .*{what}"):
        read_file(path)


@pytest.mark.parametrize("text", ["[]", "{}", "null", '{"year": "x"}'])
def test_what_is_no_report_is_refused_with_where(text):
    with pytest.raises(GrundlagError, match=r"report\.json"):
        read(text)


def sealed(content: dict) -> str:
    """The SHA-256 of a report's content, as docs/how-to/verify-a-report.md says it is had."""
    content = deepcopy(content)
    content["receipt"].pop("content_sha256", None)
    return sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def test_a_receipt_names_the_digest_of_all_else(told, pack):
    assert told["receipt"]["content_sha256"] == sealed(told)
    assert json.loads(dump(pack))["receipt"] is None
    jsonschema.validate(told, json.loads(schema()))


def test_it_is_the_same_whether_read_back_or_not(pack, told):
    text = dump(replace(pack, receipt=MADE_OF))
    assert dump(read(text)) == text
    assert read(text).receipt == MADE_OF  # made of the same, whatever was said of it
    stale = replace(MADE_OF, content_sha256="f" * 64)
    assert dump(replace(pack, receipt=stale)) == text


def _a_figure(content: dict) -> None:
    content["figures"][0]["value"] += 0.001


def _a_word(content: dict) -> None:
    content["papers"][0]["title"] += "!"


def _what_it_was_made_of(content: dict) -> None:
    content["receipt"]["versions"]["grundlag"] = "2"


def _something_of_its_own(content: dict) -> None:
    content["receipt"]["checked_by"] = "nobody"


@pytest.mark.parametrize("edit", [_a_figure, _a_word, _what_it_was_made_of, _something_of_its_own])
def test_one_that_was_edited_is_refused(told, tmp_path, edit):
    path = tmp_path / "report.json"
    path.write_text(json.dumps(told), "utf-8")
    before = read_file(path)
    edit(told)
    path.write_text(json.dumps(told), "utf-8")
    with pytest.raises(GrundlagError, match="it was changed after it was written") as raised:
        read_file(path)
    assert raised.value.problems[0].where == str(path)
    assert look_into(path)[1] is False
    told["receipt"]["content_sha256"] = sealed(told)
    path.write_text(json.dumps(told), "utf-8")
    assert look_into(path)[1] is True
    assert before.receipt is not None


def test_other_line_ends_and_spaces_are_no_other_report(told, tmp_path):
    path = tmp_path / "report.json"
    for text in (json.dumps(told, indent=4), json.dumps(told, indent=1).replace("\n", "\r\n")):
        path.write_bytes(text.encode())
        assert read_file(path).receipt == MADE_OF


def test_one_from_before_there_were_digests_is_read(told, tmp_path):
    del told["receipt"]["content_sha256"]
    told["figures"][0]["value"] = 0.5
    path = tmp_path / "report.json"
    path.write_text(json.dumps(told), "utf-8")
    assert read_file(path).figures[0].value == 0.5
    del told["receipt"]
    path.write_text(json.dumps(told), "utf-8")
    assert read_file(path).receipt is None
