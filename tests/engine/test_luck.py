"""Draws depend on seed, turn and name alone, and are even."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.engine.luck import draws, fill_halves, game_seeds, key, salts

NAMES = ("a storm", "a leak", "a letter")
KEYS = tuple(key(name) for name in NAMES)


def test_known_draws_stay_the_same() -> None:
    found = draws(game_seeds(1, 2), 3, KEYS)
    assert found.tolist() == [
        [0.9215721625537489, 0.23183517580421276],
        [0.7518656907777449, 0.07398170445160213],
        [0.42941447887441564, 0.10070423741943713],
    ]


@given(st.integers(0, 2**63), st.integers(0, 40), st.permutations(KEYS))
def test_a_draw_does_not_depend_on_what_else_is_drawn(seed: int, turn: int, keys: list[int]) -> None:
    seeds = game_seeds(seed, 5)
    together = draws(seeds, turn, tuple(keys))
    for number, one in enumerate(keys):
        assert (draws(seeds[2:3], turn, (one,))[0] == together[number, 2:3]).all()


def test_seeds_of_a_batch_do_not_depend_on_its_size() -> None:
    assert (game_seeds(9, 100)[40:60] == game_seeds(9, 20, first=40)).all()


@pytest.mark.parametrize("turn", [0, 1, 15])
def test_draws_are_even(turn: int) -> None:
    _are_even(draws(game_seeds(77, 100_000), turn, KEYS))


@pytest.mark.parametrize("turn", [0, 1, 15])
def test_both_halves_of_a_word_are_even_and_have_nothing_in_common(turn: int) -> None:
    _are_even(fill_halves(game_seeds(78, 100_000), salts(turn, KEYS[:2])).reshape(4, -1)[:3])


def _are_even(found: NDArray[np.float64]) -> None:
    for row in found:
        counts = np.histogram(row, bins=100, range=(0.0, 1.0))[0]
        chi_square = ((counts - 1000.0) ** 2 / 1000.0).sum()
        assert chi_square < 160.0  # 99 degrees of freedom: beyond by luck once in ten thousand
    assert abs(np.corrcoef(found)[np.triu_indices(3, 1)]).max() < 0.02


def test_draws_of_neighbouring_turns_and_seeds_have_nothing_in_common() -> None:
    seeds = game_seeds(5, 100_000)
    one, two = draws(seeds, 1, KEYS[:1])[0], draws(seeds, 2, KEYS[:1])[0]
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.02
    assert abs(np.corrcoef(one[:-1], one[1:])[0, 1]) < 0.02
