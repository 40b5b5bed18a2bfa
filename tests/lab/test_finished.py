"""Finished games are joined wherever they touch, and what is missing is known."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.lab.finished import Finished, pieces
from game.lab.parts import Part, Piece
from game.lab.simulate import Simulation


def part(first: int, games: int) -> Part:
    """So many games, each of which counts under its own number."""
    wins = Counter({str(game): 1 for game in range(first, first + games)})
    return Part(first, Simulation(games=games, wins=wins), None)


def numbers(finished: Finished) -> list[int]:
    return [int(game) for stretch in finished.stretches for game in stretch.simulation.wins]


@given(st.permutations(range(12)), st.integers(0, 12))
def test_parts_in_any_order_are_joined_in_the_order_of_the_games(order: list[int], done: int) -> None:
    finished = Finished(part(3 * number, 3) for number in order[:done])
    held = {3 * number + game for number in order[:done] for game in range(3)}
    assert numbers(finished) == sorted(held)
    assert finished.games == len(held)
    assert len(finished.stretches) == sum(game - 1 not in held for game in held)
    missing = [game for first, games in finished.missing(36) for game in range(first, first + games)]
    assert missing == sorted(set(range(36)) - held)


@pytest.mark.parametrize("again", [(0, 5), (4, 1), (3, 4), (9, 2), (0, 30), (12, 1)])
def test_no_game_is_counted_twice(again: tuple[int, int]) -> None:
    finished = Finished([part(0, 5), part(10, 5)])
    with pytest.raises(ValueError, match="counted before"):
        finished.add(part(*again))
    assert finished.games == 10


def test_what_is_asked_for_may_be_less_than_what_is_done() -> None:
    finished = Finished([part(2, 3), part(20, 3)])
    assert list(finished.missing(10)) == [Piece(0, 2), Piece(5, 5)]
    assert list(finished.missing(2)) == [Piece(0, 2)]


def test_gaps_are_played_in_pieces() -> None:
    assert list(pieces([Piece(0, 5), Piece(9, 2)], 2)) == [(0, 2), (2, 2), (4, 1), (9, 2)]
