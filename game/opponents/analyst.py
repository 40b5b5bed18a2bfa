"""The analyst: tries its candidate decisions in thousands of imagined futures, and takes the best.

It knows its side's view and nothing else. How it thinks is told in `thinking`; its effort is counted
in futures, so that it decides the same on every machine.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.engine.hand import Floats
from game.engine.state import State
from game.opponents.reasons import Reason, sentences
from game.opponents.thinking import Effort, Mind, Taste

Seeds = NDArray[np.uint64]


class Analyst:
    """Decides for one game or for many, each as if it were alone."""

    def __init__(
        self, effort: Effort | None = None, taste: Taste | None = None, name: str = "analyst"
    ) -> None:
        self.name = name
        self.effort = effort or Effort()
        self.taste = taste or Taste()
        self._minds: dict[str, Mind] = {}
        self._reasons: list[tuple[Reason, ...]] = []

    def decide(self, view: State, side: str, seed: int) -> Floats:
        """Decisions `[decision row, 1]` for one game; rows of the other side are 0."""
        return self.decide_many(view, side, np.array([seed & (2**64 - 1)], dtype=np.uint64))

    def decide_many(self, view: State, side: str, seeds: Seeds) -> Floats:
        """Decisions `[decision row, game]` for views of `side` and a seed for each.

        Games that are over get no decision.
        """
        mind = self._minds.get(side)
        if mind is None or mind.own.program is not view.program:
            mind = self._minds[side] = Mind(view.program, side, self.effort, self.taste)
        decisions = np.zeros((view.program.decision_rows, view.games))
        running = [game for game in range(view.games) if not view.is_over(game)]
        self._reasons = [()] * view.games
        if running:
            for game, (plan, reasons) in zip(running, mind.think(view, running, seeds), strict=True):
                plan.write(mind.own, decisions[:, game])
                self._reasons[game] = reasons
        return decisions

    def reasons(self, game: int = 0) -> tuple[str, ...]:
        """Why it last decided as it did, most important first."""
        return sentences(self._reasons[game]) if self._reasons else ()

    def reasoning(self, game: int = 0) -> tuple[Reason, ...]:
        """The same as data."""
        return self._reasons[game] if self._reasons else ()
