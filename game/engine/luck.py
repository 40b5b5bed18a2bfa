"""Luck as an argument: draws that depend on nothing but seed, turn and name.

Every draw is a hash (SplitMix64's finaliser, Steele, Lea and Flood 2014) of a game's seed, the
turn and the name of what is drawn. An added event therefore shifts no other draw, and a replay
needs no more than the seed. Integer arithmetic only, so every machine draws the same numbers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_GOLDEN = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))
_TO_53_BITS = np.uint64(11)
_HALF, _LOW_HALF = np.uint64(32), np.uint64((1 << 32) - 1)
_ROWS_AT_ONCE = 8


def keys(names: tuple[str, ...]) -> tuple[int, ...]:
    """The keys of some draws' names."""
    return tuple(map(key, names))


def key(name: str) -> int:
    """The 64-bit key of a draw's name."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")


def mix(value: int) -> int:
    """SplitMix64's finaliser on a Python integer, modulo 2**64."""
    value &= _MASK
    value = ((value ^ (value >> 30)) * int(_FIRST)) & _MASK
    value = ((value ^ (value >> 27)) * int(_SECOND)) & _MASK
    return value ^ (value >> 31)


def game_seeds(seed: int, games: int, first: int = 0) -> NDArray[np.uint64]:
    """Seeds of games `first` to `first + games - 1` of a batch: `[game]`.

    Game 0 of seed s is the game that a person plays with seed s.
    """
    base = mix(seed * _GOLDEN + 1)
    numbers = np.arange(first, first + games, dtype=np.uint64)
    return _mixed(np.uint64(base) + numbers * np.uint64(_GOLDEN))


def salts(turn: int, keys: tuple[int, ...]) -> NDArray[np.uint64]:
    """What is added to a game's seed for each draw of a turn: `[draw]`."""
    when = mix((turn + 1) * _GOLDEN)
    return _mixed(np.array(keys, dtype=np.uint64) ^ np.uint64(when))


def salts_of_turns(turns: range, keys: tuple[int, ...]) -> NDArray[np.uint64]:
    """As `salts`, of some turns: `[turn, draw]`."""
    found = [salts(turn, keys) for turn in turns]
    return np.array(found, dtype=np.uint64).reshape(len(turns), len(keys))


def _mixed(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """As `mix`, of many."""
    words = (words ^ (words >> _SHIFTS[0])) * _FIRST
    words = (words ^ (words >> _SHIFTS[1])) * _SECOND
    return words ^ (words >> _SHIFTS[2])


def mix_in_place(words: NDArray[np.uint64], spare: NDArray[np.uint64]) -> None:
    """As `mix`, of many; `spare` is as much room."""
    np.right_shift(words, _SHIFTS[0], spare)
    np.bitwise_xor(words, spare, words)
    np.multiply(words, _FIRST, words)
    np.right_shift(words, _SHIFTS[1], spare)
    np.bitwise_xor(words, spare, words)
    np.multiply(words, _SECOND, words)
    np.right_shift(words, _SHIFTS[2], spare)
    np.bitwise_xor(words, spare, words)


def half_of(
    words: NDArray[np.uint64], half: int, room: NDArray[np.uint64], out: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """The even draws from [0, 1) in the high (0) or low (1) 32 bits; `room` may be the words themselves.

    Below 2**63 the signed reading of a word is the same, and converts faster.
    """
    if half == 0:
        np.right_shift(words, _HALF, room)
    else:
        np.bitwise_and(words, _LOW_HALF, room)
    found: NDArray[np.float64] = np.multiply(room.view(np.int64), 2.0**-32, out)
    return found


def draws(seeds: NDArray[np.uint64], turn: int, keys: tuple[int, ...]) -> NDArray[np.float64]:
    """Even draws from [0, 1): `[draw, game]`. `seeds` is `[game]`; `keys` come from `key`."""
    return fill(seeds, salts(turn, keys))


def own_seeds(seeds: NDArray[np.uint64], turn: int, player: int) -> NDArray[np.uint64]:
    """A player's own luck for a turn, `[game]`: words of 53 bits; `player` is a key."""
    words: NDArray[np.uint64] = _mixed(seeds + salts(turn, (player,))) >> _TO_53_BITS
    return words


def fill(
    seeds: NDArray[np.uint64], salt: NDArray[np.uint64], out: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """As `draws`, from salts that were made before."""
    if out is None:
        out = np.empty((len(salt), len(seeds)))
    for rows, word, _ in _words(seeds, salt):
        np.right_shift(word, _TO_53_BITS, word)
        np.multiply(word.view(np.int64), 2.0**-53, out[rows])
    return out


def fill_halves(seeds: NDArray[np.uint64], salt: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Two draws of 32 bits out of each word: `[word, half, game]`, at little more than the price of one."""
    out = np.empty((len(salt), 2, len(seeds)))
    for rows, word, spare in _words(seeds, salt):
        for half in (0, 1):
            half_of(word, half, spare, out[rows, half])
    return out


def _words(
    seeds: NDArray[np.uint64], salt: NDArray[np.uint64]
) -> Iterator[tuple[slice, NDArray[np.uint64], NDArray[np.uint64]]]:
    """Hashed words, a few rows at a time so that they stay in the cache, with as much room beside.

    Below 2**63 the signed reading of a word is the same, and converts faster.
    """
    count = len(salt)
    word = np.empty((min(_ROWS_AT_ONCE, max(count, 1)), len(seeds)), dtype=np.uint64)
    other = np.empty_like(word)
    for start in range(0, count, _ROWS_AT_ONCE):
        rows = slice(start, min(start + _ROWS_AT_ONCE, count))
        x, y = word[: rows.stop - start], other[: rows.stop - start]
        np.add(salt[rows, None], seeds[None, :], x)
        mix_in_place(x, y)
        yield rows, x, y
