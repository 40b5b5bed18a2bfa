"""Names of turns."""

from __future__ import annotations

import pytest

from game.match.calendar import turn_name


@pytest.mark.parametrize(
    ("first", "turn", "name"),
    [
        ("2025-Q1", 1, "Q1 2025"),
        ("2025-Q3", 7, "Q1 2027"),
        ("2018-12", 2, "January 2019"),
        ("2025", 4, "2028"),
        ("Day 1", 3, "Day 3"),
        ("Week 9 of the talks", 2, "Week 10 of the talks"),
        ("Round", 2, "Round 2"),
    ],
)
def test_turns_are_named_after_the_first(first: str, turn: int, name: str) -> None:
    assert turn_name(first, turn) == name
