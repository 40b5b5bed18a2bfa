import pytest

from game.news.sources import date_in_words, is_later, story_badge


def test_dates_are_told_in_words() -> None:
    assert date_in_words("2025-02-28") == "28 February 2025"
    assert date_in_words("2025-02") == "February 2025"
    assert date_in_words("19 September to 1 October 2025") == "19 September to 1 October 2025"
    assert date_in_words("2025-13-40") == "2025-13-40"


@pytest.mark.parametrize(
    ("date", "label", "later"),
    [
        ("2025-02-28", "Q1 2025", False),
        ("2025-04-01", "Q1 2025", True),
        ("19 September to 1 October 2025", "Q2 2025", True),
        ("2024", "Q1 2025", False),
        ("2026", "Q4 2025", True),
        ("May 2025", "April 2025", True),
        ("1 December 2018 to 24 September 2021", "Q1 2025", False),
        ("2025-02-28", "Day 3", False),
        ("long ago", "Q1 2025", False),
    ],
)
def test_a_fact_is_later_when_it_lies_wholly_after_the_turn(date: str, label: str, later: bool) -> None:
    assert is_later(date, label) == later


def test_what_happens_in_a_game_is_never_a_fact() -> None:
    assert story_badge("fact") == "estimate"
    assert story_badge("") == "fiction"
