"""The best set is the best that is legal, and its variants differ from it."""

from itertools import product

import numpy as np
import pytest

from game.engine.hand import Hand
from game.engine.luck import game_seeds
from game.engine.orders import judge_set
from game.engine.program import Program
from game.engine.state import State
from game.engine.turn import open_games, play_turn
from game.opponents.random import RandomPlayer
from game.opponents.selection import Plan, Worth, best_plans
from tests.engine.sample import SIDES


@pytest.fixture(scope="module")
def states(program: Program) -> list[State]:
    state = open_games(program, game_seeds(9, 12))
    for turn in range(3):
        decisions = sum(RandomPlayer().decide_many(state, s, game_seeds(turn, 12)) for s in SIDES)
        state = play_turn(state, np.asarray(decisions))
    return [state.column(game) for game in range(12) if not state.is_over(game)]


def some_worth(hand: Hand, seed: int) -> Worth:
    rng = np.random.default_rng(seed)
    return Worth(rng.normal(0, 2, len(hand.orders)), rng.normal(0, 2, hand.choice_cost.shape))


def decisions_of(plan: Plan, hand: Hand) -> np.ndarray:
    decisions = np.zeros(hand.program.decision_rows)
    plan.write(hand, decisions)
    return decisions


def test_every_plan_is_legal_and_none_comes_twice(program: Program, states: list[State]) -> None:
    hand = Hand(program, SIDES[0])
    for seed, state in enumerate(states):
        plans = best_plans(hand, state.rows[:, 0], some_worth(hand, seed), 12)
        assert len({(p.orders, p.choices) for p in plans}) == len(plans) > 1
        for plan in plans:
            assert judge_set(state, SIDES[0], decisions_of(plan, hand)).is_legal


def test_no_legal_set_is_worth_more_than_the_first(program: Program, states: list[State]) -> None:
    hand = Hand(program, SIDES[1])
    for seed, state in enumerate(states[:4]):
        rows = state.rows[:, 0]
        worth = some_worth(hand, seed)
        best = best_plans(hand, rows, worth, 1)[0]
        orders = [n for n in range(len(hand.orders)) if rows[hand.order_legal[n]]]
        open_choices = [
            [c for c, row in enumerate(slot.legal) if row < 0 or rows[row]]
            if rows[slot.waits]
            else [slot.default]
            for slot in hand.answers
        ]
        for taken in product((False, True), repeat=len(orders)):
            chosen = tuple(n for n, is_taken in zip(orders, taken, strict=True) if is_taken)
            if len(chosen) > hand.orders_a_turn:
                continue
            for choices in product(*open_choices):
                value = sum(worth.orders[n] for n in chosen)
                for number, choice in enumerate(choices):
                    value += (
                        worth.choices[number, choice] - worth.choices[number, hand.answers[number].default]
                    )
                if value > best.worth + 1e-9:
                    plan = Plan(chosen, choices, float(value))
                    assert not judge_set(state, SIDES[1], decisions_of(plan, hand)).is_legal
