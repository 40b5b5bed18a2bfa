"""The regression finds what a reference finds, and its sums do not depend on their order."""

import numpy as np

from game.engine.values import snapped
from game.opponents.regression import Sums, ridge


def samples(seed: int, count: int = 500, features: int = 7) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    design = (rng.random((features, count)) < 0.3).astype(float)
    payoffs = 40 + np.arange(features) @ design + rng.normal(0, 5, count)
    return design, np.array([snapped(value) for value in payoffs])


def solved(design: np.ndarray, payoffs: np.ndarray, penalty: float = 2.0) -> np.ndarray:
    sums = Sums.empty(1, len(design) + 1)
    sums.add(0, design, payoffs[None])
    return ridge(sums, penalty)[0, :, 0]


def test_it_agrees_with_a_library_to_the_last_digits_that_matter() -> None:
    design, payoffs = samples(1)
    full = np.vstack([np.ones(design.shape[1]), design])
    system = full @ full.T + 2.0 * np.diag([0.0] + [1.0] * len(design))
    assert np.allclose(solved(design, payoffs), np.linalg.solve(system, full @ payoffs), rtol=1e-10)


def test_the_order_of_the_samples_changes_no_bit() -> None:
    design, payoffs = samples(2)
    order = np.random.default_rng(0).permutation(len(payoffs))
    assert (solved(design, payoffs) == solved(design[:, order], payoffs[order])).all()


def test_samples_may_come_in_parts_and_games_together() -> None:
    games = [samples(seed) for seed in (3, 4, 5)]
    sums = Sums.empty(3, 8)
    for game, (design, payoffs) in enumerate(games):
        sums.add(game, design[:, :200], payoffs[None, :200])
        sums.add(game, design[:, 200:], payoffs[None, 200:])
    together = ridge(sums, 2.0)
    for game, (design, payoffs) in enumerate(games):
        assert (together[game, :, 0] == solved(design, payoffs)).all()


def test_a_feature_that_was_never_seen_is_worth_nothing() -> None:
    design, payoffs = samples(6)
    design[2] = 0.0
    assert solved(design, payoffs)[3] == 0.0
