"""Tests of randomness: each takes 64-bit words and gives a p-value, two-sided.

For a perfect generator a p-value is even in (0, 1): one below t comes up with chance t, whether
the words are too uneven or too even. The classical tests are Knuth's (The Art of Computer
Programming, volume 2, 3.3.2); `series` look at one sequence of words, `pairs` at two that go
together, such as the draws of two names in the same games.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Words = NDArray[np.uint64]
Series = Callable[[Words], float]
Pairs = Callable[[Words, Words], float]

_BITS = np.arange(64, dtype=np.uint64)
_LAGS = range(1, 9)


def two_sided(cdf: float, survival: float) -> float:
    """A p-value out of the chances to be as low and to be as high."""
    return float(min(1.0, 2.0 * min(cdf, survival)))


def chi_square(counts: NDArray[np.int64], chances: NDArray[np.float64] | float) -> float:
    """Whether counts fit the chances of their classes, which sum to 1."""
    expected = counts.sum() * np.broadcast_to(np.asarray(chances, dtype=float), counts.shape)
    return _of_squares(float(((counts - expected) ** 2 / expected).sum()), counts.size - 1)


def _of_squares(total: float, degrees: int) -> float:
    return two_sided(stats.chi2.cdf(total, degrees), stats.chi2.sf(total, degrees))


def _of_scores(scores: NDArray[np.float64]) -> float:
    """Whether independent standard normal scores are."""
    return _of_squares(float((scores**2).sum()), scores.size)


def high(words: Words) -> NDArray[np.float64]:
    """The upper halves as numbers from [0, 1)."""
    return (words >> np.uint64(32)).astype(float) * 2.0**-32


def low(words: Words) -> NDArray[np.float64]:
    """The lower halves as numbers from [0, 1)."""
    return (words & np.uint64(2**32 - 1)).astype(float) * 2.0**-32


def _cells(numbers: NDArray[np.float64], cells: int) -> NDArray[np.int64]:
    return (numbers * cells).astype(np.int64)


def _sums_of_bits(words: Words) -> NDArray[np.float64]:
    """How often each of the 64 bits is set."""
    return np.array([np.count_nonzero(words & (np.uint64(1) << bit)) for bit in _BITS], dtype=float)


def _fair(sums: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Normal scores of sums of `count` fair bits each."""
    return (sums - count / 2.0) / math.sqrt(count / 4.0)


# -- one sequence -----------------------------------------------------------------------------


def high_halves_are_even(words: Words) -> float:
    return chi_square(np.bincount(_cells(high(words), 256), minlength=256), 1 / 256)


def low_halves_are_even(words: Words) -> float:
    return chi_square(np.bincount(_cells(low(words), 256), minlength=256), 1 / 256)


def each_bit_is_fair(words: Words) -> float:
    return _of_scores(_fair(_sums_of_bits(words), len(words)))


def no_bit_follows_its_last(words: Words) -> float:
    """Bits of neighbours agree half of the time."""
    return _of_scores(_fair(_sums_of_bits(words[1::2] ^ words[: len(words) // 2 * 2 : 2]), len(words) // 2))


def neighbours_fill_the_square(words: Words) -> float:
    """Knuth's serial test, on pairs that do not overlap."""
    numbers = _cells(high(words), 64)
    return chi_square(np.bincount(numbers[:-1:2] * 64 + numbers[1::2], minlength=4096), 1 / 4096)


def neighbours_in_the_low_half_fill_the_square(words: Words) -> float:
    numbers = _cells(low(words), 64)
    return chi_square(np.bincount(numbers[:-1:2] * 64 + numbers[1::2], minlength=4096), 1 / 4096)


def no_lag_correlates(words: Words) -> float:
    """Serial correlation at eight lags."""
    numbers = (high(words) - 0.5) * math.sqrt(12.0)
    scores = [float(numbers[:-lag] @ numbers[lag:]) / math.sqrt(len(numbers) - lag) for lag in _LAGS]
    return _of_scores(np.array(scores))


def runs_about_the_middle_are_right(words: Words) -> float:
    """How many runs there are above and below one half (Wald and Wolfowitz)."""
    is_above = high(words) >= 0.5
    above = int(is_above.sum())
    below = len(words) - above
    if not above or not below:
        return 0.0
    runs = 1 + int((is_above[1:] != is_above[:-1]).sum())
    mean = 2.0 * above * below / len(words) + 1.0
    variance = (mean - 1.0) * (mean - 2.0) / (len(words) - 1.0)
    score = (runs - mean) / math.sqrt(variance)
    return two_sided(stats.norm.cdf(score), stats.norm.sf(score))


def fours_come_in_every_order(words: Words) -> float:
    """Knuth's permutation test."""
    four = words[: len(words) // 4 * 4].reshape(-1, 4)
    places = four.argsort(axis=1)
    kinds = np.unique(places @ np.array([64, 16, 4, 1]), return_counts=True)[1]
    return chi_square(kinds, 1 / 24) if len(kinds) == 24 else 0.0


def gaps_between_small_draws_are_right(words: Words) -> float:
    """Knuth's gap test: how long until a draw below 1/8 comes again."""
    longest = 24
    gaps = np.minimum(np.diff(np.flatnonzero(high(words) < 0.125)) - 1, longest)
    if not len(gaps):
        return 0.0
    chances = 0.125 * 0.875 ** np.arange(longest + 1.0)
    chances[longest] = 0.875**longest
    return chi_square(np.bincount(gaps, minlength=longest + 1), chances)


def highest_bits_meet_as_often_as_they_should(words: Words) -> float:
    """Knuth's collision test: 2**k balls in 2**(2k - 6) urns, of which 32 should fall on others."""
    logarithm = int(math.log2(len(words)))
    return _collisions(words[: 2**logarithm] >> np.uint64(64 - (2 * logarithm - 6)), 2 * logarithm - 6)


def lowest_bits_meet_as_often_as_they_should(words: Words) -> float:
    logarithm = int(math.log2(len(words)))
    return _collisions(words[: 2**logarithm] & np.uint64(2 ** (2 * logarithm - 6) - 1), 2 * logarithm - 6)


def _collisions(urns: Words, bits: int) -> float:
    found = len(urns) - len(np.unique(urns))
    expected = len(urns) + 2.0**bits * math.expm1(len(urns) * math.log1p(-(2.0**-bits)))
    return two_sided(stats.poisson.cdf(found, expected), stats.poisson.sf(found - 1, expected))


def halves_have_nothing_in_common(words: Words) -> float:
    return chi_square(
        np.bincount(_cells(high(words), 64) * 64 + _cells(low(words), 64), minlength=4096), 1 / 4096
    )


SERIES: tuple[Series, ...] = (
    high_halves_are_even,
    low_halves_are_even,
    each_bit_is_fair,
    no_bit_follows_its_last,
    neighbours_fill_the_square,
    neighbours_in_the_low_half_fill_the_square,
    no_lag_correlates,
    runs_about_the_middle_are_right,
    fours_come_in_every_order,
    gaps_between_small_draws_are_right,
    highest_bits_meet_as_often_as_they_should,
    lowest_bits_meet_as_often_as_they_should,
    halves_have_nothing_in_common,
)


# -- two sequences that go together ------------------------------------------------------------


def both_fill_the_square(one: Words, other: Words) -> float:
    return chi_square(
        np.bincount(_cells(high(one), 64) * 64 + _cells(high(other), 64), minlength=4096), 1 / 4096
    )


def they_do_not_correlate(one: Words, other: Words) -> float:
    """The two, each half of one with each half of the other."""
    scores = [
        12.0 * float((half(one) - 0.5) @ (half_too(other) - 0.5)) / math.sqrt(len(one))
        for half in (high, low)
        for half_too in (high, low)
    ]
    return _of_scores(np.array(scores))


def bits_agree_half_of_the_time(one: Words, other: Words) -> float:
    return _of_scores(_fair(_sums_of_bits(one ^ other), len(one)))


def as_many_bits_differ_as_should(one: Words, other: Words) -> float:
    """How many of the 64 bits differ, against the binomial law."""
    bits = np.unpackbits((one ^ other).view(np.uint8).reshape(-1, 8), axis=1)
    counts = np.bincount(bits.sum(axis=1, dtype=np.int64), minlength=65)
    chances = stats.binom.pmf(np.arange(65), 64, 0.5)
    return chi_square(_with_tails(counts), _with_tails(chances))


def _with_tails(classes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Counts of 18 to 46 bits, with what is rarer at either end put together."""
    return np.array([classes[:19].sum(), *classes[19:46], classes[46:].sum()])


PAIRS: tuple[Pairs, ...] = (
    both_fill_the_square,
    they_do_not_correlate,
    bits_agree_half_of_the_time,
    as_many_bits_differ_as_should,
)


# -- a hash ------------------------------------------------------------------------------------


def every_bit_in_turns_every_bit_out(function: Callable[[Words], Words], words: Words) -> float:
    """Avalanche: a flipped bit of what goes in flips each bit of what comes out half of the time."""
    before = function(words)
    flips = [_sums_of_bits(before ^ function(words ^ (np.uint64(1) << bit))) for bit in _BITS]
    return _of_scores(_fair(np.array(flips), len(words)).ravel())
