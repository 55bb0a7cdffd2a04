"""The report as JSON: it comes back equal, fits its schema, and refuses what it cannot read."""

import json

import jsonschema
import pytest

from grundlag.errors import GrundlagError
from grundlag.render.json import dump, read, schema
from grundlag.report.model import SCHEMA


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


@pytest.mark.parametrize("text", ["[]", "{}", "null", '{"year": "x"}'])
def test_what_is_no_report_is_refused_with_where(text):
    with pytest.raises(GrundlagError, match=r"report\.json"):
        read(text)
