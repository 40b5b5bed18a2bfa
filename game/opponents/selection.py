"""Which orders and answers a side takes together, when each has a worth of its own.

One purse pays for orders and answers, at most so many orders a turn are carried out, and some
rule each other out. The search is small enough to be complete over the most promising.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from game.engine.hand import Floats, Hand
from game.engine.rows import Bytes

MOST_ORDERS = 14  # orders that are combined: those worth most
MOST_ANSWERS = 600  # sets of answers that are weighed


@dataclass(frozen=True, slots=True)
class Plan:
    """A legal set: orders by number in the hand, a choice for every question, and their worth."""

    orders: tuple[int, ...]
    choices: tuple[int, ...]  # [answer]; the default where nothing waits
    worth: float

    def write(self, hand: Hand, decisions: Floats | Bytes) -> None:
        """Sets the side's rows of `[decision row]` or `[decision row, game]`."""
        decisions[hand.order_row] = 0
        decisions[hand.order_row[list(self.orders)]] = 1
        for row, choice in zip(hand.answer_row, self.choices, strict=True):
            decisions[row] = choice


@dataclass(frozen=True, slots=True)
class Worth:
    """What each order `[order]` and each choice `[answer, choice]` is thought to be worth."""

    orders: Floats
    choices: Floats


def best_plans(hand: Hand, rows: Floats, worth: Worth, count: int) -> list[Plan]:
    """The best legal set and then its best variants, `count` at most, best first.

    `rows` is `[state row]`, of the view of the side. Every variant is the best set that holds some
    one order or choice which the best of all does not, or goes without one that it has: near
    misses that differ in what matters. Nothing at all, with default answers, is always legal.
    """
    sets = _order_sets(hand, rows, worth.orders)
    answers = _answer_sets(hand, rows, worth.choices)
    worths = sets.worth[:, None] + answers.worth[None, :]
    worths[sets.cost[:, None] + answers.cost[None, :] > rows[hand.purse]] = -np.inf
    best_answer = np.argmax(worths, axis=1)  # [set of orders]
    best_set = np.argmax(worths, axis=0)  # [set of answers]
    by_set = worths.max(axis=1)
    by_answer = worths.max(axis=0)

    def plan(which: int, answer: int) -> Plan:
        orders = tuple(n for n in range(len(hand.orders)) if sets.holds[which, n])
        choices = tuple(int(choice) for choice in answers.choices[answer])
        return Plan(orders, choices, float(worths[which, answer]))

    which = int(np.argmax(by_set))
    best = plan(which, int(best_answer[which]))
    places = {(which, int(best_answer[which])): None}
    for order in range(len(hand.orders)):
        found = np.where(sets.holds[:, order] == (order in best.orders), -np.inf, by_set)
        which = int(np.argmax(found))
        if found[which] > -np.inf:
            places[which, int(best_answer[which])] = None
    for number, choices in enumerate(answers.choices.T):
        for choice in range(len(hand.answers[number].choices)):
            found = np.where(choices == choice, by_answer, -np.inf)
            answer = int(np.argmax(found))
            if choice != best.choices[number] and found[answer] > -np.inf:
                places[int(best_set[answer]), answer] = None
    plans = sorted((plan(*place) for place in places), key=lambda p: (-p.worth, p.orders, p.choices))
    return plans[:count]


@dataclass(frozen=True, slots=True)
class _OrderSets:
    holds: NDArray[np.bool_]  # [set, order]
    cost: Floats  # [set]
    worth: Floats  # [set]


def _order_sets(hand: Hand, rows: Floats, worth: Floats) -> _OrderSets:
    """All sets of the most promising legal orders that do not rule each other out."""
    legal = np.flatnonzero(rows[hand.order_legal] != 0.0)
    legal = legal[np.argsort(-worth[legal], kind="stable")][:MOST_ORDERS]
    members = _combinations(len(legal), hand.orders_a_turn)  # [set, member]; len(legal) is nobody
    prices = np.append(rows[hand.order_cost[legal]], 0.0)
    worths = np.append(worth[legal], 0.0)
    cost, value = np.zeros(len(members)), np.zeros(len(members))
    for column in members.T:
        cost += prices[column]
        value += worths[column]
    fits = cost <= rows[hand.purse]
    clash = np.zeros((len(legal) + 1, len(legal) + 1), dtype=bool)
    clash[:-1, :-1] = hand.excludes[np.ix_(legal, legal)]
    for one, other in combinations(members.T, 2):
        fits &= ~clash[one, other]
    holds = np.zeros((len(members), len(hand.orders) + 1), dtype=bool)
    holds[np.arange(len(members))[:, None], np.append(legal, len(hand.orders))[members]] = True
    return _OrderSets(holds[fits, :-1], cost[fits], value[fits])


@lru_cache(maxsize=64)
def _combinations(count: int, size: int) -> NDArray[np.intp]:
    """All sets of up to `size` of `count` things, `[set, member]`, filled up with `count`."""
    found = [
        each + (count,) * (size - length)
        for length in range(size + 1)
        for each in combinations(range(count), length)
    ]
    return np.array(found, dtype=np.intp).reshape(len(found), size)


@dataclass(frozen=True, slots=True)
class _AnswerSets:
    choices: NDArray[np.intp]  # [set, answer]
    cost: Floats  # [set]
    worth: Floats  # [set], above that of the defaults


def _answer_sets(hand: Hand, rows: Floats, worth: Floats) -> _AnswerSets:
    """All sets of legal answers to what waits; the worst are dropped where there are too many."""
    choices = hand.answer_default[None, :].copy()
    cost, value = np.zeros(1), np.zeros(1)
    for number, slot in enumerate(hand.answers):
        if rows[slot.waits] == 0.0:
            continue
        legal = [c for c, row in enumerate(slot.legal) if row < 0 or rows[row] != 0.0]
        choices = np.repeat(choices, len(legal), axis=0)
        choices[:, number] = np.tile(legal, len(cost))
        cost = np.add.outer(cost, hand.choice_cost[number, legal]).reshape(-1)
        value = np.add.outer(value, worth[number, legal] - worth[number, slot.default]).reshape(-1)
        fits = np.flatnonzero(cost <= rows[hand.purse])
        kept = fits[np.argsort(-value[fits], kind="stable")[:MOST_ANSWERS]]
        choices, cost, value = choices[kept], cost[kept], value[kept]
    return _AnswerSets(choices, cost, value)
