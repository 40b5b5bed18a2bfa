"""The sample rules, compiled once, and games of them played with random decisions."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from game.engine.compiler import compile_rules
from game.engine.program import Program
from tests.engine.sample import sample_rules


@pytest.fixture(scope="session")
def program() -> Program:
    """The sample's program."""
    return compile_rules(sample_rules())


def random_decisions(program: Program, games: int, turn: int, seed: int = 0) -> NDArray[np.float64]:
    """Decisions that are often illegal: `[decision, game]`."""
    rng = np.random.default_rng([seed, turn])
    decisions = rng.integers(0, 3, (program.decision_rows, games)).astype(float)
    decisions[: len(program.orders)] = rng.random((len(program.orders), games)) < 0.4
    return decisions
