"""The guide for authors says what is so: its examples run, and nothing of the format is left out."""

from __future__ import annotations

import io
import re
from pathlib import Path

import numpy as np
import pytest

from game.cli import main
from game.engine.compiler import compile_rules
from game.lab.simulate import simulate
from game.opponents.levels import player
from game.scenario.citing import PLACEHOLDERS
from game.scenario.facts import read_facts
from game.scenario.lowering import lower
from game.scenario.naming import FUNCTIONS, PERSONAL, SCOPES, WORDS
from game.scenario.reading import load, load_text, read, read_text
from game.scenario.starting import starting_text
from game.terminal import watch
from tests.scenario import guide

TEXT = guide.text()
FRAGMENTS = guide.pieces_of(TEXT, "into")
SECOND = Path(__file__).parent / "second.yaml"
BROKEN = Path(__file__).parent / "broken"


def grown(count):
    """The guide's scenario with its first `count` fragments merged in."""
    data = guide.values(guide.whole(TEXT).body)
    for fragment in FRAGMENTS[:count]:
        data = guide.merged(data, guide.values(fragment.body))
    return guide.as_yaml(data)


def problems_of(text):
    return [f"{p.message} [{p.code}] {p.hint}" for p in read_text(text, "stages.yaml")[1]]


def played(scenario, levels, games):
    program = compile_rules(lower(scenario))
    return simulate(program, [player(level, 64) for level in levels], games, 1)


# -- examples ---------------------------------------------------------------------------------


def test_the_whole_scenario_has_no_problem():
    assert problems_of(guide.whole(TEXT).body) == []


def test_the_whole_scenario_plays_to_its_end():
    scenario = load_text(guide.whole(TEXT).body, "stages.yaml")
    result = played(scenario, ("random", "random"), 200)
    assert sum(result.endings.values()) == 200
    assert result.endings["season"] > 0


def test_every_example_of_the_format_is_tested():
    blocks = re.findall(r"(.*)\n```yaml\n", TEXT)
    assert blocks
    assert all(re.fullmatch(r"<!-- (whole|into): .* -->", before) for before in blocks)


@pytest.mark.parametrize("count", range(1, len(FRAGMENTS) + 1), ids=lambda n: FRAGMENTS[n - 1].said)
def test_an_example_fits_where_it_says_it_belongs(count):
    fragment = FRAGMENTS[count - 1]
    assert list(guide.values(fragment.body)) == fragment.said.split()
    assert problems_of(grown(count)) == []


def test_all_examples_together_play_to_the_end():
    result = played(load_text(grown(len(FRAGMENTS)), "stages.yaml"), ("random", "random"), 400)
    assert sum(result.endings.values()) == 400
    assert all(result.events_fired.values())
    assert all(result.orders_used.values())


def test_the_messages_are_what_check_prints():
    for piece in guide.pieces_of(TEXT, "check"):
        assert piece.body == guide.told(TEXT, piece.said)


def test_the_commands_exist(capsys):
    commands = set(re.findall(r"^python main\.py (\w+)", TEXT, re.MULTILINE))
    assert commands >= {"new", "check", "play", "watch", "simulate", "schema"}
    for command in commands:
        with pytest.raises(SystemExit) as left:
            main([command, "--help"])
        assert left.value.code == 0
        options = {word for line in re.findall(rf"main\.py {command} (.*)", TEXT) for word in line.split()}
        said = capsys.readouterr().out
        assert all(option in said for option in options if option.startswith("--"))


def test_the_first_step_writes_what_can_be_played():
    assert problems_of(starting_text("Stages")) == []


# -- nothing left out -------------------------------------------------------------------------


def test_every_part_of_the_format_has_its_table():
    shown = [piece.said for piece in guide.pieces_of(TEXT, "table")]
    assert sorted(shown) == sorted(guide.parts())


def test_the_tables_are_those_of_the_format():
    for piece in guide.pieces_of(TEXT, "table"):
        assert piece.body == guide.table(piece.said), "run python -m tests.scenario.guide"


def test_every_key_of_the_format_stands_in_an_example():
    examples = "\n".join(piece.body for piece in guide.pieces(TEXT) if piece.kind in ("whole", "into"))
    used = set(re.findall(r"(\w+):", examples))
    keys = {field.alias or key for part in guide.parts().values() for key, field in part.model_fields.items()}
    assert keys - used == {"name_zh"}  # in its table only: the guide's theatres are not in China


def test_every_name_and_function_of_formulas_is_explained():
    chapter = TEXT[TEXT.index("## Formulas") : TEXT.index("## A turn")]
    words = set(re.findall(r"\w+", " ".join(re.findall(r"`[^`]*`", chapter))))
    assert {*WORDS, *PERSONAL, *FUNCTIONS, *SCOPES} - words == set()


def test_every_gap_in_texts_is_explained():
    assert all(f"`{{{name}}}`" in TEXT for name in PLACEHOLDERS)


def test_every_code_that_a_broken_file_shows_is_in_the_list():
    chapter = TEXT[TEXT.index("## What check says") : TEXT.index("## Is it a good game?")]
    listed = set(re.findall(r"`([a-z0-9-]+)`", chapter))
    shown = {problem.code for file in sorted(BROKEN.glob("*.yaml")) for problem in read(file)[1]}
    assert shown - listed == set()


def test_links_lead_somewhere():
    headings = re.findall(r"^#+ (.*)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([\w-]+)\)", TEXT)) <= anchors
    for path in re.findall(r"\]\(([^#)]+)\)", TEXT):
        assert (guide.GUIDE.parent / path).exists()


# -- the facts --------------------------------------------------------------------------------


def test_the_list_of_facts_is_up_to_date():
    said = guide.FACTS_GUIDE.read_text(encoding="utf-8")
    assert said == guide.facts_regenerated(said), "run python -m tests.scenario.guide"


def test_the_example_of_a_fact_can_be_read(tmp_path):
    said = guide.FACTS_GUIDE.read_text(encoding="utf-8")
    (example,) = re.findall(r"<!-- fact -->\n```yaml\n(.*?)```", said, re.DOTALL)
    file = tmp_path / "facts.yaml"
    file.write_text(example, encoding="utf-8")
    facts, problems = read_facts(file)
    assert (list(facts), problems) == (["B99"], [])


# -- a second scenario, with other names and other variables ----------------------------------


def test_a_second_scenario_has_no_problem():
    assert read(SECOND)[1] == []


@pytest.mark.parametrize("level", ["random", "analyst"])
def test_a_second_scenario_plays_to_its_end(level):
    games = 200 if level == "random" else 3
    result = played(load(SECOND), (level, level), games)
    assert sum(result.endings.values()) == games
    assert np.isfinite(list(result.payoffs.values())).all()


@pytest.mark.parametrize("which", ["second", "grown"])
def test_other_scenarios_are_told_in_the_terminal_to_their_end(which, tmp_path):
    path = tmp_path / "grown.yaml"
    path.write_text(grown(len(FRAGMENTS)), encoding="utf-8")
    path = SECOND if which == "second" else path
    out = io.StringIO()
    assert watch.run(path, ("random", "random"), 3, stdout=out) == 0
    told = out.getvalue()
    assert any(ending.title in told for ending in load(path).endings.values())
    assert not re.search(r"\{\w+\}", told)  # no gap was left open


def test_luck_decides_a_second_scenario_alike_each_time():
    first, again = (played(load(SECOND), ("random", "random"), 20).as_json() for _ in range(2))
    assert first["endings"] == again["endings"]
    assert first["mean_score"] == again["mean_score"]
