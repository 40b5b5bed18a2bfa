"""The shipped flagship, in a batch and alone: the same bits, with every mechanism used."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from game.engine.compiler import compile_rules
from game.engine.luck import game_seeds
from game.engine.program import Program
from game.engine.state import State
from game.engine.turn import no_decisions, open_games, play_turn, play_turn_recorded
from game.opponents.random import RandomChoice
from game.scenario.lowering import lower
from game.scenario.reading import load

ROOT = Path(__file__).parents[2]
GAMES = 4096


@pytest.fixture(scope="module")
def flagship() -> Program:
    """The flagship's program."""
    return compile_rules(lower(load(ROOT / "scenarios" / "grounded.yaml")))


def test_game_seven_alone_equals_column_seven_of_4096_with_every_feature_used(flagship: Program) -> None:
    seeds = game_seeds(1, GAMES)
    batch, alone = open_games(flagship, seeds), open_games(flagship, seeds[7:8])
    choice = RandomChoice(flagship)
    kinds: set[str] = set()
    for turn in range(1, flagship.rules.turns + 1):
        decisions = _at_random(choice, batch)
        few = slice(0, 256)
        _, record = play_turn_recorded(_part(batch, few), decisions[:, few])
        kinds |= {h.kind for game in range(256) for h in record.happenings(game)}
        batch = play_turn(batch, decisions)
        alone = play_turn(alone, decisions[:, 7:8])
        assert alone.rows.tobytes() == np.ascontiguousarray(batch.rows[:, 7:8]).tobytes(), f"turn {turn}"
    assert kinds >= {
        "chosen", "ordered", "enacted", "lifted", "exposed", "offered", "concluded", "broken",
        "found", "outcome", "departed", "returned", "event", "ending",
    }  # fmt: skip


def _part(state: State, columns: slice) -> State:
    return State(state.program, state.turn, state.rows[:, columns], state.seeds[columns])


def _at_random(choice: RandomChoice, state: State) -> NDArray[np.float64]:
    decisions = no_decisions(state.program, state.games)
    choice.choose(state.rows, decisions, state.seeds + np.uint64(1), state.turn)
    return decisions
