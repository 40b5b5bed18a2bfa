"""What a side may decide, as arrays over a program's rows: made once, read for whole batches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.program import AnswerSlot, OrderSlot, Program
from game.engine.rules import excluded
from game.engine.scope import variable_row

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


class Hand:
    """One side's orders and questions. `order` and `answer` count within the side."""

    def __init__(self, program: Program, side: str) -> None:
        self.program = program
        self.side = side
        self.orders: tuple[OrderSlot, ...] = tuple(s for s in program.orders if s.order.side == side)
        self.answers: tuple[AnswerSlot, ...] = tuple(s for s in program.answers if s.side == side)
        self.orders_a_turn = program.rules.orders_a_turn
        self.purse: int = program.row[variable_row(program.rules.currency, side)]
        self.order_row: Indices = _indices(s.row for s in self.orders)  # [order] decision row
        self.order_legal: Indices = _indices(s.legal for s in self.orders)  # [order] state row
        self.order_cost: Indices = _indices(s.cost for s in self.orders)  # [order] state row
        self.excludes: NDArray[np.bool_] = np.array(  # [order, order]
            [[excluded(a.order, b.order) for b in self.orders] for a in self.orders], dtype=bool
        ).reshape(len(self.orders), len(self.orders))
        self.clashes = _clashes(self.excludes)
        self.answer_row: Indices = _indices(s.row for s in self.answers)  # [answer] decision row
        self.answer_waits: Indices = _indices(s.waits for s in self.answers)  # [answer] state row
        self.answer_default: Indices = _indices(s.default for s in self.answers)  # [answer]
        self.answer_choices: Indices = _indices(len(s.choices) for s in self.answers)  # [answer]
        widest = max((len(s.choices) for s in self.answers), default=1)
        self.choice_legal: Indices = np.full((len(self.answers), widest), -1, dtype=np.intp)  # state row
        self.choice_cost: Floats = np.zeros((len(self.answers), widest))  # [answer, choice]
        self._order_rows, self._answer_rows = _rows(self.order_row), _rows(self.answer_row)
        for number, slot in enumerate(self.answers):
            self.choice_legal[number, : len(slot.choices)] = slot.legal
            self.choice_cost[number, : len(slot.choices)] = slot.costs

    def silence(self, decisions: Floats | NDArray[np.uint8]) -> None:
        """Sets the side's rows of `[decision, game]` to no orders and default answers."""
        decisions[self._order_rows] = 0
        decisions[self._answer_rows] = self.answer_default[:, None]


@dataclass(frozen=True, slots=True)
class Clash:
    """Which orders rule each other out, themselves included: a bit for each of 64, `[order]`."""

    own: NDArray[np.uint64]
    rivals: NDArray[np.uint64]


def _clashes(excludes: NDArray[np.bool_]) -> list[Clash]:
    """As many words as it takes for all orders."""
    found = []
    for start in range(0, len(excludes), 64):
        own, rivals = (np.zeros(len(excludes), dtype=np.uint64) for _ in range(2))
        for order in range(start, min(start + 64, len(excludes))):
            own[order] = rivals[order] = np.uint64(1) << np.uint64(order - start)
        for order in range(start, min(start + 64, len(excludes))):
            rivals[excludes[order]] |= own[order]
        found.append(Clash(own, rivals))
    return found


def _rows(rows: Indices) -> Indices | slice:
    """The same rows as a slice where they are neighbours: much faster to write."""
    if len(rows) and (np.diff(rows) == 1).all():
        return slice(int(rows[0]), int(rows[-1]) + 1)
    return rows


def _indices(numbers: Iterable[int]) -> Indices:
    return np.array(list(numbers), dtype=np.intp)
