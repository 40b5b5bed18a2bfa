"""What may be decided first, as 0/1 features of a regression, and what the regression says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.engine.hand import Floats, Hand
from game.engine.rows import Bytes
from game.opponents.selection import Worth


@dataclass(frozen=True, slots=True)
class Feature:
    """Decision row `row` has the value `value`: an order, or a choice other than the default."""

    hand: Hand
    row: int
    value: float
    number: int  # of the order or answer in the hand
    choice: int = -1  # -1 for an order


def features_of(hand: Hand, rows: Floats) -> list[Feature]:
    """All that a side may decide in a game; `rows` is `[state row]`."""
    found = [
        Feature(hand, slot.row, 1.0, number)
        for number, slot in enumerate(hand.orders)
        if rows[slot.legal] != 0.0
    ]
    for number, slot in enumerate(hand.answers):
        if rows[slot.waits] == 0.0:
            continue
        for choice, legal in enumerate(slot.legal):
            if choice != slot.default and (legal < 0 or rows[legal] != 0.0):
                found.append(Feature(hand, slot.row, float(choice), number, choice))
    return found


def seen_in(decisions: Bytes, features: Sequence[Feature]) -> Floats:
    """Which futures hold which features: `[feature, future]` from `[decision row, future]`."""
    rows = np.array([feature.row for feature in features], dtype=np.intp)
    values = np.array([feature.value for feature in features])
    seen: Floats = (decisions[rows] == values[:, None]).astype(np.float64)
    return seen


def worth_of(hand: Hand, features: Sequence[Feature], coefficients: Floats) -> Worth:
    """The worth of everything in a hand, from the coefficient of each feature; 0 for the rest."""
    worth = Worth(np.zeros(len(hand.orders)), np.zeros(hand.choice_cost.shape))
    for feature, coefficient in zip(features, coefficients, strict=False):
        if feature.hand is not hand:
            continue
        if feature.choice < 0:
            worth.orders[feature.number] = coefficient
        else:
            worth.choices[feature.number, feature.choice] = coefficient
    return worth
