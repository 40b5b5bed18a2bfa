"""Games played on with numpy, in fewer columns as games end: those that are over cost nothing more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.engine.drawing import Playing, Words, play_turn_by_turn
from game.engine.executor import Executor, Indices
from game.engine.program import Program
from game.engine.rows import Rows

_STEP = 0.8  # each width is so much of the one before
_LEAST = 512  # games at once; fewer are not worth moving
_MULTIPLE = 64


class NarrowingExecutor(Executor):
    """As `Executor`, with narrower ones at hand for games that are played on."""

    def __init__(self, program: Program, games: int) -> None:
        super().__init__(program, games)
        self._narrower: dict[int, Executor] = {}

    def play_on(self, plan: Playing, seeds: Words, turns: range, frozen: int) -> int:
        """Plays turns, the sides deciding by luck; how many game-turns that were."""
        at: Executor = self
        columns = np.arange(self.games)  # [column of `at`]: which of the games it is
        played = 0
        for turn in turns:
            is_over = at.rows[frozen] != 0
            running = at.games - int(np.count_nonzero(is_over))
            width = next((w for w in _widths(self.games) if w >= running), at.games)
            if width < at.games:
                order = np.argsort(is_over, kind="stable")
                kept, gone = order[:width], order[width:]
                if at is not self:
                    _copy(at.rows, gone, self.rows, columns[gone])
                narrow = self._narrow(width)
                for old, new in ((at.rows.numbers, narrow.rows.numbers), (at.rows.bytes, narrow.rows.bytes)):
                    new[:] = old.take(kept, axis=1)
                at, columns, seeds = narrow, columns[kept], seeds[kept]
                if plan.group is not None:
                    plan = replace(plan, group=plan.group[kept])
            played += play_turn_by_turn(at, plan, seeds, range(turn, turn + 1), frozen)
        if at is not self:
            _copy(at.rows, np.arange(at.games), self.rows, columns)
        return played

    def _narrow(self, width: int) -> Executor:
        if width not in self._narrower:
            self._narrower[width] = Executor(self.program, width)
        return self._narrower[width]


def _copy(rows: Rows, columns: Indices, to: Rows, places: Indices) -> None:
    to.numbers[:, places] = rows.numbers[:, columns]
    to.bytes[:, places] = rows.bytes[:, columns]


def _widths(games: int) -> list[int]:
    """The widths that are played, from the narrowest."""
    found: list[int] = []
    width = games * _STEP
    while width >= _LEAST:
        found.append(-(-int(width) // _MULTIPLE) * _MULTIPLE)
        width *= _STEP
    return sorted({each for each in found if each < games})
