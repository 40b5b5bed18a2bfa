"""Many new games played to their ends: those that are over make room for the others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.engine.program import Program
from game.engine.rows import Bytes, Rows, roomy, roomy_bytes
from game.engine.turn import Games

_STEP = 0.8  # each width is so much of the one before
_LEAST = 64  # games at once; fewer are not worth moving
_MULTIPLE = 64


class Batch:
    """As `Games`, for `games` of them; fewer columns are played as games end.

    `rows`, `decisions` and `seeds` are those of the games still played, and some that are over. All of
    them change with `open` and `play`: do not keep them.
    """

    def __init__(self, program: Program, games: int, threads: int = 1) -> None:
        self.program = program
        self.games = games
        self._threads = threads
        self._ended = program.row["ended"]
        self._by_width: dict[int, Games] = {}
        self._widths = _widths(games)
        self._at_play = self._of_width(games)
        self._numbers: NDArray[np.intp] = np.arange(games)  # [column]: which of the games it is
        bytes_ = program.state_rows - program.state_numbers
        self._last = Rows(program, roomy(program.state_numbers, games), roomy_bytes(bytes_, games))

    def _of_width(self, width: int) -> Games:
        if width not in self._by_width:
            self._by_width[width] = Games(self.program, width, self._threads)
        return self._by_width[width]

    @property
    def rows(self) -> Rows:
        """Where the games stand."""
        return self._at_play.rows

    @property
    def decisions(self) -> Bytes:
        """`[decision row, game]`, to be filled before each turn."""
        return self._at_play.decisions

    @property
    def seeds(self) -> NDArray[np.uint64]:
        """The luck of each game."""
        return self._at_play.seeds

    @property
    def turn(self) -> int:
        """The turn to be played."""
        return self._at_play.turn

    @property
    def running(self) -> int:
        """How many games are not over."""
        return self._at_play.games - int(np.count_nonzero(self.rows[self._ended]))

    def open(self, seeds: NDArray[np.uint64]) -> None:
        """Starts new games, `[game]` seeds."""
        self._at_play = self._of_width(self.games)
        self._at_play.open(seeds)
        self._numbers = np.arange(self.games)

    def play(self) -> None:
        """Plays one turn with the decisions as they stand."""
        self._at_play.play()
        width = next((w for w in self._widths if w >= self.running), self._at_play.games)
        if width < self._at_play.games:
            self._narrow(width)

    def _narrow(self, width: int) -> None:
        """Goes on with so many columns: the games that are not over, and some that are."""
        old, new = self._at_play, self._of_width(width)
        self._keep()
        kept = np.argsort(old.rows[self._ended] != 0, kind="stable")[:width]
        new.rows.numbers[:] = old.rows.numbers[:, kept]
        new.rows.bytes[:] = old.rows.bytes[:, kept]
        new.seeds, new.turn = old.seeds[kept], old.turn
        self._at_play, self._numbers = new, self._numbers[kept]

    def _keep(self) -> None:
        """Writes down how the games at play stand, where each belongs."""
        self._last.numbers[:, self._numbers] = self.rows.numbers
        self._last.bytes[:, self._numbers] = self.rows.bytes

    def last(self) -> Rows:
        """How all games stand, in the order of the seeds."""
        self._keep()
        return self._last


def _widths(games: int) -> list[int]:
    """The widths that are played, from the narrowest."""
    found: list[int] = []
    width = float(games)
    while (width := width * _STEP) >= _LEAST:
        found.append(-(-int(width) // _MULTIPLE) * _MULTIPLE)
    return sorted({each for each in found if each < games})
