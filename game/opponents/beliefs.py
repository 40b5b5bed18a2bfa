"""What a side must imagine: which of the rival's people may be on their way.

A view holds none of the invitations that wait for the rival, yet the host's stance is worth
nothing without guests. So each future draws them by the scenario's own rules, with luck of its own.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.engine.executors import AnyExecutor, make_executor
from game.engine.program import Program
from game.engine.rows import Rows

_OTHER_LUCK = np.uint64(0x9D2C5680A3B1F7E5)  # so that imagined guests say nothing of what is drawn later


class Guests:
    """Draws the invitations that may wait for the rival of `side`."""

    def __init__(self, program: Program, side: str) -> None:
        self._program = program
        self._rows: list[int] = []  # of the state: what waits for the rival, and what is then legal
        for answer in program.answers:
            if answer.kind == "invitation" and answer.side != side:
                self._rows += [answer.waits, *(row for row in answer.legal if row >= 0)]
        self._executor: AnyExecutor | None = None

    def imagine(self, rows: Rows, seeds: NDArray[np.uint64], turn: int) -> None:
        """Puts them into `rows`, which are those of views before `turn`, one a future."""
        if not self._rows:
            return
        if self._executor is None or self._executor.games != rows.games:
            self._executor = make_executor(self._program, rows.games)
        imagined = self._executor.rows
        imagined.numbers[:], imagined.bytes[:] = rows.numbers, rows.bytes
        self._executor.run("start", seeds ^ _OTHER_LUCK, turn)
        for row in self._rows:
            rows[row][:] = imagined[row]
