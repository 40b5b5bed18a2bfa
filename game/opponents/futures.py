"""Futures of what a side may believe: many columns for each game, random play after the first turn.

The first decisions are random too, or written by the caller; then both sides play at random until
the futures are cut. What a future came to is what the scenario's score would give if things stayed
as they are then, or what its ending gave.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from game.engine.drawing import Leaning
from game.engine.hand import Floats
from game.engine.program import Program
from game.engine.rows import Bytes
from game.engine.state import State
from game.engine.turn import Games
from game.opponents.beliefs import Guests
from game.opponents.habits import Tally
from game.opponents.random import RandomChoice

WIDTH = 4096  # columns that are played at once
_LEAST_WIDTH = 128
_STEP = np.uint64(0x9E3779B97F4A7C15)

First = Callable[[int, Bytes], None]  # place in `games`, its futures' decisions [decision row, future]


def future_seeds(seed: np.uint64, first: int, count: int) -> NDArray[np.uint64]:
    """Luck for futures `first` to `first + count - 1` of a game; `seed` is the player's own."""
    return np.arange(first + 1, first + count + 1, dtype=np.uint64) * _STEP + seed


class Futures:
    """Plays futures of views of one side."""

    def __init__(self, program: Program, side: str, turns: int) -> None:
        self.program = program
        self.turns = turns
        sides = program.rules.sides
        self._payoffs = [program.row[f"payoff:{each}"] for each in (side, sides[1 - sides.index(side)])]
        self._ended = program.row["ended"]
        self._random = RandomChoice(program)
        self.hands = self._random.hands  # by position of the sides
        self._guests = Guests(program, side)
        self._games: Games | None = None

    def play(
        self,
        views: State,
        games: Sequence[int],
        seeds: Sequence[NDArray[np.uint64]],
        first: First | None = None,
        habits: Sequence[Leaning] = (),
        tally: Tally | None = None,
    ) -> tuple[Bytes, Floats]:
        """Plays `len(seeds[n])` futures of view `games[n]`, equally many for each of at most `WIDTH` in all.

        `first` may change the first decisions of a game's futures, which are random. Later decisions are
        drawn by `habits` (of the first side and the second, a group for each of `games`), else evenly;
        `tally` counts all of them. Gives the first decisions `[decision row, column]` and the payoffs
        `[own and rival, column]`, game after game.
        """
        per_game = len(seeds[0])
        used = per_game * len(games)
        batch = self._batch(used)
        luck = np.zeros(batch.games, dtype=np.uint64)
        batch.rows.load(views.rows[:, games[0], None], slice(used, None))
        for place, game in enumerate(games):
            columns = slice(place * per_game, (place + 1) * per_game)
            batch.rows.load(views.rows[:, game, None], columns)
            luck[columns] = seeds[place]
        batch.seeds, batch.turn = luck, views.turn
        self._guests.imagine(batch.rows, luck, views.turn)
        self._random.choose(batch.rows, batch.decisions, luck, views.turn)
        if first is not None:
            for place in range(len(games)):
                first(place, batch.decisions[:, place * per_game : (place + 1) * per_game])
        decided = batch.decisions[:, :used].copy()
        group = np.minimum(np.arange(len(luck)) // per_game, len(games) - 1) if habits else None
        if tally is not None:
            tally.begin(len(luck))
        last = min(views.turn + self.turns - 1, self.program.rules.turns)
        if tally is not None:
            tally.add(batch.decisions)
        batch.play()
        if tally is None:
            batch.play_on(self._random.playing(habits, group), last - views.turn)
        while batch.turn <= last and not batch.rows[self._ended].all():
            self._random.choose(batch.rows, batch.decisions, luck, batch.turn, habits, group)
            if tally is not None:
                tally.add(batch.decisions)
            batch.play()
        return decided, np.stack([batch.rows[row][:used] for row in self._payoffs]).astype(np.float64)

    def _batch(self, columns: int) -> Games:
        width = _LEAST_WIDTH
        while width < columns:
            width *= 2
        if self._games is None or self._games.games != width:
            self._games = Games(self.program, width)
        return self._games
