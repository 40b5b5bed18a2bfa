"""The state rows of a batch, as executors keep them: numbers and bytes apart, a column a game."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.engine.program import BYTE, Program, kind, number

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]


def roomy(rows: int, games: int) -> Floats:
    """Zeros, `[row, game]`, of rows that do not compete for the same lines of a cache."""
    return np.zeros((rows, games + 8 + -games % 8))[:, :games]


def roomy_bytes(rows: int, games: int) -> Bytes:
    """As `roomy`, of bytes."""
    return np.zeros((rows, games + 64 + -games % 64), dtype=np.uint8)[:, :games]


class Rows:
    """`numbers` `[row of a number, game]` and `bytes` `[row of a byte, game]`, made or borrowed.

    A state row is one of either; `rows[n]` is its view, `[game]`.
    """

    def __init__(self, program: Program, numbers: Floats, bytes_: Bytes) -> None:
        self.program = program
        self.numbers = numbers
        self.bytes = bytes_

    @classmethod
    def of(cls, program: Program, values: Floats) -> Rows:
        """A copy of `[state row, game]`."""
        games = values.shape[1]
        count = program.state_numbers
        made = cls(
            program, np.empty((count, games)), np.empty((program.state_rows - count, games), dtype=np.uint8)
        )
        made.load(values)
        return made

    @property
    def games(self) -> int:
        """How many games."""
        return int(self.numbers.shape[1])

    def __getitem__(self, row: int) -> NDArray[np.float64 | np.uint8]:
        place = self.program.places[row]
        rows: NDArray[np.float64 | np.uint8] = self.bytes if kind(place) == BYTE else self.numbers
        found: NDArray[np.float64 | np.uint8] = rows[number(place)]
        return found

    def number(self, row: int) -> Floats:
        """A state row as numbers, `[game]`; do not change it."""
        return self[row].astype(np.float64, copy=False)

    def load(self, values: Floats, columns: slice = slice(None)) -> None:
        """Takes over `[state row, game]`; one column is taken for every game of `columns`."""
        numbers, bytes_ = self.program.state_order
        self.numbers[:, columns] = values[numbers]
        self.bytes[:, columns] = values[bytes_]

    def start(self) -> None:
        """Makes every game a new one, before anything was prepared for its first turn."""
        self.load(np.array(self.program.starts)[:, None])

    def floats(self) -> Floats:
        """A copy as `[state row, game]`."""
        numbers, bytes_ = self.program.state_order
        values = np.empty((self.program.state_rows, self.games))
        values[numbers] = self.numbers
        values[bytes_] = self.bytes
        return values
