"""Ridge regression of payoffs on 0/1 features, with the same bits on every machine.

Features are 0 or 1 and payoffs lie on the engine's grid of 2**-16, so the sums of products are
exact in whatever order a library adds them. The system is then solved by elimination in a fixed
order, elementwise; no library routine whose rounding may differ takes part.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass
class Sums:
    """The normal equations of regressions, one a game and target; feature 0 is the constant 1."""

    products: Floats  # [game, feature, feature]
    moments: Floats  # [game, feature, target]

    @classmethod
    def empty(cls, games: int, features: int, targets: int = 1) -> Sums:
        """Nothing seen yet; `features` counts the constant."""
        return cls(np.zeros((games, features, features)), np.zeros((games, features, targets)))

    def add(self, game: int, features: Floats, payoffs: Floats) -> None:
        """Adds samples of one game: `features` `[feature, sample]`, 0 or 1, without the constant.

        There may be fewer than there is room for. `payoffs` is `[target, sample]`, on the grid.
        """
        design = np.vstack([np.ones((1, features.shape[1])), features])
        size = len(design)
        self.products[game, :size, :size] += design @ design.T
        self.moments[game, :size] += design @ payoffs.T


def snap(values: Floats) -> Floats:
    """Values rounded to the engine's grid."""
    big = 1.5 * 2.0**36
    rounded: Floats = (values + big) - big
    return rounded


def ridge(sums: Sums, penalty: float) -> Floats:
    """Coefficients `[game, feature, target]`; the constant is not penalised.

    A feature that was never seen gets 0.
    """
    matrix = sums.products.copy()
    right = sums.moments.copy()
    size = right.shape[1]
    for place in range(1, size):
        matrix[:, place, place] += penalty
    for place in range(size):
        factor = matrix[:, place + 1 :, place] / matrix[:, place, place, None]
        matrix[:, place + 1 :, place:] -= factor[:, :, None] * matrix[:, place, None, place:]
        right[:, place + 1 :] -= factor[:, :, None] * right[:, place, None, :]
    for place in range(size - 1, -1, -1):
        right[:, place] /= matrix[:, place, place, None]
        right[:, :place] -= matrix[:, :place, place, None] * right[:, place, None, :]
    return right
