"""The schema beside the shipped scenarios is the format's."""

import json

from game.datafiles import data_root
from game.scenario.reading import read_text
from game.scenario.schema import schema, schema_text
from game.scenario.starting import starting_text


def parts(value):
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from parts(item)
    elif isinstance(value, list):
        for item in value:
            yield from parts(item)


def test_the_schema_file_is_up_to_date():
    file = data_root() / "scenarios" / "schema.json"
    assert file.read_text(encoding="utf-8") == schema_text()


def test_every_part_and_every_key_is_described():
    whole = schema()
    assert whole["description"]
    for name, part in whole["$defs"].items():
        assert part["description"], name
    for part in [whole, *whole["$defs"].values()]:
        for key, field in part["properties"].items():
            assert field["description"].endswith("."), key


def test_a_formula_may_be_a_number_or_a_text():
    change = schema()["$defs"]["Flow"]["properties"]["change"]
    assert change["type"] == ["number", "string", "boolean"]


def test_the_schema_is_plain_json():
    assert json.loads(schema_text()) == schema()


def test_unknown_keys_are_refused_by_the_schema_too():
    for part in parts(schema()):
        if "properties" in part and part.get("type") == "object":
            assert part["additionalProperties"] is False


def test_the_scenario_to_start_from_has_no_problem_under_any_title():
    for title in ("My first", 'He said: "no"', "yes", "12", "a # b", "{x}", "back\\slash"):
        scenario, problems = read_text(starting_text(title), "new.yaml")
        assert [str(problem) for problem in problems if problem.code != "unknown-placeholder"] == []
        assert scenario.title == title
