"""Reading YAML: values, places, and files that mean harm."""

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import game
from game.scenario.problems import Findings
from game.scenario.reading import read, read_text
from game.scenario.source import parse_source, read_source

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join(['*' + before] * 9)}]\n"
    for before, after in zip("abcdefghij", "bcdefghijk", strict=True)
)
HOSTILE = {
    "an alias bomb": (BOMB, "too-many"),
    "deep nesting": ("a: " + "[" * 5000 + "]" * 5000, "too-deep"),
    "deep nesting of mappings": ("{a: " * 100 + "}" * 100, "too-deep"),
    "a python tag": ("title: !!python/object/apply:os.system [ls]", "tag"),
    "a tag on a key": ("!!str title: a", "bad-key"),
    "NUL": ("title: a\x00b", "not-text"),
    "a control character": ("title: \x1b[2J", "not-text"),
    "half a surrogate pair": ("title: \ud800", "not-text"),
    "nothing": ("", "empty"),
    "only comments": ("# title: a\n", "empty"),
    "a list": ("- a", "not-a-mapping"),
    "a word": ("scenario", "not-a-mapping"),
    "an alias to itself": ("a: &a [*a]", "alias"),
    "a mapping as key": ("{a: 1}: b", "bad-key"),
    "two documents": ("a: 1\n---\nb: 1", "documents"),
    "very many values": ("a:\n" + "- 1\n" * 100_000, "too-many"),
    "very many characters": ("a: " + "x" * 2_000_000, "too-large"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_refused_fast_in_one_sentence(name):
    text, code = HOSTILE[name]
    start = time.perf_counter()
    scenario, problems = read_text(text, "hostile.yaml")
    assert time.perf_counter() - start < 1
    assert scenario is None
    assert [problem.code for problem in problems] == [code]
    assert problems[0].message.count(". ") == 0


def test_a_file_of_fifty_megabytes_is_refused_by_its_size(tmp_path):
    file = tmp_path / "huge.yaml"
    with file.open("wb") as out:
        out.truncate(50_000_000)
    start = time.perf_counter()
    scenario, problems = read(file)
    assert time.perf_counter() - start < 1
    assert scenario is None
    assert [problem.code for problem in problems] == ["too-large"]


@pytest.mark.parametrize("formula", ["(" * 1000 + "1" + ")" * 1000, "1" + "+1" * 50_000, "not " * 400 + "1"])
def test_an_endless_formula_is_refused_fast_in_one_sentence(formula):
    start = time.perf_counter()
    problems = read_text(f"flows: {{a: {{to: b, change: '{formula}'}}}}", "hostile.yaml")[1]
    assert time.perf_counter() - start < 1
    assert [p.code for p in problems if p.code.startswith("formula")]


def test_definitions_that_double_each_other_are_refused_fast():
    lines = ["a0: credit"] + [f"a{n}: " + " + ".join([f"a{n - 1}"] * 40) for n in range(1, 8)]
    text = (
        "format: 1\ntitle: t\nsummary: s\nminutes: 1\ncalendar: {first: 2025, turns: 2}\n"
        "sides: {x: {name: X}, y: {name: Y}}\nroles: {currency: credit}\n"
        "variables: {credit: {label: C, each: 1, range: [0, 9]}}\n"
        "orders: {o: {family: people, title: O, cost: 1, effects: {credit: a7}, badge: fiction}}\n"
        "endings: {e: {payoff: score, title: E}}\nscore: {parts: {p: {label: P, value: a7}}}\n"
        "definitions:\n" + "".join(f"  {line}\n" for line in lines)
    )  # fmt: skip
    start = time.perf_counter()
    problems = read_text(text, "hostile.yaml")[1]
    assert time.perf_counter() - start < 1
    assert "formula-too-large" in {problem.code for problem in problems}


def test_bytes_that_are_no_text_are_told_with_their_place(tmp_path):
    file = tmp_path / "latin.yaml"
    file.write_bytes(b"title: a\nsummary: caf\xe9\n")
    problem = read(file)[1][0]
    assert (problem.code, problem.line, problem.column) == ("not-text", 2, 13)


def test_a_folder_and_a_missing_file_are_no_files(tmp_path):
    assert [p.code for p in read(tmp_path)[1]] == ["no-file"]
    assert [p.code for p in read(tmp_path / "missing.yaml")[1]] == ["no-file"]


def values_of(text):
    return parse_source(text, Findings("a.yaml")).data


def test_bare_words_are_what_they_look_like():
    assert values_of("a: [no, yes, on, off, 12:30, 2025-01-01, 1_000, 0x10, .inf]") == {
        "a": ["no", "yes", "on", "off", "12:30", "2025-01-01", "1_000", "0x10", ".inf"]
    }
    assert values_of("a: [010, ~, true, False, 1.5, -3, 1e3]") == {
        "a": [10, None, True, False, 1.5, -3, 1000.0]
    }


def test_quoted_words_are_texts_and_keys_are_always_texts():
    assert values_of("{a: '1', 2: \"true\", no: 3}") == {"a": "1", "2": "true", "no": 3}


def test_every_value_and_key_keeps_its_place():
    source = parse_source("a:\n  b: [1,\n      22]\n", Findings("a.yaml"))
    assert (source.values["a", "b", 1].line, source.values["a", "b", 1].column) == (3, 7)
    assert (source.keys["a", "b"].line, source.keys["a", "b"].column) == (2, 3)


def test_a_place_inside_a_text_is_found_however_it_is_written():
    text = "a: x + yy\nb: 'x + yy'\nc: \"x + yy\"\nd: >-\n  x\n  + yy\ne:\n  x\n   + yy\nf: |\n  x +\n  yy\n"
    source = parse_source(text, Findings("a.yaml"))
    places = {key: source.inside((key,), value.index("yy")) for key, value in source.data.items()}
    assert places == {"a": (1, 8), "b": (2, 9), "c": (3, 9), "d": (6, 5), "e": (9, 6), "f": (12, 3)}


def test_a_byte_order_mark_and_windows_line_ends_are_no_problem(tmp_path):
    file = tmp_path / "windows.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    source = read_source(file, Findings("a.yaml"))
    assert source.data == {"a": 1, "b": 2}
    assert source.keys["b",].line == 2


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_no_text_makes_reading_fail(text):
    scenario, problems = read_text(text, "any.yaml")
    assert scenario is None
    assert problems


SECTIONS = (
    "orders", "events", "travel", "people", "flows", "endings", "score", "calendar", "sides", "variables",
    "accords", "invitations", "roles", "world", "facts", "curves", "definitions", "discussion", "families",
)  # fmt: skip
KEYS = ("orders", "a", "title", "effects", "b", "when", "choices", "parts", "stances", "value")
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["a", "1", "x + y", "{", "person"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=12,
)


@given(VALUES, st.sampled_from(SECTIONS))
@settings(max_examples=300, deadline=None)
def test_no_values_make_reading_fail(small_text, value, section):
    text = small_text.replace(f"\n{section}:", f"\nold_{section}:", 1)
    assert read_text(f"{text}{section}: {json.dumps(value)}\n", "any.yaml")[1]


def test_a_file_that_multiplies_its_own_rules_is_refused_before_it_takes_long(small_text):
    later = ", ".join(["{after: 1, effects: {both.trust: 1, both.light: 1}}"] * 200)
    people = "".join(
        f"  p{n}: {{side: coast, name: N, role: R, knowledge: 1, fame: 3, ties: 3}}\n" for n in range(50)
    )
    orders = "".join(
        f"  o{n}: {{family: people, title: O, cost: 1, target: person, badge: fiction, later: [{later}]}}\n"
        for n in range(30)
    )
    text = small_text.replace("\npeople:\n", f"\npeople:\n{people}").replace(
        "\norders:\n", f"\norders:\n{orders}"
    )
    start = time.process_time()
    problems = read_text(text, "hostile.yaml")[1]
    assert time.process_time() - start < 5
    assert {problem.code for problem in problems} == {"too-much"}


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_a_scenario_with_lines_lost_or_cut_is_read_or_told_about(small_text, data):
    lines = small_text.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        number = data.draw(st.integers(0, len(lines) - 1))
        lines[number] = lines[number][: data.draw(st.integers(0, len(lines[number])))]
    scenario, problems = read_text("\n".join(lines), "cut.yaml")
    assert (scenario is None) == any(problem.is_error for problem in problems)


def test_only_one_module_reads_yaml():
    package = Path(game.__file__).parent
    readers = {
        file.relative_to(package).as_posix()
        for file in package.rglob("*.py")
        if re.search(r"^\s*(import|from) yaml\b", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert readers == {"scenario/source.py"}
