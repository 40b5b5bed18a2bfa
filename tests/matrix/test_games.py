"""The golden games come out as they always did, turn by turn, and a change would be told."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from game.engine.compiler import compile_rules
from game.engine.program import Program
from game.engine.turn import RULES_VERSION
from tests.engine.sample import sample_rules
from tests.matrix.games import GAMES, first_difference, goldens, play, programs

COMPILED = dict(programs())


@pytest.mark.parametrize("name", COMPILED)
def test_ten_seeds_of_every_scenario_come_out_as_they_always_did(name: str) -> None:
    assert name in goldens()["turns"], f"{name} has no goldens yet: python -m tests.matrix.games writes them"
    found = play(name, COMPILED[name]())
    assert first_difference(name, goldens()["turns"][name], found.turns) == ""
    assert found.last == goldens()["digests"][name]
    assert len(set(found.last)) == GAMES, "the ten games are ten different ones"


def test_goldens_are_of_these_rules_and_of_nothing_that_is_gone() -> None:
    assert goldens()["rules_version"] == RULES_VERSION
    assert set(goldens()["turns"]) == set(goldens()["digests"]) == set(COMPILED)


@pytest.mark.parametrize(("batch", "threads"), [(1, 1), (7, 1), (64, 1), (1100, 2)])
def test_golden_games_are_the_same_alone_and_among_others(batch: int, threads: int) -> None:
    program = compile_rules(sample_rules())
    expected = play("sample, wild", program)
    found = play("sample, wild", program, batch, threads)
    assert found == expected


def _with_another_last_payoff(program: Program) -> Program:
    rules = program.rules
    last = rules.endings[-1]
    payoffs = (last.payoffs[0], last.payoffs[0])
    return compile_rules(replace(rules, endings=(*rules.endings[:-1], replace(last, payoffs=payoffs))))


def _with_another_start(program: Program) -> Program:
    rules = program.rules
    first = replace(rules.variables[0], start=rules.variables[0].start + 2.0**-16)
    return compile_rules(replace(rules, variables=(first, *rules.variables[1:])))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (_with_another_start, "sample: game 0 of seed 2025 differs from the start (10 of 10 games differ)"),
        (
            _with_another_last_payoff,
            "sample: game 0 of seed 2025 differs from turn 8 on (2 of 10 games differ)",
        ),
    ],
)
def test_a_change_is_told_with_its_first_turn(changed: Callable[[Program], Program], told: str) -> None:
    found = play("sample", changed(compile_rules(sample_rules())))
    assert first_difference("sample", goldens()["turns"]["sample"], found.turns) == told
