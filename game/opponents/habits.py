"""Habits: what both sides are likely to do later, so that futures are not played out by pure chance.

A first look plays futures at random and asks of every order and answer how the payoff of its side
moves with how often it was given. What pays is then drawn more often, what costs less often, and
nothing never. Drawing by habit is a look into a table, so it takes no more time than drawing evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.drawing import CHOICE_CELLS, ORDER_CELLS, Leaning
from game.engine.hand import Floats, Hand, Indices
from game.engine.rows import Bytes

LEAST = 0.05  # weight of what costs most; what changes nothing has 1
_PENALTY = 4.0  # futures' worth of doubt


@dataclass(frozen=True, slots=True)
class Weights:
    """How often each `[order]` and each `[answer, choice]` is drawn; impossible choices weigh 0."""

    orders: Floats
    choices: Floats


def leaning(weights: Sequence[Weights]) -> Leaning:
    """What draws mean to those who weigh so: one group for each."""
    orders = np.stack([each.orders for each in weights])
    choices = np.stack([each.choices for each in weights])
    return Leaning(_cells(orders, ORDER_CELLS), _cells(choices, CHOICE_CELLS))


def _cells(weights: Floats, cells: int) -> Indices:
    """Which of the things weighed on the last axis each of `cells` means."""
    upto = np.cumsum(weights, axis=-1)
    middles = (np.arange(cells) + 0.5) / cells * upto[..., -1:]
    found: Indices = (upto[..., None, :] <= middles[..., :, None]).sum(axis=-1, dtype=np.intp)
    return found


class Tally:
    """Counts how often each order and each choice other than the default was given, by future."""

    def __init__(self, hands: Sequence[Hand]) -> None:
        self._hands = hands
        self._rows: Indices = np.concatenate([hand.order_row for hand in hands])
        self._choices = [
            (hand.answer_row[number], choice)
            for hand in hands
            for number, slot in enumerate(hand.answers)
            for choice in range(len(slot.choices))
            if choice != slot.default
        ]
        self.counts: Floats = np.zeros((0, 0))  # [order or choice, future]

    def begin(self, columns: int) -> None:
        """Starts counting anew."""
        self.counts = np.zeros((len(self._rows) + len(self._choices), columns))

    def add(self, decisions: Bytes) -> None:
        """Counts one turn's `[decision row, future]`."""
        orders = len(self._rows)
        self.counts[:orders] += decisions[self._rows]
        for number, (row, choice) in enumerate(self._choices):
            self.counts[orders + number] += decisions[row] == choice

    def weights(self, columns: slice, wanted: Floats) -> list[Weights]:
        """For each hand, from what its side wants of the futures: `[hand, future]` of these columns."""
        counts = self.counts[:, columns]
        slopes = _slopes(counts, wanted)  # [order or choice, hand]
        first_order, first_choice = 0, len(self._rows)
        found = []
        for place, hand in enumerate(self._hands):
            orders = slopes[first_order : first_order + len(hand.orders), place]
            first_order += len(hand.orders)
            choices = np.zeros(hand.choice_cost.shape)
            possible: NDArray[np.bool_] = np.zeros(choices.shape, dtype=bool)
            for number, slot in enumerate(hand.answers):
                possible[number, : len(slot.choices)] = True
                for choice in range(len(slot.choices)):
                    if choice != slot.default:
                        choices[number, choice] = slopes[first_choice, place]
                        first_choice += 1
            found.append(Weights(_weights(orders), _weights(choices) * possible))
        return found


def _slopes(counts: Floats, wanted: Floats) -> Floats:
    """How what is wanted moves with each count; all sums are exact."""
    size = counts.shape[1]
    totals, squares = counts.sum(axis=1), (counts * counts).sum(axis=1)
    products = counts @ wanted.T
    spread = squares - totals * totals / size + _PENALTY
    slopes: Floats = (products - totals[:, None] * wanted.sum(axis=1) / size) / spread[:, None]
    return slopes


def _weights(slopes: Floats) -> Floats:
    scale = np.abs(slopes).sum() / max(np.count_nonzero(slopes), 1)
    if scale == 0.0:
        return np.ones_like(slopes)
    rising = np.maximum(1.0 + slopes / scale, 0.0)
    weights: Floats = rising * rising + LEAST
    return weights
