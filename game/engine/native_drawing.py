"""Draws decisions by luck alone in C: as drawing.py, to the bit."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine import luck
from game.engine.coded import Numbers, Words, table
from game.engine.drawing import Leaning, answer_keys, order_keys
from game.engine.hand import Hand
from game.engine.program import NUMBER, kind, number
from game.engine.rows import Bytes, Rows

_NO_CELLS: Numbers = np.zeros(0, dtype=np.int32)


class NativeDrawing:
    """As `drawing.Drawing`."""

    def __init__(self, module: Any, hand: Hand) -> None:
        self._module = module
        self._hand = hand
        places = hand.program.places
        orders = ((number(places[s.legal]), number(places[s.cost]), s.row) for s in hand.orders)
        waits = (places[slot.waits] for slot in hand.answers)
        answers = (
            (number(at), kind(at) == NUMBER, slot.row, slot.default, len(slot.choices))
            for at, slot in zip(waits, hand.answers, strict=True)
        )
        legal = [-1 if row < 0 else number(places[row]) for row in hand.choice_legal.reshape(-1).tolist()]
        self._arrays = (
            table(orders, 3),
            _rivals(hand),
            table(answers, 5),
            np.array(legal, dtype=np.int32),
            hand.choice_cost,
        )
        self._numbers = hand.choice_cost.shape[1], number(places[hand.purse]), hand.orders_a_turn
        self._keys = order_keys(hand), answer_keys(hand)
        self._salts: dict[range, tuple[Words, Words]] = {}

    def draw(
        self,
        rows: Rows,
        decisions: Bytes,
        seeds: Words,
        turn: int,
        leaning: Leaning | None = None,
        group: NDArray[np.intp] | None = None,
    ) -> None:
        """Fills the side's rows of `decisions`."""
        side = self.side(range(turn, turn + 1), leaning, group)
        self._module.draw(side, np.ascontiguousarray(seeds), rows.numbers, rows.bytes, decisions)

    def side(self, turns: range, leaning: Leaning | None, group: NDArray[np.intp] | None) -> tuple[Any, ...]:
        """What the compiled module needs to draw this side's decisions in some turns."""
        if turns not in self._salts:
            orders, answers = self._keys
            self._salts[turns] = luck.salts_of_turns(turns, orders), luck.salts_of_turns(turns, answers)
        cells = (_NO_CELLS, _NO_CELLS) if leaning is None else (leaning.orders, leaning.choices)
        groups = _NO_CELLS if group is None else group
        narrow = (np.ascontiguousarray(each, dtype=np.int32) for each in (*cells, groups))
        return *self._arrays, *narrow, *self._salts[turns], *self._numbers


def _rivals(hand: Hand) -> Words:
    """`[order, word]`: a bit for each order that it rules out."""
    words = [clash.rivals for clash in hand.clashes] or [np.zeros(0, dtype=np.uint64)]
    return np.ascontiguousarray(np.stack(words, axis=1))
