"""What the turns of a game are called, from the name of the first."""

from __future__ import annotations

import re

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def turn_name(first: str, turn: int) -> str:
    """The name of a turn, counted from 1, in a calendar that begins with `first`.

    `2025-Q1` gives `Q1 2025` and goes on by quarters, `2025-03` by months, `2025` by years; in
    anything else the last number counts (`Day 1`, `Day 2`), and without one it is put at the end.
    """
    later = turn - 1
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", first):
        quarters = int(found[1]) * 4 + int(found[2]) - 1 + later
        return f"Q{quarters % 4 + 1} {quarters // 4}"
    if found := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", first):
        months = int(found[1]) * 12 + int(found[2]) - 1 + later
        return f"{_MONTHS[months % 12]} {months // 12}"
    if found := re.fullmatch(r"(.*?)(\d+)(\D*)", first, re.DOTALL):
        return f"{found[1]}{int(found[2]) + later}{found[3]}"
    return f"{first} {turn}"
