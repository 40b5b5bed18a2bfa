"""The random player decides legally, evenly, and by its seeds alone."""

import numpy as np

from game.engine.luck import game_seeds
from game.engine.orders import judge_set
from game.engine.program import Program
from game.engine.state import State
from game.engine.turn import open_games, play_turn
from game.opponents.random import RandomChoice, RandomPlayer
from tests.engine.sample import SIDES, TURNS


def decided(state: State, seed: int = 0) -> np.ndarray:
    decisions = np.zeros((state.program.decision_rows, state.games))
    seeds = game_seeds(seed + 100, state.games)
    RandomChoice(state.program).choose(state.rows, decisions, seeds, state.turn)
    return decisions


def test_no_random_decision_is_ever_refused(program: Program) -> None:
    state = open_games(program, game_seeds(3, 64))
    ordered = answered = 0
    for _ in range(TURNS):
        decisions = decided(state)
        for game in range(state.games):
            if state.is_over(game):
                continue
            for side in SIDES:
                assert judge_set(state.column(game), side, decisions[:, game]).is_legal
        orders = len(program.orders)
        ordered += decisions[:orders].sum()
        answered += decisions[orders:].sum()
        state = play_turn(state, decisions)
    assert ordered > 0
    assert answered > 0


def test_the_same_seeds_give_the_same_decisions_and_others_give_others(program: Program) -> None:
    state = open_games(program, game_seeds(3, 32))
    assert (decided(state, 1) == decided(state, 1)).all()
    assert (decided(state, 1) != decided(state, 2)).any()


def test_a_game_alone_is_decided_as_in_its_batch(program: Program) -> None:
    state = open_games(program, game_seeds(3, 40))
    for _ in range(3):
        state = play_turn(state, decided(state))
    seeds = game_seeds(100, 40)
    for side in SIDES:
        player = RandomPlayer()
        together = player.decide_many(state, side, seeds)
        for game in (0, 7, 39):
            alone = player.decide(state.column(game), side, int(seeds[game]))
            assert (alone[:, 0] == together[:, game]).all()


def test_legal_orders_are_drawn_evenly(program: Program) -> None:
    state = open_games(program, game_seeds(3, 1)).repeated(20_000)
    decisions = decided(state)
    own = [slot for slot in program.orders if slot.order.side == SIDES[0] and slot.order.cost == 1]
    shares = [decisions[slot.row].mean() for slot in own if state.rows[slot.legal, 0]]
    assert len(shares) >= 2
    assert max(shares) - min(shares) < 0.1  # what excludes another comes a little less often


def test_legal_choices_are_drawn_evenly(program: Program) -> None:
    state = open_games(program, game_seeds(3, 1)).repeated(20_000)
    stance = next(a for a in program.answers if a.kind == "stance")
    legal = [n for n, row in enumerate(stance.legal) if row < 0 or state.rows[row, 0]]
    drawn = decided(state)[stance.row]
    for number in range(len(stance.choices)):
        expected = 1 / len(legal) if number in legal else 0.0
        assert abs((drawn == number).mean() - expected) < 0.05
