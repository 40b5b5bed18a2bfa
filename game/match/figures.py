"""Numbers as shown: rounded once, and apportioned so that parts add up to their whole in print.

The engine's values are exact on a fine grid; a face shows few digits. A change shown is the
difference of two values shown, and the causes of a change are rounded by largest remainder,
so that nobody who adds up a list finds a gap.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

MINUS = "\N{MINUS SIGN}"
_SCALE = (1, 10, 100)  # units in 1, by digits


def digits_for(low: float, high: float) -> int:
    """How many decimals a value of that range deserves: none above 20, one above 2, else two."""
    span = high - low
    if span > 20:
        return 0
    return 1 if span > 2 else 2


def to_units(value: float, digits: int) -> int:
    """`value` in units of its last shown digit, halves rounded up."""
    return math.floor(value * _SCALE[digits] + 0.5)


def to_floor_units(value: float, digits: int) -> int:
    """`value` in units of its last shown digit, rounded down: for purses, which cannot be overdrawn."""
    return math.floor(value * _SCALE[digits] + 1e-9)


def tidy(value: float) -> float:
    """A price as it is told: whole if it is whole, else with one decimal."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def shown(value: float, digits: int) -> float:
    """`value` as shown with that many decimals."""
    return to_units(value, digits) / _SCALE[digits]


def apportion(amounts: Sequence[float], total: int, digits: int) -> tuple[int, ...]:
    """Whole units for each of `amounts` that sum to `total` units, each within one of its own value.

    `total` must lie within one unit of the true sum, as the difference of two rounded values does.
    Ties go to the earlier amount. An empty list can only sum to 0.
    """
    scaled = [amount * _SCALE[digits] for amount in amounts]
    units = [math.floor(value) for value in scaled]
    missing = total - sum(units)
    by_remainder = sorted(range(len(units)), key=lambda at: (units[at] - scaled[at], at))
    if missing < 0:  # only by a hair of floating point: take from what was rounded down least
        by_remainder.reverse()
    for step in range(abs(missing)):
        units[by_remainder[step % len(units)]] += 1 if missing > 0 else -1
    return tuple(units)


def text(value: float, digits: int) -> str:
    """A value in print, with a true minus sign."""
    return f"{value:.{digits}f}".replace("-", MINUS)


def signed(value: float, digits: int) -> str:
    """A change in print: always with its sign, `0` when there is none."""
    if to_units(abs(value), digits) == 0:
        return text(0.0, digits)
    return ("+" if value > 0 else "") + text(value, digits)


def from_units(units: int, digits: int) -> float:
    """A number of units of the last shown digit as a value."""
    return units / _SCALE[digits]
