"""The state of a batch of games: one value for every row and game."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.program import Program


@dataclass(frozen=True)
class State:
    """Where games stand before the decisions of turn `turn`.

    `rows` is `[state row, game]`, `seeds` `[game]`. All games of a batch are at the same turn;
    those that ended earlier stay as they ended. Treat arrays as read-only.
    """

    program: Program
    turn: int
    rows: NDArray[np.float64]  # [state row, game]
    seeds: NDArray[np.uint64]  # [game]

    @property
    def games(self) -> int:
        """How many games."""
        return int(self.rows.shape[1])

    def value(self, name: str, game: int = 0) -> float:
        """One row's value in one game; KeyError for a row that the scenario has not."""
        return float(self.rows[self.program.row[name], game])

    def has(self, name: str) -> bool:
        """Whether the scenario has such a row."""
        return name in self.program.row

    def is_over(self, game: int = 0) -> bool:
        """Whether a game has ended."""
        return self.value("ended", game) != 0.0

    def column(self, game: int) -> State:
        """One game as a batch of one."""
        return State(
            self.program, self.turn, self.rows[:, game : game + 1].copy(), self.seeds[game : game + 1].copy()
        )

    def repeated(self, times: int) -> State:
        """Each game `times` over, copies of one game side by side."""
        return State(
            self.program, self.turn, np.repeat(self.rows, times, axis=1), np.repeat(self.seeds, times)
        )

    def digest(self) -> str:
        """A fingerprint of every bit of every game."""
        rows = np.ascontiguousarray(self.rows + 0.0, dtype="<f8")
        return hashlib.sha256(self.turn.to_bytes(4, "little") + rows.tobytes()).hexdigest()
