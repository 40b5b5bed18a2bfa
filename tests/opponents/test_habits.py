"""Habits lean towards what pays, and are drawn as often as they weigh."""

import numpy as np

from game.engine.hand import Hand
from game.engine.luck import game_seeds
from game.engine.program import Program
from game.engine.turn import open_games
from game.opponents.habits import Tally, Weights, leaning
from game.opponents.random import RandomChoice
from tests.engine.sample import SIDES

FUTURES = 4096


def test_what_pays_weighs_more_and_what_costs_weighs_less(program: Program) -> None:
    state = open_games(program, game_seeds(3, 1)).repeated(FUTURES)
    choice = RandomChoice(program)
    tally = Tally(choice.hands)
    tally.begin(FUTURES)
    decisions = np.zeros((program.decision_rows, FUTURES))
    choice.choose(state.rows, decisions, game_seeds(8, FUTURES), 1)
    tally.add(decisions)
    hand = choice.hands[0]
    stance = next(n for n, slot in enumerate(hand.answers) if slot.kind == "stance")
    good, bad = hand.order_row[0], hand.order_row[1]
    wanted = 5 * decisions[good] - 5 * decisions[bad] - 5 * (decisions[hand.answer_row[stance]] == 1)
    weights = tally.weights(slice(0, FUTURES), np.stack([wanted, -wanted]))[0]
    assert weights.orders[0] > 1 > weights.orders[1] > 0
    assert 0 < weights.choices[stance, 1] < weights.choices[stance, 0]


def test_draws_follow_the_weights_of_their_own_group(program: Program) -> None:
    state = open_games(program, game_seeds(3, 1)).repeated(FUTURES)
    hand = Hand(program, SIDES[0])
    stance = next(n for n, slot in enumerate(hand.answers) if slot.kind == "stance")
    weights = []
    for order in (0, 1):
        orders = np.full(len(hand.orders), 1e-6)
        orders[order] = 1.0
        choices = np.zeros(hand.choice_cost.shape)
        choices[:, :2] = [0.25, 0.75] if order else [0.75, 0.25]
        weights.append(Weights(orders, choices))
    group = np.repeat([0, 1], FUTURES // 2)
    decisions = np.zeros((program.decision_rows, FUTURES))
    choice = RandomChoice(program, [SIDES[0]])
    choice.choose(state.rows, decisions, game_seeds(8, FUTURES), 1, [leaning(weights)], group)
    for number, half in enumerate((slice(0, FUTURES // 2), slice(FUTURES // 2, FUTURES))):
        assert decisions[hand.order_row[number], half].all()
        assert not decisions[hand.order_row[1 - number], half].any()
        share = (decisions[hand.answer_row[stance], half] == number).mean()
        assert abs(share - 0.75) < 0.05
