"""Which of several wordings: by what happened before, and else by a hash of seed and turn.

No draw of luck is spent and nothing is remembered, so every face tells the same turn in the same
words, today and when the game is opened again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Option = TypeVar("Option")


def occurrence(texts: Sequence[str], count: int) -> str:
    """The author's wording for the `count`-th time, from 1; after the last they begin anew."""
    return texts[(count - 1) % len(texts)]


def by_hash(options: Sequence[Option], seed: int, turn: int, what: str) -> Option:
    """One of `options`, the same whenever it is asked for this game, turn and purpose."""
    return options[_number(f"{seed}:{turn}:{what}") % len(options)]


def in_turn(options: Sequence[Option], seed: int, what: str, told_before: int) -> Option:
    """One of `options`: where to begin hangs on the game, and no two follow each other alike."""
    return options[(_number(f"{seed}:{what}") + told_before) % len(options)]


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
