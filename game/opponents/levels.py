"""The levels of computer players, by name. They differ in thinking, never in what they may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from game.engine.state import State
from game.opponents.analyst import Analyst
from game.opponents.random import RandomPlayer
from game.opponents.thinking import Effort

DEFAULT_LEVEL = "analyst"
DESK_FUTURES = 16_384  # for one decision at the desk: well under a second
BATCH_FUTURES = 1_024  # for each of the many decisions of `simulate`


class BatchPlayer(Protocol):
    """A computer player that decides for one game or for many."""

    @property
    def name(self) -> str:
        """What it is called."""

    def decide(self, view: State, side: str, seed: int) -> NDArray[np.float64]:
        """Decisions `[decision row, 1]` from the view of its side and luck of its own."""

    def decide_many(self, view: State, side: str, seeds: NDArray[np.uint64]) -> NDArray[np.float64]:
        """Decisions `[decision row, game]`, each game as if it were alone."""

    def reasons(self, game: int = 0) -> tuple[str, ...]:
        """Why it last decided as it did."""


_LEVELS: dict[str, Callable[[int], BatchPlayer]] = {
    "random": lambda futures: RandomPlayer(),
    "analyst": lambda futures: Analyst(Effort.of(futures)),
}


def levels() -> tuple[str, ...]:
    """The names, from the weakest."""
    return tuple(_LEVELS)


def player(level: str, futures: int = DESK_FUTURES) -> BatchPlayer:
    """A player of a level; `futures` is the effort of one decision. KeyError for an unknown level."""
    return _LEVELS[level](futures)
