"""What the turns are called: quarters, months, years, or a word that counts."""

from __future__ import annotations

import re

_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])\Z")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])\Z")
_YEAR = re.compile(r"[0-9]{4}\Z")
_COUNTED = re.compile(r"(.*?)([0-9]{1,6})\Z", re.DOTALL)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def turn_label(first: str, turn: int) -> str:
    """The label of a turn (from 1), given how the calendar names the first: `Q2 2025`, `Day 3`."""
    after = turn - 1
    if found := _QUARTER.match(first):
        quarters = int(found[1]) * 4 + int(found[2]) - 1 + after
        return f"Q{quarters % 4 + 1} {quarters // 4}"
    if found := _MONTH.match(first):
        months = int(found[1]) * 12 + int(found[2]) - 1 + after
        return f"{_MONTHS[months % 12]} {months // 12}"
    if _YEAR.match(first):
        return str(int(first) + after)
    if found := _COUNTED.match(first):
        return f"{found[1]}{int(found[2]) + after}"
    return first if turn == 1 else f"{first} {turn}"


def is_understood(first: str) -> bool:
    """Whether the first turn's name can be counted on from."""
    if re.match(r"[0-9]{4}-", first):
        return bool(_QUARTER.match(first) or _MONTH.match(first))
    return bool(_COUNTED.match(first))
