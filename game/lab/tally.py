"""Counts that add up to the same, however the games were split and in whatever order they come.

Whole numbers are exact in any order; floats are not. What is a measure and no count, such as a
payoff, is therefore counted in steps of the engine's grid.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

STEPS = 2**16  # of the engine's grid in one unit
_MOST_AT_ONCE = 2048  # values of the size that the grid allows, 2**35, whose sum of steps fits 64 bits


def steps(values: NDArray[np.float64]) -> int:
    """The sum of values `[game]` in steps of 2**-16, each rounded to the nearest.

    What lies on the engine's grid is not changed by that.
    """
    whole = np.rint(values * STEPS).astype(np.int64)
    return sum(int(whole[at : at + _MOST_AT_ONCE].sum()) for at in range(0, len(whole), _MOST_AT_ONCE))


@dataclass
class Tally:
    """What was counted. Every field of a subclass is a number, or counts by name.

    A float field may only hold what is no result, such as a time.
    """

    def add(self, more: Self) -> None:
        """Counts what `more` counted as well; names keep the order in which they were met."""
        for each in fields(self):
            mine, other = getattr(self, each.name), getattr(more, each.name)
            if isinstance(mine, Counter):
                mine.update(other)
            else:
                setattr(self, each.name, mine + other)

    def as_data(self) -> dict[str, Any]:
        """As plain data, to be sent, saved and read again."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: dict(it) if isinstance(it, Counter) else it for name, it in values.items()}

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Self:
        """What `as_data` gave. Raises ValueError if it is nothing of the kind."""
        missing = {each.name for each in fields(cls)} - set(data)
        if missing:
            raise ValueError(f"counts are missing: {', '.join(sorted(missing))}")
        return TypeAdapter(cls).validate_python(dict(data))
