"""Legal decisions by luck alone: the weakest player, and the one that fills the futures of the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.drawing import Leaning, Playing
from game.engine.executors import make_drawing
from game.engine.hand import Floats, Hand, Indices
from game.engine.program import Program
from game.engine.rows import Bytes, Rows
from game.engine.state import State

Seeds = NDArray[np.uint64]


class RandomChoice:
    """Draws decisions of some sides of a program's games."""

    def __init__(self, program: Program, sides: Sequence[str] | None = None) -> None:
        self.program = program
        self.hands = [Hand(program, side) for side in sides or program.rules.sides]
        self._drawings = [make_drawing(hand) for hand in self.hands]

    def choose(
        self,
        rows: Rows | Floats,
        decisions: Bytes | Floats,
        seeds: Seeds,
        turn: int,
        habits: Sequence[Leaning] = (),
        group: Indices | None = None,
    ) -> None:
        """Fills the sides' rows of `decisions` `[decision row, game]`, given where the games stand.

        `rows` are those of a batch, or `[state row, game]`. `turn` only says which luck. With `habits`,
        one for each side, draws are not even; `group` `[game]` says whose habits a game has.
        """
        if not isinstance(rows, Rows):
            rows = Rows.of(self.program, rows)
        is_filled = decisions.dtype == np.uint8
        filled: Any = decisions if is_filled else np.zeros(decisions.shape, dtype=np.uint8)
        for place, drawing in enumerate(self._drawings):
            drawing.draw(rows, filled, seeds, turn, habits[place] if habits else None, group)
        if not is_filled:
            for hand in self.hands:
                own = np.concatenate([hand.order_row, hand.answer_row])
                decisions[own] = filled[own]


    def playing(
        self, habits: Sequence[Leaning] = (), group: Indices | None = None, key: int | None = None
    ) -> Playing:
        """How games are played on when all their sides decide by luck; see `Playing`."""
        return Playing(self._drawings, habits, group, key)


class RandomPlayer:
    """Takes a seat: one game at a time."""

    name = "random"

    def __init__(self) -> None:
        self._choices: dict[str, RandomChoice] = {}

    def decide(self, view: State, side: str, seed: int) -> Floats:
        """`[decision row, 1]`; rows of the other side are 0."""
        return self.decide_many(view, side, np.array([seed & (2**64 - 1)], dtype=np.uint64))

    def decide_many(self, view: State, side: str, seeds: Seeds) -> Floats:
        """`[decision row, game]` for a batch of views and a seed for each."""
        choice = self._choices.get(side)
        if choice is None or choice.program is not view.program:
            choice = self._choices[side] = RandomChoice(view.program, [side])
        decisions = np.zeros((view.program.decision_rows, view.games))
        choice.choose(view.rows, decisions, seeds, view.turn)
        return decisions

    def reasons(self, game: int = 0) -> tuple[str, ...]:
        """It has none."""
        return ()
