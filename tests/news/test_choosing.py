from itertools import pairwise

from game.news import choosing

TEXTS = ("one", "two", "three")


def test_the_nth_time_takes_the_nth_wording_and_then_they_begin_anew() -> None:
    told = [choosing.occurrence(TEXTS, count) for count in range(1, 6)]
    assert told == ["one", "two", "three", "one", "two"]


def test_a_choice_by_hash_is_the_same_whenever_it_is_made() -> None:
    assert choosing.by_hash(TEXTS, 7, 3, "price") == choosing.by_hash(TEXTS, 7, 3, "price")


def test_choices_by_hash_use_every_wording() -> None:
    assert {choosing.by_hash(TEXTS, seed, 1, "price") for seed in range(40)} == set(TEXTS)


def test_wordings_told_in_turn_never_repeat_at_once() -> None:
    told = [choosing.in_turn(TEXTS, 11, "held", count) for count in range(12)]
    assert all(first != second for first, second in pairwise(told))
