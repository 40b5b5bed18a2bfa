"""The benchmark runs, and what it compares is the same work; the figures are for people to judge."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from game.engine.compiler import PHASES, compile_rules
from game.engine.executor import Executor
from game.engine.executors import executor_in_use
from game.engine.luck import game_seeds
from game.engine.rules import Rules
from game.engine.turn import Games, open_games
from game.opponents.random import RandomChoice
from game.scenario.lowering import lower
from game.scenario.reading import load
from tests.bench import growth, phases
from tests.bench.peers import agents, flows, vensim
from tests.bench.table import COLUMNS, Row, Section, as_data, as_markdown, as_text, written

ROOT = Path(__file__).parents[2]
FLAGSHIP = ROOT / "scenarios" / "grounded.yaml"
SMALL = ROOT / "tests" / "scenario" / "small.yaml"
LONG_ENOUGH = 60  # turns in which variables reach their limits


@pytest.fixture(scope="module")
def rules() -> Rules:
    """The flagship's rules."""
    return lower(load(FLAGSHIP))


@pytest.mark.long
@pytest.mark.parametrize("way", [["tests/bench/engine.py"], ["-m", "tests.bench.engine"]], ids=" ".join)
def test_the_benchmark_tells_every_figure_as_a_script_and_as_a_module(way: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, *way, str(SMALL), "--quick", "--json"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    titles = [section["title"] for section in told["sections"]]
    assert len(titles) == len(set(titles)) == 9
    assert told["machine"]["scenario"] == "small"
    columns = COLUMNS[:2] if executor_in_use().reason == "built" else COLUMNS[:1]
    for section in told["sections"]:
        for row in section["rows"]:
            is_told = all(row[column] is not None for column in columns) or row["peer"] is not None
            assert is_told or row["note"], row


@pytest.mark.parametrize("doubled", growth.DOUBLINGS.values(), ids=growth.DOUBLINGS)
def test_doubled_rules_compile_and_are_twice_as_many(doubled, rules: Rules) -> None:
    twice = doubled(rules)
    grown = {
        name
        for name in ("events", "orders", "accords", "variables", "flows")
        if len(getattr(twice, name)) == 2 * len(getattr(rules, name))
    }
    assert grown in ({"events"}, {"orders", "accords"}, {"variables"}, {"variables", "flows"})
    program = compile_rules(twice)
    games = open_games(program, game_seeds(1, 3))
    RandomChoice(program).choose(games.rows, np.zeros((program.decision_rows, 3)), games.seeds, 1)


def test_copies_of_flows_read_each_other_and_so_go_as_the_originals_do() -> None:
    plain = flows.flows_only(FLAGSHIP)
    twice = flows.courses(growth.with_twice_the_flows(plain))
    originals, copies = np.hsplit(twice, 2)
    assert np.array_equal(originals, flows.courses(plain))
    assert np.array_equal(copies, originals)


def test_games_whose_cost_is_compared_all_run_to_their_last_turn(rules: Rules) -> None:
    program = compile_rules(growth.to_the_last_turn(rules))
    games, choice = Games(program, 256), RandomChoice(program)
    games.open(game_seeds(1, 256))
    for _turn in range(rules.turns):
        assert not games.rows[program.row["ended"]].any()
        choice.choose(games.rows, games.decisions, games.seeds, games.turn)
        games.play()
    assert games.rows[program.row["ended"]].all()


def test_a_turn_of_all_phases_is_the_turn_that_is_played(rules: Rules) -> None:
    whole = compile_rules(rules)
    assert compile_rules(rules, PHASES).turn == whole.turn
    lengths = [compile_rules(rules, PHASES[:count]).turn.instructions for count in (0, 3, len(PHASES))]
    assert lengths[0] == 0 < lengths[1] < lengths[2] == whole.turn.instructions


def test_a_turn_without_luck_asks_for_no_word_of_it(rules: Rules) -> None:
    program = phases.without_luck(compile_rules(rules))
    executor = Executor(program, 8)
    executor.rows.start()
    executor.run("turn", game_seeds(1, 8), 1)
    rows = executor.rows.floats()
    assert (rows == rows[:, :1]).all(), "games of other seeds went other ways"


@pytest.mark.long
@pytest.mark.parametrize(
    ("library", "peer"), [("pysd", vensim.courses), ("mesa", agents.courses)], ids=["pysd", "mesa"]
)
def test_a_peer_does_the_same_work_and_gets_the_same_numbers(library: str, peer) -> None:
    pytest.importorskip(library, reason="the peers are optional: pip install -e .[bench]")
    rules = flows.flows_only(FLAGSHIP, turns=LONG_ENOUGH)
    ours, theirs = flows.courses(rules), peer(rules)
    assert ours.shape == theirs.shape == (LONG_ENOUGH + 1, len(rules.variables))
    assert np.abs(ours - theirs).max() < 1e-3
    highest = np.array([variable.high for variable in rules.variables])
    assert (ours == highest).any(), "no limit was reached, so none was compared"


def test_a_flow_that_reads_what_is_left_out_is_refused() -> None:
    with pytest.raises(ValueError, match="stance"):
        flows._without_the_rest(flows.Read("stance", "hold", "north"))


@pytest.mark.parametrize(
    ("figure", "told"),
    [(None, ""), (0.0, "0"), (1024.0, "1,024"), (123456.7, "123,000"), (9.84, "9.84"), (0.0123, "0.012")],
)
def test_figures_are_told_with_three_digits_and_counts_whole(figure: float | None, told: str) -> None:
    assert written(figure) == told


def test_the_table_is_the_same_for_people_and_machines() -> None:
    sections = [
        Section("Speed", (Row("turns", "t/s", 10.5, 20.5), Row("peer", "t/s", note="not installed")), "alone")
    ]
    text, markdown = "\n".join(as_text(sections)), "\n".join(as_markdown(sections))
    for word in ("Speed", "alone", "t/s", "10.5", "20.5", "not installed"):
        assert word in text
        assert word in markdown
    assert as_data(sections)[0]["rows"][0]["compiled"] == 20.5
