"""Games played on by luck come out as when every turn is drawn and played by itself."""

import numpy as np
import pytest

from game.engine.luck import game_seeds, key, own_seeds
from game.engine.program import Program
from game.engine.turn import Games
from game.opponents.habits import Weights, leaning
from game.opponents.random import RandomChoice
from tests.engine.sample import TURNS
from tests.engine.test_same_bits import asked_for, executors

GROUPS = 3


@pytest.mark.parametrize("executor", executors())
@pytest.mark.parametrize("games", [1, 63, 128, 700, 1300])
@pytest.mark.parametrize("has_habits", [False, True])
@pytest.mark.parametrize("player", [None, key("a player")])
def test_playing_on_equals_turn_by_turn(
    program: Program, executor: str, games: int, has_habits: bool, player: int | None
) -> None:
    with asked_for(executor):
        choice = RandomChoice(program)
        at_once, by_turns = Games(program, games), Games(program, games, threads=2)
        shared = Games(program, games, threads=3)
        for each in (at_once, by_turns, shared):
            each.open(game_seeds(5, games))
        rng = np.random.default_rng(games)
        habits = []
        for hand in choice.hands if has_habits else ():
            possible = np.arange(hand.choice_cost.shape[1]) < hand.answer_choices[:, None]
            weights = [
                Weights(rng.random(len(hand.orders)), rng.random(hand.choice_cost.shape) * possible)
                for _ in range(GROUPS)
            ]
            habits.append(leaning(weights))
        group = np.arange(games) * GROUPS // games if has_habits else None
        plan = choice.playing(habits, group, player)
        played = at_once.play_on(plan, 1) + at_once.play_on(plan, TURNS)  # more than there are: games end
        assert shared.play_on(plan, TURNS) == played
        assert (shared.state().rows == at_once.state().rows).all()
        ended, expected = program.row["ended"], 0
        while not by_turns.rows[ended].all():
            expected += int((by_turns.rows[ended] == 0).sum())
            seeds = by_turns.seeds if player is None else own_seeds(by_turns.seeds, by_turns.turn, player)
            choice.choose(by_turns.rows, by_turns.decisions, seeds, by_turns.turn, habits, group)
            by_turns.play()
        assert (at_once.state().rows == by_turns.state().rows).all()
        assert played == expected
