"""What turns are called."""

import pytest

from game.scenario.calendar import is_understood, turn_label


@pytest.mark.parametrize(
    ("first", "turn", "label"),
    [
        ("2025-Q1", 1, "Q1 2025"), ("2025-Q1", 2, "Q2 2025"), ("2025-Q3", 4, "Q2 2026"),
        ("2018-12", 1, "December 2018"), ("2018-12", 2, "January 2019"), ("1999", 3, "2001"),
        ("Day 1", 3, "Day 3"), ("Round 9", 2, "Round 10"), ("1", 60, "60"),
    ],
)  # fmt: skip
def test_a_turn_is_counted_on_from_the_first(first, turn, label):
    assert turn_label(first, turn) == label
    assert is_understood(first)


@pytest.mark.parametrize("first", ["2025-Q5", "2025-13", "2025-1", "Someday", ""])
def test_what_cannot_be_counted_on_from_is_seen(first):
    assert not is_understood(first)
